"""What holds for every filled Application: wrapping and moving change nothing, and a fault is named at its cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileKind, FileReading, Form, SourceFile, Submission

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
START = "award.application."
# Reading a form takes some hundredths of a second: few examples, chosen anew in each run.
LAWS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def filled(fill_application: Any, scheme: Scheme) -> bytes:
    """Every criterion answered in full, and three lines in the index."""
    answers = {"school_name": "Quay Nursery", "head_name": "R. Okafor", "lead_name": "Jo Marsh"}
    answers |= {"lead_email": "jo@quay.example", "urn": "118765", "declared": "yes"}
    answers |= {"declaration_name": "R. Okafor", "declaration_role": "Headteacher", "declaration_date": "20/02/2026"}
    for criterion in scheme.criteria:
        start = f"criteria.{criterion.id}"
        answers |= {f"{start}.rating": "Met", f"{start}.how": f"We do this each week, as in {criterion.code}"}
        answers |= {
            f"{start}.evidence": "E1",
            f"{start}.impact": f"More pupils do well, as in {criterion.code}",
        }
    for number, title in enumerate(("Council minutes", "Parents' newsletter", "Photographs"), start=1):
        answers |= {f"evidence.E{number}.title": title, f"evidence.E{number}.file": f"{title}.pdf"}
        answers |= {f"evidence.E{number}.date": "12/01/2026"}
    return bytes(fill_application(answers))


def _tree(package: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _form(package: bytes, root: Any, scheme: Scheme) -> Form:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "word/document.xml" else old.read(name))
    form = read_file(SourceFile("Application.docx", out.getvalue(), ""), scheme).form
    assert form is not None
    return form


def _said(form: Form) -> list[tuple[object, ...]]:
    rows = [(row.key, v) for rows in form.tables.values() for row in rows for v in row.cells.values()]
    values = [(None, value) for value in form.fields.values()] + rows
    return sorted(((key, v.field, v.value, v.read, v.understood) for key, v in values), key=str)


def _wrap(element: Any, how: str) -> None:
    """The element in a content control, or (a run) in an insertion that nobody accepted."""
    if how == "ins":
        holder = inside = etree.Element(f"{W}ins")
    else:
        holder = etree.Element(f"{W}sdt")
        etree.SubElement(holder, f"{W}sdtPr")
        inside = etree.SubElement(holder, f"{W}sdtContent")
    element.addprevious(holder)
    inside.append(element)


@LAWS
@given(data=st.data())
def test_wrapping_anything_in_controls_or_insertions_changes_no_answer(
    data: st.DataObject, filled: bytes, scheme: Scheme
) -> None:
    root = _tree(filled)
    before = _said(_form(filled, root, scheme))
    for _ in range(data.draw(st.integers(1, 30))):
        kind, how = data.draw(
            st.sampled_from([("tbl", "sdt"), ("tr", "sdt"), ("tc", "sdt"), ("p", "sdt"), ("r", "sdt"), ("r", "ins")])
        )
        found = list(root.iter(f"{W}{kind}"))
        _wrap(found[data.draw(st.integers(0, len(found) - 1))], how)
    assert _said(_form(filled, root, scheme)) == before


@LAWS
@given(data=st.data())
def test_rows_in_any_order_keep_their_answers(data: st.DataObject, filled: bytes, scheme: Scheme) -> None:
    root = _tree(filled)
    before = _said(_form(filled, root, scheme))
    tables = [table for table in root.iter(f"{W}tbl") if len(table.findall(f"{W}tr")) > 2]
    # The first table has labels for rows, and their order tells nobody anything either.
    table = tables[data.draw(st.integers(0, len(tables) - 1))]
    _head, *rows = table.findall(f"{W}tr")
    for row in data.draw(st.permutations(rows)):
        table.append(row)
    assert _said(_form(filled, root, scheme)) == before


@LAWS
@given(data=st.data())
def test_borders_dragged_anywhere_in_one_row_move_no_answer(data: st.DataObject, filled: bytes, scheme: Scheme) -> None:
    root = _tree(filled)
    before = _said(_form(filled, root, scheme))
    tables = [table for table in root.iter(f"{W}tbl") if len(table.findall(f"{W}tr")) > 2]
    rows = tables[data.draw(st.integers(1, len(tables) - 2))].findall(f"{W}tr")
    size = len(rows[0].findall(f"{W}tc"))
    borders = st.sets(st.integers(1, 19), min_size=size - 1, max_size=size - 1).map(sorted)
    usual, own = data.draw(borders), data.draw(borders)
    dragged = data.draw(st.integers(0, len(rows) - 1))
    for number, row in enumerate(rows):
        ends = [0, *(own if number == dragged else usual), 20]
        for cell, first, last in zip(row.findall(f"{W}tc"), ends, ends[1:], strict=False):
            etree.SubElement(cell.find(f"{W}tcPr"), f"{W}gridSpan").set(f"{W}val", str(last - first))
    assert _said(_form(filled, root, scheme)) == before


@LAWS
@given(data=st.data())
def test_a_fault_in_any_criterion_is_found_at_its_cell_and_nowhere_else(
    data: st.DataObject, filled: bytes, scheme: Scheme
) -> None:
    criterion = data.draw(st.sampled_from(scheme.criteria))
    column, text, rule = data.draw(
        st.sampled_from(
            [
                ("how", "", "criteria-how"),
                ("impact", "TBC", "criteria-impact"),
                ("evidence", "", "criteria-evidence"),
                ("evidence", "E9", "criteria-refs-exist"),
                ("rating", "", "criteria-rated"),
            ]
        )
    )
    root = _tree(filled)
    before = _found(_form(filled, root, scheme), scheme)
    cell = _cell(root, f"{START}criteria.{criterion.id}.{column}")
    place = _form(filled, root, scheme).tables["criteria"]
    expected = next(row.cells[column].place for row in place if row.key == criterion.id)
    for element in cell.findall(f"{W}p")[1:]:
        cell.remove(element)
    paragraph = cell.find(f"{W}p")
    for child in list(paragraph):
        paragraph.remove(child)
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    assert _found(_form(filled, root, scheme), scheme) - before == {(rule, expected)}


def _cell(root: Any, tag: str) -> Any:
    mark = next(mark for mark in root.iter(f"{W}tag") if mark.get(f"{W}val") == tag)
    return next(mark.iterancestors(f"{W}tc"))


def _found(form: Form, scheme: Scheme) -> set[tuple[str, object]]:
    reading = FileReading(form.file, "a", 1, FileKind.APPLICATION, FileClass.PARSED, form=form)
    return {(f.rule, f.place) for f in check(Submission((reading,)), scheme, dt.date(2026, 3, 2))}
