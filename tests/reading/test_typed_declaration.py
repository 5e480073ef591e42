"""A declaration that a school typed in its own shape is read as the form's own boxes are."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import docx
import pytest

from pipeline.scheme import Scheme
from tests.reading.test_word_as_sent import read

SIGNED = ("Òrla D’Souza-Nic Dhòmhnaill", "Headteacher", dt.date(2026, 2, 6))
NAME, ROLE = SIGNED[:2]


def declared(scheme: Scheme, lines: Sequence[str] = (), table: Sequence[Sequence[str]] = ()) -> tuple[object, ...]:
    """What is read of the name, the role and the date in a declaration of these lines, or of a table."""
    document = docx.Document()
    labels = [column.label for column in scheme.document("application").table("criteria").columns]
    criterion = scheme.criteria[0]
    for title, rows in (
        ("Self-assessment against the criteria", [labels, [f"{criterion.code} {criterion.text}"]]),
        ("Evidence index", [["Ref.", "What it is", "Kind", "Area", "File name", "Date of it"]]),
        ("Declaration", table),
    ):
        document.add_heading(title, 1)
        grid = document.add_table(len(rows), max((len(row) for row in rows), default=1))
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    fields = read(out.getvalue(), scheme).fields
    names = ("declaration_name", "declaration_role", "declaration_date")
    return tuple(fields[name].value if name in fields else None for name in names)


@pytest.mark.parametrize(
    "lines",
    [
        [f"Name: {NAME}\tRole: {ROLE}\tDate: 6/2/26"],
        [f"Name: {NAME}          Role: {ROLE}, Date: 6 February 2026"],
        [f"Signed (Headteacher): {NAME}", f"Position: {ROLE}", "Date: 6th Feb 2026"],
        [f"Signed: ________  Print name: {NAME}  Post: {ROLE}  Date signed: 06.02.26"],
    ],
)
def test_answers_behind_their_labels_on_one_line_or_several_are_told_apart(lines: list[str], scheme: Scheme) -> None:
    assert declared(scheme, lines) == SIGNED


def test_a_label_inside_an_answer_begins_no_other_line(scheme: Scheme) -> None:
    assert declared(scheme, [f"Please sign: Name: {NAME}", f"Role: {ROLE} (post shared)"]) == (
        None,
        f"{ROLE} (post shared)",
        None,
    )


@pytest.mark.parametrize("role", [ROLE, "Head Teacher"])
def test_a_role_that_is_the_label_of_another_box_is_read_below_a_row_of_labels(role: str, scheme: Scheme) -> None:
    table = [["Name", "Role", "Date"], [NAME, role, "06/02/2026"]]
    assert declared(scheme, table=table) == (NAME, role, SIGNED[2])
