"""A heading merged over several columns that names each of them: “Evidence and impact”."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.reading.tables.grids import Grid

_JOINED = re.compile(r"\s*(?:\band\b|[&/+,\n])\s*", re.IGNORECASE)


def parted(grid: Grid, row: int, texts: Mapping[int, str], knows: Callable[[str], bool]) -> Mapping[int, str]:
    """The texts of a row by column, such a heading put as one for each of its columns; else as they are."""
    for column in list(texts):
        last = grid.merged.get((row, column), (row, column))[1]
        if last == column or knows(texts[column]):
            continue
        names = _JOINED.split(texts[column])
        if len(names) == last - column + 1 and all(map(knows, names)):
            texts = {**texts, **dict(enumerate(names, start=column))}
    return texts
