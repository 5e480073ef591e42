"""A Record as schools fill it in: other words, other sheets, other marks, and things laid over the cells."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
import xlsxwriter
from PIL import Image

from pipeline.scheme import Scheme
from pipeline.values import NoticeKind, Understood

from .conftest import replace_part
from .records import HEADINGS, PLAN, ROW, cell, filled, opened, own_record, plan, read, saved, told

TEAM, ASSESS, REVIEW = "School and team", "Stage 1 Assess", "Stage 3 Review"


def test_x1_a_remark_in_brackets_behind_a_heading_changes_nothing(scheme: Scheme) -> None:
    headings = [f"{heading} (please see the guidance, page 4)" for heading in HEADINGS]
    form = read(own_record({"Plan": [headings, ROW]}), scheme)
    assert (plan(form, "principle"), plan(form, "who"), told(form)) == (["parents"], ["Jo Marsh"], [])


def test_x2_a_copy_of_a_sheet_that_says_nothing_more_is_left_out_and_told_once(
    blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[ASSESS]["B5"], book[ASSESS]["C5"], book[ASSESS]["B6"] = "Weekly circle time", "Timetables", "A council"
    copy = book.copy_worksheet(book[ASSESS])
    copy.title, copy["B6"].value = "Stage 1 Assess (2)", None
    form = read(saved(book), scheme)
    assert [row.cells["current"].read for row in form.tables["activity"]][:2] == ["Weekly circle time", "A council"]
    assert (len(form.tables["activity"]), told(form)) == (8, [("old-sheet", copy.title, copy.title)])


@pytest.mark.parametrize(
    ("sheet", "at", "table", "name"), [(ASSESS, "B5", "activity", "current"), (REVIEW, "D5", "review", "impact")]
)
def test_x2_two_sheets_that_answer_the_same_and_not_alike_are_told_and_the_first_is_read(
    sheet: str, at: str, table: str, name: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[sheet][at] = "Weekly circle time in every class"
    book.copy_worksheet(book[sheet]).title = "Notes"
    book["Notes"][at] = "Something else"
    form = read(saved(book), scheme)
    read_there = [row.cells[name].read for row in form.tables[table] if row.cells[name].answered]
    assert read_there == ["Weekly circle time in every class"]
    assert [(n.place.sheet, n.words["first"]) for n in form.notices] == [("Notes", sheet)]


def test_x2_a_sheet_for_a_year_in_two_figures_that_was_over_is_old(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book.copy_worksheet(book[PLAN]).title = "Plan 23-24"
    book["Plan 23-24"]["D5"] = "Hold a fair"
    form = read(saved(book), scheme)
    assert (plan(form, "action"), told(form)) == ([ROW[3]], [("old-sheet", "Plan 23-24", "Plan 23-24")])


@pytest.mark.parametrize(
    "text", ["Name", "<name>", "Vacant", "To be appointed", "Please complete", "TBC by the governors"]
)
def test_x5_words_that_only_ask_for_a_name_are_no_name(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [(*ROW[:4], text, *ROW[5:])])
    assert cell(read(saved(book), scheme), "who").understood is Understood.PLACEHOLDER


@pytest.mark.parametrize("text", ["12/01/2026 15:30", "12 January 2026 at 3:30 pm", "2026-01-12 09:00"])
def test_x14_a_time_behind_a_day_changes_nothing(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [(*ROW[:7], text, ROW[8])])
    form = read(saved(book), scheme)
    assert (plan(form, "by_when"), told(form)) == ([dt.date(2026, 1, 12)], [])


@pytest.mark.parametrize("text", ["12/01/2026\u200e", "\u200b12 January 2026", "12–01–2026", "12 — 1 — 26"])
def test_x14_marks_that_nobody_sees_and_long_dashes_change_no_day(
    text: str, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(filled(blank_record, [(*ROW[:7], text, ROW[8])]), scheme)
    assert (plan(form, "by_when"), told(form)) == ([dt.date(2026, 1, 12)], [])


@pytest.mark.parametrize(("share", "meant"), [(1, "Yes"), (0.5, "In progress"), (0, "No"), ("75 %", "In progress")])
def test_x17_a_share_says_how_far_an_action_is(share: Any, meant: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[REVIEW]["C5"].value, book[REVIEW]["C5"].number_format = share, "0%"
    assert cell(read(saved(book), scheme), "done", table="review").value == meant


@pytest.mark.parametrize("mark", ["[x]", "(x)", "✓✓", "[✓]", "☑ Yes ☐ No"])
def test_x17_a_ticked_box_without_words_is_a_tick(mark: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[REVIEW]["C5"] = mark
    form = read(saved(book), scheme)
    assert (cell(form, "done", table="review").value, told(form)) == ("Yes", [])


@pytest.mark.parametrize("ditto", ['" "', '" " "', "↑", "'' ''"])
def test_x19_ditto_marks_come_in_rows(ditto: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:4], ditto, *ROW[5:])])
    form = read(saved(book), scheme)
    assert (plan(form, "who"), told(form)) == (["Jo Marsh", "Jo Marsh"], [("repeated", "E6", ditto)])


@pytest.mark.parametrize(
    "text",
    [
        "See attached – minutes",
        "Please see attached spreadsheet",
        "see other tab",
        "see SIP p4",
        "To be completed by Mrs Orr",
    ],
)
def test_x19_a_text_that_only_sends_the_reader_elsewhere_is_no_answer(
    text: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book[ASSESS]["B5"] = text
    found = cell(read(saved(book), scheme), "current", table="activity")
    assert (found.understood, found.read) == (Understood.PLACEHOLDER, text)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("1. Train mentors 2. Ask parents", True),
        ("a) train b) ask", True),
        ("In Year 1. Then in Year 2. Then all", False),
    ],
)
def test_x20_actions_numbered_on_one_line_are_told(
    text: str, several: bool, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(filled(blank_record, [(*ROW[:3], text, *ROW[4:])]), scheme)
    assert told(form) == ([("several-in-one", "D5", text)] if several else [])


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened_package:
        return {name: opened_package.read(name) for name in opened_package.namelist()}


def _picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    return out


def _own_plan(lay: Any) -> bytes:
    """A school's own workbook, as XlsxWriter makes it, with something laid into the plan."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, lines in (
        ("Team", [("Name", "Post", "Role")]),
        ("Plan", [HEADINGS, (*ROW[:8], "")]),
        ("Review", [("No.", "Done?", "Impact", "Evidence"), ("A1", "", "More come", "E4")]),
    ):
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    lay(book)
    book.close()
    return out.getvalue()


