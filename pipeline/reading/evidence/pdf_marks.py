"""What a PDF holds beside the words of its pages: answers in its form, remarks, properties, bookmarks, other files."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

# So many marks of one page, bookmarks and files are looked at; a form has some dozens, a portfolio a few.
MOST_MARKS = 500
MOST_FILES = 200
_PROPERTIES = ("Title", "Subject", "Keywords")


def on_page(document: Any, page: Any) -> tuple[str, str]:
    """What stands in the form's boxes on a page, and what people wrote onto the page as remarks; a line each."""
    import pypdfium2.raw as pdfium

    filled: list[str] = []
    remarks: list[str] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_MARKS)):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, at)
        try:
            if pdfium.FPDFAnnot_GetSubtype(mark) != pdfium.FPDF_ANNOT_WIDGET:
                remarks.append(_words(partial(pdfium.FPDFAnnot_GetStringValue, mark, b"Contents")))
            elif document.formenv is not None:
                filled.append(_words(partial(pdfium.FPDFAnnot_GetFormFieldValue, document.formenv.raw, mark)))
        finally:
            pdfium.FPDFPage_CloseAnnot(mark)
    return "\n".join(filter(None, filled)), "\n".join(filter(None, remarks))


def properties(document: Any) -> str:
    """The title, subject and keywords of a PDF, and its bookmarks, a line each."""
    said = document.get_metadata_dict()
    lines = [said.get(name, "") for name in _PROPERTIES]
    lines += [entry.get_title() for entry in islice(document.get_toc(), MOST_MARKS)]
    return "\n".join(filter(None, lines))


def files_within(document: Any) -> tuple[str, ...]:
    """The names of the files that a PDF carries within it, as a portfolio does."""
    count = min(document.count_attachments(), MOST_FILES)
    return tuple(document.get_attachment(at).get_name() for at in range(count))


def _words(read: Callable[[Any, int], int]) -> str:
    """The words that PDFium writes into a buffer of its own asking: two bytes a letter, and an end."""
    import pypdfium2.raw as pdfium

    size = read(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()
