"""A filled Record as its program wrote it: cells found by the address of their answer, changed in the sheet XML.

Nothing is loaded and saved by a library, so a changed file keeps every habit of the program that wrote it.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping

from lxml import etree

from mutate.addresses import at, letters, stands_at
from mutate.container import OFFICE_RELATIONS, Parts, relations_name
from mutate.mutant import NotHereError
from pipeline.values import Place

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FILE = "Record.xlsx"
WORKBOOK = "xl/workbook.xml"


class Sheet:
    """One sheet's tree, and the name that people see on its tab."""

    def __init__(self, entry: etree._Element, part: str, root: etree._Element) -> None:
        self.entry, self.part, self.root = entry, part, root

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return self.entry.get("name", "")

    @property
    def data(self) -> etree._Element:
        """The element that holds its rows."""
        return child(self.root, "sheetData")

    def rows(self) -> list[etree._Element]:
        """Its rows, as far as they are written."""
        return self.data.findall(f"{S}row")

    def cells(self) -> Iterator[etree._Element]:
        """Its cells, row by row."""
        return self.data.iter(f"{S}c")

    def row(self, number: int) -> etree._Element:
        """The row of that number, made where there is none."""
        for before, row in enumerate(self.rows()):
            if int(row.attrib["r"]) == number:
                return row
            if int(row.attrib["r"]) > number:
                fresh = etree.Element(f"{S}row", r=str(number))
                self.data.insert(before, fresh)
                return fresh
        return etree.SubElement(self.data, f"{S}row", r=str(number))

    def cell(self, ref: str) -> etree._Element:
        """The cell at an address, made where there is none."""
        number, column = at(ref)
        row = self.row(number)
        for before, cell in enumerate(row):
            known = stands_at(cell)[1]
            if known == column:
                return cell
            if known > column:
                fresh = etree.Element(f"{S}c", r=ref)
                row.insert(before, fresh)
                return fresh
        return etree.SubElement(row, f"{S}c", r=ref)

    def size(self) -> tuple[int, int]:
        """The last row and the last column that hold a cell."""
        spots = [stands_at(cell) for cell in self.cells()]
        return max(row for row, _ in spots), max(column for _, column in spots)


