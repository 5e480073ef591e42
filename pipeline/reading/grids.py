"""A sheet or a Word table as a grid of boxes: the shape in which tables and labels are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.addresses import Spot
from pipeline.reading.values import Raw
from pipeline.values import Place

# A merged range that is longer than any table of a form decorates the sheet and says nothing of its rows.
_LONGEST_MERGE = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands at (row, column) from 1, and how to name a spot.

    ``name`` is the sheet's name, ``section`` the layout section a Word table stands under, and
    ``tags`` the content controls of a spot.
    """

    boxes: Mapping[Spot, Raw]
    place: Callable[[int, int], Place]
    name: str = ""
    section: str = ""
    tags: Mapping[Spot, tuple[str, ...]] = field(default_factory=dict)
    # The last row and column of a merged range, by its first spot.
    merged: Mapping[Spot, Spot] = field(default_factory=dict)
    # Row numbers in order, each with its filled columns in order.
    _rows: dict[int, list[int]] = field(init=False, repr=False, compare=False)
    # The first spot of a range merged downwards, by every other spot of its first column.
    _above: dict[Spot, Spot] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.boxes):
            rows.setdefault(row, []).append(column)
        above: dict[Spot, Spot] = {}
        for (row, column), (last, _) in self.merged.items():
            if row < last <= row + _LONGEST_MERGE:
                above.update({(below, column): (row, column) for below in range(row + 1, last + 1)})
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_above", above)

    def text(self, row: int, column: int) -> str:
        box = self.boxes.get((row, column))
        return box.text.strip() if box else ""

    def tagged_rows(self, start: str) -> dict[int, str]:
        """Each row's name in the tags that begin with ``start``: the part before the column's, by majority."""
        names: dict[int, Counter[str]] = {}
        for (row, _column), tags in self.tags.items():
            for tag in tags:
                if tag.startswith(start):
                    names.setdefault(row, Counter())[tag[len(start) :].rpartition(".")[0]] += 1
        return {row: count.most_common(1)[0][0] for row, count in names.items()}

    def tagged_columns(self, start: str) -> dict[int, str]:
        """Each column's name in the tags that begin with ``start``: the part after the row's, by majority."""
        names: dict[int, Counter[str]] = {}
        for (_row, column), tags in self.tags.items():
            for tag in tags:
                if tag.startswith(start):
                    names.setdefault(column, Counter())[tag.rpartition(".")[2]] += 1
        return {column: count.most_common(1)[0][0] for column, count in names.items()}

    def by_row(self) -> Mapping[int, list[int]]:
        """Row numbers in order, each with its filled columns in order: never the used range."""
        return self._rows

    def merged_from(self, row: int, column: int) -> Spot | None:
        """Where the text of a box stands that is part of a range merged downwards; None for any other box."""
        return self._above.get((row, column))
