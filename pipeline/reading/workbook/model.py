"""What a workbook holds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw

# A stored cell is what stands in a box: its text as a person sees it, the number or date behind it, its formula.
Cell = Raw


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that lies beside or over cells: a comment, a text box, a picture. ``first`` to ``last`` is covered."""

    first: Spot
    last: Spot
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Stored cells by (row, column) counted from 1; ``merged`` holds each merged range by its first cell.

    ``hidden_rows`` and ``hidden_columns`` are those a filter, a group or a person has put away; ``locked`` says
    that the sheet is protected and its cells cannot be changed, but those in ``unlocked``; ``links`` are the
    addresses outside the file behind cells, and ``left_out`` what of all this was more than we look at.
    """

    name: str
    cells: Mapping[Spot, Cell]
    merged: Mapping[Spot, Spot]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    locked: bool = False
    unlocked: frozenset[Spot] = frozenset()
    comments: tuple[Beside, ...] = ()
    text_boxes: tuple[Beside, ...] = ()
    pictures: tuple[Beside, ...] = ()
    links: Mapping[Spot, str] = field(default_factory=dict)
    ticked_boxes: tuple[Beside, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order, our own defined names to (sheet, row, column), and custom properties.

    ``ours`` are the sheets “What to do next” that we put in front: no answers stand there. ``looks_unread`` says
    that nobody can tell how a cell shows its number: the formats were more than we read, or damaged.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    ours: tuple[Sheet, ...] = ()
    looks_unread: bool = False
