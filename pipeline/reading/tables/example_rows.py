"""Example rows that were left in a table: they say so, or they alone look unlike the rows below them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw
from pipeline.reading.tables.grids import Grid
from pipeline.values import Notice, NoticeKind

# “Example-led training” and “Example texts for Year 4” are actions: the word must stand by itself.
_EXAMPLE = re.compile(
    r"\s*(?:e\.?g\b\.?|for example\b|\(?example(?: (?:row|only))?\)?(?=\s*(?:[:,.\n]|\s[–—-]|[–—-]\s|\Z))"
    r"|(?:tip|hint)s?\s*:)[\s:,.–—-]*",
    re.IGNORECASE,
)
_BEGINS = frozenset("eEfFtThH(")
# So many cells that look like an example make one of a row; one may be a school's own emphasis.
_FAINT_CELLS = 3


class ExampleRows:
    """The example rows of one table. ``main`` is the column of what a row is about, such as its action or its name."""

    def __init__(self, grid: Grid, main: int) -> None:
        self.grid, self.main = grid, main

    def notice(self, number: int, end: int, *, first: bool) -> Notice | None:
        """What to tell of a row that is an example; None for any other. Only the ``first`` row is told by its looks."""
        says = self._says_so(number)
        if not says and not first:
            return None
        boxes = [(column, self.grid.boxes[number, column]) for column in self.grid.by_row()[number]]
        filled = [(column, raw) for column, raw in boxes if raw.text and not raw.text.isspace()]
        looks = first and len(filled) >= _FAINT_CELLS and all(raw.faint for _, raw in filled)
        if not says and not (looks and self._has_plain_rows(number, end)):
            return None
        column, raw = next(((column, raw) for column, raw in filled if column == self.main), filled[0])
        return Notice(NoticeKind.EXAMPLE_LEFT, self.grid.place(number, column), raw.text.strip())

    def _says_so(self, number: int) -> bool:
        boxes: Mapping[Spot, Raw] = self.grid.boxes
        for column in self.grid.by_row()[number]:
            text = boxes[number, column].text
            begins = text[:1]
            # Most texts are told by their first letter.
            may = begins in _BEGINS or begins.isspace()
            if may and _EXAMPLE.match(text) and (column == self.main or _EXAMPLE.fullmatch(text)):
                return True
        return False

    def _has_plain_rows(self, number: int, end: int) -> bool:
        below = (self.grid.boxes.get((row, self.main)) for row in self.grid.by_row() if number < row < end)
        return any(raw is not None and raw.text.strip() and not raw.faint for raw in below)
