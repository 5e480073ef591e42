"""A form typed again without its tables: criteria as lines of text, each answer after the name of its column."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.values import Raw
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.word.blocks import Paragraph
from pipeline.reading.word.criterion_rows import criteria_known
from pipeline.reading.word.tick_boxes import SIGNS
from pipeline.scheme.model import Scheme, TableLayout
from pipeline.values import Place

# Two criteria in lines of their own make a list of them; one may be a quotation.
_LEAST = 2


def criteria_in_lines(
    paragraphs: Sequence[tuple[str, Paragraph]], table: TableLayout, scheme: Scheme, file: str
) -> Grid | None:
    """The paragraphs as if they stood in a table of this layout, or None when they do not list criteria.

    The grid's first row holds the column labels; each place is the paragraph that an answer begins in.
    """
    rows = criteria_known(scheme)
    printed = next((column for column in table.columns if column.printed), None)
    if printed is None:
        return None
    headings = _headings(scheme)
    boxes: dict[Spot, Raw] = {(1, n): Raw(column.label) for n, column in enumerate(table.columns, start=1)}
    places: dict[Spot, Place] = {}
    number, current = 1, 0
    for _section, paragraph in paragraphs:
        if not paragraph.text:
            continue
        place = Place(file, paragraph=paragraph.number)
        key = rows.identify([paragraph.text], None).key
        if key is not None:
            number, current = number + 1, 0
            boxes[number, 1] = Raw(paragraph.text)
            places[number, 0] = places[number, 1] = place
            continue
        if number == 1 or plain(paragraph.text) in headings:
            current = 0
            continue
        for line in paragraph.text.splitlines():
            column, text = _column(line, table)
            if column:
                current = column
                places.setdefault((number, current), place)
            if current and text:
                held = boxes.get((number, current))
                boxes[number, current] = Raw(f"{held.text}\n{text}" if held else text)
    if number - 1 < _LEAST:
        return None
    # A criterion without a line for a column is asked for it at its own line.
    return Grid(boxes, lambda row, column: places.get((row, column)) or places.get((row, 0)) or Place(file))


def _column(line: str, table: TableLayout) -> tuple[int, str]:
    """The column whose name a line begins with, and the rest of the line; 0 for a line that goes on."""
    name, _colon, rest = line.partition(":")
    for number, column in enumerate(table.columns, start=1):
        if not column.printed and rank(name.strip(), labels(column.label, column.aliases)) is not None:
            return number, rest.strip()
        if column.ticks and any(sign in line for sign in SIGNS):
            return number, line.strip()
    return 0, line.strip()


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
