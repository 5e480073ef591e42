"""A form is made with answers in it, and read back they are the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.blank_forms.answers import TICKED, Answers, answers_of
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.reading.files import read_file
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import SourceFile

APPLICATION = {
    "school_name": "Ashmere Primary School",
    "declared": TICKED,
    "criteria.staff-training.rating": ("Partly",),
    "criteria.staff-training.how": "All staff are trained.\nSupervision is termly & free < £5.",
    "evidence.E2.title": "Minutes of the governors",
    "evidence.E2.kind": ("Minutes of a meeting",),
    "evidence.E2.date": dt.date(2026, 1, 12),
    "evidence.E19.title": "A nineteenth piece",
}
RECORD = {
    "school_name": "Ashmere Primary School",
    "activity.student-voice.current": "=A council of pupils",
    "plan.A3.principle": ("1. Leadership",),
    "plan.A3.action": "Ask all pupils",
    "plan.A3.start": dt.date(2026, 1, 5),
    "plan.A34.action": "The thirty-fourth",
    "review.A3.impact": "More pupils come",
}


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")


def test_an_application_made_with_answers_reads_as_they_were(scheme: Scheme) -> None:
    built = build_application(scheme, Answers(APPLICATION))
    form = read_file(SourceFile("Application.docx", built, "1"), scheme).form
    assert form is not None
    assert answers_of(form, scheme).boxes == APPLICATION


def test_a_record_made_with_answers_reads_as_they_were(scheme: Scheme) -> None:
    answers = {**RECORD, "plan.A3.principle": (scheme.options("principles")[0],)}
    built = build_record(scheme, Answers(answers))
    form = read_file(SourceFile("Record.xlsx", built, "1"), scheme).form
    assert form is not None
    assert answers_of(form, scheme).boxes == answers
