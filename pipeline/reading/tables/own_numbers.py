"""The column that holds a table's own numbers (“E1”, “E2” …), whatever stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.reading.tables.grids import Grid
from pipeline.scheme.model import TableLayout

# So many boxes show what a column holds.
_SAMPLE = 12


def numbered_column(grid: Grid, row: int, columns: Iterable[int], table: TableLayout) -> tuple[int, int] | None:
    """The table's column of numbers and the one grid column that holds nothing else below a row, each number once.

    None where the table has no numbers of its own, or where no column or several hold such.
    """
    order = next((at for at, column in enumerate(table.columns) if column.printed), None)
    if order is None or not table.number_prefix:
        return None
    number = re.compile(rf"{re.escape(table.number_prefix)}\s?\d{{1,3}}\.?", re.IGNORECASE)
    found = [column for column in columns if _holds(grid, row, column, number)]
    return (order, found[0]) if len(found) == 1 else None


def _holds(grid: Grid, row: int, column: int, number: re.Pattern[str]) -> bool:
    texts = [text for below in grid.by_row() if below > row and (text := grid.text(below, column))][:_SAMPLE]
    return bool(texts) and len({*texts}) == len(texts) and all(map(number.fullmatch, texts))
