"""What only points at another answer is told as that, and nothing is told that would follow from the other answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.checking.engine import check
from pipeline.reading.files import read_files
from pipeline.scheme import Scheme
from pipeline.values import SourceFile, Submission

OUTCOME = "Referrals to the nurse go up from 2 to 8 a year"
PLAN = {f"Stage 2 Plan!{column}{row}": f"{words} {row}" for column, words in {"D": "Train mentors", "E": "Tom"}.items()
        for row in (5, 6)}  # fmt: skip
HOW = "Our deputy head leads a team of six who meet twice a term"


def told(scheme: Scheme, *rules: str, **files: bytes) -> list[tuple[str, str]]:
    """What these rules tell of some files: the rule, and the cell or what was read."""
    kinds = {"record": "Record.xlsx", "application": "Application.docx"}
    sources = [SourceFile(kinds.get(name, f"{name}.txt"), data, name * 8) for name, data in files.items()]
    found = check(Submission(read_files(sources, scheme)), scheme, dt.date(2026, 3, 2))
    return [(f.rule, f.place.cell or f.read) for f in found if f.rule in rules]


@pytest.mark.parametrize("ditto", ["see above", "ditto", '"', "as A1"])
def test_the_same_as_above_is_not_told_twice_as_the_same(ditto: str, fill_record: Any, scheme: Scheme) -> None:
    record = fill_record({**PLAN, "Stage 2 Plan!F5": OUTCOME, "Stage 2 Plan!F6": ditto})
    assert told(scheme, "record-repeated", "plan-same-outcome", record=record) == [("record-repeated", "F6")]


def test_the_same_words_twice_still_are(fill_record: Any, scheme: Scheme) -> None:
    record = fill_record({**PLAN, "Stage 2 Plan!F5": OUTCOME, "Stage 2 Plan!F6": OUTCOME})
    assert told(scheme, "record-repeated", "plan-same-outcome", record=record) == [("plan-same-outcome", "F6")]


def test_see_above_in_the_application_is_told_and_names_no_evidence_itself(
    fill_application: Any, scheme: Scheme
) -> None:
    first, second = (f"criteria.{criterion.id}" for criterion in scheme.criteria[:2])
    answers = {
        f"{first}.how": HOW,
        f"{first}.evidence": "E14",
        f"{second}.how": "ditto",
        f"{second}.evidence": "see above",
    }
    application = fill_application({**answers, "evidence.E1.title": "Minutes"})
    rules = ("application-repeated", "criteria-refs-exist", "criteria-same-text")
    assert sorted(told(scheme, *rules, application=application)) == [
        ("application-repeated", "ditto"),
        ("application-repeated", "see above"),
        ("criteria-refs-exist", "E14"),
    ]


def test_a_line_of_the_index_that_is_as_another_is_that_one_s_file(fill_application: Any, scheme: Scheme) -> None:
    application = fill_application({
        "evidence.E1.title": "Minutes", "evidence.E1.file": "minutes.txt",
        "evidence.E2.title": "More minutes", "evidence.E2.file": "as E1",
        "evidence.E3.title": "Other minutes", "evidence.E3.file": "as E9",
    })  # fmt: skip
    files = {"application": application, "minutes": b"Minutes of the school council, 12 January 2026"}
    assert told(scheme, "evidence-attached", **files) == [("evidence-attached", "as E9")]


@pytest.mark.parametrize("words", ["See attached", "see attached doc", "in folder", "attached docs"])
def test_evidence_that_is_only_said_to_be_somewhere_is_no_answer(words: str, fill_record: Any, scheme: Scheme) -> None:
    record = fill_record({**PLAN, "Stage 2 Plan!I5": words, "Stage 2 Plan!I6": "Minutes"})
    rules = ("plan-evidence", "record-attachment-missing")
    assert told(scheme, *rules, record=record) == [("plan-evidence", "I5")]


@pytest.mark.parametrize("error", ["#REF!", "#NAME?", "#N/A"])
def test_a_formula_s_error_pasted_into_the_application_is_told(
    error: str, fill_application: Any, scheme: Scheme
) -> None:
    application = fill_application({f"criteria.{scheme.criteria[0].id}.impact": error})
    assert told(scheme, "application-error-values", application=application) == [("application-error-values", error)]


@pytest.mark.parametrize(
    ("said", "role"), [("Link Gov", "Governor for wellbeing"), ("Gov", "Governor for wellbeing"),
                       ("Teaching Asst", "Teaching assistant")],
)  # fmt: skip
def test_roles_are_known_by_what_staff_rooms_call_them(said: str, role: str, fill_record: Any, scheme: Scheme) -> None:
    record = fill_record({"School and team!A14": "Sal Pringle", "School and team!C14": said})
    form = read_files([SourceFile("Record.xlsx", record, "0" * 64)], scheme)[0].form
    assert form is not None
    assert form.tables["team"][0].cells["role"].value in (role, (role,))
