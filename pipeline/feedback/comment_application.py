"""The school's own Application back, with what we found as Word comments at the exact places.

Touched are only: the text (two marks and a reference for each comment), the comments with what newer Word keeps
beside them, their relation and the content types. Every other part keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.feedback.word_comments import Line, WordComments, been_here
from pipeline.feedback.word_text import WordText
from pipeline.grouping import Group, and_more, group
from pipeline.ooxml.elements import Element
from pipeline.ooxml.our_marks import AUTHOR, LAST_LINE
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.patching import Patch, Relations
from pipeline.ooxml.word_walk import PARAGRAPH, TABLE, WRAPPERS, CellSpot, W, blocks, cells
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import FileClass, Finding, Place

# A margin full of one and the same comment is read by nobody: the last one counts the rest.
MOST_COMMENTS = 8


def annotate_application(
    document: bytes, findings: Sequence[Finding], *, file: str | None = None, phrases: Phrases = ENGLISH
) -> bytes:
    """Comment on the table cell or paragraph that each finding is about; on the title what is about the whole.

    ``file`` is the Application's name where the findings are also about other files. Findings for the office are
    left out. Comments that we wrote before are replaced; with nothing to say and nothing to replace the very same
    bytes come back. The same input gives the same bytes. Raises PackageError when the bytes are no document.
    """
    try:
        return _annotated(document, [one for one in group(findings, phrases) if file in (None, one.first.place.file)])
    except (ValueError, OverflowError, KeyError, IndexError) as fault:
        # A number that is none, a relation that leads nowhere: the package is damaged in a way of its own.
        raise PackageError(FileClass.CORRUPT, f"the document is damaged ({fault})") from fault


def _annotated(document: bytes, groups: Sequence[Group]) -> bytes:
    patch = Patch(document)
    main = patch.main_part
    links, data = Relations(patch, main), patch.read(main)
    # Our marks may stand in any table.
    text = WordText(data, main, whole=been_here(patch, links))
    comments = WordComments(patch, links, text)
    comments.remove_ours()
    if groups:
        places = _Places(text)
        for one in groups:
            _comment(one, places, comments)
    comments.save()
    if comments.changed:
        patch.replace(main, text.content())
    return patch.write()


def _comment(one: Group, places: _Places, comments: WordComments) -> None:
    """Write one group's comments, each at its own place."""
    by_spot: dict[Element, Finding] = {}
    for finding in one.findings:
        spot = places.paragraph_of(finding.place)
        if spot is not None:
            by_spot.setdefault(spot, finding)
    rest = len(by_spot) - MOST_COMMENTS
    for number, (spot, finding) in enumerate(list(by_spot.items())[:MOST_COMMENTS], start=1):
        more = f"{and_more(rest, one.phrases)}: {one.places}." if number == MOST_COMMENTS and rest > 0 else ""
        comments.add(spot, _lines(finding, more, one.phrases), one.phrases.say(AUTHOR))


def _lines(finding: Finding, more: str, phrases: Phrases) -> list[Line]:
    do, example = phrases.say("What to do: "), phrases.say("Example: ")
    said = [("", finding.message), (do, finding.fix), (example, finding.example), ("", more)]
    told = [Line(label, words.strip()) for label, words in said if words.strip()]
    return [Line(finding.title.strip()), *told, Line("", phrases.say(LAST_LINE))]


class _Places:
    """Where things stand in a document, counted as reading counts them."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self._paragraphs: list[Element] = []
        self._tables: list[Element] = []
        for element, _ in blocks(text.body):
            (self._tables if element.tag == TABLE else self._paragraphs).append(element)
        self._cells: dict[int, list[CellSpot]] = {}

    def paragraph_of(self, place: Place) -> Element | None:
        """The paragraph to comment on for a place; the title for the document as a whole, or for what is gone."""
        if place.paragraph is not None and 1 <= place.paragraph <= len(self._paragraphs):
            return self._paragraphs[place.paragraph - 1]
        if place.table is not None and 1 <= place.table <= len(self._tables):
            cell = _cell(self._cells_of(place.table), place.row, place.column)
            if cell is not None:
                return _first(_within(cell))
        return self._title()

    def _cells_of(self, table: int) -> list[CellSpot]:
        if table not in self._cells:
            self._cells[table] = list(cells(self._text.filled(self._tables[table - 1])))
        return self._cells[table]

    def _title(self) -> Element | None:
        numbers = range(1, len(self._tables) + 1)
        in_tables = (p for number in numbers for cell in self._cells_of(number) for p in _within(cell.element))
        return _first(chain(self._paragraphs, in_tables))


def _cell(table: Sequence[CellSpot], row: int | None, column: int | None) -> Element | None:
    """The cell at a row and column; one that only carries on the cell above stands for that one."""
    at_column = [spot for spot in table if column is None or spot.column <= column < spot.column + spot.span]
    above = [spot for spot in at_column if row is None or spot.row <= row]
    here = [spot for spot in above if row is None or spot.row == row]
    if here and here[0].continued:
        here = [spot for spot in above if not spot.continued][-1:]
    return here[0].element if here else None


def _within(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell itself, through content controls but not into tables within it."""
    for child in cell:
        if child.tag == PARAGRAPH:
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child)


def _first(paragraphs: Iterable[Element]) -> Element | None:
    """The first paragraph that says something, or the first of all."""
    first = None
    for paragraph in paragraphs:
        if any((text.text or "").strip() for text in paragraph.iter(f"{W}t")):
            return paragraph
        first = paragraph if first is None else first
    return first