def test_x24_a_picture_placed_in_a_cell_is_no_broken_formula(scheme: Scheme) -> None:
    data = _own_plan(
        lambda book: book.get_worksheet_by_name("Plan").embed_image("I2", "seen.png", {"image_data": _picture()})
    )
    assert told(read(data, scheme)) == [("in-picture", "I2", "a picture in the cell")]


_SLICER = (
    "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:Choice Requires='a14'/><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
)


def test_x23_what_older_programs_show_in_place_of_a_slicer_is_no_text_of_the_schools(scheme: Scheme) -> None:
    text = "This shape represents a slicer. Slicers are supported in Excel 2010 or later."
    data = _own_plan(lambda book: book.get_worksheet_by_name("Plan").insert_textbox("L9", text))

    def stand_in(xml: bytes) -> bytes:
        shape = re.search(r"<xdr:sp .*?</xdr:sp>", xml.decode(), re.DOTALL)
        assert shape is not None
        return xml.replace(shape.group().encode(), _SLICER.format(shape=shape.group()).encode())

    assert [kind for kind, _, _ in told(read(data, scheme))] == ["loose-text"]
    assert told(read(replace_part(data, "xl/drawings/drawing1.xml", stand_in), scheme)) == []


def test_x23_a_text_box_that_is_tied_to_no_cell_is_told(scheme: Scheme) -> None:
    text = "All of this is paid for by the parents"
    data = _own_plan(lambda book: book.get_worksheet_by_name("Plan").insert_textbox("L9", text))

    def untied(xml: bytes) -> bytes:
        return re.sub(
            rb"<xdr:twoCellAnchor[^>]*><xdr:from>.*?</xdr:to>(.*?)</xdr:twoCellAnchor>",
            rb'<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>\1</xdr:absoluteAnchor>',
            xml,
            flags=re.DOTALL,
        )

    form = read(replace_part(data, "xl/drawings/drawing1.xml", untied), scheme)
    assert told(form) == [("loose-text", "A1", text)]


