"""A submission of any bytes ends in values, findings or one sentence within 20 s, in less than 150 MiB of a reader."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from pipeline.blank_forms.record import build_record
from pipeline.office.reading_room.room import ReadingRoom
from pipeline.office.trying.inspection import inspect
from pipeline.reading.identity import SchoolList
from pipeline.scheme import Scheme
from pipeline.values import FileClass, Finding, Submission

from .bombs import BOMBS, endless_pdf, filled_cells, sheet, text_cell, workbook
from .test_memory import MEMORY, most_taken

PROMISED_SECONDS = 20
POINTERS = "see wellbeing policy.pdf and E1-E60, appendix 2, https://x.sharepoint.com/a, Ollie Marsh Year 4 has asthma "
HONEST = "Minutes"
Files = Mapping[str, bytes]


def _record(scheme: Scheme, actions: int, letters: int, number: int = 0) -> bytes:
    """A Record of so many actions, each cell with pointers and pupils' names of so many letters."""
    book = openpyxl.load_workbook(io.BytesIO(build_record(scheme)))
    long = (POINTERS * 300)[:letters]
    for row in range(1, actions + 1):
        action = f"{number} {row} {long}"
        line = (f"A{row}", "1 & 4", "Staff", action, long, action, "06/10/2025", "27/03/2026", long)
        for column, text in enumerate(line, start=1):
            book["Stage 2 Plan"].cell(row + 4, column).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _texts(number: int) -> bytes:
    return filled_cells(99_000, lambda at: text_cell(at).replace("club", f"club {number}"))


SUBMISSIONS: dict[str, Callable[[Scheme], Files]] = {
    "twenty PDFs that never end, beside the Record": lambda scheme: {
        "Record.xlsx": _record(scheme, 1, 20),
        **{f"{HONEST} {number}.txt": f"{HONEST} {number}, 3 March 2026".encode() for number in range(20)},
        **{f"{number}.pdf": endless_pdf() + bytes([number]) for number in range(20)},
    },
    "a dozen workbooks as large as we read": lambda _: {f"{number}.xlsx": _texts(number) for number in range(12)},
    "a Record of pointers and 250 files that they may mean": lambda scheme: {
        "Record.xlsx": _record(scheme, 490, 1_600),
        **{f"wellbeing policy {n} of the school.txt": f"{n} {POINTERS * 20}".encode() for n in range(250)},
    },
    "every bomb at once": lambda _: {name: make() for name, (make, _, _) in BOMBS.items() if name != "zeros.zip"},
    "a dozen long Records, each a little different": lambda scheme: {
        f"Record ({number}).xlsx": _record(scheme, 400, 120, number) for number in range(12)
    },
    "half a million cells, ten times": lambda _: {
        f"{number}.xlsx": workbook(sheet(f"<row>{'<c><v>1</v></c>' * 10}</row>" * (50_000 + number)))
        for number in range(10)
    },
}


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_a_hostile_submission_of_many_files_ends_in_time_and_in_little_memory(
    name: str, scheme: Scheme, tmp_path: Path
) -> None:
    for file, content in SUBMISSIONS[name](scheme).items():
        (tmp_path / file).write_bytes(content)
    files = sorted(tmp_path.iterdir())
    with ReadingRoom(scheme) as room:
        began = time.monotonic()
        submission, _, findings = inspect(files, scheme, SchoolList.of(()), dt.date(2026, 3, 2), room)
        assert time.monotonic() - began < PROMISED_SECONDS
        room.start()
        assert room._child is not None
        assert most_taken(room._child.pid) < MEMORY
    assert {reading.file for reading in submission.files} >= {file.name for file in files}
    assert _silent(submission, findings) == []
    assert {file.message for file in submission.files if file.file.startswith(HONEST)} <= {""}


def _silent(submission: Submission, findings: tuple[Finding, ...]) -> list[str]:
    """Files that could not be read and of which nothing is said."""
    told = {finding.place.file for finding in findings}
    fine = (FileClass.PARSED, FileClass.IGNORED)
    return [file.file for file in submission.files if file.file_class not in fine and file.file not in told]
