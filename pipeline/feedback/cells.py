"""A worksheet's XML: finding and making cells, their styles, and where things stand on the sheet."""

from __future__ import annotations

from lxml import etree

from pipeline.feedback.package import Element
from pipeline.ooxml.addresses import address, parse_address, parse_range

_AFTER_LEGACY_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
)
_BEFORE_SHEET_DATA = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols")


class Sheet:
    """One worksheet's XML, changed in place."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.namespace = etree.QName(root).namespace or ""
        self._rows: dict[int, Element] = {}
        data = root.find(self.tag("sheetData"))
        if data is None:
            data = etree.Element(self.tag("sheetData"))
            root.insert(sum(_local(child) in _BEFORE_SHEET_DATA for child in root.iterchildren("*")), data)
        self._data: Element = data
        last = 0
        for row in data.iterchildren(self.tag("row")):
            # The row number may be left out: it is then one more than the row before.
            last = int(row.get("r") or last + 1)
            self._rows[last] = row

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def anchor_of(self, row: int, column: int) -> tuple[int, int]:
        """The cell itself, or the first cell of the merged range it lies in: only that one is seen."""
        for merged in self.root.iterfind(f"{self.tag('mergeCells')}/{self.tag('mergeCell')}"):
            corners = parse_range(merged.get("ref", ""))
            if corners and corners[0][0] <= row <= corners[1][0] and corners[0][1] <= column <= corners[1][1]:
                return corners[0]
        return row, column

    def style(self, row: int, column: int) -> int:
        """The style index a cell shows: its own, or its row's, or its column's."""
        line = self._rows.get(row)
        if line is not None:
            cell = self._cell(line, column)
            if cell is not None:
                return int(cell.get("s") or 0)
            if line.get("customFormat") in ("1", "true"):
                return int(line.get("s") or 0)
        for span in self._columns():
            if int(span.get("min", "0")) <= column <= int(span.get("max", "0")):
                return int(span.get("style") or 0)
        return 0

    def set_style(self, row: int, column: int, style: int) -> None:
        """Give a cell a style; the cell and its row are made, in order, where they do not exist."""
        line = self._rows.get(row)
        if line is None:
            line = self._new_row(row)
        cell = self._cell(line, column)
        if cell is None:
            cell = self._new_cell(line, row, column)
        cell.set("s", str(style))

    def _cell(self, line: Element, column: int) -> Element | None:
        return next((cell for place, cell in self._cells(line) if place == column), None)

    def _cells(self, line: Element) -> list[tuple[int, Element]]:
        found: list[tuple[int, Element]] = []
        last = 0
        for cell in line.iterchildren(self.tag("c")):
            place = parse_address(cell.get("r") or "")
            last = place[1] if place else last + 1
            found.append((last, cell))
        return found

    def _new_row(self, row: int) -> Element:
        line = etree.Element(self.tag("row"), r=str(row))
        later = [number for number in self._rows if number > row]
        if later:
            following = self._rows[min(later)]
            following.set("r", str(min(later)))
            following.addprevious(line)
        else:
            self._data.append(line)
        self._rows[row] = line
        return line

    def _new_cell(self, line: Element, row: int, column: int) -> Element:
        cell = etree.Element(self.tag("c"), r=address(row, column))
        following = next(((place, other) for place, other in self._cells(line) if place > column), None)
        if following is not None:
            following[1].set("r", address(row, following[0]))
            following[1].addprevious(cell)
        else:
            cells = self._cells(line)
            line.insert(line.index(cells[-1][1]) + 1 if cells else 0, cell)
        # Spans are only a hint to the reader; a wrong hint is worse than none.
        if "spans" in line.attrib:
            del line.attrib["spans"]
        return cell

    def _columns(self) -> list[Element]:
        return list(self.root.iterfind(f"{self.tag('cols')}/{self.tag('col')}"))

    def legacy_drawing(self, relation_namespace: str) -> str | None:
        """The relation id of the drawing that holds the notes' boxes."""
        element = self.root.find(self.tag("legacyDrawing"))
        return None if element is None else element.get(f"{{{relation_namespace}}}id")

    def set_legacy_drawing(self, relation_namespace: str, relation_id: str) -> None:
        """Name the notes' drawing at the one place the schema allows it."""
        element = self.root.find(self.tag("legacyDrawing"))
        if element is None:
            element = etree.Element(self.tag("legacyDrawing"), nsmap={"r": relation_namespace})
            following = next(
                (child for child in self.root.iterchildren("*") if _local(child) in _AFTER_LEGACY_DRAWING), None
            )
            if following is not None:
                following.addprevious(element)
            else:
                self.root.append(element)
        element.set(f"{{{relation_namespace}}}id", relation_id)

    def width(self, column: int) -> int:
        """A column's width in pixels."""
        for span in self._columns():
            if int(span.get("min", "0")) <= column <= int(span.get("max", "0")):
                if span.get("hidden") in ("1", "true"):
                    return 0
                if span.get("width"):
                    return round(float(span.get("width", "0")) * 7 + 5)
        settings = self.root.find(self.tag("sheetFormatPr"))
        default = None if settings is None else settings.get("defaultColWidth")
        return round(float(default) * 7 + 5) if default else 64

    def height(self, row: int) -> int:
        """A row's height in pixels."""
        line = self._rows.get(row)
        if line is not None and line.get("hidden") in ("1", "true"):
            return 0
        settings = self.root.find(self.tag("sheetFormatPr"))
        default = "15" if settings is None else settings.get("defaultRowHeight", "15")
        points = default if line is None else line.get("ht", default)
        return round(float(points) * 4 / 3)


def _local(element: Element) -> str:
    return etree.QName(element).localname
