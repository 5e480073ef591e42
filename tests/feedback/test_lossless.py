"""Nothing of what a school's document holds is lost, and what we add is replaced, never piled up."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.difference import Before
from pipeline.ooxml import schema_order
from pipeline.ooxml.our_marks import NEXT_STEPS, without_our_words
from pipeline.ooxml.package import open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.workbook import read_workbook
from pipeline.values import Finding, Severity

from .rich import rich_record, unzip, zipped
from .workbooks import PLAN, busy_workbook, finding, notes, outlines, parts, saved

SAID = [finding("D5"), finding("D6"), finding("D8", severity=Severity.ADVICE), finding("B30", sheet="Numbers")]
TOUCHED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    # Marked, and the sheet that was open until now.
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/_rels/sheet2.xml.rels",
}
ADDED = ["xl/comments2.xml", "xl/drawings/vmlDrawing2.vml", "xl/worksheets/sheet3.xml"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def canonical(document: bytes) -> dict[str, bytes]:
    return {
        name: etree.tostring(etree.fromstring(content), method="c14n")
        if name.endswith((".xml", ".rels", ".vml"))
        else content
        for name, content in unzip(document).items()
    }


def saved_by_libreoffice(workbook: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    source = folder / f"Record.{kind}"
    source.write_bytes(workbook)
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)})
    return (folder / "out" / f"Record.{kind}").read_bytes()


def saved_by_openpyxl(workbook: bytes, _: Path) -> bytes:
    return saved(load_workbook(io.BytesIO(workbook)))


def test_every_part_but_the_touched_ones_keeps_its_bytes() -> None:
    old, new = unzip(rich_record()), unzip(annotate_record(rich_record(), SAID))
    assert {name for name in old if new.get(name) != old[name]} == TOUCHED
    assert [name for name in new if name not in old] == ADDED


def test_a_sheet_that_libreoffice_says_is_not_open_keeps_every_byte() -> None:
    name, parts_of = "xl/worksheets/sheet2.xml", unzip(rich_record())
    parts_of[name] = parts_of[name].replace(b'tabSelected="1"', b'tabSelected="false"')
    assert b'tabSelected="false"' in parts_of[name]
    assert unzip(annotate_record(zipped(parts_of), [finding("D5")]))[name] == parts_of[name]


def test_within_a_touched_sheet_everything_but_our_additions_stays_as_it_was() -> None:
    name = "xl/worksheets/sheet1.xml"
    old = etree.fromstring(unzip(rich_record())[name])
    new = etree.fromstring(unzip(annotate_record(rich_record(), SAID))[name])
    for holder in new.findall(f"{MAIN}conditionalFormatting"):
        if "Award office" in "".join(str(text) for text in holder.itertext()):
            new.remove(holder)
    assert etree.tostring(new, method="c14n") == etree.tostring(old, method="c14n")


def test_the_cells_of_a_touched_sheet_keep_every_byte() -> None:
    cells = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    old, new = (
        unzip(book)["xl/worksheets/sheet1.xml"] for book in (rich_record(), annotate_record(rich_record(), SAID))
    )
    assert cells.findall(new) == cells.findall(old)


def test_elements_stand_in_the_order_that_the_schema_wants() -> None:
    new = unzip(annotate_record(rich_record(), SAID))
    for name, order in (
        ("xl/workbook.xml", schema_order.WORKBOOK),
        ("xl/styles.xml", schema_order.STYLESHEET),
        ("xl/worksheets/sheet1.xml", schema_order.WORKSHEET),
        ("xl/worksheets/sheet2.xml", schema_order.WORKSHEET),
        ("xl/worksheets/sheet3.xml", schema_order.WORKSHEET),
    ):
        names = [etree.QName(child).localname for child in etree.fromstring(new[name])]
        ranks = [order.index(one) for one in names if one in order]
        assert ranks == sorted(ranks), name


def test_names_that_belong_to_a_sheet_still_belong_to_it_and_ours_is_the_open_one() -> None:
    before = load_workbook(io.BytesIO(rich_record()))
    book = load_workbook(io.BytesIO(annotate_record(rich_record(), SAID)))
    assert book.sheetnames == [NEXT_STEPS, *before.sheetnames]
    assert book.active is not None
    assert book.active.title == NEXT_STEPS
    for sheet in before.worksheets:
        after = book[sheet.title]
        assert (after.print_title_rows, after.print_title_cols) == (sheet.print_title_rows, sheet.print_title_cols)
        assert after.print_area == sheet.print_area
        assert set(after.defined_names) == set(sheet.defined_names)
        assert not after.sheet_view.tabSelected


def test_a_thread_stays_whole_and_our_words_follow_the_note_that_stands_in_for_it() -> None:
    said = notes(annotate_record(rich_record(), SAID))["D6"]
    assert said.startswith("[Threaded comment]\n\nComment:\n    After half term?\n\nAward office:\n")
    assert without_our_words(said) == "[Threaded comment]\n\nComment:\n    After half term?"


CELLS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["C5", "D5", "D6", "D8", "A1", "B1", "K40"]),
        sheet=st.sampled_from([PLAN, "Numbers"]),
        severity=st.sampled_from([Severity.REQUIRED, Severity.ADVICE]),
        rule=st.sampled_from(["one", "two"]),
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(first=CELLS, second=CELLS.filter(bool))
def test_a_second_annotation_replaces_the_first(first: list[Finding], second: list[Finding]) -> None:
    assert canonical(annotate_record(annotate_record(rich_record(), first), second)) == canonical(
        annotate_record(rich_record(), second)
    )


def test_when_nothing_is_left_to_say_only_our_looks_in_the_styles_remain() -> None:
    old, cleared = canonical(rich_record()), canonical(annotate_record(annotate_record(rich_record(), SAID), []))
    assert cleared.keys() == old.keys()
    # Which sheet was open is not remembered, and a style that is there does no harm.
    assert {name for name in old if old[name] != cleared[name]} == {
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
    }


def test_what_a_school_writes_below_our_words_stays_as_its_own() -> None:
    once = parts(annotate_record(busy_workbook(), [finding("D5")]))
    last = b"Please write your answer in the form itself, not in this note."
    name = "xl/comments/comment1.xml"
    once[name] = once[name].replace(last, last + b"\nWe did this on Monday.", 1)
    again = annotate_record(zipped(once), [finding("C5")])
    assert notes(again)["D5"] == "We did this on Monday."


@pytest.mark.parametrize("save", [saved_by_openpyxl, saved_by_libreoffice])
def test_after_another_program_saved_it_ours_is_still_known(
    save: Callable[[bytes, Path], bytes], tmp_path: Path
) -> None:
    once = save(annotate_record(busy_workbook(), [finding("D5"), finding("D6"), finding("D9")]), tmp_path)
    read = read_workbook(open_package(once))
    assert [sheet.name for sheet in read.sheets] == [PLAN, "Numbers", "Empty & <quiet>"]
    twice = annotate_record(once, [finding("D9", title="Still to do")])
    assert load_workbook(io.BytesIO(twice)).sheetnames == [NEXT_STEPS, PLAN, "Numbers", "Empty & <quiet>"]
    assert {cell: without_our_words(text).strip() for cell, text in notes(twice).items()} == {
        "C5": "Ask Rhian first",
        "D6": "After half term?",
        "D9": "",
    }
    assert outlines(twice) == {"D9": "thin"}


def test_a_workbook_that_comes_and_goes_does_not_grow() -> None:
    once = annotate_record(rich_record(), SAID)
    book = once
    for _ in range(5):
        book = annotate_record(book, SAID)
    assert book == once


def with_prefix(sheet: bytes) -> bytes:
    """As the .NET libraries write it: ``<x:worksheet xmlns:x="…">``."""
    return re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", sheet.replace(b"xmlns=", b"xmlns:x="))


def with_two_bytes(sheet: bytes) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16") + sheet.decode().encode("utf-16")[2:]


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.replace(b"<sheetData>", b"<!-- <sheetData> --><sheetData>"),
        with_two_bytes,
        with_prefix,
    ],
    ids=["a comment that looks like cells", "two bytes a letter", "names with a prefix"],
)
def test_a_sheet_written_in_an_unusual_way_keeps_its_cells(change: Callable[[bytes], bytes]) -> None:
    name = "xl/worksheets/sheet2.xml"
    book = unzip(busy_workbook())
    book[name] = change(book[name])
    annotated = annotate_record(zipped(book), [finding("A2", sheet="Numbers")])
    read = {sheet.name: sheet for sheet in read_workbook(open_package(annotated)).sheets}
    assert [cell.text for cell in read["Numbers"].cells.values()] == ["3", "5", "8"]
    assert outlines(annotated, "Numbers") == {"A2": "thin"}


def test_a_link_leads_to_each_place_and_every_place_is_named() -> None:
    said = [finding(f"D{row}") for row in (5, 6, 7, 11)] + [finding("A1", sheet="Empty & <quiet>", rule="other")]
    sheet = load_workbook(io.BytesIO(annotate_record(busy_workbook(), said)))[NEXT_STEPS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    links = {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert sorted(row[2] for row in rows) == ["Empty & <quiet>, A1", "Stage 2 Plan, D11", "Stage 2 Plan, D5:D7"]
    assert sorted(links.values()) == ["'Empty & <quiet>'!A1", "'Stage 2 Plan'!D11", "'Stage 2 Plan'!D5:D7"]


def test_the_first_sheet_says_from_the_second_time_what_is_fixed_still_open_and_new() -> None:
    before = [finding("D5"), finding("B9", rule="gone", title="No principle")]
    now = [finding("D5"), finding("C7", rule="late")]
    sheet = load_workbook(io.BytesIO(annotate_record(busy_workbook(), now, before=Before(before))))[NEXT_STEPS]
    assert [(row[0].value, row[5].value) for row in sheet.iter_rows(min_row=6)] == [
        ("1", "Needed before the panel. New."),
        ("2", "Needed before the panel. Still open."),
        ("✓", "Fixed. Thank you."),
    ]


def test_the_first_sheet_prints_across_a_page_with_its_heading_on_each() -> None:
    annotated = annotate_record(busy_workbook(), SAID, office="Award Office")
    sheet = load_workbook(io.BytesIO(annotated))[NEXT_STEPS]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$5", "A6")
    assert sheet.oddFooter.left.text == "Award Office"


@pytest.mark.parametrize("number", range(3))
def test_a_school_s_own_sheet_of_that_name_stays_and_is_read(number: int) -> None:
    book = load_workbook(io.BytesIO(busy_workbook()))
    own = book.create_sheet(NEXT_STEPS, number)
    own["A1"] = "Things for Monday"
    annotated = annotate_record(saved(book), [finding("D5")])
    names = [sheet.name for sheet in read_workbook(open_package(annotated)).sheets]
    assert sorted(names) == sorted([PLAN, "Numbers", "Empty & <quiet>", NEXT_STEPS])
    assert load_workbook(io.BytesIO(annotated)).sheetnames[0] == f"{NEXT_STEPS} (2)"


@pytest.mark.parametrize("cut", range(200, 12_000, 977))
def test_a_damaged_workbook_is_annotated_or_named_and_nothing_else(cut: int) -> None:
    data = bytearray(rich_record())
    data[cut % len(data)] ^= 0xFF
    try:
        ended = open_package(annotate_record(bytes(data), SAID)).main_part()
    except PackageError as fault:
        ended = fault.file_class.value
    assert ended in {"xl/workbook.xml", "corrupt", "encrypted", "unsupported", "zip-bomb"}
