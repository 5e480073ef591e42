"""What single kinds of check promise about how schools really write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checking.engine import check
from pipeline.checking.kinds.tables import has_role
from pipeline.checking.proving.examples import submission_of
from pipeline.scheme.model import Example, Scheme
from pipeline.values import Place, Row, Scalar, Severity, Understood, Value


def _value(value: Scalar) -> Value:
    return Value("any", value, str(value), Place("a"), Understood.ANSWER)


@pytest.mark.parametrize(
    ("post", "leads"),
    [
        ("Deputy Headteacher (Pastoral)", True),
        ("Assistant Head/DSL", True),
        ("Head of School", True),
        ("Head of Year 9", False),
        ("Head of Maths", False),
        ("PA to the Head", False),
        ("Class teacher", False),
    ],
)
def test_a_senior_leader_is_known_by_the_post(scheme: Scheme, post: str, leads: bool) -> None:
    row = Row("team", None, Place("a"), {"name": _value("R. Okafor"), "post": _value(post)})
    leaders = [role for role in scheme.team_roles if role.id == "senior-leader"]
    assert has_role(row, leaders[0]) is leads


def _rules(scheme: Scheme, **example: object) -> list[str]:
    submission = submission_of(Example.model_validate(example), scheme)
    return [finding.rule for finding in check(submission, scheme, dt.date(2026, 3, 2))]


def test_the_review_date_of_a_policy_is_not_taken_for_its_own(scheme: Scheme) -> None:
    line = {"title": "Wellbeing policy", "kind": "Policy", "date": dt.date(2019, 5, 1), "file": "policy.pdf"}
    rules = _rules(
        scheme,
        application={"evidence": [line]},
        files=[{"name": "policy.pdf", "date": dt.date(2027, 5, 1)}],
    )
    assert rules.count("evidence-age") == 1


@pytest.mark.parametrize(
    ("school", "written", "clear"),
    [
        ({"name": "The Elm Federation"}, "118501 / 118504", True),
        ({"name": "The Elm Federation"}, "Infants 118 501, Juniors 118504", True),
        ({"name": "The Elm Federation"}, "118501 / 11850", False),
        ({"name": "The Elm Federation"}, "two schools", False),
        ({"urn": "118501"}, "118501 / 118504", False),
        ({"urn": "118501", "laestab": "8862101"}, "886/2101", True),
        ({"urn": "118501", "laestab": "8862101"}, "DfE number 8862101", True),
        ({"urn": "118501", "laestab": "8862101"}, "886/2102", False),
        (None, "118501 / 118504", False),
    ],
)
def test_numbers_that_name_the_school_of_the_case_will_do_in_place_of_its_urn(
    scheme: Scheme, school: dict[str, str] | None, written: str, clear: bool
) -> None:
    papers = {"record": {"urn": f"?{written}"}, "application": {"urn": f"?{written}"}}
    unclear = {"record-fields-clear", "application-fields-clear"} & set(_rules(scheme, school=school, **papers))
    assert unclear == (set() if clear else {"record-fields-clear", "application-fields-clear"})


@pytest.mark.parametrize(("role", "leads"), [(("Senior leader (SLT)", "Pastoral staff"), True), (("Other",), False)])
def test_a_person_with_several_roles_counts_for_each(scheme: Scheme, role: tuple[str, ...], leads: bool) -> None:
    rules = _rules(scheme, record={"team": [{"name": "R. Okafor", "role": role}, {"name": "B. Lee", "role": "Other"}]})
    assert ("team-leader" not in rules) is leads


@pytest.mark.parametrize("unclear", ["?The big one", "TBC", None])
def test_an_action_without_a_clear_principle_may_be_the_one_that_is_looked_for(
    scheme: Scheme, unclear: str | None
) -> None:
    plan = [
        {"action": "Train mentors", "principle": "staff", "who": "Jo Marsh"},
        {"action": "Name a governor", "principle": unclear, "who": "Jo Marsh"},
    ]
    gaps = {"each": {}, "but": {"parents": {"gaps": "Few families come"}}}
    rules = _rules(scheme, record={"activity": gaps, "plan": plan})
    assert {"plan-covers-gaps", "plan-leadership"}.isdisjoint(rules)
    assert [rule for rule in rules if rule in {"plan-choice-unclear", "plan-principle"}] == [
        "plan-choice-unclear" if unclear == "?The big one" else "plan-principle"
    ]


@pytest.mark.parametrize(("parcel", "told"), [
    ({"name": "Evidence.rar", "class": "unsupported"}, " It may be in “Evidence.rar”, which we could not open."),
    ({"name": "Fwd.eml", "class": "too-large"}, " It may be in “Fwd.eml”, which we could not open."),
    ({"name": "Assembly.mov", "class": "unsupported"}, ""),
])  # fmt: skip
def test_a_file_that_did_not_come_may_be_in_a_parcel_that_was_not_opened(
    scheme: Scheme, parcel: dict[str, object], told: str
) -> None:
    example = {"application": {"evidence": [{"title": "Notes", "file": "Minutes.pdf"}]}, "files": [parcel]}
    submission = submission_of(Example.model_validate(example), scheme)
    (missing,) = [f for f in check(submission, scheme, dt.date(2026, 3, 2)) if f.rule == "evidence-attached"]
    assert missing.message == f"E1 names “Minutes.pdf”. No such file came that we could open.{told}"


@pytest.mark.parametrize("file", ["Minutes (1).pdf", "Copy of Minutes.pdf", "E01_CM.pdf"])
def test_a_copy_of_what_is_named_or_what_a_line_may_mean_is_not_asked_for_again(scheme: Scheme, file: str) -> None:
    came = [{"name": file, "bytes": "x"}] if file.startswith("E01") else [
        {"name": "Minutes.pdf", "bytes": "x"}, {"name": file, "bytes": "x"}]  # fmt: skip
    rules = _rules(scheme, application={"evidence": [{"title": "Notes", "file": "Minutes.pdf"}]}, files=came)
    assert {"evidence-listed", "evidence-twins"}.isdisjoint(rules)


@pytest.mark.parametrize(("cells", "last", "told"), [(11, 180, 0), (12, 180, 1), (1, 240, 1)])
def test_a_form_that_points_at_more_than_we_follow_is_told_to_the_officer(
    scheme: Scheme, cells: int, last: int, told: int
) -> None:
    many = {"name": f"E1-E60, E61-E120, E121-E{last}"}
    assert _rules(scheme, record={"team": [many] * cells}).count("not-looked-through") == told


def test_a_form_longer_than_we_look_through_is_told_to_the_officer(scheme: Scheme) -> None:
    rules = _rules(scheme, record={"team": [{"name": "Jo Marsh " * 3_000}] * 16})
    assert rules.count("not-looked-through") == 1


def test_nothing_shown_to_a_school_is_the_offices_business(scheme: Scheme) -> None:
    office = [rule.id for rule in scheme.checks if rule.severity == Severity.OFFICE.value]
    assert sorted(office) == [
        "application-anchors",
        "application-heading-near",
        "application-several-schools",
        "declaration-sent-apart",
        "lead-email-private",
        "not-looked-through",
        "personal-data",
        "photo-location",
        "record-beside-left-out",
        "record-heading-near",
        "record-on-our-sheet",
        "whose-doubt",
    ]


_ANSWERS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(["TBC", "?soon", "{x}", "E1-E3", "Yes", "Met"]),
    st.dates(),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_answers_whatever_stop_the_checks(scheme: Scheme, data: st.DataObject) -> None:
    def filled(document_id: str) -> Mapping[str, object]:
        layout = scheme.document(document_id)
        answers: dict[str, object] = {field.id: data.draw(_ANSWERS) for field in layout.fields}
        for table in layout.tables:
            row = {column.id: data.draw(_ANSWERS) for column in table.columns}
            answers[table.id] = [row, row] if table.rows == "blank" else {"each": row}
        return answers

    example = Example(record=filled("record"), application=filled("application"))
    findings = check(submission_of(example, scheme), scheme, data.draw(st.dates()))
    assert [f.order for f in findings] == sorted(f.order for f in findings)
    assert all(f.message and f.fix for f in findings)


def test_a_row_of_the_plan_that_holds_only_an_action_is_one_point(scheme: Scheme) -> None:
    full = {"principle": "leadership", "origin": "Staff", "action": "Name a governor", "who": "Jo Marsh",
            "outcome": "Governors ask about it", "start": "2025-10-06", "by_when": "2026-06-26",
            "evidenced_by": "Minutes"}  # fmt: skip
    submission = submission_of(Example(record={"plan": [full, full, full, {"action": "Train mentors"}]}), scheme)
    found = [f.rule for f in check(submission, scheme, dt.date(2026, 3, 2)) if f.rule.startswith("plan-")]
    assert found == ["plan-lone-action"]


def _told(scheme: Scheme, **example: object) -> list[tuple[str, str | None, str]]:
    found = check(submission_of(Example.model_validate(example), scheme), scheme, dt.date(2026, 3, 2))
    ours = ("evidence-not-sent", "evidence-link", "web-page", "unmatched", "file-missing", "refs-exist")
    ours += ("evidence-missing", "attachment-missing", "criteria-evidence")
    return [(finding.rule, finding.read, finding.severity.value) for finding in found if finding.rule.endswith(ours)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("?wellbeing policy.pdf", "criteria-evidence-not-sent"),
        ("?https://marshlane.sharepoint.com/x", "criteria-evidence-link"),
        ("?www.marshlane.example", "criteria-evidence-web-page"),
        ("?the display in the hall", "criteria-evidence-unmatched"),
        ("TBC", "criteria-evidence"),
    ],
)
def test_what_stands_in_place_of_a_reference_gets_exactly_one_finding(scheme: Scheme, written: str, rule: str) -> None:
    cells = {"rating": "Met", "how": "x", "impact": "x", "evidence": written}
    criteria = {"each": {}, "but": {"voice-structures": cells}}
    assert _told(scheme, application={"criteria": criteria}) == [(rule, written.lstrip("?"), "required")]


@pytest.mark.parametrize(
    ("record", "rule", "severity"),
    [
        (
            {"activity": {"each": {}, "but": {"parents": {"evidence": "log.pdf"}}}},
            "activity-evidence-missing",
            "required",
        ),
        ({"activity": {"each": {}, "but": {"parents": {"evidence": "E77"}}}}, "activity-refs-exist", "required"),
        ({"activity": {"each": {}, "but": {"parents": {"current": "See log.pdf"}}}}, "record-file-missing", "advice"),
        ({"plan": [{"evidenced_by": "log.pdf"}]}, "record-file-missing", "advice"),
        ({"plan": [{"evidenced_by": "E77"}]}, "record-refs-exist", "advice"),
        ({"review": [{"evidence": "log.pdf"}]}, "review-evidence-missing", "required"),
        ({"review": [{"evidence": "E77"}]}, "review-refs-exist", "required"),
    ],
)
def test_every_claim_in_the_record_that_leads_nowhere_is_told(
    scheme: Scheme, record: Mapping[str, object], rule: str, severity: str
) -> None:
    found = _told(scheme, record=record, application={"evidence": [{"title": "Minutes"}]})
    assert [(name, how) for name, _, how in found] == [(rule, severity)]


def test_a_criterion_that_is_gone_is_told_at_the_table_of_its_own_principle(scheme: Scheme) -> None:
    criteria = {"each": {"rating": "Met"}, "but": {"ethos-values": None}}
    submission = submission_of(Example.model_validate({"application": {"criteria": criteria}}), scheme)
    form = submission.application
    assert form is not None
    principle = {criterion.id: criterion.principle for criterion in scheme.criteria}
    homes = {p.id: number for number, p in enumerate(scheme.principles, start=20)}
    rows = tuple(
        replace(row, place=replace(row.place, table=homes[principle[row.key or ""]])) for row in form.tables["criteria"]
    )
    parted = replace(form, tables={**form.tables, "criteria": rows})
    files = tuple(replace(f, form=parted) if f.form is form else f for f in submission.files)
    found = check(replace(submission, files=files), scheme, dt.date(2026, 3, 2))
    told = [(f.place, f.message) for f in found if f.rule.startswith("criteria-")]
    place = Place(form.file, table=homes[principle["ethos-values"]], row=1, column=1)
    code = next(c.code for c in scheme.criteria if c.id == "ethos-values")
    rest = [f for f in told if not f[1].startswith("Criterion ")]
    assert rest == [(place, f"We could not find criterion {code} in your Application.")]
