"""Formulas where a person would type: which cell they point at, and whether their result can be relied on."""

from __future__ import annotations

import re

from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.reading.workbook.model import Cell, Workbook

_REFERENCE = re.compile(r"\+?(?:(?:'((?:[^']|'')+)'|([^'!()+*/&,]+))!)?(\$?[A-Za-z]{1,3}\$?\d{1,7})\Z")
_VOLATILE = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)
# A chain of references longer than this runs in a circle.
_LONGEST_CHAIN = 8


def changes_daily(formula: str) -> bool:
    """Whether a formula gives another answer every day it is opened."""
    return bool(_VOLATILE.search(formula))


def follow(workbook: Workbook, sheet: str, cell: Cell) -> tuple[Cell, str] | None:
    """The cell that a simple reference (``=A4``, ``='Stage 2'!B2``) shows, and the reference as a person writes it.

    None when the formula is anything else, or points at nothing that was worked out. A 0 is followed on: it is what
    a sheet shows of an empty cell.
    """
    sheets = {each.name.casefold(): each for each in workbook.sheets}
    first = ""
    for _ in range(_LONGEST_CHAIN):
        match = _REFERENCE.match(cell.formula.strip())
        if match is None:
            return None
        name = (match[1] or match[2] or sheet).replace("''", "'")
        spot: Spot | None = parse_address(match[3])
        known = sheets.get(name.casefold())
        if spot is None or known is None:
            return None
        said = match[3].replace("$", "")
        first = first or (said if name == sheet else f"{name}!{said}")
        sheet, cell = known.name, known.cells.get(spot, Cell(""))
        if not cell.formula or not (cell.stale or cell.number == 0):
            return cell, first
    return None
