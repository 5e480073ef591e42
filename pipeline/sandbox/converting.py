"""Old and foreign documents turned into new Office files by LibreOffice, in its box and never outside it.

Only here does LibreOffice open what a school sent. So the box must hold, the import filter is forced for each
kind (left to guess, it makes a document of any bytes), and a copy counts only when it is there and opens.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.ooxml import limits
from pipeline.ooxml.container import normalise
from pipeline.ooxml.kinds import KINDS
from pipeline.ooxml.package import open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.sandbox import libreoffice

# By family: the ending it is given, and LibreOffice's own name for the filter that reads it.
_READS = {
    "xls": ("xls", "MS Excel 97"),
    "xlsb": ("xlsb", "Calc MS Excel 2007 Binary"),
    "ods": ("ods", "calc8"),
    "fods": ("fods", "OpenDocument Spreadsheet Flat XML"),
    "html-xls": ("html", "HTML (StarCalc)"),
    "page-xls": ("html", "HTML (StarCalc)"),
    "xml-xls": ("xml", "MS Excel 2003 XML Orcus"),
    "doc": ("doc", "MS Word 97"),
    "odt": ("odt", "writer8"),
    "fodt": ("fodt", "OpenDocument Text Flat XML"),
    "rtf": ("rtf", "Rich Text Format"),
    "html-doc": ("html", "HTML (StarWriter)"),
    "page-doc": ("html", "HTML (StarWriter)"),
}
_WRITES = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}
_NEEDS = {"xlsx": "Calc", "docx": "Writer"}


def can_convert(family: str) -> bool:
    """Whether files of this family can be turned into new ones here: LibreOffice is here, and its box holds."""
    kind = KINDS.get(family)
    return kind is not None and kind.becomes in _NEEDS and libreoffice.has(_NEEDS[kind.becomes]) and libreoffice.boxed()


def convert(family: str, documents: Sequence[bytes], seconds: float = limits.CONVERT_SECONDS) -> list[bytes | None]:
    """New Office files of old ones of one family, in one start; None for each of which none came out.

    The caller has made sure that :func:`can_convert` is true. Equal bytes in give equal bytes out, so far as
    LibreOffice does. ``seconds`` are for all of them together.
    """
    ends = time.monotonic() + seconds
    made, to_its_end = _convert(family, documents, seconds)
    if to_its_end or len(documents) == 1:
        return made
    # One that LibreOffice stumbles over takes those behind it with it: each gets a start of its own.
    for number, copy in enumerate(made):
        left = ends - time.monotonic()
        if copy is None and left > 0:
            made[number] = _convert(family, [documents[number]], left)[0][0]
    return made


def _convert(family: str, documents: Sequence[bytes], seconds: float) -> tuple[list[bytes | None], bool]:
    ending, reads = _READS[family]
    return libreoffice.convert(documents, ending, reads, _WRITES[KINDS[family].becomes], seconds, _finished)


def _finished(path: Path, _document: bytes) -> bytes | None:
    """The copy, with nothing in it that changes from day to day; None when it is not there or does not open."""
    if not path.is_file() or path.stat().st_size > limits.FILE_BYTES:
        return None
    made = path.read_bytes()
    try:
        open_package(made).main_part()
        return normalise(made)
    except (PackageError, zipfile.BadZipFile):
        return None
