"""A sheet or a Word table as a grid of boxes: the shape in which tables and labels are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw
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
        """What stands in a box, without spaces around it; empty where no box is."""
        box = self.boxes.get((row, column))
        return box.text.strip() if box else ""

    def tagged_rows(self, start: str) -> dict[int, str]:
        """Each row's name in the tags that begin with ``start``: the part before the column's, by majority."""
        tagged = ((row, tag) for (row, _column), tags in self.tags.items() for tag in tags if tag.startswith(start))
        return _by_majority((row, tag[len(start) :].rpartition(".")[0]) for row, tag in tagged)

    def tagged_columns(self, start: str) -> dict[int, str]:
        """Each column's name in the tags that begin with ``start``: the part after the row's, by majority."""
        tagged = ((column, tag) for (_row, column), tags in self.tags.items() for tag in tags if tag.startswith(start))
        return _by_majority((column, tag.rpartition(".")[2]) for column, tag in tagged)

    def by_row(self) -> Mapping[int, list[int]]:
        """Row numbers in order, each with its filled columns in order: never the used range."""
        return self._rows

    @property
    def merges_down(self) -> bool:
        """Whether any box at all is part of a range merged downwards."""
        return bool(self._above)

    def merged_from(self, row: int, column: int) -> Spot | None:
        """Where the text of a box stands that is part of a range merged downwards; None for any other box."""
        return self._above.get((row, column))


def _by_majority(named: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Each line's most frequent name; of equals the one that came first."""
    names: dict[int, str] = {}
    for (line, name), _count in Counter(named).most_common():
        names.setdefault(line, name)
    return names
