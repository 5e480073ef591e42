"""What a form's columns are called: every name that a heading may go by, and names that are nearly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.reading.answers.wording import PlainNames, candidates, labels
from pipeline.scheme.model import TableLayout

# A heading with a letter or two wrong scores 85 and more; the nearest two headings of one table (“Start”,
# “Status”; “Outcome”, “Action”) stay below 75.
NEAR = 84.0
# Instructions are longer than headings.
LONGEST_HEADING = 120


class HeadingNames:
    """Every plain name of every column, to (table, column, rank): rank 0 is the printed label itself."""

    def __init__(self, tables: Sequence[TableLayout]) -> None:
        self.columns: dict[str, list[tuple[int, int, int]]] = {}
        for at, table in enumerate(tables):
            for order, layout in enumerate(table.columns):
                for rank, name in enumerate(labels(layout.label, layout.aliases)):
                    self.columns.setdefault(name, []).append((at, order, rank))
        self._names = PlainNames(self.columns)

    def knows(self, text: str) -> bool:
        """Whether a text is the heading of any column. Most texts of a form are none."""
        if len(text) > LONGEST_HEADING or not self._names.begin(text):
            return False
        return not self.columns.keys().isdisjoint(candidates(text))


def heading_names(tables: Sequence[TableLayout]) -> HeadingNames:
    """The names of these tables' columns, gathered once for the same tables."""
    return _of_the_very(_Tables(tuple(tables)))


@dataclass(frozen=True, slots=True)
class _Tables:
    """A layout's tables as a key: the very same ones have the same names."""

    tables: tuple[TableLayout, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.tables)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tables) and tuple(map(id, self.tables)) == tuple(map(id, other.tables))


@lru_cache(maxsize=32)
def _of_the_very(key: _Tables) -> HeadingNames:
    return HeadingNames(key.tables)


def nearest(word: str, names: Sequence[str]) -> tuple[str, float] | None:
    """The name that a word is nearly (in plain form), and how nearly out of 100; None when it is none of them."""
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return (best[0], best[1]) if best else None
