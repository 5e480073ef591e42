"""Thirty questions, a policy that comes first, and two awards."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from tests.schemes.test_every_scheme import RULES


@pytest.fixture(scope="module")
def healthy() -> Scheme:
    return load_scheme(RULES / "healthy-schools-cambridgeshire")


def test_there_are_thirty_questions_and_each_can_be_answered_yes_or_no(healthy: Scheme) -> None:
    assert len(healthy.criteria) == 30
    assert all(criterion.text.endswith("?") for criterion in healthy.criteria)
    assert healthy.choices["answer"] == ("Yes", "No")


def test_the_five_skills_stand_within_wellbeing_and_the_policy_is_worked_first(healthy: Scheme) -> None:
    skills = [area.id for area in healthy.areas if area.within == "wellbeing"]
    assert skills == ["choices", "setbacks", "speaking", "thinking", "connections"]
    assert [area.id for area in healthy.areas if area.worked_first] == ["policy"]
    assert [stage.id for stage in healthy.stages] == ["policy", "plan", "do", "review"]


def test_the_questions_about_the_policy_are_the_gate(healthy: Scheme) -> None:
    gate = [criterion.id for criterion in healthy.criteria if "gate" in criterion.tags]
    assert gate == [criterion.id for criterion in healthy.criteria_of("policy")]


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Healthy Schools Award", 0),
        ("bronze", 0),
        ("Silver", 0),
        ("Gold", 0),
        ("Ambassador Award", 1),
        ("Platinum", None),
    ],
)
def test_awards_of_the_time_of_three_levels_are_the_first_award_now(
    word: str, place: int | None, healthy: Scheme
) -> None:
    assert healthy.levels is not None
    assert healthy.levels.place_of(word) == place


def test_the_first_award_was_called_bronze_until_the_levels_became_one(healthy: Scheme) -> None:
    assert healthy.levels is not None
    first = healthy.levels.levels[0]
    assert first.called(dt.date(2022, 2, 8)) == "Bronze"
    assert first.called(dt.date(2022, 7, 1)) == "Healthy Schools Award"
