"""Rows that lost a cell or got one more: every answer behind it stands under another heading than its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.reading.answers.values import Raw, max_doubt, understand
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Notice, NoticeKind, Place, Row, Understood, Value

_BY_TAG = "its row has lost or got a cell, so it was known by the box's own mark"
_MERGED = "in a box merged over several columns"
_NOBODY_KNOWS = "its row has not as many cells as the headings have"


class UnevenRows:
    """Puts the answers of uneven rows back under their headings, by the controls that our form gave each box.

    ``ends`` says for each place in the first column where its row ends. Where no control tells, nobody can say
    which answer is which: then none is taken, and a notice says so.
    """

    def __init__(self, document: str, table: TableLayout, headers: Sequence[Header], scheme: Scheme) -> None:
        self.table, self.scheme = table, scheme
        self.start = f"{document}.{table.id}."
        self.headers = headers
        self.notices: list[Notice] = []

    def settle(self, rows: tuple[Row, ...], ends: Mapping[Place, int], names: Mapping[str, str]) -> tuple[Row, ...]:
        """The rows in their order. ``names`` are what a person calls a row, by its key."""
        uneven = {
            place: (header, number)
            for header in self.headers
            for number in header.grid.by_row()
            if number > header.row > 0
            and (place := header.grid.place(number, 1)) in ends
            and ends[place] != ends.get(header.grid.place(header.row, 1), 0)
        }
        if not uneven:
            return rows
        return tuple(self._row(row, uneven, names) for row in rows)

    def across(self, rows: tuple[Row, ...], names: Mapping[str, str]) -> tuple[Row, ...]:
        """The rows of criteria, with what one box merged over several of their columns says under each of these.

        References are known wherever they stand. Which other words belong under which heading nobody can say:
        they are kept under the first, and a notice asks for the rest.
        """
        at = {header.grid.place(row, 1): (header, row) for header in self.headers for row in header.grid.by_row()}
        return tuple(self._across(row, at.get(replace(row.place, column=1)), names) for row in rows)

    def _across(self, row: Row, found: tuple[Header, int] | None, names: Mapping[str, str]) -> Row:
        if found is None or row.key is None:
            return row
        header, number = found
        cells = dict(row.cells)
        for name, value in row.cells.items():
            first = header.columns.get(name, 0)
            last = header.grid.merged.get((number, first), (number, first))[1]
            under = [other for other in cells if first < header.columns.get(other, 0) <= last]
            if not value.read or not under:
                continue
            cells |= {other: self._shared(value, cells[other], other) for other in under}
            if any(cells[other].understood is Understood.UNCLEAR for other in under):
                self._tell(row, value.place, names)
        return replace(row, cells=cells)

    def _shared(self, held: Value, empty: Value, name: str) -> Value:
        """What a box that another column's answer stands in says under this one."""
        layout = next((column for column in self.table.columns if column.id == name), None)
        if layout is None or layout.type is not FieldType.REFS:
            return replace(empty, read=held.read, place=held.place, understood=Understood.UNCLEAR, how=_MERGED)
        found = understand(layout, Raw(held.read), empty.field, held.place, self.scheme)
        return replace(found, confidence=Confidence.LIKELY, how=_MERGED) if found.answered else empty

    def _tell(self, row: Row, place: Place, names: Mapping[str, str]) -> None:
        called = names.get(row.key or "", row.key or "")
        words = {"label": self.table.title, "row": called, "of_row": f"{self.table.id}|{row.key or row.place}"}
        self.notices.append(Notice(NoticeKind.ROW_UNEVEN, place, called, words))

    def _row(self, row: Row, uneven: Mapping[Place, tuple[Header, int]], names: Mapping[str, str]) -> Row:
        found = uneven.get(replace(row.place, column=1))
        if found is None:
            return row
        header, number = found
        tagged = self._tagged(header, number)
        moved = {name: column for name, column in tagged.items() if header.columns.get(name, column) != column}
        if moved:
            return replace(
                row, cells={name: self._moved(v, name, header, number, tagged) for name, v in row.cells.items()}
            )
        if tagged:
            return row
        self._tell(row, row.place, names)
        return replace(row, cells={name: _unknown(value) for name, value in row.cells.items()})

    def _tagged(self, header: Header, number: int) -> dict[str, int]:
        """The column in which each box of ours stands in a row, by the name its control carries."""
        start = f"award.{self.start}"
        spots: Iterable[tuple[int, tuple[str, ...]]] = (
            (column, tags) for (row, column), tags in header.grid.tags.items() if row == number
        )
        return {tag.rpartition(".")[2]: column for column, tags in spots for tag in tags if tag.startswith(start)}

    def _moved(self, value: Value, name: str, header: Header, number: int, tagged: Mapping[str, int]) -> Value:
        layout = next((column for column in self.table.columns if column.id == name), None)
        if layout is None or layout.printed:
            return value
        place = value.place
        if name not in tagged:
            return Value(value.field, None, "", place, Understood.EMPTY)
        spot = number, tagged[name]
        raw = header.grid.boxes.get(spot, Raw())
        found = understand(layout, raw, value.field, header.grid.place(*spot), self.scheme)
        if not found.answered:
            return found
        return replace(found, how=found.how or _BY_TAG, confidence=max_doubt(found.confidence, Confidence.LIKELY))


def _unknown(value: Value) -> Value:
    if value.understood is Understood.EMPTY:
        return value
    return replace(value, value=None, understood=Understood.UNCLEAR, how=_NOBODY_KNOWS)
