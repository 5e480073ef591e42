"""Files in the shape that programs write which cannot run here. Each names where the structure is from."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Callable
from pathlib import PurePosixPath

import docx
from lxml import etree
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.workbook import Workbook
from PIL import Image

from pipeline.believable_year.answering.answers import Answers
from pipeline.values import Place

from .making import PACKAGE_RELATIONS, S, packed, parts, replaced, sheet_part
from .table import STAGE_2, STAGE_3

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def endless(content: bytes) -> bytes:
    """A last row, 1,048,576, that holds a style and nothing else: what formatting whole columns leaves."""
    part = sheet_part(content, STAGE_2)
    return replaced(
        replaced(content, part, "</sheetData>", '<row r="1048576"><c r="I1048576" s="1"/></row></sheetData>'),
        part,
        r'<dimension ref="[^"]*"',
        '<dimension ref="A1:XFD1048576"',
    )


def columns_in_cells(content: bytes, last: int = 40_000) -> bytes:
    """Nine whole columns formatted, in the manner of programs that keep a cell for each row of them."""
    part = sheet_part(content, STAGE_2)
    first = max(map(int, re.findall(r'<row r="(\d+)"', parts(content)[part].decode()))) + 1
    cells = "".join(f'<c r="{letter}%d" s="1"/>' for letter in "ABCDEFGHI")
    rows = "".join(f'<row r="%d">{cells}</row>' % ((row,) * 10) for row in range(first, last + 1))
    return replaced(content, part, "</sheetData>", f"{rows}</sheetData>")


def without_size(content: bytes) -> bytes:
    """No ``dimension``: Google Sheets leaves it out (ECMA-376 part 1, 18.3.1.35, where it is optional)."""
    for title in (STAGE_2, STAGE_3):
        content = replaced(content, sheet_part(content, title), r"<dimension [^>]*/>", "")
    return content


def with_size(content: bytes, ref: str) -> bytes:
    """A ``dimension`` that does not tell the truth."""
    for title in (STAGE_2, STAGE_3):
        content = replaced(content, sheet_part(content, title), r'<dimension ref="[^"]*"', f'<dimension ref="{ref}"')
    return content


def without_styles(content: bytes) -> bytes:
    """No styles part and no style on any cell; dates are written as ISO text, which needs none.

    ECMA-376 part 1, 18.18.11: a cell of type ``d`` holds an ISO 8601 date.
    """
    members = parts(content)
    for name in [name for name in members if name.startswith("xl/worksheets/sheet")]:
        text = members[name].decode("utf-8")
        text = re.sub(r'<c r="([GH]\d+|B10)" s="\d+"(?: t="n")?><v>(\d+)</v></c>', _iso, text)
        members[name] = re.sub(r'(<(?:c|row|col)\b[^>]*?) s(?:tyle)?="\d+"', r"\1", text).encode("utf-8")
    members.pop("xl/styles.xml")
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        text = members[name].decode("utf-8")
        members[name] = re.sub(r"<(?:Override|Relationship)\b[^>]*styles[^>]*/>", "", text).encode("utf-8")
    return packed(members)


def _iso(match: re.Match[str]) -> str:
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(match[2]))
    return f'<c r="{match[1]}" t="d"><v>{day.isoformat()}</v></c>'


def empty_fills(content: bytes) -> bytes:
    """Fills without a kind, as some web programs write them (exceljs issue 104)."""
    return replaced(content, "xl/styles.xml", r"<fill><patternFill patternType=\"gray125\"\s*/></fill>", "<fill/>")


def numbers() -> bytes:
    """The packing of a Numbers 13 document: IWA parts under Index, a preview, and its properties."""
    members = {
        "Index/Document.iwa": b"\0\x10\0\0\x0f" + bytes(64),
        "Index/CalculationEngine.iwa": b"\0\x10\0\0\x0f" + bytes(64),
        "Index/Tables/Tile.iwa": b"\0\x10\0\0\x0f" + bytes(64),
        "Metadata/Properties.plist": b"bplist00" + bytes(16),
        "preview.jpg": picture_bytes("JPEG"),
    }
    return packed(members, stored=members)


def pages() -> bytes:
    """The packing of a Pages 13 document: a document part, and no tables or slides of its own."""
    members = {
        "Index/Document.iwa": b"\0\x10\0\0\x0f" + bytes(64),
        "Index/DocumentStylesheet.iwa": b"\0\x10\0\0\x0f" + bytes(64),
        "Metadata/Properties.plist": b"bplist00" + bytes(16),
        "preview.jpg": picture_bytes("JPEG"),
    }
    return packed(members, stored=members)


def from_numbers(book: Workbook) -> None:
    """What Numbers exports to Excel: a summary first, sheets renamed, the table's name in the first row."""
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    del book["Lists"]
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation.clear()
        title = sheet.title
        sheet.insert_rows(1)
        sheet["A1"] = "Table 1"
        sheet.title = f"{title} - Table 1"
    summary = book.create_sheet("Export Summary", 0)
    summary["A1"] = "This document was exported from Numbers. Each table was converted to an Excel worksheet."
    summary["A2"], summary["B2"], summary["C2"] = "Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"
    for row, sheet in enumerate(book.worksheets[1:], start=3):
        summary.cell(row, 2).value, summary.cell(row, 4).value = "Table 1", sheet.title


