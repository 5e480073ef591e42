"""A form typed anew without its tables: each answer is found behind its name, or what cannot be told is named once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator

import docx
import pytest

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.scheme.model import Criterion
from pipeline.values import Confidence, Form, SourceFile, Submission
from tests.reading.test_word_as_sent import read

HOW, IMPACT = "The deputy leads a team of six.", "Fewer pupils are sent out."
SAID = {"rating": "Met", "how": HOW, "evidence": ("E1", "E2"), "impact": IMPACT}
Lines = Callable[[Criterion], Iterator[str]]


def typed(scheme: Scheme, lines: Lines, *after: str) -> bytes:
    """The school, the criteria of two principles in lines, and an index of evidence in a table."""
    document = docx.Document()
    document.add_heading("Your school", 1)
    document.add_paragraph("School or setting - Elm Nursery")
    document.add_heading("Self-assessment against the criteria", 1)
    for criterion in (each for each in scheme.criteria if each.code[0] in "28"):
        for line in (f"{criterion.code} {criterion.text}", *lines(criterion)):
            document.add_paragraph(line)
    for line in after:
        document.add_paragraph(line)
    index = document.add_table(1, 6)
    for cell, text in zip(
        index.rows[0].cells, ("Ref.", "What it is", "Kind", "Area", "File name", "Date of it"), strict=True
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def answers(form: Form) -> list[dict[str, object]]:
    return [{name: value.value for name, value in row.cells.items()} for row in form.tables["criteria"]]


def behind_colons(_criterion: Criterion) -> Iterator[str]:
    yield from ("How far: Met", f"How we meet it: {HOW}", "Evidence: E1, E2", f"Impact: {IMPACT}")


def behind_dashes(_criterion: Criterion) -> Iterator[str]:
    yield from ("How far - Met", f"How we meet it – {HOW}", "Evidence – E1, E2", f"Impact — {IMPACT}")


def below_names(_criterion: Criterion) -> Iterator[str]:
    yield from ("How far", "Met", "How we meet it", HOW, "Evidence", "E1, E2", "Impact", IMPACT)


@pytest.mark.parametrize("lines", [behind_colons, behind_dashes, below_names])
def test_each_answer_is_found_behind_or_below_the_name_of_its_column(lines: Lines, scheme: Scheme) -> None:
    form = read(typed(scheme, lines), scheme)
    assert (answers(form), form.text("school_name"), form.notices) == ([SAID] * 6, "Elm Nursery", ())


def test_an_answer_ends_where_the_form_asks_something_else(scheme: Scheme) -> None:
    declared = "I confirm that this application is true."
    after = (f"☒ {next(f.label for f in scheme.document('application').fields if f.id == 'declared')}", declared)
    form = read(typed(scheme, behind_colons, *after, "Name: Ada Marsh"), scheme)
    assert answers(form)[-1] == SAID


def unheaded(criterion: Criterion) -> Iterator[str]:
    yield f"Met. {HOW} (E1, E2)"
    yield IMPACT if criterion.code != "8.3" else "Attendance rose by 72%."


def told(data: bytes, scheme: Scheme) -> list[tuple[str, str]]:
    files = (read_file(SourceFile("Application.docx", data, ""), scheme),)
    found = check(Submission(files), scheme, dt.date(2026, 1, 21))
    about = ("criteria-rat", "criteria-how", "criteria-evidence", "criteria-impact", "application-no-headings")
    return [(finding.rule, finding.message) for finding in found if finding.rule.startswith(about)]


def test_words_without_any_name_are_kept_and_told_once_for_all(scheme: Scheme) -> None:
    data = typed(scheme, unheaded)
    first = read(data, scheme).tables["criteria"][0].cells
    text = f"Met. {HOW} (E1, E2)\n{IMPACT}"
    assert (first["rating"].value, first["evidence"].value) == ("Met", ("E1", "E2"))
    assert (first["how"].value, first["how"].confidence) == (text, Confidence.LIKELY)
    message = (
        "Under criterion 2.1 and 5 more we read your words without the headings of the form. "
        f"They begin “Met. {HOW} (E1, E2)”. We took them for “How we meet it”."
    )
    assert told(data, scheme) == [("application-no-headings", message)]


def test_one_criterion_without_names_is_told_at_its_own_line(scheme: Scheme) -> None:
    def lines(criterion: Criterion) -> Iterator[str]:
        return unheaded(criterion) if criterion.code == "8.3" else behind_colons(criterion)

    message = (
        "Under criterion 8.3 we read your words without the headings of the form. "
        f"They begin “Met. {HOW} (E1, E2)”. We took them for “How we meet it”."
    )
    assert told(typed(scheme, lines), scheme) == [("application-no-headings", message)]
