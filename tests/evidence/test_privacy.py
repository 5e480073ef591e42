"""What is pointed out in a whole submission, with the grown-ups and the school itself left out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evidence.privacy import LETTERS, MOST_IN_A_FILE, personal_notices, pointed_out
from pipeline.scheme import Scheme
from pipeline.values import NoticeKind, Place, Submission, Understood, Value

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


@pytest.mark.parametrize(("text", "more"), [
    ("".join(f"Ollie Marsh{'abcdefghij'[at // 10]}{'abcdefghij'[at % 10]}, Year 4.\n" for at in range(41)), True),
    ("Ollie Marsh, Year 4.\n" * 41, False),
    ("word " * (LETTERS // 5), True),
])  # fmt: skip
def test_where_more_is_seen_than_is_listed_the_file_says_so(text: str, more: bool, scheme: Scheme) -> None:
    notices = personal_notices([[(Place("Voices.txt"), text)]], scheme.privacy)
    kinds = [notice.kind for notice in notices]
    assert (kinds.count(NoticeKind.LOOKED_SO_FAR), len(kinds) <= MOST_IN_A_FILE + 1) == (more, True)


def test_a_box_of_a_form_as_long_as_we_look_through_is_no_pupil(scheme: Scheme) -> None:
    form = s.application(criteria={"1.1": {"how": "Ollie Marsh, Year 4. ".ljust(LETTERS - 1)}})
    assert [n.words["seen"] for n in pointed_out(Submission((form,)), scheme)] == ["Ollie Marsh, Year 4"]
