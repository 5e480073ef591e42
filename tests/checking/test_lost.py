"""What a school took out of the form is told once, and nothing that only follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.scheme import Scheme
from pipeline.scheme.model import Example

MET = {"rating": "Met", "how": "Our link governor visits each term", "impact": "More pupils name a trusted adult"}
INDEX = [
    {"title": "Minutes", "kind": "Minutes of a meeting", "area": area, "date": dt.date(2026, 1, 12), "file": f"{n}.pdf"}
    for n, area in enumerate(("Student voice", "Parents and carers", "Environment"), start=1)
]
GONE = ["evidence.title", "evidence.kind", "evidence.area", "evidence.file", "evidence.date"]


def _told(scheme: Scheme, application: Mapping[str, object]) -> list[tuple[str, str]]:
    files = [{"name": f"{n}.pdf", "date": dt.date(2026, 1, 12), "text": "Minutes"} for n in (1, 2, 3)]
    example = Example.model_validate({"application": application, "files": files})
    found = check(submission_of(example, scheme), scheme, dt.date(2026, 3, 2))
    about, besides = ("criteria-", "index-", "evidence-"), ("criteria-same-text", "evidence-same")
    return [(f.rule, f.message) for f in found if f.rule.startswith(about) and f.rule not in besides]


def test_a_lost_criterion_is_told_and_not_the_evidence_that_it_alone_named(scheme: Scheme) -> None:
    codes = {criterion.id: criterion.code for criterion in scheme.criteria}
    first, *rest = codes
    cells = {key: {**MET, "evidence": ["E2"]} for key in rest}
    told = _told(scheme, {"criteria": {"each": MET, "but": {**cells, first: None}}, "evidence": INDEX})
    assert told == [("criteria-there", f"We could not find criterion {codes[first]} in your Application.")]


def test_an_index_that_is_gone_is_told_and_not_every_reference_to_it(scheme: Scheme) -> None:
    application = {"criteria": {"each": {**MET, "evidence": ["E1", "E2"]}}, "missing": GONE}
    assert _told(scheme, application) == [("index-table", "We could not find the evidence index in this form.")]


def test_a_self_assessment_without_any_criterion_gets_one_sentence(scheme: Scheme) -> None:
    told = [words for rule, words in _told(scheme, {"evidence": INDEX}) if rule == "criteria-there"]
    assert told == ["We could not find any criterion in your Application."]
