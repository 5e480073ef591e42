"""The year put together: who sends what, on which day, in what kind of parcel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.believable_year.answering.answers import Answers, answers_for, weekday
from pipeline.believable_year.answering.evidence_list import Piece
from pipeline.believable_year.course.parcels import Files, parcel
from pipeline.believable_year.evidence.files import make
from pipeline.believable_year.filling_in.application import fill_application
from pipeline.believable_year.filling_in.record import fill_record
from pipeline.believable_year.schools.profiles import KINDS, PROFILES
from pipeline.believable_year.schools.schools_list import schools_list
from pipeline.believable_year.spoiling import bad_files
from pipeline.believable_year.spoiling.expectations import Expectation, Expected
from pipeline.believable_year.spoiling.faults import found_at, plant
from pipeline.believable_year.wording.contents import LongYear, said_in
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.errors import UsageError
from pipeline.scheme.model import Scheme
from pipeline.values import CaseState, Place, School

STRANGER = "Invoice 20418.pdf"
OPENS = dt.date(2025, 9, 1)
PANEL_DAY = dt.date(2026, 3, 12)
MODERATION_DAY = dt.date(2026, 5, 14)


@dataclass(frozen=True)
class Drop:
    """What is put in the inbox on one day: paths within it, and bytes. ``school`` is empty for a stranger.

    ``phase`` is application, resubmission, duplicate, sample or stranger.
    """

    on: dt.date
    school: str
    files: dict[str, bytes]
    phase: str


@dataclass(frozen=True, slots=True)
class Before:
    """An award that a school was given before the year: the id of its level, if any, and the days it holds between."""

    school: School
    level: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Year:
    """A whole school year: the schools list, what arrives in order of days, and what each school should get.

    The office opens on ``opens``; ``meetings`` are held one for each step of the scheme. ``before`` are the awards
    on the register when the year begins.
    """

    schools_csv: bytes
    drops: tuple[Drop, ...]
    expectations: Mapping[str, Expectation]
    opens: dt.date
    meetings: tuple[dt.date, ...]
    before: tuple[Before, ...] = ()

    @property
    def outcomes(self) -> dict[str, str]:
        """The panel's last decision by school key; empty where the case never reaches a panel."""
        return {key: expected.outcome for key, expected in self.expectations.items()}


@dataclass(frozen=True)
class _Forms:
    record: bytes
    application: bytes
    scheme: Scheme
    seed: int
    said: LongYear


def write_year(schools: int, seed: int, scheme: Scheme) -> Year:
    """The first ``schools`` of the 24 and what they send. Equal arguments give equal bytes.

    Raises UsageError for a number of schools outside 1 to 24, KeyError where no long year was written for the scheme.
    """
    if not 1 <= schools <= len(PROFILES):
        raise UsageError(f"The year knows {len(PROFILES)} schools. Ask for a number from 1 to {len(PROFILES)}.")
    forms = _Forms(build_record(scheme), build_application(scheme), scheme, seed, said_in(scheme))
    sayings = Sayings()
    drops: list[Drop] = []
    expectations: dict[str, Expectation] = {}
    known: list[tuple[str, Answers]] = []
    for index, profile in enumerate(PROFILES[:schools]):
        answers = answers_for(profile, index, scheme, seed, sayings)
        key = answers.urn or f"setting-{1 + sum(not other.urn for _, other in known)}"
        known.append((key, answers))
        sent, expectation = _school(key, answers, forms)
        drops += sent
        expectations[key] = expectation
    drops.append(Drop(dt.date(2026, 1, 14), "", {STRANGER: bad_files.strangers_invoice("12 January 2026")}, "stranger"))
    drops.sort(key=lambda drop: (drop.on, drop.school, drop.phase))
    return Year(_schools_csv(known, forms.said.area), tuple(drops), expectations, OPENS, (PANEL_DAY, MODERATION_DAY))


