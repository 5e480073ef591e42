"""What nested principles and descriptors promise: forms ask about the innermost, grouped by the outermost."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.reading.files import read_file
from pipeline.scheme.model import Scheme
from pipeline.values import SourceFile


@pytest.fixture(scope="module")
def nested(scheme: Scheme) -> Scheme:
    """The first four principles in one chapter, the others in a second; a table for each chapter."""
    chapter = scheme.principles[0].model_copy(
        update={"id": "chapter-1", "name": "Chapter 1: Learning", "short_name": "Chapter 1", "aliases": ()}
    )
    other = chapter.model_copy(
        update={"id": "chapter-2", "number": 2, "name": "Chapter 2: Belonging", "short_name": "Chapter 2"}
    )
    inner = tuple(p.model_copy(update={"within": f"chapter-{1 + (p.number > 4)}"}) for p in scheme.principles)
    first = scheme.criteria[0].model_copy(update={"descriptors": {"Partly": "Some classes do.", "Met": "All do."}})
    application = scheme.document("application")
    sections = tuple(
        section.model_copy(
            update={"tables": tuple(t.model_copy(update={"split_by": t.split_by and "group"}) for t in section.tables)}
        )
        for section in application.sections
    )
    documents = (scheme.document("record"), application.model_copy(update={"sections": sections}))
    return scheme.model_copy(
        update={
            "principles": (chapter, *inner[:4], other, *inner[4:]),
            "criteria": (first, *scheme.criteria[1:]),
            "documents": documents,
        }
    )


def test_what_holds_others_is_no_area_and_its_criteria_are_theirs(nested: Scheme, scheme: Scheme) -> None:
    assert [p.id for p in nested.areas] == [p.id for p in scheme.principles]
    assert [p.id for p in nested.groups] == ["chapter-1", "chapter-2"]
    assert nested.options("principles") == scheme.options("principles")
    early = [c.id for p in scheme.principles[:4] for c in scheme.criteria_of(p.id)]
    assert [c.id for c in nested.criteria_of("chapter-1")] == early


def test_the_record_has_a_row_for_each_area_and_none_for_a_chapter(nested: Scheme) -> None:
    sheet = load_workbook(io.BytesIO(build_record(nested)))["Stage 1 Assess"]
    shown = [str(row[0].value) for row in sheet.iter_rows(min_row=5, max_row=12)]
    assert shown == list(nested.options("principles"))


def test_a_table_may_ask_about_the_areas_of_one_chapter(nested: Scheme) -> None:
    table = nested.document("record").table("activity").model_copy(update={"within": "chapter-2"})
    assert [area.number for area in nested.areas_in(table)] == [5, 6, 7, 8]


def test_the_application_has_a_table_for_each_chapter_and_prints_descriptors(nested: Scheme) -> None:
    document = Document(io.BytesIO(build_application(nested)))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert headings == ["Chapter 1: Learning", "Chapter 2: Belonging"]
    box = next(t for t in document.tables if t.cell(1, 0).text == "1.1").cell(1, 1)
    assert box.text.splitlines()[1:3] == ["Partly: Some classes do.", "Met: All do."]


def test_forms_of_a_nested_scheme_are_read_back_row_by_row(nested: Scheme) -> None:
    made = {"Record.xlsx": build_record(nested), "Application.docx": build_application(nested)}
    forms = [read_file(SourceFile(name, content, name), nested).form for name, content in made.items()]
    record, application = forms
    assert record is not None
    assert application is not None
    assert [row.key for row in record.tables["activity"]] == [p.id for p in nested.areas]
    assert [row.key for row in application.tables["criteria"]] == [c.id for c in nested.criteria]
