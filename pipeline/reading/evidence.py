"""What can be seen in a piece of evidence: its text, its newest date and what kind it seems to be."""

from __future__ import annotations

import datetime as dt
import io
import re

from pipeline.ooxml import limits
from pipeline.ooxml.sniff_text import decode_text
from pipeline.reading.dates import month_number, parse_date
from pipeline.reading.wording import plain
from pipeline.reading.workbook import Workbook
from pipeline.scheme.models import Scheme
from pipeline.values import Evidence

_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2}))(?![\d/\-])")
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"\b([A-Z][a-z]{2,8})\.?,?\s+(20\d{2})\b")
# A policy names the day it is to be looked at next: that day says nothing about how old it is.
_AHEAD = re.compile(
    r"(next review|review (?:date|due|by)|due for review|to be reviewed|reviewed? again|valid until|expir\w*"
    r"|next meeting|date of next)\W{0,4}(?:\w+\W+){0,4}\Z",
    re.IGNORECASE,
)


def pdf_text(data: bytes) -> tuple[str, int]:
    """The text of at most the first pages, and the number of pages. Raises whatever the reader raises."""
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    parts: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        pages = len(document.pages)
        for page in document.pages[: limits.PDF_TEXT_PAGES]:
            parts.append(page.extract_text() or "")
            page.close()
            if sum(map(len, parts)) > limits.EVIDENCE_CHARACTERS:
                break
    return "\n".join(parts), pages


def workbook_text(workbook: Workbook) -> str:
    """The cells' texts, a line to a row, sheets in their order."""
    lines: list[str] = []
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        rows: dict[int, list[str]] = {}
        for (row, _column), cell in sorted(sheet.cells.items()):
            rows.setdefault(row, []).append(cell.text)
        lines.extend("\t".join(texts) for texts in rows.values())
    return "\n".join(lines)


def picture_date(data: bytes) -> str:
    """The day a photograph says it was taken, as ``2026-03-02``, or an empty string."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        tags = picture.getexif()
        taken = tags.get_ifd(0x8769).get(0x9003) or tags.get(0x0132) or ""
    return str(taken)[:10].replace(":", "-")


def see(name: str, media: str, text: str, pages: int, scheme: Scheme) -> Evidence:
    """An evidence value from a file's name and text; ``media`` is pdf, word, workbook, image or text."""
    text = text.replace("\0", "")[: limits.EVIDENCE_CHARACTERS]
    return Evidence(
        media, pages, "" if media == "image" else text, latest_date(text), kind_of(name, text, media, scheme)
    )


def read_plain(data: bytes) -> str:
    return decode_text(data) or ""


def latest_date(text: str) -> dt.date | None:
    """The newest full date (or first of a named month) in a text, days of a next review left out."""
    found: list[dt.date] = []
    for pattern in (_NUMERIC, _ISO, _WORDED):
        for match in pattern.finditer(text):
            date = parse_date(match[1].replace(",", " "))
            if date and date.year >= 2000 and not _AHEAD.search(text[max(0, match.start() - 60) : match.start()]):
                found.append(date)
    for match in _MONTH_YEAR.finditer(text):
        month = month_number(match[1])
        before = text[max(0, match.start() - 60) : match.start()]
        if month and not _AHEAD.search(before) and not re.search(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?\Z", before):
            found.append(dt.date(int(match[2]), month, 1))
    return max(found, default=None)


def kind_of(name: str, text: str, media: str, scheme: Scheme) -> str | None:
    """The id of the evidence kind that a file's name speaks of, else its first lines; None when neither does."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    lines = [line for line in text.splitlines() if line.strip()][:5]
    for words in (stem.replace("_", " "), *lines):
        kind = _kind_in(plain(words), scheme)
        if kind is not None:
            return kind
    if media == "image":
        return next((kind.id for kind in scheme.evidence.kinds if kind.id == "photo"), None)
    return None


def _kind_in(words: str, scheme: Scheme) -> str | None:
    # The longest phrase says most: “scheme of work” before “plan”.
    hits = [
        (-len(plain(word)), order, kind.id)
        for order, kind in enumerate(scheme.evidence.kinds)
        for word in kind.words
        if re.search(rf"\b{re.escape(plain(word))}s?\b", words)
    ]
    return min(hits)[2] if hits else None