# As Excel and LibreOffice keep a tick box of a form: in the drawing of the comments, its corners counted from 0.
_TICK_BOX = (
    '<v:shape id="b1" type="#_x0000_t201"><x:ClientData ObjectType="Checkbox"><x:Anchor>1, 4, 1, 2, 1, 40, 2, 0'
    "</x:Anchor>{ticked}<x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape></xml>"
)


@pytest.mark.parametrize(
    ("ticked", "says"), [("<x:Checked>1</x:Checked>", [("in-tick-box", "B2", "a ticked box")]), ("", [])]
)
def test_x17_a_tick_box_drawn_over_an_empty_answer_is_told(ticked: str, says: list[Any], scheme: Scheme) -> None:
    data = _own_plan(lambda book: book.get_worksheet_by_name("Review").write_comment("F9", "Seen", {"author": "JM"}))
    box = _TICK_BOX.format(ticked=ticked).encode()
    data = replace_part(data, "xl/drawings/vmlDrawing1.vml", lambda xml: xml.replace(b"</xml>", box))
    assert told(read(data, scheme)) == says


def test_a_role_on_the_team_without_a_name_stays_a_row_of_the_team(blank_record: bytes, scheme: Scheme) -> None:
    book = opened(blank_record)
    book[TEAM]["C14"] = "Class teacher"
    form = read(saved(book), scheme)
    assert [(row.cells["name"].understood, row.cells["role"].value) for row in form.tables["team"]] == [
        (Understood.EMPTY, "Class teacher")
    ]
    assert [notice.kind for notice in form.notices if notice.kind is not NoticeKind.HEADING_NEAR] == []


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("Governors_x0020_ask", "Governors ask"),
        ("One_x000D_\nTwo", "One\nTwo"),
        ("a_x005F_x0041_", "a_x0041_"),
        ("_xls_", "_xls_"),
    ],
)
def test_characters_that_a_program_keeps_by_number_are_read_as_they_show(
    kept: str, shown: str, blank_record: bytes, scheme: Scheme
) -> None:
    data = saved(filled(blank_record, [(*ROW[:5], "Replace me", *ROW[6:])]))
    name = next(name for name, part in parts_of(data).items() if b"Replace me" in part)
    data = replace_part(data, name, lambda xml: xml.replace(b"Replace me", kept.encode()))
    assert cell(read(data, scheme), "outcome").read == shown


@pytest.mark.parametrize("number", ["{n}. {heading}", "({letter}) {heading}", "{letter}. {heading} (please fill in)"])
def test_x1_headings_that_a_school_has_numbered_are_known(number: str, scheme: Scheme) -> None:
    headings = [number.format(n=n, letter="abcdefghi"[n], heading=heading) for n, heading in enumerate(HEADINGS)]
    form = read(own_record({"Plan": [headings, ROW]}), scheme)
    assert (plan(form, "by_when"), plan(form, "who"), told(form)) == ([dt.date(2026, 3, 27)], ["Jo Marsh"], [])


