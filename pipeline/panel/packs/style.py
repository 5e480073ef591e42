"""The look of a pack: typefaces that hold every name, a few paragraph styles, safe text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from pipeline import house_colours as colours

INK, TEAL, PALE, AMBER, AMBER_PALE, LINE = (
    HexColor(f"#{colour}") for colour in (colours.INK, colours.TEAL, colours.PALE, colours.AMBER, colours.AMBER_PALE,
                                          colours.FAINT_LINE)
)  # fmt: skip
ROSE, BODY, QUIET = HexColor("#E9B8AF"), HexColor("#222222"), HexColor("#5B6B75")

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
INNER = WIDTH - 2 * MARGIN

TRUETYPE = Path("/usr/share/fonts/truetype")
BUNDLED = Path(reportlab.__file__).parent / "fonts"
# Each family: regular, bold, italic. The first that is wholly there is used.
FAMILIES = (
    tuple(TRUETYPE / "crosextra" / f"Carlito-{cut}.ttf" for cut in ("Regular", "Bold", "Italic")),
    tuple(TRUETYPE / "dejavu" / f"DejaVuSans{cut}.ttf" for cut in ("", "-Bold", "-Oblique")),
    tuple(BUNDLED / name for name in ("Vera.ttf", "VeraBd.ttf", "VeraIt.ttf")),
)
SPARE = TRUETYPE / "dejavu" / "DejaVuSans.ttf"
PLAIN, BOLD, ITALIC, OTHER = "Pack", "Pack-Bold", "Pack-Italic", "Pack-Other"

# Control characters, lone surrogates, and marks that turn the direction of text round.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]")


@cache
def fonts() -> tuple[frozenset[int], frozenset[int]]:
    """Register the typefaces once; the characters that the main and the spare one can show."""
    family = next(files for files in FAMILIES if all(path.exists() for path in files))
    for name, path in zip((PLAIN, BOLD, ITALIC), family, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFont(TTFont(OTHER, str(SPARE if SPARE.exists() else family[0])))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    main, spare = (frozenset(_characters(name)) for name in (PLAIN, OTHER))
    return main, spare


def _characters(name: str) -> Iterable[int]:
    font: Any = pdfmetrics.getFont(name)
    characters: Iterable[int] = font.face.charToGlyph
    return characters


def plain(text: str) -> str:
    """Text for drawing directly: without what cannot be seen, and “?” for what no typeface here has."""
    main, _ = fonts()
    return "".join(c if ord(c) in main or c == "\n" else "?" for c in UNSEEN.sub("", text))


def safe(text: str) -> str:
    """A person's words as paragraph markup: nothing in them is taken as markup."""
    main, spare = fonts()
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    if all(ord(c) in main or c == "\n" for c in text):
        return escape(text).replace("\n", "<br/>")
    return "".join(_glyph(c, main, spare) for c in text)


def _glyph(character: str, main: frozenset[int], spare: frozenset[int]) -> str:
    if character == "\n":
        return "<br/>"
    if ord(character) in main:
        return escape(character)
    return f'<font name="{OTHER}">{escape(character)}</font>' if ord(character) in spare else "?"


def fit(text: str, font: str, size: float, width: float) -> str:
    """Text cut with an ellipsis to a width."""
    text = plain(text)
    if pdfmetrics.stringWidth(text, font, size) <= width:
        return text
    while text and pdfmetrics.stringWidth(text + "…", font, size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _style(name: str, size: float, lead: float, colour: Color = BODY, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    # Long web addresses and file names have no spaces to break at.
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=lead, textColor=colour, alignment=TA_LEFT, splitLongWords=1, **more
    )


TITLE = _style("title", 27, 32, INK, BOLD)
SUBTITLE = _style("subtitle", 13, 18, TEAL)
HEADING = _style("heading", 18, 23, INK, BOLD, spaceAfter=8)
SECTION = _style("section", 12.5, 16, INK, BOLD, spaceBefore=12, spaceAfter=5)
NORMAL = _style("normal", 10.5, 14.5)
LEAD = _style("lead", 10.5, 14.5, QUIET, spaceAfter=8)
SMALL = _style("small", 9.5, 12.5)
SMALL_BOLD = _style("small-bold", 9.5, 12.5, INK, BOLD)
LABEL = _style("label", 8.5, 11, TEAL, BOLD)
HEAD_CELL = _style("head-cell", 9, 11.5, HexColor("#FFFFFF"), BOLD)
FLAGGED = _style("flagged", 9.5, 12.5, backColor=AMBER_PALE, borderPadding=(1, 3, 2, 3), spaceBefore=3, spaceAfter=4)
LETTER = _style("letter", 10, 14, spaceAfter=5)


def para(text: str, style: ParagraphStyle = NORMAL) -> Paragraph:
    """A paragraph of a person's words."""
    return Paragraph(safe(text), style)


QUIET_SMALL = _style("quiet-small", 8.5, 11, QUIET)
ASKED = _style("asked", 10.5, 13.5, INK)
PILL = ParagraphStyle("pill", parent=SMALL_BOLD, alignment=TA_CENTER)
