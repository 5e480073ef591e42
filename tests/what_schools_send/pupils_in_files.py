"""Files that name a pupil where a reader may not look, and a file that holds others."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

NAMED = "Ollie Marsh, Year 4"


def register() -> bytes:
    """A class register as an office prints it, saved by openpyxl."""
    book = Workbook()
    sheet = book.active
    sheet.title = "4B"
    for row in (("Surname", "Forename", "Reg", "FSM"), ("Woods", "Thandiwe", "4B", "N"), ("Hall", "Rosa", "4B", "Y")):
        sheet.append(row)
    return _saved(book)


def in_footer() -> bytes:
    """A newsletter with its writer in the footer."""
    page = Document()
    page.add_paragraph("Cross Roads, our newsletter for families. This term we opened the calm room and the hut.")
    page.sections[0].footer.paragraphs[0].text = f"Written by {NAMED}"
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def in_comment() -> bytes:
    """Results with a comment on a cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Survey"
    for row in (("Question", "Yes", "No"), ("I feel safe at school", 201, 9)):
        sheet.append(row)
    sheet["C2"].comment = Comment(f"One is {NAMED}", "Office")
    return _saved(book)


def in_pdf_form() -> bytes:
    """A form that was filled in on the screen: its answers are in its boxes, not on its pages."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 620, "Who spoke first?")
        canvas.acroForm.textfield(value=NAMED, x=60, y=590, width=300, height=20)

    return _pdf(draw)


def in_picture() -> bytes:
    """A photograph with a caption that a program wrote into the file."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", NAMED)
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "#8FC1B5").save(out, "PNG", pnginfo=words)
    return out.getvalue()


def portfolio(*names: str) -> bytes:
    """A PDF of one page that carries other files."""
    document = pypdfium2.PdfDocument(_pdf(lambda canvas: None))
    for name in names:
        document.new_attachment(name).set_data(b"words")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 780, "Minutes of the Bell Tower Council, 19 December 2025")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
