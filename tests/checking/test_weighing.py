"""What conditions promise: each counts what it says, and says why it does not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import set_scene
from pipeline.checking.weighing import Weighed, earned, scales_of, weigh
from pipeline.checking.weighing.scales import enough
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Condition, Example, LevelRules, Marking, Scheme

MET, PARTLY, NOT_YET = "Met", "Partly", "Not yet"
TODAY = dt.date(2026, 3, 2)
EXAMPLES = Path(__file__).parents[2] / "rules" / "examples"


@pytest.fixture(scope="module")
def levelled(scheme: Scheme) -> Scheme:
    """Three levels over the scheme's areas: one criterion met, most, all."""
    of_area = {
        "bronze": {"criteria": {"marked": [MET], "how_many": "any"}},
        "silver": {"criteria": {"marked": [MET], "how_many": "most"}},
        "gold": {"criteria": {"marked": [MET]}},
    }
    levels = [
        {
            "id": "bronze",
            "name": "Bronze",
            "aliases": ["Approved"],
            "needs": {"areas": {"at": "bronze", "how_many": "any"}},
        },
        {"id": "silver", "name": "Silver", "needs": {"areas": {"at": "silver", "how_many": 6, "rest_at": "bronze"}}},
        {"id": "gold", "name": "Gold", "needs": {"areas": {"at": "gold"}}},
    ]
    rules = LevelRules.model_validate({"levels": levels, "decided_by": "marks", "of_area": of_area})
    points = {MET: 2, PARTLY: 1, NOT_YET: 0}
    marking = Marking(column="application.criteria.rating", points=points, not_applicable=NOT_YET, reason="how")
    criteria = tuple(
        c.model_copy(update={"not_applicable": "with-reason", "tags": ("late",)}) if c.id == "need-data" else c
        for c in scheme.criteria
    )
    return scheme.model_copy(update={"levels": rules, "marking": marking, "criteria": criteria})


def weighed(condition: Mapping[str, Any], scheme: Scheme, **example: Any) -> Weighed:
    scene = set_scene(submission_of(Example(**example), scheme), scheme, TODAY)
    return weigh(Condition.model_validate(condition), scales_of(scene))


def marks(each: str, **but: str) -> dict[str, Any]:
    """An Application in which each criterion has a mark, but for some."""
    others = {name.replace("_", "-"): {"rating": mark} for name, mark in but.items()}
    return {"criteria": {"each": {"rating": each}, "but": others}}


def test_a_criterion_that_is_not_met_is_named_by_its_code(levelled: Scheme) -> None:
    found = weighed({"criteria": {"marked": [MET]}}, levelled, application=marks(MET, curriculum_planned=PARTLY))
    count = len(levelled.criteria)
    assert found.met is False
    assert found.says == f"{count - 1} of {count} criteria are marked “Met”; all are needed. Not yet: 1.1."


def test_criteria_can_be_counted_within_a_principle_and_by_tag(levelled: Scheme) -> None:
    papers = marks(NOT_YET, curriculum_planned=MET)
    within = {"criteria": {"marked": [MET], "within": ["curriculum"], "how_many": 1}}
    assert weighed(within, levelled, application=papers).says == "1 of 4 criteria is marked “Met”; 1 is needed."
    tagged = {"criteria": {"marked": [MET], "tagged": ["late"], "how_many": "none"}}
    assert weighed(tagged, levelled, application=papers).met is True


def test_not_applicable_with_its_reason_takes_a_criterion_out_of_the_count(levelled: Scheme) -> None:
    bare = {"criteria": {"each": {"rating": MET}, "but": {"need-data": {"rating": NOT_YET}}}}
    told = {"criteria": {"each": {"rating": MET}, "but": {"need-data": {"rating": NOT_YET, "how": "We have no data."}}}}
    all_met = {"criteria": {"marked": [MET]}}
    assert weighed(all_met, levelled, application=bare).met is False
    assert weighed(all_met, levelled, application=told).met is True


