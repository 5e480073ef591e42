"""Another award's form gets one message; an earlier edition's answers are carried over as far as they have a place."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.checking.engine import check
from pipeline.feedback.letter import letter_context
from pipeline.grouping import group
from pipeline.reading.answers.option_lines import option_lines
from pipeline.reading.files import read_file
from pipeline.reading.which_form.crosswalk import as_it_was
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme
from pipeline.values import (
    CaseState,
    CaseView,
    Confidence,
    FileKind,
    FileReading,
    Form,
    NoticeKind,
    School,
    Severity,
    SourceFile,
    Submission,
    Understood,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
TODAY = dt.date(2026, 3, 2)
CASE = CaseView("2026-007", School("1", "Ashmere Primary School"), "kent-award", "2025.1", CaseState.OPENED, TODAY, "")
QUALITY_MARK = [
    "There is support for young people's emotional well-being at a Senior Leadership Level",
    "There is an ethos and environment that promotes respect and values diversity",
    "Young people are supported to voice their opinions and influence decisions",
]
OTHERS = {
    "HeadStart Kent Quality Mark": ("HeadStart Quality Mark", QUALITY_MARK),
    "Kent Quality Mark (early years)": ("Kent Quality Mark", ["Entry criteria", "Action research"]),
    "Well-being Charter Mark": ("Sandwell Wellbeing Charter Mark", ["Baseline audit", "Repeat audit"]),
    "School Mental Health Award": ("School Mental Health Award", ["Competency", "Bronze", "Silver", "Gold"]),
}


def _word(title: str, words: Sequence[str]) -> bytes:
    """Another award's form as a Word table: its headings above, our own kind of columns beside them."""
    document = docx.Document()
    document.add_heading(title, 0)
    table = document.add_table(1 + len(words), 4)
    for cell, text in zip(table.rows[0].cells, ("Criterion", "How we meet it", "Evidence", "Impact"), strict=True):
        cell.text = text
    for row, text in zip(list(table.rows)[1:], words, strict=True):
        row.cells[0].text, row.cells[1].text = text, "We do this each week"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sheet(title: str, words: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append([title])
    for text in words:
        book.active.append([text, "We do this each week"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(name: str, data: bytes, scheme: Scheme) -> FileReading:
    return read_file(SourceFile(name, data, name), scheme)


def _without_properties(package: bytes) -> bytes:
    """The form without our marker, as Google Docs and copying into a new document leave it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root: Any = etree.fromstring(data)
                for mark in list(root.iter(f"{W}tag")):
                    mark.getparent().remove(mark)
                data = etree.tostring(root)
            if name.startswith("word/footer"):
                data = data.replace(b"version ", b"")
            if name == "docProps/custom.xml":
                data = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
            new.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def edition(scheme: Scheme) -> Scheme:
    return as_it_was(scheme, scheme.crosswalks[0])


def test_the_boxes_of_the_present_edition_in_a_form_of_an_earlier_one_are_read(edition: Scheme) -> None:
    lines = option_lines("Met Partly Not yet", "rating", edition)
    assert [one.option for one in lines.offered] == ["Met", "Partly", "Not yet"]


@pytest.fixture(scope="module")
def old_application(edition: Scheme) -> bytes:
    """The Application of 2024, filled in: three areas, one of which has no match any more."""
    answers = {
        "leading": "The deputy leads.",
        "feelings": "We have a calm corner.",
        "staff-2024": "Supervision termly.",
    }
    package = build_application(edition)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _filled(data, answers) if name == "word/document.xml" else data)
    return out.getvalue()


def _filled(xml: bytes, answers: dict[str, str]) -> bytes:
    root: Any = etree.fromstring(xml)
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val").split(".")
        prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if tag[-1] == "how" and tag[-2] in answers:
            prompt.getparent().remove(prompt)
            next(control.iter(f"{W}t")).text = answers[tag[-2]]
        label = "".join(t.text or "" for t in control.getparent().iter(f"{W}t"))
        if tag[-1] == "rating" and tag[-2] in answers and label.endswith("Advanced"):
            next(control.iter(f"{W}t")).text = "☒"
            next(control.iter(f"{W14}checked")).set(f"{W14}val", "1")
    return bytes(etree.tostring(root))


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("as_sheet", [False, True])
def test_another_awards_form_gets_one_message(name: str, as_sheet: bool, scheme: Scheme) -> None:
    reading = (
        _read("Form.xlsx", _sheet(*OTHERS[name]), scheme)
        if as_sheet
        else _read("Form.docx", _word(*OTHERS[name]), scheme)
    )
    assert (reading.kind, reading.form) == (FileKind.OTHER, None)
    assert [(notice.kind, notice.words["other"]) for notice in reading.notices] == [(NoticeKind.OTHER_SCHEME, name)]
    document = "record" if as_sheet else "application"
    said = [f.rule for f in check(Submission((reading,)), scheme, TODAY)]
    assert said == ["form-of-other-scheme", "application-present" if document == "record" else "record-present"]


def test_the_forms_of_a_scheme_that_nobody_here_knows_are_called_by_what_they_print_in_one_message(
    scheme: Scheme,
) -> None:
    other = load_scheme(Path(__file__).parents[2] / "rules" / "resilient-school")
    record = _read("Our Record.xlsx", build_record(other), scheme)
    application = _read("Our Application.docx", build_application(other), scheme)
    assert [r.notices[0].words["other"] for r in (record, application)] == ["Resilient School Record", other.name]
    found = [f for f in check(Submission((record, application)), scheme, TODAY) if f.severity is Severity.REQUIRED]
    assert [(f.rule, f.example) for f in found] == [
        ("form-of-other-scheme", "Resilience and Emotional Wellbeing Record.xlsx"),
        ("form-of-other-scheme", "Award Application.docx"),
    ]
    assert len(group(found)) == 1
    letter = letter_context(CASE, found, [record, application], scheme, {}, TODAY)
    assert letter["files"] == [
        {"name": name, "kind": "Other", "message": "It is not a form of ours that we could take answers from."}
        for name in ("Our Record.xlsx", "Our Application.docx")
    ]


def test_a_file_that_only_speaks_of_another_award_is_evidence(scheme: Scheme) -> None:
    words = ["We hold the Sandwell Wellbeing Charter Mark since 2023.", "Baseline audit: see the report."]
    assert _read("Charter.docx", _word("Our work for wellbeing", words), scheme).kind is FileKind.EVIDENCE
    medals = _read("Sports day.docx", _word("Sports day", ["Bronze", "Silver", "Gold"]), scheme)
    assert (medals.kind, medals.notices) == (FileKind.EVIDENCE, ())


def test_our_own_form_is_ours_whatever_it_says_of_others(fill_application: Any, scheme: Scheme) -> None:
    data = fill_application(
        {"school_name": "Sandwell Wellbeing Charter Mark", "criteria.staff-training.how": "Baseline audit"}
    )
    assert _read("Application.docx", _without_properties(data), scheme).kind is FileKind.APPLICATION


@pytest.mark.parametrize("marked", [True, False])
def test_an_earlier_application_is_carried_over(marked: bool, old_application: bytes, scheme: Scheme) -> None:
    form = _read("Old.docx", old_application if marked else _without_properties(old_application), scheme).form
    assert form is not None
    answered = {
        row.key: (row.cells["rating"].value, row.cells["how"].value, row.cells["how"].how, row.cells["how"].confidence)
        for row in form.tables["criteria"]
        if row.cells["how"].answered
    }
    assert answered == {
        "leadership-slt": ("Met", "The deputy leads.", "carried over from 1 of version 2024.1", Confidence.LIKELY),
        "staff-training": ("Met", "Supervision termly.", "carried over from 8 of version 2024.1", Confidence.LIKELY),
        "staff-wellbeing": ("Met", "Supervision termly.", "carried over from 8 of version 2024.1", Confidence.LIKELY),
    }
    notice = next(n for n in form.notices if n.kind is NoticeKind.OLD_VERSION)
    assert (notice.words["version"], notice.words["current"]) == ("2024.1", scheme.version)
    assert notice.words["left"] == "Your answer to 4 has no place in it."
    assert notice.words["new"].startswith("1.3, 1.4, 2.1, 2.3")


def test_an_earlier_edition_gets_one_message_and_nothing_else_is_said_of_it(
    old_application: bytes, scheme: Scheme
) -> None:
    submission = Submission((_read("Old.docx", old_application, scheme),))
    of_it = [f for f in check(submission, scheme, TODAY) if f.place.file == "Old.docx"]
    assert [f.rule for f in of_it] == ["application-old-edition"]
    assert "Answers that we carried over to a new form: 4." in of_it[0].message


def test_an_earlier_record_is_carried_over(edition: Scheme, scheme: Scheme) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_record(edition)))
    sheet = book["Stage 1 Assess"]
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, 20)}
    for name, text in (("4. Understanding feelings", "Calm corners"), ("6. Pupils' voice", "A council")):
        sheet.cell(rows[name], 2, text)
    book["Stage 2 Plan"]["B5"], book["Stage 2 Plan"]["D5"] = "9. Monitoring", "Ask all pupils each term"
    out = io.BytesIO()
    book.save(out)
    form = _read("Old.xlsx", out.getvalue(), scheme).form
    assert form is not None
    assert [(row.key, row.cells["current"].value) for row in form.tables["activity"] if row.started] == [
        ("student-voice", "A council")
    ]
    assert form.tables["plan"][0].cells["principle"].value == "need-and-impact"
    assert [n.words["left"] for n in form.notices if n.kind is NoticeKind.OLD_VERSION] == [
        "Your answer to 4 has no place in it."
    ]


def test_a_principle_that_is_gone_is_not_clear_in_a_plan(edition: Scheme, scheme: Scheme) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_record(edition)))
    book["Stage 2 Plan"]["B5"], book["Stage 2 Plan"]["D5"] = "4. Understanding feelings", "A feelings week"
    out = io.BytesIO()
    book.save(out)
    form: Form | None = _read("Old.xlsx", out.getvalue(), scheme).form
    assert form is not None
    value = form.tables["plan"][0].cells["principle"]
    assert (value.value, value.read, value.understood) == (None, "4. Understanding feelings", Understood.UNCLEAR)
