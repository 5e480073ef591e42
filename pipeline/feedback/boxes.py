"""The boxes that the notes of one sheet are shown in: a legacy drawing (VML), as every Excel still reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from lxml import etree

from pipeline.feedback.sheet_xml import Sheet
from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot
from pipeline.ooxml.elements import Element

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 400, 120, 480  # pixels: 300 by 90 points, and never over 360 high
# Calibri 10, a little more than it takes: a box that is too large hides a row, one too small hides words.
_LETTERS_IN_LINE, _LINE_HEIGHT = 64, 18
_NOTES_SHAPE = "_x0000_t202"
_SPACES = {"v": _V, "o": _O, "x": _X}
_SHAPES = f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
_SHAPE_TYPE = (
    f'<v:shapetype id="{_NOTES_SHAPE}" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe" o:spt="202">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BLANK = f'{_SHAPES}<o:shapelayout v:ext="edit"><o:idmap data="{{}}" v:ext="edit"/></o:shapelayout>{_SHAPE_TYPE}'
_SHAPE = (
    f'<v:shape id="_x0000_s%d" type="#{_NOTES_SHAPE}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;%s;z-index:1;visibility:hidden" '
    'fillcolor="#fff4d6" strokecolor="#2a7f86" o:insetmode="auto"><v:fill color2="#fff4d6"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill>'
    "<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
# Kept in a shape's alternative text, so that a school's own note shrinks back when our words leave it.
_SIZE_BEFORE = "Size before the award office wrote in it: "


class Boxes:
    """A legacy drawing (VML) with the boxes the notes are shown in."""

    def __init__(self, data: bytes | None, sheet_number: int) -> None:
        """``data`` is the existing drawing. Old programs write it carelessly, so it is read leniently."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(data, parser) if data else None
        self._first_id = sheet_number * 1024 + 1  # Excel gives each drawing its own block of 1024 ids
        self._last_id: int | None = None
        self.root: Element | None = root
        self._blank = _BLANK.format(sheet_number)
        self._standing: dict[Spot, tuple[Element, Element]] | None = None
        self._new: list[str] = []
        # Where boxes begin and end, by the column and by the row and height: many stand side by side.
        self._across: dict[int, tuple[str, str]] = {}
        self._down: dict[tuple[int, int], tuple[str, str]] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn any more."""
        kinds = (f"{{{_O}}}shapelayout", f"{{{_V}}}shapetype")
        return not self._new and (self.root is None or all(one.tag in kinds for one in self.root.iterchildren("*")))

    def remove(self, cells: set[Spot]) -> None:
        """Take out the boxes of these cells' notes."""
        for cell in cells & self._notes.keys():
            shape = self._notes.pop(cell)[0]
            parent = shape.getparent()
            if parent is not None:
                parent.remove(shape)

    def shrink(self, cells: set[Spot]) -> None:
        """Give boxes that we had made larger the size they had."""
        for cell in cells & self._notes.keys():
            shape, data = self._notes[cell]
            before = shape.get("alt") or ""
            anchor = data.find(f"{{{_X}}}Anchor")
            if before.startswith(_SIZE_BEFORE) and anchor is not None:
                anchor.text, _, style = before.removeprefix(_SIZE_BEFORE).partition("|")
                shape.set("style", style)
                del shape.attrib["alt"]

    def show(self, cell: Spot, sheet: Sheet, text: str) -> None:
        """Give a note a box that is big enough to read: a new one, or the one it has made larger."""
        place, height = self._anchor(cell, sheet, text)
        if cell not in self._notes:
            self._new.append(_SHAPE % (self._free_id(), _size(height), place, cell[0] - 1, cell[1] - 1))
            return
        shape, data = self._notes[cell]
        anchor = data.find(f"{{{_X}}}Anchor")
        if anchor is None:
            anchor = etree.Element(f"{{{_X}}}Anchor")
            data.insert(0, anchor)
        if "alt" not in shape.attrib:
            shape.set("alt", f"{_SIZE_BEFORE}{anchor.text or ''}|{shape.get('style') or ''}")
        anchor.text = place
        style = re.sub(r"(?<![-\w])(?:width|height):[^;]*;?", "", shape.get("style") or "").rstrip("; ")
        shape.set("style", f"{style};{_size(height)}".lstrip(";"))

    @property
    def _notes(self) -> dict[Spot, tuple[Element, Element]]:
        """The shape and the note's own data of every box that was there, by the note's cell."""
        if self._standing is None:
            self._standing = {}
            for shape in self._shapes():
                data = shape.find(f"{{{_X}}}ClientData[@ObjectType='Note']")
                row = None if data is None else data.findtext(f"{{{_X}}}Row")
                column = None if data is None else data.findtext(f"{{{_X}}}Column")
                if data is not None and row and column:
                    self._standing[int(row) + 1, int(column) + 1] = shape, data
        return self._standing

    def _anchor(self, cell: Spot, sheet: Sheet, text: str) -> tuple[str, int]:
        """Where a box begins and ends, in columns and rows with pixels into them; and its height."""
        height = _height(text)
        row, column = cell
        top, left = max(row - 1, 1), column + 1
        across = self._across.get(left)
        if across is None:
            column, into = _walk(left, 12 + _WIDTH, sheet.width, limits.LAST_COLUMN)
            across = self._across[left] = f"{left - 1}, 12", f"{column - 1}, {into}"
        down = self._down.get((top, height))
        if down is None:
            row, into = _walk(top, 4 + height, sheet.height, limits.LAST_ROW)
            down = self._down[top, height] = f"{top - 1}, 4", f"{row - 1}, {into}"
        return f"{across[0]}, {down[0]}, {across[1]}, {down[1]}", height

    def _free_id(self) -> int:
        if self._last_id is None:
            named = " ".join(f"{shape.get('id')} {shape.get(f'{{{_O}}}spid')}" for shape in self._shapes())
            known = [int(number) for number in re.findall(r"_x0000_s(\d{1,8})\b", named)]
            self._last_id = max(known, default=self._first_id - 1)
        self._last_id += 1
        return self._last_id

    def _shapes(self) -> Iterable[Element]:
        return () if self.root is None else self.root.iter(f"{{{_V}}}shape")

    def _shape_type(self, root: Element) -> None:
        if any(kind.get("id") == _NOTES_SHAPE for kind in root.iter(f"{{{_V}}}shapetype")):
            return
        root.extend(etree.fromstring(f"{_SHAPES}{_SHAPE_TYPE}</xml>"))

    def serialise(self) -> bytes:
        """The drawing's bytes; a VML part carries no XML declaration."""
        inside, self._new = "".join(self._new), []
        root = self.root
        if root is None:
            return f"{self._blank}{inside}</xml>".encode()
        if inside:
            self._shape_type(root)
        if inside and any(root.nsmap.get(prefix) != space for prefix, space in _SPACES.items()):
            root.extend(etree.fromstring(f"{_SHAPES}{inside}</xml>"))
            inside = ""
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        # Spliced in, new boxes need not be parsed only to be written again.
        end = data.rindex(b"</") if inside else len(data)
        return data[:end] + inside.encode() + data[end:]


@lru_cache(maxsize=512)
def _height(text: str) -> int:
    lines = sum([1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n")])
    return min(max(_LEAST_HEIGHT, lines * _LINE_HEIGHT + 16), _MOST_HEIGHT)


@lru_cache(maxsize=512)
def _size(height: int) -> str:
    return f"width:{_WIDTH * 0.75:g}pt;height:{height * 0.75:g}pt"


def _walk(start: int, pixels: int, measure: Callable[[int], int], end: int) -> tuple[int, int]:
    place = start
    while place < end and pixels >= (size := measure(place)):
        pixels -= size
        place += 1
    return place, pixels
