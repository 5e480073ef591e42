"""A print-out or another scheme's form is known for what it is, and evidence stays evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.reading.which_form.stand_ins import in_place_of_form
from pipeline.scheme import Scheme
from pipeline.values import Evidence, NoticeKind, SourceFile, Submission

HEADINGS = "No.,Principle,Where it came from,Action,Who is responsible,Expected outcome,Start,By when"


def _seen(media: str, text: str) -> Evidence:
    return Evidence(media, 1, text, None, None)


def _told(scheme: Scheme, name: str, media: str, text: str) -> tuple[NoticeKind, str, str] | None:
    notice = in_place_of_form(name, _seen(media, text), scheme)
    return None if notice is None else (notice.kind, notice.words["form"], notice.words["other"])


def test_one_sheet_of_the_record_as_text_is_a_print_out_of_the_record(scheme: Scheme) -> None:
    text = f"{HEADINGS},How it will be evidenced\nA1,8. Leadership,Governors,Name a governor,Jo Marsh"
    assert _told(scheme, "plan.csv", "text", text) == (NoticeKind.PRINTOUT, "record", "")


def test_the_table_of_the_plan_in_a_letter_is_a_print_out_of_the_record(scheme: Scheme) -> None:
    text = HEADINGS.replace(",", "\n") + "\nHow it will be evidenced\nA1\n8. Leadership"
    assert _told(scheme, "Our plan.docx", "word", text) == (NoticeKind.PRINTOUT, "record", "")


def test_what_the_application_prints_in_another_word_document_makes_no_print_out(scheme: Scheme) -> None:
    layout = scheme.document("application")
    text = "\n".join(field.label for field in layout.fields) + "\n" + "\n".join(s.title for s in layout.sections)
    assert _told(scheme, "Guidance.docx", "word", text) is None


def test_half_of_what_the_application_prints_makes_a_print_out_of_it(scheme: Scheme) -> None:
    layout = scheme.document("application")
    text = "\n".join(field.label for field in layout.fields) + "\n" + "\n".join(s.title for s in layout.sections)
    assert _told(scheme, "Application.pdf", "pdf", text) == (NoticeKind.PRINTOUT, "application", "")


@pytest.mark.parametrize(
    "text", ["Minutes of the school council. Who is responsible: Jo Marsh. By when: Easter.", "", HEADINGS]
)
def test_minutes_and_parts_of_a_heading_are_evidence(scheme: Scheme, text: str) -> None:
    assert _told(scheme, "Minutes.pdf", "pdf", text) is None


def test_another_schemes_form_is_known_by_its_head(scheme: Scheme) -> None:
    text = "Sandwell Well-being Charter Mark: school audit\nLeadership, management and ethos"
    assert _told(scheme, "audit.docx", "word", text) == (
        NoticeKind.OTHER_SCHEME,
        "application",
        "Well-being Charter Mark",
    )


def test_a_scheme_named_far_down_in_a_document_makes_no_form_of_it(scheme: Scheme) -> None:
    text = "\n".join(["Governors' minutes"] + ["We met."] * 12 + ["We hold the School Mental Health Award."])
    assert _told(scheme, "Minutes.docx", "word", text) is None


def test_a_certificate_of_another_award_as_pdf_stays_evidence(scheme: Scheme) -> None:
    assert _told(scheme, "Certificate.pdf", "pdf", "School Mental Health Award: Silver") is None


@pytest.mark.parametrize(("name", "data"), [("Our page.html", b"<!DOCTYPE html><html></html>"), ("Policy.xyz", b"\1")])
def test_a_file_of_a_kind_that_we_do_not_take_is_not_called_damaged(name: str, data: bytes, scheme: Scheme) -> None:
    reading = read_file(SourceFile(name, data, "1"), scheme)
    (finding,) = (f for f in check(Submission((reading,)), scheme, dt.date(2026, 3, 2)) if f.place.file == name)
    assert (finding.rule, finding.title) == ("file-unsupported", "A file is of a kind we cannot read")
    assert finding.fix == (
        "If it is your Record or Application, please send it as an Excel or Word file. If it is evidence, send a PDF."
    )
