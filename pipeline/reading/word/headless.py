"""Tables without headings of their own: the second half of one that was split, or one whose headings were deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.row_names import RowNames
from pipeline.reading.word.layout import Laid
from pipeline.scheme.model import DocumentLayout, Scheme
from pipeline.values import Confidence

_AS_ABOVE = "headed by the table above, by the order of its columns"


def with_headless(laid: Laid, headers: Sequence[Header], layout: DocumentLayout, scheme: Scheme) -> list[Header]:
    """The headers in reading order, with one for each such table in the text itself, in row 0 above its first.

    It is that of the nearest table above, where most rows print what that table's rows do.
    """
    found: list[Header] = []
    held: Header | None = None
    for number, grid in enumerate(laid.grids):
        own = [header for header in headers if header.grid is grid]
        if own:
            held = own[-1]
        elif held is not None and number < laid.outer and _goes_on(grid, held, layout, scheme):
            doubts = dict.fromkeys(held.columns, (Confidence.LIKELY, _AS_ABOVE))
            own = [replace(held, grid=grid, row=0, doubts=doubts, notices=())]
        found.extend(own)
    return found


def _goes_on(grid: Grid, above: Header, layout: DocumentLayout, scheme: Scheme) -> bool:
    """Whether most rows of a table print what rows of the table above do: a criterion, or a number with its letter."""
    table, rows = above.table, list(grid.by_row())
    names = RowNames(layout.id, table, grid, above.columns, scheme)
    keys = [key for row in rows if (key := names.key(row)) is not None]
    if table.rows == "blank":
        number = re.compile(rf"{re.escape(table.number_prefix)}\d+") if table.number_prefix else None
        keys = [key for key in keys if number is not None and number.fullmatch(key)]
    return len(keys) * 2 > len(rows)
