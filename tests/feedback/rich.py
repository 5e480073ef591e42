"""A Record and an Application that carry everything Office can put in one, as Office writes it.

XlsxWriter and python-docx write what they can (drop-downs, sparklines, charts, pictures, text boxes, cached values,
rich text; headers, pictures, core styles). The rest is added as XML: for the Record in :mod:`.excel_parts`. The
structures of the Application follow [MS-DOCX] 2.5 (commentsExtended, commentsIds, people) and ECMA-376 part 1, 17.8.3
(embedded fonts) and 17.3.3.19 (objects).
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from docx import Document
from PIL import Image as Picture
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .excel_parts import THREAD, with_excel_parts

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VND = "application/vnd.openxmlformats-officedocument"
_MS = "http://schemas.microsoft.com/office"


def picture() -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", (40, 30), "#2A7F86").save(out, "PNG")
    return out.getvalue()


@cache
def rich_record() -> bytes:
    """Sheets “Stage 2 Plan”, “Numbers” (the open one, with names of its own) and a chart sheet."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    plan, numbers = book.add_worksheet("Stage 2 Plan"), book.add_worksheet("Numbers")
    bold = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"})
    _plan_rows(plan, bold)
    _plan_rules(plan, bold)
    _plan_beside_cells(plan, bold)
    _numbers(book, numbers)
    numbers.activate()
    book.define_name("Numbers!Local", "=Numbers!$A$1")
    book.set_custom_property("Ours", "kept")
    book.close()
    return zipped(with_excel_parts(unzip(out.getvalue())))


def _plan_rows(plan: Worksheet, bold: Format) -> None:
    """Ten lines below three empty rows, with formulas and their values, sparklines and words in two looks."""
    plan.write_row(3, 0, ["No.", "Action", "Who", "By when", "Share"], bold)
    for row in range(4, 14):
        plan.write_row(row, 0, [f"A{row - 3}", f"Action {row - 3}", "Rhian Tŷ-Gwyn", "soon"])
        plan.write_formula(row, 4, f"=Numbers!A{row - 3}*2", None, 6)
        plan.add_sparkline(row, 5, {"range": "Numbers!A1:A9"})
    plan.write_rich_string("B5", "Read ", bold, "this", " first")


def _plan_rules(plan: Worksheet, bold: Format) -> None:
    """Lists to choose from, and cells that change their look."""
    plan.data_validation("E5:E14", {"validate": "list", "source": ["Yes", "No"]})
    plan.data_validation("C5:C14", {"validate": "list", "source": "=Numbers!$A$1:$A$9"})
    plan.conditional_format("A5:A14", {"type": "data_bar", "data_bar_2010": True})
    plan.conditional_format("D5:D14", {"type": "text", "criteria": "containing", "value": "late", "format": bold})


def _plan_beside_cells(plan: Worksheet, bold: Format) -> None:
    """Comments, a picture, a text box, a button, a merge, a table, and how the sheet is printed."""
    plan.write_comment("C5", "Ask Rhian first", {"author": "Rhian Tŷ-Gwyn"})
    plan.write_comment("D6", "[Threaded comment]\n\nComment:\n    After half term?", {"author": f"tc={THREAD}"})
    plan.insert_image("J2", "logo.png", {"image_data": io.BytesIO(picture())})
    plan.insert_textbox("J10", "Do not forget")
    plan.insert_button("J20", {"caption": "Press"})
    plan.merge_range("A1:E1", "The plan", bold)
    plan.add_table("L5:M8")
    plan.set_landscape()
    plan.repeat_rows(3)
    plan.print_area("A1:F20")
    plan.set_footer("&LRecord &RPage &P")


def _numbers(book: Workbook, numbers: Worksheet) -> None:
    """Nine numbers, drawn as a chart beside them and on a sheet of its own."""
    for row, number in enumerate((3, 5, 8, 2, 1, 9, 4, 4, 6)):
        numbers.write(row, 0, number)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Numbers!$A$1:$A$9"})
    numbers.insert_chart("C2", chart)
    numbers.repeat_columns(0)
    whole = book.add_chart({"type": "line"})
    whole.add_series({"values": "=Numbers!$A$1:$A$9"})
    book.add_chartsheet("Picture").set_chart(whole)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


_CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="award.x"/><w:id w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
_WHO = 'w:author="Rhian" w:date="2026-01-09T09:00:00Z"'


