"""Small files of evidence that something is wrong with."""

from __future__ import annotations

import io

from docx import Document
from PIL import Image, ImageDraw

from pipeline.ooxml.container import normalise


def word_file(*paragraphs: str) -> bytes:
    """A Word document of a few lines; of none, it opens and holds nothing."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue())


def scan() -> bytes:
    """A PDF of one page that is a picture: what a scanner makes of a sheet of paper."""
    page = Image.new("RGB", (620, 877), "#f4f1ea")
    draw = ImageDraw.Draw(page)
    for line in range(60, 800, 26):
        draw.line((60, line, 540, line), fill="#555555", width=3)
    out = io.BytesIO()
    page.save(out, "PDF")
    return out.getvalue()
