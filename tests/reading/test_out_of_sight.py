"""A pupil's name is pointed out wherever a file keeps it, on the page or beside it; and files within files are told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, PngImagePlugin
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileReading, NoticeKind, SourceFile

NAMED = "Ollie Marsh, Year 4"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def word(edit: Callable[[Any], object]) -> bytes:
    page = Document()
    page.add_paragraph("Our calm room was made by the children and each class has an hour in it.")
    edit(page)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def into_text(xml: str) -> Callable[[Any], None]:
    return lambda page: page.paragraphs[0]._p.append(parse_xml(xml))


def sheet(edit: Callable[[Any], object]) -> bytes:
    book = Workbook()
    book.active["A1"] = "Visits to the calm room by class"
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(edit: Callable[[Canvas], object]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 780, "We spoke about the calm room.")
    edit(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(kind: str, **said: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#8FC1B5").save(out, kind, **said)
    return out.getvalue()


def set_to(thing: Any, name: str) -> None:
    setattr(thing, name, NAMED)


def described(page: Any) -> None:
    page.add_picture(io.BytesIO(picture("PNG")))._inline.docPr.set("descr", NAMED)


def choices(book: Any) -> None:
    choice = DataValidation(type="list", formula1=f'"{NAMED.replace(",", "")},Nobody"')
    book.active.add_data_validation(choice)
    choice.add("C3")


def hidden_sheet(book: Any) -> None:
    more = book.create_sheet("Old")
    more.sheet_state, more["A1"] = "veryHidden", NAMED


def exif() -> Image.Exif:
    tags = Image.Exif()
    tags[0x010E] = NAMED
    return tags


def windows_exif() -> Image.Exif:
    tags = Image.Exif()
    tags[0x9C9C] = f"{NAMED}\0".encode("utf-16-le")
    return tags


def png_words() -> PngImagePlugin.PngInfo:
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", NAMED)
    return words


TEXT_BOX = (
    f"<w:r {_SPACES}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{NAMED}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
DELETED = f'<w:del {_SPACES} w:id="9" w:author="HT"><w:r><w:delText>{NAMED}</w:delText></w:r></w:del>'
ICON = f'<w:r {_SPACES}><w:object><o:OLEObject Type="Embed" DrawAspect="Icon"/></w:object></w:r>'
KEPT = [
    ("Room.docx", "a header or footer", word(lambda d: set_to(d.sections[0].header.paragraphs[0], "text"))),
    ("Room.docx", "a header or footer", word(lambda d: set_to(d.sections[0].footer.paragraphs[0], "text"))),
    ("Room.docx", "a comment or note", word(lambda d: d.add_comment(d.paragraphs[0].runs, NAMED, author="HT"))),
    ("Room.docx", "a text box", word(into_text(TEXT_BOX))),
    ("Room.docx", "words that were deleted and are still kept", word(into_text(DELETED))),
    ("Room.docx", "the description of a picture", word(described)),
    ("Room.docx", "the file's properties", word(lambda d: set_to(d.core_properties, "subject"))),
    ("Visits.xlsx", "a comment", sheet(lambda b: setattr(b.active["A1"], "comment", Comment(NAMED, "HT")))),
    ("Visits.xlsx", "a header or footer", sheet(lambda b: set_to(b.active.oddHeader.center, "text"))),
    ("Visits.xlsx", "the name of a sheet", sheet(lambda b: b.create_sheet(NAMED.replace(",", "")))),
    ("Visits.xlsx", "a list of choices", sheet(choices)),
    ("Visits.xlsx", "the file's properties", sheet(lambda b: set_to(b.properties, "title"))),
    ("Visits.xlsx", "", sheet(hidden_sheet)),
    ("Group.pdf", "", pdf(lambda c: c.acroForm.textfield(value=NAMED, x=60, y=600, width=300, height=20))),
    ("Group.pdf", "a remark on the page", pdf(lambda c: c.textAnnotation(NAMED, Rect=[60, 500, 90, 530]))),
    ("Group.pdf", "the file's properties or bookmarks", pdf(lambda c: c.setSubject(NAMED))),
    ("Group.pdf", "the file's properties or bookmarks", pdf(
        lambda c: (c.bookmarkPage("a"), c.addOutlineEntry(NAMED, "a")))),
    ("Photo.jpg", "the description of the picture", picture("JPEG", exif=exif())),
    ("Photo.jpg", "the description of the picture", picture("JPEG", exif=windows_exif())),
    ("Photo.png", "the description of the picture", picture("PNG", pnginfo=png_words())),
]  # fmt: skip


def read(name: str, content: bytes, scheme: Scheme) -> FileReading:
    return read_file(SourceFile(name, content, "0" * 64), scheme)


@pytest.mark.parametrize(("name", "where", "content"), KEPT)
def test_a_pupil_named_out_of_sight_is_pointed_out_and_where(
    name: str, where: str, content: bytes, scheme: Scheme
) -> None:
    notices = [n for n in read(name, content, scheme).notices if n.kind is NoticeKind.PERSONAL_DATA]
    assert [n.read for n in notices] == [f"O. M., Year 4 (in {where})" if where else "O. M., Year 4"]


def test_a_policys_date_may_stand_in_its_footer(scheme: Scheme) -> None:
    content = word(lambda d: setattr(d.sections[0].footer.paragraphs[0], "text", "Reviewed 3 March 2024"))
    evidence = read("Policy.docx", content, scheme).evidence
    assert evidence is not None
    assert str(evidence.latest_date) == "2024-03-03"


def test_what_is_filled_into_a_pdf_form_is_read_with_its_page(scheme: Scheme) -> None:
    content = pdf(lambda c: c.acroForm.textfield(value="Agreed on 3 March 2025", x=60, y=600, width=300, height=20))
    evidence = read("Form.pdf", content, scheme).evidence
    assert evidence is not None
    assert (evidence.text, str(evidence.latest_date)) == (
        "We spoke about the calm room.\nAgreed on 3 March 2025", "2025-03-03"
    )  # fmt: skip


def portfolio(*names: str) -> bytes:
    document = pypdfium2.PdfDocument(pdf(lambda c: None))
    for name in names:
        document.new_attachment(name).set_data(b"words")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WITHIN = [
    ("All.pdf", portfolio("Survey.xlsx", "Minutes.docx"), "“Minutes.docx”, “Survey.xlsx”"),
    ("All.pdf", portfolio(*"abcdefg"), "“a”, “b”, “c”, “d”, “e” and 2 more"),
    ("Minutes.docx", word(into_text(ICON)), "a file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "files"), WITHIN)
def test_files_within_a_file_are_told(name: str, content: bytes, files: str, scheme: Scheme) -> None:
    notices = [n for n in read(name, content, scheme).notices if n.kind is NoticeKind.HOLDS_FILES]
    assert [n.words["files"] for n in notices] == [files]
