"""Headings that schools write in the Application in place of ours: the column is read, whatever they call it."""

from __future__ import annotations

import io

import docx
import pytest

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, Form, NoticeKind, SourceFile

CRITERIA = ("Ref.", "Criterion", "How far", "How we meet it", "Evidence (E1, E2 ...)", "Impact")
INDEX = ("Ref.", "What it is", "Kind", "Area", "File name", "Date of it")
PIECES = (
    ("E1", "Minutes of the council", "", "", "Minutes.pdf", "3 March 2025"),
    ("E2", "Staff survey", "", "", "Survey.pdf", "4 March 2025"),
)


def with_heading(headings: tuple[str, ...], at: int, heading: str) -> tuple[str, ...]:
    return (*headings[:at], heading, *headings[at + 1 :])


def application(
    scheme: Scheme, criteria: tuple[str, ...] = CRITERIA, index: tuple[str, ...] = INDEX, pieces: int = 2
) -> Form:
    """An Application that a school typed itself, read: two tables of criteria and the index, under its own headings."""
    document = docx.Document()
    document.add_heading("Award Criteria and Application", 0)
    document.add_heading("Your school", 1)
    document.add_paragraph("School or setting: Elm Nursery")
    document.add_heading("Self-assessment against the criteria", 1)
    for principle in ("leadership", "parents"):
        rows = [
            (criterion.code, criterion.text, "Met", "The deputy leads a team", "E1", "Eight in ten say it is calmer")
            for criterion in scheme.criteria_of(principle)
        ]
        table(document, (criteria, *rows))
        document.add_paragraph("")
    document.add_heading("Evidence index", 1)
    table(document, (index, *PIECES[:pieces]))
    out = io.BytesIO()
    document.save(out)
    form = read_file(SourceFile("Application.docx", out.getvalue(), ""), scheme).form
    assert form is not None
    return form


def table(document: docx.document.Document, rows: tuple[tuple[str, ...], ...]) -> None:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


@pytest.mark.parametrize("pieces", [1, 2])
@pytest.mark.parametrize("heading", ["Evidence", "Evidence no.", "File", "Our letter and figure"])
def test_our_own_numbers_say_which_column_of_the_index_is_the_reference_whatever_stands_above_them(
    heading: str, pieces: int, scheme: Scheme
) -> None:
    rows = application(scheme, index=with_heading(INDEX, 0, heading), pieces=pieces).tables["evidence"]
    assert [(row.key, row.cells["title"].read, row.cells["file"].read) for row in rows] == [
        (ref, title, file) for ref, title, _, _, file, _ in PIECES[:pieces]
    ]


def said(form: Form) -> list[object]:
    """Every answer about the criteria, and what was not found or noticed in the form."""
    rows = [(row.key, {name: value.value for name, value in row.cells.items()}) for row in form.tables["criteria"]]
    return [rows, form.missing, form.notices]


@pytest.mark.parametrize(
    ("at", "heading"),
    [(0, "Criterion no."), (1, "Award criteria"), (2, "How far do we meet it?"), (3, "How do you meet this?"),
     (4, "Evidence reference"), (5, "What difference has it made?"), (5, "Impact so far"), (5, "Outcomes")],
)  # fmt: skip
def test_a_column_of_the_criteria_is_read_under_the_headings_that_schools_give_it(
    at: int, heading: str, scheme: Scheme
) -> None:
    assert said(application(scheme, with_heading(CRITERIA, at, heading))) == said(application(scheme))


@pytest.mark.parametrize(
    ("at", "heading"),
    [(5, "Impact / difference made"), (3, "How we meet it, or current practice"), (4, "Evidence & where to find it"),
     (2, "Our rating [status]"), (0, "Ref. / criterion no.")],
)  # fmt: skip
def test_a_heading_that_says_one_columns_names_twice_is_that_column(at: int, heading: str, scheme: Scheme) -> None:
    assert said(application(scheme, with_heading(CRITERIA, at, heading))) == said(application(scheme))


def test_a_heading_that_names_two_columns_is_the_one_that_stands_below_it_and_told(scheme: Scheme) -> None:
    form = application(scheme, (*CRITERIA[:4], "Evidence / impact", "Kind"))
    assert [address for address in form.missing if ".criteria." in address] == ["application.criteria.impact"]
    assert {(notice.kind, notice.read) for notice in form.notices} == {
        (NoticeKind.HEADING_BY_PLACE, "Evidence / impact")
    }


@pytest.mark.parametrize(
    ("at", "column", "heading"), [(2, "rating", "Hmm"), (3, "how", "In our school"), (5, "impact", "Our story")]
)
def test_a_heading_of_the_criteria_that_nobody_knows_is_read_by_its_place_and_told(
    at: int, column: str, heading: str, scheme: Scheme
) -> None:
    form = application(scheme, with_heading(CRITERIA, at, heading))
    ours = application(scheme).tables["criteria"]
    assert [(row.cells[column].value, row.cells[column].confidence) for row in form.tables["criteria"]] == [
        (row.cells[column].value, Confidence.LIKELY) for row in ours
    ]
    assert {(notice.kind, notice.read) for notice in form.notices} == {(NoticeKind.HEADING_BY_PLACE, heading)}
