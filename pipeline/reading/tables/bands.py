"""What a sheet's name or a line across a table says of all the rows below it: the principle that they are about."""

from __future__ import annotations

from pipeline.reading.answers.choices import option_names
from pipeline.reading.answers.wording import first_line, plain
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import Scheme
from pipeline.values import Confidence, Place, Understood, Value


class Bands:
    """Follows the rows of one header downwards; ``answers`` are the grid columns that a school writes in."""

    def __init__(self, document: str, header: Header, answers: frozenset[int], scheme: Scheme) -> None:
        self._header, self._grid, self._answers = header, header.grid, answers
        self._printed = frozenset(header.columns.values()) - answers
        column = next((c for c in header.table.columns if c.choices == "principles" and not c.printed), None)
        self._column = column.id if column is not None else ""
        self._address = f"{document}.{header.table.id}.{self._column}"
        self._options = option_names("principles", scheme) if column is not None else {}
        # A sheet of its own is named after what it is about.
        beside = not self._column or self._column in header.columns
        self._said = "" if beside else self._options.get(plain(self._grid.name), "")

    @property
    def given(self) -> str:
        """The column that the words above the rows answer; empty where they answer none."""
        return self._column if self._said else ""

    def begins(self, number: int) -> bool:
        """Whether a row is a line across the table that says which principle the rows below belong to."""
        if not self._column or self._has_answers(number, 2):
            return False
        filled = [column for column in self._grid.by_row()[number] if self._grid.text(number, column)]
        if len(filled) > 1:
            filled = [column for column in filled if column not in self._printed]
        if len(filled) != 1:
            return False
        own = self._header.columns.get(self._column)
        text = self._grid.text(number, filled[0])
        across = self._grid.merged.get((number, filled[0]), (number, filled[0]))[1] > filled[0]
        found = self._options.get(plain(first_line(text)))
        stands = across or filled[0] != own or text.isupper() or self._is_open_below(number, filled[0])
        if found is None or not stands or text.isdigit():
            return False
        self._said = found
        return True

    def name(self, cells: dict[str, Value], place: Place) -> None:
        """Put what the words above say into a row's cells, where the row itself says nothing."""
        own = cells.get(self._column)
        if self._said and (own is None or own.understood is Understood.EMPTY):
            at, how = own.place if own else place, "by the words above the rows"
            cells[self._column] = Value(self._address, self._said, "", at, Understood.ANSWER, Confidence.LIKELY, how)

    def _has_answers(self, number: int, least: int) -> bool:
        """Whether so many boxes of a row hold something that the form did not print."""
        found = 0
        for column in self._grid.by_row()[number]:
            if column not in self._printed and self._grid.text(number, column):
                found += 1
                if found == least:
                    return True
        return False

    def _is_open_below(self, number: int, column: int) -> bool:
        """Whether the next row that anybody filled in says nothing in a column: what stands above it answers it."""
        below = (
            row for row, filled in self._grid.by_row().items() if row > number and self._answers.intersection(filled)
        )
        first = next(below, None)
        return first is not None and not self._grid.text(first, column)
