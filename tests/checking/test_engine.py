"""What the engine promises: places, order, and no follow-on findings."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from pipeline.checking.engine import check, check_whole
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import add_months
from pipeline.scheme.model import Example, Scheme
from pipeline.values import Finding, Notice, NoticeKind, Place, Submission

_TODAY = dt.date(2026, 3, 2)
_RECORD_FILE = "Resilience and Emotional Wellbeing Record.xlsx"


def _check(scheme: Scheme, **example: object) -> tuple[Finding, ...]:
    return check(submission_of(Example.model_validate(example), scheme), scheme, _TODAY)


def _by_rule(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def _action(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "principle": "leadership",
        "origin": "Governors",
        "action": "Name a governor for wellbeing who visits each term",
        "who": "Jo Marsh",
        "outcome": "Governors ask about wellbeing at each meeting",
        "start": dt.date(2025, 9, 8),
        "by_when": dt.date(2026, 6, 26),
        "evidenced_by": "Minutes",
    }
    return {**row, **changes}


def test_nothing_sent_gives_the_two_missing_documents_and_nothing_else(scheme: Scheme) -> None:
    findings = check(Submission(()), scheme, _TODAY)
    assert [(f.rule, f.place) for f in findings] == [
        ("record-present", Place("")),
        ("application-present", Place("")),
    ]


def test_a_missing_document_hides_every_other_check_of_it(scheme: Scheme) -> None:
    findings = _check(scheme, record={})
    assert {f.place.file for f in findings} == {"", _RECORD_FILE}


def test_findings_come_in_order_of_what_matters_most(scheme: Scheme) -> None:
    findings = _check(scheme, record={"plan": [_action(start=None)]}, application={})
    assert [f.order for f in findings] == sorted(f.order for f in findings)
    assert len({f.order for f in findings}) > 10


def test_a_missing_date_is_found_at_its_own_cell_and_once(scheme: Scheme) -> None:
    findings = _check(scheme, record={"plan": [_action(), _action(by_when="TBC", outcome="More visits by governors")]})
    at_row = [f for f in findings if f.place.cell == "H3"]
    assert [(f.rule, f.read) for f in at_row] == [("plan-by-when", "TBC")]
    assert at_row[0].place == Place(_RECORD_FILE, sheet="Stage 2 Plan", cell="H3")
    assert at_row[0].message == "A2 has no date to finish by. We read “TBC”."


def test_an_empty_cell_reads_as_nothing(scheme: Scheme) -> None:
    found = _by_rule(_check(scheme, record={"plan": [_action(who=None)]}), "plan-who")
    assert [f.message for f in found] == ["A1 does not say who is responsible. We read nothing."]


def test_a_missing_column_is_said_once_not_for_every_row(scheme: Scheme) -> None:
    plan = [{k: v for k, v in _action().items() if k != "start"} for _ in range(4)]
    findings = _check(scheme, record={"plan": plan, "missing": ["plan.start"]})
    assert [f.place for f in _by_rule(findings, "plan-columns")] == [Place(_RECORD_FILE, sheet="Stage 2 Plan")]
    assert _by_rule(findings, "plan-start") == []


def test_a_year_that_is_a_slip_is_said_once(scheme: Scheme) -> None:
    findings = _check(scheme, record={"plan": [_action(start=dt.date(2052, 9, 8))]})
    assert [f.rule for f in findings if f.rule in ("plan-dates-order", "plan-start-window")] == ["plan-dates-order"]


def test_what_is_hidden_is_known_beside_what_is_told_and_is_none_of_it(scheme: Scheme) -> None:
    slip = {"plan": [_action(start=dt.date(2052, 9, 8))]}
    told, hidden = check_whole(submission_of(Example.model_validate({"record": slip}), scheme), scheme, _TODAY)
    assert told == _check(scheme, record=slip)
    assert [f.place.cell for f in _by_rule(hidden, "plan-start-window")] == ["G2"]
    assert not set(told) & set(hidden)


def test_the_other_rows_of_a_plan_keep_their_findings(scheme: Scheme) -> None:
    slip, late = _action(start=dt.date(2052, 9, 8)), _action(by_when=dt.date(2062, 6, 26), outcome="Other")
    findings = _check(scheme, record={"plan": [slip, late]})
    assert [f.place.cell for f in _by_rule(findings, "plan-end-window")] == ["H3"]


def test_a_file_not_sent_is_found_at_the_index_rows_file_cell(scheme: Scheme) -> None:
    index = [{"title": "Minutes", "file": "minutes.pdf"}, {"title": "Survey", "file": "survey.xlsx"}]
    findings = _check(scheme, application={"evidence": index}, files=[{"name": "MINUTES.PDF"}])
    found = _by_rule(findings, "evidence-attached")
    assert [(f.place.row, f.place.column, f.read) for f in found] == [(3, 5, "survey.xlsx")]


def test_a_place_in_word_is_told_by_what_a_person_sees_there(scheme: Scheme) -> None:
    found = _check(
        scheme,
        application={
            "urn": "12",
            "criteria": {"each": {}, "but": {"voice-structures": {"how": "See rota.pdf"}}},
            "evidence": [{"title": "Rota", "file": "Rota.pdf"}],
        },
    )
    told = {f.rule: f.where for f in found if f.place.table}
    rules = ("application-fields-clear", "application-file-missing", "evidence-attached")
    assert [told.get(rule) for rule in rules] == [
        "Your school, “URN”",
        "criterion 2.1, “How we meet it”",
        "Evidence index, E1, “File name”",
    ]


def test_what_only_follows_from_as_above_is_not_told_beside_it(scheme: Scheme) -> None:
    long = "All staff had a training day on emotion coaching in September"
    rows = {"activity": {"each": {}, "but": {"staff": {"current": long}, "ethos": {"current": long}}}}
    sent = submission_of(Example.model_validate({"record": rows}), scheme)
    (twice,) = _by_rule(check(sent, scheme, _TODAY), "activity-same-text")
    (reading,) = sent.files
    assert reading.form
    noticed = Notice(NoticeKind.REPEATED, twice.place, "as above", {"label": "What we do now", "where": "above"})
    form = dataclasses.replace(reading.form, notices=(noticed,))
    found = check(Submission((dataclasses.replace(reading, form=form),)), scheme, _TODAY)
    assert [f.rule for f in found if f.place == twice.place and f.rule != "activity-evidence"] == ["record-repeated"]


def test_a_file_named_in_place_of_an_impact_is_told_once_where_it_did_not_come(scheme: Scheme) -> None:
    rows = [{"done": "Yes", "impact": "see audit.pdf", "evidence": "E1"}, {"done": "Yes", "impact": "Good"}]
    found = _check(scheme, record={"review": rows})
    told = [(f.rule, f.subject) for f in found if f.rule in ("review-impact-short", "record-file-missing")]
    assert told == [("review-impact-short", "A2"), ("record-file-missing", "A1")]


def test_a_form_that_another_took_the_place_of_has_no_advice_of_its_own(scheme: Scheme) -> None:
    (new,) = submission_of(Example.model_validate({"record": {}}), scheme).files
    converted = Notice(NoticeKind.CONVERTED, Place("Record.xls"), "Record.xls", {"old": "old", "newer": ".xlsx"})
    assert new.form
    form = dataclasses.replace(new.form, file="Record.xls")
    old = dataclasses.replace(new, file="Record.xls", form=form, notices=(converted,))
    told = [check(Submission(files), scheme, _TODAY) for files in ((old,), (old, new))]
    assert [len(_by_rule(found, "file-old-kind")) for found in told] == [1, 0]


def test_evidence_in_each_area_can_be_asked_for(scheme: Scheme) -> None:
    areas = ["Student voice", "Parents and carers", "Environment"]
    few = {"evidence": [{"title": area, "area": area} for area in areas]}
    many = {"evidence": [{"title": f"{area} {n}", "area": area} for area in areas for n in range(3)]}
    strict = scheme.model_copy(
        update={"evidence": scheme.evidence.model_copy(update={"reading": "per_area"})},
    )
    assert _by_rule(_check(scheme, application=few), "evidence-minimum") == []
    assert len(_by_rule(_check(strict, application=few), "evidence-minimum")) == 1
    assert _by_rule(_check(strict, application=many), "evidence-minimum") == []


def test_braces_and_markup_in_an_answer_are_only_text(scheme: Scheme) -> None:
    found = _by_rule(_check(scheme, record={"urn": "{read.__class__} <b>"}), "record-fields-clear")
    assert [f.read for f in found] == ["{read.__class__} <b>"]
    assert "“{read.__class__} <b>”" in found[0].message


def test_the_same_submission_gives_the_same_findings(scheme: Scheme) -> None:
    example = {"record": {"plan": [_action(start=None)]}, "application": {}}
    assert _check(scheme, **example) == _check(scheme, **example)


def test_months_are_counted_by_the_calendar() -> None:
    assert add_months(dt.date(2026, 3, 31), -1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2025, 11, 30), 3) == dt.date(2026, 2, 28)


def test_what_a_row_with_something_in_it_lacks_is_told_at_once_and_of_an_empty_row_one_thing(scheme: Scheme) -> None:
    whole = {"current": "Weekly circle time in every class", "evidence": "Timetables", "gaps": "No gap"}
    broken = {"current": "?=A1/0", "evidence": "n/a", "gaps": "No gap"}
    but = {"first": broken, "second": {}, "last": {"gaps": "No gap"}}
    example = Example.model_validate({"record": {"activity": {"each": whole, "but": but}}})
    told, hidden = check_whole(submission_of(example, scheme), scheme, _TODAY)
    activity = [(f.rule, f.subject) for f in told if f.rule.startswith("activity-")]
    first, second, *_, last = [area.short_name for area in scheme.principles]
    assert sorted(activity) == sorted([
        ("activity-evidence", first),
        ("activity-every-principle", second),
        ("activity-every-principle", last),
        ("activity-evidence", last),
    ])  # fmt: skip
    assert [(f.rule, f.subject) for f in hidden if f.rule.startswith("activity-")] == [
        ("activity-evidence", second),
        ("activity-gaps", second),
    ]


def test_an_action_that_cannot_be_read_still_asks_for_the_rest_of_its_row(scheme: Scheme) -> None:
    findings = _check(scheme, record={"plan": [_action(), _action(action="?#REF!", who=None)]})
    assert [f.subject for f in _by_rule(findings, "plan-who")] == ["A2"]


@pytest.mark.parametrize(
    ("label", "example"),
    [
        ("Who is responsible", "Jo Marsh, PSHE lead"),
        ("By when", "27/03/2026"),
        ("Evidence", "E4, lunchtime log"),
        ("A heading of nobody’s", ""),
    ],
)
def test_an_example_is_that_of_the_column_the_finding_stands_in(scheme: Scheme, label: str, example: str) -> None:
    above = {"kind": "repeated", "label": label, "read": "as above", "where": "the row above"}
    (found,) = _by_rule(_check(scheme, record={"notices": [above]}), "record-repeated")
    assert found.example == example


def test_a_date_that_is_not_clear_has_a_date_for_its_example_and_no_urn(scheme: Scheme) -> None:
    found = _by_rule(_check(scheme, record={"started_on": "?last autumn", "urn": "?12"}), "record-fields-clear")
    assert [(f.subject, f.example) for f in found] == [("URN", "123456"), ("Date you started", "08/09/2025")]
