"""Finding a labelled answer: the box to the right of its label."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.headings import nearest
from pipeline.scheme.model import FieldLayout

# Labels stand at the left; further right such a word is part of an answer.
_LABEL_COLUMNS = 4
_LEAST_LETTERS = 5
_LONGEST = 60


def find_answer(
    field: FieldLayout, grids: Sequence[Grid], skip: Container[tuple[int, int]]
) -> tuple[Grid, Spot] | None:
    """Where a field's answer stands: in the first grid that shows its label, best label first.

    ``skip`` holds (grid index, row) pairs that are headers or rows of tables, where labels mean something else.
    """
    names = labels(field.label, field.aliases)
    for index, grid in enumerate(grids):
        best: tuple[int, Spot] | None = None
        for row, columns in grid.by_row().items():
            if (index, row) in skip:
                continue
            for column in columns[:_LABEL_COLUMNS]:
                fits = rank(grid.text(row, column), names)
                if fits is not None and (best is None or fits < best[0]):
                    best = fits, (row, column)
        if best is not None:
            return grid, beside(grid, *best[1])
    return None


def find_nearly(field: FieldLayout, grid: Grid, rows: Sequence[int]) -> tuple[Spot, str] | None:
    """The answer beside the one label that is nearly the field's, and that label; None when there is none or two."""
    names = [name for name in labels(field.label, field.aliases) if len(name) >= _LEAST_LETTERS]
    found: list[tuple[float, Spot]] = []
    for row in rows:
        for column in grid.by_row().get(row, [])[:_LABEL_COLUMNS]:
            word = plain(grid.text(row, column)[:_LONGEST])
            near = nearest(word, names) if word else None
            if near is not None:
                found.append((near[1], (row, column)))
    best = sorted(found, reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return beside(grid, *best[0][1]), grid.text(*best[0][1])


def beside(grid: Grid, row: int, column: int) -> Spot:
    """The very next box: what stands further right is help, and help is no answer."""
    return row, grid.merged.get((row, column), (row, column))[1] + 1
