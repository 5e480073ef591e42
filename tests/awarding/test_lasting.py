"""An award lasts to the day, leap years too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.awarding.lasting import valid_until
from pipeline.awarding.wording import minus_months
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import ENGLISH


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")


@pytest.mark.parametrize(
    ("awarded", "ends"),
    [
        (dt.date(2026, 3, 2), dt.date(2028, 3, 2)),
        (dt.date(2026, 2, 28), dt.date(2028, 2, 28)),
        (dt.date(2028, 2, 29), dt.date(2030, 2, 28)),
        (dt.date(2026, 12, 31), dt.date(2028, 12, 31)),
    ],
)
def test_an_award_ends_on_its_own_day_two_years_later(scheme: Scheme, awarded: dt.date, ends: dt.date) -> None:
    assert valid_until(awarded, scheme) == ends


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (dt.date(2028, 3, 2), 3, dt.date(2027, 12, 2)),
        (dt.date(2028, 5, 31), 3, dt.date(2028, 2, 29)),
        (dt.date(2027, 5, 31), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), -3, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 12, dt.date(2025, 12, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day: dt.date, months: int, earlier: dt.date) -> None:
    assert minus_months(day, months) == earlier


def test_numbers_and_lists_are_said_as_people_say_them() -> None:
    assert [ENGLISH.number(n) for n in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    assert [ENGLISH.listed(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@pytest.mark.parametrize(("renewed", "years"), [(False, 3), (True, 1)])
def test_an_award_that_follows_another_lasts_as_long_as_its_scheme_says(renewed: bool, years: int) -> None:
    scheme = load_scheme(Path(__file__).parents[2] / "rules" / "examples" / "tenth-school")
    assert valid_until(dt.date(2026, 3, 2), scheme, renewed=renewed) == dt.date(2026 + years, 3, 2)
