"""A sheet's empty rows are left out, and nothing else is."""

from __future__ import annotations

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ooxml import empty_rows
from pipeline.ooxml.empty_rows import filled_rows

ROWS = st.lists(
    st.sampled_from(
        [
            b'<row r="%d" s="1" customFormat="1"/>',
            b'<row r="%d"></row>',
            b'<x:row r="%d"> </x:row>',
            b'<row r="%d"><c r="A1"><v>1</v></c></row>',
            b'<row r="%d"><c r="A1" s="4"/><c r="B1" s="4"></c></row>',
            b'<row r="%d"><c r="AAA1" s="4"/><c r="AB1" s="4"/><c r="AC1"><v>1</v></c></row>',
            b'<rowBreaks count="%d"/>',
        ]
    ),
    max_size=30,
)


@settings(max_examples=200)
@given(rows=ROWS, chunk=st.integers(1, 80))
def test_only_empty_rows_are_left_out_wherever_the_pieces_end(rows: list[bytes], chunk: int) -> None:
    whole = b"<worksheet><sheetData>" + b"".join(row % number for number, row in enumerate(rows)) + b"</sheetData>"
    expected = re.sub(rb'<row r="\d+"[^<>]*(/>|>(<c [^<>]*/>|<c [^<>]*></c>)*</row>)', b"", whole)
    expected = expected.replace(b'<c r="AAA1" s="4"/>', b"")
    before, empty_rows._CHUNK = empty_rows._CHUNK, chunk
    try:
        assert filled_rows(io.BytesIO(whole), 10_000) == expected
    finally:
        empty_rows._CHUNK = before


def test_where_rows_have_no_number_every_row_counts() -> None:
    assert filled_rows(io.BytesIO(b"<sheetData><row/><row><c/></row></sheetData>"), 10_000) is None


def test_what_is_still_too_long_is_cut_off_one_past_the_limit() -> None:
    held = filled_rows(io.BytesIO(b'<row r="1"><c><v>12345</v></c></row>' * 100_000), 1_000_000)
    assert held is not None
    assert 1_000_000 < len(held) < 1_500_000
