"""Which schools are visited can be replayed by anybody, and nobody is passed over for too long."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.panel.lots.visits import Visited, schools_to_visit
from pipeline.scheme.model import SchoolSample

TODAY = dt.date(2026, 7, 1)
CASES = st.lists(st.integers(1, 500).map(lambda n: f"C-{n:04d}"), unique=True, max_size=60)


@given(CASES, st.sampled_from([0.0, 0.1, 0.25, 1.0]), st.integers(0, 3))
def test_a_share_is_drawn_and_never_more_than_there_are(names: list[str], share: float, least: int) -> None:
    drawn = schools_to_visit([Visited(name) for name in names], SchoolSample(share=share, least=least), "M-1", TODAY)
    assert len(drawn) == min(len(names), max(least, -(-len(names) * int(share * 100) // 100)))
    assert list(drawn) == [name for name in names if name in drawn]


@given(CASES, st.text(max_size=5))
def test_one_more_case_takes_nobody_elses_place_but_by_its_own(names: list[str], seed: str) -> None:
    rules = SchoolSample(share=0.1)
    before = set(schools_to_visit([Visited(name) for name in names], rules, seed, TODAY))
    after = set(schools_to_visit([Visited(name) for name in [*names, "C-9999"]], rules, seed, TODAY))
    assert len(before - after) <= ("C-9999" in after)


def test_a_school_is_due_on_the_day_its_years_are_over() -> None:
    rules = SchoolSample(share=0, least=0, years_between=4)
    cases = [Visited("C-1", dt.date(2022, 7, 1)), Visited("C-2", dt.date(2022, 7, 2)), Visited("C-3")]
    assert schools_to_visit(cases, rules, "M-1", TODAY) == ("C-1",)
