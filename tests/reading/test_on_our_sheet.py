"""What a school writes on “What to do next” reaches a person; what we wrote there is never taken for it."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from openpyxl import load_workbook

from pipeline.feedback.annotate import annotate_record
from pipeline.office.setting_up import blank_forms
from pipeline.ooxml.our_marks import NEXT_STEPS
from pipeline.reading.files import read_file
from pipeline.scheme.loader import load_scheme
from pipeline.values import Finding, NoticeKind, Place, Severity, SourceFile

SCHEME = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
RECORD = next(data for name, data in blank_forms(SCHEME).items() if name.endswith(".xlsx"))
SAID = "We read “soon”."


def sent_back(**written: str) -> list[tuple[str | None, str]]:
    """What is noticed on our sheet after a school wrote in some of its cells and saved with another program."""
    places = [Place("Record.xlsx", "Stage 2 Plan", f"G{row}") for row in (5, 6, 9, 12)]
    told = [
        Finding("dates", Severity.REQUIRED, "No date", at, "soon", SAID, "Write a date.", "18/07/2026") for at in places
    ]
    book = load_workbook(io.BytesIO(annotate_record(RECORD, told)))
    for cell, text in written.items():
        book[NEXT_STEPS][cell] = text
    out = io.BytesIO()
    book.save(out)
    source = SourceFile("Record.xlsx", out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest())
    form = read_file(source, SCHEME).form
    assert form
    return [(n.place.cell, n.read) for n in form.notices if n.kind is NoticeKind.ON_OUR_SHEET]


def test_what_we_wrote_on_our_sheet_is_never_the_schools() -> None:
    assert sent_back() == []


def test_words_over_ours_beside_them_and_below_are_all_told_at_their_cells() -> None:
    assert sent_back(F6="Done, it’s Mr Amos", H7="See A4", B40="Can we have until Friday?") == [
        ("F6", "Done, it’s Mr Amos"),
        ("H7", "See A4"),
        ("B40", "Can we have until Friday?"),
    ]
