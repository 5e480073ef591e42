"""From a label to the box that answers it: the next one, one further along the row, or the one below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.blanks import is_only_marks
from pipeline.reading.answers.values import Raw, understand
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import FieldLayout, FieldType, Scheme
from pipeline.values import Place

# Beyond a label stand a spacer column or two, or a column for “*” or “:”; further off is another part of the sheet.
_FURTHER = 4
# Help is printed as sentences; names and addresses end in no full stop after so many words.
_SENTENCE_WORDS = 5
_LONGEST_ENTRY = 40
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
# Two labels side by side may be a label and its answer (“Lead” “Headteacher”); three are a row of labels.
_LABELS_ACROSS = 3
BELOW, FURTHER = "below its label", "further along the row than its label"
_NOTHING = Raw()


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """Where a label's answer stands, what is in the box, and how it was found where it is not the next one."""

    spot: Spot
    raw: Raw = _NOTHING
    how: str = ""


class AnswerBoxes:
    """The boxes that answer the labels of one form. A label, ours or of another field, is never an answer."""

    def __init__(self, fields: Sequence[FieldLayout], headers: Sequence[Header], scheme: Scheme) -> None:
        """``headers`` are those of the form's tables: what stands in their rows answers no label."""
        self.scheme = scheme
        names = [labels(field.label, field.aliases) for field in fields]
        self._printed = frozenset(each[0] for each in names if each)
        self._names = tuple(dict.fromkeys(name for each in names for name in each))
        self._help = frozenset(plain(field.help) for field in fields if field.help)
        self._tables: dict[int, int] = {}
        for header in headers:
            self._tables[id(header.grid)] = min(header.row, self._tables.get(id(header.grid), header.row))

    def of_label(self, field: FieldLayout, grid: Grid, label: Spot) -> AnswerBox:
        """The box that answers a label; the next one, empty, where nothing does."""
        row, column = label
        spot = row, grid.merged.get(label, label)[1] + 1
        text = grid.text(*spot)
        if text and not is_only_marks(text) and not self._is_label(grid, *spot):
            return AnswerBox(spot, grid.boxes[spot])
        if self.is_across(grid, row):
            below = row + 1, column
            return AnswerBox(below, grid.boxes.get(below, _NOTHING), BELOW)
        if text and not is_only_marks(text):
            return AnswerBox(spot)
        further = self.further(field, grid, spot, faint=grid.boxes[label].faint)
        return further or self._below(grid, label) or AnswerBox(spot, grid.boxes.get(spot, _NOTHING))

    def further(self, field: FieldLayout, grid: Grid, spot: Spot, *, faint: bool) -> AnswerBox | None:
        """The answer further along a row whose box at ``spot`` holds none, up to the next label; None without.

        Words that look like help, in grey or italics, may be the answer only where ``faint`` says so.
        """
        row = spot[0]
        for column in grid.by_row().get(row, ()):
            if not spot[1] < column <= spot[1] + _FURTHER or not grid.text(row, column):
                continue
            if self._is_label(grid, row, column):
                return None
            raw = grid.boxes[row, column]
            if (faint or not raw.faint) and self._answers(field, raw):
                return AnswerBox((row, column), raw, FURTHER)
        return None

    def is_across(self, grid: Grid, row: int) -> bool:
        """Whether a row holds labels alone, whose answers stand below them."""
        columns = [column for column in grid.by_row().get(row, ()) if grid.text(row, column)]
        if len(columns) < 2 or self._in_table(grid, row + 1):
            return False
        if any(rank(grid.text(row, column), self._names) is None for column in columns):
            return False
        below = [text for column in columns if (text := grid.text(row + 1, column))]
        if not below or self._are_labels(below, across=len(columns)):
            return False
        above = max((number for number in grid.by_row() if number < row), default=0)
        lone = rank(grid.text(above, columns[0]), self._names) is None
        return len(columns) >= _LABELS_ACROSS or (len(below) == len(columns) and lone)

    def _are_labels(self, texts: Sequence[str], across: int) -> bool:
        """Whether the texts below ``across`` labels are labels as well. Below many, one of them may be an answer that
        has another label's name: “Headteacher” below “Role”.
        """
        named = [text for text in texts if rank(text, self._names) is not None]
        if across < _LABELS_ACROSS or any(plain(text) in self._printed for text in named):
            return bool(named)
        return len(named) * 2 > len(texts)

    def _is_label(self, grid: Grid, row: int, column: int) -> bool:
        """Whether a text is a label. Of other names than the printed ones some are good answers: “Headteacher”."""
        text = grid.text(row, column)
        return plain(text) in self._printed or (rank(text, self._names) is not None and self.is_across(grid, row))

    def _answers(self, field: FieldLayout, raw: Raw) -> bool:
        """Whether what stands at some distance from a label is its answer, and not help, which is printed there."""
        text = raw.text.strip()
        if plain(text) in self._help or _is_sentence(text):
            return False
        if understand(field, raw, field.id, Place(""), self.scheme).answered:
            return True
        entry = len(text) <= _LONGEST_ENTRY and any(letter.isdigit() or letter == "@" for letter in text)
        return field.type not in _TEXTS and entry

    def _below(self, grid: Grid, label: Spot) -> AnswerBox | None:
        """The box under a label, where all to the right of the label is empty and this one holds no label."""
        row, column = label
        if self._in_table(grid, row + 1) or any(grid.text(row, right) for right in self._right_of(grid, label)):
            return None
        below = row + 1, column
        text = grid.text(*below)
        return AnswerBox(below, grid.boxes[below], BELOW) if text and rank(text, self._names) is None else None

    def _right_of(self, grid: Grid, label: Spot) -> Iterator[int]:
        return (column for column in grid.by_row().get(label[0], ()) if column > label[1])

    def _in_table(self, grid: Grid, row: int) -> bool:
        return row >= self._tables.get(id(grid), row + 1)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) >= _SENTENCE_WORDS
