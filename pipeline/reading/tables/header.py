"""Where a table's header stands, once it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.reading.tables.grids import Grid
from pipeline.scheme.model import TableLayout
from pipeline.values import Confidence, Notice


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands in a grid, and which grid column each layout column is.

    ``row`` is the last row of the header. ``doubts`` says which columns were not found by their own heading,
    and how they were; ``notices`` what an officer should know about it.
    """

    table: TableLayout
    grid: Grid
    row: int
    columns: Mapping[str, int]
    share: float
    doubts: Mapping[str, tuple[Confidence, str]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    by_text: bool = True
