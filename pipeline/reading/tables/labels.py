"""Finding a labelled answer: the box to the right of its label."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.heading_names import nearest
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


def find_typed(field: FieldLayout, grid: Grid, rows: Sequence[int]) -> tuple[Spot, str] | None:
    """The box in which a field's answer is typed behind its label (“URN: 199270”), and the answer."""
    names = labels(field.label, field.aliases)
    for row in rows:
        for column in grid.by_row()[row][:_LABEL_COLUMNS]:
            label, colon, answer = grid.text(row, column).partition(":")
            if colon and answer.strip() and rank(label, names) is not None:
                return (row, column), answer.strip()
    return None


def below(field: FieldLayout, grid: Grid, spot: Spot, fields: Sequence[FieldLayout]) -> Spot | None:
    """The box under a field's label, where the one beside it (``spot``) and all further right are empty and the one
    below holds something that is no label of any of ``fields``.
    """
    row, right = spot
    names = labels(field.label, field.aliases)
    columns = grid.by_row().get(row, [])
    label = next((column for column in columns if rank(grid.text(row, column), names) is not None), None)
    if label is None or any(column >= right and grid.text(row, column) for column in columns):
        return None
    text = grid.text(row + 1, label)
    is_label = any(rank(text, labels(other.label, other.aliases)) is not None for other in fields)
    return (row + 1, label) if text and not is_label else None


def beside(grid: Grid, row: int, column: int) -> Spot:
    """The very next box: what stands further right is help, and help is no answer."""
    return row, grid.merged.get((row, column), (row, column))[1] + 1
