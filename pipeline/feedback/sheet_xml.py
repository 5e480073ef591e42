"""A worksheet's XML without its cells: what stands around them is changed, the cells keep every byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from pipeline.ooxml.addresses import Spot, address, parse_range
from pipeline.ooxml.our_marks import OUTLINE_FORMULA
from pipeline.ooxml.schema_order import WORKSHEET, insert_in_order
from pipeline.ooxml.splicing import can_be_spliced, parse_verbatim, serialise

_CELLS = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData\s*>")
_NO_CELLS = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?sheetData\s*/>")
_OF_ROW = re.compile(rb"""\s(r|ht|hidden)=["']([^"']*)["']""")
_TRUE = ("1", "true")
_PIXELS_A_POINT = 4 / 3
_PIXELS_A_CHARACTER, _CELL_MARGIN, _DEFAULT_WIDTH = 7, 5, 64  # Calibri 11, as Excel counts column widths


class Sheet:
    """One worksheet's XML, changed in place."""

    def __init__(self, data: bytes, part: str) -> None:
        """Raises PackageError when the part is no XML."""
        self._cells = b""
        named = data.find(b"sheetData")
        found = _CELLS.match(data, data.rfind(b"<", 0, named)) if named > 0 and can_be_spliced(data) else None
        if found is not None:
            end = data.rfind(b"</" + found[1] + b"sheetData", found.end())
            after = data.find(b">", end) + 1
            if end > 0 and after > 0:
                self._cells = data[found.start() : after]
                data = data[: found.start()] + b"<" + found[1] + b"sheetData/>" + data[after:]
        self.root = parse_verbatim(data, part)
        self._prefix = self.root.prefix.encode() + b":" if self.root.prefix else b""
        self.namespace = etree.QName(self.root).namespace or ""
        self._merged = tuple(
            corners
            for entry in self.root.iterfind(f"{self._tag('mergeCells')}/{self._tag('mergeCell')}")
            if (corners := parse_range(entry.get("ref", "")))
        )
        self._set: list[tuple[int, int, int]] | None = None
        self._widths: dict[int, int] = {}
        self._heights: dict[int, int] = {}
        self._rows: Iterator[tuple[int, int | None]] | None = None
        self._last_row = 0
        self._default_width = self._default_height = 0

    def content(self) -> bytes:
        """The part's bytes, the cells as they came."""
        data = serialise(self.root)
        place = _NO_CELLS.search(data) if self._cells else None
        return data[: place.start()] + self._cells + data[place.end() :] if place else data

    def _tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def anchor_of(self, spot: Spot) -> Spot:
        """The cell itself, or the first cell of the merged range it lies in: only that one is seen."""
        return self._around(spot)[0]

    def _around(self, spot: Spot) -> tuple[Spot, Spot]:
        for first, last in self._merged:
            if first[0] <= spot[0] <= last[0] and first[1] <= spot[1] <= last[1]:
                return first, last
        return spot, spot

    def remove_outlines(self) -> bool:
        """Take out the outlines we drew before; whether there were any."""
        gone = False
        for holder in self.root.findall(self._tag("conditionalFormatting")):
            for rule in holder.findall(self._tag("cfRule")):
                if (rule.findtext(self._tag("formula")) or "").strip() == OUTLINE_FORMULA:
                    holder.remove(rule)
                    gone = True
            if not len(holder):
                self.root.remove(holder)
        return gone

    def outline(self, spots: Collection[Spot], look: int) -> None:
        """Outline cells by a rule that always holds: the cells and their own formats stay untouched.

        ``look`` is the index of a differential format. The school's own rules go before ours.
        """
        if not spots:
            return
        said = [rule.get("priority", "") for rule in self.root.iter("{*}cfRule")]
        known = [int(priority) for priority in said if priority.isdigit()]
        ranges = (self._around(spot) for spot in sorted(spots))
        holder = etree.Element(self._tag("conditionalFormatting"), sqref=" ".join(_words(*r) for r in ranges))
        rule = etree.SubElement(holder, self._tag("cfRule"), type="expression", dxfId=str(look))
        rule.set("priority", str(max(known, default=0) + 1))
        etree.SubElement(rule, self._tag("formula")).text = OUTLINE_FORMULA
        insert_in_order(self.root, holder, WORKSHEET)

    def legacy_drawing(self, relation_namespace: str) -> str | None:
        """The relation id of the drawing that holds the notes' boxes."""
        element = self.root.find(self._tag("legacyDrawing"))
        return None if element is None else element.get(f"{{{relation_namespace}}}id")

    def set_legacy_drawing(self, relation_namespace: str, relation_id: str | None) -> None:
        """Name the notes' drawing, or none."""
        element = self.root.find(self._tag("legacyDrawing"))
        if element is not None:
            self.root.remove(element)
        if relation_id is not None:
            element = etree.Element(self._tag("legacyDrawing"), nsmap={"r": relation_namespace})
            element.set(f"{{{relation_namespace}}}id", relation_id)
            insert_in_order(self.root, element, WORKSHEET)

    def width(self, column: int) -> int:
        """A column's width in pixels."""
        if self._set is None:
            settings = self.root.find(self._tag("sheetFormatPr"))
            default = None if settings is None else settings.get("defaultColWidth")
            self._default_width = _pixels(default) if default else _DEFAULT_WIDTH
            self._set = list(self._set_widths())
        if column not in self._widths:
            told = (pixels for first, last, pixels in self._set if first <= column <= last)
            self._widths[column] = next(told, self._default_width)
        return self._widths[column]

    def _set_widths(self) -> Iterator[tuple[int, int, int]]:
        """Columns from first to last with a width of their own; hidden ones have none."""
        for span in self.root.iterfind(f"{self._tag('cols')}/{self._tag('col')}"):
            width = span.get("width")
            pixels = 0 if span.get("hidden") in _TRUE else _pixels(width) if width else self._default_width
            yield int(span.get("min", "0")), int(span.get("max", "0")), pixels

    def height(self, row: int) -> int:
        """A row's height in pixels."""
        if row > self._last_row:
            self._look_down(row)
        return self._heights.get(row, self._default_height)

    def _look_down(self, row: int) -> None:
        """Rows stand in order: a long sheet is gone through only as far down as something is said."""
        if self._rows is None:
            settings = self.root.find(self._tag("sheetFormatPr"))
            said = "15" if settings is None else settings.get("defaultRowHeight", "15")
            self._default_height = round(float(said) * _PIXELS_A_POINT)
            self._rows = self._each_row()
        while self._last_row < row:
            self._last_row, height = next(self._rows, (row, None))
            if height is not None:
                self._heights[self._last_row] = height

    def _each_row(self) -> Iterator[tuple[int, int | None]]:
        """Each row's number, with a height of its own in pixels; hidden ones have 0."""
        number = end = 0
        cells, opens = self._cells or serialise(self.root), b"<" + self._prefix + b"row"
        while (start := cells.find(opens, end)) >= 0:
            end = cells.find(b">", start)
            said = dict(_OF_ROW.findall(cells, start + len(opens), end))
            # The row number may be left out: it is then one more than the row before.
            number = int(said.get(b"r", number + 1))
            hidden = said.get(b"hidden", b"").decode() in _TRUE
            yield number, 0 if hidden else round(float(said[b"ht"]) * _PIXELS_A_POINT) if b"ht" in said else None


def _words(first: Spot, last: Spot) -> str:
    return address(*first) if first == last else f"{address(*first)}:{address(*last)}"


def _pixels(width: str) -> int:
    return round(float(width) * _PIXELS_A_CHARACTER + _CELL_MARGIN)
