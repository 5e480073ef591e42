"""What Apple's Numbers makes of our workbook when it exports it to Excel is read as the Record that it is.

Source of the structure, as Numbers 13 writes it: a first sheet “Export Summary” that lists the tables; a sheet
for each table, called “sheet - table” where the sheet is known by both; the table's name in a row of its own
above it; no defined names, no custom properties, no validations.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileKind, SourceFile

SUMMARY = "This document was exported from Numbers. Each table was converted to an Excel worksheet."
ANSWERS = {
    "Stage 2 Plan!C6": "Pupil survey",
    "Stage 2 Plan!D6": "Start a gardening club",
}


def through_numbers(data: bytes) -> bytes:
    old, new = openpyxl.load_workbook(io.BytesIO(data)), openpyxl.Workbook()
    new.active.title = "Export Summary"
    new.active["B3"] = SUMMARY
    for before in old.worksheets:
        after = new.create_sheet(f"{before.title} - Table 1"[:31])
        after["A1"] = "Table 1"
        for row in before.iter_rows():
            for cell in row:
                if cell.value is not None and cell.data_type != "f":
                    after.cell(cell.row + 1, cell.column, cell.value)
        for merged in before.merged_cells.ranges:
            merged.shift(row_shift=1)
            after.merge_cells(merged.coord)
    out = io.BytesIO()
    new.save(out)
    return out.getvalue()


def test_every_answer_is_read_one_row_further_down(
    fill_record: Callable[[Mapping[str, Any]], bytes], scheme: Scheme
) -> None:
    whole = fill_record(ANSWERS)
    ours = read_file(SourceFile("Record.xlsx", whole, ""), scheme)
    theirs = read_file(SourceFile("Record.xlsx", through_numbers(whole), ""), scheme)
    assert theirs.kind is FileKind.RECORD
    assert ours.form is not None
    assert theirs.form is not None
    given = [(v.field, v.value) for v in ours.form.values() if v.answered]
    assert [(v.field, v.value) for v in theirs.form.values() if v.answered] == given
    assert ("record.plan.action", "Start a gardening club") in given
    (action,) = [v for v in theirs.form.values() if v.value == "Start a gardening club"]
    assert (action.place.sheet, action.place.cell) == ("Stage 2 Plan - Table 1", "D7")
