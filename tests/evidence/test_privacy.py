"""What is pointed out in a whole submission, with the grown-ups and the school itself left out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evidence.privacy import personal_notices, pointed_out
from pipeline.scheme import Scheme
from pipeline.values import Place, Submission, Understood, Value

sys.path.insert(0, str(Path(__file__).parent))
import submissions as s

SAID = "Larkspur's counselling has grown. Zed's anxiety has not."


@pytest.mark.parametrize(("school", "seen"), [
    ("Larkspur Primary School", ["Zed's anxiety"]),
    ("Ashmere Infants", ["Larkspur's counselling", "Zed's anxiety"]),
])  # fmt: skip
def test_the_schools_own_name_beside_what_it_offers_is_no_child(school: str, seen: list[str], scheme: Scheme) -> None:
    place = Place("Report.txt")
    report = replace(s.file("Report.txt", SAID), notices=personal_notices([[(place, SAID)]], scheme.privacy))
    form = s.record({})
    assert form.form is not None
    named = Value("record.school.school_name", school, school, Place("Record.xlsx"), Understood.ANSWER)
    form = replace(form, form=replace(form.form, fields={"school_name": named}))
    assert [n.words["seen"] for n in pointed_out(Submission((form, report)), scheme)] == seen