def numbers_sheets(place: Place) -> Place:
    """Where answers stand in a workbook exported from Numbers."""
    if place.sheet is None or place.cell is None:
        return place
    letters = place.cell.rstrip("0123456789")
    return Place(place.file, sheet=f"{place.sheet} - Table 1", cell=f"{letters}{int(place.cell[len(letters) :]) + 1}")


def _formula_cell(content: bytes, title: str, at: str, xml: str) -> bytes:
    return replaced(content, sheet_part(content, title), rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', xml)


def formula(content: bytes, at: str, source: str, result: str) -> bytes:
    """A formula with the text it gave when it was last worked out."""
    return _formula_cell(content, STAGE_2, at, f'<c r="{at}" t="str"><f>{source}</f><v>{result}</v></c>')


def today_formula(content: bytes, at: str) -> bytes:
    """``=TODAY()`` with the day on which the workbook was saved, in the date format of its column."""
    part = sheet_part(content, STAGE_2)
    style = re.search(rf'<c r="{at}" s="(\d+)"', parts(content)[part].decode("utf-8"))
    assert style is not None
    return _formula_cell(content, STAGE_2, at, f'<c r="{at}" s="{style[1]}"><f>TODAY()</f><v>46038</v></c>')


def error(content: bytes, at: str) -> bytes:
    """A formula whose cell was deleted."""
    return _formula_cell(content, STAGE_2, at, f'<c r="{at}" t="e"><f>#REF!</f><v>#REF!</v></c>')


def _with_relation(members: dict[str, bytes], part: str, kind: str, target: str) -> str:
    rels = str(PurePosixPath(part).parent / "_rels" / f"{PurePosixPath(part).name}.rels")
    relations = etree.fromstring(members.get(rels, f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()))
    ident = f"rIdX{len(relations) + 1}"
    etree.SubElement(relations, f"{{{PACKAGE_RELATIONS}}}Relationship", Id=ident, Type=kind, Target=target)
    members[rels] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ident


def _with_type(members: dict[str, bytes], part: str, kind: str) -> None:
    text = members["[Content_Types].xml"].decode("utf-8")
    text = text.replace("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>')
    members["[Content_Types].xml"] = text.encode("utf-8")


def _empty(members: dict[str, bytes], part: str, at: str) -> None:
    text = members[part].decode("utf-8")
    members[part] = re.sub(rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', "", text, count=1, flags=re.DOTALL).encode("utf-8")


def _into_sheet(members: dict[str, bytes], part: str, xml: str) -> None:
    text = members[part].decode("utf-8")
    # CT_Worksheet has an order: drawings stand after the page's header and footer.
    at = text.rfind("</headerFooter>")
    at = at + len("</headerFooter>") if at > 0 else text.rfind("</worksheet>")
    members[part] = (text[:at] + xml + text[at:]).encode("utf-8")


def threaded(content: bytes, at: str) -> bytes:
    """A threaded comment of Excel 365 with the old comment it leaves for older programs ([MS-XLSX] 2.6.205)."""
    members = parts(content)
    part = sheet_part(content, STAGE_2)
    _empty(members, part, at)
    ident = "{6F3C1B5A-8A5E-4B7C-9C0D-1E2F3A4B5C6D}"
    members["xl/comments9.xml"] = (
        f'<comments xmlns="{S}"><authors><author>tc={ident}</author></authors><commentList>'
        f'<comment ref="{at}" authorId="0"><text><t>[Threaded comment]\n\nYour version of Excel allows you to read '
        "this threaded comment; however, any edits to it will get removed if the file is opened in a newer version "
        "of Excel.\n\nComment:\n    Fewer pupils are sent in from lunch play.</t></text></comment></commentList>"
        "</comments>"
    ).encode()
    members["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="{at}" dT="2026-01-12T10:00:00.00" '
        f'personId="{{0D3A1C9E-1111-4222-8333-444455556666}}" id="{ident}"><text>Fewer pupils are sent in from lunch '
        "play.</text></threadedComment></ThreadedComments>"
    ).encode()
    members["xl/persons/person.xml"] = (
        f'<personList xmlns="{_THREADED}"><person displayName="Judith Iqbal" '
        'id="{0D3A1C9E-1111-4222-8333-444455556666}" userId="j.iqbal" providerId="None"/></personList>'
    ).encode()
    _with_type(members, "xl/comments9.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
    _with_type(members, "xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    _with_type(members, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    _with_relation(members, part, f"{_OFFICE}/comments", "/xl/comments9.xml")
    _with_relation(
        members,
        part,
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "/xl/threadedComments/threadedComment1.xml",
    )
    _with_relation(
        members,
        "xl/workbook.xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/person",
        "/xl/persons/person.xml",
    )
    return packed(members)


def _anchored(row: int, column: int, inside: str) -> bytes:
    return (
        f'<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_A}" xmlns:r="{_OFFICE}"><xdr:twoCellAnchor>'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0"
        f"</xdr:rowOff></xdr:from><xdr:to><xdr:col>{column + 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row + 1}"
        f"</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    ).encode()


def _with_drawing(members: dict[str, bytes], part: str, drawing: bytes) -> None:
    members["xl/drawings/drawing9.xml"] = drawing
    _with_type(members, "xl/drawings/drawing9.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
    ident = _with_relation(members, part, f"{_OFFICE}/drawing", "/xl/drawings/drawing9.xml")
    _into_sheet(members, part, f'<drawing xmlns:r="{_OFFICE}" r:id="{ident}"/>')


def text_box(content: bytes, at: str) -> bytes:
    """A text box over an empty cell of row 6, column F (ECMA-376 part 1, 20.5.2.29)."""
    members = parts(content)
    part = sheet_part(content, STAGE_2)
    _empty(members, part, at)
    shape = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/>'
        '</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>'
        "<a:p><a:r><a:t>Fewer pupils are sent in from lunch play.</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    _with_drawing(members, part, _anchored(5, 5, shape))
    return packed(members)


def smart_art(content: bytes) -> bytes:
    """A diagram right of the table (ECMA-376 part 1, 21.4): a frame that names its data part."""
    members = parts(content)
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    frame = (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Diagram 1"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{diagram}"><dgm:relIds xmlns:dgm="{diagram}" r:dm="rId1" r:lo="rId2" r:qs="rId3" '
        'r:cs="rId4"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    _with_drawing(members, sheet_part(content, STAGE_2), _anchored(5, 11, frame))
    members["xl/diagrams/data1.xml"] = (
        f'<dgm:dataModel xmlns:dgm="{diagram}" xmlns:a="{_A}"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p>'
        "<a:r><a:t>Plan, do, review</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    ).encode()
    _with_type(
        members, "xl/diagrams/data1.xml", "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    )
    _with_relation(members, "xl/drawings/drawing9.xml", f"{_OFFICE}/diagramData", "../diagrams/data1.xml")
    return packed(members)


def embedded(content: bytes) -> bytes:
    """A Word document laid into the sheet as an object (ECMA-376 part 1, 18.3.1.60)."""
    members = parts(content)
    part = sheet_part(content, STAGE_2)
    members["xl/embeddings/Microsoft_Word_Document.docx"] = packed({"word/document.xml": b"<document/>"})
    text = members["[Content_Types].xml"].decode("utf-8")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    members["[Content_Types].xml"] = re.sub(
        "(<Types [^>]*>)", rf'\1<Default Extension="docx" ContentType="{word}"/>', text
    ).encode("utf-8")
    ident = _with_relation(members, part, f"{_OFFICE}/package", "/xl/embeddings/Microsoft_Word_Document.docx")
    _into_sheet(
        members,
        part,
        f'<oleObjects xmlns:r="{_OFFICE}"><oleObject progId="Word.Document.12" shapeId="1025" r:id="{ident}"/>'
        "</oleObjects>",
    )
    return packed(members)


def picture_bytes(form: str, size: tuple[int, int] = (160, 120), colour: str = "#8FC1B5") -> bytes:
    """A small picture in one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def picture(at: str) -> Callable[[Workbook], None]:
    """A photograph dropped on a cell, whose words are gone."""

    def edit(book: Workbook) -> None:
        page = book[STAGE_2]
        page[at].value = None
        page.add_image(SheetImage(io.BytesIO(picture_bytes("PNG"))), at)

    return edit


def picture_in_cell(content: bytes, at: str) -> bytes:
    """“Place in Cell” of Excel 365: the cell keeps an error for programs that know no pictures ([MS-XLSX] 2.3.10)."""
    members = parts(content)
    part = sheet_part(content, STAGE_2)
    text = members[part].decode("utf-8")
    cell = f'<c r="{at}" t="e" vm="1"><v>#VALUE!</v></c>'
    members[part] = re.sub(rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', cell, text, count=1, flags=re.DOTALL).encode("utf-8")
    return packed(members)


def tick_box(content: bytes, at: str, row: int, column: int) -> bytes:
    """A form's tick box over an empty cell, ticked (ECMA-376 part 4, 19.4.2.12)."""
    members = parts(content)
    part = sheet_part(content, STAGE_3)
    _empty(members, part, at)
    anchor = f"{column - 1}, 4, {row - 1}, 2, {column - 1}, 40, {row - 1}, 18"
    members["xl/drawings/vmlDrawing9.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<v:shape id="b1" type="#_x0000_t201"><x:ClientData ObjectType="Checkbox"><x:Anchor>{anchor}</x:Anchor>'
        "<x:Checked>1</x:Checked></x:ClientData></v:shape></xml>"
    ).encode()
    _with_type(members, "xl/drawings/vmlDrawing9.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    ident = _with_relation(members, part, f"{_OFFICE}/vmlDrawing", "/xl/drawings/vmlDrawing9.vml")
    _into_sheet(members, part, f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="{ident}"/>')
    return packed(members)


def letter_of_plan(answers: Answers) -> bytes:
    """The plan as a table in a Word document of the school's own."""
    letter = docx.Document()
    lines = list(csv.reader(io.StringIO(csv_of_plan(answers).decode("cp1252"))))[1:]
    table = letter.add_table(rows=len(lines), cols=len(lines[0]))
    for row, line in zip(table.rows, lines, strict=True):
        for box, text in zip(row.cells, line, strict=True):
            box.text = text
    out = io.BytesIO()
    letter.save(out)
    return out.getvalue()


def csv_of_plan(answers: Answers) -> bytes:
    """The plan saved as CSV by Excel in Britain: commas to the last column, Windows-1252, dates as shown."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(("Stage 2: Plan", *[""] * 8))
    headings = "No.|Principle|Where it came from|Action|Who is responsible|Expected outcome|Start|By when"
    table.writerow((*headings.split("|"), "How it will be evidenced"))
    for number, row in enumerate(answers.plan, start=1):
        cells = [f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value for value in row.values()]
        table.writerow((f"A{number}", *cells))
    return out.getvalue().encode("cp1252", "replace")


def web_page(answers: Answers) -> bytes:
    """The plan as web programs “export to Excel”: one table in a page, under the name of a workbook."""
    rows = csv.reader(io.StringIO(csv_of_plan(answers).decode("cp1252")))
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body><table>{table}</table></body></html>'.encode()


def read_only(content: bytes) -> bytes:
    """“Read-only recommended” (ECMA-376 part 1, 18.2.10)."""
    return replaced(content, "xl/workbook.xml", r"<workbookPr", '<fileSharing readOnlyRecommended="1"/><workbookPr')
