"""Rounds of an award: which one a day belongs to, and what lies between."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.scheme.model import Intake, Round

ROUNDS = Intake(
    rounds=(
        Round(closes=dt.date(2026, 3, 13), notify_by=dt.date(2026, 4, 24)),
        Round(closes=dt.date(2026, 6, 12), notify_by=dt.date(2026, 7, 10)),
        Round(opens=dt.date(2026, 9, 7), closes=dt.date(2026, 11, 13)),
    )
)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        (dt.date(2025, 12, 1), dt.date(2026, 3, 13)),
        (dt.date(2026, 3, 13), dt.date(2026, 3, 13)),
        (dt.date(2026, 3, 14), dt.date(2026, 6, 12)),
        (dt.date(2026, 6, 13), None),
        (dt.date(2026, 9, 7), dt.date(2026, 11, 13)),
        (dt.date(2026, 11, 14), None),
    ],
)
def test_papers_belong_to_the_round_that_is_open_on_their_day(day: dt.date, closes: dt.date | None) -> None:
    found = ROUNDS.at(day)
    assert (found.closes if found is not None else None) == closes


def test_between_rounds_the_next_one_is_known() -> None:
    coming = ROUNDS.next_after(dt.date(2026, 6, 13))
    assert coming is not None
    assert coming.opens == dt.date(2026, 9, 7)
    assert ROUNDS.next_after(dt.date(2026, 11, 14)) is None


def test_a_round_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="opens, closes and is notified in that order"):
        Round(opens=dt.date(2026, 3, 2), closes=dt.date(2026, 3, 1))
