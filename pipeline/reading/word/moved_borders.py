"""Rows whose inner borders somebody dragged: their cells begin in other grid columns than those of the headings.

Word keeps one grid for a whole table. Where the border of one row is moved, cells of that row and of all others
span more columns of it, and what stands one below the other no longer has the same number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw
from pipeline.reading.tables.ends import end_of
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.word.layout import Laid
from pipeline.scheme.model import Scheme
from pipeline.values import Place

Span = tuple[int, int]
"""The first and last grid column of a cell."""


def with_borders_back(laid: Laid, headers: Sequence[Header], scheme: Scheme) -> list[Header]:
    """The headers, with each such row of ``laid`` put back under them."""
    found = list(headers)
    for index, spans in laid.spans.items():
        grid = laid.grids[index]
        moves: dict[Spot, Spot] = {}
        for header in (header for header in headers if header.grid is grid):
            end = end_of(header, headers, scheme)
            rows = [row for row in spans if header.row <= row < end]
            most = _most(spans[row] for row in rows)
            for row in rows:
                moves |= {(row, at): (row, to) for at, to in _moves(grid, row, spans[row], most).items()}
        if moves:
            laid.grids[index] = _moved(grid, moves)
            found = [_with(h, laid.grids[index], moves) if h.grid is grid else h for h in found]
    return found


def _most(rows: Iterable[Sequence[Span]]) -> tuple[Span, ...]:
    """How most rows are parted; of equals the first, which is that of the headings."""
    return Counter(map(tuple, rows)).most_common(1)[0][0]


def _moves(grid: Grid, row: int, cells: Sequence[Span], most: Sequence[Span]) -> Mapping[int, int]:
    """From where each cell of a row begins to where it does in most; empty for a row that needs no such help."""
    starts = {first for first, _last in most}
    if cells[-1][1] != most[-1][1] or starts.issuperset(first for first, _last in cells):
        return {}
    used = list(cells)
    while len(used) > len(most) and not grid.text(row, used[-1][0]):
        used.pop()
    if len(used) == len(most):
        return {cell[0]: other[0] for cell, other in zip(used, most, strict=True)}
    return {first: max(start for start in starts if start <= first) for first, _last in cells}


def _with(header: Header, grid: Grid, moves: Mapping[Spot, Spot]) -> Header:
    columns = {name: moves.get((header.row, at), (0, at))[1] for name, at in header.columns.items()}
    return replace(header, grid=grid, columns=columns)


def _moved(grid: Grid, moves: Mapping[Spot, Spot]) -> Grid:
    """The grid with boxes in other places; where two cells come together, their words do too."""
    boxes: dict[Spot, Raw] = {}
    tags: dict[Spot, tuple[str, ...]] = {}
    origins: dict[Spot, Spot] = {}
    for spot in sorted({*grid.boxes, *grid.tags, *moves}):
        to = moves.get(spot, spot)
        if spot in moves:
            origins.setdefault(to, spot)
        raw, held = grid.boxes.get(spot), boxes.get(to)
        if raw is not None:
            boxes[to] = _together(held, raw) if held is not None else raw
        if own := grid.tags.get(spot):
            tags[to] = (*tags.get(to, ()), *own)
    rows = {row for row, _column in moves}
    merged = {spot: last for spot, last in grid.merged.items() if spot[0] not in rows}

    def place(row: int, column: int) -> Place:
        return grid.place(*origins.get((row, column), (row, column)))

    return replace(grid, boxes=boxes, tags=tags, merged=merged, place=place)


def _together(above: Raw, below: Raw) -> Raw:
    """One box for two halves of a cell that was split."""
    return above._replace(text=f"{above.text}\n{below.text}", prompt=above.prompt and below.prompt)
