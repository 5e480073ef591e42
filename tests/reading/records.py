"""Records as schools really make them: our blank one changed, or a school's own plan in another shape."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileClass, Form, NoticeKind, SourceFile, Understood, Value

PLAN = "Stage 2 Plan"
# One full row of the plan, as the blank Record's columns A to I.
ROW = (
    "A1", "5. Parents and carers", "Staff", "Hold coffee mornings", "Jo Marsh", "More families come",
    "06/10/2025", "27/03/2026", "Register",
)  # fmt: skip
HEADINGS = (
    "No.", "Principle", "Where it came from", "Action", "Who is responsible", "Expected outcome", "Start", "By when",
    "How it will be evidenced",
)  # fmt: skip


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(blank: bytes, rows: Sequence[Sequence[Any]] = (ROW,)) -> Any:
    """The blank Record with rows of a plan, and the day the work began."""
    book = opened(blank)
    book["School and team"]["B4"], book["School and team"]["B10"] = "Elm Primary School", "15/09/2025"
    for number, row in enumerate(rows, start=5):
        for column, text in enumerate(row, start=1):
            book[PLAN].cell(number, column).value = text
    return book


def own_record(plan: Mapping[str, Sequence[Sequence[Any]]], with_review: bool = True) -> Any:
    """A Record typed by a school itself: no names, no properties; sheets of the plan by name, with their headers."""
    book = openpyxl.Workbook()
    about = book.worksheets[0]
    about.title = "About us"
    for line in (("Name of school", "Elm Primary School"), ("Date started", "15/09/2025"), ()):
        about.append(line)
    for line in (("Name", "Post", "Role"), ("Jo Marsh", "Deputy head", "SLT")):
        about.append(line)
    now = book.create_sheet("What we do now")
    now.append(("Principle", "What we do now", "Evidence", "Gaps"))
    now.append(("1. Curriculum learning", "Weekly circle time", "Timetables", "No gap"))
    for name, lines in plan.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    if with_review:
        review = book.create_sheet("Review")
        review.append(("No.", "RAG", "Impact so far", "Evidence"))
        review.append(("A1", "Yes", "More families come", "E4"))
    return book


def read(book: Any, scheme: Scheme) -> Form:
    data = book if isinstance(book, bytes) else saved(book)
    reading = read_file(SourceFile("Record.xlsx", data, "0" * 64), scheme)
    assert (reading.file_class, reading.message) == (FileClass.PARSED, "")
    assert reading.form is not None
    return reading.form


def plan(form: Form, column: str) -> list[Any]:
    """What was understood in one column of the plan, row by row."""
    return [row.cells[column].value for row in form.tables["plan"]]


def cell(form: Form, column: str, row: int = 0, table: str = "plan") -> Value:
    return form.tables[table][row].cells[column]


def told(form: Form, *leave_out: NoticeKind) -> list[tuple[str, str | None, str]]:
    """Every notice as kind, cell (or sheet) and what was read."""
    return [
        (notice.kind.value, notice.place.cell or notice.place.sheet, notice.read)
        for notice in form.notices
        if notice.kind not in leave_out
    ]


def said(form: Form) -> set[tuple[str, object, str]]:
    """Everything that was understood, whatever cell it stands in."""
    values = {(value.field, value.value, value.read) for value in form.values()}
    return {value for value in values if value[1] is not None} | {
        (value.field, value.understood, value.read) for value in form.values() if value.understood is Understood.UNCLEAR
    }
