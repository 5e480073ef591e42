"""`award run`: take in what came, find whose it is, and set each file's outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.intake.folder import load, review_taken, take_in
from pipeline.office.answering import answer_cases, receipt, unanswered
from pipeline.office.desk import Desk
from pipeline.reading.files import read_file, read_part
from pipeline.reading.identity import match
from pipeline.reading.unpacking import unpack
from pipeline.register.records import ArrivedFile, DeliveryRecord, Outcome
from pipeline.register.transitions import CLOSED
from pipeline.values import CaseView, FileClass, FileKind, FileReading, Form, School, SourceFile

Progress = Callable[[str], None]


@dataclass(frozen=True)
class RunReport:
    """What one run did. ``waiting`` deliveries need a person."""

    deliveries: int
    duplicates: int
    quarantined: int
    answered: tuple[str, ...]
    restored: int


def run(desk: Desk, progress: Progress = lambda _: None) -> RunReport:
    """Take in the inbox, answer every school whose case changed, and put back what the outbox lost."""
    restored = desk.restore_outbox()
    review_taken(desk.workspace.inbox, desk.archive, desk.register, now=desk.now)
    take_in(desk.workspace.inbox, desk.archive, desk.register, now=desk.now)
    pending = desk.register.pending_deliveries()
    duplicates = quarantined = 0
    for record in pending:
        progress(record.name)
        if record.duplicate_of:
            duplicates += 1
            earlier = desk.register.delivery(record.duplicate_of).case
            note = f"The same as {record.duplicate_of}; nothing was done twice."
            desk.register.finish_delivery(record.reference, earlier, note, now=desk.now)
            if earlier:
                receipt(desk, earlier, record)
            continue
        case = _settle(desk, record)
        if case is None:
            quarantined += 1
        elif case:
            receipt(desk, case, record)
    answered = answer_cases(desk, unanswered(desk), progress)
    return RunReport(len(pending), duplicates, quarantined, answered, restored)


def _settle(desk: Desk, record: DeliveryRecord) -> str | None:
    """Give each file of a delivery its outcome. The case, '' for a score sheet, None for a person."""
    delivery = load(record, desk.archive)
    readings: list[tuple[SourceFile, SourceFile, FileReading]] = []
    for dropped in delivery.files:
        parts = unpack(dropped)
        inside = [part for part in parts if part.sha256 != dropped.sha256]
        if inside:
            members = [ArrivedFile(p.name, desk.archive.put(p.content), len(p.content), dropped.name) for p in inside]
            desk.register.add_members(record.reference, dropped.name, members, now=desk.now)
            _say_if_damaged(desk, record, dropped)
        for part in inside or [dropped]:
            reading = read_part(part, desk.scheme)
            desk.remember(reading)
            readings.append((dropped, part, reading))
    if not readings:
        _nothing_to_read(desk, record)
        return None
    if any(reading.kind is FileKind.SCORE_SHEET for _, _, reading in readings):
        with desk.register.transaction():
            return _score_sheets(desk, record, readings)
    open_cases = tuple(case for case in desk.register.cases() if case.state not in CLOSED)
    whose = match(tuple(r for _, _, r in readings), desk.schools, delivery.sender, open_cases)
    if whose.school is None:
        _quarantine(desk, record, readings, whose.doubt or "We could not tell which school this is from.")
        return None
    case = _case_of(desk, whose.school, [r for _, _, r in readings])
    _file_away(desk, record, readings, case.reference)
    desk.register.finish_delivery(record.reference, case.reference, "; ".join(whose.reasons), now=desk.now)
    return case.reference


def _say_if_damaged(desk: Desk, record: DeliveryRecord, dropped: SourceFile) -> None:
    """A zip that gave some of its files but not all is put where a person looks."""
    reading = read_file(dropped, desk.scheme)
    if reading.file_class is not FileClass.PARSED:
        _put_aside(desk, record, dropped, reading.message)


def _nothing_to_read(desk: Desk, record: DeliveryRecord) -> None:
    """A link, a pipe or an empty folder: named to the officer with its reason, never followed."""
    reason = " ".join(file.message for file in record.files if file.message) or "It holds no files."
    folder = desk.workspace.quarantine / record.reference
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Arrived as: {record.name!r}\nReason: {reason}\n"
    (folder / "reason.txt").write_text(text, encoding="utf-8")
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)


def _case_of(desk: Desk, school: School, readings: list[FileReading]) -> CaseView:
    forms = [reading.form for reading in readings if reading.form]
    name, email = _lead(forms)
    case = desk.register.case_for_school(school.key, desk.scheme.id)
    if case is None:
        prefix = desk.scheme.certificate.number_format.split("-")[0]
        return desk.register.open_case(
            school, desk.scheme.id, desk.scheme.version, desk.today, name, email, prefix=prefix, now=desk.now
        )
    if name:
        return desk.register.set_lead(case.reference, name, email or case.lead_email, now=desk.now)
    return case


def _lead(forms: list[Form]) -> tuple[str, str]:
    name = next((form.text("lead_name") for form in forms if form.text("lead_name")), "")
    return name, next((form.text("lead_email") for form in forms if form.text("lead_email")), "")


def _file_away(
    desk: Desk, record: DeliveryRecord, readings: list[tuple[SourceFile, SourceFile, FileReading]], case: str
) -> None:
    for dropped, part, reading in readings:
        outcome = _outcome(reading)
        _set(desk, record, part, reading, case, outcome)
        if outcome is Outcome.QUARANTINED:
            _put_aside(desk, record, part, reading.message)
        if part is not dropped:
            _wrapper(desk, record, dropped, case)


def _outcome(reading: FileReading) -> Outcome:
    if reading.file_class is FileClass.PARSED:
        return Outcome.PROCESSED
    return Outcome.IGNORED if reading.file_class is FileClass.IGNORED else Outcome.QUARANTINED


def _set(
    desk: Desk, record: DeliveryRecord, part: SourceFile, reading: FileReading, case: str | None, outcome: Outcome
) -> None:
    desk.register.set_file_outcome(
        record.reference,
        part.name,
        kind=reading.kind.value,
        file_class=reading.file_class.value,
        message=reading.message,
        case=case,
        outcome=outcome.value,
        now=desk.now,
        sha256=part.sha256,
    )


def _wrapper(desk: Desk, record: DeliveryRecord, dropped: SourceFile, case: str | None) -> None:
    kind = FileKind.MESSAGE if dropped.name.lower().endswith(".eml") else FileKind.ARCHIVE
    outcome = Outcome.PROCESSED if case is not None else Outcome.QUARANTINED
    opened = FileReading(dropped.name, dropped.sha256, len(dropped.content), kind, FileClass.PARSED)
    _set(desk, record, dropped, opened, case, outcome)


def _score_sheets(
    desk: Desk, record: DeliveryRecord, readings: list[tuple[SourceFile, SourceFile, FileReading]]
) -> str:
    note = ""
    for dropped, part, reading in readings:
        _set(desk, record, part, reading, None, _outcome(reading))
        if part is not dropped:
            _wrapper(desk, record, dropped, "")
        if reading.kind is FileKind.SCORE_SHEET:
            note = _marks(desk, record, part, reading)
    desk.register.finish_delivery(record.reference, None, note, now=desk.now)
    return ""


def _marks(desk: Desk, record: DeliveryRecord, part: SourceFile, reading: FileReading) -> str:
    """Save a score sheet's marks; the sentence that stands beside the delivery."""
    from pipeline.panel.score_sheets import read_score_sheet

    try:
        sheet = read_score_sheet(part.content, desk.scheme)
        desk.register.save_marks(sheet.marks, now=desk.now)
    except UsageError as error:
        _set(desk, record, part, reading, None, Outcome.QUARANTINED)
        _put_aside(desk, record, part, str(error))
        return str(error)
    return " ".join([f"{len(sheet.marks)} marks by {sheet.member} for {sheet.meeting}.", *sheet.problems])


