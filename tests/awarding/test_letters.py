"""Every letter and certificate says what was decided, to the right school, in the school's own spelling."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest

from pipeline.awarding.beside import appeal_words, fee_words
from pipeline.awarding.certificates import certificate_context, name_size
from pipeline.awarding.lasting import valid_until
from pipeline.awarding.letters import outcome_context, renewal_context, sample_context
from pipeline.feedback.difference import Before
from pipeline.feedback.enclosed import Enclosed
from pipeline.feedback.letter import letter_context
from pipeline.rendering.pdf import to_pdf
from pipeline.rendering.word import Template
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Appeals, Fee
from pipeline.values import (
    Award,
    CaseState,
    CaseView,
    Decision,
    FileClass,
    FileKind,
    FileReading,
    Finding,
    Place,
    School,
    Severity,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates" / "kent-award"
SCHEME = load_scheme(ROOT / "rules" / "kent-award")
DAY = dt.date(2026, 3, 2)
OFFICE = {
    "name": "Award office",
    "address": "Fern House\nMill Lane\nMaidstone",
    "email": "awards@example.org",
    "telephone": "01632 960 001",
    "signatory": "Rhiannon Okafor",
    "signatory_role": "Award officer",
}
NAMES = (
    "St Mary's & St John's <C of E>",
    "Ysgol Tŷ Ŵyn",
    "Szkoła Świętej Łucji",
    "The Blessed Oswald & St Mary's Church of England Voluntary Aided Primary School & Nursery AB",
    "Wwwwwwww Mmmmmmmm Wwwwwwww Mmmmmmmm Wwwwwwww Mmmmmmmm Wwwwwwww Mmmmmmmm Wwwwwwww Mmmmmmmm",
)
LETTERS = (
    "feedback-letter",
    "sample-request",
    "outcome-award",
    "outcome-more-evidence",
    "outcome-not-yet",
    "certificate",
    "renewal-invitation",
)


def a_case(school: str) -> CaseView:
    view = School("1", school, street="14 Orchard Lane", town="Ashford", head="Łucja Ŵyn")
    return CaseView("C-014", view, SCHEME.id, SCHEME.version, CaseState.AT_MODERATION, DAY, lead_name="Zoë Ó Briain")


def a_decision(outcome: str) -> Decision:
    items = ("E2: minutes & notes", "E5: what parents said")
    return Decision("M1", "C-014", outcome, DAY, "First reason.\nSecond <reason>.", items, "Student voice.")


def an_award(school: str) -> Award:
    return Award("KRA-2026-0007", "C-014", a_case(school).school, SCHEME.id, DAY, valid_until(DAY, SCHEME))


def a_finding(rule: str, severity: Severity, cell: str) -> Finding:
    place = Place("Record.xlsx", sheet="Stage 2 Plan", cell=cell)
    return Finding(
        rule,
        severity,
        "Plan rows without a date",
        place,
        "by & by",
        "We read “by & by”.",
        "Write a date.",
        "17/04/2026",
    )


def a_feedback(school: str) -> dict[str, object]:
    """A second attempt's: one thing put right, one still open, and some advice that is new."""
    dated, advised = a_finding("dated", Severity.REQUIRED, "H9"), a_finding("advised", Severity.ADVICE, "I9")
    gone = a_finding("gone", Severity.REQUIRED, "E9")
    record = FileReading("a & b.xlsx", "0", 1, FileKind.RECORD, FileClass.PARSED)
    return letter_context(
        a_case(school),
        (dated, advised),
        (record,),
        SCHEME,
        OFFICE,
        DAY,
        enclosed=Enclosed(marked=(FileKind.RECORD,)),
        before=Before((gone, dated)),
    )


