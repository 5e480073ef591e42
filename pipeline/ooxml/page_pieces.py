"""Workbooks and documents saved as a web page in several pieces: Excel's and Word's .mht, Google's zipped pages.

A workbook has a page for each sheet. They are put together into one page that a program opens as a whole.
"""

from __future__ import annotations

import email
import email.policy
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from lxml import etree, html

from pipeline.ooxml import limits
from pipeline.ooxml.package import Package, open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.sniff_pages import HEAD, page_family

PAGES = frozenset({"page-xls", "page-doc"})
# RFC 2557: a page in one file is a mail of related parts, each with the address it had.
_RELATED = "multipart/related"
_ENDINGS = (".htm", ".html")
# Excel calls its sheets sheet001.htm and on, and lists their names on the page that holds them together.
_SHEET = re.compile(r"sheet(\d+)\.html?", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
# Where the programs put pictures and styles beside their pages.
_BESIDE = re.compile(r"(?:.*/)?(?:resources|images|[^/]+_files|[^/]+\.files)/[^/]*", re.IGNORECASE)
# LibreOffice writes beside what a cell shows (“Nov-25”) the number that it keeps, and reads back that one alone.
_AS_KEPT = re.compile(rb' sd(?:val|num)="[^"<>]*"')
# LibreOffice 7.4 writes such signs where a control was empty, and reads the end of the element behind them as words.
_UNSEEN = re.compile(rb"[\x01-\x08\x0e-\x1f]")
# Google's sheets show the letters of the columns and the numbers of the rows, and no other headings of tables.
_RULERS = ("thead", "th")


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one piece, of the family ``page-xls`` or ``page-doc``."""

    family: str
    content: bytes


def page_in_one_file(data: bytes) -> Page | None:
    """What Excel or Word saved as one file (.mht); None where it is any other page. Never raises on content."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        # One that was cut off says so by its last mark, which is missing: whole sheets may be missing with it.
        if message.get_content_type() != _RELATED or message.defects:
            return None
        pieces: dict[str, bytes] = {}
        for number, part in zip(range(limits.MAIL_PARTS), message.walk(), strict=False):
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes):
                pieces[str(part.get("Content-Location") or f"page {number}.htm")] = content
    # The mail library raises on broken messages in many ways.
    except (Exception, RecursionError):
        return None
    return _together(pieces)


def page_in_zip(package: Package) -> Page | None:
    """What Google Sheets or Docs give as a zipped web page, or Excel with its folder; None of any other zip."""
    pages = [name for name in package.names if name.lower().endswith(_ENDINGS)]
    if not pages or any(name not in pages and not _BESIDE.fullmatch(name) for name in package.names):
        return None
    try:
        return _together({name: package.read(name) for name in pages})
    except PackageError:
        return None


def whole_page(data: bytes) -> bytes:
    """The one page that is to be turned in place of the bytes as they came; nothing where these are as good."""
    if data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        shown = _UNSEEN.sub(b"", _AS_KEPT.sub(b"", data))
        return shown if shown != data else b""
    page = page_in_zip(open_package(data)) if data.startswith(b"PK") else page_in_one_file(data)
    return page.content if page else b""


def _together(pieces: Mapping[str, bytes]) -> Page | None:
    if not pieces or sum(map(len, pieces.values())) > limits.PAGE_BYTES:
        return None
    families = {name: page_family(content, "") for name, content in pieces.items()}
    if len(pieces) == 1:
        ((name, content),) = pieces.items()
        return Page(families[name], content) if families[name] in PAGES else None
    cover = next((pieces[name] for name, family in families.items() if family == "page-cover"), None)
    if cover is not None:
        sheets = _of_excel(pieces, cover)
        return Page("page-xls", _joined(sheets)) if sheets else None
    first = next(iter(families))
    if families[first] == "page-doc":
        # Word lays headers and footers beside its page.
        return Page("page-doc", pieces[first])
    if set(families.values()) == {"page-xls"}:
        titles = [(posixpath.splitext(posixpath.basename(name))[0], content) for name, content in pieces.items()]
        return Page("page-xls", _joined(titles))
    return None


def _of_excel(pieces: Mapping[str, bytes], cover: bytes) -> list[tuple[str, bytes]]:
    """The sheets with their names; none where one that the page lists did not come."""
    names = [unescape(name) for name in _SHEET_NAME.findall(cover.decode("utf-8", "replace"))]
    numbered = {int(found[1]): name for name in pieces if (found := _SHEET.fullmatch(posixpath.basename(name)))}
    if sorted(numbered) != list(range(1, len(names) + 1)):
        return []
    return [(title, pieces[numbered[number]]) for number, title in enumerate(names, start=1)]


def _joined(sheets: Iterable[tuple[str, bytes]]) -> bytes:
    """The tables of every sheet below one another, each under its name."""
    page = etree.fromstring("<html><head><meta charset='utf-8'/></head><body/></html>")
    for title, content in sheets:
        etree.SubElement(page[1], "h1").text = "".join(filter(str.isprintable, title))
        try:
            sheet: etree._Element = html.document_fromstring(content)
        except (etree.ParserError, ValueError):
            continue  # a sheet with nothing on it
        etree.strip_elements(sheet, etree.Comment, *_RULERS, with_tail=False)
        page[1].extend(sheet.iterfind("body"))
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))
