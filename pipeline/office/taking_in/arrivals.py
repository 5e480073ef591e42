"""`award run`: take in what came, find whose it is, and set each file's outcome."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.errors import RulesError, UsageError
from pipeline.intake.folder import load, review_taken, take_in
from pipeline.office.answering.answers import answer_cases, unanswered
from pipeline.office.answering.receipts import receipt
from pipeline.office.cases.leads import keep_lead, lead_named
from pipeline.office.cases.steps import AT_MEETING
from pipeline.office.desk import Desk
from pipeline.office.reading_room.room import Taken
from pipeline.office.reading_room.which_scheme import Told, told_by_forms
from pipeline.office.taking_in.putting_aside import put_aside, say_what_was_not_taken, say_why
from pipeline.office.taking_in.which_case import told_by_case, undecided
from pipeline.office.taking_in.whose import Correspondence
from pipeline.reading.identity import schools_by_folder
from pipeline.register.records import ArrivedFile, DeliveryRecord, FileRecord, Outcome
from pipeline.scheme import Scheme
from pipeline.values import CaseView, FileClass, FileKind, FileReading, School, SourceFile

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of a delivery and what it says. ``part`` is ``dropped`` itself, or what was inside that zip or e-mail."""

    dropped: SourceFile
    part: SourceFile
    reading: FileReading


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
    desk.schemes.keep()
    review_taken(desk.workspace.inbox, desk.archive, desk.register, now=desk.now)
    take_in(desk.workspace.inbox, desk.archive, desk.register, now=desk.now, shelves=desk.shelves)
    pending = desk.register.pending_deliveries()
    duplicates = quarantined = 0
    post = Correspondence(desk)
    for record in pending:
        progress(record.name)
        try:
            if record.duplicate_of:
                _again(desk, record, record.duplicate_of)
                duplicates += 1
                continue
            case = _settle(desk, record, post)
        except RulesError:
            if not desk.schemes.faults:
                raise
            # It stays as it came, to be read by the first run after its award's rules are mended.
            quarantined += 1
            continue
        if case is None:
            quarantined += 1
        elif case:
            receipt(desk, case, record)
    answered = answer_cases(desk, unanswered(desk), progress)
    return RunReport(len(pending), duplicates, quarantined, answered, restored)


def _again(desk: Desk, record: DeliveryRecord, before: str) -> None:
    earlier = desk.register.delivery(before).case
    if earlier:
        desk.scheme_of(earlier)
    note = f"The same as {before}; nothing was done twice."
    desk.register.finish_delivery(record.reference, earlier, note, now=desk.now)
    if earlier:
        receipt(desk, earlier, record)


def _settle(desk: Desk, record: DeliveryRecord, post: Correspondence) -> str | None:
    """Give each file of a delivery its outcome. The case, '' for a score sheet, None for a person.

    Raises RulesError when it is for an award whose rules cannot be used, or may be.
    """
    read = partial(_read, desk, record)
    told = told_by_forms(desk.schemes, read, record.scheme)
    opened = open_up(desk, record, told)
    if not opened:
        _nothing_to_read(desk, record)
        return None
    say_what_was_not_taken(desk, record)
    readings = [one.reading for one in opened]
    if any(reading.kind is FileKind.SCORE_SHEET for reading in readings):
        with desk.register.transaction():
            return _score_sheets(desk, record, opened)
    parted = schools_by_folder(readings, desk.schools)
    if parted:
        _quarantine(desk, record, opened, _how_to_part(record, parted))
        return None
    whose = post.whose(record, readings, [taken.reading for taken in told.taken])
    if told.scheme is None and whose.school is None:
        _may_be_for_one_at_fault(desk)
    if whose.school is None:
        _quarantine(desk, record, opened, f"{whose.doubt} {_how_to_say(record)}")
        return None
    told = told_by_case(desk, told, whose.school.key, read)
    if told.scheme is None:
        _may_be_for_one_at_fault(desk)
        _quarantine(desk, record, opened, undecided(desk, told, record.reference, whose.school.key))
        return None
    opened = open_up(desk, record, told)
    case = file_under(desk, record, opened, whose.school, told.scheme, "; ".join(whose.reasons), whose.doubt)
    post.heard(case, record.sender)
    return case


def _may_be_for_one_at_fault(desk: Desk) -> None:
    """What no sound rules know may be a paper of an award whose rules cannot be read: it is not put aside."""
    for fault in desk.schemes.faults.values():
        raise RulesError(fault)


def _read(desk: Desk, record: DeliveryRecord, scheme: Scheme) -> tuple[Taken, ...]:
    taken = desk.room(scheme).take(load(record, desk.archive).files)
    for one in taken:
        for _, reading in one.read:
            desk.remember(reading, scheme)
    return taken


def told_of(desk: Desk, record: DeliveryRecord, school: str, scheme: str = "") -> Told:
    """A delivery read by the forms of the scheme that was named, or that it is for by all that we know."""
    read = partial(_read, desk, record)
    if scheme:
        meant = desk.schemes.present(scheme)
        return Told(read(meant), meant)
    return told_by_case(desk, told_by_forms(desk.schemes, read, record.scheme), school, read)