def _quarantine(
    desk: Desk, record: DeliveryRecord, readings: list[tuple[SourceFile, SourceFile, FileReading]], reason: str
) -> None:
    for dropped, part, reading in readings:
        ignored = reading.file_class is FileClass.IGNORED
        _set(desk, record, part, reading, None, Outcome.IGNORED if ignored else Outcome.QUARANTINED)
        if part is not dropped:
            _wrapper(desk, record, dropped, None)
        _put_aside(desk, record, part, reading.message or reason)
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)


def _put_aside(desk: Desk, record: DeliveryRecord, part: SourceFile, reason: str) -> None:
    """A copy where a person can look at it, with the reason beside it. A sender's name is data, never a path."""
    folder = desk.workspace.quarantine / record.reference
    folder.mkdir(parents=True, exist_ok=True)
    stem, _, ending = part.name.rsplit("/", 1)[-1].rpartition(".")
    slug = re.sub(r"[^a-z0-9]+", "-", (stem or ending).lower()).strip("-")[:60] or "file"
    kept = f"{part.sha256[:8]}-{slug}" + (f".{ending.lower()}" if re.fullmatch(r"[A-Za-z0-9]{1,5}", ending) else "")
    text = f"File: {part.name!r}\nArrived as: {record.name!r}\nReason: {reason}\n"
    (folder / kept).write_bytes(part.content)
    (folder / f"{kept}.reason.txt").write_text(text, encoding="utf-8")
