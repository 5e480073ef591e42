"""Finding the label of a field: as it is printed, by another name, or nearly."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.answer_boxes import AnswerBoxes
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.heading_names import nearest
from pipeline.scheme.model import FieldLayout

# Labels stand at the left; further right such a word is part of an answer.
_LABEL_COLUMNS = 4
_LEAST_LETTERS = 5
_LONGEST = 60


def find_label(
    field: FieldLayout, grids: Sequence[Grid], skip: Container[tuple[int, int]], boxes: AnswerBoxes
) -> tuple[Grid, Spot] | None:
    """Where a field's label stands: in the first grid that shows it, best label first.

    ``skip`` holds (grid index, row) pairs that are headers or rows of tables, where labels mean something else.
    """
    names = labels(field.label, field.aliases)
    for index, grid in enumerate(grids):
        best: tuple[int, Spot] | None = None
        for row, columns in grid.by_row().items():
            if (index, row) in skip:
                continue
            for at, column in enumerate(columns):
                if at == _LABEL_COLUMNS and not boxes.is_across(grid, row):
                    break
                fits = rank(grid.text(row, column), names)
                if fits is not None and (best is None or fits < best[0]):
                    best = fits, (row, column)
        if best is not None:
            return grid, best[1]
    return None


def find_nearly(field: FieldLayout, grid: Grid, rows: Sequence[int]) -> tuple[Spot, str] | None:
    """The one label that is nearly the field's, and what it says; None when there is none or two."""
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
    return best[0][1], grid.text(*best[0][1])


def find_typed(field: FieldLayout, grid: Grid, rows: Sequence[int]) -> tuple[Spot, str] | None:
    """The box in which a field's answer is typed behind its label (“URN: 199270”), and the answer."""
    names = labels(field.label, field.aliases)
    for row in rows:
        for column in grid.by_row()[row][:_LABEL_COLUMNS]:
            label, colon, answer = grid.text(row, column).partition(":")
            if colon and answer.strip() and rank(label, names) is not None:
                return (row, column), answer.strip()
    return None
