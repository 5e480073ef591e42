"""X1: a heading that nobody knows hides no column: its place says which it is, or it is named where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.scheme import Scheme
from pipeline.values import Confidence, Form

from .records import HEADINGS, PLAN, ROW, cell, filled, own_record, read, told

NOW = "Stage 1 Assess"


def own_plan(headings: tuple[str, ...], row: tuple[str, ...] = ROW) -> Any:
    return own_record({"Plan": [headings, row]})


def missing(form: Form) -> list[str]:
    """The columns that were not found."""
    return [address for address in form.missing if address.count(".") == 2]


def with_heading(at: int, heading: str) -> tuple[str, ...]:
    return (*HEADINGS[:at], heading, *HEADINGS[at + 1 :])


@pytest.mark.parametrize(
    ("at", "column", "heading"),
    [(1, "principle", "Heading"), (3, "action", "Doing"), (4, "who", "Hero"), (6, "start", "Off we go"),
     (7, "by_when", "The end"), (8, "evidenced_by", "We will see")],
)  # fmt: skip
def test_a_heading_that_nobody_knows_is_read_by_its_place_and_told(
    at: int, column: str, heading: str, scheme: Scheme
) -> None:
    form = read(own_plan(with_heading(at, heading)), scheme)
    assert (cell(form, column).read, cell(form, column).confidence) == (ROW[at], Confidence.LIKELY)
    assert told(form) == [("heading-by-place", f"{'ABCDEFGHI'[at]}1", heading)]
    assert missing(form) == []


def test_two_headings_side_by_side_that_nobody_knows_are_read_in_our_order(scheme: Scheme) -> None:
    headings = (*HEADINGS[:1], "Ours", "Because", *HEADINGS[3:])
    form = read(own_plan(headings), scheme)
    assert (cell(form, "principle").value, cell(form, "origin").value) == ("parents", "Staff")


@pytest.mark.parametrize(
    ("at", "heading", "entry"),
    [(5, "Cost", "£200"), (5, "Resources", "Biscuits for all"), (6, "Colour", "pale"), (5, "Sort", "High")],
)
def test_a_column_of_another_kind_is_not_taken_for_ours_by_its_place(
    at: int, heading: str, entry: str, scheme: Scheme
) -> None:
    form = read(own_plan(with_heading(at, heading), (*ROW[:at], entry, *ROW[at + 1 :])), scheme)
    assert missing(form) == [f"record.plan.{('outcome', 'start')[at - 5]}"]


def test_where_the_place_does_not_tell_the_headings_that_we_do_not_know_are_named(scheme: Scheme) -> None:
    headings = (*HEADINGS[:5], "Hopes", "Fears", *HEADINGS[6:])
    form = read(own_plan(headings, (*ROW[:5], "More families come", "Nobody comes", *ROW[6:])), scheme)
    (notice,) = form.notices
    assert (notice.kind.value, notice.place.cell, notice.read) == ("heading-unknown", "F1", "Hopes")
    assert (notice.words["headings"], notice.words["columns"]) == ("“Hopes”, “Fears”", "“Expected outcome”")


def test_a_longer_heading_that_has_our_name_in_it_is_read_wherever_it_stands(scheme: Scheme) -> None:
    headings = ("What all of the evidence is", *HEADINGS[:8])
    form = read(own_plan(headings, (ROW[8], *ROW[:8])), scheme)
    assert cell(form, "evidenced_by").read == ROW[8]


@pytest.mark.parametrize(
    ("sheet", "spot", "heading", "column"),
    [(NOW, "B4", "What is not quite in place", "current"), (PLAN, "G4", "When", "start"),
     (PLAN, "C4", "From when it came", "origin")],
)  # fmt: skip
def test_our_marker_holds_a_column_whose_new_heading_is_like_that_of_another_that_is_there(
    sheet: str, spot: str, heading: str, column: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[sheet][spot], book[NOW]["B5"] = heading, "Circle time"
    form = read(book, scheme)
    assert missing(form) == []
    assert cell(form, column, table="activity" if sheet == NOW else "plan").answered


@pytest.mark.parametrize(
    ("at", "column", "heading"),
    [(8, "evidenced_by", "Monitoring / evidence"), (4, "who", "Lead or person responsible"),
     (7, "by_when", "Deadline & end date")],
)  # fmt: skip
def test_a_heading_of_two_names_of_one_column_is_known_and_needs_no_word(
    at: int, column: str, heading: str, scheme: Scheme
) -> None:
    form = read(own_plan(with_heading(at, heading)), scheme)
    assert (cell(form, column).read, told(form)) == (ROW[at], [])