def a_context(letter: str, school: str, office: dict[str, str] = OFFICE) -> dict[str, object]:
    case = a_case(school)
    if letter == "feedback-letter":
        return a_feedback(school)
    if letter == "certificate":
        return certificate_context(an_award(school), SCHEME)
    if letter == "renewal-invitation":
        return renewal_context(an_award(school), SCHEME, office, dt.date(2027, 12, 2))
    if letter == "sample-request":
        items = [
            {"ref": "E1", "title": "Minutes", "file": "minutes.pdf", "held": True},
            {"ref": "E2", "title": "Survey", "file": "", "held": False},
        ]
        return sample_context(case, a_decision("sample"), items, SCHEME, office, dt.date(2026, 3, 30), DAY)
    outcome = letter.removeprefix("outcome-")
    award = an_award(school) if outcome == "award" else None
    return outcome_context(case, a_decision(outcome), award, SCHEME, office, DAY)


def made(letter: str, school: str, office: dict[str, str] = OFFICE) -> bytes:
    path = TEMPLATES / f"{letter}.docx"
    return Template(path.read_bytes(), path.name).render(a_context(letter, school, office))


def words_of(data: bytes) -> str:
    """All text of the body, tables included, with single spaces."""
    body = docx.Document(io.BytesIO(data)).element.body
    texts = [node.text or "" for node in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")]
    return " ".join(" ".join(texts).split())


def pdf_words(data: bytes) -> tuple[str, int]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join(page.extract_text() or "" for page in pdf.pages).split()), len(pdf.pages)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("school", NAMES)
def test_a_school_s_name_is_in_its_letter_letter_for_letter(letter: str, school: str) -> None:
    text = words_of(made(letter, school))
    assert text.count(school) >= 1
    assert not re.search(r"\{\{|\{%|Undefined|None\b(?! named)", text)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_made_twice_is_the_same_file(letter: str) -> None:
    assert made(letter, NAMES[0]) == made(letter, NAMES[0])


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if letter not in ("certificate", "feedback-letter")])
def test_an_office_that_has_said_nothing_of_itself_still_gets_a_letter(letter: str) -> None:
    assert NAMES[1] in words_of(made(letter, NAMES[1], {}))


@pytest.mark.parametrize("letter", LETTERS)
def test_a_template_is_british_a4_and_titled_and_describes_its_pictures(letter: str) -> None:
    document = docx.Document(str(TEMPLATES / f"{letter}.docx"))
    section = document.sections[0]
    sides = sorted(round((side or 0) / 36000) for side in (section.page_width, section.page_height))
    described = [node.get("descr") for node in document.element.body.iter() if node.tag.endswith("}docPr")]
    assert sides == [210, 297]
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title
    assert all(described)


def test_an_award_letter_says_number_dates_and_when_we_write_again() -> None:
    context = a_context("outcome-award", NAMES[0])
    said = {key: context[key] for key in ("number", "awarded_on", "valid_until", "invite_on", "years", "answer_by")}
    assert said == {
        "number": "KRA-2026-0007",
        "awarded_on": "2 March 2026",
        "valid_until": "2 March 2028",
        "invite_on": "2 December 2027",
        "years": "two",
        "answer_by": "",
    }


def test_more_evidence_is_wanted_within_the_scheme_s_weeks() -> None:
    context = a_context("outcome-more-evidence", NAMES[0])
    assert (context["weeks"], context["answer_by"]) == ("six", "13 April 2026")
    assert context["reason"] == ["First reason.", "Second <reason>."]


def test_a_sample_request_counts_only_what_the_office_does_not_hold() -> None:
    text = words_of(made("sample-request", NAMES[0]))
    assert "Please send one item by 30 March 2026" in text
    assert "E1 Minutes minutes.pdf We have it" in text
    assert "E2 Survey None named Please send" in text


def test_a_school_that_need_send_nothing_is_not_told_how_to_send_it() -> None:
    items = [{"ref": "E1", "title": "Minutes", "file": "minutes.pdf", "held": True}]
    due = dt.date(2026, 3, 30)
    context = sample_context(a_case(NAMES[1]), a_decision("sample"), items, SCHEME, OFFICE, due, DAY)
    text = words_of(Template((TEMPLATES / "sample-request.docx").read_bytes()).render(context))
    assert "There is nothing for you to send" in text
    assert "Before you send it" not in text


