"""A self-assessment drawn anew with a column for each option is read by the column that is ticked."""

from __future__ import annotations

import io

import docx
import pytest

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Row, SourceFile

HEADINGS = ("Ref.", "Criterion", "Met", "Partly", "Not yet", "How we meet it", "Evidence", "Impact")
KEY = "curriculum-planned"


def rows(scheme: Scheme, *ticks: str) -> tuple[Row, ...]:
    """The self-assessment of a form retyped in python-docx, its first criterion with these three cells."""
    page = docx.Document()
    page.add_heading("Kent Resilience Award: our application", 1)
    school = page.add_table(rows=0, cols=2)
    for label, answer in (("School or setting", "Ashmere Primary School"), ("URN", "118765"), ("Postcode", "ME9 9XX")):
        cells = school.add_row().cells
        cells[0].text, cells[1].text = label, answer
    table = page.add_table(rows=1, cols=len(HEADINGS))
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = text
    for number, criterion in enumerate(scheme.criteria):
        marks = ("", "x", "") if number else ticks
        texts = (criterion.code, criterion.text, *marks, "We do this each week.", "E1", "Fewer worries.")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    page.save(out)
    form = read_file(SourceFile("Application.docx", out.getvalue(), ""), scheme).form
    assert form is not None
    return form.tables["criteria"]


@pytest.mark.parametrize(
    ("ticks", "rating"),
    [
        (("x", "", ""), "Met"),
        (("", "", "✓"), "Not yet"),
        (("☐", "☒", "☐"), "Partly"),
        (("", "Yes", ""), "Partly"),
        (("Met", "", ""), "Met"),
        (("no", "no", "yes"), "Not yet"),
        (("x", "x", ""), None),
        (("", "", ""), None),
        (("see E3", "", ""), None),
    ],
)
def test_the_ticked_column_is_the_answer(ticks: tuple[str, ...], rating: str | None, scheme: Scheme) -> None:
    first, second = rows(scheme, *ticks)[:2]
    assert (first.key, first.cells["rating"].value, first.cells["how"].value) == (KEY, rating, "We do this each week.")
    assert second.cells["rating"].value == "Partly"


def test_options_named_among_the_answers_are_no_headings(scheme: Scheme) -> None:
    first = rows(scheme, "Met", "Partly", "")[0]
    assert (first.key, first.cells["rating"].value) == (KEY, None)
