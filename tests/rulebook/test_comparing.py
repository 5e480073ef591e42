"""What changed between two editions is said in words an officer can pass on."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipeline.rulebook.comparing import compare, told
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Intake, Round

SMALL = Path(__file__).parent / "small"
SMALL_SCHEME = load_scheme(SMALL)
CHANGES = [
    ("scheme.yaml", "minimum: 3", "minimum: 4", "Evidence minimum: was “3”, is now “4”."),
    ("scheme.yaml", "validity: {years: 2}", "validity: {years: 3}", "validity, years: was “2”, is now “3”."),
    ("scheme.yaml", "rating: [Met, Partly, Not yet]", "rating: [Met, Partly, Not yet, Not for us]",
     "List rating: new “Not for us”."),
    ("scheme.yaml", "rating: [Met, Partly, Not yet]", "rating: [Not yet, Partly, Met]",
     "List rating: in another order: Not yet, Partly, Met."),
    ("criteria.yaml", "text: Leaders have a plan.", "text: Leaders have a plan and a budget.",
     "Criterion 2.1, text: was “Leaders have a plan.”, is now “Leaders have a plan and a budget.”."),
    ("criteria.yaml", '  - id: leaders-plan\n    code: "2.1"\n    principle: leaders\n    text: Leaders have a plan.\n',
     "", "Criterion 2.1 is gone: “Leaders have a plan.”."),
    ("criteria.yaml", "criteria:\n",
     'criteria:\n  - {id: budget, code: "2.2", principle: leaders, text: There is a budget.}\n',
     "Criterion 2.2 is new: “There is a budget.”."),
    ("checks/plan.yaml", "    severity: advice", "    severity: required",
     "Check plan-who-vague (An action belongs to everyone), severity: was “advice”, is now “required”."),
    ("checks/plan.yaml", "with: {after: start}\n    unless: [plan-who]", "with: {after: start}",
     "Check plan-order (An action ends before it starts), unless: gone “plan-who”."),
    ("sentences.yaml", "Time to renew: {school}", "Please renew: {school}",
     "Sentence renewal-subject: was “Time to renew: {school}”, is now “Please renew: {school}”."),
    ("scheme.yaml", "criteria: {marked: [Met, Partly]}", "criteria: {marked: [Met, Partly], how_many: most}",
     "Bronze now asks for more than half of its criteria (it asked for all)."),
    ("scheme.yaml", "criteria: {marked: [Met, Partly]}", "criteria: {marked: [Met]}",
     "Bronze now asks: All criteria are Met (it was: All criteria are Met or Partly)."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), CHANGES, ids=[change[3][:40] for change in CHANGES])
def test_a_change_is_one_sentence(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [each.says for each in compare(load_scheme(SMALL), load_scheme(folder))] == [says]


def test_of_the_rounds_only_the_one_that_changed_is_told() -> None:
    days = [dt.date(2026, month, 13) for month in (3, 6, 11)]
    old, new = (
        SMALL_SCHEME.model_copy(update={"intake": Intake(rounds=tuple(Round(closes=day) for day in closing))})
        for closing in (days, [days[0], dt.date(2026, 6, 20), days[2]])
    )
    assert [each.says for each in compare(old, new)] == [
        "intake, rounds: was “Until 13 June 2026”, is now “Until 20 June 2026”."
    ]


def test_two_that_are_the_same_have_no_difference() -> None:
    assert told(compare(load_scheme(SMALL), load_scheme(SMALL))) == ["Nothing changed."]


def test_the_examples_of_a_check_are_its_test_and_no_change_to_tell() -> None:
    scheme = load_scheme(SMALL)
    check = scheme.checks[0]
    other = check.model_copy(update={"passing": check.passing[:1]})
    assert compare(scheme, scheme.model_copy(update={"checks": (other, *scheme.checks[1:])})) == ()
