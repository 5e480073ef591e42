"""The notes of one sheet: the comments part with their words and the drawing part with their boxes.

Notes of other people are kept. Where one stands on a cell of ours, our words follow theirs in the same
note (a cell holds only one). Ours begin with a line that says who speaks, as Excel's own notes do; that line
is how we find them again, for LibreOffice forgets who wrote a note when it saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.feedback.cells import Sheet
from pipeline.feedback.package import Element, parse
from pipeline.ooxml.addresses import address, parse_address

AUTHOR = "Award office"
_OURS = re.compile(rf"(?:^|\n)\s*{AUTHOR}:\s*\n")
_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 400, 187, 480  # pixels: 300 by 140 points, and never over 360 high
_LETTERS_IN_LINE, _LINE_HEIGHT = 60, 18
_LONGEST = 4000


Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a note's text."""

    text: str
    bold: bool = False


_MARK = Run(f"{AUTHOR}:\n", bold=True)


def clean(text: str) -> str:
    """Text as it may stand in a note: no control characters, no accidental ``_x0041_`` escapes."""
    return _ESCAPE.sub("_x005F_", _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


class Comments:
    """A comments part."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._main = f"{{{etree.QName(root).namespace}}}"
        authors, notes = root.find(f"{self._main}authors"), root.find(f"{self._main}commentList")
        if authors is None:
            authors = etree.Element(f"{self._main}authors")
            root.insert(0, authors)
        if notes is None:
            notes = etree.Element(f"{self._main}commentList")
            authors.addnext(notes)
        self._authors: Element = authors
        self._notes: Element = notes

    @classmethod
    def blank(cls, namespace: str) -> Comments:
        return cls(parse(f'<comments xmlns="{namespace}"/>'.encode()))

    def remove_ours(self) -> tuple[set[Cell], set[Cell]]:
        """Take out what we wrote before. Returns the cells without a note now, and those that keep one."""
        gone: set[Cell] = set()
        kept: set[Cell] = set()
        ours = {str(i) for i, author in enumerate(self._authors) if (author.text or "").strip() == AUTHOR}
        for note in list(self._notes):
            cell = parse_address(note.get("ref") or "")
            cut = self._cut(note)
            if note.get("authorId") in ours or cut == 0:
                self._notes.remove(note)
                gone.update([cell] if cell else [])
            elif cut is not None:
                kept.update([cell] if cell else [])
        return gone, kept

    def add(self, cell: Cell, runs: Sequence[Run]) -> str:
        """Write a note, or write on in the one that stands there. Returns all that it says now."""
        standing = next((note for note in self._notes if parse_address(note.get("ref") or "") == cell), None)
        if standing is not None:
            self._append(standing, [Run("\n\n"), _MARK, *runs])
            return "".join(word.text or "" for word in standing.iter(f"{self._main}t"))
        note = etree.SubElement(self._notes, f"{self._main}comment", ref=address(*cell), authorId=str(self._author()))
        note.set("shapeId", "0")
        self._append(note, [_MARK, *runs])
        return "".join(run.text for run in (_MARK, *runs))

    def _author(self) -> int:
        names = [(author.text or "").strip() for author in self._authors]
        if AUTHOR not in names:
            etree.SubElement(self._authors, f"{self._main}author").text = AUTHOR
            names.append(AUTHOR)
        return names.index(AUTHOR)

    def _append(self, note: Element, runs: Sequence[Run]) -> None:
        text = note.find(f"{self._main}text")
        if text is None:
            text = etree.Element(f"{self._main}text")
            note.insert(0, text)
        plain = text.find(f"{self._main}t")
        if plain is not None:
            # A note may be one plain text; only runs can follow one another.
            run = etree.Element(f"{self._main}r")
            plain.addprevious(run)
            run.append(plain)
            plain.set(_XML_SPACE, "preserve")
        for piece in runs:
            run = etree.SubElement(text, f"{self._main}r")
            looks = etree.SubElement(run, f"{self._main}rPr")
            if piece.bold:
                etree.SubElement(looks, f"{self._main}b")
            etree.SubElement(looks, f"{self._main}sz", val="10")
            etree.SubElement(looks, f"{self._main}color", rgb="FF1F3A4D")
            etree.SubElement(looks, f"{self._main}rFont", val="Calibri")
            etree.SubElement(looks, f"{self._main}family", val="2")
            words = etree.SubElement(run, f"{self._main}t")
            words.text = piece.text
            words.set(_XML_SPACE, "preserve")

    def _cut(self, note: Element) -> int | None:
        """Cut our words from the end of a note. Returns how much of it is left; None if none are ours."""
        words = [*note.iterfind(f"{self._main}text/{self._main}t"), *note.iterfind(f"{self._main}text/{self._main}r")]
        pieces = [(word, word if word.tag.endswith("}t") else word.find(f"{self._main}t")) for word in words]
        found = _OURS.search("".join((text.text or "") for _, text in pieces if text is not None))
        if found is None:
            return None
        room = found.start()
        for holder, text in pieces:
            said = "" if text is None else text.text or ""
            above = holder.getparent()
            if room <= 0 and above is not None:
                above.remove(holder)
            elif text is not None:
                text.text = said[:room].rstrip("\n") if len(said) >= room else said
            room -= len(said)
        return found.start()


class Boxes:
    """A legacy drawing (VML) with the boxes the notes are shown in."""

    def __init__(self, data: bytes | None, sheet_number: int) -> None:
        """``data`` is the existing drawing. Old programs write it carelessly, so it is read leniently."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(data, parser) if data else None
        self._first_id = sheet_number * 1024 + 1  # Excel gives each drawing its own block of 1024 ids
        self._last_id: int | None = None
        if root is None:
            root = self._blank(sheet_number)
        self.root = root

    @staticmethod
    def _blank(sheet_number: int) -> Element:
        root = etree.Element("xml", nsmap={"v": _V, "o": _O, "x": _X})
        layout = etree.SubElement(root, f"{{{_O}}}shapelayout")
        layout.set(f"{{{_V}}}ext", "edit")
        ids = etree.SubElement(layout, f"{{{_O}}}idmap", data=str(sheet_number))
        ids.set(f"{{{_V}}}ext", "edit")
        return root

    def remove(self, cells: set[Cell]) -> None:
        """Take out the boxes of these cells' notes."""
        for cell, shape, _ in self._notes():
            parent = shape.getparent()
            if cell in cells and parent is not None:
                parent.remove(shape)

    def show(self, cell: Cell, sheet: Sheet, text: str) -> None:
        """Give a note a box that is big enough to read: a new one, or the one it has made larger."""
        for standing, shape, data in self._notes():
            if standing == cell:
                anchor = data.find(f"{{{_X}}}Anchor")
                if anchor is None:
                    anchor = etree.Element(f"{{{_X}}}Anchor")
                    data.insert(0, anchor)
                anchor.text, height = _anchor(cell, sheet, text)
                style = re.sub(r"(?<![-\w])(?:width|height):[^;]*;?", "", shape.get("style") or "").rstrip("; ")
                shape.set("style", f"{style};{_size(height)}".lstrip(";"))
                return
        self._add(cell, sheet, text)

    def _notes(self) -> list[tuple[Cell, Element, Element]]:
        """The cell, the shape and the note's own data of every box of a note."""
        found = []
        for shape in self.root.iter(f"{{{_V}}}shape"):
            data = shape.find(f"{{{_X}}}ClientData[@ObjectType='Note']")
            if data is not None:
                row, column = data.findtext(f"{{{_X}}}Row"), data.findtext(f"{{{_X}}}Column")
                if row and column:
                    found.append(((int(row) + 1, int(column) + 1), shape, data))
        return found

    def _add(self, cell: Cell, sheet: Sheet, text: str) -> None:
        """Draw a new box to the right of its cell."""
        self._shape_type()
        anchor, height = _anchor(cell, sheet, text)
        shape = etree.SubElement(self.root, f"{{{_V}}}shape", id=self._free_id(), type="#_x0000_t202")
        place = "position:absolute;margin-left:60pt;margin-top:2pt"
        shape.set("style", f"{place};{_size(height)};z-index:1;visibility:hidden")
        shape.set("fillcolor", "#fff4d6")
        shape.set("strokecolor", "#2a7f86")
        shape.set(f"{{{_O}}}insetmode", "auto")
        etree.SubElement(shape, f"{{{_V}}}fill", color2="#fff4d6")
        etree.SubElement(shape, f"{{{_V}}}path").set(f"{{{_O}}}connecttype", "none")
        box = etree.SubElement(shape, f"{{{_V}}}textbox", style="mso-direction-alt:auto")
        etree.SubElement(box, "div", style="text-align:left")
        data = etree.SubElement(shape, f"{{{_X}}}ClientData", ObjectType="Note")
        etree.SubElement(data, f"{{{_X}}}MoveWithCells")
        for name, value in (("Anchor", anchor), ("AutoFill", "False"), ("Row", cell[0] - 1), ("Column", cell[1] - 1)):
            etree.SubElement(data, f"{{{_X}}}{name}").text = str(value)

    def _free_id(self) -> str:
        if self._last_id is None:
            shapes = self.root.iter(f"{{{_V}}}shape")
            named = " ".join(f"{shape.get('id')} {shape.get(f'{{{_O}}}spid')}" for shape in shapes)
            known = [int(number) for number in re.findall(r"_x0000_s(\d{1,8})\b", named)]
            self._last_id = max(known, default=self._first_id - 1)
        self._last_id += 1
        return f"_x0000_s{self._last_id}"

    def _shape_type(self) -> None:
        if any(kind.get("id") == "_x0000_t202" for kind in self.root.iter(f"{{{_V}}}shapetype")):
            return
        kind = etree.SubElement(
            self.root, f"{{{_V}}}shapetype", id="_x0000_t202", coordsize="21600,21600", path="m,l,21600r21600,l21600,xe"
        )
        kind.set(f"{{{_O}}}spt", "202")
        etree.SubElement(kind, f"{{{_V}}}stroke", joinstyle="miter")
        etree.SubElement(kind, f"{{{_V}}}path", gradientshapeok="t").set(f"{{{_O}}}connecttype", "rect")

    def serialise(self) -> bytes:
        """The drawing's bytes; a VML part carries no XML declaration."""
        return etree.tostring(self.root, encoding="UTF-8", xml_declaration=False)


def _size(height: int) -> str:
    return f"width:{_WIDTH * 0.75:g}pt;height:{height * 0.75:g}pt"


def _anchor(cell: Cell, sheet: Sheet, text: str) -> tuple[str, int]:
    """Where a box begins and ends, in columns and rows with pixels into them; and its height."""
    lines = sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))
    height = min(max(_LEAST_HEIGHT, lines * _LINE_HEIGHT + 16), _MOST_HEIGHT)
    row, column = cell
    top, left = max(row - 1, 1), column + 1
    last_column, across = _walk(left, 12 + _WIDTH, sheet.width, 16_384)
    last_row, down = _walk(top, 4 + height, sheet.height, 1_048_576)
    return f"{left - 1}, 12, {top - 1}, 4, {last_column - 1}, {across}, {last_row - 1}, {down}", height


def _walk(start: int, pixels: int, measure: Callable[[int], int], end: int) -> tuple[int, int]:
    place = start
    while place < end and pixels >= measure(place):
        pixels -= measure(place)
        place += 1
    return place, pixels


def shortened(runs: Sequence[Run]) -> list[Run]:
    """The runs, cut where a note grows longer than anyone reads (and Excel keeps)."""
    kept: list[Run] = []
    room = _LONGEST
    for run in runs:
        if len(run.text) > room:
            kept.append(Run(run.text[:room] + " …", run.bold))
            break
        kept.append(run)
        room -= len(run.text)
    return kept
