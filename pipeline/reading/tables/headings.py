"""Finding a layout's tables by their headings. Several signs say which column is which, and they vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import candidates, plain
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.heading_names import LONGEST_HEADING, HeadingNames, heading_names
from pipeline.reading.tables.joined_headings import parted, said_twice
from pipeline.reading.tables.voting import elect
from pipeline.scheme.model import TableLayout


@dataclass(frozen=True, slots=True)
class _Sought:
    """The tables looked for, where each is at home, and the names of all their columns."""

    tables: Sequence[TableLayout]
    home: Mapping[str, str]
    names: HeadingNames


def find_headers(
    grids: Sequence[Grid],
    tables: Sequence[TableLayout],
    home: Mapping[str, str],
    anchors: Mapping[int, Mapping[str, Spot]],
) -> list[Header]:
    """Every header row in every grid, each given to the table it fits best, in reading order.

    ``home`` is the sheet or section a table belongs to; ``anchors`` maps a grid's index to named header
    spots (``plan.start``), which vote beside what the headings say.
    """
    sought = _Sought(tables, home, heading_names(tables))
    headers: list[Header] = []
    for number, grid in enumerate(grids):
        named = anchors.get(number, {})
        found = list(_headers_of(grid, sought, named))
        # A marker alone counts only where no row has the headings themselves: names stay behind when rows move.
        told = {header.table.id for header in found if header.by_text}
        headers.extend(header for header in found if header.by_text or header.table.id not in told)
    return headers


def _headers_of(grid: Grid, sought: _Sought, named: Mapping[str, Spot]) -> Iterator[Header]:
    marked = {spot[0] for spot in named.values()}
    rows = grid.by_row()
    skip = 0
    for row, columns in rows.items():
        if row <= skip or (len(columns) < 2 and row not in marked):
            continue
        if row not in marked and not any(
            sought.names.knows(grid.boxes[row, column].text.strip()) for column in columns
        ):
            continue
        texts: Mapping[int, str] = {column: text for column in columns if (text := grid.text(row, column))}
        if grid.merged:
            texts = parted(grid, row, texts, sought.names.knows)
        header = _best(grid, row, texts, sought, named if row in marked else {})
        below = rows.get(row + 1)
        if below and (header is None or len(header.columns) < len(header.table.columns)):
            two = _over_two_rows(grid, row, texts, below, sought, named)
            if two is not None and (header is None or len(two.columns) > len(header.columns)):
                header = two
        if header is not None:
            skip = header.row
            yield header


def _best(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    sought: _Sought,
    named: Mapping[str, Spot],
) -> Header | None:
    hits: dict[int, list[tuple[int, int, int]]] = {}
    for column, text in texts.items():
        if len(text) > LONGEST_HEADING:
            continue
        found = [hit for name in candidates(text) for hit in sought.names.columns.get(name, ())]
        for at, order, rank in found or said_twice(text, sought.names):
            hits.setdefault(at, []).append((column, order, rank))
    best: Header | None = None
    for at, table in enumerate(sought.tables):
        marks = _markers(table, row, named) if named else {}
        if at not in hits and not marks:
            continue
        own_home = sought.home.get(table.id, "")
        at_home = bool(own_home) and plain(own_home) in {plain(grid.name), plain(grid.section)}
        header = elect(grid, row, texts, table, hits.get(at, []), marks, at_home)
        if header is not None and (best is None or header.share > best.share):
            best = header
    return best


def _over_two_rows(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    below: Sequence[int],
    sought: _Sought,
    named: Mapping[str, Spot],
) -> Header | None:
    """A header of two rows (“Dates” over “Start” and “By when”). Every box of the second must itself be a heading."""
    lower = {column: text for column in below if (text := grid.text(row + 1, column))}
    joined: dict[int, str] = dict(texts)
    for column, text in lower.items():
        above = texts.get(column) or _spanning(grid, row, column)
        both = f"{above} {text}"
        known = [each for each in (text, both) if sought.names.knows(each)]
        if not known:
            return None
        joined[column] = known[0]
    header = _best(grid, row, joined, sought, named)
    if header is None or not any(column in lower for column in header.columns.values()):
        return None
    return replace(header, row=row + 1)


def _spanning(grid: Grid, row: int, column: int) -> str:
    """The text of the box that is merged across a column from further left."""
    for (top, left), (_, right) in grid.merged.items():
        if top == row and left < column <= right:
            return grid.text(top, left)
    return ""


def _markers(table: TableLayout, row: int, named: Mapping[str, Spot]) -> dict[str, int]:
    return {
        layout.id: spot[1]
        for layout in table.columns
        if (spot := named.get(f"{table.id}.{layout.id}")) is not None and spot[0] == row
    }
