"""How the words of a cell look: highlighted, circled, struck through. Looked up only where a tick is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.ooxml import word_walk
from pipeline.ooxml.word_walk import W, child
from pipeline.reading.word.switches import Look, Styles, switches

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUN, _TEXT = f"{W}r", f"{W}t"
_UNSEEN = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}pPr"})
_HELD = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip", f"{W}txbxContent"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OF_PARAGRAPHS = frozenset({Look.CIRCLED, Look.SHADED})


class Piece(NamedTuple):
    """Words in one look."""

    text: str
    looks: frozenset[Look]


class Looks:
    """The cells of a document's tables by where they stand, their looks read when somebody asks.

    ``styles`` gives the part that holds the document's styles, None where there is none to be had.
    """

    def __init__(self, body: etree._Element, styles: Callable[[], etree._Element | None]) -> None:
        self._body = body
        self._styles_part = styles
        self._styles: Styles | None = None
        self._cells: dict[tuple[int, int, int], etree._Element] | None = None
        # Whether anything in the document is struck through or taken out: in most nothing is.
        self.deleted = next(body.iter(f"{W}del"), None) is not None
        self.strikes = next(body.iter(f"{W}strike", f"{W}dstrike"), None) is not None

    def pieces(self, table: int, row: int, column: int) -> tuple[Piece, ...]:
        """What a cell says, a piece to a look; a new paragraph begins with a new line."""
        cell = self._cell(table, row, column)
        if self._styles is None:
            self._styles = Styles(self._styles_part())
        return tuple(_pieces(cell, self._styles)) if cell is not None else ()

    def is_drawn_on(self, table: int, row: int, column: int) -> bool:
        """Whether a shape without words or a stroke of ink lies in the cell: a ring drawn around an option, say."""
        cell = self._cell(table, row, column)
        drawings = cell.iter(f"{W}drawing", f"{W}pict") if cell is not None else ()
        return any(next(drawing.iter(*_HELD, _VML_IMAGE), None) is None for drawing in drawings)

    def struck_rows(self) -> tuple[tuple[int, int, str], ...]:
        """Rows that a tracked change takes out: (table, the row above it or 0, its words)."""
        if not self.deleted:
            return ()
        tables = (element for element, _tags in word_walk.blocks(self._body) if element.tag == word_walk.TABLE)
        return tuple(
            (number, above, words)
            for number, table in enumerate(tables, start=1)
            for above, words in _struck_rows(table)
        )

    def _cell(self, table: int, row: int, column: int) -> etree._Element | None:
        if self._cells is None:
            tables = (element for element, _tags in word_walk.blocks(self._body) if element.tag == word_walk.TABLE)
            self._cells = {
                (number, spot.row, spot.column): spot.element
                for number, element in enumerate(tables, start=1)
                for spot in word_walk.cells(element)
            }
        return self._cells.get((table, row, column))


def _struck_rows(table: etree._Element) -> Iterator[tuple[int, str]]:
    kept = 0
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(word_walk.TABLE)) is not table:
            continue
        properties = child(row, f"{W}trPr")
        if properties is None or child(properties, f"{W}del") is None:
            kept += 1
            continue
        words = " ".join(text.text or "" for text in row.iter(_TEXT, f"{W}delText"))
        yield kept, " ".join(words.split())


def standing_out(pieces: tuple[Piece, ...], options: tuple[str, ...]) -> Mapping[str, frozenset[Look]]:
    """The look that all letters of an option share, for each option that the pieces name."""
    text = "".join(piece.text for piece in pieces)
    looks = [piece.looks for piece in pieces for _letter in piece.text]
    found: dict[str, frozenset[Look]] = {}
    for option in options:
        words = r"\s+".join(map(re.escape, option.split()))
        match = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
        if match is not None:
            letters = [look for at, look in enumerate(looks) if match.start() <= at < match.end()]
            found[option] = frozenset.intersection(*letters)
    return found


def _pieces(cell: etree._Element, styles: Styles) -> Iterator[Piece]:
    for paragraph in cell.iter(word_walk.PARAGRAPH):
        settings = child(paragraph, f"{W}pPr")
        around = frozenset(look for look, on in switches(settings).items() if on and look in _OF_PARAGRAPHS)
        yield Piece("\n", frozenset())
        for run in _runs(paragraph):
            text = "".join(part.text or "" for part in run.iterchildren(_TEXT))
            if text:
                own = child(run, f"{W}rPr")
                looks = {**styles.of_run(settings, own), **switches(own)}
                yield Piece(text, around | {look for look, on in looks.items() if on})


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for inner in element:
        if inner.tag == _RUN:
            yield inner
        elif inner.tag not in _UNSEEN and isinstance(inner.tag, str):
            yield from _runs(inner)