def test_x1_an_answer_behind_its_label_in_one_box_is_read(scheme: Scheme) -> None:
    book = own_record({"Plan": [HEADINGS, ROW]})
    book["About us"]["A1"], book["About us"]["B1"] = "Name of school: Elm Primary School", None
    book["About us"]["C1"] = "URN: 123456"
    form = read(book, scheme)
    assert [(form.fields[name].value, form.fields[name].place.cell) for name in ("school_name", "urn")] == [
        ("Elm Primary School", "A1"),
        ("123456", "C1"),
    ]


def test_x1_an_answer_below_its_label_is_read(scheme: Scheme) -> None:
    book = own_record({"Plan": [HEADINGS, ROW]})
    page = book["About us"]
    page.insert_rows(1, 4)
    for row, text in enumerate(("Headteacher", "Ms New", "Postcode", "ME99 9ZZ"), start=1):
        page.cell(row, 1).value = text
    form = read(book, scheme)
    assert [(form.fields[name].value, form.fields[name].how) for name in ("head_name", "postcode")] == [
        ("Ms New", "below its label"),
        ("ME99 9ZZ", "below its label"),
    ]


def test_x1_an_empty_box_above_the_next_label_stays_empty(blank_record: bytes, scheme: Scheme) -> None:
    form = read(saved(opened(blank_record)), scheme)
    assert {value.understood for value in form.fields.values()} == {Understood.EMPTY}


def test_x6_an_impact_merged_over_two_reviews_belongs_to_both(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:3], "Train mentors", *ROW[4:])])
    page = book[REVIEW]
    page["C5"], page["C6"], page["D5"] = "Yes", "In progress", "More families come"
    page.merge_cells("D5:D6")
    form = read(saved(book), scheme)
    assert [(row.key, row.cells["done"].value, row.cells["impact"].value) for row in form.tables["review"]] == [
        ("A1", "Yes", "More families come"),
        ("A2", "In progress", "More families come"),
    ]


def test_x20_a_note_below_the_review_is_told_and_put_to_no_action(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    page = book[REVIEW]
    page["C5"], page["D5"], page["E5"] = "Yes", "More families come", "Register"
    page["A6"], page["D6"] = None, "Signed: P Nakamura, 12/01/2026"
    form = read(saved(book), scheme)
    assert cell(form, "impact", table="review").value == "More families come"
    assert told(form) == [("no-number", "A6", "")]


def test_x20_two_actions_with_one_number_are_told(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [ROW, ("A2", *ROW[1:3], "Train mentors", *ROW[4:]), ("A2", *ROW[1:])]), scheme)
    assert told(form) == [("number-twice", "A7", "A2")]


def test_x20_a_review_without_a_number_is_matched_by_the_words_of_its_action(scheme: Scheme) -> None:
    book = own_record({"Plan": [HEADINGS, ROW, ("A2", *ROW[1:3], "Train mentors", *ROW[4:])]}, with_review=False)
    review = book.create_sheet("Review")
    for line in (("No.", "Action", "Done?", "Impact", "Evidence"), (None, "train mentors", "Yes", "Calmer", "E1")):
        review.append(line)
    form = read(book, scheme)
    assert ([row.key for row in form.tables["review"]], told(form)) == (["A2"], [])


def test_x20_a_review_that_says_of_no_action_is_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[REVIEW]["A5"], book[REVIEW]["C5"], book[REVIEW]["D5"] = None, "Yes", "More families come"
    assert told(read(saved(book), scheme)) == [("no-number", "A5", "")]


@pytest.mark.parametrize("name", ["9. Community links", "Overall comments"])
def test_x21_a_row_under_a_name_of_the_schools_own_is_left_out_and_told(
    name: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    page = book[ASSESS]
    page["B12"], page["A13"], page["B13"] = "Governors ask about it", name, "We work with the church"
    form = read(saved(book), scheme)
    assert cell(form, "current", row=7, table="activity").value == "Governors ask about it"
    assert (len(form.tables["activity"]), told(form)) == (8, [("unknown-row", "A13", name)])
