"""Fills without a meaning of their own: blue and purple adorn a sheet, or are all that a school put in a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.ooxml.addresses import Spot
from pipeline.reading.workbook.model import Cell
from pipeline.reading.workbook.styles import ADORNING


def without_decoration(cells: Mapping[Spot, Cell]) -> Mapping[Spot, Cell]:
    """The cells without such fills where words, or other boxes of the row, have the same: there they say nothing."""
    odd = {spot: cell.colour for spot, cell in cells.items() if cell.colour in ADORNING and not cell.text}
    if not odd:
        return cells
    worded = {(axis, spot[axis], cell.colour) for spot, cell in cells.items() if cell.text for axis in (0, 1)}
    in_row = Counter((spot[0], colour) for spot, colour in odd.items())
    adorned = {
        spot for spot, colour in odd.items()
        if in_row[spot[0], colour] > 1 or not worded.isdisjoint((axis, spot[axis], colour) for axis in (0, 1))
    }  # fmt: skip
    return {spot: cell for spot, cell in cells.items() if spot not in adorned}
