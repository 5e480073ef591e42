"""Web pages: which office program saved one, and what it was before.

Sources of the marks: pages saved by Excel, Word and LibreOffice, and the zipped pages of Google Sheets and Docs.
"""

from __future__ import annotations

import re

# How a page begins. None other can be a page of an office program either.
_HTML = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<style", b"<body", b"<div")
HEAD, _TAIL = 4096, 4096
SHEET_NAMES = frozenset({"xls", "xlsx", "xlsm", "xlt"})
_WORD_NAMES = frozenset({"doc", "docx", "docm", "dot"})
_MEANT = {**dict.fromkeys(SHEET_NAMES, "html-xls"), **dict.fromkeys(_WORD_NAMES, "html-doc")}
# What LibreOffice and OpenOffice write at the head of a page, and how the pages of Calc begin their style.
_LIBREOFFICE = re.compile(rb'<meta name="generator" content="(?:libreoffice|openoffice)')
_CALC_STYLE = b"body,div,table,thead,tbody"
# Microsoft's programs leave out the quotation marks that nothing needs.
_MICROSOFT = re.compile(rb'<meta name="?generator"? content="microsoft (excel|word)')
_COVER = re.compile(rb'<meta name="?excel workbook frameset')
# Google's pages name no program: every sheet is a “waffle” in a “ritz”, every document begins its style alike.
_GOOGLE_SHEET = b".ritz .waffle"
_GOOGLE_DOCUMENT = re.compile(rb"ol\{margin:0;padding:0\}table td,table th\{padding:0\}|\.lst-kix_")


def is_page(head: bytes) -> bool:
    """Whether bytes in small letters begin as a web page does."""
    return head.startswith(_HTML) or (head.startswith(b"<?xml") and b"<html" in head)


def page_family(data: bytes, named: str) -> str:
    """What a page was meant to be: by its name, or else by the office program that wrote it; ``html`` else."""
    head = data[:HEAD].lower()
    meant = _MEANT.get(named, "html")
    if meant == "html" or _COVER.search(head):
        meant = _written_by(head) or meant
    # A page that was cut off opens all the same, and nobody sees what is missing.
    cut_off = b"<html" in head and b"</html" not in data[-_TAIL:].lower()
    return "damaged" if cut_off and meant != "html" else meant


def _written_by(head: bytes) -> str:
    if _COVER.search(head):
        return "page-cover"
    if _LIBREOFFICE.search(head):
        return "page-xls" if _CALC_STYLE in head else "page-doc"
    if program := _MICROSOFT.search(head):
        return "page-xls" if program[1] == b"excel" else "page-doc"
    if _GOOGLE_SHEET in head:
        return "page-xls"
    return "page-doc" if _GOOGLE_DOCUMENT.search(head) else ""
