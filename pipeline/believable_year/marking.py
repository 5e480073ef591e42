"""A score sheet as a panel member sends it back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.ooxml.container import normalise
from pipeline.scheme import Scheme

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COMMENTS = (
    "Clear, and the evidence bears it out.",
    "Good. We would like to hear how this goes next year.",
    "Pupils' own words made this easy to believe.",
    "Convincing, with figures.",
)
REASONS = {
    "award": "Every principle is met and the evidence shows what changed for pupils and families.",
    "sample": "A strong application. The panel would like to see the evidence behind it.",
    "more-evidence": "The panel was persuaded by most of it, but two pieces did not show what they were said to.",
    "not-yet": "Good work has begun, but too little of the plan has been carried out to show its effect.",
}

STILL_WANTED = "E3, E8"


def mark(blank: bytes, wishes: Mapping[str, str], chair: bool, scheme: Scheme) -> bytes:
    """Every criterion of every case marked; the chair also writes the decisions wished for."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(blank))
    for sheet in book.worksheets:
        row, columns = _heading(sheet)
        if "mark" in columns:
            _mark_case(sheet, row, columns, wishes.get(str(sheet.title), "award"))
        elif "decision" in columns and chair:
            for at in range(row + 1, sheet.max_row + 1):
                wish = wishes.get(str(sheet.cell(at, columns["case"]).value or ""))
                if wish:
                    sheet.cell(at, columns["decision"]).value = scheme.outcome(wish).name
                    sheet.cell(at, columns["reason"]).value = REASONS[wish]
                    if wish == "more-evidence":
                        sheet.cell(at, columns["evidence items"]).value = STILL_WANTED
    out = io.BytesIO()
    book.save(out)
    return normalise(out.getvalue())


def _heading(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    for row in range(1, 15):
        labels = {str(sheet.cell(row, c).value or "").casefold(): c for c in range(1, 12)}
        if "mark" in labels or "decision" in labels:
            return row, labels
    return 0, {}


def _mark_case(sheet: Worksheet, row: int, columns: Mapping[str, int], wish: str) -> None:
    for at in range(row + 1, sheet.max_row + 1):
        code = str(sheet.cell(at, columns["ref."]).value or "")
        if not code[:1].isdigit() or "." not in code:
            continue
        weak = wish == "not-yet" and at % 3 == 0
        sheet.cell(at, columns["mark"]).value = "Not met" if weak else ("Partly" if at % 7 == 0 else "Met")
        if at % 5 == 0:
            sheet.cell(at, columns["comment"]).value = COMMENTS[at % len(COMMENTS)]
