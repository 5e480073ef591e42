"""Headings of several names: one over several columns (“Evidence and impact”), or one column's twice (“Who / lead”)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.reading.answers.wording import plain
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.heading_names import HeadingNames

_JOINED = re.compile(r"\s*(?:\band\b|[&/+,\n])\s*", re.IGNORECASE)
_NAMES = re.compile(r"\s*(?:\b(?:and|or)\b|[&/+,;|()\[\]\n])\s*", re.IGNORECASE)


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


def said_twice(text: str, names: HeadingNames) -> list[tuple[int, int, int]]:
    """The columns that every part of a heading names: “Gaps / next steps”, “Impact (difference made)”.

    Each as table, column and rank; nothing where the parts name different columns (“Start / end date”), or where one
    of them is no name of ours.
    """
    parts = [part for part in map(plain, _NAMES.split(text)) if part]
    if len(parts) < 2:
        return []
    ranks = [{(at, order): rank for at, order, rank in names.columns.get(part, ())} for part in parts]
    shared = set.intersection(*map(set, ranks))
    return [(at, order, 1 + sum(each[at, order] for each in ranks)) for at, order in sorted(shared)]
