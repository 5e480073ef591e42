"""What stands in a box means what a careful person would take it to mean."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.reading.answers.choices import choose, choose_several
from pipeline.reading.answers.dates import parse_date
from pipeline.reading.answers.references import parse_refs, parse_urn
from pipeline.reading.answers.values import Raw, understand
from pipeline.scheme import Scheme
from pipeline.scheme.model import FieldLayout, FieldType
from pipeline.values import Place, Understood, Value


def _take(scheme: Scheme, kind: FieldType, text: str, choices: str | None = None) -> Value:
    layout = FieldLayout(id="x", label="X", type=kind, choices=choices)
    return understand(layout, Raw(text), "record.x", Place("f"), scheme)


@pytest.mark.parametrize(
    "text",
    ["18/07/2026", "18.7.26", "18-07-2026", "2026-07-18", "18 July 2026", "18th July, 26", "Saturday 18 Jul 2026",
     "18th of July 2026", "18/7/2026", "2026-07-18T00:00:00"],
)  # fmt: skip
def test_a_full_date_is_read_day_first(text: str) -> None:
    assert parse_date(text) == dt.date(2026, 7, 18)


@pytest.mark.parametrize("text", ["by Easter", "July 2026", "07/18/2026", "31/02/2026", "ongoing", "Term 3", "2026"])
def test_what_is_no_full_date_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["TBC", "n/a", "N/A", "-", "–", "see attached", "Type here", "tbc.", "…", "?"])
def test_a_placeholder_is_no_answer(text: str, scheme: Scheme) -> None:
    value = _take(scheme, FieldType.LONG_TEXT, text)
    assert (value.understood, value.value, value.read) == (Understood.PLACEHOLDER, None, text)


@pytest.mark.parametrize("text", ["", "  \n ", "Click to write", "Click or tap here to enter text."])
def test_an_untouched_box_is_empty(text: str, scheme: Scheme) -> None:
    assert _take(scheme, FieldType.LONG_TEXT, text).understood is Understood.EMPTY


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#VALUE!"])
def test_a_broken_formula_is_unclear(text: str, scheme: Scheme) -> None:
    assert _take(scheme, FieldType.TEXT, text).understood is Understood.UNCLEAR


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("8. Leadership and management", "principles", "leadership"),
        ("8", "principles", "leadership"),
        ("Principle 8", "principles", "leadership"),
        ("leadership & management", "principles", "leadership"),
        ("Leadership and managment", "principles", "leadership"),
        ("met", "rating", "Met"),
        ("✓ Met", "rating", "Met"),
        ("☐ Met\n☒ Partly\n☐ Not yet", "rating", "Partly"),
        ("[ ] Met [x] Partly [ ] Not yet", "rating", "Partly"),
        ("X Met\n☐ Partly\n☐ Not yet", "rating", "Met"),
        ("Met ☐ Partly ☒ Not yet ☐", "rating", "Partly"),
        ("Met ☒ Partly ☐ Not yet", "rating", None),
        ("☐ Met\n☐ Partly\n☐ Not yet", "rating", None),
        ("Not met", "rating", None),
        ("☒ Met\n☒ Partly\n☐ Not yet", "rating", None),
        ("SLT", "team-roles", "Senior leader (SLT)"),
        ("Deputy Headteacher", "team-roles", "Senior leader (SLT)"),
        ("in  progress", "done", "In progress"),
        ("✓", "done", "Yes"),
        ("✗", "done", "No"),
    ],
)
def test_a_choice_is_taken_only_when_it_is_sure(text: str, choices: str, expected: str | None, scheme: Scheme) -> None:
    assert choose(text, choices, scheme)[0] == expected


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("1 & 4", "principles", ("curriculum", "need-and-impact")),
        ("L&M, 3", "principles", ("staff", "leadership")),
        ("L&M + 3", "principles", ()),
        ("Parents and carers; ethos and culture", "principles", ("parents", "ethos")),
        ("1 and 12", "principles", ()),
        ("Headteacher and DSL", "team-roles", ("Senior leader (SLT)", "Pastoral staff")),
        ("Chair of governors, parent", "team-roles", ("Governor for wellbeing",)),
        ("Head of Year 9", "team-roles", ("Class teacher",)),
        ("PA to the Head", "team-roles", ()),
        ("Caretaker", "team-roles", ()),
    ],
)
def test_several_in_one_box_are_each_read_or_none_is(
    text: str, choices: str, expected: tuple[str, ...], scheme: Scheme
) -> None:
    assert choose_several(text, choices, scheme) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E1, E2 and E5", ("E1", "E2", "E5")),
        ("e1;e 2", ("E1", "E2")),
        ("E1-E3, E3", ("E1", "E2", "E3")),
        ("1, 2", ("E1", "E2")),
        ("see evidence E4", ("E4",)),
        ("Ev 3, item 4 and no. 5", ("E3", "E4", "E5")),
        ("Evidence 7 – photo", ()),
        ("E01", ("E1",)),
        ("our policy of 2024", ()),
        ("E9-E2", ()),
        ("E1; minutes of 12 May 2025", ("E1",)),
        ("E2, 3 and 5 show what 25 children said", ("E2", "E3", "E5")),
        ("E3: in our questionnaire 72% could say why", ("E3",)),
    ],
)
def test_evidence_references_are_read_in_order(text: str, expected: tuple[str, ...]) -> None:
    assert parse_refs(text, "E") == expected


@pytest.mark.parametrize(
    "text",
    ["URN 118201 / DfE 886-2034", "118201 (DfE no. 886/2034)", "118201 8862034", "886 2034 / 118201",
     "118 201, DfE 886 2034", "118201, UKPRN 10012345", "118201 – Marlow Brook", "LAESTAB: 886/2034; URN: 118201",
     "118201 / 118201"],
)  # fmt: skip
def test_a_urn_is_found_beside_the_schools_other_numbers(text: str) -> None:
    assert parse_urn(text) == "118201"


@pytest.mark.parametrize(
    "text",
    ["118201 or 118202", "886/2034", "01622 118201", "old URN 118201", "not 118201", "118201 since 2019", "11820"],
)
def test_a_number_that_may_be_another_is_no_urn(text: str) -> None:
    assert parse_urn(text) is None


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (FieldType.EMAIL, "a@one.example; b@one.example", "It holds 2 of them, and we need one."),
        (FieldType.URN, "118201 / 118202 / 118203", "It holds 3 of them, and we need one."),
        (FieldType.EMAIL, "a at one.example", ""),
        (FieldType.URN, "11820", ""),
    ],
)
def test_of_several_in_one_box_is_said_that_one_is_needed(kind: FieldType, text: str, why: str, scheme: Scheme) -> None:
    value = understand(FieldLayout(id="x", label="X", type=kind), Raw(text), "a.x", Place("a"), scheme)
    assert (value.understood, value.how) == (Understood.UNCLEAR, why)


def test_a_urn_keeps_its_digits(scheme: Scheme) -> None:
    assert _take(scheme, FieldType.URN, "URN: 118765").value == "118765"
    assert _take(scheme, FieldType.URN, "11876").understood is Understood.UNCLEAR


def test_an_email_address_is_found(scheme: Scheme) -> None:
    assert _take(scheme, FieldType.EMAIL, "Sam <sam@school.example>").value == "sam@school.example"
    assert _take(scheme, FieldType.EMAIL, "ask the office").understood is Understood.UNCLEAR


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u2060\u00a0", "\u200b\u200d", "\u00ad", "\u200e"])
def test_signs_that_nobody_sees_choose_nothing(scheme: Scheme, sign: str) -> None:
    taken = _take(scheme, FieldType.CHOICE, sign, "evidence-kinds")
    assert (taken.value, taken.understood) == (None, Understood.PLACEHOLDER)


@pytest.mark.parametrize("sign", ["/", "•", "⭐"])
def test_a_sign_that_may_be_a_choice_is_quoted(scheme: Scheme, sign: str) -> None:
    taken = _take(scheme, FieldType.CHOICE, sign, "evidence-kinds")
    assert (taken.value, taken.read, taken.understood) == (None, sign, Understood.UNCLEAR)
