"""A sheet far longer than a form is read in pieces, and says what it would say as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ooxml.careful_xml import parse_xml
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.workbook import long_sheets
from pipeline.reading.workbook.stored import NAMESPACE, Rows, from_tree
from pipeline.values import FileClass

ROWS = st.lists(
    st.sampled_from(
        [
            '<row r="{n}"><c r="A{n}" s="2"><v>{n}</v></c><c r="B{n}" s="3"/></row>',
            '<row r="{n}" hidden="1"><c r="C{n}" t="inlineStr"><is><t>Gardening club</t></is></c></row>',
            '<row r="{n}"><c r="A{n}" t="inlineStr"><is><r><t>Tea</t></r><r><t> and toast</t></r></is></c></row>',
            '<row r="{n}"/>',
        ]
    ),
    max_size=40,
)
UNPLACED = st.lists(st.sampled_from(["<row><c><v>1</v></c><c><v>2</v></c></row>", "<row><c/></row>"]), max_size=40)


def said(rows: Rows) -> object:
    return rows.filled, list(rows.blank()), rows.hidden


@settings(max_examples=100)
@given(rows=st.one_of(ROWS, UNPLACED), prefix=st.sampled_from(["", "x:"]), piece=st.integers(1, 300))
def test_pieces_say_what_the_whole_says(rows: list[str], prefix: str, piece: int) -> None:
    filling = "".join(row.format(n=number) for number, row in enumerate(rows, start=3))
    text = f"<worksheet><sheetData>{filling}</sheetData><mergeCells/></worksheet>"
    text = text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    text = text.replace("worksheet>", f'worksheet xmlns{":x" if prefix else ""}="{NAMESPACE}">', 1)
    before, long_sheets._PIECE_BYTES = long_sheets._PIECE_BYTES, piece
    try:
        found, around = long_sheets.read_long_rows(text.encode(), "sheet")
    finally:
        long_sheets._PIECE_BYTES = before
    assert said(found) == said(from_tree(parse_xml(text.encode(), "sheet")))
    assert around.find(f"{{{NAMESPACE}}}mergeCells") is not None


@pytest.mark.parametrize("text", ["<worksheet/>", "<x>" * 9, "<worksheet><sheetData>"])
def test_what_is_not_written_as_a_sheet_is_refused_when_it_is_long(text: str) -> None:
    with pytest.raises(PackageError) as fault:
        long_sheets.read_long_rows(text.encode(), "sheet")
    assert fault.value.file_class is FileClass.TOO_LARGE
