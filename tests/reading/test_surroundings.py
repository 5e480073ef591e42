"""What stands around the answers is kept too: a URN in the footer says whose a form is."""

from __future__ import annotations

import datetime as dt
import io

import docx
import xlsxwriter

from pipeline.ooxml.package import open_package
from pipeline.reading.surroundings import saved_at, shown_in_document, shown_in_workbook
from pipeline.reading.word.document import read_document
from pipeline.reading.workbook import read_workbook

SAVED = dt.datetime(2026, 3, 2, 16, 5, 9, tzinfo=dt.UTC)


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"created": SAVED.replace(tzinfo=None)})
        sheet = book.add_worksheet("Notes")
        sheet.set_header('&L&"Arial,Bold"Oakfield && Hill School&RPage &P')
        sheet.set_footer("&CDfE 886/1234")
        sheet.write("B2", "URN 118765")
        sheet.write("C9", 8861234)
    return out.getvalue()


def test_a_workbook_shows_its_headers_footers_and_every_cell() -> None:
    package = open_package(_workbook())
    assert shown_in_workbook(read_workbook(package), package).splitlines() == [
        "Oakfield Hill School Page", "DfE 886/1234", "URN 118765", "8861234",
    ]  # fmt: skip


def test_a_document_shows_its_headers_and_footers_first() -> None:
    document = docx.Document()
    document.add_paragraph("Our application")
    document.sections[0].footer.paragraphs[0].text = "Oakfield School, URN 118765"
    out = io.BytesIO()
    document.save(out)
    shown = shown_in_document(read_document(open_package(out.getvalue())))
    assert shown == "Oakfield School, URN 118765\nOur application"


def test_a_file_says_when_it_was_saved() -> None:
    assert saved_at(open_package(_workbook())) == SAVED
