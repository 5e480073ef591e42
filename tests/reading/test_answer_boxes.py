"""Where the answer to a label stands: beside it, further along the row, below it, and never in another label."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from openpyxl.styles import Font

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, SourceFile, Submission

from .records import ROW, filled, own_record, read, saved

LABELS = ("School or setting", "URN", "Postcode", "Headteacher or manager", "Lead for this award", "Lead's e-mail")
ANSWERS = ("Elm Primary School", "118201", "ME99 4QT", "Mrs I Fairweather", "Tom Oduya", "t.oduya@elm.example.org")
Lines = Sequence[Sequence[str]]


def about(lines: Lines, scheme: Scheme) -> dict[str, tuple[str, str | None]]:
    """What is read on a first sheet of these lines: each answer with its cell."""
    book = own_record({"Plan": [ROW]})
    sheet = book["About us"]
    sheet.delete_rows(1, sheet.max_row)
    for line in lines:
        sheet.append(line)
    return {name: (value.read, value.place.cell) for name, value in read(book, scheme).fields.items() if value.read}


def standing(column: str, rows: Sequence[int] = range(1, 7)) -> dict[str, tuple[str, str]]:
    names = ("school_name", "urn", "postcode", "head_name", "lead_name", "lead_email")
    return {name: (text, f"{column}{row}") for name, text, row in zip(names, ANSWERS, rows, strict=True)}


@pytest.mark.parametrize(
    ("between", "column"),
    [([], "B"), ([""], "C"), ([":"], "C"), (["*", ""], "D"), (["", "", ""], "E"), (["→"], "C")],
)
def test_an_answer_behind_a_spacer_column_is_read(between: list[str], column: str, scheme: Scheme) -> None:
    lines = [(label, *between, answer) for label, answer in zip(LABELS, ANSWERS, strict=True)]
    assert about(lines, scheme) == standing(column)


def test_an_answer_typed_over_the_help_beside_our_own_box_is_read(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    sheet = book["School and team"]
    for row, answer in enumerate(ANSWERS, start=4):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = None, answer
    fields = read(book, scheme).fields
    assert {name: (fields[name].read, fields[name].place.cell) for name in standing("C")} == standing("C", range(4, 10))
    assert fields["urn"].confidence is Confidence.LIKELY


@pytest.mark.parametrize("looks_kept", [True, False])
def test_printed_help_further_along_is_no_answer(looks_kept: bool, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    sheet = book["School and team"]
    for row in range(4, 11):
        sheet.cell(row, 2).value = None
        if not looks_kept:
            sheet.cell(row, 3).font = Font()
    assert {value.read for value in read(book, scheme).fields.values()} == {""}


def test_labels_across_are_answered_below_them(scheme: Scheme) -> None:
    cells = ("A2", "B2", "C2", "D2", "E2", "F2")
    found = about([LABELS, ANSWERS], scheme)
    assert list(found.values()) == list(zip(ANSWERS, cells, strict=True))


def test_labels_across_in_two_bands_are_answered_below_them(scheme: Scheme) -> None:
    found = about([LABELS[:3], ANSWERS[:3], LABELS[3:], ("", *ANSWERS[4:])], scheme)
    assert list(found) == ["school_name", "urn", "postcode", "lead_name", "lead_email"]
    assert found["lead_name"] == ("Tom Oduya", "B4")


def test_a_label_of_ours_is_never_an_answer(scheme: Scheme) -> None:
    lines = [("School or setting", "URN", "118201"), ("Postcode", "", "Headteacher or manager", "Mrs I Fairweather")]
    assert about(lines, scheme) == {"urn": ("118201", "C1"), "head_name": ("Mrs I Fairweather", "D2")}


def test_an_answer_that_is_only_another_name_of_a_label_is_an_answer(scheme: Scheme) -> None:
    lines = [("Headteacher", "Mrs I Fairweather"), ("Lead for this award", "Headteacher"), ("Pupils on roll", "210")]
    assert about(lines, scheme) == {"head_name": ("Mrs I Fairweather", "B1"), "lead_name": ("Headteacher", "B2")}


def test_what_is_missing_is_asked_for_on_the_sheet_that_the_school_has(scheme: Scheme) -> None:
    book = own_record({"Plan": [ROW]})
    book["About us"].title = "Sheet1"
    submission = Submission((read_file(SourceFile("Record.xlsx", saved(book), "0" * 64), scheme),))
    found = [f for f in check(submission, scheme, dt.date(2025, 11, 26)) if f.rule == "record-school"]
    assert {(f.place.sheet, f.fix.rpartition(" on ")[2]) for f in found} == {("Sheet1", "the sheet “Sheet1”.")}
