"""A form drawn anew with a column for each option: “Met | Partly | Not yet”, and a tick under one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.option_lines import Sign, signs_in
from pipeline.reading.answers.ticks import yes_or_no
from pipeline.reading.answers.values import Raw
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.scheme.model import ColumnLayout, Scheme, TableLayout

_LEAST = 2  # options side by side; one alone may head the column of all of them


def options_in_columns(grid: Grid, table: TableLayout, scheme: Scheme) -> Grid:
    """The grid with such columns put into the first of them, as our form offers the options; else as it is."""
    for column in (column for column in table.columns if column.ticks):
        options = {plain(option): option for option in scheme.options(column.choices or "")}
        longest = max(map(len, options), default=0) + 1
        spots = [spot for spot, raw in grid.boxes.items() if len(raw.text) <= longest and plain(raw.text) in options]
        for row in dict.fromkeys(row for row, _at in spots):
            found = {options[plain(grid.text(row, at))]: at for number, at in spots if number == row}
            if len(found) >= _LEAST and _is_header(grid, row, table, column):
                return replace(grid, boxes=_joined(grid, row, found, column))
    return grid


def _is_header(grid: Grid, row: int, table: TableLayout, column: ColumnLayout) -> bool:
    """Whether other headings of the table stand in the row too: a school may also answer in such words."""
    others = [labels(other.label, other.aliases) for other in table.columns if other is not column]
    return any(rank(grid.text(row, at), names) is not None for at in grid.by_row()[row] for names in others)


def _joined(grid: Grid, header: int, found: Mapping[str, int], column: ColumnLayout) -> dict[Spot, Raw]:
    first, columns = min(found.values()), frozenset(found.values())
    boxes = {spot: raw for spot, raw in grid.boxes.items() if spot[0] < header or spot[1] not in columns}
    boxes[header, first] = Raw(column.label)
    for row in (row for row, filled in grid.by_row().items() if row > header and columns.intersection(filled)):
        lines = (_line(option, grid.text(row, at)) for option, at in sorted(found.items(), key=lambda item: item[1]))
        boxes[row, first] = Raw("\n".join(lines))
    return boxes


def _line(option: str, text: str) -> str:
    """An option as a line with its box: ticked by any sign or word for yes under its heading."""
    signs = set(signs_in(text)) - {Sign.EMPTY_BOX}
    if yes_or_no(text) or (signs and not signs & {Sign.CROSS, Sign.POINTER}) or plain(text) == plain(option):
        return f"☒ {option}"
    return f"☐ {option} {text}".rstrip() if text and set(signs_in(text)) != {Sign.EMPTY_BOX} else f"☐ {option}"
