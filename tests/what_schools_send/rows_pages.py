"""Of X25 and D11 the forms that were saved as web pages."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.values import Place

from . import as_web_pages as pages
from .making import packed
from .table import APPLICATION, RECORD, Case, Expects


def _zipped(record: bytes) -> bytes:
    return packed(pages.excel_pages(record))


def _record(said: str, name: str, save: Callable[[bytes], bytes]) -> Case:
    return Case(said, lambda p: {name: save(p.record)}, _turned(name), sent_as={RECORD: name})


def _application(said: str, name: str, save: Callable[[bytes], bytes]) -> Case:
    return Case(
        said,
        lambda p: {name: save(p.application)},
        _turned(name),
        stands_on=(APPLICATION,),
        sent_as={APPLICATION: name},
    )


def _turned(name: str) -> Expects:
    return Expects(findings=(("file-old-kind", Place(name)),), anew=True)


RECORD_PAGES = (
    _record("Saved by Excel as a single file web page (.mht)", "Record.mht", pages.excel_in_one_file),
    _record("Saved by Excel as a web page, and zipped with its folder", "Record.zip", _zipped),
    _record("Downloaded from Google Sheets as a web page (.zip)", "Record.zip", pages.google_sheets_zip),
    Case(
        "The outer page alone of a workbook that Excel saved as a web page",
        lambda p: {"Record.htm": pages.excel_pages(p.record)["Record.htm"]},
        Expects(
            findings=(("file-unsupported", Place("Record.htm")),), classes={"Record.htm": "unsupported"},
            forms=False, school=None,
        ),
        stands_on=(),
    ),
)  # fmt: skip
APPLICATION_PAGES = (
    _application("Saved by Word as a filtered web page", "Application.htm", pages.word_filtered),
    _application("Saved by Word as a single file web page (.mht)", "Application.mht", pages.word_in_one_file),
    _application("Downloaded from Google Docs as a web page (.zip)", "Application.zip", pages.google_docs_zip),
)
