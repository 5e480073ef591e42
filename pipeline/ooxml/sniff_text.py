"""Files that are text inside: e-mails, web pages, rich text, links; and old tables that only call themselves .xls."""

from __future__ import annotations

import json
import re

from pipeline.ooxml.page_pieces import page_in_one_file
from pipeline.ooxml.sniff_pages import SHEET_NAMES, is_page, page_family

_MAIL = re.compile(rb"\A(?:[A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.DOTALL)
_MAIL_HEADERS = re.compile(
    rb"^(From|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Subject):", re.IGNORECASE | re.MULTILINE
)
# What Word, Excel and browsers write at the head of a web page in one file; it looks like an e-mail else.
_PAGE_IN_ONE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: ?\"?<?Saved by|This document is a Single File Web Page)",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_NAMES = ("mht", "mhtml")
_RELATED = re.compile(rb"^Content-Type: ?multipart/related", re.IGNORECASE | re.MULTILINE)
# A whole OpenDocument file as one page of XML says what it is on its first element, after long names of namespaces.
_FLAT = re.compile(rb'office:mimetype="application/vnd\.oasis\.opendocument\.(text|spreadsheet)"')
_FLAT_KINDS = {b"text": "fodt", b"spreadsheet": "fods"}
_FLAT_HEAD = 16_384
# What stands on the first element of Excel's XML of 2003, for programs that leave out whose it is.
_SPREADSHEET = b'"urn:schemas-microsoft-com:office:spreadsheet"'
_BOOK_ENDS = re.compile(rb"</(?:\w+:)?workbook\s*>", re.IGNORECASE)
_HEAD, _TAIL = 4096, 4096
_MAIL_HEAD = 20_000
_DELIMITERS = (",", ";", "\t")
_TABLE_LINES = 20


def text_family(data: bytes, named: str) -> str:
    """The family by the words a file begins with; an empty string where they tell nothing.

    ``named`` is the ending of its name: it only decides between what a page of HTML was meant to be.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return "rtf" if data.rstrip(b"\0 \t\r\n").endswith(b"}") else "damaged"
    shortcut = _shortcut(data, head)
    if shortcut:
        return shortcut
    if b'progid="word.document"' in head:
        return "xml-doc"
    if b'progid="excel.sheet"' in head or (b"<workbook" in head and _SPREADSHEET in head):
        return "xml-xls" if _BOOK_ENDS.search(data[-_TAIL:]) else "damaged"
    if is_page(head):
        return page_family(data, named)
    flat = _FLAT.search(data[:_FLAT_HEAD]) if b"<office:document" in head else None
    if flat:
        return _FLAT_KINDS[flat[1]] if b"</office:document>" in data[-_TAIL:] else "damaged"
    if head.startswith((b"<svg", b"<?xml")) and b"<svg" in head:
        return "svg"
    mail = _mail(data, named)
    if mail:
        return mail
    return "text" if named in SHEET_NAMES and _is_table(data) else ""


def _shortcut(data: bytes, head: bytes) -> str:
    if head.startswith((b"[internetshortcut]", b"[{000214a0", b"[desktop entry]")):
        return "shortcut"
    if b"<plist" in head and b"<key>url</key>" in head:
        return "shortcut"
    if head.startswith(b"{") and b'"' in head and len(data) < _HEAD:
        try:
            link = json.loads(data)
        except (ValueError, RecursionError):
            return ""
        # Drive for desktop writes the document's address, and since 2022 only its number.
        if isinstance(link, dict) and ("doc_id" in link or "docs.google.com" in str(link.get("url", ""))):
            return "google-link"
    return ""


def _mail(data: bytes, named: str) -> str:
    head = data[:_MAIL_HEAD]
    headers = len(_MAIL_HEADERS.findall(head))
    if headers and (_PAGE_IN_ONE.search(head) or (named in _PAGE_NAMES and _RELATED.search(head))):
        page = page_in_one_file(data)
        return page.family if page else "mhtml"
    return "message" if (named == "eml" and headers) or (headers >= 2 and _MAIL.match(head)) else ""


def _is_table(data: bytes) -> bool:
    """Whether a text is a table of values: its first lines are all cut into the same number of pieces."""
    text = decode_text(data[:_MAIL_HEAD])
    lines = [line for line in (text or "").splitlines() if line.strip()][:_TABLE_LINES]
    return len(lines) > 1 and any(all(mark in line for line in lines) for mark in _DELIMITERS)


def decode_text(data: bytes) -> str | None:
    """Bytes as text, or None when they are not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 0:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
