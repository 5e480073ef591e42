"""The stored cells of one sheet as a person sees them, never from the used range."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.answers.ticks import drawn
from pipeline.reading.answers.values import STRUCK_OUT, STRUCK_PART
from pipeline.reading.workbook.model import Cell
from pipeline.reading.workbook.stored import Rows, Struck, Text
from pipeline.reading.workbook.styles import PLAIN, Shape, Style
from pipeline.values import FileClass

_FROM_1900, _FROM_1904 = dt.date(1899, 12, 30).toordinal(), dt.date(1904, 1, 1).toordinal()
# Without the check of arguments that a named tuple's own call makes, at a third of its time.
_cell = tuple.__new__
# Later days than this are amounts that happen to look like dates.
_LAST_SERIAL = 200_000
# A day that may stand for a year: nobody plans further from the year in which they type.
_YEARS_AROUND = 2
# 29 February 1900, which Excel counts and the calendar does not.
_LEAP_1900 = 60
# What nobody sees and copying from a web page or a message brings along: marks of direction, spaces without width.
_UNSEEN = dict.fromkeys(
    (0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF)
)
# How sheets keep a character that XML does not, or did not in some program (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share."""

    strings: Sequence[Text]
    styles: Sequence[Style]
    epoch_1904: bool


def read_cells(rows: Rows, shared: Shared, most: int) -> dict[Spot, Cell]:
    """Cells that hold something, a colour included. Raises PackageError over ``most``."""
    reader = _Reader(shared)
    struck = frozenset(str(number) for number, style in enumerate(shared.styles) if style.struck)
    cells: dict[Spot, Cell] = {}
    for spot, style, kind, text, formula in rows.filled:
        content = reader.cell(style, kind, text, formula)
        if content is not None:
            if struck and style in struck and content.text and not content.how:
                content = content._replace(how=STRUCK_OUT)
            cells[spot] = content
            if len(cells) > most:
                raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.CELLS:,} filled cells")
    cells.update(_colours(rows, shared, cells))
    return cells


def _colours(rows: Rows, shared: Shared, filled: dict[Spot, Cell]) -> dict[Spot, Cell]:
    """Cells without content whose fill may be the answer. Most workbooks have no such style at all."""
    speaking = {str(number): style.colour for number, style in enumerate(shared.styles) if style.colour}
    if not speaking:
        return {}
    found: dict[Spot, Cell] = {}
    for address, style in rows.blank():
        colour = speaking.get(style)
        spot = parse_address(address) if colour else None
        if spot and colour and spot not in filled:
            found[spot] = Cell("", colour=colour)
            if len(found) > limits.CELLS:
                break
    return found


class _Reader:
    def __init__(self, shared: Shared) -> None:
        self.strings, self.epoch_1904 = shared.strings, shared.epoch_1904
        self.styles = {str(number): style for number, style in enumerate(shared.styles)}

    def cell(self, number: str, kind: str, text: Text, formula: str) -> Cell | None:
        style = self.styles.get(number, PLAIN)
        if isinstance(text, str) and kind == "s":
            text = self.strings[int(text)] if text.isdigit() and int(text) < len(self.strings) else ""
        if isinstance(text, Struck):
            return self._struck(text, style)
        # An empty text is a result; nothing at all is a formula that was never worked out.
        stale = bool(formula) and not text and kind != "str"
        if kind == "b":
            text = "TRUE" if text.strip() == "1" else "FALSE"
        elif kind == "d":
            return self._iso_date(text, formula)
        elif kind == "n" and text:
            return self._number(text, style, formula)
        return self._text(text, style, formula, stale)

    def _struck(self, text: Struck, style: Style) -> Cell | None:
        """What is left of a text, or all of it where a line goes through every word: then nobody knows if it holds."""
        if not text.text.strip():
            whole = self._text(text.out, style, "", stale=False)
            return whole._replace(how=STRUCK_OUT) if whole is not None else None
        kept = self._text(text.text.strip(), style, "", stale=False)
        how = STRUCK_PART.format(words=" ".join(text.out.split()))
        return kept._replace(how=how) if kept is not None else None

    def _text(self, text: str, style: Style, formula: str, stale: bool) -> Cell | None:
        text = text[: limits.CELL_CHARACTERS]
        if "\r" in text or "_x" in text:
            text = _ESCAPED.sub(_unescaped, text).replace("\r", "")
        if not text.isascii():
            text = text.translate(_UNSEEN)
        how = ""
        if style.font and (mark := drawn(text, style.font)) != text:
            how, text = f"“{text}” in a font of signs", mark
        if not formula and (not text or text.isspace()):
            return Cell("", colour=style.colour) if style.colour else None
        return _cell(Cell, (text, None, None, formula, False, style.colour, "", how, style.faint, stale))

    def _number(self, text: str, style: Style, formula: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return Cell(text, None, None, formula)
        if style.is_date and 1 <= number < _LAST_SERIAL:
            # Excel has a 29 February in 1900, so that up to there it shows a day more.
            odd = 1 if number < _LEAP_1900 and not self.epoch_1904 else 0
            date = dt.date.fromordinal((_FROM_1904 if self.epoch_1904 else _FROM_1900) + int(number) + odd)
            shown = _shown(date, number, style, self.epoch_1904)
            return Cell(shown, number, date, formula, False, style.colour)
        return Cell(_figures(number, style.shape), number, None, formula, False, style.colour, "", "", style.faint)

    def _iso_date(self, text: str, formula: str) -> Cell | None:
        """Dates as Strict workbooks and some programs keep them: ``2026-03-27T00:00:00``."""
        try:
            date = dt.date.fromisoformat(text[:10])
        except ValueError:
            return Cell(text, formula=formula) if text else None
        return Cell(british(date), None, date, formula)


def _figures(number: float, shape: Shape) -> str:
    """A number as a person sees it: a share of one as “82%”, a part of a day as “14:30”."""
    if shape is Shape.PERCENT:
        return f"{number * 100:.10g}%"
    if shape is Shape.TIME and 0 <= number < 1:
        minutes = round(number * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


def _unescaped(match: re.Match[str]) -> str:
    """The character that was meant; a control character shows nothing."""
    character = chr(int(match[1], 16))
    return character if character.isprintable() or character in "\t\n\xa0" else ""


def british(date: dt.date) -> str:
    """A day as a sheet set for Britain shows it: ``03/06/2026``."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def _shown(date: dt.date, number: float, style: Style, epoch_1904: bool) -> str:
    """A day as a person sees it: “Sep-25”, which Excel makes of a month, names no day of it.

    Of “Sep 25” typed into such a cell Excel makes the 25th of this year's September, and shows the year in its place.
    """
    if style.is_month and date.day == 1:
        return f"{date:%B %Y}"
    if style.is_month and abs(2000 + date.day - date.year) <= _YEARS_AROUND:
        return f"{date:%b-%y} (kept as {british(date)})"
    return "29/02/1900" if int(number) == _LEAP_1900 and not epoch_1904 else british(date)
