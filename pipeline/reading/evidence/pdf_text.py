"""The words of a PDF, page by page, and which of its pages are pictures only."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.ooxml import limits
from pipeline.reading.evidence import pdf_marks

# pdfplumber takes 35 times as long as PDFium for the same words, so PDFium reads them all. pdfplumber is asked
# where it knows more: before a page is said to have no words, and where a page holds a list whose cells matter.
CONFIRMED_PAGES = 3
TABLE_PAGES = 5
# “Forename”, or “Name” with “Class” a few cells on or before: it costs time to ask in vain, no more.
_LIST_HEADING = re.compile(
    r"\b(?i:DOB|D\.O\.B\.?|date of birth|UPN|year group|(?:pupil|child|student)['’]?s? name)\b"
    r"|\b(?i:(?:fore|sur|first |last )name)\b"
    r"|\bN(?:ame|AME)s?\b[^.!?]{1,40}\b(?:Y(?:ea)?r|YEAR|C(?:lass|LASS)|F(?:orm|ORM|SM)|A(?:ge|GE))\b"
    r"|\b(?:Y(?:ea)?r|YEAR|C(?:lass|LASS)|F(?:orm|ORM)|A(?:ge|GE)|No)\b[^.!?]{1,40}\bN(?:ame|AME)s?\b"
    r"|^(?:Pupil|Child|Student)s?\b[^.!?]{0,40}$",
    re.MULTILINE,
)
# A table without lines has its columns told by where its words stand.
_UNRULED = {"vertical_strategy": "text", "horizontal_strategy": "text"}
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PdfText:
    """``pages`` holds the words of the pages that were read, ``count`` all pages there are.

    ``lists`` holds, by page from 1, the cells of the rows of a page's tables, for pages that seem to hold a list
    of people. ``pictures_only`` counts the pages read that draw something and have no words;
    ``blank`` says that no page does either. ``remarks`` are what people wrote onto pages, by page from 1,
    ``properties`` the title, subject and keywords with the bookmarks, ``files`` the names of files within.
    ``cut`` says that not all pages were read, or not all lists on them.
    """

    pages: tuple[str, ...]
    count: int
    lists: tuple[tuple[int, Rows], ...] = ()
    pictures_only: int = 0
    blank: bool = False
    remarks: tuple[tuple[int, str], ...] = ()
    properties: str = ""
    files: tuple[str, ...] = ()
    cut: bool = False


def read_pdf(data: bytes) -> PdfText:
    """The words of at most the first pages. Raises whatever the readers raise on a broken file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
        document.init_forms()
        seen = [_page(document, number) for number in range(min(count, limits.PDF_TEXT_PAGES))]
        properties, files = pdf_marks.properties(document), pdf_marks.files_within(document)
    finally:
        document.close()
    texts = [text for text, _, _ in seen]
    doubtful = [at for at, (text, drawn, _) in enumerate(seen) if drawn and not text.strip()]
    remarks = tuple((at, remark) for at, (_, _, remark) in enumerate(seen, start=1) if remark)
    listed = [at for at, text in enumerate(texts) if _LIST_HEADING.search(text)]
    lists = _ask_again(data, texts, doubtful[:CONFIRMED_PAGES], listed[:TABLE_PAGES])
    wordless = [at for at in doubtful if not texts[at].strip()]
    blank = not wordless and not any(text.strip() for text in texts)
    cut = count > len(seen) or len(listed) > TABLE_PAGES
    return PdfText(tuple(texts), count, lists, len(wordless), blank, remarks, properties, files, cut)


def _page(document: Any, number: int) -> tuple[str, bool, str]:
    """A page's words with what was filled into its form, whether it draws anything, and people's remarks on it."""
    page = document[number]
    words = page.get_textpage()
    try:
        text = str(words.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "-")
        filled, remarks = pdf_marks.on_page(document, page)
        drawn = bool(text.strip()) or next(iter(page.get_objects(max_depth=1)), None) is not None
        return "\n".join(filter(None, (text, filled))), drawn, remarks
    finally:
        words.close()
        page.close()


def _ask_again(
    data: bytes, texts: list[str], doubtful: Sequence[int], listed: Sequence[int]
) -> tuple[tuple[int, Rows], ...]:
    """A second reader's words for doubtful pages, put into ``texts``; and the rows of the listed pages' tables."""
    if not doubtful and not listed:
        return ()
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    lists: list[tuple[int, Rows]] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for at in doubtful:
            texts[at] = document.pages[at].extract_text() or ""
        for at in listed:
            page = document.pages[at]
            rows = [row for table in page.extract_tables() or page.extract_tables(_UNRULED) for row in table]
            lists.append((at + 1, tuple(tuple(cell or "" for cell in row) for row in rows)))
    return tuple(lists)
