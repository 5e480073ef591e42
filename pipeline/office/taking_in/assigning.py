"""`award assign`: a person says whose a delivery is; from there it goes the way of every other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.office.answering.answer import BEFORE_PANEL
from pipeline.office.answering.answers import Progress, answer_cases, unanswered
from pipeline.office.answering.receipts import receipt
from pipeline.office.cases.leads import keep_lead
from pipeline.office.cases.steps import AT_MEETING
from pipeline.office.desk import Desk
from pipeline.office.taking_in.filing import file_under
from pipeline.office.taking_in.opening import open_up, told_of
from pipeline.office.taking_in.putting_aside import take_back
from pipeline.office.taking_in.which_case import undecided
from pipeline.register.records import DeliveryRecord, Outcome
from pipeline.values import CaseState, FileKind, School


@dataclass(frozen=True, slots=True)
class Assigned:
    """The case a delivery is in now (empty in a dry run that would open one), and the one it was in before.

    ``withdrawn`` says that this one had no other papers, and is withdrawn.
    """

    case: str
    moved_from: str
    withdrawn: bool = False


def assign(
    desk: Desk, reference: str, school: School, progress: Progress, files: Sequence[str] = (), *, write: bool = True
) -> Assigned:
    """Put a delivery into the school's case, opened if need be, and answer the school.

    The case is of the scheme that the command names, or that the delivery is for.
    ``files`` names files or folders of a delivery that is several schools'; the others stay where they are.
    Said again, nothing changes. Raises UsageError for a delivery that nobody can place: one not yet read, a
    copy of another, a score sheet, or one that holds nothing; for a file that is not in it; and when nothing
    says which scheme it is for.
    """
    record = desk.register.delivery(reference)
    _refuse(record)
    told = told_of(desk, record, school.key, desk.schemes.wanted)
    if told.scheme is None:
        raise UsageError(undecided(desk, told, reference, school.key))
    there = desk.register.case_for_school(school.key, told.scheme.id)
    wanted = _named(record, files)
    ours = there.reference if there else ""
    before = {file.case: file.outcome for file in record.files if file.name in wanted}
    moved = next((case for case in before if case and case != ours), "")
    waits = before.get(None) is Outcome.QUARANTINED
    there_already = ours in before and not moved and not waits
    if there_already and reference not in desk.doubts(ours):
        return Assigned(ours, "")
    if not write:
        return Assigned(ours, moved)
    opened = [one for one in open_up(desk, record, told) if one.part.name in wanted]
    if not opened or any(one.reading.kind is FileKind.SCORE_SHEET for one in opened):
        raise UsageError(f"{reference} holds no school's documents, so it cannot be a school's.")
    take_back(desk, record, [one.part for one in opened])
    case = file_under(desk, record, opened, school, told.scheme, "The office said so.")
    body = {"delivery": reference, "school": school.key, "from": case if there_already else moved}
    desk.register.note("assigned", body, case, now=desk.now)
    receipt(desk, case, desk.register.delivery(reference))
    withdrawn = [_left_behind(desk, former, reference, case) for former in before if former and former != case]
    answer_cases(desk, unanswered(desk), progress)
    return Assigned(case, moved, any(withdrawn))


def _left_behind(desk: Desk, former: str, delivery: str, case: str) -> bool:
    """The case that papers were in by mistake: withdrawn when it has no others and no meeting holds it, and whether."""
    state = desk.register.case(former).state
    if desk.documents(former):
        if state not in AT_MEETING:
            keep_lead(desk, former)
        return False
    if state not in BEFORE_PANEL:
        return False
    reason = f"Its only papers, {delivery}, are of {case}."
    desk.register.move(former, CaseState.WITHDRAWN, desk.today, reason, now=desk.now)
    return True


def _named(record: DeliveryRecord, files: Sequence[str]) -> frozenset[str]:
    """The names of a delivery's files that are, or lie in, what a person named; all when nothing is named."""
    wanted: set[str] = set() if files else {file.name for file in record.files}
    for named in files:
        place = named.replace("\\", "/").strip("/")
        found = {f.name for f in record.files if place in (f.name, f.parent) or f.name.startswith(f"{place}/")}
        if not found:
            names = ", ".join(file.name for file in record.files)
            raise UsageError(f"{record.reference} has no file or folder “{named}”. It has {names}.")
        wanted |= found
    return frozenset(wanted)


def _refuse(record: DeliveryRecord) -> None:
    if record.duplicate_of:
        raise UsageError(
            f"{record.reference} is the same as {record.duplicate_of}. Say whose {record.duplicate_of} is instead."
        )
    if not record.finished:
        raise UsageError(f"{record.reference} has not been read yet. Run “award run” first.")
