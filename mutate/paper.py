"""A filled Application as its program wrote it: table cells found by the address of their answer."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from mutate.around import take_out
from mutate.container import OFFICE_RELATIONS, Parts
from mutate.drawing import PNG
from mutate.mutant import NotHereError
from pipeline.values import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FILE = "Application.docx"
DOCUMENT = "word/document.xml"
TICKED, UNTICKED = "☒", "☐"
_DRAWING = (
    '<w:r xmlns:w="{w}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:r="{r}">'
    '<w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="977" name="Picture 977"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="977" name="garden.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


class Paper:
    """An Application to be spoilt. ``places`` maps each answer's address to table, row and column as written."""

    def __init__(self, data: bytes, places: Mapping[str, list[int]]) -> None:
        self.parts = Parts(data)
        self.root = self.parts.tree(DOCUMENT)
        body = self.root.find(f"{W}body")
        if body is None:
            raise LookupError("there is no body")
        self.body = body
        tables = self.tables()
        self._found = {
            address: cells_of(rows_of(tables[table - 1])[row - 1])[column - 1]
            for address, (table, row, column) in places.items()
        }

    def tables(self) -> list[etree._Element]:
        """Tables in reading order, without those inside other tables."""
        return [table for table in self.body.iter(f"{W}tbl") if next(table.iterancestors(f"{W}tc"), None) is None]

    def has(self, address: str) -> bool:
        """Whether an answer of that address has a cell."""
        return address in self._found

    def cell(self, address: str) -> etree._Element:
        """The cell of ``application.criteria.staff-training.how``."""
        return self._found[address]

    def place(self, cell: etree._Element) -> Place:
        """Where a cell stands now, counted as a person counts."""
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        column = 1 + skipped(row)
        for other in cells_of(row):
            if other is cell:
                break
            column += span(other)
        return Place(FILE, table=self.tables().index(table) + 1, row=rows_of(table).index(row) + 1, column=column)

    def paragraph_place(self, paragraph: etree._Element) -> Place:
        """Where a paragraph stands: its cell, or its number among the paragraphs outside tables."""
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is not None:
            return self.place(cell)
        outside = [p for p in self.body.iter(f"{W}p") if next(p.iterancestors(f"{W}tc"), None) is None]
        return Place(FILE, paragraph=outside.index(paragraph) + 1)

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that holds these words."""
        return next(p for p in self.body.iter(f"{W}p") if words in text_of(p))

    def packed(self) -> bytes:
        """The document with what was changed in it."""
        return self.parts.packed()


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The table's own rows, also those in content controls."""
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The row's own cells, also those in content controls."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def span(cell: etree._Element) -> int:
    """How many columns of the grid a cell takes."""
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(found.get(f"{W}val", "1"))


def skipped(row: etree._Element) -> int:
    """How many columns of the grid a row leaves out at its beginning."""
    found = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if found is None else int(found.get(f"{W}val", "0"))


def texts(element: etree._Element) -> Iterator[etree._Element]:
    """The elements that hold an element's words."""
    return element.iter(f"{W}t")


def text_of(element: etree._Element) -> str:
    """What stands there, a line to a paragraph."""
    paragraphs = list(element.iter(f"{W}p"))
    return "\n".join("".join(t.text or "" for t in texts(p)) for p in paragraphs)


