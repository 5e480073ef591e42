"""A fault planted in any cell is named at that cell by everything a school gets."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.believable_year.course.year import write_year
from pipeline.checking.engine import check
from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.difference import Before
from pipeline.feedback.letter import letter_context
from pipeline.ooxml.our_marks import NEXT_STEPS
from pipeline.reading.files import read_file, read_files
from pipeline.scheme.loader import load_scheme
from pipeline.values import CaseState, CaseView, FileKind, Finding, School, SourceFile, Submission

from .workbooks import notes, outlines, saved

SCHEME = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
TODAY = dt.date(2026, 1, 12)
CASE = CaseView("C-1", School("1", "St Mary's"), "kent-award", "2025.1", CaseState.OPENED, TODAY, "Ŵyn")
PLAN = "Stage 2 Plan"


def source(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())


@cache
def record() -> bytes:
    """A Record of the believable year with something in every row of its plan's first eight."""
    for drop in write_year(3, 1, SCHEME).drops:
        for name, content in drop.files.items():
            if name.endswith(".xlsx") and read_file(source(name, content), SCHEME).kind is FileKind.RECORD:
                return content
    raise LookupError("no Record in the year")


def findings_of(content: bytes) -> tuple[Finding, ...]:
    return check(Submission(read_files([source("Record.xlsx", content)], SCHEME)), SCHEME, TODAY)


@settings(max_examples=8, deadline=None)
@given(row=st.integers(5, 12), fault=st.sampled_from(["soon", " ", "\u00a0", "#REF!", "\u200b"]))
def test_the_note_the_outline_the_first_sheet_and_the_letter_all_name_the_cell(row: int, fault: str) -> None:
    book = load_workbook(io.BytesIO(record()))
    cell = f"H{row}"
    book[PLAN][cell] = fault
    content = saved(book)
    found = [f for f in findings_of(content) if f.place.cell == cell and f.place.sheet == PLAN]
    assert found
    annotated = annotate_record(content, found)
    assert list(notes(annotated, PLAN)) == [cell]
    assert list(outlines(annotated, PLAN)) == [cell]
    sheet = load_workbook(io.BytesIO(annotated))[NEXT_STEPS]
    assert {line[2].value for line in sheet.iter_rows(min_row=6)} == {f"{PLAN}, {cell}"}
    assert {line[2].hyperlink.location for line in sheet.iter_rows(min_row=6)} == {f"'{PLAN}'!{cell}"}
    letter = letter_context(CASE, found, [], SCHEME, {}, TODAY)
    assert {one["places"] for one in letter["groups"]} == {f"sheet “{PLAN}”, {cell}"}  # type: ignore[attr-defined]
    assert all("“”" not in finding.message for finding in found)


def test_the_annotated_record_is_read_as_the_record_is() -> None:
    content = record()
    annotated = annotate_record(content, findings_of(content), before=Before(()), file="Record.xlsx")
    before, after = (read_file(source("Record.xlsx", one), SCHEME) for one in (content, annotated))
    assert annotated != content
    assert before.form is not None
    assert after.form is not None
    assert list(after.form.values()) == list(before.form.values())
    assert after.form.notices == before.form.notices
