"""The first sheet: what the workbook is for, how to mark, and the way to each school."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.house_colours import INK, PALE, TEAL
from pipeline.panel.score_sheets.look import printing, put
from pipeline.scheme.model import Scheme
from pipeline.values import CaseView, Meeting, PanelMember

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "How to mark"


def guide_sheet(
    sheet: Worksheet, meeting: Meeting, member: PanelMember, cases: Sequence[CaseView], scheme: Scheme
) -> None:
    """Fill the first sheet of one member's workbook; it leads to the sheet of each of ``cases``."""
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 84
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20
    step = next((s.name for s in scheme.process if s.id == meeting.step), meeting.step)
    put(sheet, 1, 1, "Score sheet", bold=True, size=20, colour=INK, wrap=False)
    put(sheet, 2, 1, scheme.name, colour=TEAL, size=12, wrap=False)
    facts = (
        ("Meeting", meeting.reference), ("Member", member.id), ("Name", member.name), ("Step", step),
        ("Held on", f"{meeting.held_on.day} {meeting.held_on:%B %Y}"),
    )  # fmt: skip
    for row, (label, text) in enumerate(facts, start=4):
        put(sheet, row, 1, label, bold=True, colour=INK, fill=PALE, boxed=True)
        put(sheet, row, 2, text, boxed=True)
        sheet.row_dimensions[row].height = 18
    row = _advise(sheet, 10, scheme)
    _lead_to(sheet, row + 1, cases)
    printing(sheet, f"{meeting.reference} · {member.name}")


def _advise(sheet: Worksheet, row: int, scheme: Scheme) -> int:
    """How to mark, from that row on; the next free row."""
    for label, text in _advice(scheme):
        put(sheet, row, 1, label, bold=True, colour=INK)
        put(sheet, row, 2, text)
        sheet.row_dimensions[row].height = 15.5 * (1 + len(text) // 96) + 6
        row += 1
    return row


def _lead_to(sheet: Worksheet, heading: int, cases: Sequence[CaseView]) -> None:
    put(sheet, heading, 1, "Your schools", bold=True, colour=INK)
    for row, case in enumerate(cases, start=heading + 1):
        target = put(sheet, row, 1, case.reference, colour=TEAL, wrap=False)
        put(sheet, row, 2, case.school.name)
        sheet.row_dimensions[row].height = 18 if len(case.school.name) < 80 else 33
        target.hyperlink = f"#'{sheet_name(case.reference)}'!A1"


def _advice(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    return (
        ("1. Read", "Open the pack of the school. It has the answers, the evidence and what the checks found."),
        ("2. Mark", f"There is one sheet for each school. Choose a mark: {', '.join(scheme.panel.marks)}."),
        ("3. Comment", "A few words are enough. Say what is missing when your mark is not the best one."),
        ("4. Decide", "The sheet “Decisions” is for the person in the chair, at the meeting. Others leave it blank."),
        ("5. Send back", "Save this workbook and return it to the award office. Type only in the pale yellow boxes."),
    )  # fmt: skip


def sheet_name(reference: str) -> str:
    """A case reference as Excel lets a sheet be called."""
    return re.sub(r"[\[\]:*?/\\']", "-", reference)[:31] or "Case"
