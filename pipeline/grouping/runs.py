"""Neighbours drawn together: cells to areas, numbers to runs; and the order in which places are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.ooxml.addresses import column_letters, parse_address
from pipeline.values import Finding, Place


def ranges(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The runs of cells that findings stand on: ``H9:H12``, ``H15``; none where they stand on no cell."""
    return tuple(cells for cells, _ in areas([finding.place for finding in findings]))


def areas(places: Iterable[Place]) -> list[tuple[str, int]]:
    """Cells drawn together, each with how many it stands for: down a column, or over neighbours with the same rows."""
    rows: dict[int, set[int]] = {}
    for place in places:
        if spot := parse_address(place.cell or ""):
            rows.setdefault(spot[1], set()).add(spot[0])
    same_rows = len({frozenset(each) for each in rows.values()}) == 1
    wide = runs_of(sorted(rows)) if same_rows else [(column, column) for column in sorted(rows)]
    return [
        (_area(left, right, top, bottom), (right - left + 1) * (bottom - top + 1))
        for left, right in wide
        for top, bottom in runs_of(sorted(rows[left]))
    ]


def _area(left: int, right: int, top: int, bottom: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def runs_of(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as first and last of a run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def position(place: Place) -> tuple[str, str, int, int, int, int, int]:
    """What places are sorted by: file, sheet, table, then down each column, then page and paragraph."""
    row, column = parse_address(place.cell or "") or (place.row or 0, place.column or 0)
    return place.file, place.sheet or "", place.table or 0, column, row, place.page or 0, place.paragraph or 0
