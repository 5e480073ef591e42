"""A smaller year for any scheme: its worked cases as the papers of invented schools, mended, refused and awarded."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.believable_year.answering.answers import Answers, host_of, weekday
from pipeline.believable_year.course.parcels import parcel
from pipeline.believable_year.course.worked_school import Papers, blank_forms, can_be_written, files_of, mailbox
from pipeline.believable_year.course.year import Before, Drop, Year
from pipeline.believable_year.schools.profiles import KINDS, PROFILES, Profile, postcode_of, urn_of
from pipeline.believable_year.schools.schools_list import schools_list
from pipeline.believable_year.schools.world import world
from pipeline.believable_year.spoiling.expectations import Expectation, Expected
from pipeline.believable_year.spoiling.spoilt_case import spoilt
from pipeline.believable_year.wording.contents import office_of
from pipeline.errors import UsageError
from pipeline.scheme.model import Outcome, Scheme, WorkedCase
from pipeline.scheme.words.level_names import level_named
from pipeline.values import CaseState, Finding, Place, School, Severity

FEWEST, MOST = 6, 8
# A school that mends its papers sent them first so many days before.
MENDED_AFTER = dt.timedelta(days=9)
# From the last day of sending to the first meeting, and from one meeting to the next.
TO_MEETING, BETWEEN = dt.timedelta(days=10), dt.timedelta(days=63)
_SCHOOLS = [profile for profile in PROFILES if profile.kind in "PSNXA"]
_SETTINGS = [profile for profile in PROFILES if profile.kind == "C"]
_PARCELS = ("zip", "mail", "folder", "loose")


@dataclass(frozen=True, slots=True)
class _Bid:
    """One school's part: what it sends, what it sent before that was mended, and whether the panel refuses it."""

    case: WorkedCase
    first: WorkedCase | None = None
    refused: bool = False


def write_worked_year(scheme: Scheme, schools: int | None, seed: int) -> Year:
    """The year of a scheme from its worked cases, of all its schools or the first few. Equal arguments, equal bytes.

    Raises UsageError when it has no worked case that can be written, or for a number of schools it does not know.
    """
    bids = _bids(scheme)
    schools = len(bids) if schools is None else schools
    if not 1 <= schools <= len(bids):
        raise UsageError(f"The year knows {len(bids)} schools. Ask for a number from 1 to {len(bids)}.")
    blanks = blank_forms(scheme)
    drops: list[Drop] = []
    rows: list[Papers] = []
    expectations: dict[str, Expectation] = {}
    before: list[Before] = []
    for index, bid in enumerate(bids[:schools]):
        papers = _papers(bid.case, index, scheme, seed)
        rows.append(papers)
        sent, expectation = _sent(papers, bid, blanks, seed)
        drops += sent
        expectations[papers.school.key] = expectation
        for held in bid.case.held:
            level = level_named(scheme, held.level)
            before.append(Before(papers.school, level.id if level is not None else "", held.first, held.last))
    drops.sort(key=lambda drop: (drop.on, drop.school, drop.phase))
    last = max(drop.on for drop in drops if drop.phase != "sample")
    meetings = tuple(weekday(last + TO_MEETING + number * BETWEEN) for number in range(len(scheme.process)))
    return Year(_schools_csv(rows), tuple(drops), expectations, min(d.on for d in drops), meetings, tuple(before))


def _bids(scheme: Scheme) -> list[_Bid]:
    """Each worked case once, one that was mended, one that is refused, and whole ones again until there are enough."""
    cases = [case for case in scheme.cases if can_be_written(case)]
    # Whole papers may still get advice; those that get none come first.
    must = {check.id for check in scheme.checks if check.severity == Severity.REQUIRED.value}
    whole = sorted((case for case in cases if not must & set(case.findings)), key=lambda case: len(case.findings))
    if not whole:
        raise UsageError(
            f"{scheme.name} has no worked case with nothing to mend that can be written into its forms. "
            f"Put one into rules/{scheme.id}/cases.yaml."
        )
    bids = [_Bid(case) for case in cases][: MOST - 2]
    bids.append(_Bid(whole[0], first=spoilt(whole[0], scheme)))
    bids.append(_Bid(whole[-1], refused=True))
    bids += [_Bid(whole[number % len(whole)]) for number in range(max(0, FEWEST - len(bids)))]
    return bids


