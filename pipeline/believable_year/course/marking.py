"""A score sheet as a panel member sends it back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ooxml.container import normalise
from pipeline.scheme import Scheme
from pipeline.scheme.model import Outcome
from pipeline.values import CaseState

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COMMENTS = (
    "Clear, and the evidence bears it out.",
    "Good. We would like to hear how this goes next year.",
    "Pupils' own words made this easy to believe.",
    "Convincing, with figures.",
)
REASONS = {
    CaseState.AWARDED: "Every principle is met and the evidence shows what changed for pupils and families.",
    CaseState.SAMPLE_REQUESTED: "A strong application. The panel would like to see the evidence behind it.",
    CaseState.MORE_EVIDENCE: "The panel was persuaded by most of it, but two pieces did not show what they were said "
    "to.",
    CaseState.NOT_YET: "Good work has begun, but too little of the plan has been carried out to show its effect.",
}

STILL_WANTED = "E3, E8"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the panel is to decide on a case: an outcome, the state it leads to, and the level, if any."""

    outcome: Outcome
    state: CaseState
    level: str = ""


def mark(blank: bytes, wishes: Mapping[str, Wish], chair: bool, scheme: Scheme) -> bytes:
    """Every criterion of every case marked; the chair also writes the decisions wished for."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(blank))
    for sheet in book.worksheets:
        row, columns = _heading(sheet)
        if "mark" in columns:
            wish = wishes.get(str(sheet.title))
            _mark_case(sheet, row, columns, scheme, refused=wish is not None and wish.state is CaseState.NOT_YET)
        elif "decision" in columns and chair:
            for at in range(row + 1, sheet.max_row + 1):
                found = wishes.get(str(sheet.cell(at, columns["case"]).value or ""))
                if found:
                    _decide(sheet, at, columns, found)
    out = io.BytesIO()
    book.save(out)
    return normalise(out.getvalue())


def _decide(sheet: Worksheet, at: int, columns: Mapping[str, int], wish: Wish) -> None:
    sheet.cell(at, columns["decision"]).value = wish.outcome.name
    sheet.cell(at, columns["reason"]).value = REASONS[wish.state]
    if wish.level:
        sheet.cell(at, columns["level"]).value = wish.level
    if wish.state is CaseState.MORE_EVIDENCE:
        sheet.cell(at, columns["evidence items"]).value = STILL_WANTED


def _heading(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    for row in range(1, 15):
        labels = {str(sheet.cell(row, c).value or "").casefold(): c for c in range(1, 20)}
        if "mark" in labels or "decision" in labels:
            return row, labels
    return 0, {}


def _mark_case(sheet: Worksheet, row: int, columns: Mapping[str, int], scheme: Scheme, *, refused: bool) -> None:
    codes = {criterion.code for criterion in scheme.criteria}
    best, middling, lacking = scheme.panel.marks[0], scheme.panel.marks[1], scheme.panel.marks[-2]
    for at in range(row + 1, sheet.max_row + 1):
        if str(sheet.cell(at, columns["ref."]).value or "") not in codes:
            continue
        weak = refused and at % 3 == 0
        sheet.cell(at, columns["mark"]).value = lacking if weak else (middling if at % 7 == 0 else best)
        if at % 5 == 0:
            sheet.cell(at, columns["comment"]).value = COMMENTS[at % len(COMMENTS)]
