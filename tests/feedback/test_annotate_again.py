"""Our sheet of the time before is replaced, whatever a school and its program made of it in between."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.feedback.annotate import annotate_record
from pipeline.ooxml.our_marks import NEXT_STEPS, NEXT_STEPS_NAME

from .workbooks import PLAN, busy_workbook, finding, parts

OWN = [PLAN, "Numbers", "Empty & <quiet>"]
MARKED = annotate_record(busy_workbook(), [finding("D5"), finding("D7"), finding("D8", rule="other", title="Other")])


def saved_after(change: Callable[[Workbook], object]) -> bytes:
    """The marked workbook, changed and saved with a program that forgets our name for the sheet."""
    book = load_workbook(io.BytesIO(MARKED))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def renamed(book: Workbook) -> None:
    book[NEXT_STEPS].title = "To do list"


def copied(book: Workbook) -> None:
    book.copy_worksheet(book[NEXT_STEPS]).title = "For Friday’s meeting"


def moved_and_renamed(book: Workbook) -> None:
    renamed(book)
    book.move_sheet("To do list", 3)


def renamed_with_rows_above(book: Workbook) -> None:
    book[NEXT_STEPS].insert_rows(1, 4)
    renamed(book)


def renamed_without_its_title(book: Workbook) -> None:
    book[NEXT_STEPS]["A1"] = "Tom: please look at these"
    renamed(book)


def deleted(book: Workbook) -> None:
    del book[NEXT_STEPS]


WAYS = [renamed, copied, moved_and_renamed, renamed_with_rows_above, renamed_without_its_title, deleted]


@pytest.mark.parametrize("way", WAYS)
def test_what_became_of_our_sheet_is_replaced_by_one_new_sheet_in_front(way: Callable[[Workbook], None]) -> None:
    book = load_workbook(io.BytesIO(annotate_record(saved_after(way), [finding("D6")])))
    assert book.sheetnames == [NEXT_STEPS, *OWN]
    assert book[NEXT_STEPS]["C6"].value == "Stage 2 Plan, D6"


@pytest.mark.parametrize("way", WAYS)
def test_with_nothing_left_to_do_it_is_taken_away(way: Callable[[Workbook], None]) -> None:
    assert load_workbook(io.BytesIO(annotate_record(saved_after(way), []))).sheetnames == OWN


def test_a_row_of_ours_on_a_sheet_of_the_schools_does_not_make_it_ours() -> None:
    def noted(book: Workbook) -> None:
        sheet = book.create_sheet("Who does what")
        for row in range(1, 7):
            sheet.append([f"Task {row}", "Tom", "By Friday"])
        sheet.append([cell.value for cell in book[NEXT_STEPS][6]])

    book = load_workbook(io.BytesIO(annotate_record(saved_after(noted), [finding("D6")])))
    assert book.sheetnames == [NEXT_STEPS, *OWN, "Who does what"]


def test_our_name_for_a_sheet_that_was_deleted_is_never_there_twice() -> None:
    content = parts(annotate_record(saved_after(deleted), [finding("D6")]))["xl/workbook.xml"]
    assert content.count(f'name="{NEXT_STEPS_NAME}"'.encode()) == 1