def _papers(case: WorkedCase, index: int, scheme: Scheme, seed: int, on: dt.date | None = None) -> Papers:
    told = {name: str(value) for name, value in (case.school or {}).items()}
    # A case that tells of its school without number and phase is of a setting that has none.
    listed = not told or bool({"urn", "phase"} & told.keys())
    profile = _profile(told.get("phase", ""), index) if listed else _SETTINGS[index % len(_SETTINGS)]
    place = world(profile, index, random.Random(f"{seed}/{index}"))
    urn, postcode = urn_of(index) if listed else "", postcode_of(index)
    answers = Answers(profile, index, urn, postcode, "", on or case.today, place, office=office_of(scheme).address)
    answers.email = mailbox(answers)
    phase, kind = KINDS[profile.kind]
    school = School(
        urn or f"setting-{index}", profile.name, urn or None, laestab=f"886{2000 + index * 37}" if listed else None,
        phase=told.get("phase", phase), kind=told.get("kind", kind), street=profile.street, town=profile.town,
        postcode=postcode, website=f"https://www.{host_of(profile)}", head=" ".join(profile.head),
    )  # fmt: skip
    return Papers(case, answers, school, scheme)


def _profile(phase: str, index: int) -> Profile:
    """An invented school of the phase that a case speaks of; any one where it speaks of none."""
    fitting = [profile for profile in _SCHOOLS if KINDS[profile.kind][0] == phase] or _SCHOOLS
    return fitting[index % len(fitting)]


def _sent(papers: Papers, bid: _Bid, blanks: dict[str, bytes], seed: int) -> tuple[list[Drop], Expectation]:
    profile, day, key = papers.answers.profile, papers.answers.sent, papers.school.key
    kind = _PARCELS[papers.answers.index % len(_PARCELS)]
    prefix = f"{profile.town} " if kind == "loose" else ""
    files = files_of(papers, blanks, prefix, seed)
    drops: list[Drop] = []
    first = last = told(papers.findings(day))
    if bid.first is not None:
        begun = day - MENDED_AFTER
        early = _papers(bid.first, papers.answers.index, papers.scheme, seed, begun)
        earlier = files_of(early, blanks, prefix, seed)
        first = told(early.findings(begun))
        drops.append(Drop(begun, key, parcel(profile.town, earlier, papers.answers, kind), "application"))
        files = {name: content for name, content in files.items() if earlier.get(name) != content}
    name = f"{profile.town} {'corrected' if bid.first is not None else 'papers'}"
    phase = "resubmission" if bid.first is not None else "application"
    drops.append(Drop(day, key, parcel(name, files, papers.answers, kind), phase))
    outcome, level = _outcome(papers, bid, day)
    state = CaseState.RETURNED if outcome is None else _state(outcome)
    decided = outcome.id if outcome is not None else ""
    return drops, Expectation(key, first, last, {}, decided, state.value, level)


def _outcome(papers: Papers, bid: _Bid, day: dt.date) -> tuple[Outcome | None, str]:
    """What the panel decides in the end, and at which level; nothing where the papers never reach it."""
    scheme = papers.scheme
    if not papers.complete(day):
        return None, ""
    refusal = next((o for o in scheme.outcomes if not o.certificate and o.weeks_to_answer is None), None)
    if bid.refused and refusal is not None:
        return refusal, ""
    award = next(outcome for outcome in scheme.outcomes if outcome.certificate)
    if scheme.levels is None:
        return award, ""
    # Where the panel alone gives the level, it gives the lowest.
    earned = bid.case.earns or (scheme.levels.levels[0].id if scheme.levels.decided_by == "panel" else "")
    return (award, earned) if earned or refusal is None else (refusal, "")


def _state(outcome: Outcome) -> CaseState:
    return CaseState.AWARDED if outcome.certificate else CaseState.NOT_YET


def told(findings: Iterable[Finding]) -> tuple[Expected, ...]:
    """Which checks find something, and of what; where it stands in a filled form is for the form to say."""
    # A row that no form numbers is “row 1” to a worked case and “1” to the reader.
    subjects = ((finding.rule, finding.subject.removeprefix("row ")) for finding in findings)
    return tuple(Expected(rule, Place(""), subject) for rule, subject in sorted(subjects))


def _schools_csv(schools: Sequence[Papers]) -> bytes:
    rows: list[tuple[str, ...]] = []
    for papers in schools:
        school, profile = papers.school, papers.answers.profile
        number, own = (school.laestab or "")[3:], "" if school.urn else school.key
        rows.append(
            (school.urn or "", "886", "Invented Area", number, school.name, school.kind, school.phase, school.street,
             school.town, school.postcode, school.website, *profile.head, own)
        )  # fmt: skip
    return schools_list(rows)
