"""Each row of a review is put to the action it is about, or it is told that no action is."""

from __future__ import annotations

import pytest

from pipeline.scheme import Scheme

from .records import HEADINGS, ROW, own_record, read, told

PLAN = [
    HEADINGS,
    ("A1", *ROW[1:3], "Hold coffee mornings", *ROW[4:]),
    ("A2", *ROW[1:3], "Train the midday supervisors in coaching", *ROW[4:]),
    ("A3", *ROW[1:3], "3 year groups plan a quiet corner", *ROW[4:]),
]


def reviewed(
    names: list[str], scheme: Scheme, plan: list[tuple[str, ...]] = PLAN
) -> tuple[list[str | None], list[tuple[str, str | None, str]]]:
    """The actions that rows of a review under such numbers are put to, and what is told."""
    book = own_record({"Plan": plan}, with_review=False)
    sheet = book.create_sheet("Review")
    sheet.append(("No.", "RAG", "Impact so far", "Evidence"))
    for number, name in enumerate(names):
        sheet.append((name, "Yes", f"Families came {number} times", "E4"))
    form = read(book, scheme)
    return [row.key for row in form.tables["review"]], told(form)


@pytest.mark.parametrize(
    "name",
    ["A2", "2", "2.", "(2)", "#2", "A.2", "A-2", "no. 2", "Action 2", "Action no. 2", "action #2", "Action two", "Two",
     "2 - supervisors", "Action 2: train them", "Train the midday supervisors in coaching",
     "A2 Train the midday supervisors in coaching", "Train the midday supervisors",
     "Train midday supervisors in coaching"],
)  # fmt: skip
def test_an_action_is_known_by_its_number_or_its_own_words(name: str, scheme: Scheme) -> None:
    assert reviewed([name], scheme) == (["A2"], [])


def test_an_action_that_begins_with_a_number_is_known_by_its_words(scheme: Scheme) -> None:
    assert reviewed(["3 year groups plan a quiet corner", "A1"], scheme) == (["A3", "A1"], [])


@pytest.mark.parametrize("name", ["A99", "7b", "Overall", "Action 12", "Build a pond"])
def test_a_review_of_what_is_no_action_is_told_where_it_stands(name: str, scheme: Scheme) -> None:
    assert reviewed(["A1", name], scheme)[1] == [("unknown-number", "A3", name)]


@pytest.mark.parametrize("heading", ["#", "Action #", "Nr", "Item", "Action number", "Ref no."])
def test_a_plan_numbered_under_another_name_is_reviewed(heading: str, scheme: Scheme) -> None:
    plan = [(heading, *HEADINGS[1:]), *PLAN[1:]]
    assert reviewed(["A1", "A2", "A3"], scheme, plan) == (["A1", "A2", "A3"], [])
    assert reviewed(["A4"], scheme, plan)[1] == [("unknown-number", "A2", "A4")]


def test_the_actions_of_a_plan_without_numbers_are_counted_from_the_top(scheme: Scheme) -> None:
    plan = [row[1:] for row in PLAN]
    assert reviewed(["Action 1", "Train the midday supervisors in coaching"], scheme, plan) == (["A1", "A2"], [])
    assert reviewed(["A4"], scheme, plan)[1] == [("unknown-number", "A2", "A4")]
