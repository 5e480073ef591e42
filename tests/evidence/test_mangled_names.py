"""A file is found under its name whatever people, programs, clouds and mail systems made of it; another file is not."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from pipeline.evidence.mentions import mentions
from pipeline.evidence.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parent))
import submissions as s

POLICY, CAFE = "Wellbeing policy.docx", "Café für Eltern Überblick.pdf"
LONG = "Minutes of the meeting of the Bell Tower Council about worries, friendship and the new quiet garden.pdf"
OTHERS = ("Anti-bullying policy.pdf", "Behaviour policy.docx", "Provision map.docx", "Staff survey results.pdf")
SCHOOL = "Eastling Cross Church of England Primary School"

BY_PEOPLE = [
    "wellbeing policy FINAL (2).docx", "Copy of Wellbeing policy.docx", "Copy of Copy of Wellbeing policy (1).docx",
    "Wellbeing policy .docx", "  Wellbeing policy.docx", "Wellbeing policy.docx ", "well-being_policy.DOCX",
    "Wellbeing polcy.docx", "Policy, wellbeing.docx", "DRAFT Wellbeing policy.docx", "Wellbeing policy (v2).docx",
    "Wellbeing policy-v2.1-final.docx", "20251105_Wellbeing policy.docx", "Wellbeing policy 2025-26.docx",
    "Wellbeing policy (approved by FGB Oct 25).docx", "Wellbeing Policy 2025 FINAL FINAL use this one.docx",
    "Wellbeing policy - signed scan.pdf", "Wellbeing policy REDACTED.pdf", "Wellbeing policy (anonymised).docx",
    "Our Wellbeing policy (word).docx", "Eastling Cross CEP Wellbeing Policy.docx", "Fwd Wellbeing policy.docx",
    "E12 Wellbeing policy.docx", "(E12) Wellbeing policy.docx", "12. Wellbeing policy.docx",
    "Evidence 12 - Wellbeing policy.docx", "Ev12 Wellbeing policy.docx", "Wellbeing policy (E12).docx",
    "Wellbeing policy - E12.docx", "Appendix 4 Wellbeing policy.docx", "Attachment 3 - Wellbeing policy.docx",
]  # fmt: skip
BY_PROGRAMS = [
    "WELLBE~1.DOC", "Wellbeing%20policy.docx", "Wellbeing%2520policy.docx", "Wellbeing+policy.docx.download",
    "Wellbeing policy.docx - Google Docs.pdf", "Wellbeing policy - Google Docs.pdf", "Wellbeing policy[1].docx",
    "Wellbeing policy_1.docx", "Wellbeing policy (1) (1).docx", "Wellbeing policy.docx.pdf",
    "Wellbeing policy (Autosaved).docx", "Wellbeing policy [Repaired].docx", "Wellbeing policy-DESKTOP-4F3G2KL.docx",
    "Wellbeing policy (Jane Smith's conflicted copy 2025-10-05).docx", "Wellbeing policy_compressed.pdf",
    "=?utf-8?Q?Wellbeing_policy=2Edocx?=", "\u202aWellbeing\u00a0policy.docx",
]  # fmt: skip
ACCENTS = [
    unicodedata.normalize("NFD", CAFE), CAFE.encode().decode("latin-1"), CAFE.encode().decode("cp1252"),
    CAFE.encode().decode("cp437"), "Cafe fur Eltern Uberblick.pdf",
    "Caf%C3%A9%20f%C3%BCr%20Eltern%20%C3%9Cberblick.pdf",
]  # fmt: skip
CUT = [f"{LONG[:60]}.pdf", LONG[:64], f"{LONG[:50]}~1.pdf", f"{LONG[:40]}….pdf", f"{LONG[:30]}...{LONG[-20:]}"]
CAME = [*((POLICY, name) for name in BY_PEOPLE + BY_PROGRAMS), *((CAFE, name) for name in ACCENTS),
        *((LONG, name) for name in CUT), *((name, LONG) for name in CUT)]  # fmt: skip
NOT_THE_SAME = [
    ("Minutes 12 May.pdf", "Minutes 13 May.pdf"),
    ("Survey 2024.xlsx", "Survey 2025.xlsx"),
    ("Wellbeing policy.docx", "Wellbeing policy consultation.docx"),
    ("Wellbeing policy.docx", "E3 Wellbeing policy.docx"),
    ("Wellbeing policy.docx", "3. Wellbeing policy.docx"),
    ("WELLBE~1.DOC", "Wellness plan.docx"),
    ("Minutes of the full governing body.pdf", "Minutes of the full governing body pay committee.pdf"),
    ("RE curriculum overview.docx", "PE curriculum overview.docx"),
    (LONG, f"{LONG[:25]}.pdf"),
]
BEGINNING_WITH_A_NUMBER = [
    ("5 ways to wellbeing.pdf", "E12 5 ways to wellbeing.pdf"),
    ("12 May minutes.docx", "E12 12 May minutes.docx"),
    ("3 Rs policy.docx", "3 Rs policy.docx"),
]


def found(wanted: str, *names: str) -> list[str]:
    shelf = Shelf([s.file(name, f"What {name} says") for name in names], SCHOOL)
    return [reading.file for reading in shelf.find(wanted, "E12").files]


@pytest.mark.parametrize(("wanted", "name"), CAME)
def test_a_file_is_found_under_the_name_that_the_index_gives(wanted: str, name: str) -> None:
    assert found(wanted, *OTHERS, name) == [name]


@pytest.mark.parametrize(("wanted", "name"), NOT_THE_SAME)
def test_another_file_is_not_taken_for_it(wanted: str, name: str) -> None:
    assert found(wanted, name) == []


@pytest.mark.parametrize(("wanted", "name"), BEGINNING_WITH_A_NUMBER)
def test_a_number_may_belong_to_the_name(wanted: str, name: str) -> None:
    assert found(wanted, *OTHERS, name) == [name]


def test_two_counted_copies_leave_the_choice_to_the_school() -> None:
    assert found("Photo of hut.jpg", "Photo of hut_1.jpg", "Photo of hut_2.jpg") == [
        "Photo of hut_1.jpg", "Photo of hut_2.jpg"
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "see Minutes, friendship and garden.pdf",
    "Governors minutes.pdf, Minutes, friendship and garden.pdf and Provision map.docx",
    "It is told in our file Minutes, friendship and garden.pdf.",
])  # fmt: skip
def test_a_name_with_commas_is_found_in_a_sentence(text: str) -> None:
    name = "Minutes, friendship and garden.pdf"
    choices = [choice for mention in mentions(text) for choice in mention.choices]
    assert [choice for choice in choices if found(choice, name)][:1] == [name]
