"""A Word table is read as a person sees it, whatever its cells are wrapped in."""

from __future__ import annotations

from typing import Any

from pipeline.ooxml.package import open_package
from pipeline.reading.word.document import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _control(tag: str, inside: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def _cells(body: str, blank_application: bytes, replace: Any) -> list[tuple[int, int, int, str]]:
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    document = read_document(open_package(replace(blank_application, "word/document.xml", lambda _old: xml)))
    return [
        (table.number, c.row, c.column, c.text)
        for table in document.tables
        if table.inside is None
        for c in table.cells
    ]


def test_wrapped_rows_and_cells_stay_in_their_columns(blank_application: bytes, replace: Any) -> None:
    row = f"<w:tr>{_cell('a')}{_control('x', _cell('b'))}{_cell('c')}</w:tr>"
    body = f"<w:tbl>{_control('r', row)}</w:tbl>"
    assert _cells(body, blank_application, replace) == [(1, 1, 1, "a"), (1, 1, 2, "b"), (1, 1, 3, "c")]


def test_a_cell_over_two_columns_moves_the_next_one_on(blank_application: bytes, replace: Any) -> None:
    wide = _cell("wide", '<w:gridSpan w:val="2"/>')
    body = f"<w:tbl><w:tr>{wide}{_cell('c')}</w:tr></w:tbl><w:tbl><w:tr>{_cell('z')}</w:tr></w:tbl>"
    assert _cells(body, blank_application, replace) == [(1, 1, 1, "wide"), (1, 1, 3, "c"), (2, 1, 1, "z")]


def test_cells_merged_across_in_the_old_manner_are_one_cell(blank_application: bytes, replace: Any) -> None:
    first, on = _cell("wide", '<w:hMerge w:val="restart"/>'), _cell("", "<w:hMerge/>")
    own = _cell("own words", '<w:hMerge w:val="continue"/>')
    body = f"<w:tbl><w:tr>{first}{on}{on}{_cell('d')}</w:tr><w:tr>{first}{own}{_cell('c')}</w:tr></w:tbl>"
    assert _cells(body, blank_application, replace) == [
        (1, 1, 1, "wide"), (1, 1, 4, "d"), (1, 2, 1, "wide"), (1, 2, 2, "own words"), (1, 2, 3, "c"),
    ]  # fmt: skip


def test_what_was_inserted_counts_and_what_was_deleted_does_not(blank_application: bytes, replace: Any) -> None:
    changed = (
        "<w:tc><w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>hope to</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>do</w:t></w:r></w:ins></w:p></w:tc>"
    )
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{_cell('gone')}</w:tr>"
    body = f"<w:tbl>{gone}<w:tr>{changed}</w:tr></w:tbl>"
    assert _cells(body, blank_application, replace) == [(1, 1, 1, "We do")]


def test_a_table_inside_a_cell_is_part_of_that_cell(blank_application: bytes, replace: Any) -> None:
    inner = f"<w:tbl><w:tr>{_cell('inner')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl><w:tbl><w:tr>{_cell('next')}</w:tr></w:tbl>"
    assert _cells(body, blank_application, replace) == [(1, 1, 1, "inner"), (2, 1, 1, "next")]


def test_old_form_boxes_and_symbols_are_ticks(blank_application: bytes, replace: Any) -> None:
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
    symbol = '<w:sym w:font="Wingdings" w:char="F0A8"/>'
    lines = f"<w:p><w:r>{box}<w:t> Met</w:t></w:r></w:p><w:p><w:r>{symbol}<w:t> Partly</w:t></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{lines}</w:tc></w:tr></w:tbl>"
    assert _cells(body, blank_application, replace) == [(1, 1, 1, "☒ Met\n☐ Partly")]
