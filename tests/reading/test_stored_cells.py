"""The quick way through a sheet's rows says what the tree says, or leaves the sheet to the tree."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ooxml.careful_xml import parse_xml
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.workbook.stored import NAMESPACE, Rows, from_bytes, from_tree, read_rows

CORPUS = Path(__file__).resolve().parents[2] / "mutate" / "corpus"
# As five programs write them.
PROGRAMS = ("exceljs", "libreoffice", "openpyxl", "sheetjs", "xlsxwriter")
SHEETS = {
    f"{program} {name}": archive.read(name)
    for program in PROGRAMS
    for archive in [zipfile.ZipFile(CORPUS / f"record-{program}.xlsx")]
    for name in archive.namelist()
    if "worksheets/sheet" in name.lower() and name.endswith(".xml")
}
# What a person, another program or an accident may put anywhere in a part.
ODDITIES = (
    b"<", b">", b'"', b"'", b"&", b"&amp;", b"&#10;", b"&#x2013;", b"&#0;", b"&#xD800;", b"\r\n", b"<!-- x -->",
    b"</c>", b"<c>", b"<row>", b"</row>", b"<row/>", b'<c r="A1"/>', b'<c r="XFE1"><v>1</v></c>', b' r="B2"', b"\0",
    b"\x0b", b"\xff", b"]]>", b"<![CDATA[x]]>", b"<?p i?>", b' hidden="1"', b' t="b"', b"<v>1</v>", b"<v/>",
    b"<f>A1</f>", b'<f t="shared" si="0"/>', b"<is><t>x</t></is>", b"<is><r><t>q</t></r><rPh><t>w</t></rPh></is>",
    b"x14ac:", b"a:b=''", b' xml:space="preserve"', b' xmlns="urn:other"', b"</sheetData>", b"<sheetData>", b" ",
)  # fmt: skip


def rows(filling: str) -> bytes:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{filling}</sheetData></worksheet>'.encode()


def said(found: Rows) -> object:
    return found.filled, list(found.blank()), found.hidden


def by_tree(part: bytes) -> object:
    try:
        return said(from_tree(parse_xml(part, "sheet")))
    except PackageError as fault:
        return str(fault)


def by_both(part: bytes) -> object:
    try:
        return said(read_rows(part, "sheet")[0])
    except PackageError as fault:
        return str(fault)


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_each_program_writes_is_read_the_quick_way(sheet: str) -> None:
    assert from_bytes(SHEETS[sheet], "sheet") is not None


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(SHEETS)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(ODDITIES)), max_size=3),
)
def test_both_ways_give_the_same_cells_of_a_sheet_with_anything_in_it(
    sheet: str, changes: list[tuple[float, int, bytes]]
) -> None:
    part = SHEETS[sheet]
    for share, lost, put in changes:
        at = round(share * len(part))
        part = part[:at] + put + part[at + lost :]
    assert by_both(part) == by_tree(part)


@pytest.mark.parametrize(
    "filling",
    [
        '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>a &lt; b</v></c><c r="B1" s="3"/></row>',
        '<row r="2" hidden="1"><c r="A2"><f t="shared" ref="A2:A3" si="0">1+1</f></c></row><row r="3"/>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> &#8220;x&#x201D; </t></is></c></row>',
    ],
)
def test_formulas_references_and_hidden_rows_are_read_the_quick_way_too(filling: str) -> None:
    found = from_bytes(rows(filling), "sheet")
    assert found is not None
    assert said(found[0]) == by_tree(rows(filling))


@pytest.mark.parametrize(
    "filling",
    [
        '<c r="A1"><v>1</v></c>',
        '<row r="1"><row r="2"></row></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1" r="1"></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>rich</t></r></is></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>&nbsp;</v></c></row>',
        '<row r="1" x14ac:dyDescent="0.25"></row>',
    ],
)
def test_what_the_grammar_does_not_know_is_left_to_the_tree(filling: str) -> None:
    assert from_bytes(rows(filling), "sheet") is None
