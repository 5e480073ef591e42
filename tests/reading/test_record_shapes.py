"""X1-X10 and X20-X21: a Record is read whatever shape the school has given it."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from pipeline.ooxml.limits import TABLE_ROWS
from pipeline.scheme import Scheme
from pipeline.values import Confidence, NoticeKind, Understood

from .records import HEADINGS, PLAN, ROW, cell, filled, opened, own_record, plan, read, said, saved, told

LOST = {"No.": "Nr", "Principle": "Area", "Where it came from": "Where from", "Action": "What will we do?",
        "Who is responsible": "Who", "Expected outcome": "Success criteria", "Start": "Start date",
        "By when": "Timescale", "How it will be evidenced": "How will we know"}  # fmt: skip


def test_x1_headings_in_a_schools_own_words_are_understood(scheme: Scheme) -> None:
    form = read(own_record({"Our plan": [tuple(LOST.values()), ROW]}), scheme)
    assert plan(form, "origin") == ["Staff"]
    assert plan(form, "by_when") == [dt.date(2026, 3, 27)]
    assert (cell(form, "origin").confidence, cell(form, "origin").how) == (
        Confidence.LIKELY, "under the heading “Where from”",
    )  # fmt: skip
    assert cell(form, "done", table="review").value == "Yes"
    assert cell(form, "impact", table="review").how == "under the heading “Impact so far”"


def test_x1_a_heading_with_a_slip_is_taken_for_the_nearest_and_told(scheme: Scheme) -> None:
    headings = ("No.", "Principal", "Origin", "Action", "Who is responsable", "Outcome", "Start", "By when", "Evidence")
    form = read(own_record({"Plan": [headings, ROW]}), scheme)
    assert plan(form, "who") == ["Jo Marsh"]
    assert told(form) == [("heading-near", "B1", "Principal"), ("heading-near", "E1", "Who is responsable")]


def test_a_plan_of_more_rows_than_we_read_is_read_so_far_and_told(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [(f"A{number}", *ROW[1:]) for number in range(1, 561)]), scheme)
    assert len(form.tables["plan"]) == TABLE_ROWS
    assert told(form)[:1] == [("rows-left-out", f"A{5 + TABLE_ROWS}", "")]


def test_x1_a_header_over_two_rows_is_one_header(scheme: Scheme) -> None:
    upper = ("No.", "Principle", "Origin", "Action", "Who", "Outcome", "Dates", "", "Evidence")
    lower = ("", "", "", "", "", "", "Start", "By when", "")
    book = own_record({"Plan": [upper, lower, ROW]})
    book["Plan"].merge_cells("G1:H1")
    form = read(book, scheme)
    assert (plan(form, "start"), plan(form, "by_when")) == ([dt.date(2025, 10, 6)], [dt.date(2026, 3, 27)])


def test_x1_a_marker_finds_a_column_whose_heading_nobody_knows(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["G4"] = "Kick-off"
    form = read(book, scheme)
    assert (cell(form, "start").value, cell(form, "start").how) == (dt.date(2025, 10, 6), "by the form’s own marker")
    assert form.missing == ()


def test_x1_a_marker_and_a_heading_that_disagree_are_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["G4"], book[PLAN]["J4"], book[PLAN]["J5"] = "Old start", "Start", "13/10/2025"
    form = read(book, scheme)
    assert cell(form, "start").value == dt.date(2025, 10, 13)
    assert told(form) == [("anchors-disagree", "J4", "Start")]


@pytest.mark.parametrize("names_kept", [True, False])
@pytest.mark.parametrize("headings", [("Deadline", "Start date"), ("By when", "Start"), ("Deadlines", "Startt date")])
def test_x1_columns_moved_by_hand_are_read_by_their_headings_wherever_our_markers_are(
    headings: tuple[str, str], names_kept: bool, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record, [(*ROW[:6], ROW[7], ROW[6], ROW[8])])
    book[PLAN]["G4"], book[PLAN]["H4"] = headings
    if not names_kept:
        book.defined_names.clear()
    form = read(book, scheme)
    assert (cell(form, "by_when").place.cell, cell(form, "start").place.cell) == ("G5", "H5")


def test_x1_two_columns_of_words_moved_under_other_names_are_read_as_a_person_reads_them(
    blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    for spot, text in {"C4": "Gaps", "D4": "Evidence", "C5": "Few parents come", "D5": "E2"}.items():
        book["Stage 1 Assess"][spot] = text
    cells = read(book, scheme).tables["activity"][0].cells
    assert (cells["gaps"].value, cells["evidence"].value) == ("Few parents come", "E2")


def test_x2_sheets_for_each_principle_are_all_read_and_name_it(scheme: Scheme) -> None:
    headings, row = HEADINGS[2:], ROW[2:]
    form = read(own_record({"Parents and carers": [headings, row], "Principle 2": [headings, row]}), scheme)
    assert plan(form, "principle") == ["parents", "student-voice"]
    assert [r.place.sheet for r in form.tables["plan"]] == ["Parents and carers", "Principle 2"]


def test_x2_sheets_for_each_term_are_all_read(scheme: Scheme) -> None:
    later = ("A2", *ROW[1:])
    form = read(own_record({"Autumn": [HEADINGS, ROW], "Notes": [("x",)], "Spring": [HEADINGS, later]}), scheme)
    assert [row.key for row in form.tables["plan"]] == ["A1", "A2"]


@pytest.mark.parametrize("name", ["Old plan 2023", "Plan 2023-24", "previous plan"])
def test_x2_an_old_years_sheet_is_not_read_as_the_plan(name: str, scheme: Scheme) -> None:
    old = ("A1", *ROW[1:3], "What we did then", *ROW[4:])
    form = read(own_record({name: [HEADINGS, old], "Plan": [HEADINGS, ROW]}), scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("old-sheet", name, name)]


def test_x2_a_hidden_copy_is_not_read_as_the_plan(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    copy = book.copy_worksheet(book[PLAN])
    copy.title, copy.sheet_state = "Spare", "hidden"
    form = read(book, scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("old-sheet", "Spare", "Spare")]


def test_x2_a_plan_of_a_school_year_that_was_over_when_the_work_began_is_old(
    blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book.copy_worksheet(book[PLAN]).title = "Stage 2 Plan 2024-25"
    form = read(book, scheme)
    assert len(form.tables["plan"]) == 1
    assert told(form) == [("old-sheet", "Stage 2 Plan 2024-25", "Stage 2 Plan 2024-25")]


def test_x2_a_second_plan_whose_dates_are_all_before_the_work_began_is_old(scheme: Scheme) -> None:
    before = (*ROW[:6], "06/10/2024", "27/03/2025", "Register")
    form = read(own_record({"Plan": [HEADINGS, ROW], "Our first plan": [HEADINGS, before]}), scheme)
    assert plan(form, "by_when") == [dt.date(2026, 3, 27)]
    assert told(form) == [("old-sheet", "Our first plan", "Our first plan")]


def test_x2_the_only_plan_is_read_however_old_its_dates_are(scheme: Scheme) -> None:
    before = (*ROW[:6], "06/10/2024", "27/03/2025", "Register")
    form = read(own_record({"Plan": [HEADINGS, before], "Spare": [HEADINGS]}), scheme)
    assert (plan(form, "by_when"), told(form)) == ([dt.date(2025, 3, 27)], [])


@pytest.mark.parametrize("above", [0, 2, 9])
def test_x3_lines_above_the_header_do_no_harm(above: int, scheme: Scheme) -> None:
    lines = [("Our action plan", "", "Please fill in every box"), ("Elm Primary School",)] * 5
    form = read(own_record({"Plan": [*lines[:above], HEADINGS, ROW]}), scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert cell(form, "action").place.cell == f"D{above + 2}"


def test_x4_example_rows_are_known_and_told(scheme: Scheme) -> None:
    example = ("e.g.", "1. Curriculum learning", "Staff", "e.g. plan a unit", "Ms X", "All feel well", "", "", "Plans")
    form = read(own_record({"Plan": [HEADINGS, example, ROW]}), scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("example-left", "D2", "e.g. plan a unit")]


@pytest.mark.parametrize("action", ["Example-led training for all TAs", "Example lessons for each year group"])
def test_an_action_that_begins_with_the_word_example_is_an_action(action: str, scheme: Scheme) -> None:
    form = read(own_record({"Plan": [HEADINGS, (*ROW[:3], action, *ROW[4:])]}), scheme)
    assert (plan(form, "action"), told(form)) == ([action], [])


@pytest.mark.parametrize("text", ["Example: plan a unit", "Example – plan a unit", "(Example)", "eg plan"])
def test_a_row_that_says_it_is_an_example_is_known(text: str, scheme: Scheme) -> None:
    form = read(own_record({"Plan": [HEADINGS, ("A0", *ROW[1:3], text, *ROW[4:]), ROW]}), scheme)
    assert (plan(form, "action"), told(form)) == (["Hold coffee mornings"], [("example-left", "D2", text)])


def test_a_review_of_an_example_that_was_left_in_goes_with_it(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [(*ROW[:3], "e.g. plan a unit", *ROW[4:]), ("A2", *ROW[1:])])
    for row, number in ((5, "A1"), (6, "A2")):
        book["Stage 3 Review"].cell(row, 1, number)
        book["Stage 3 Review"].cell(row, 4, f"More families come ({number})")
    form = read(saved(book), scheme)
    assert [row.key for row in form.tables["plan"]] == [row.key for row in form.tables["review"]] == ["A2"]
    assert told(form) == [("example-left", "D5", "e.g. plan a unit")]


def test_x4_a_green_row_above_the_others_is_an_example(scheme: Scheme) -> None:
    book = own_record({"Plan": [HEADINGS, ("A0", *ROW[1:3], "Plan a unit of lessons", *ROW[4:]), ROW]})
    for box in book["Plan"][2]:
        box.font = openpyxl.styles.Font(color="00B050", italic=True)
    form = read(book, scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("example-left", "D2", "Plan a unit of lessons")]


def test_x4_a_school_that_writes_in_italics_is_read(scheme: Scheme) -> None:
    book = own_record({"Plan": [HEADINGS, ROW, ("A2", *ROW[1:])]})
    for row in book["Plan"].iter_rows(min_row=2):
        for box in row:
            box.font = openpyxl.styles.Font(italic=True)
    assert plan(read(book, scheme), "action") == ["Hold coffee mornings", "Hold coffee mornings"]


def test_x4_our_own_example_copied_is_told(blank_record: bytes, scheme: Scheme) -> None:
    ours = next(check.example for check in scheme.checks if check.id == "plan-action")
    form = read(filled(blank_record, [(*ROW[:3], ours, *ROW[4:])]), scheme)
    assert told(form) == [("example-left", "D5", ours)]


@pytest.mark.parametrize("text", ["Type here", "Insert school name here", "TBC", "n/a", "-", "see attached", "xxx"])
def test_x5_a_placeholder_is_no_answer(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book["School and team"]["B4"] = text
    value = read(book, scheme).fields["school_name"]
    assert (value.understood, value.read) == (Understood.PLACEHOLDER, text)


def test_x5_n_a_with_its_reason_is_an_answer(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [(*ROW[:5], "n/a – we have no nursery", *ROW[6:])]), scheme)
    assert cell(form, "outcome").answered


def test_x6_a_principle_merged_down_belongs_to_every_row(scheme: Scheme) -> None:
    rows = [(f"A{n}", ROW[1] if n == 1 else None, *ROW[2:]) for n in range(1, 7)]
    book = own_record({"Plan": [HEADINGS, *rows]})
    book["Plan"].merge_cells("B2:B7")
    form = read(book, scheme)
    assert plan(form, "principle") == ["parents"] * 6
    assert cell(form, "principle", 5).how == "in a box merged over several rows"


def test_x6_a_band_across_the_table_names_the_principle_of_the_rows_below(scheme: Scheme) -> None:
    band, row = ("Principle 5: Parents and carers",), (*ROW[2:],)
    other = ("2. Student voice",)
    book = own_record({"Plan": [HEADINGS[2:], band, row, other, row]})
    book["Plan"].merge_cells("A2:G2")
    book["Plan"].merge_cells("A4:G4")
    assert plan(read(book, scheme), "principle") == ["parents", "student-voice"]


def test_x6_a_band_may_begin_under_the_number(scheme: Scheme) -> None:
    row = (ROW[0], None, *ROW[2:])
    book = own_record({"Plan": [HEADINGS, ("Parents and carers",), row]})
    book["Plan"].merge_cells("A2:I2")
    assert plan(read(book, scheme), "action") == ["Hold coffee mornings"]
    assert plan(read(book, scheme), "principle") == ["parents"]


def test_x7_formatting_to_the_last_row_costs_nothing(scheme: Scheme) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Plan")
    sheet.set_column(0, 16_383, 20, book.add_format({"bg_color": "#FFFFFF", "border": 1}))
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ROW)
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"border": 1}))
    for name, lines in (("Team", (("Name", "Post", "Role"),)), ("Review", (("No.", "Done?", "Impact", "Evidence"),))):
        other = book.add_worksheet(name)
        for number, line in enumerate(lines):
            other.write_row(number, 0, line)
    book.close()
    assert plan(read(out.getvalue(), scheme), "action") == ["Hold coffee mornings"]


def test_x2_rows_after_a_gap_of_hundreds_are_read(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    for column, text in enumerate(("A700", *ROW[1:]), start=1):
        book[PLAN].cell(704, column).value = text
    assert [row.key for row in read(book, scheme).tables["plan"]] == ["A1", "A700"]


def test_x9_a_sheet_without_dimension_and_addresses_is_read(blank_record: bytes, replace: Any, scheme: Scheme) -> None:
    # As SheetJS and some exporters write it: no <dimension>, no r on rows and cells.
    def strip(xml: bytes) -> bytes:
        return re.sub(rb'<dimension[^>]*/>|(?<=<c) r="[A-Z]+\d+"|(?<=<row) r="\d+"', b"", xml)

    data = saved(filled(blank_record))
    assert said(read(replace(data, "xl/worksheets/sheet4.xml", strip), scheme)) == said(read(data, scheme))


@pytest.mark.parametrize(
    "styles", [b"<not xml", b"", b'<styleSheet xmlns="http://x"><fills><fill/></fills></styleSheet>']
)
def test_x10_broken_styles_keep_no_answer_away(
    styles: bytes, blank_record: bytes, replace: Any, scheme: Scheme
) -> None:
    data = saved(filled(blank_record))
    form = read(replace(data, "xl/styles.xml", lambda _: styles), scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]


def test_x10_shared_strings_with_reading_aids_are_read_once(scheme: Scheme) -> None:
    from pipeline.reading.workbook.stored import NAMESPACE, rich_text

    item = openpyxl.xml.functions.fromstring(
        f'<si xmlns="{NAMESPACE}"><r><t>Elm </t></r><r><t>School</t></r><rPh sb="0" eb="1"><t>エルム</t></rPh></si>'
    )
    assert rich_text(item) == "Elm School"


def test_x20_several_actions_in_one_cell_are_told(blank_record: bytes, scheme: Scheme) -> None:
    texts = ("1. Train mentors\n2. Ask parents", "• Train mentors\n• Ask parents", "Train\nAsk\nBuy", "One\nline more")
    form = read(filled(blank_record, [(f"A{n}", *ROW[1:3], text, *ROW[4:]) for n, text in enumerate(texts, 1)]), scheme)
    assert [place for kind, place, _ in told(form) if kind == "several-in-one"] == ["D5", "D6", "D7"]


def test_x20_one_action_over_several_rows_is_one_action(scheme: Scheme) -> None:
    more = (None, None, None, None, None, "and fewer worries", None, None, "Survey")
    book = own_record({"Plan": [HEADINGS, ROW, more, ("A2", *ROW[1:])]})
    form = read(book, scheme)
    assert [row.key for row in form.tables["plan"]] == ["A1", "A2"]
    assert cell(form, "outcome").value == "More families come\nand fewer worries"


def test_x20_an_action_that_breaks_off_goes_on_in_the_rows_below(scheme: Scheme) -> None:
    parts = ("Train mentors,", "ask parents", "and name a governor")
    rows = [(*ROW[:3], parts[0], *ROW[4:]), ("", "", "", parts[1]), ("", "", "", parts[2]), ("A2", *ROW[1:])]
    form = read(own_record({"Plan": [HEADINGS, *rows]}), scheme)
    assert plan(form, "action") == ["\n".join(parts), ROW[3]]
    assert told(form) == []


def test_x20_a_whole_action_without_a_number_stays_its_own(scheme: Scheme) -> None:
    rows = [ROW, ("", "", "", "Ask parents what would help.")]
    form = read(own_record({"Plan": [HEADINGS, *rows]}), scheme)
    assert plan(form, "action") == [ROW[3], "Ask parents what would help."]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1, 4 & 7", ("curriculum", "need-and-impact", "ethos")),
        ("P2 and P3", ("student-voice", "staff")),
        ("1-3", ("curriculum", "student-voice", "staff")),
        ("Parents and carers; Ethos", ("parents", "ethos")),
        ("Principle 5", "parents"),
        ("Pupil voice", "student-voice"),
        ("Leadership & management", "leadership"),
        ("School ethos and environment", "ethos"),
        ("9", None),
        ("various", None),
    ],
)
def test_x21_principles_by_number_old_name_or_several_in_one_box(
    text: str, meant: object, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(filled(blank_record, [("A1", text, *ROW[2:])]), scheme)
    assert cell(form, "principle").value == meant


def test_x21_all_means_every_principle(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [("A1", "All", *ROW[2:])]), scheme)
    assert cell(form, "principle").value == tuple(p.id for p in scheme.principles)


FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(data=st.data())
def test_moved_columns_inserted_rows_and_other_names_change_nothing(data: Any, scheme: Scheme) -> None:
    plain = said(read(own_record({"Plan": [HEADINGS, ROW, ("A2", *ROW[1:])]}), scheme))
    order = data.draw(st.permutations(range(len(HEADINGS))))
    columns = scheme.document("record").table("plan").columns
    renamed = data.draw(st.booleans())
    headings = [data.draw(st.sampled_from(c.aliases)) if renamed and c.id == "origin" else c.label for c in columns]
    gap = data.draw(st.integers(0, 4))
    extra = data.draw(st.lists(st.sampled_from(["Cost", "Notes", "Link to SEF"]), max_size=2, unique=True))
    lines = [[row[at] for at in order] + ["x"] * len(extra) for row in (ROW, ("A2", *ROW[1:]))]
    header = [headings[at] for at in order] + extra
    book = own_record({"Plan": [*([("Our plan",)] * gap), header, lines[0], *([()] * gap), lines[1]]})
    form = read(book, scheme)
    assert said(form) == plain
    assert told(form, NoticeKind.HEADING_NEAR) == []


@FEW
@given(row=st.integers(5, 9), column=st.integers(3, 9), fault=st.sampled_from(["#REF!", "=CONCATENATE(A1,B1)"]))
def test_a_planted_fault_is_told_at_its_cell(
    row: int, column: int, fault: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record, [(f"A{n}", *ROW[1:]) for n in range(1, 6)])
    box = book[PLAN].cell(row, column)
    box.value = fault
    kind = "error-value" if fault == "#REF!" else "not-calculated"
    form = read(book, scheme)
    assert [(k, place) for k, place, _ in told(form)] == [(kind, box.coordinate)]


def test_an_error_in_a_row_nobody_uses_is_nothing(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["D20"], book[PLAN]["L3"], book[PLAN]["E21"] = "=#REF!", "=#REF!", "=B99&C99"
    form = read(saved(book), scheme)
    assert (told(form), len(form.tables["plan"])) == ([], 1)


def test_a_blank_record_has_nothing_to_tell(blank_record: bytes, scheme: Scheme) -> None:
    assert told(read(opened(blank_record), scheme)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Signed off by governors 12/9/26",
        "SPRING TERM",
        "Note: see the minutes",
        "Plan agreed by SLT and governors on 12 December 2025",
    ],
)
def test_a_lone_note_in_the_plan_is_one_point_and_no_action(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["D30"] = text
    form = read(book, scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("lone-note", "D30", text)]


def test_a_lone_action_in_the_plan_is_read_as_one(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["D30"] = "Train two mentors"
    form = read(book, scheme)
    assert (plan(form, "action"), told(form)) == (["Hold coffee mornings", "Train two mentors"], [])


def test_a_plan_of_which_only_the_actions_are_written_is_read(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [])
    book[PLAN]["D5"], book[PLAN]["D6"] = "Train two mentors", "Ask parents"
    form = read(book, scheme)
    assert (plan(form, "action"), told(form)) == (["Train two mentors", "Ask parents"], [])


@pytest.mark.parametrize("text", ["LEADERSHIP AND MANAGEMENT", "Leadership and management"])
def test_a_line_in_the_column_of_principles_names_the_rows_below_it(
    text: str, blank_record: bytes, scheme: Scheme
) -> None:
    row = ("A2", None, *ROW[2:])
    form = read(filled(blank_record, [ROW, ("", text), row, ("A3", *row[1:])]), scheme)
    assert plan(form, "principle") == ["parents", "leadership", "leadership"]


def test_a_principle_chosen_without_an_action_is_still_a_row_to_be_filled(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [("A1", "8. Leadership and management"), ("A2", *ROW[1:])]), scheme)
    assert plan(form, "action") == [None, "Hold coffee mornings"]


def test_an_answer_of_stage_1_that_runs_over_two_rows_is_one(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    sheet = book["Stage 1 Assess"]
    sheet["B6"], sheet["C6"], sheet["D6"] = "The council meets weekly.", "Minutes", "No gap"
    sheet.insert_rows(7)
    sheet["B7"] = "Every class has a worry box."
    form = read(book, scheme)
    rows = [row for row in form.tables["activity"] if row.key == "student-voice"]
    assert [row.cells["current"].value for row in rows] == ["The council meets weekly.\nEvery class has a worry box."]
    assert len(form.tables["activity"]) == 8


@pytest.mark.parametrize("typed", ["Action 4", "action A4", "No. 4", "4.", "a4"])
def test_the_number_of_an_action_is_known_however_it_is_typed(typed: str, blank_record: bytes, scheme: Scheme) -> None:
    assert [row.key for row in read(filled(blank_record, [(typed, *ROW[1:])]), scheme).tables["plan"]] == ["A4"]


def test_x12_a_row_of_formulas_that_were_never_worked_out_is_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["D6"], book[PLAN]["F6"], book[PLAN]["E20"] = "=UPPER(D5)", '=F5&"!"', "=UPPER(E5)"
    book["School and team"]["A14"], book["Stage 3 Review"]["D5"] = '=TRIM("Jo Marsh ")', '="More "&"come"'
    form = read(saved(book), scheme)
    assert [(place, read) for kind, place, read in told(form) if kind == "not-calculated"] == [
        ("A14", '=TRIM("Jo Marsh ")'), ("D6", "=UPPER(D5)"), ("F6", '=F5&"!"'), ("D5", '="More "&"come"'),
    ]  # fmt: skip


@pytest.mark.parametrize("colour", ["FF00B050", "FFFFC000", "FFFF0000"])
def test_x18_a_colour_on_rows_that_nobody_wrote_in_says_nothing(
    colour: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    for sheet, columns in ((PLAN, "BC"), ("Stage 3 Review", "ABCDE"), ("School and team", "C")):
        for row in range(6, 700):
            for column in columns:
                book[sheet][f"{column}{row}"].fill = PatternFill("solid", fgColor=colour)
    form = read(saved(book), scheme)
    assert (told(form), [row.key for row in form.tables["plan"]], form.tables["review"]) == ([], ["A1"], ())


def test_x18_a_colour_alone_is_the_review_of_an_action_of_the_plan(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book["Stage 3 Review"]["C5"].fill = PatternFill("solid", fgColor="FF00B050")
    assert cell(read(saved(book), scheme), "done", table="review").value == "Yes"


@pytest.mark.parametrize("colour", ["FF808080", "FFA6A6A6", "FF00B050"])
def test_x4_a_first_row_in_grey_or_green_is_an_example(colour: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [("A0", *ROW[1:3], "Hold a fair", *ROW[4:]), ROW])
    for column in "ABCDEFGHI":
        book[PLAN][f"{column}5"].font = Font(color=colour)
    form = read(saved(book), scheme)
    assert (plan(form, "action"), told(form)) == ([ROW[3]], [("example-left", "D5", "Hold a fair")])


def test_x4_an_example_of_a_team_member_is_known_and_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    for row, line in enumerate((("e.g. Ann Other", "Head", "Other"), ("Jo Marsh", "Deputy head", "Other")), start=14):
        for column, text in enumerate(line, start=1):
            book["School and team"].cell(row, column).value = text
    form = read(saved(book), scheme)
    assert [row.cells["name"].value for row in form.tables["team"]] == ["Jo Marsh"]
    assert told(form) == [("example-left", "A14", "e.g. Ann Other")]


def test_x3_a_row_of_tips_under_the_headings_of_stage_1_is_no_answer(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book["Stage 1 Assess"].insert_rows(5)
    for column, text in zip("BCD", ("What happens?", "Name documents", "Be honest"), strict=True):
        book["Stage 1 Assess"][f"{column}5"].value = text
        book["Stage 1 Assess"][f"{column}5"].font = Font(italic=True)
    book["Stage 1 Assess"]["B6"].value = "Weekly circle time"
    form = read(saved(book), scheme)
    assert (cell(form, "current", table="activity").value, len(form.tables["activity"])) == ("Weekly circle time", 8)
    assert told(form) == [("example-left", "B5", "What happens?")]


def test_x20_a_review_that_goes_on_below_without_a_number_is_one(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    page = book["Stage 3 Review"]
    page["C5"], page["D5"], page["A6"], page["D6"] = "Yes", "More families come.", None, "Staff noticed it too."
    form = read(saved(book), scheme)
    assert [row.cells["impact"].value for row in form.tables["review"]] == [
        "More families come.\nStaff noticed it too."
    ]


def test_x20_another_date_in_the_rest_of_a_merged_action_is_told(scheme: Scheme) -> None:
    rest = (None, None, None, None, "Ali Nunn", None, "03/11/2025", "27/03/2026", None)
    book = own_record({"Plan": [HEADINGS, ROW, rest]})
    book["Plan"].merge_cells("D2:D3")
    form = read(book, scheme)
    assert [row.cells["start"].read for row in form.tables["plan"]] == ["06/10/2025"]
    assert [n for n in told(form) if n[0] == "answered-twice"] == [("answered-twice", "G3", "03/11/2025")]