class Book:
    """A Record to be spoilt. ``places`` maps each answer's address to its sheet and cell in the file as written."""

    def __init__(self, data: bytes, places: Mapping[str, list[str]]) -> None:
        self.parts = Parts(data)
        self.workbook = self.parts.tree(WORKBOOK)
        targets = {r.get("Id"): r.get("Target", "") for r in self.parts.tree(relations_name(WORKBOOK))}
        self.sheets: list[Sheet] = []
        for entry in child(self.workbook, "sheets"):
            target = targets[entry.get(f"{{{OFFICE_RELATIONS}}}id")]
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            self.sheets.append(Sheet(entry, part, self.parts.tree(part)))
        self._at = {address: tuple(spot) for address, spot in places.items()}
        self._found: dict[str, etree._Element] = {}
        for address, (sheet, ref) in self._at.items():
            self._found[address] = self.sheet(sheet).cell(ref)

    @property
    def strings(self) -> etree._Element | None:
        """The shared texts; None in a workbook whose texts stand in their cells."""
        name = self.parts.find("sharedStrings+xml")
        return self.parts.tree(name) if name else None

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises StopIteration where there is none."""
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def has(self, address: str) -> bool:
        """Whether an answer of that address has a cell."""
        return address in self._found

    def cell(self, address: str) -> etree._Element:
        """The cell of ``record.plan.3.by_when``, or of a heading: ``record.plan.by_when``."""
        return self._found[address]

    def sheet_of(self, cell: etree._Element) -> Sheet:
        """The sheet that a cell stands on."""
        root = cell.getroottree().getroot()
        return next(sheet for sheet in self.sheets if sheet.root is root)

    def place(self, cell: etree._Element) -> Place:
        """Where the cell stands now."""
        return Place(FILE, sheet=self.sheet_of(cell).name, cell=cell.get("r"))

    def text(self, cell: etree._Element) -> str:
        """What a person sees, dates and formulas aside."""
        if cell.get("t") == "s" and self.strings is not None:
            cell = self.strings[int(cell.findtext(f"{S}v", ""))]
            return "".join(text.text or "" for text in cell.iter(f"{S}t"))
        if cell.get("t") == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(f"{S}t"))
        return cell.findtext(f"{S}v", "")

    def empty(self, cell: etree._Element) -> None:
        """Take the content out and leave the look."""
        for part in list(cell):
            cell.remove(part)
        cell.attrib.pop("t", "")

    def write(self, cell: etree._Element, text: str, *, inline: bool | None = None) -> None:
        """Text as the program that wrote the file keeps it: shared where it shares, else in the cell."""
        self.empty(cell)
        strings = self.strings
        if inline or strings is None:
            cell.set("t", "inlineStr")
            holder = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
        else:
            cell.set("t", "s")
            etree.SubElement(cell, f"{S}v").text = str(len(strings))
            holder = etree.SubElement(etree.SubElement(strings, f"{S}si"), f"{S}t")
        holder.text = text
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def number(self, cell: etree._Element, value: float) -> None:
        """Let a cell hold a number."""
        self.empty(cell)
        etree.SubElement(cell, f"{S}v").text = str(int(value)) if value == int(value) else repr(value)

    def date(self, cell: etree._Element, day: dt.date) -> None:
        """A date cell: its day count, in the look of a date cell that the file already has."""
        self.number(cell, serial(day))
        look = self.dated().get("s")
        if look is not None:
            cell.set("s", look)

    def dated(self) -> etree._Element:
        """A cell that held a date when the file was written."""
        return self.cell("record.started_on")

    def formula(self, cell: etree._Element, formula: str, cached: str | None = None, kind: str = "str") -> None:
        """A formula with what it last gave; without ``cached`` it was never worked out."""
        self.empty(cell)
        etree.SubElement(cell, f"{S}f").text = formula
        if cached is not None:
            cell.set("t", kind)
            etree.SubElement(cell, f"{S}v").text = cached

    def filled(self, cell: etree._Element, colour: str) -> str:
        """The number of a style like the cell's own, filled with a colour (``FF00B050``)."""
        name = self.parts.find("styles+xml")
        if name is None:
            raise NotHereError
        styles = self.parts.tree(name)
        fills, looks = child(styles, "fills"), child(styles, "cellXfs")
        fill = etree.SubElement(etree.SubElement(fills, f"{S}fill"), f"{S}patternFill", patternType="solid")
        etree.SubElement(fill, f"{S}fgColor", rgb=colour)
        look = copy.deepcopy(looks[int(cell.get("s", "0"))])
        look.set("fillId", str(len(fills) - 1))
        look.set("applyFill", "1")
        looks.append(look)
        for counted in (fills, looks):
            counted.set("count", str(len(counted)))
        return str(len(looks) - 1)

    def packed(self) -> bytes:
        """The workbook with what was changed in it."""
        return self.parts.packed()


def child(root: etree._Element, name: str) -> etree._Element:
    """The first child of that name. Raises LookupError where there is none."""
    found = root.find(f"{S}{name}")
    if found is None:
        raise LookupError(f"there is no {name}")
    return found


def serial(day: dt.date) -> int:
    """A date as Excel counts it, from the last day of 1899."""
    return (day - dt.date(1899, 12, 30)).days


def spot(row: int, column: int) -> str:
    """An address of row and column: ``H9``."""
    return f"{letters(column)}{row}"


def comment(book: Book, cell: etree._Element, text: str) -> None:
    """A comment on a cell, as Excel keeps it. The sheet must have none of its own."""
    part = "xl/commentsX1.xml"
    ref = cell.get("r", "")
    xml = (
        f'<comments xmlns="{S[1:-1]}"><authors><author>Lead</author></authors><commentList>'
        f'<comment ref="{ref}" authorId="0"><text><r><t xml:space="preserve"></t></r></text></comment>'
        "</commentList></comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    book.parts.add(part, xml.encode(), kind, book.sheet_of(cell).part, "comments")
    next(book.parts.tree(part).iter(f"{S}t")).text = text
