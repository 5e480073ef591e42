"""An officer finds a school by whatever they know of it, and is told when it has closed."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.office.premises.schools import find_schools_like, one_school
from pipeline.reading.identity import Listed, SchoolList
from pipeline.values import School

AELFRIC = School("139902", "St Ælfric’s Church of England Primary School", "139902", "8862102", town="Dale",
                 postcode="ZZ13 7ZY")  # fmt: skip
OLD = School("139908", "Ferry Primary School", "139908", "8862108", town="Quay", postcode="ZZ13 9ZC")
NEW = School("149908", "Ferry Primary Academy", "149908", "8862008", town="Quay", postcode="ZZ13 9ZC")
SCHOOLS = SchoolList((Listed(OLD, closed="31-08-2024"), Listed(AELFRIC), Listed(NEW)))
CLOSED = (
    "139908  Ferry Primary School  Quay, ZZ13 9ZC  886/2108  "
    "closed on 31-08-2024, now likely Ferry Primary Academy (149908)"
)


@pytest.mark.parametrize("typed", ["aelfric", "Ælfric", "lfric", "13 7Z", "139902", "886/2102", "2102", "dale"])
def test_a_school_is_found_by_part_of_its_name_place_or_numbers(typed: str) -> None:
    assert [found.row.school for found in find_schools_like(SCHOOLS, typed)] == [AELFRIC]


@pytest.mark.parametrize("typed", ["ferry", "ZZ13 9", "quay"])
def test_a_closed_school_stands_behind_the_open_ones_with_its_day_and_its_successor(typed: str) -> None:
    assert [found.line() for found in find_schools_like(SCHOOLS, typed)] == [
        "149908  Ferry Primary Academy  Quay, ZZ13 9ZC  886/2008", CLOSED,
    ]  # fmt: skip


def test_nothing_is_given_to_a_school_that_closed() -> None:
    with pytest.raises(UsageError) as refused:
        one_school(SCHOOLS, "139908")
    assert str(refused.value) == (
        f"That school is no longer open: {CLOSED}. Give the number of the school that it is now."
    )
    assert one_school(SCHOOLS, "quay") == NEW


def test_who_names_a_closed_school_that_nothing_came_after_is_told_what_to_do() -> None:
    with pytest.raises(UsageError) as refused:
        one_school(SchoolList((Listed(OLD, closed="31-08-2024"), Listed(AELFRIC))), "139908")
    assert str(refused.value) == (
        "That school is no longer open: 139908  Ferry Primary School  Quay, ZZ13 9ZC  886/2108  closed on 31-08-2024. "
        "Ask the sender which school it is now, and give that number. If it is not on the list yet, bring it in with "
        "“award schools import FILE.csv”, or write its row into schools.csv."
    )