def open_up(desk: Desk, record: DeliveryRecord, told: Told) -> tuple[Opened, ...]:
    """Every file of a delivery that was read; those inside zips and e-mails in their place."""
    opened: list[Opened] = []
    for taken in told.taken:
        if taken.parts:
            _keep_parts(desk, record, taken)
        opened += [Opened(taken.source, part, reading) for part, reading in taken.read]
    return tuple(opened)


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
    case = _case_of(desk, school, scheme, [one.reading for one in opened]).reference
    for one in opened:
        outcome = _outcome(one.reading)
        _set(desk, record, one, case, outcome)
        if outcome is Outcome.QUARANTINED:
            put_aside(desk, record, one.part, one.reading.message)
        _wrapper(desk, record, one, case)
    if doubt:
        desk.register.note("doubted", {"delivery": record.reference, "doubt": doubt}, case, now=desk.now)
    left = [file.name for file in desk.register.delivery(record.reference).files if _still_waits(file)]
    if left:
        why = f"Still to be placed: {', '.join(left)}. {_how_to_say(record)}"
    desk.register.finish_delivery(record.reference, None if left else case, why, now=desk.now)
    return case


def _still_waits(file: FileRecord) -> bool:
    return file.case is None and file.outcome is Outcome.QUARANTINED and bool(file.sha256)


def _how_to_part(record: DeliveryRecord, parted: Mapping[str, School]) -> str:
    whose = ", ".join(f"“{folder}” is {school.name}" for folder, school in parted.items())
    commands = " and ".join(
        f"“award assign {record.reference} {school.key} --file {shlex.quote(folder)}”"
        for folder, school in parted.items()
    )
    return f"It holds documents of several schools: {whose}. Please give each its own: {commands}."


def _how_to_say(record: DeliveryRecord) -> str:
    return f"The files are in quarantine/{record.reference}; say it with “award assign {record.reference} SCHOOL”."


def _keep_parts(desk: Desk, record: DeliveryRecord, taken: Taken) -> None:
    """The files of a zip or a mail become the archive's too; one that did not give all of them goes to a person."""
    dropped = taken.source
    members = [
        ArrivedFile(part.name, desk.archive.put(part.content), len(part.content), dropped.name)
        for part, _ in taken.parts
    ]
    desk.register.add_members(record.reference, dropped.name, members, now=desk.now)
    if taken.reading.file_class is not FileClass.PARSED:
        put_aside(desk, record, dropped, taken.reading.message)


def _nothing_to_read(desk: Desk, record: DeliveryRecord) -> None:
    """A link, a pipe or an empty folder: named to the officer with its reason, never followed."""
    reason = " ".join(file.message for file in record.files if file.message) or "It holds no files."
    say_why(desk, record, reason)
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)


def _case_of(desk: Desk, school: School, scheme: Scheme, readings: list[FileReading]) -> CaseView:
    forms = [reading.form for reading in readings if reading.form]
    case = desk.register.case_for_school(school.key, scheme.id)
    if case is None:
        name, email = lead_named(forms)
        prefix = scheme.certificate.number_format.split("-")[0]
        return desk.register.open_case(
            school, scheme.id, scheme.version, desk.today, name, email, prefix=prefix, now=desk.now
        )
    # What comes while a meeting has the case is for a person to look at first.
    return case if case.state in AT_MEETING else keep_lead(desk, case, forms)


def _outcome(reading: FileReading) -> Outcome:
    if reading.file_class is FileClass.PARSED:
        return Outcome.PROCESSED
    return Outcome.IGNORED if reading.file_class is FileClass.IGNORED else Outcome.QUARANTINED


def _set(desk: Desk, record: DeliveryRecord, one: Opened, case: str | None, outcome: Outcome) -> None:
    _told(desk, record, one.part, one.reading, case, outcome)


def _wrapper(desk: Desk, record: DeliveryRecord, one: Opened, case: str | None) -> None:
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


def _score_sheets(desk: Desk, record: DeliveryRecord, opened: Sequence[Opened]) -> str:
    note = ""
    for one in opened:
        _set(desk, record, one, None, _outcome(one.reading))
        _wrapper(desk, record, one, "")
        if one.reading.kind is FileKind.SCORE_SHEET:
            note = _marks(desk, record, one)
    desk.register.finish_delivery(record.reference, None, note, now=desk.now)
    return ""


def _marks(desk: Desk, record: DeliveryRecord, one: Opened) -> str:
    """Save a score sheet's marks; the sentence that stands beside the delivery."""
    from pipeline.panel.score_sheets import read_score_sheet

    try:
        sheet = read_score_sheet(one.part.content, desk.scheme_of)
        desk.register.save_marks(sheet.marks, now=desk.now)
    except UsageError as error:
        _set(desk, record, one, None, Outcome.QUARANTINED)
        put_aside(desk, record, one.part, str(error))
        return str(error)
    return " ".join([f"{len(sheet.marks)} marks by {sheet.member} for {sheet.meeting}.", *sheet.problems])


def _quarantine(desk: Desk, record: DeliveryRecord, opened: Sequence[Opened], reason: str) -> None:
    for one in opened:
        ignored = one.reading.file_class is FileClass.IGNORED
        _set(desk, record, one, None, Outcome.IGNORED if ignored else Outcome.QUARANTINED)
        _wrapper(desk, record, one, None)
        put_aside(desk, record, one.part, one.reading.message or reason)
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)
