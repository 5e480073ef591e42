"""Every row of the table comes out as a school and an officer expect, and the page for officers says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import at_the_door
from .coming_out import TABLE, case_of, outcome, unlike
from .page import page
from .table import Case, Drops

PAGE = Path(__file__).resolve().parents[2] / "docs" / "what-schools-send.md"
READ = [
    pytest.param(row.id, number, id=f"{row.id}.{number + 1}")
    for row in TABLE
    for number, case in enumerate(row.cases)
    if isinstance(case, Case)
]
DROPPED = [
    pytest.param(case, id=f"{row.id}.{number + 1}")
    for row in TABLE
    for number, case in enumerate(row.cases)
    if isinstance(case, Drops)
]


@pytest.mark.parametrize(("row", "number"), READ)
def test_what_arrives_is_read_right_or_named_at_its_place(row: str, number: int) -> None:
    assert unlike(case_of(row, number), outcome(row, number)) == []


@pytest.mark.parametrize("drops", DROPPED)
def test_what_lies_in_the_inbox_is_taken_in_or_left_as_it_should_be(drops: Drops) -> None:
    assert at_the_door.unlike(drops) == []


def test_the_table_has_every_row_once_and_in_order() -> None:
    wanted = [
        f"{letter}{number}" for letter, last in (("X", 29), ("D", 15), ("E", 11)) for number in range(1, last + 1)
    ]
    assert [row.id for row in TABLE] == wanted


def test_every_row_has_a_case_that_shows_it() -> None:
    assert [row.id for row in TABLE if not row.cases] == []


def test_the_page_for_officers_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