def test_most_areas_at_a_level_and_the_rest_one_below(levelled: Scheme) -> None:
    rule = {"areas": {"at": "gold", "how_many": 7, "rest_at": "silver"}}
    one_short = marks(MET, curriculum_planned=NOT_YET)
    assert weighed(rule, levelled, application=one_short).met is True
    far_below = marks(MET, curriculum_planned=NOT_YET, curriculum_skills=NOT_YET)
    found = weighed(rule, levelled, application=far_below)
    assert found.says == (
        "7 of 8 areas are at Gold or above; 7 are needed. The others must be at Silver: Curriculum learning is not."
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"food-voice": PARTLY, "food-standards": MET}, " Nearest is Food: line 3.2 is not yet “Met”."),
        ({"active-plan": MET}, " Nearest is Active lifestyles: lines 1.2 and 1.3 are not yet “Met”."),
        (
            {"food-standards": MET, "pshe-taught": MET},
            " Nearest are Food and PSHE. These lines are not yet “Met”: 3.2 and 4.2.",
        ),
        ({}, ""),
    ],
)
def test_the_areas_nearest_to_a_level_are_named_with_the_lines_they_lack(rows: dict[str, str], told: str) -> None:
    dales = load_scheme(EXAMPLES / "dales-healthy-schools")
    rule = {"areas": {"at": "bronze", "among": ["active", "feelings", "food", "pshe"], "how_many": 2}}
    papers = {"criteria": {"each": {}, "but": {row: {"rating": mark} for row, mark in rows.items()}}}
    found = weighed(rule, dales, application=papers)
    assert found.says == f"0 of 4 areas are at Bronze or above; 2 are needed.{told}"


def test_a_single_area_is_spoken_of_as_one() -> None:
    dales = load_scheme(EXAMPLES / "dales-healthy-schools")
    found = weighed({"areas": {"at": "bronze", "among": ["staff"]}}, dales, application=marks(MET, staff_load=PARTLY))
    assert found.says == (
        "0 of 1 area is at Bronze or above; 1 is needed. Nearest is Staff wellbeing: line 5.2 is not yet “Met”."
    )


def test_the_highest_level_whose_needs_are_met_is_earned(levelled: Scheme) -> None:
    def level(application: dict[str, Any]) -> str | None:
        scene = set_scene(submission_of(Example(application=application), levelled), levelled, TODAY)
        found = earned(scales_of(scene)).level
        return found.id if found is not None else None

    assert level(marks(NOT_YET)) is None
    assert level(marks(NOT_YET, curriculum_planned=MET)) == "bronze"
    assert level(marks(MET, curriculum_planned=NOT_YET)) == "silver"
    assert level(marks(MET)) == "gold"


def test_points_count_as_a_sum_or_as_a_share(levelled: Scheme) -> None:
    most = 2 * len(levelled.criteria)
    half = weighed({"points": {"least": 0.8, "share": True}}, levelled, application=marks(PARTLY))
    assert (half.met, half.says) == (False, "50% of the points are reached; 80% are needed.")
    full = weighed({"points": {"least": most}}, levelled, application=marks(MET))
    assert (full.met, full.says) == (True, f"{most} of {most} points are reached; {most} are needed.")


def test_rows_are_counted_by_kind_and_by_school_year(levelled: Scheme) -> None:
    rule = {"rows": {"table": "application.evidence", "where": {"kind": ["Policy"]}, "how_many": 2, "dated": "date",
                     "school_years": 2}}  # fmt: skip
    fresh = {"kind": "Policy", "title": "p", "date": dt.date(2024, 9, 1)}
    stale = {"kind": "Policy", "title": "p", "date": dt.date(2024, 8, 31)}
    assert weighed(rule, levelled, application={"evidence": [fresh, fresh]}).met is True
    found = weighed(rule, levelled, application={"evidence": [fresh, stale]})
    assert (found.met, found.says) == (False, "1 row counts as Policy; 2 needed.")


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        ({"level": "silver"}, True),
        ({"level": "Approved"}, True),
        ({"level": "gold"}, False),
        ({"level": "silver", "valid": True}, True),
        ({"level": "bronze", "for_years": 2}, True),
        ({"level": "silver", "for_years": 2}, False),
        ({"level": "bronze", "years": ["2021/22", "2024/25"]}, True),
        ({"level": "bronze", "years": ["2021/22", "2023/24"]}, False),
        ({}, True),
    ],
)
def test_awards_held_before_are_weighed_by_level_time_and_named_years(
    levelled: Scheme, rule: dict[str, Any], met: bool
) -> None:
    held = [
        {"level": "bronze", "first": dt.date(2022, 1, 10), "last": dt.date(2024, 1, 9)},
        {"level": "silver", "first": dt.date(2024, 10, 1), "last": dt.date(2026, 9, 30)},
    ]
    assert weighed({"held": rule}, levelled, held=held).met is met


