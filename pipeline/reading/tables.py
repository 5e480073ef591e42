"""Finding a layout's tables by what their headers say, and reading their rows; for sheets and Word alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.choices import match_option, option_names
from pipeline.reading.criterion_rows import CriterionRows
from pipeline.reading.values import Raw, understand
from pipeline.reading.wording import first_line, labels, plain, rank
from pipeline.scheme.models import Scheme, TableLayout
from pipeline.values import Place, Row, Understood, Value

# A header row must show this share of a table's columns, or a little less where an anchor agrees.
SHARE = 0.6
SHARE_WITH_ANCHOR = 0.4

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or a Word table: what stands at (row, column) from 1, and how to name a spot.

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

    def by_row(self) -> dict[int, list[int]]:
        """Row numbers in order, each with its filled columns in order: never the used range."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.boxes):
            rows.setdefault(row, []).append(column)
        return rows


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands in a grid, and which grid column each layout column is."""

    table: TableLayout
    grid: Grid
    row: int
    columns: Mapping[str, int]
    share: float


def find_headers(
    grids: Sequence[Grid],
    tables: Sequence[TableLayout],
    home: Mapping[str, str],
    anchors: Mapping[int, Mapping[str, Spot]],
) -> list[Header]:
    """Every header row in every grid, each given to the table it fits best, in reading order.

    ``home`` is the sheet or section a table belongs to; ``anchors`` maps a grid's index to named header
    spots (``plan.start``), which come before what the header says.
    """
    headers: list[Header] = []
    for index, grid in enumerate(grids):
        named = anchors.get(index, {})
        for row, columns in grid.by_row().items():
            texts = [(column, text) for column in columns if (text := grid.text(row, column))]
            found = [_fit(grid, row, texts, table, home.get(table.id, ""), named) for table in tables]
            best = max((h for h in found if h), key=lambda h: h.share, default=None)
            if best is not None:
                headers.append(best)
    return headers


def _fit(
    grid: Grid, row: int, texts: Sequence[tuple[int, str]], table: TableLayout, home: str, named: Mapping[str, Spot]
) -> Header | None:
    taken = _named_columns(table, row, named)
    anchored = bool(taken)
    offers: list[tuple[int, int, int, str]] = []
    for order, layout in enumerate(table.columns):
        names = labels(layout.label, layout.aliases)
        for column, text in texts:
            fits = rank(text, names)
            if fits is not None:
                offers.append((fits, order, column, layout.id))
    for _fits, _order, column, layout_id in sorted(offers):
        if layout_id not in taken and column not in taken.values():
            taken[layout_id] = column
    share = len(taken) / len(table.columns)
    at_home = bool(home) and plain(home) in {plain(grid.name), plain(grid.section)}
    if share < (SHARE_WITH_ANCHOR if anchored or at_home else SHARE) or len(taken) < 2:
        return None
    return Header(table, grid, row, taken, share + (0.1 if at_home else 0) + (0.2 if anchored else 0))


def _named_columns(table: TableLayout, row: int, named: Mapping[str, Spot]) -> dict[str, int]:
    return {
        layout.id: spot[1]
        for layout in table.columns
        if (spot := named.get(f"{table.id}.{layout.id}")) is not None and spot[0] == row
    }


def read_table(document: str, headers: Sequence[Header], scheme: Scheme, prefix: str) -> tuple[Row, ...]:
    """The rows under a table's headers, in order. Blank rows are left out unless the form prints them."""
    rows: list[Row] = []
    for header in headers:
        rows.extend(_RowReader(document, header, scheme, prefix).rows(_end(header, headers)))
    return tuple(rows)


def _end(header: Header, headers: Sequence[Header]) -> int:
    return min((h.row for h in headers if h.grid is header.grid and h.row > header.row), default=10**9)


class _RowReader:
    """Reads the rows of one header."""

    def __init__(self, document: str, header: Header, scheme: Scheme, prefix: str) -> None:
        self.document, self.header, self.scheme, self.prefix = document, header, scheme, prefix
        self.table, self.grid = header.table, header.grid
        self.keys = option_names("principles", scheme) if self.table.rows == "principles" else {}
        self.criteria = CriterionRows(scheme) if self.table.rows == "criteria" else None
        self.tagged = self.grid.tagged_rows(f"award.{document}.{self.table.id}.")

    def rows(self, end: int) -> list[Row]:
        rows: list[Row] = []
        before: str | None = None
        for number in self.grid.by_row():
            if not self.header.row < number < end:
                continue
            row = self._row(number, before)
            if row is None:
                continue
            rows.append(row)
            before = row.key
        return rows

    def _row(self, number: int, before: str | None) -> Row | None:
        cells: dict[str, Value] = {}
        for layout in self.table.columns:
            column = self.header.columns.get(layout.id)
            if column is None or layout.printed:
                continue
            raw = self.grid.boxes.get((number, column), Raw())
            address = f"{self.document}.{self.table.id}.{layout.id}"
            cells[layout.id] = understand(
                layout, raw, address, self.grid.place(number, column), self.scheme, self.prefix
            )
        held = any(value.understood is not Understood.EMPTY for value in cells.values())
        key = self._key(number)
        printed = self.table.rows != "blank" and key is not None
        if not held and not printed:
            return None
        if key is None and self.table.rows != "blank" and not (self.criteria and any(self._printed(number))):
            # A row added below a printed one, or the rest of a merged cell, goes on with the same principle;
            # a row that prints a criterion of the school's own stands for itself.
            key = before
        return Row(self.table.id, key, self.grid.place(number, min(self.header.columns.values())), cells)

    def _printed(self, number: int) -> list[str]:
        """What the form's own columns show in a row."""
        own = [c.id for c in self.table.columns if c.printed and c.copies is None and c.id in self.header.columns]
        return [self.grid.text(number, self.header.columns[column]) for column in own]

    def _key(self, number: int) -> str | None:
        if self.criteria is not None:
            return self.criteria.identify(self._printed(number), self.tagged.get(number)).key
        for text in self._printed(number):
            key = self._key_of(text) if text else None
            if key is not None:
                return key
        tag = self.tagged.get(number)
        known = self.table.rows == "blank" or tag in {principle.id for principle in self.scheme.principles}
        return tag if known else None

    def _key_of(self, text: str) -> str | None:
        if self.table.rows == "principles":
            return match_option(first_line(text), self.keys) or _by_number(text, self.keys)
        return printed_number(text, self.table.number_prefix)


def _by_number(text: str, names: Mapping[str, str]) -> str | None:
    number = re.match(r"\s*(?:principle\s*)?(\d{1,2})\b", text, re.IGNORECASE)
    return names.get(number[1]) if number else None


def printed_number(text: str, prefix: str) -> str | None:
    """``"A3"``, ``"a 3"`` and ``"3"`` as ``A3``; another short text as it stands; None for nothing."""
    match = (
        re.fullmatch(rf"\s*{re.escape(prefix)}?\s*0*(\d{{1,3}})\s*[.)]?\s*", text, re.IGNORECASE) if prefix else None
    )
    if match:
        return f"{prefix}{match[1]}"
    return text.strip()[:20] or None
