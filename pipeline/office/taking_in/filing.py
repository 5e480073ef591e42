"""Each file of a delivery is put into a school's case, or waits for a person: its outcome, on record."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.office.cases.leads import keep_lead
from pipeline.office.cases.steps import AT_MEETING
from pipeline.office.desk import Desk
from pipeline.office.taking_in.opening import Opened
from pipeline.office.taking_in.putting_aside import put_aside
from pipeline.register.records import DeliveryRecord, FileRecord, Outcome
from pipeline.scheme import Scheme
from pipeline.values import CaseView, FileClass, FileKind, FileReading, School, SourceFile


def file_under(
    desk: Desk,
    record: DeliveryRecord,
    opened: Sequence[Opened],
    school: School,
    scheme: Scheme,
    why: str,
    doubt: str = "",
) -> str:
    """Put a delivery, or these files of it, into the school's case under a scheme, opened if need be, and say why.

    While some of its files have no case the delivery has none, and waits for a person. The case's number.
    """
    case = _case_of(desk, school, scheme).reference
    for one in opened:
        outcome = outcome_of(one.reading)
        set_outcome(desk, record, one, case, outcome)
        if outcome is Outcome.QUARANTINED:
            put_aside(desk, record, one.part, one.reading.message)
        share_outcome(desk, record, one, case)
    if doubt:
        desk.register.note("doubted", {"delivery": record.reference, "doubt": doubt}, case, now=desk.now)
    left = [file.name for file in desk.register.delivery(record.reference).files if _still_waits(file)]
    if left:
        why = f"Still to be placed: {', '.join(left)}. {how_to_say(record)}"
    desk.register.finish_delivery(record.reference, None if left else case, why, now=desk.now)
    # What comes while a meeting has the case is for a person to look at first.
    if desk.register.case(case).state not in AT_MEETING:
        keep_lead(desk, case)
    return case


def quarantine(desk: Desk, record: DeliveryRecord, opened: Sequence[Opened], reason: str) -> None:
    """Let a whole delivery wait for a person, with a copy of each file and the reason beside it."""
    for one in opened:
        ignored = one.reading.file_class is FileClass.IGNORED
        set_outcome(desk, record, one, None, Outcome.IGNORED if ignored else Outcome.QUARANTINED)
        share_outcome(desk, record, one, None)
        put_aside(desk, record, one.part, one.reading.message or reason)
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)


def how_to_say(record: DeliveryRecord) -> str:
    """Where the officer finds the files, and the command that says whose they are."""
    return f"The files are in quarantine/{record.reference}; say it with “award assign {record.reference} SCHOOL”."


def _still_waits(file: FileRecord) -> bool:
    return file.case is None and file.outcome is Outcome.QUARANTINED and bool(file.sha256)


def _case_of(desk: Desk, school: School, scheme: Scheme) -> CaseView:
    case = desk.register.case_for_school(school.key, scheme.id)
    if case is not None:
        return case
    prefix = scheme.certificate.number_format.split("-")[0]
    return desk.register.open_case(school, scheme.id, scheme.version, desk.today, prefix=prefix, now=desk.now)


def outcome_of(reading: FileReading) -> Outcome:
    """What becomes of a file that has a case: read, passed over, or put before a person."""
    if reading.file_class is FileClass.PARSED:
        return Outcome.PROCESSED
    return Outcome.IGNORED if reading.file_class is FileClass.IGNORED else Outcome.QUARANTINED


def set_outcome(desk: Desk, record: DeliveryRecord, one: Opened, case: str | None, outcome: Outcome) -> None:
    """Put on record what became of one file."""
    _told(desk, record, one.part, one.reading, case, outcome)


def share_outcome(desk: Desk, record: DeliveryRecord, one: Opened, case: str | None) -> None:
    """The zip or e-mail that a file was in shares its outcome."""
    dropped = one.dropped
    if one.part is dropped:
        return
    kind = FileKind.MESSAGE if dropped.name.lower().endswith(".eml") else FileKind.ARCHIVE
    outcome = Outcome.PROCESSED if case is not None else Outcome.QUARANTINED
    reading = FileReading(dropped.name, dropped.sha256, len(dropped.content), kind, FileClass.PARSED)
    _told(desk, record, dropped, reading, case, outcome)


def _told(
    desk: Desk, record: DeliveryRecord, file: SourceFile, reading: FileReading, case: str | None, outcome: Outcome
) -> None:
    desk.register.set_file_outcome(
        record.reference,
        file.name,
        kind=reading.kind.value,
        file_class=reading.file_class.value,
        message=reading.message,
        case=case,
        outcome=outcome.value,
        now=desk.now,
        sha256=file.sha256,
    )
