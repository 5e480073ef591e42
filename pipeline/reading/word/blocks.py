"""A Word document as values: paragraphs and tables as a reader sees them, and what else stands in each place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.reading.word.looks import Looks


class MarkKind(StrEnum):
    """What can stand in a place beside its plain text."""

    COMMENT = "comment"
    TEXT_BOX = "text-box"
    PICTURE = "picture"
    HIDDEN = "hidden"
    TRACKED = "tracked"
    DELETED = "deleted"
    ROW_INSERTED = "row-inserted"
    LINK = "link"
    BOX_AGAINST = "box-against"
    TICK_LOST = "tick-lost"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something beside the text of a place: its words, and for a link where it leads, for a comment its author.

    For a box to tick that shows other than its own record says, the words are what it shows.
    """

    kind: MarkKind
    text: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """What a content control holds; ``prompt`` is Word's own word that it shows its prompt alone.

    ``day`` is the day a date picker keeps beside its text.
    """

    text: str
    prompt: bool = False
    day: dt.date | None = None


class WordCell(NamedTuple):
    """One table cell. ``column`` is its first grid column from 1; ``tags`` are those of controls in and around it.

    ``prompt`` says that the cell shows nothing but prompts that Word itself marks as such, ``continued``
    that it is the lower part of a cell that spans rows.
    """

    row: int
    column: int
    span: int
    text: str
    tags: tuple[str, ...]
    prompt: bool
    continued: bool
    day: dt.date | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; ``number`` counts top-level tables from 1 in reading order.

    A table inside a cell follows the one that holds it: it has that one's number, and ``inside`` is the
    (row, column) of the cell, whose text holds the inner table's too.
    """

    number: int
    cells: tuple[WordCell, ...]
    inside: tuple[int, int] | None = None


class Paragraph(NamedTuple):
    """A paragraph outside tables, its ``number`` from 1, its bookmarks and what each tagged control in it holds."""

    text: str
    bookmarks: tuple[str, ...]
    controls: Mapping[str, Control]
    number: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class WordDocument:
    """Blocks in reading order, custom properties, the text of headers and footers, and how the words look."""

    blocks: tuple[Paragraph | WordTable, ...]
    properties: Mapping[str, str]
    margins: str
    # Whether another document is set into this one, to be brought in by Word alone (altChunk, subDoc).
    set_in: bool = False
    looks: Looks | None = field(default=None, compare=False, repr=False)

    @property
    def tables(self) -> tuple[WordTable, ...]:
        """The tables of the body, in order; none that lies within another."""
        return tuple(block for block in self.blocks if isinstance(block, WordTable))

    def text(self) -> str:
        """Everything readable, a line to a paragraph or cell; a text box's words after those of its place."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, WordTable) and block.inside is not None:
                continue
            for spot in (block,) if isinstance(block, Paragraph) else block.cells:
                lines.append(spot.text)
                lines.extend(mark.text for mark in spot.marks if mark.kind is MarkKind.TEXT_BOX)
        return "\n".join(line for line in lines if line.strip())