@cache
def rich_application() -> bytes:
    """Table 1: A plain row; a row whose cells are wrapped in controls; a nested table; tracked changes."""
    parts = unzip(_plain_application())
    text = _with_controls(parts["word/document.xml"].decode())
    parts["word/document.xml"] = _with_comment(_with_tracked_changes(text)).encode()
    _add_word_parts(parts)
    return zipped(parts)


def _plain_application() -> bytes:
    document = Document()
    document.add_heading("Application", 1)
    document.add_paragraph("Before the table")
    table = document.add_table(4, 3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"r{row + 1}c{column + 1}"
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "nested"
    document.add_picture(io.BytesIO(picture()))
    document.sections[0].header.paragraphs[0].text = "The school"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _with_controls(text: str) -> str:
    """One control around a whole cell of the second row, one around what is in the next."""
    for number, (tag, holds) in enumerate((("tc", "r2c2"), ("p", "r2c3")), start=7):
        found = re.search(rf"<w:{tag}>(?:(?!</w:{tag}>).)*{holds}.*?</w:{tag}>", text, re.DOTALL)
        assert found is not None
        text = text.replace(found[0], _CONTROL.format(number, found[0]))
    return text


def _with_tracked_changes(text: str) -> str:
    """Words that were struck out and put in, and a row that was taken out above them."""
    text = text.replace(
        "<w:r><w:t>r4c2</w:t></w:r>",
        f'<w:del w:id="90" {_WHO}><w:r><w:delText>old</w:delText></w:r></w:del>'
        f'<w:ins w:id="91" {_WHO}><w:r><w:t>r4c2</w:t></w:r></w:ins>',
    )
    gone = f'<w:tr><w:trPr><w:del w:id="92" {_WHO}/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>'
    last = text.rindex("<w:tr>", 0, text.index("r4c1"))
    return text[:last] + gone + text[last:]


def _with_comment(text: str) -> str:
    return text.replace(
        "<w:r><w:t>r1c1</w:t></w:r>",
        '<w:commentRangeStart w:id="3"/><w:r><w:t>r1c1</w:t></w:r><w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>',
    )


_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_W16 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
# Parts of a document by name: what is in each, its type, and its relationship to the document, if any.
_WORD_PARTS = {
    "word/comments.xml": (
        (
            f'<w:comments xmlns:w="{W}" xmlns:w14="{_W14}"><w:comment w:id="3" w:author="Rhian" w:initials="R">'
            '<w:p w14:paraId="0A000001"><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>'
        ),
        f"{_VND}.wordprocessingml.comments+xml",
        f"{RELATION}/comments",
    ),
    "word/commentsExtended.xml": (
        f'<w15:commentsEx xmlns:w15="{_W15}"><w15:commentEx w15:paraId="0A000001" w15:done="0"/></w15:commentsEx>',
        f"{_VND}.wordprocessingml.commentsExtended+xml",
        f"{_MS}/2011/relationships/commentsExtended",
    ),
    "word/commentsIds.xml": (
        (
            f'<w16cid:commentsIds xmlns:w16cid="{_W16}"><w16cid:commentId w16cid:paraId="0A000001" '
            'w16cid:durableId="1A000001"/></w16cid:commentsIds>'
        ),
        f"{_VND}.wordprocessingml.commentsIds+xml",
        f"{_MS}/2016/09/relationships/commentsIds",
    ),
    "word/people.xml": (
        f'<w15:people xmlns:w15="{_W15}"><w15:person w15:author="Rhian"/></w15:people>',
        f"{_VND}.wordprocessingml.people+xml",
        f"{_MS}/2011/relationships/people",
    ),
    "word/fonts/font1.odttf": (
        "\x00font\x01" * 50,
        "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        "",
    ),
    "word/embeddings/oleObject1.bin": (
        "\xd0\xcf\x11",
        "application/vnd.openxmlformats-officedocument.oleObject",
        "",
    ),
    "customXml/item9.xml": ('<x xmlns="urn:school">kept</x>', "application/xml", f"{RELATION}/customXml"),
}


def _add_word_parts(parts: dict[str, bytes]) -> None:
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    for number, (name, (content, kind, relation)) in enumerate(_WORD_PARTS.items()):
        parts[name] = content.encode("latin-1")
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        parts[types] = parts[types].replace(b"</Types>", override.encode())
        if relation:
            target = name.removeprefix("word/") if name.startswith("word/") else f"../{name}"
            entry = f'<Relationship Id="rIdZ{number}" Type="{relation}" Target="{target}"/></Relationships>'
            parts[rels] = parts[rels].replace(b"</Relationships>", entry.encode())


def unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
