"""The resilient school: its expectations, six areas under both sets of names, and plans that build on a strength."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from pipeline.checking.engine import check
from pipeline.reading.answers.choices import choose
from pipeline.reading.files import read_file
from pipeline.reading.which_form.crosswalk import as_it_was
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme, WorkedCase
from pipeline.values import FileClass, FileKind, FileReading, Form, NoticeKind, SourceFile, Submission
from tests.schemes.filling import sources
from tests.schemes.test_every_scheme import RULES

AREAS = {
    "secure-base": {"strength": "Strong", "why": "Most name an adult.", "whom": ["Families"], "helps": "The gate"},
    "education-2016": {"strength": "Weak", "why": "Many are away.", "whom": ["Families"]},
    "friendships-2016": {"strength": "Some strength", "why": "Some are alone.", "whom": ["Peers"]},
    "talents-2016": {"strength": "Some strength", "why": "Clubs are full.", "whom": ["Peers"]},
    "positive-values": {"strength": "Strong", "why": "Pupils share.", "whom": ["Peers"], "helps": "Mentors"},
    "social-competencies": {"strength": "Some strength", "why": "Some quarrel.", "whom": ["Peers"]},
}


@pytest.fixture(scope="module")
def resilient() -> Scheme:
    return load_scheme(RULES / "resilient-school")


@pytest.fixture(scope="module")
def of_2016(resilient: Scheme) -> Form:
    """A Record in the form that printed the areas by their first names, read by the rules of today."""
    old = as_it_was(resilient, resilient.crosswalks[0])
    plan = [{"principle": "education-2016", "action": "Friends travel together", "builds_on": "positive-values"}]
    case = WorkedCase(name="By the first names", record={"areas": {"each": {}, "but": AREAS}, "plan": plan})
    content = sources(case, old)[0].content
    form = read_file(SourceFile("Record.xlsx", content, hashlib.sha256(content).hexdigest()), resilient).form
    assert form is not None
    return form


def test_it_has_eight_expectations_and_six_areas(resilient: Scheme) -> None:
    record = resilient.document("record")
    assert [len(resilient.areas_in(record.table(table))) for table in ("activity", "areas")] == [8, 6]
    evidence = [criterion.id for criterion in resilient.criteria_of("evidence")]
    assert evidence == ["evidence-used", "vulnerable-found", "named-lead", "safe-space", "peer-mentoring"]
    assert resilient.wording == "ours"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Secure base", "feeling-secure"),
        ("Positive values", "emotions"),
        ("Social competencies", "emotions"),
        ("Education", "education"),
        ("Friendships", "friendships"),
        ("Talents and interests", "talents"),
        ("Health", "health"),
    ],
)
def test_an_area_is_known_by_its_first_name_and_its_later_one(resilient: Scheme, first: str, later: str) -> None:
    assert choose(first, "principles", resilient)[0] == later
    assert choose(resilient.principle(later).name, "principles", resilient)[0] == later


def test_a_record_with_the_first_names_is_carried_over_two_areas_becoming_one(of_2016: Form) -> None:
    told = [(row.key, row.cells["strength"].value) for row in of_2016.tables["areas"]]
    assert told == [
        ("feeling-secure", "Strong"),
        ("education", "Weak"),
        ("friendships", "Some strength"),
        ("talents", "Some strength"),
        ("emotions", "Strong"),
        ("emotions", "Some strength"),
    ]
    action = of_2016.tables["plan"][0].cells
    assert (action["principle"].value, action["builds_on"].value) == ("education", "emotions")
    assert [notice.kind for notice in of_2016.notices] == [NoticeKind.OLD_VERSION]


def test_nobody_is_asked_about_health_by_a_form_that_never_printed_it(of_2016: Form, resilient: Scheme) -> None:
    assert "record.areas[health]" in of_2016.missing
    reading = FileReading("Record.xlsx", "x", 1, FileKind.RECORD, FileClass.PARSED, form=of_2016)
    found = check(Submission((reading,)), resilient, dt.date(2026, 3, 2))
    assert [finding.rule for finding in found if finding.rule.startswith(("areas-", "plan-builds"))] == []