def write(cell: etree._Element, text: str) -> None:
    """Put a text where the answer stood, in the look it had; every other run of the cell is emptied.

    As in Word, typing over boxes takes them out, and a date picker forgets the day that it kept.
    """
    for box in list(cell.iter(f"{W14}checkbox")):
        holder = next(next(box.iterancestors(f"{W}sdt")).iter(f"{W}t"))
        unmake_control(holder)
    for picker in cell.iter(f"{W}date"):
        picker.attrib.pop(f"{W}fullDate", "")
    holders = list(texts(cell))
    if not holders:
        paragraph = next(cell.iter(f"{W}p"))
        holders = [etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")]
    for holder in holders:
        holder.text = ""
    holders[0].text = text
    holders[0].set(XML_SPACE, "preserve")


def tick(element: etree._Element, chosen: tuple[str, ...]) -> None:
    """Tick the options of a cell, or the box of a paragraph, whatever kind of box its program made.

    ``chosen`` holds the options to tick; a single box is ticked when it is not empty.
    """
    boxed = [t for t in texts(element) if TICKED in (t.text or "") or UNTICKED in (t.text or "")]
    if not boxed:
        write(element, " / ".join(chosen))
        return
    for holder in boxed:
        # Some programs put the box and its word in one piece of text, others keep the box apart.
        own = (holder.text or "").strip(f" {TICKED}{UNTICKED}")
        line = own or text_of(next(holder.iterancestors(f"{W}p"))).strip(f" {TICKED}{UNTICKED}")
        ticked = line in chosen or (len(boxed) == 1 and bool(chosen))
        mark = TICKED if ticked else UNTICKED
        holder.text = (holder.text or "").replace(TICKED, mark).replace(UNTICKED, mark)
        control = next(holder.iterancestors(f"{W}sdt"), None)
        for checked in control.iter(f"{W14}checked") if control is not None else ():
            checked.set(f"{W14}val", "1" if ticked else "0")


def run(text: str) -> etree._Element:
    """A plain run of text."""
    made = etree.Element(f"{W}r")
    holder = etree.SubElement(made, f"{W}t")
    holder.text = text
    holder.set(XML_SPACE, "preserve")
    return made


def row_like(row: etree._Element, *words: str) -> etree._Element:
    """A copy of a row with other words in its cells."""
    made = copy.deepcopy(row)
    for cell, text in zip(cells_of(made), words, strict=True):
        write(cell, text)
    return made


def row_of(cell: etree._Element) -> etree._Element:
    """The row that a cell stands in."""
    return next(cell.iterancestors(f"{W}tr"))


def table_of(cell: etree._Element) -> etree._Element:
    """The table that a cell stands in."""
    return next(row_of(cell).iterancestors(f"{W}tbl"))


def plain_runs(element: etree._Element) -> list[etree._Element]:
    """Runs that hold text and stand in a paragraph or a control, not in a box to tick."""
    return [
        r
        for r in element.iter(f"{W}r")
        if r.find(f"{W}t") is not None and not (set(text_of_run(r)) & {TICKED, UNTICKED})
    ]


def text_of_run(element: etree._Element) -> str:
    """The words of a run."""
    return "".join(t.text or "" for t in texts(element))


def comment(paper: Paper, paragraph: etree._Element, words: str) -> None:
    """A comment on a paragraph, as Word keeps it. The document must have none of its own."""
    if paper.parts.find("wordprocessingml.comments+xml") is not None:
        raise NotHereError
    xml = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="Lead">'
        "<w:p><w:r><w:t></w:t></w:r></w:p></w:comment></w:comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    paper.parts.add("word/commentsX1.xml", xml.encode(), kind, "word/document.xml", "comments")
    next(paper.parts.tree("word/commentsX1.xml").iter(f"{W}t")).text = words
    start = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph.insert(start, etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
    paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference").set(f"{W}id", "0")


def unmake_control(holder: etree._Element) -> None:
    """Take the tick box around an element away, and leave what it shows."""
    control = next(holder.iterancestors(f"{W}sdt"), None)
    if control is None or control.find(f".//{W14}checkbox") is None:
        return
    content = control.find(f"{W}sdtContent")
    for element in list(content) if content is not None else ():
        control.addprevious(element)
    take_out(control)


def whole_table(paper: Paper, address: str) -> Callable[[], Place]:
    """The first cell of the table in which an answer stands: where a finding about a table stands."""
    return lambda: Place(FILE, table=paper.tables().index(table_of(paper.cell(address))) + 1, row=1, column=1)


def picture(paper: Paper) -> etree._Element:
    """A run with a picture in the line, and the picture's part."""
    relation = paper.parts.add("word/media/imageX1.png", PNG, "image/png", DOCUMENT, "image")
    return etree.fromstring(_DRAWING.format(w=W[1:-1], r=OFFICE_RELATIONS, id=relation))
