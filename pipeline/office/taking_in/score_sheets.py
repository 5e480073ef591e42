"""A member's score sheet came back: its marks are saved."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.office.taking_in.filing import outcome_of, set_outcome, share_outcome
from pipeline.office.taking_in.opening import Opened
from pipeline.office.taking_in.putting_aside import put_aside
from pipeline.register.records import DeliveryRecord, Outcome
from pipeline.values import FileKind


def take_marks(desk: Desk, record: DeliveryRecord, opened: Sequence[Opened]) -> str:
    """Save the marks of a delivery's score sheets. No case: the empty text."""
    note = ""
    for one in opened:
        set_outcome(desk, record, one, None, outcome_of(one.reading))
        share_outcome(desk, record, one, "")
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
        set_outcome(desk, record, one, None, Outcome.QUARANTINED)
        put_aside(desk, record, one.part, str(error))
        return str(error)
    return " ".join([f"{len(sheet.marks)} marks by {sheet.member} for {sheet.meeting}.", *sheet.problems])
