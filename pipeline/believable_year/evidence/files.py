"""Evidence as files that open: PDF, Word, workbook, photograph, e-mail. Equal words give equal bytes."""

from __future__ import annotations

import datetime as dt
import io
import random
import unicodedata
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pipeline.believable_year.answering.answers import Answers
from pipeline.believable_year.answering.evidence_list import Piece
from pipeline.believable_year.evidence.words import Words, words_of
from pipeline.ooxml.container import normalise

INK, TEAL, PALE = "#1F3A4D", "#2A7F86", "#EAF3F3"
# Fonts with Welsh and Polish letters, from the packages that the set-up brings.
_FONTS = (
    "/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
)


def make(piece: Piece, answers: Answers, seed: int, *, fuller: bool = False) -> bytes:
    """The file behind a line of the evidence index. Raises KeyError for a suffix that is not made here."""
    rng = random.Random(f"{seed}/{answers.index}/{piece.file}/{fuller}")
    if piece.suffix in ("jpg", "png"):
        return _photograph(piece, answers, rng)
    words = words_of(piece, answers, rng, fuller=fuller)
    makers = {"pdf": pdf, "docx": word, "xlsx": workbook, "eml": mail}
    return makers[piece.suffix](words, piece.dated)


@cache
def _pdf_font() -> str:
    for path in _FONTS:
        if Path(path).exists():
            pdfmetrics.registerFont(TTFont("Body", path))
            return "Body"
    return "Helvetica"


def _plain(text: str) -> str:
    """Marked up for reportlab; without a wide font, letters lose the accents that Helvetica lacks."""
    if _pdf_font() == "Helvetica":
        text = "".join(
            c if c.encode("cp1252", "ignore") else unicodedata.normalize("NFKD", c)[0].replace("Ł", "L") for c in text
        )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pdf(words: Words, _dated: dt.date) -> bytes:
    """One or two pages of A4."""
    font = _pdf_font()
    head = ParagraphStyle("head", fontName=font, fontSize=16, leading=20, textColor=HexColor(INK), spaceAfter=6)
    sub = ParagraphStyle("sub", parent=head, fontSize=12, leading=15, textColor=HexColor(TEAL), spaceBefore=8)
    body = ParagraphStyle("body", fontName=font, fontSize=10.5, leading=15, alignment=TA_LEFT, spaceAfter=6)
    story: list[Flowable] = [Paragraph(_plain(words.title), head), Paragraph(_plain(words.line), body)]
    for heading, text in words.paragraphs:
        story += [Paragraph(_plain(heading), sub), Paragraph(_plain(text), body)]
    if words.rows:
        cells = [[Paragraph(_plain(str(cell)), body) for cell in row] for row in (words.header, *words.rows)]
        looks: list[Any] = [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor(TEAL)),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(PALE)),
        ]
        widths = [86 * mm, *[40 * mm] * (len(words.header) - 1)]
        story += [Spacer(1, 4 * mm), Table(cells, colWidths=widths, style=TableStyle(looks))]
    out = io.BytesIO()
    margin = 22 * mm
    page = SimpleDocTemplate(
        out, pagesize=A4, invariant=1, title=words.title, leftMargin=margin, rightMargin=margin, topMargin=margin
    )
    page.build(story)
    return out.getvalue()


def word(words: Words, dated: dt.date) -> bytes:
    """A Word document with headings."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = words.title
    document.core_properties.author = document.core_properties.comments = ""
    title = document.add_heading(words.title, level=1)
    title.runs[0].font.color.rgb = RGBColor.from_string(INK[1:])
    document.add_paragraph(words.line)
    for heading, text in words.paragraphs:
        document.add_heading(heading, level=2)
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue(), dated)


def workbook(words: Words, dated: dt.date) -> bytes:
    """A sheet with the figures, and one with what they say."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Results"
    sheet["A1"], sheet["A2"] = words.title, words.line
    sheet["A1"].font = Font(bold=True, size=14, color=INK[1:])
    for number, row in enumerate((words.header, *words.rows), start=4):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if number == 4:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=PALE[1:])
    for column in range(1, len(words.header) + 1):
        texts = [str(row[column - 1]) for row in (words.header, *words.rows)]
        sheet.column_dimensions[get_column_letter(column)].width = max(map(len, texts)) + 3
    notes = book.create_sheet("Notes")
    notes.column_dimensions["A"].width = 110
    for number, (heading, text) in enumerate(words.paragraphs, start=1):
        notes.cell(number, 1, f"{heading}: {text}")
    out = io.BytesIO()
    book.save(out)
    return normalise(out.getvalue(), dated)


