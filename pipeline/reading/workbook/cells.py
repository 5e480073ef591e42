"""The stored cells of one sheet, from its XML and never from the used range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.ooxml.package import PackageError
from pipeline.reading.answers.ticks import drawn
from pipeline.reading.workbook.model import Cell
from pipeline.reading.workbook.styles import PLAIN, Style
from pipeline.values import FileClass

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
S = f"{{{NAMESPACE}}}"
_VALUE, _INLINE, _FORMULA, _TEXT = f"{S}v", f"{S}is", f"{S}f", f"{S}t"
# In C: a form has three styled empty cells for each that holds something.
_FILLED = etree.XPath("s:sheetData/s:row/s:c[*]", namespaces={"s": NAMESPACE})
_BLANK = etree.XPath("s:sheetData/s:row/s:c[not(*)][@s]", namespaces={"s": NAMESPACE})
_UNPLACED = etree.XPath("boolean(s:sheetData/s:row/s:c[not(@r)])", namespaces={"s": NAMESPACE})
# Later days than this are amounts that happen to look like dates.
_LAST_SERIAL = 200_000
# 29 February 1900, which Excel counts and the calendar does not.
_LEAP_1900 = 60


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share."""

    strings: Sequence[str]
    styles: Sequence[Style]
    epoch_1904: bool


def read_cells(root: etree._Element, shared: Shared, most: int) -> dict[Spot, Cell]:
    """Cells that hold something, a colour included. Raises PackageError over ``most``, or outside every sheet."""
    reader = _Reader(shared)
    cells: dict[Spot, Cell] = {}
    for spot, element in _counted(root) if _UNPLACED(root) else _addressed(_select(_FILLED, root)):
        content = reader.cell(element)
        if content is not None:
            cells[spot] = content
            if len(cells) > most:
                raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.CELLS:,} filled cells")
    cells.update(_colours(root, shared, cells))
    return cells


def _select(path: etree.XPath, root: etree._Element) -> Iterable[Any]:
    # The stubs cannot know that these paths name elements only.
    return cast(Iterable[Any], path(root))


def _addressed(elements: Iterable[etree._Element]) -> Iterator[tuple[Spot, etree._Element]]:
    for element in elements:
        spot = parse_address(element.get("r", ""))
        if spot is None:
            raise PackageError(FileClass.CORRUPT, "a cell stands outside every sheet")
        yield spot, element


def _counted(root: etree._Element) -> Iterator[tuple[Spot, etree._Element]]:
    """Some programs leave addresses out: a cell without one stands beside the last."""
    number = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        given = row.get("r", "")
        number = int(given) if given.isdigit() and len(given) < 9 else number + 1
        column = 0
        for element in row.iterchildren(f"{S}c"):
            spot = parse_address(element.get("r", "")) or (number, column + 1)
            column = spot[1]
            if spot[0] > limits.LAST_ROW or column > limits.LAST_COLUMN:
                raise PackageError(FileClass.CORRUPT, "a cell stands outside every sheet")
            if len(element):
                yield spot, element


def _colours(root: etree._Element, shared: Shared, filled: dict[Spot, Cell]) -> dict[Spot, Cell]:
    """Cells without content whose fill may be the answer. Most workbooks have no such style at all."""
    speaking = {str(number): style.colour for number, style in enumerate(shared.styles) if style.colour}
    if not speaking:
        return {}
    found: dict[Spot, Cell] = {}
    for element in _select(_BLANK, root):
        colour = speaking.get(element.get("s", ""))
        spot = parse_address(element.get("r", "")) if colour else None
        if spot and colour and spot not in filled:
            found[spot] = Cell("", colour=colour)
            if len(found) > limits.CELLS:
                break
    return found


class _Reader:
    def __init__(self, shared: Shared) -> None:
        self.strings, self.epoch_1904 = shared.strings, shared.epoch_1904
        self.styles = {str(number): style for number, style in enumerate(shared.styles)}

    def cell(self, element: etree._Element) -> Cell | None:
        kind, text, formula, stale = element.get("t", "n"), "", "", False
        for child in element:
            tag = child.tag
            if tag == _VALUE:
                text = child.text or ""
            elif tag == _INLINE:
                text = rich_text(child)
            elif tag == _FORMULA:
                formula = child.text or "="
        style = self.styles.get(element.get("s", "0"), PLAIN)
        if formula and not text:
            # An empty text is a result; nothing at all is a formula that was never worked out.
            stale = kind != "str"
        if kind == "s":
            text = self.strings[int(text)] if text.isdigit() and int(text) < len(self.strings) else ""
        elif kind == "b":
            text = "TRUE" if text.strip() == "1" else "FALSE"
        elif kind == "d":
            return self._iso_date(text, formula)
        elif kind == "n" and text:
            return self._number(text, style, formula)
        return self._text(text, style, formula, stale)

    def _text(self, text: str, style: Style, formula: str, stale: bool) -> Cell | None:
        text = text[: limits.CELL_CHARACTERS]
        if "\r" in text or "_x000D_" in text:
            text = text.replace("\r\n", "\n").replace("_x000D_", "")
        how = ""
        if style.font and (mark := drawn(text, style.font)) != text:
            how, text = f"“{text}” in a font of signs", mark
        if not text.strip() and not formula:
            return Cell("", colour=style.colour) if style.colour else None
        return Cell(text, None, None, formula, False, style.colour, "", how, style.faint, stale)

    def _number(self, text: str, style: Style, formula: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return Cell(text, None, None, formula)
        if style.is_date and 1 <= number < _LAST_SERIAL:
            start = dt.date(1904, 1, 1) if self.epoch_1904 else dt.date(1899, 12, 30)
            # Excel has a 29 February in 1900, so that up to there it shows a day more.
            odd = 1 if number < _LEAP_1900 and not self.epoch_1904 else 0
            date = start + dt.timedelta(days=int(number) + odd)
            return Cell(f"{date:%d/%m/}{date.year:04d}", number, date, formula, False, style.colour)
        shown = str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"
        return Cell(shown, number, None, formula, False, style.colour, "", "", style.faint)

    def _iso_date(self, text: str, formula: str) -> Cell | None:
        """Dates as Strict workbooks and some programs keep them: ``2026-03-27T00:00:00``."""
        try:
            date = dt.date.fromisoformat(text[:10])
        except ValueError:
            return Cell(text, formula=formula) if text else None
        return Cell(f"{date:%d/%m/}{date.year:04d}", None, date, formula)


def rich_text(element: etree._Element) -> str:
    """The words of a text with runs. Phonetic guides hold the same words again and are not read twice."""
    if len(element) == 1:
        only = element[0]
        if only.tag == _TEXT:
            return only.text or ""
    return "".join(
        text.text or ""
        for text in element.iter(f"{S}t")
        if (parent := text.getparent()) is not None and parent.tag != f"{S}rPh"
    )


def font_of_runs(element: etree._Element) -> str:
    """The one font of a text's runs, for marks that are drawn by a font; empty without runs."""
    fonts = {font.get("val", "") for font in element.iterfind(f"{S}r/{S}rPr/{S}rFont")}
    return fonts.pop() if len(fonts) == 1 else ""
