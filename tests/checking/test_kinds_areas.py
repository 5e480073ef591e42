"""Kinds of check across tables: how an area stands in one decides what is asked of it in another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Example, Scheme

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="module")
def resilient() -> Scheme:
    return load_scheme(RULES / "resilient-school")


def said(scheme: Scheme, rule: str, record: dict[str, Any]) -> list[str]:
    found = check(submission_of(Example(record=record), scheme), scheme, dt.date(2026, 3, 2))
    return [finding.message for finding in found if finding.rule == rule]


def standing(**of: str) -> dict[str, Any]:
    return {"each": {"strength": "Some strength"}, "but": {name: {"strength": how} for name, how in of.items()}}


def test_only_rows_about_an_area_that_stands_so_are_asked(resilient: Scheme) -> None:
    plan = [
        {"action": "Friends travel together", "principle": "education"},
        {"action": "A garden", "principle": "health"},
    ]
    record = {"areas": standing(education="Weak", friendships="Strong"), "plan": plan}
    assert said(resilient, "plan-builds-on", record) == [
        "A1 is about Education, which you say is weak. We could not see which strong area it builds on."
    ]


def test_an_area_that_is_named_must_stand_so(resilient: Scheme) -> None:
    plan = [{"action": "Friends travel together", "principle": "education", "builds_on": "talents"}]
    record = {"areas": standing(friendships="Strong"), "plan": plan}
    assert said(resilient, "plan-builds-on-strength", record) == [
        "A1 builds on Talents and interests. On the sheet “Six areas” that is not marked as strong."
    ]
    assert said(resilient, "plan-builds-on-strength", {"areas": standing(talents="Strong"), "plan": plan}) == []