def mail(words: Words, dated: dt.date) -> bytes:
    """What a family wrote, passed on by the school as an e-mail without attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "A parent <parent@family.example>"
    message["To"] = "office@school.example"
    message["Subject"] = "Thank you"
    message["Date"] = format_datetime(dt.datetime.combine(dated, dt.time(20, 15), dt.UTC))
    message["Message-ID"] = f"<{dated:%Y%m%d}.{len(words.line)}@family.example>"
    text = "\n\n".join(text for _, text in words.paragraphs)
    message.set_content(f"{words.title}\n{words.line}\n\n{text}\n", cte="quoted-printable")
    return message.as_bytes()


_PAPERS = ("#F4B942", "#8FC1B5", "#F28F79", "#B7A6D8", "#9CC4E4", "#F7E3AF", "#C5DE9B")


def _photograph(piece: Piece, answers: Answers, rng: random.Random) -> bytes:
    """A notice board or a room, drawn: no two alike, and no faces."""
    if piece.suffix == "png":
        return _room(answers, rng)
    heading = {"you-said": "You said, we did"}.get(piece.kind, answers.profile.phrase)
    slots = answers.world.slots
    notes = (
        slots["spent"],
        slots["safe"],
        f"thank you {slots['elsa']}",
        slots["buddies"],
        slots["checkin"],
        f"a bench by the {slots['outdoor']}",
        "quieter corridors",
        "more time to talk",
    )
    return board(heading, notes, answers.index, rng)


def board(heading: str, notes: Sequence[str], index: int, rng: random.Random) -> bytes:
    """A notice board with a heading and eight notes."""
    image = Image.new("RGB", (720, 480), rng.choice(("#E8E0D2", "#DDE6E3", "#E9DCCB", "#E3E3EA")))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 405, 720, 480), fill=rng.choice(("#B08D6A", "#8A8F98", "#A67B5B")))
    draw.rectangle((40, 30, 680, 380), fill="#C79A63", outline="#7A5230", width=10)
    draw.rectangle((150, 48, 570, 100), fill=INK)
    draw.text((360, 74), _drawable(heading), fill="white", font=ImageFont.load_default(30), anchor="mm")
    for number, note in enumerate(notes):
        left = 64 + (number % 4) * 152 + rng.randint(-6, 6)
        top = 118 + (number // 4) * 128 + rng.randint(-6, 6)
        draw.rectangle((left, top, left + 136, top + 108), fill=_PAPERS[(number + index) % len(_PAPERS)])
        draw.ellipse((left + 62, top + 4, left + 72, top + 14), fill="#C0392B")
        draw.multiline_text(
            (left + 10, top + 26), _wrapped(_drawable(note)), fill="#222222", font=ImageFont.load_default(15), spacing=4
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _room(answers: Answers, rng: random.Random) -> bytes:
    """A quiet room: window, lamp, sofa, rug, books, and its name over the door."""
    image = Image.new("RGB", (720, 480), rng.choice(("#CFE0DC", "#E5DCEB", "#F0E3C8", "#D5E1EC")))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 350, 720, 480), fill=rng.choice(("#C9A27A", "#B9B0A2", "#A98B6D")))
    draw.ellipse((200, 385, 560, 465), fill=rng.choice(_PAPERS))
    left = rng.randint(50, 90)
    draw.rectangle((left, 60, left + 170, 200), fill="#BFE1F5", outline="#FFFFFF", width=10)
    draw.line((left + 85, 60, left + 85, 200), fill="#FFFFFF", width=6)
    sofa = rng.choice(("#4F7C82", "#8A5A6B", "#5E6FA3"))
    draw.rounded_rectangle((240, 250, 500, 350), 24, fill=sofa)
    draw.rounded_rectangle((220, 310, 520, 400), 24, fill=sofa, outline="#333333", width=2)
    for number in range(3):
        at = 262 + number * 82
        draw.rounded_rectangle((at, 285, at + 62, 335), 12, fill=rng.choice(_PAPERS))
    draw.line((585, 180, 585, 390), fill="#444444", width=6)
    draw.polygon(((545, 190), (625, 190), (605, 130), (565, 130)), fill="#F7D774")
    draw.rectangle((300, 150, 500, 160), fill="#7A5230")
    for number in range(11):
        at = 306 + number * 17
        draw.rectangle((at, 150 - rng.randint(34, 58), at + 13, 150), fill=rng.choice(_PAPERS))
    draw.rectangle((290, 30, 690, 76), fill=INK)
    words = _drawable(answers.profile.safe)
    draw.text((490, 53), words[0].upper() + words[1:], fill="white", font=ImageFont.load_default(28), anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()


def _drawable(text: str) -> str:
    return "".join(c if ord(c) < 256 else unicodedata.normalize("NFKD", c)[0] for c in text)


def _wrapped(text: str) -> str:
    lines = [""]
    for part in text.split():
        if len(lines[-1]) + len(part) > 14 and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return "\n".join(lines)
