"""A Word document laid out for finding things: its tables as grids, its paragraphs with the section they stand in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.word.blocks import Mark, Paragraph, WordDocument, WordTable
from pipeline.scheme.model import DocumentLayout, TableLayout
from pipeline.values import Place
from pipeline.values.making import quickly

_place = quickly(Place)


@dataclass(slots=True)
class Laid:
    """Grids of the tables (those inside cells after all others), and paragraphs with the title of their section.

    ``tagged`` maps a control's tag to its grid's index and spot, ``marks`` a place to what stands there beside
    its text, ``continued`` a place to the one above whose cell goes on in it, and ``days`` a place to the day
    that a date picker in it keeps beside its words. ``ends`` has the last column of each row by its first place,
    for tables whose rows do not all end alike. ``spans`` has the first and last column of each cell of each row,
    by the index of the grid, for tables with a cell that spans columns. The first ``outer`` grids stand in no cell.
    """

    grids: list[Grid] = field(default_factory=list)
    paragraphs: list[tuple[str, Paragraph]] = field(default_factory=list)
    tagged: dict[str, tuple[int, Spot]] = field(default_factory=dict)
    marks: dict[Place, tuple[Mark, ...]] = field(default_factory=dict)
    continued: dict[Place, Place] = field(default_factory=dict)
    days: dict[Place, dt.date] = field(default_factory=dict)
    ends: dict[Place, int] = field(default_factory=dict)
    outer: int = 0
    spans: dict[int, dict[int, list[tuple[int, int]]]] = field(default_factory=dict)


def lay_out(document: WordDocument, file: str, layout: DocumentLayout) -> Laid:
    """The document's grids and paragraphs, each told by the heading or bookmark of its section."""
    titles = {plain(section.title): section.title for section in layout.sections}
    bookmarks = {f"award_{section.id}": section.title for section in layout.sections}
    laid = Laid()
    section = ""
    inner: list[tuple[WordTable, str]] = []
    for block in document.blocks:
        if isinstance(block, WordTable):
            if block.inside is None:
                _add_table(laid, block, file, section)
            else:
                inner.append((block, section))
            continue
        marks = [bookmarks[name] for name in block.bookmarks if name in bookmarks]
        section = marks[-1] if marks else titles.get(plain(block.text), section)
        laid.paragraphs.append((section, block))
        if block.marks:
            laid.marks[Place(file, paragraph=block.number)] = block.marks
    laid.outer = len(laid.grids)
    for table, home in inner:
        _add_table(laid, table, file, home)
    return laid


def _add_table(laid: Laid, table: WordTable, file: str, section: str) -> None:
    place = _place_in(table, file)
    boxes: dict[Spot, Raw] = {}
    tags: dict[Spot, tuple[str, ...]] = {}
    merged: dict[Spot, Spot] = {}
    above: dict[int, Spot] = {}
    ends: dict[int, int] = {}
    for row, column, span, text, own, prompt, continued, day, marks in table.cells:
        spot = row, column
        ends[row] = column + span - 1
        if continued and column in above:
            laid.continued[place(*spot)] = place(*above[column])
            continue
        above[column] = spot
        if text:
            boxes[spot] = Raw(text, prompt=prompt)
        if span > 1:
            merged[spot] = row, column + span - 1
        if marks and table.inside is None:
            laid.marks[place(*spot)] = marks
        if day is not None:
            laid.days[place(*spot)] = day
        if own:
            tags[spot] = own
            for tag in own:
                laid.tagged.setdefault(tag, (len(laid.grids), spot))
    _add_shape(laid, table, place, ends, spanning=bool(merged))
    laid.grids.append(Grid(boxes, place, section=section, tags=tags, merged=merged))


def _add_shape(
    laid: Laid, table: WordTable, place: Callable[[int, int], Place], ends: Mapping[int, int], *, spanning: bool
) -> None:
    """How the rows of a table are parted, where they are not all parted alike."""
    if table.inside is None and len(set(ends.values())) > 1:
        laid.ends.update((place(row, 1), end) for row, end in ends.items())
    if spanning:
        spans = laid.spans[len(laid.grids)] = {}
        for cell in table.cells:
            spans.setdefault(cell.row, []).append((cell.column, cell.column + cell.span - 1))


def _place_in(table: WordTable, file: str) -> Callable[[int, int], Place]:
    """How a spot is named: one in a table inside a cell by the cell that holds it, where a reader would look."""

    def place(row: int, column: int) -> Place:
        at = table.inside or (row, column)
        return _place(file, None, None, table.number, at[0], at[1])

    return place


def anchors(laid: Laid, layout: DocumentLayout) -> dict[int, dict[str, Spot]]:
    """Each tagged column's place in the row above the first tagged one, where its header stands.

    Tags vote cell by cell; what they say is one sign among those that :mod:`pipeline.reading.tables.headings` weighs.
    """
    first: dict[int, int] = {}
    votes: dict[int, Counter[tuple[str, int]]] = {}
    start = f"award.{layout.id}."
    for index, grid in enumerate(laid.grids):
        seen = votes[index] = Counter()
        for (row, column), tags in grid.tags.items():
            for tag in tags:
                parts = tag.removeprefix(start).split(".")
                if len(parts) >= 3 and tag.startswith(start):
                    first[index] = min(row, first.get(index, row))
                    seen[f"{parts[0]}.{parts[-1]}", column] += 1
    found: dict[int, dict[str, Spot]] = {}
    for index, seen in votes.items():
        for (name, column), _count in seen.most_common():
            found.setdefault(index, {}).setdefault(name, (first[index] - 1, column))
    return found


def header_against(grid: Grid, name: str, spot: Spot, tables: Mapping[str, TableLayout]) -> str | None:
    """The label of the other column that the header above a tagged one names, or None when they agree."""
    table_id, _, column_id = name.partition(".")
    table, text = tables.get(table_id), grid.text(*spot)
    if table is None or not text:
        return None
    own = next((column for column in table.columns if column.id == column_id), None)
    if own is None or rank(text, labels(own.label, own.aliases)) is not None:
        return None
    others = (column for column in table.columns if rank(text, labels(column.label, column.aliases)) == 0)
    return next((column.label for column in others), None)
