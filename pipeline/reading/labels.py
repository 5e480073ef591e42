"""Finding a labelled answer: the box to the right of its label."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pipeline.reading.tables import Grid, Spot
from pipeline.reading.wording import labels, rank
from pipeline.scheme.models import FieldLayout


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
            for column in columns[:4]:
                fits = rank(grid.text(row, column), names)
                if fits is not None and (best is None or fits < best[0]):
                    best = fits, (row, column)
        if best is not None:
            return grid, _beside(grid, *best[1])
    return None


def _beside(grid: Grid, row: int, column: int) -> Spot:
    # Only the very next box: what stands further right is help, and help is no answer.
    return row, grid.merged.get((row, column), (row, column))[1] + 1
