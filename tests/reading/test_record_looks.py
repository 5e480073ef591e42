"""What the looks of a cell say about its answer: a line through it, a share shown as per cent, a time of day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.ooxml.limits import BESIDE_CELLS
from pipeline.reading.tables.noticing import notices_of
from pipeline.reading.workbook.around_answers import LOOKS_MISSED, NUMBER_UNKNOWN
from pipeline.scheme import Scheme
from pipeline.values import Confidence, NoticeKind

from .records import PLAN, ROW, cell, filled, plan, read, saved, told

REVIEW = "Stage 3 Review"


def struck(book: Any, sheet: str, *cells: str) -> None:
    for at in cells:
        book[sheet][at].font = Font(strike=True)


def beside(out: str, kept: str) -> CellRichText:
    """“~~Ann Other~~ Jo Marsh”, as every spreadsheet program keeps it."""
    return CellRichText(TextBlock(InlineFont(strike=True), out), TextBlock(InlineFont(b=True), kept))


@pytest.mark.parametrize(
    ("column", "name", "value"), [("E", "who", "Jo Marsh"), ("H", "by_when", dt.date(2026, 3, 27))]
)
def test_a_crossed_out_answer_is_read_with_a_doubt_and_told(
    column: str, name: str, value: object, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    struck(book, PLAN, f"{column}5")
    form = read(saved(book), scheme)
    found = cell(form, name)
    assert (found.value, found.confidence, found.how) == (value, Confidence.LIKELY, "crossed out")
    assert told(form) == [("struck-out", f"{column}5", found.read)]


def test_a_crossed_out_date_that_the_sheet_keeps_as_a_number_is_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["H5"].value = dt.date(2026, 3, 27)
    struck(book, PLAN, "H5")
    assert told(read(saved(book), scheme)) == [("struck-out", "H5", "27/03/2026")]


def test_a_row_crossed_out_from_end_to_end_is_told_once(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:3], "Train mentors", *ROW[4:])])
    struck(book, PLAN, *(f"{letter}6" for letter in "ABCDEFGHI"))
    form = read(saved(book), scheme)
    assert plan(form, "action") == [ROW[3], "Train mentors"]
    assert told(form) == [("struck-out", "B6", ROW[1])]
    assert [notice.words["what"] for notice in form.notices] == ["Every answer in this row"]


def test_words_crossed_out_beside_others_are_left_out_and_told(
    blank_record: bytes, resave: Any, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[PLAN]["E5"].value, book[PLAN]["H5"].value = (
        beside("Ann Other ", "Jo Marsh"),
        beside("19/12/2025 ", "27/03/2026"),
    )
    book["School and team"]["B7"].value = beside("Mr Old", " Ms New")
    for content in (saved(book), resave(saved(book), "xlsx")):
        form = read(content, scheme)
        assert form.fields["head_name"].value == "Ms New"
        assert (cell(form, "who").value, cell(form, "by_when").value) == ("Jo Marsh", dt.date(2026, 3, 27))
        words = [(n.place.cell, n.words["out"]) for n in form.notices if n.kind is NoticeKind.STRUCK_PART]
        assert words == [("B7", "Mr Old"), ("E5", "Ann Other"), ("H5", "19/12/2025")]


def test_a_text_whose_every_run_is_crossed_out_is_crossed_out(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    run = InlineFont(strike=True, b=True)
    book[PLAN]["E5"].value = CellRichText(TextBlock(InlineFont(strike=True), "Ann "), TextBlock(run, "Other"))
    form = read(saved(book), scheme)
    assert (cell(form, "who").value, told(form)) == ("Ann Other", [("struck-out", "E5", "Ann Other")])


def test_a_line_through_what_the_form_printed_says_nothing(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    struck(book, PLAN, "A1", "A2", "B4", "A5", "A9")
    form = read(saved(book), scheme)
    assert (plan(form, "action"), told(form), list(notices_of(form, scheme))) == ([ROW[3]], [], [])


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0.82, "0%", "82%"),
        (0.825, "0.0%", "82.5%"),
        (0.82, "General", "0.82"),
        (12, "0", "12"),
        (0.604166667, "hh:mm", "14:30"),
    ],
)
def test_a_number_is_read_as_the_sheet_shows_it(
    number: float, code: str, shown: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[REVIEW]["D5"].value, book[REVIEW]["D5"].number_format = number, code
    assert cell(read(saved(book), scheme), "impact", table="review").read == shown


def test_an_officer_is_told_of_comments_beyond_those_we_look_at(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    for row in range(100, 101 + BESIDE_CELLS):
        book[PLAN][f"M{row}"].comment = Comment("seen", "JM")
    form = read(saved(book), scheme)
    assert told(form) == [("beside-left-out", PLAN, PLAN)]
    assert [dict(notice.words) for notice in form.notices] == [{"what": "comments", "most": "2,000"}]


def _too_many(styles: bytes) -> bytes:
    """As many formats as a workbook keeps that was pasted together for years: more than we read."""
    formats = "".join(f'<xf numFmtId="{at % 7}" fontId="{at % 97}" fillId="{at % 31}"/>' for at in range(120_000))
    return styles.replace(b"</cellXfs>", f"{formats}</cellXfs>".encode(), 1)


def _cut_off(styles: bytes) -> bytes:
    return styles[:2_000]


@pytest.mark.parametrize("spoil", [_too_many, _cut_off])
def test_formats_that_cannot_be_read_are_told_at_each_number_and_on_each_sheet(
    spoil: Any, replace: Any, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[PLAN]["H5"].value = dt.date(2026, 3, 27)
    form = read(replace(saved(book), "xl/styles.xml", spoil), scheme)
    assert cell(form, "by_when").value == dt.date(2026, 3, 27)
    unread = {(n.place.sheet, n.place.cell): n.words["seen"] for n in form.notices if n.kind is NoticeKind.LOOKS_UNREAD}
    assert unread[PLAN, "H5"] == NUMBER_UNKNOWN.format(number="46108")
    assert unread["Stage 1 Assess", None] == LOOKS_MISSED