def _school(key: str, answers: Answers, forms: _Forms) -> tuple[list[Drop], Expectation]:
    faults = [fault for fault in answers.profile.faults if fault in forms.said.faults]
    mended = "mended" in answers.profile.faults
    made: dict[tuple[str, dt.date], bytes] = {}
    whole = _documents(answers, forms, made)[0] if mended else {}
    spoilt = {fault: plant(fault, answers, forms.scheme) for fault in faults}
    files, places = _documents(answers, forms, made)
    files, classes = _spoil(files, faults, answers)
    first = _expected(forms.said.faults, spoilt, places, classes)
    name = _parcel_name(answers)
    drops = [Drop(answers.sent, key, parcel(name, files, answers), "application")]
    if "duplicate" in answers.profile.faults:
        again = parcel(f"{name} (sent again)", files, answers)
        drops.append(Drop(weekday(answers.sent + dt.timedelta(days=3)), key, again, "duplicate"))
    if mended:
        changed = {path: content for path, content in whole.items() if files.get(path) != content}
        resent = weekday(answers.sent + dt.timedelta(days=12))
        drops.append(Drop(resent, key, parcel(f"{name} corrected", changed, answers), "resubmission"))
    last = () if mended else first
    reaches_panel = all(fault in forms.said.advice for fault in faults) or mended
    outcome = answers.profile.outcome if reaches_panel else ""
    if outcome in ("award", "more-evidence"):
        drops.append(_sample(key, answers, forms.seed))
    state = {
        "award": CaseState.AWARDED, "more-evidence": CaseState.MORE_EVIDENCE, "not-yet": CaseState.NOT_YET,
    }.get(outcome, CaseState.RETURNED)  # fmt: skip
    return drops, Expectation(key, first, last, classes, outcome, state.value)


def _documents(
    answers: Answers, forms: _Forms, made: dict[tuple[str, dt.date], bytes]
) -> tuple[Files, dict[str, Place]]:
    """Both forms and the attached evidence, and where every answer stands. ``made`` spares making a file twice."""
    # Loose files lie side by side in the inbox, so each needs a name of its own.
    prefix = f"{answers.profile.town} " if answers.profile.parcel == "loose" else ""
    records, applications = forms.said.record_names, forms.said.application_names
    record_name = prefix + records[answers.index % len(records)]
    application_name = prefix + applications[answers.index % len(applications)]
    record, places = fill_record(forms.record, answers, record_name)
    application, more = fill_application(forms.application, answers, forms.scheme, application_name)
    files = {record_name: record, application_name: application}
    for piece in answers.pieces:
        if piece.attached:
            known = (piece.file, piece.dated)
            made[known] = made.get(known) or make(piece, answers, forms.seed)
            files[piece.file] = made[known]
    return files, places | more


def _spoil(files: Files, faults: list[str], answers: Answers) -> tuple[Files, dict[str, str]]:
    """The files with the faults of whole files planted, and the class that each spoilt file should get."""
    files, classes = dict(files), {}
    record = next(iter(files))
    if "locked-record" in faults:
        files[record] = bad_files.locked_workbook(files[record])
        classes[record] = "encrypted"
    if "macro-record" in faults:
        name = record.removesuffix(".xlsx") + ".xlsm"
        files = {name: bad_files.with_macros(files[record])} | {k: v for k, v in files.items() if k != record}
        classes[name] = "macro"
    if "corrupt-file" in faults:
        name = next(piece.file for piece in answers.pieces if piece.suffix == "docx")
        files[name] = bad_files.cut_short(files[name])
        classes[name] = "corrupt"
    return files, classes


def _expected(
    rules: Mapping[str, Sequence[str]],
    spoilt: Mapping[str, list[str]],
    places: Mapping[str, Place],
    classes: Mapping[str, str],
) -> tuple[Expected, ...]:
    expected: list[Expected] = []
    for fault, addresses in spoilt.items():
        for rule in rules[fault]:
            spots = found_at(addresses, places)
            if not spots:
                # A document that has not come stands nowhere.
                spots = [Place(name) for name in classes] if rule.startswith("file-") else [Place("")]
            expected += [Expected(rule, spot) for spot in spots]
    return tuple(expected)


def _parcel_name(answers: Answers) -> str:
    plain = "".join(c for c in answers.profile.name if c.isalnum() or c in " -").split()
    return " ".join(plain)[:60].strip()


def _sample(key: str, answers: Answers, seed: int) -> Drop:
    """What the panel asked to see: the same pieces under the same names, with more in them."""
    wanted: list[Piece] = [piece for piece in answers.pieces if piece.suffix in ("pdf", "docx")]
    files = {piece.file: make(piece, answers, seed, fuller=True) for piece in wanted}
    day = weekday(dt.date(2026, 4, 13) + dt.timedelta(days=answers.index % 12))
    return Drop(day, key, parcel(f"{_parcel_name(answers)} sample", files, answers, kind="folder"), "sample")


def _schools_csv(known: list[tuple[str, Answers]], area: tuple[str, str]) -> bytes:
    rows: list[tuple[str, ...]] = []
    for key, answers in known:
        profile = answers.profile
        phase, kind = KINDS[profile.kind]
        number = str(2000 + answers.index * 37) if answers.urn else ""
        own = "" if answers.urn else key
        rows.append(
            (answers.urn, *area, number, profile.name, kind, phase, profile.street, profile.town,
             answers.postcode, f"https://www.{answers.host}", *profile.head, own)
        )  # fmt: skip
    return schools_list(rows)