def test_what_does_not_apply_to_a_school_holds_for_it(levelled: Scheme) -> None:
    rule = {"when": {"school": {"phases": ["Secondary"]}}, "field": {"of": "record.head_name"}}
    assert weighed(rule, levelled, record={}, school={"phase": "Primary"}).met is True
    found = weighed(rule, levelled, record={}, school={"phase": "Secondary"})
    assert (found.met, found.says) == (False, "“Headteacher or manager” is not answered.")


def test_a_figure_before_and_after_must_have_changed_enough(levelled: Scheme) -> None:
    rule = {"change": {"before": "record.head_name", "after": "record.lead_name", "least": 0.05}}
    assert weighed(rule, levelled, record={"head_name": "400 pupils", "lead_name": "420"}).met is True
    found = weighed(rule, levelled, record={"head_name": "400", "lead_name": "410"})
    assert (found.met, found.says) == (False, "It changed by +2%; +5% is needed.")
    assert weighed(rule, levelled, record={"head_name": "400"}).met is False


@pytest.mark.parametrize(
    ("first", "last", "met"),
    [
        (dt.date(2021, 10, 4), dt.date(2025, 10, 4), True),
        (dt.date(2021, 10, 4), dt.date(2025, 10, 5), False),
        (dt.date(2025, 10, 4), dt.date(2025, 10, 4), False),
    ],
)
def test_a_figure_counts_within_so_many_years_of_the_first(first: dt.date, last: dt.date, met: bool) -> None:
    journeys = load_scheme(EXAMPLES / "counted-journeys")
    names = {"before": "active_before", "after": "active_now", "from": "surveyed_before", "to": "surveyed_now"}
    rule = {"change": {**{key: f"application.{name}" for key, name in names.items()}, "least": 0.05, "within_years": 4}}
    figures = {"active_before": "60", "active_now": "63"}
    found = weighed(rule, journeys, application={**figures, "surveyed_before": first, "surveyed_now": last})
    assert found.met is met
    undated = weighed(rule, journeys, application={**figures, "surveyed_before": first})
    assert (undated.met, undated.says) == (False, "The day of each figure is needed.")


def test_evidence_is_counted_in_all_or_for_each_area(levelled: Scheme) -> None:
    lines = [{"title": "a", "kind": "Policy", "area": "Student voice"}, {"title": "b", "kind": "Photograph"}]
    found = weighed({"evidence": {"each": "area"}}, levelled, application={"evidence": lines})
    assert found.says == "There is too little evidence for Parents and carers (0 of 1) and Environment (0 of 1)."
    both = {"all_of": [{"evidence": {"kinds": ["policy"]}}, {"evidence": {"kinds": ["photo"]}}]}
    assert weighed(both, levelled, application={"evidence": lines}).met is True
    assert weighed(both, levelled, application={"evidence": lines[:1]}).reasons() == (
        "0 of 1 piece of evidence of this kind: photograph.",
    )


def test_none_of_says_what_stands_against_it(levelled: Scheme) -> None:
    rule = {"none_of": [{"criteria": {"marked": [NOT_YET], "how_many": "any"}, "says": "No criterion may be red."}]}
    assert weighed(rule, levelled, application=marks(MET)).met is True
    assert weighed(rule, levelled, application=marks(NOT_YET)).reasons() == ("No criterion may be red.",)


def test_an_expression_sees_marks_and_answers(levelled: Scheme) -> None:
    rule = {"cel": 'marks["curriculum-planned"] == "Met" && documents.record.urn != ""'}
    assert weighed(rule, levelled, application=marks(MET), record={"urn": "199001"}).met is True
    assert weighed(rule, levelled, application=marks(MET), record={}).met is False


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_and_a_number_agree_on_what_is_enough(count: int, more: int) -> None:
    of = count + more
    assert enough(count, of, "all") == (of == count)
    assert enough(count, of, "any") == enough(count, of, 1)
    assert enough(count, of, "100 %") == (of > 0 and count == of)
    assert enough(count, of, "most") == (2 * count > of)


def test_a_condition_that_looks_at_two_things_is_a_fault_of_the_rule_file() -> None:
    with pytest.raises(ValueError, match="looks at one thing, and this one at “criteria” and “cel”"):
        Condition.model_validate({"criteria": {"marked": [MET]}, "cel": "true"})
