"""Where a table ends that stands above another one in the same sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.reading.answers.wording import plain
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import Scheme

# What LibreOffice writes before a sheet's name where it puts all sheets into one web page.
_SHEET = re.compile(r"\A\s*sheet \d+:\s*", re.IGNORECASE)


def end_of(header: Header, every: Sequence[Header], scheme: Scheme) -> int:
    """The row of the next header below, or of the title over that header where it is another table's."""
    columns = range(min(header.columns.values()), max(header.columns.values()) + 1)
    below = [
        h
        for h in every
        if h.grid is header.grid and h.row > header.row and any(column in columns for column in h.columns.values())
    ]
    if not below:
        return 10**9
    following = min(below, key=lambda h: h.row)
    if following.table.id == header.table.id:
        return following.row
    between = (row for row in header.grid.by_row() if header.row < row < following.row)
    return next((row for row in between if _is_title(header.grid, row, _titles(scheme))), following.row)


def _is_title(grid: Grid, row: int, titles: frozenset[str]) -> bool:
    texts = [text for column in grid.by_row()[row] if (text := grid.text(row, column))]
    return len(texts) == 1 and plain(_SHEET.sub("", texts[0])) in titles


@lru_cache(maxsize=8)
def _titles(scheme: Scheme) -> frozenset[str]:
    """What stands over the tables of a form: titles of sections, tables and sheets."""
    sections = [section for document in scheme.documents for section in document.sections]
    names = [name for section in sections for name in (section.title, section.sheet or "")]
    return frozenset(plain(name) for name in (*names, *(t.title for s in sections for t in s.tables)) if name)
