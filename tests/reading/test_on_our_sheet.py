"""What a school writes on “What to do next” reaches a person; what we wrote there is never taken for it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.feedback.annotate import annotate_record
from pipeline.office.premises.setting_up import blank_forms
from pipeline.ooxml.our_marks import NEXT_STEPS
from pipeline.reading.files import read_file
from pipeline.scheme.loader import load_scheme
from pipeline.values import Finding, NoticeKind, Place, Severity, SourceFile

SCHEME = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
RECORD = next(data for name, data in blank_forms(SCHEME).items() if name.endswith(".xlsx"))
SAID = "We read “soon”."


def saved_again(*, title: str = NEXT_STEPS, **written: str) -> bytes:
    """Our marked Record after a school wrote in cells of our sheet, renamed it and saved it with another program."""
    places = [Place("Record.xlsx", "Stage 2 Plan", f"G{row}") for row in (5, 6, 9, 12)]
    told = [
        Finding("dates", Severity.REQUIRED, "No date", at, "soon", SAID, "Write a date.", "18/07/2026") for at in places
    ]
    book = load_workbook(io.BytesIO(annotate_record(RECORD, told)))
    for cell, text in written.items():
        book[NEXT_STEPS][cell] = text
    book[NEXT_STEPS].title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def noticed(data: bytes) -> list[tuple[str | None, str]]:
    """What is noticed on our sheet of a file: where, and the words."""
    form = read_file(SourceFile("Record.xlsx", data, hashlib.sha256(data).hexdigest()), SCHEME).form
    assert form
    return [(n.place.cell, n.read) for n in form.notices if n.kind is NoticeKind.ON_OUR_SHEET]


def test_what_we_wrote_on_our_sheet_is_never_the_schools() -> None:
    assert noticed(saved_again()) == []


def test_words_over_ours_beside_them_and_below_are_all_told_at_their_cells() -> None:
    assert noticed(saved_again(F6="Done, it’s Mr Amos", H7="See A4", B40="Can we have until Friday?")) == [
        ("F6", "Done, it’s Mr Amos"),
        ("H7", "See A4"),
        ("B40", "Can we have until Friday?"),
    ]


def test_our_sheet_under_another_name_is_ours_and_what_is_written_on_it_the_schools() -> None:
    assert noticed(saved_again(title="To do list", G7="Done – P. Bell")) == [("G7", "Done – P. Bell")]


@pytest.mark.parametrize("cell", ["G5", "G7", "H6", "BB7", "BH7", "BI6"])
def test_a_note_beside_a_row_of_ours_is_told_alone_whichever_free_cell_it_stands_in(cell: str) -> None:
    assert noticed(saved_again(**{cell: "Done – P. Bell"})) == [(cell, "Done – P. Bell")]


@pytest.mark.parametrize("kinds", [["xlsx"], ["ods", "xlsx"]])
def test_libreoffice_keeps_our_marks_in_both_its_kinds_of_workbook(
    kinds: list[str], resave: Callable[[bytes, str], bytes]
) -> None:
    saved = saved_again(G7="Done – P. Bell")
    for kind in kinds:
        saved = resave(saved, kind)
    assert noticed(saved) == [("G7", "Done – P. Bell")]
