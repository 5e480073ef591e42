"""`award run`: take in what came, find whose it is, and set each file's outcome."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.errors import RulesError
from pipeline.intake.folder import Waiting, review_taken, take_in
from pipeline.intake.patience import NONE, Patience
from pipeline.office.answering.answers import Progress, answer_cases, unanswered
from pipeline.office.answering.receipts import receipt
from pipeline.office.cases.held_back import hold_back
from pipeline.office.cases.late import Late, came_late
from pipeline.office.desk import Desk
from pipeline.office.reading_room.which_scheme import told_by_forms
from pipeline.office.taking_in.filing import file_under, how_to_say, quarantine
from pipeline.office.taking_in.opening import Opened, open_up, read_delivery
from pipeline.office.taking_in.putting_aside import say_what_was_not_taken, say_why
from pipeline.office.taking_in.score_sheets import take_marks
from pipeline.office.taking_in.which_case import told_by_case, undecided
from pipeline.office.taking_in.whose import Correspondence
from pipeline.reading.identity import schools_by_folder
from pipeline.register.records import DeliveryRecord
from pipeline.values import FileKind, Match, School


@dataclass(frozen=True)
class RunReport:
    """What one run did. ``quarantined`` deliveries need a person; what is ``left`` waits in the inbox.

    What came ``late`` came for a case that a meeting has.
    """

    deliveries: int
    duplicates: int
    quarantined: int
    answered: tuple[str, ...]
    restored: int
    left: tuple[Waiting, ...] = ()
    late: tuple[Late, ...] = ()


def run(desk: Desk, progress: Progress = lambda _: None, patience: Patience = NONE) -> RunReport:
    """Take in the inbox, answer every school whose case changed, and put back what the outbox lost.

    What may still be arriving, as ``patience`` sees it, is left for the next run.
    """
    restored = desk.restore_outbox()
    desk.schemes.keep()
    review_taken(desk.workspace.inbox, desk.archive, desk.register, now=desk.now)
    left = _take_in(desk, patience)
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
    new = {record.reference for record in pending}
    late = tuple(late for late in came_late(desk) if new & late.came.keys())
    return RunReport(len(pending), duplicates, quarantined, answered, restored, left, late)


def _take_in(desk: Desk, patience: Patience) -> tuple[Waiting, ...]:
    """Take what is whole; what is not stays, and is named."""
    inbox, shelves = desk.workspace.inbox, desk.shelves
    patience.wait_for_what_is_fresh(inbox, shelves)
    take_in(
        inbox, desk.archive, desk.register, now=desk.now, quiet=patience.quiet, memory=patience.memory, shelves=shelves
    )
    return patience.left(inbox, shelves)


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
    read = partial(read_delivery, desk, record)
    told = told_by_forms(desk.schemes, read, record.scheme)
    opened = open_up(desk, record, told)
    if not opened:
        _nothing_to_read(desk, record)
        return None
    say_what_was_not_taken(desk, record)
    readings = [one.reading for one in opened]
    if any(reading.kind is FileKind.SCORE_SHEET for reading in readings):
        with desk.register.transaction():
            return take_marks(desk, record, opened)
    parted = schools_by_folder(readings, desk.schools)
    if parted:
        quarantine(desk, record, opened, _how_to_part(record, parted))
        return None
    whose = post.whose(record, readings, [taken.reading for taken in told.taken])
    if told.scheme is None and whose.school is None:
        _may_be_for_one_at_fault(desk)
    if whose.school is None:
        quarantine(desk, record, opened, f"{whose.doubt} {how_to_say(record)}")
        return None
    if whose.at_odds is not None:
        _hold(desk, record, opened, whose)
        return None
    told = told_by_case(desk, told, whose.school.key, read)
    if told.scheme is None:
        _may_be_for_one_at_fault(desk)
        quarantine(desk, record, opened, undecided(desk, told, record.reference, whose.school.key))
        return None
    opened = open_up(desk, record, told)
    case = file_under(desk, record, opened, whose.school, told.scheme, "; ".join(whose.reasons), whose.doubt)
    post.heard(case, record.sender)
    return case


def _may_be_for_one_at_fault(desk: Desk) -> None:
    """What no sound rules know may be a paper of an award whose rules cannot be read: it is not put aside."""
    for fault in desk.schemes.faults.values():
        raise RulesError(fault)


def _hold(desk: Desk, record: DeliveryRecord, opened: Sequence[Opened], whose: Match) -> None:
    """What speaks for two schools is put with neither, and neither is answered, until the officer says whose it is."""
    schools = [school for school in (whose.school, whose.at_odds) if school is not None]
    say = " or ".join(f"“award assign {record.reference} {school.key}” ({school.name})" for school in schools)
    reason = (
        f"{whose.doubt} It was put with no case, and nobody is answered, until you say whose it is: {say}. "
        f"The files are in quarantine/{record.reference}."
    )
    hold_back(desk, record.reference, schools)
    quarantine(desk, record, opened, reason)


def _how_to_part(record: DeliveryRecord, parted: Mapping[str, School]) -> str:
    whose = ", ".join(f"“{folder}” is {school.name}" for folder, school in parted.items())
    commands = " and ".join(
        f"“award assign {record.reference} {school.key} --file {shlex.quote(folder)}”"
        for folder, school in parted.items()
    )
    return f"It holds documents of several schools: {whose}. Please give each its own: {commands}."


def _nothing_to_read(desk: Desk, record: DeliveryRecord) -> None:
    """A link, a pipe or an empty folder: named to the officer with its reason, never followed."""
    reason = " ".join(file.message for file in record.files if file.message) or "It holds no files."
    say_why(desk, record, reason)
    desk.register.finish_delivery(record.reference, None, reason, now=desk.now)
