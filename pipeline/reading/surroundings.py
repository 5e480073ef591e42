"""What stands around a form's answers: every text that it shows, its headers and footers, and when it was saved."""

from __future__ import annotations

import datetime as dt
import html
import re

from pipeline.ooxml import limits
from pipeline.ooxml.package import Package
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.word.blocks import WordDocument
from pipeline.reading.workbook import Workbook

_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)<")
# Codes such as &L (left), &"Arial,Bold" and &P (page) lay a header out; nobody sees them.
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z&])')
_SAVED = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")


def shown_in_workbook(workbook: Workbook, package: Package) -> str:
    """The header and footer lines and every cell's text, sheet by sheet, a line to a cell."""
    lines = _sheet_margins(package)
    length = sum(map(len, lines))
    for sheet in workbook.sheets:
        for cell in sheet.cells.values():
            lines.append(cell.text)
            length += len(cell.text) + 1
            if length > limits.EVIDENCE_CHARACTERS:
                return "\n".join(lines)[: limits.EVIDENCE_CHARACTERS]
    return "\n".join(lines)


def shown_in_document(document: WordDocument) -> str:
    """The headers and footers, then the text in reading order."""
    return f"{document.margins}\n{document.text()}"[: limits.EVIDENCE_CHARACTERS]


def saved_at(package: Package) -> dt.datetime | None:
    """When a program last saved the file, by its own word (``docProps/core.xml``, UTC); None when it does not say."""
    try:
        found = _SAVED.search(package.read("docProps/core.xml"))
        return dt.datetime.fromisoformat(f"{found[1].decode()}+00:00") if found else None
    except (PackageError, ValueError):
        # A wrong clock or a damaged part says nothing; the form itself was read.
        return None


def _sheet_margins(package: Package) -> list[str]:
    lines: list[str] = []
    for name in package.names:
        if name.lower().startswith("xl/worksheets/sheet"):
            data = package.read(name)
            # The element stands after the last row, and most sheets have none.
            start = data.rfind(b"</sheetData>")
            for raw in _MARGIN.findall(data, max(start, 0)):
                text = _CODE.sub(" ", html.unescape(raw.decode("utf-8", "replace")))
                lines.append(" ".join(text.split()))
    return lines