def test_what_is_still_wanted_is_named_by_title_and_file() -> None:
    decision = Decision("M1", "C-014", "more-evidence", DAY, "Why.", ("E2", "E5", "a photograph"))
    index = [
        {"ref": "E2", "title": "Minutes", "file": "minutes & notes.docx"},
        {"ref": "E5", "title": "Survey", "file": ""},
    ]
    context = outcome_context(a_case(NAMES[1]), decision, None, SCHEME, OFFICE, DAY, index)
    assert context["items"] == ["E2: Minutes (minutes & notes.docx)", "E5: Survey", "a photograph"]


def test_a_renewal_greets_the_lead_or_without_one_the_head() -> None:
    award = an_award(NAMES[0])
    greeted = [renewal_context(award, SCHEME, OFFICE, DAY, lead)["lead"] for lead in ("Zoë Ó Briain", " ")]
    assert greeted == ["Zoë Ó Briain", "Łucja Ŵyn"]


def test_a_renewal_after_the_end_names_the_last_day_of_grace() -> None:
    context = renewal_context(an_award(NAMES[0]), SCHEME, OFFICE, dt.date(2028, 3, 9))
    assert (context["lapsed"], context["last_day"]) == (True, "2 June 2028")


def test_a_wider_name_gets_a_smaller_letter() -> None:
    sizes = [name_size(name) for name in ("Oak Hill", "St Mary's & St John's School", NAMES[0] * 2, NAMES[3], NAMES[4])]
    assert sizes == [88, 68, 56, 50, 38]


def test_every_certificate_is_one_tagged_page_that_reads_back_whole() -> None:
    pdfs = to_pdf([made("certificate", school) for school in NAMES])
    read = [pdf_words(data) for data in pdfs]
    assert [pages for _, pages in read] == [1] * len(NAMES)
    for school, (text, _) in zip(NAMES, read, strict=True):
        assert school in text
        assert all(part in text for part in ("KRA-2026-0007", "2 March 2026", "2 March 2028", SCHEME.name))
        assert all(body.name in text for body in SCHEME.bodies)
    with pikepdf.open(io.BytesIO(pdfs[0])) as pdf:
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en-GB")


def test_every_letter_becomes_a_pdf_of_few_pages_with_the_name_in_it() -> None:
    letters = [letter for letter in LETTERS if letter != "certificate"]
    read = [pdf_words(data) for data in to_pdf([made(letter, NAMES[0]) for letter in letters])]
    assert [pages <= 2 for _, pages in read] == [True] * len(letters)
    assert [NAMES[0] in text for text, _ in read] == [True] * len(letters)


def test_the_scheme_has_a_template_for_every_outcome() -> None:
    assert {outcome.letter for outcome in SCHEME.outcomes} <= set(LETTERS)


def test_a_letter_says_what_the_award_costs_where_it_costs_something() -> None:
    words = SCHEME
    assert fee_words(words, Fee(name="School", pounds=Decimal(500))) == (
        "The fee for this award is £500. We will send you an invoice."
    )
    assert fee_words(words, Fee(name="School", pounds=Decimal("1250.50"))).startswith(
        "The fee for this award is £1,250.50."
    )
    assert fee_words(words, Fee(name="Free", pounds=Decimal(0))) == ""
    assert fee_words(words, None) == ""


def test_a_letter_says_how_to_appeal_where_a_school_may() -> None:
    appeals = Appeals(weeks=4, grounds=("we lost a paper", "a member had an interest"), decided_by="two new members")
    assert appeal_words(SCHEME.model_copy(update={"appeals": appeals})) == (
        "You may appeal within 4 weeks of this letter if we lost a paper or a member had an interest. "
        "Write to us, and say what happened. Those who decide are two new members."
    )
    assert appeal_words(SCHEME) == ""
