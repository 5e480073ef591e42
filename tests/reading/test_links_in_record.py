"""Links behind a Record's cells: what shows is a word or two, what counts is where they lead."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Link, Place, SourceFile, Submission

SHEET, CELL = "Stage 1 Assess", "C5"


def test_a_link_that_only_the_school_can_open_is_told_at_its_cell(blank_record: bytes, scheme: Scheme) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_record))
    book[SHEET][CELL] = "Our policy"
    book[SHEET][CELL].hyperlink = "https://ashmere.sharepoint.com/sites/staff/policy.docx"
    book["School and team"]["B8"] = "lead@ashmere.example"
    book["School and team"]["B8"].hyperlink = "mailto:lead@ashmere.example"
    out = io.BytesIO()
    book.save(out)
    reading = read_file(SourceFile("Record.xlsx", out.getvalue(), "1"), scheme)
    assert reading.form is not None
    place = Place("Record.xlsx", sheet=SHEET, cell=CELL)
    link = Link("https://ashmere.sharepoint.com/sites/staff/policy.docx", "Our policy", place)
    assert [found for found in reading.form.links if not found.url.startswith("mailto")] == [link]
    findings = check(Submission((reading,)), scheme, date(2026, 3, 2))
    assert [(f.place, f.read) for f in findings if f.rule == "record-private-link"] == [(place, "Our policy")]
