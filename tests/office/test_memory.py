"""What the reader's process takes at most, by the system's own count, whatever a workbook or document holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.office.reading_room.room import ReadingRoom
from pipeline.scheme import Scheme
from pipeline.values import SourceFile

from .bombs import (
    columns_formatted,
    filled_cells,
    many_formats,
    many_names,
    number_cell,
    rich_cell,
    sheet,
    text_cell,
    texts_in_runs,
    word,
    workbook,
)

MEMORY = 150 << 20
TOO_MANY = (
    "We did not read this file to its end because it has more than 100,000 filled cells. "
    "Please send only what the award needs."
)
TOO_LONG = (
    "We did not read this file to its end because one of its sheets is far too long. "
    "Please send only what the award needs."
)
TOO_LONG_INSIDE = TOO_LONG.replace("one of its sheets", "something inside it")
TOO_MANY_PARAGRAPHS = "We did not read this file to its end because"
PARAGRAPH = (
    "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>We meet every week</w:t></w:r></w:p>"
)
CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "two columns formatted to the last row.xlsx": (lambda: columns_formatted(2), ""),
    "nine columns formatted to row 60,000.xlsx": (lambda: columns_formatted(9, 60_000), ""),
    "as many texts as we read.xlsx": (lambda: filled_cells(99_900, text_cell), ""),
    "as many texts as we read, half of them bold.xlsx": (lambda: filled_cells(99_900, rich_cell), ""),
    "more numbers.xlsx": (lambda: filled_cells(150_000, number_cell), TOO_MANY),
    "half a million.xlsx": (lambda: filled_cells(500_000, number_cell), TOO_LONG),
    "rows without numbers.xlsx": (
        lambda: workbook(sheet(f"<row>{'<c><v>1</v></c>' * 10}</row>" * 50_000)),
        TOO_MANY,
    ),
    "the shortest cells.xlsx": (lambda: workbook(sheet(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 1_001)), TOO_MANY),
    "texts in a look for each letter.xlsx": (lambda: texts_in_runs(28_000, 10), ""),
    "as many formats as Excel allows.xlsx": (lambda: many_formats(64_000), ""),
    "a hundred thousand names.xlsx": (lambda: many_names(100_000), ""),
    "names with four settings each.xlsx": (
        lambda: many_names(100_000, ' hidden="1" help="" comment=""'),
        TOO_LONG_INSIDE,
    ),
    "paragraphs.docx": (lambda: word(PARAGRAPH * 60_000), TOO_MANY_PARAGRAPHS),
}


def most_taken(pid: int) -> int:
    """The most bytes that any process under this one ever held."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024
    return max(own, *(most_taken(int(child)) for child in children), 0)


@pytest.mark.parametrize("name", CASES)
def test_the_reader_takes_less_than_150_mib_and_says_what_it_did_not_read(name: str, scheme: Scheme) -> None:
    make, says = CASES[name]
    content = make()
    with ReadingRoom(scheme) as room:
        reading = room.read(SourceFile(name, content, hashlib.sha256(content).hexdigest()))
        assert room._child is not None, "the reader outlived the file"
        taken = most_taken(room._child.pid)
    assert (reading.message[: len(says)] if says else reading.message) == says
    assert taken < MEMORY
