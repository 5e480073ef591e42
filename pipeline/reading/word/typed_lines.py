"""A form typed again without its tables: criteria as lines of text, each answer after the name of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.choices import match_option, option_names
from pipeline.reading.answers.references import parse_refs
from pipeline.reading.answers.values import Raw
from pipeline.reading.answers.wording import after_label, labels, plain, rank
from pipeline.reading.tables.criterion_rows import criteria_known
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.of_a_form import evidence_prefix
from pipeline.reading.word.blocks import Paragraph
from pipeline.reading.word.tick_boxes import SIGNS
from pipeline.scheme.model import ColumnLayout, DocumentLayout, FieldType, Scheme, TableLayout
from pipeline.values import Notice, NoticeKind, Place

# Two criteria in lines of their own make a list of them; one may be a quotation.
_LEAST = 2
_UNHEADED = "typed without the name of its column"
# “Met. We teach it each week”: an option that a text begins with.
_FIRST_WORDS = re.compile(r"[^.:;,–—\n(-]{1,40}")


@dataclass(frozen=True, slots=True)
class TypedCriteria:
    """The paragraphs as if they stood in a table: its first row holds the column labels.

    Each place is the paragraph that an answer begins in. ``notices`` name the criteria whose answers stand
    without the name of a column before any part of them.
    """

    grid: Grid
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Row:
    """One criterion: its own paragraph, its answers by column from 1, and the lines that no column names."""

    key: str
    text: str
    place: Place
    answers: dict[int, list[str]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    how: str = ""

    def add(self, column: int, text: str, place: Place) -> None:
        self.places.setdefault(column, place)
        if text:
            self.answers.setdefault(column, []).append(text)


def criteria_in_lines(
    paragraphs: Sequence[tuple[str, Paragraph]], table: TableLayout, document: DocumentLayout, scheme: Scheme, file: str
) -> TypedCriteria | None:
    """The criteria of a table of this layout that stand in paragraphs, or None when these do not list criteria."""
    if not any(column.printed for column in table.columns):
        return None
    rows = list(_rows(paragraphs, table, document, scheme, file))
    if len(rows) < _LEAST:
        return None
    unheaded = [row for row in rows if row.loose and not row.answers]
    for row in unheaded:
        _read_unheaded(row, table, scheme)
    boxes: dict[Spot, Raw] = {(1, n): Raw(column.label) for n, column in enumerate(table.columns, start=1)}
    places: dict[Spot, Place] = {}
    for number, row in enumerate(rows, start=2):
        boxes[number, 1] = Raw(row.text)
        # A criterion without a line for a column is asked for it at its own line.
        places[number, 0] = places[number, 1] = row.place
        boxes |= {(number, column): Raw("\n".join(lines), how=row.how) for column, lines in row.answers.items()}
        places |= {(number, column): place for column, place in row.places.items()}
    grid = Grid(boxes, lambda row, column: places.get((row, column)) or places.get((row, 0)) or Place(file))
    return TypedCriteria(grid, tuple(_told(unheaded, table, scheme, every=len(unheaded) == len(rows))))


def _rows(
    paragraphs: Sequence[tuple[str, Paragraph]], table: TableLayout, document: DocumentLayout, scheme: Scheme, file: str
) -> Iterator[_Row]:
    known, headings = criteria_known(scheme), _headings(scheme)
    columns = _Columns(table, scheme)
    row, current, ended = None, 0, False
    for _section, paragraph in paragraphs:
        if not paragraph.text:
            continue
        place = Place(file, paragraph=paragraph.number)
        key = known.identify([paragraph.text], None).key
        if key is not None and key != (row.key if row else None):
            if row is not None:
                yield row
            row, current, ended = _Row(key, paragraph.text, place), 0, False
            continue
        if row is None or plain(paragraph.text) in headings or _is_field(paragraph.text, document):
            current, ended = 0, True
            continue
        for line in paragraph.text.splitlines():
            column, text = columns.named(line, current)
            current = column or current
            if current:
                row.add(current, text, place)
            elif not ended:
                row.loose.append(text)
    if row is not None:
        yield row


class _Columns:
    """Recognises the columns of a table by their names at the beginning of a line."""

    def __init__(self, table: TableLayout, scheme: Scheme) -> None:
        self.columns = [(n, c, labels(c.label, c.aliases)) for n, c in enumerate(table.columns, start=1)]
        self.options = {n: option_names(c.choices or "", scheme) for n, c, _names in self.columns if c.ticks}

    def named(self, line: str, current: int) -> tuple[int, str]:
        """The column whose name a line begins with, and the rest of the line; 0 for a line that goes on.

        An option that stands alone below the name of its column is no name of another (“Met”).
        """
        line = line.strip()
        if plain(line) in self.options.get(current, {}):
            return 0, line
        for number, column, names in self.columns:
            said = None if column.printed else after_label(line, names)
            if said is not None:
                return number, said
            if not column.printed and rank(line.rstrip(":"), names) is not None:
                return number, ""
            if column.ticks and any(sign in line for sign in SIGNS):
                return number, line
        return 0, line


def _read_unheaded(row: _Row, table: TableLayout, scheme: Scheme) -> None:
    """What can be told of a text without any column's name: it says how the criterion is met.

    An option that it begins with and references in it are known for what they are.
    """
    text, row.how = "\n".join(row.loose), _UNHEADED
    for number, column in enumerate(table.columns, start=1):
        said = "" if column.printed else _said(text, column, scheme)
        if said:
            row.add(number, said, row.place)
    main = next((n for n, c in enumerate(table.columns, start=1) if _is_main(c)), 0)
    if main:
        row.add(main, text, row.place)


def _said(text: str, column: ColumnLayout, scheme: Scheme) -> str:
    if column.type is FieldType.REFS:
        return ", ".join(parse_refs(text, evidence_prefix(scheme)))
    first = _FIRST_WORDS.match(text) if column.ticks else None
    return (match_option(first.group(), option_names(column.choices or "", scheme)) or "") if first else ""


def _is_main(column: ColumnLayout) -> bool:
    return not column.printed and column.type is FieldType.LONG_TEXT


def _told(rows: Sequence[_Row], table: TableLayout, scheme: Scheme, *, every: bool) -> Iterator[Notice]:
    """One notice for all rows where all are so; else one for each of them."""
    codes = {criterion.id: criterion.code for criterion in scheme.criteria}
    main = next((column.label for column in table.columns if _is_main(column)), table.title)
    for row in rows[:1] if every else rows:
        code = codes.get(row.key, "")
        more = f"{code} and {len(rows) - 1} more" if every else code
        of_row = f"{table.id}|" if every else f"{table.id}|{row.key}"
        words = {"label": main, "row": more, "of_row": of_row}
        yield Notice(NoticeKind.NO_HEADINGS, row.place, row.loose[0], words)


def _is_field(text: str, document: DocumentLayout) -> bool:
    """Whether a line is another question of the form: “Name: Ada Marsh”, “☐ I confirm that …”."""
    for item in document.fields:
        names = labels(item.label, item.aliases)
        if item.type is FieldType.TICK:
            if any(f" {name} " in f" {plain(text)} " for name in names):
                return True
        elif after_label(text, names) is not None:
            return True
    return False


def _headings(scheme: Scheme) -> set[str]:
    """What ends an answer: the title of a section or a principle."""
    titles = [section.title for document in scheme.documents for section in document.sections]
    for principle in scheme.principles:
        titles += [
            principle.name,
            f"{principle.number}. {principle.name}",
            f"{principle.number}. {principle.short_name}",
        ]
    return {plain(title) for title in titles}
