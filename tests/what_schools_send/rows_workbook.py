"""X1 to X29: what arrives as the Record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.believable_year.spoiling.bad_files import locked_workbook, with_macros
from pipeline.blank_forms.record import build_record
from pipeline.ooxml.container import normalise
from pipeline.values import DateSpan, Place, Understood

from . import as_programs_write as programs
from . import edits_of_record as edits
from .making import Base, Files, replaced
from .rows_pages import RECORD_PAGES
from .table import (
    EVERYTHING,
    RECORD,
    SCHOOL,
    STAGE_1,
    STAGE_2,
    STAGE_3,
    Answer,
    Case,
    Drops,
    Expects,
    Row,
    cell,
    in_place_of,
)
from .working_on_sheets import (
    both,
    column_moves,
    columns_inserted,
    columns_right,
    foreign,
    gap,
    headings,
    record,
    reordered,
    rows_down,
    rows_inserted,
    writes,
)

SAME = Expects()
ORDER = "DBEGHFACI"
BINARY = Path(__file__).parents[1] / "sandbox" / "files" / "record-sheetjs.xlsb"
EVERY_PRINCIPLE = (
    "curriculum", "student-voice", "staff", "need-and-impact", "parents", "targeted-support", "ethos", "leadership",
)  # fmt: skip


def _unread(name: str, file_class: str, rule: str) -> Expects:
    """A file that could not be read: no form, its class, its sentence."""
    return Expects(findings=((rule, Place(name)),), classes={name: file_class}, forms=False, school=None)


def _wrote(
    at: str,
    text: object,
    reads: Mapping[str, Answer],
    *findings: tuple[str, Place],
    sheet: str = STAGE_2,
    name: str = "",
) -> Case:
    """A case of one cell: what stands in it and what must come of it."""
    return Case(name or f"“{text}”", record(writes(sheet, {at: text})), Expects(reads=reads, findings=findings))


def _date(text: str, wanted: Answer, *rules: str, at: str = "H5", field: str = "by_when") -> Case:
    return _wrote(at, text, {f"record.plan.1.{field}": wanted}, *((rule, cell(STAGE_2, at)) for rule in rules))


def _role(text: str, wanted: Answer, *rules: str) -> Case:
    findings = ((rule, cell(SCHOOL, "C17")) for rule in rules)
    return _wrote("C17", text, {"record.team.4.role": wanted}, *findings, sheet=SCHOOL)


OWN_WORDS = both(
    headings(STAGE_2, 4, {"C": "Where from", "E": "Who", "F": "What difference", "G": "Starts", "H": "Deadline"}),
    headings(STAGE_3, 4, {"C": "RAG", "D": "Impact so far"}),
)


def _ticks(mark: object, font: str = "") -> Case:
    """All finished actions are ticked with one mark."""
    name = f"“{mark}”" + (f" in {font}" if font else "")
    return Case(name, record(writes(STAGE_3, dict.fromkeys(edits.DONE, mark), font)), SAME)


NUMBERED = "1. Train eight buddies 2. Buy a bench for the yard"
PLAN_COLUMNS = ("principle", "origin", "action", "who", "outcome", "start", "by_when", "evidenced_by")
SEVERAL = "• Train eight buddies\n• Buy a bench for the yard\n• Ask the council to choose the paint"


def _folder_of_two(name: str) -> Callable[[Base], tuple[Files, ...]]:
    def make(paper: Base) -> tuple[Files, ...]:
        files = paper.files | {name: record(LATER)(paper)[RECORD]}
        return ({f"Eastling Cross/{file}": content for file, content in files.items()},)

    return make


def _two(name: str) -> Case:
    """The copy is the later one: its answers count."""
    return Case(
        f"Record.xlsx and a changed {name}",
        lambda paper: {RECORD: paper.record, name: record(LATER)(paper)[RECORD]},
        Expects(reads={"record.plan.1.who": "Judith Iqbal"}, findings=(("older-copy", Place(RECORD)),)),
        sent_as={RECORD: name},
        note="The later copy counts.",
    )


def _at_once(paper: Base) -> Files:
    """Two copies that say different things, and nothing to say which is the newer."""
    changed = normalise(record(LATER)(paper)[RECORD], paper.answers.sent)
    return {RECORD: paper.record, "Record (1).xlsx": changed}


LATER = writes(STAGE_2, {"E5": "Judith Iqbal"})
HIDDEN = "record-hidden"
COLOURED = tuple(("record-colour-only", cell(STAGE_3, f"C{row}")) for row in range(5, 15))

# fmt: off
WORKBOOK: tuple[Row, ...] = (
    Row("X1", "Headings and columns that are not as we printed them", (
        Case("The school's own words for the headings", record(OWN_WORDS), SAME),
        Case("Its own words, in a workbook of its own", record(both(OWN_WORDS, foreign)), SAME),
        Case("Columns in another order", record(reordered(STAGE_2, 4, ORDER)),
             Expects(moved=column_moves(STAGE_2, ORDER))),
        Case("Columns in another order, in a workbook of its own", record(both(reordered(STAGE_2, 4, ORDER), foreign)),
             Expects(moved=column_moves(STAGE_2, ORDER))),
        Case("A heading split over two rows: “When” above “Start” and “By when”", record(edits.split_heading),
             Expects(moved=rows_down(STAGE_2, 4, 1))),
    )),
    Row("X2", "More columns and sheets than ours", (
        Case("Columns of the school's own between ours",
             record(columns_inserted(STAGE_2, "E", ["Cost", "Priority"], 4)),
             Expects(moved=columns_right(STAGE_2, "E", 2))),
        Case("Sheets of the school's own before and after ours", record(edits.own_sheets), SAME),
        Case("The plan of an earlier year kept as a sheet beside this one", record(edits.last_year_kept),
             Expects(findings=(("record-old-sheet", Place(RECORD, sheet="Stage 2 Plan 2023-24")),))),
        Case("The plan on a sheet for each term", record(edits.sheet_per_term), Expects(moved=edits.term_sheets)),
        Case("A copy of a sheet that says nothing more", record(edits.spare_copy),
             Expects(findings=(("record-old-sheet", Place(RECORD, sheet="Stage 1 Assess (2)")),))),
        Case("A sheet with other answers to the same questions", record(edits.draft_sheet),
             Expects(findings=(("record-on-two-sheets", Place(RECORD, sheet="Draft for SLT")),))),
    )),
    Row("X3", "Titles, a logo and instructions above the headings, which begin on row 9", (
        Case("Five rows more above the headings", record(rows_inserted(STAGE_2, 3, edits.TITLES)),
             Expects(moved=rows_down(STAGE_2, 3, 5))),
        Case("The same in a workbook of its own", record(both(rows_inserted(STAGE_2, 3, edits.TITLES), foreign)),
             Expects(moved=rows_down(STAGE_2, 3, 5))),
    )),
    Row("X4", "An example row left in, in green", (
        Case("The first row of the plan is an example", record(edits.example_row),
             Expects(moved=rows_down(STAGE_2, 5, 1), findings=(("record-example-left", cell(STAGE_2, "D5")),))),
        Case("An example of a team member", record(edits.example_member),
             Expects(moved=rows_down(SCHOOL, 14, 1), findings=(("record-example-left", cell(SCHOOL, "A14")),))),
        Case("A row of tips in italics under the headings of Stage 1", record(edits.tips),
             Expects(moved=rows_down(STAGE_1, 5, 1), findings=(("record-example-left", cell(STAGE_1, "B5")),))),
    )),
    Row("X5", "Words that ask for an answer left where the answer belongs", (
        _wrote("E6", "Type here", {"record.plan.2.who": Understood.PLACEHOLDER}, ("plan-who", cell(STAGE_2, "E6"))),
        _wrote("B4", "Insert school name here", {"record.school_name": Understood.PLACEHOLDER},
               ("record-school", cell(SCHOOL, "B4")), sheet=SCHOOL),
    )),
    Row("X6", "Merged cells", (
        Case("A principle merged over the rows of its two actions", record(edits.merged_principles), SAME),
        Case("A heading merged over two columns, and the title over all", record(edits.merged_headings),
             Expects(moved=columns_right(STAGE_2, "I", 1))),
    )),
    Row("X7", "Whole columns formatted, so that the sheet claims 1,048,576 rows", (
        Case("A formatted cell in the last row", lambda p: {RECORD: programs.endless(p.record)}, SAME),
        Case("Strong colours on rows that nobody wrote in", record(edits.striped), SAME),
        Case("Nine formatted cells in each of 40,000 rows", lambda p: {RECORD: programs.columns_in_cells(p.record)},
             SAME),
    )),
    Row("X8", "A gap of hundreds of rows, then more", (
        Case("Three actions lie 400 rows further down", record(gap(STAGE_2, 12, 14, 400)),
             Expects(moved=rows_down(STAGE_2, 12, 400))),
    )),
    Row("X9", "A sheet that says nothing, or the wrong thing, about its size", (
        Case("No size, as Google Sheets exports it", lambda p: {RECORD: programs.without_size(p.record)}, SAME),
        Case("A size of one cell", lambda p: {RECORD: programs.with_size(p.record, "A1")}, SAME),
    )),
    Row("X10", "Styles that other readers stumble over", (
        Case("No styles part", lambda p: {RECORD: programs.without_styles(p.record)}, SAME),
        Case("Empty fills, as some web programs write them", lambda p: {RECORD: programs.empty_fills(p.record)}, SAME),
    )),
    Row("X11", "Made with Apple Numbers", (
        Case("The .numbers file itself", lambda p: {"Record.numbers": programs.numbers()},
             _unread("Record.numbers", "unsupported", "file-unsupported"), stands_on=()),
        Case("Exported from Numbers: a summary sheet first, each table on its own sheet",
             record(programs.from_numbers), Expects(moved=programs.numbers_sheets)),
    )),
    Row("X12", "Made with LibreOffice, or with formulas that no program worked out", (
        Case("An .ods workbook", lambda p: {RECORD: p.record},
             Expects(findings=(("file-old-kind", Place("Record.ods")),)), resaved={RECORD: ("Record.ods", "ods")}),
        Case("Saved again by LibreOffice as .xlsx", lambda p: {RECORD: p.record}, SAME,
             resaved={RECORD: (RECORD, "xlsx")}),
        Case("A whole action in formulas without a result", record(edits.row_of_formulas), Expects(
            reads={f"record.plan.11.{name}": Understood.UNCLEAR for name in PLAN_COLUMNS},
            findings=tuple(("record-not-calculated", cell(STAGE_2, f"{letter}15")) for letter in "BCDEFGHI"))),
        Case("A formula without a result in a cell for an answer", record(writes(STAGE_2, {"E5": "=B8&\"\""})),
             Expects(reads={"record.plan.1.who": Understood.UNCLEAR},
                     findings=(("record-not-calculated", cell(STAGE_2, "E5")),))),
    )),
    Row("X13", "Formulas where words belong", (
        Case("“=E6” with its result", lambda p: {RECORD: programs.formula(p.record, "E5", "E6", "Claire Rahman")},
             Expects(reads={"record.plan.1.who": "Claire Rahman"})),
        Case("“=TODAY()” for a date", lambda p: {RECORD: programs.today_formula(p.record, "H5")},
             Expects(reads={"record.plan.1.by_when": dt.date(2026, 1, 16)},
                     findings=(("record-changes-daily", cell(STAGE_2, "H5")),))),
        Case("#REF!", lambda p: {RECORD: programs.error(p.record, "E5")},
             Expects(reads={"record.plan.1.who": Understood.UNCLEAR},
                     findings=(("record-error-values", cell(STAGE_2, "E5")),))),
    )),
    Row("X14", "Dates as people write them", (
        _date("Sept 25", DateSpan(dt.date(2025, 9, 1), dt.date(2025, 9, 30)), at="G5", field="start"),
        _date("by Easter", dt.date(2026, 4, 5)),
        _date("by February half-term", dt.date(2026, 2, 13)),
        _date("19/12/2025 (done)", dt.date(2025, 12, 19)),
        _date("Term 3", DateSpan(dt.date(2026, 1, 5), dt.date(2026, 2, 13))),
        _date("ongoing", Understood.UNCLEAR, "plan-date-unclear"),
        _date("Jan - Mar 2026", DateSpan(dt.date(2026, 1, 1), dt.date(2026, 3, 31))),
        _date("Dec-25", DateSpan(dt.date(2025, 12, 1), dt.date(2025, 12, 31))),
        _date("19-Dec", dt.date(2025, 12, 19)),
        Case("“Sep 25” typed into a cell that shows only months: Excel keeps the 25th and shows “Sep-26”",
             record(edits.shows(dt.date(2026, 9, 25), "mmm-yy")),
             Expects(reads={"record.plan.1.by_when": Understood.UNCLEAR},
                     findings=(("plan-date-unclear", cell(STAGE_2, "H5")),))),
        *(_date(text, Understood.UNCLEAR, "plan-date-unclear")
          for text in ("Dec-28", "31/02/2026", "Term 7", "12/25/2025", "19/12/20255")),
        _date("13.01.2022", dt.date(2022, 1, 13), "plan-start-window", at="G5", field="start"),
        _date("01/02/2022", dt.date(2022, 2, 1), "plan-start-window", at="G5", field="start"),
    )),
    Row("X15", "Dates counted from another day, or a number where a date belongs", (
        Case("A workbook that counts from 1904, as older Macs did", record(edits.mac_dates), SAME),
        Case("“9”, which became 9 January 1900", record(edits.shows(9, "dd/mm/yyyy")),
             Expects(reads={"record.plan.1.by_when": Understood.UNCLEAR},
                     findings=(("record-turned-into-date", cell(STAGE_2, "H5")),))),
        Case("29 February 1900, a day that only Excel knows", record(edits.shows(60, "dd/mm/yyyy")),
             Expects(reads={"record.plan.1.by_when": Understood.UNCLEAR},
                     findings=(("record-turned-into-date", cell(STAGE_2, "H5")),))),
        Case("“Dec 2025”, which Excel keeps as the first of the month", record(edits.shows(45992, "mmm-yy")),
             Expects(reads={"record.plan.1.by_when": DateSpan(dt.date(2025, 12, 1), dt.date(2025, 12, 31))})),
        Case("A year that is a slip of the fingers: 2052", record(edits.shows(55871, "dd/mm/yyyy")),
             Expects(reads={"record.plan.1.by_when": dt.date(2052, 12, 18)},
                     findings=(("plan-end-window", cell(STAGE_2, "H5")),))),
    )),
    Row("X16", "Words that the program turned into numbers or dates", (
        Case("The URN as a number", record(writes(SCHOOL, {"B5": 199270})), SAME),
        Case("A share, kept as 0.82 and shown as 82%", record(edits.share),
             Expects(reads={"record.review.1.impact": "82%"},
                     findings=(("review-impact-short", cell(STAGE_3, "D5")),))),
        Case("A URN that lost its first digit", record(writes(SCHOOL, {"B5": 19927})),
             Expects(reads={"record.urn": Understood.UNCLEAR},
                     findings=(("record-fields-clear", cell(SCHOOL, "B5")),))),
        Case("“3/4”, which became 3 April", record(edits.quarter),
             Expects(reads={"record.review.1.impact": Understood.UNCLEAR},
                     findings=(("record-turned-into-date", cell(STAGE_3, "D5")),))),
    )),
    Row("X17", "Ticks of every kind for “done”", (
        *(_ticks(mark) for mark in ("✓", "✔", "√", "x", "X", "Y", "yes", "Done", "[x]")),
        _ticks("ü", "Wingdings"), _ticks("P", "Wingdings 2"),
        Case("A green cell and no word", record(edits.colours), Expects(
            findings=COLOURED)),
        Case("A tick box drawn over the empty cell", lambda p: {RECORD: programs.tick_box(p.record, "C6", 6, 3)},
             Expects(reads={"record.review.2.done": Understood.EMPTY},
                     findings=(("record-in-tick-box", cell(STAGE_3, "C6")),))),
    )),
    Row("X18", "Red, amber and green", (
        Case("Colours with a key beside the table", record(edits.key_to_colours), Expects(findings=COLOURED)),
        Case("The words green and amber", record(edits.letters), SAME),
    )),
    Row("X19", "Words that stand for an answer that is somewhere else", (
        _wrote("I5", "see attached", {"record.plan.1.evidenced_by": Understood.PLACEHOLDER},
               ("plan-evidence", cell(STAGE_2, "I5"))),
        _wrote("D6", "See attached – minutes", {"record.plan.2.action": Understood.PLACEHOLDER},
               ("plan-action", cell(STAGE_2, "D6"))),
        _wrote("E6", "as above", {"record.plan.2.who": "Priya Vane"}, ("record-repeated", cell(STAGE_2, "E6"))),
        _wrote("E6", "\"", {"record.plan.2.who": "Priya Vane"}, ("record-repeated", cell(STAGE_2, "E6")),
               name="A ditto mark"),
        _wrote("F6", "n/a", {"record.plan.2.outcome": Understood.PLACEHOLDER}, ("plan-outcome", cell(STAGE_2, "F6")),),
        _wrote("E6", "TBC", {"record.plan.2.who": Understood.PLACEHOLDER}, ("plan-who", cell(STAGE_2, "E6"))),
        _wrote("C6", "-", {"record.plan.2.origin": Understood.PLACEHOLDER}, ("plan-origin", cell(STAGE_2, "C6"))),
    )),
    Row("X20", "Actions and rows that do not match", (
        Case("Three actions in one cell, with bullets", record(writes(STAGE_2, {"D5": SEVERAL})),
             Expects(reads={"record.plan.1.action": SEVERAL},
                     findings=(("record-several-in-one", cell(STAGE_2, "D5")),))),
        _wrote("D5", NUMBERED, {"record.plan.1.action": NUMBERED}, ("record-several-in-one", cell(STAGE_2, "D5"))),
        Case("One action over three rows", record(edits.over_rows), Expects(
            reads={"record.plan.1.action": "\n".join(edits.OVER_ROWS)}, moved=rows_down(STAGE_2, 6, 2))),
    )),
    Row("X21", "Principles and roles by number, by another name, or several at once", (
        _wrote("B8", "1, 4 & 7", {"record.plan.4.principle": ("curriculum", "need-and-impact", "ethos")}),
        _wrote("B6", "1", {}),
        _wrote("B6", "P1", {}),
        _wrote("B6", "Principle 1", {}),
        _wrote("B6", "No. 1", {}),
        _wrote("B7", "Pupil voice", {}),
        _wrote("B5", "L&M", {}),
        _wrote("B8", "L&M, 3", {"record.plan.4.principle": ("staff", "leadership")}),
        _wrote("B8", "All areas", {"record.plan.4.principle": EVERY_PRINCIPLE}),
        _wrote("B5", "9", {"record.plan.1.principle": Understood.UNCLEAR},
               ("plan-choice-unclear", cell(STAGE_2, "B5")), name="“9”, of eight; it may be the one on leadership"),
        _role("Headteacher and DSL", ("Senior leader (SLT)", "Pastoral staff")),
        _role("TA/ELSA", ("Pastoral staff", "Teaching assistant")),
        _role("SENCo & DHT", ("Senior leader (SLT)", "Pastoral staff")),
        _role("Asst. Head", "Senior leader (SLT)"),
        _role("Y4 teacher", "Class teacher"),
        _role("Lunchtime staff", Understood.UNCLEAR, "team-role-unclear"),
        _wrote("B11", "Working with parents/carers", {}),
        Case("A colour for the principle and no word", record(edits.colour_for_principle),
             Expects(reads={"record.plan.4.principle": Understood.UNCLEAR},
                     findings=(("record-colour-only", cell(STAGE_2, "B8")),))),
    )),
    Row("X22", "Rows and columns that are hidden, filtered, grouped or crossed out", (
        Case("Two rows of the plan hidden", record(edits.hidden_rows),
             Expects(findings=((HIDDEN, cell(STAGE_2, "B7")),))),
        Case("A column of the plan hidden", record(edits.hidden_column),
             Expects(findings=((HIDDEN, cell(STAGE_2, "F5")),))),
        Case("A filter left on", record(edits.filter_on),
             Expects(findings=((HIDDEN, cell(STAGE_2, "B6")),))),
        Case("Rows grouped and panes frozen", record(edits.grouped), SAME),
        Case("A line through an answer", record(edits.crossed_out),
             Expects(findings=(("record-struck-out", cell(STAGE_2, "E6")),))),
        Case("A line through a whole action", record(edits.crossed_out_row),
             Expects(findings=(("record-struck-out", cell(STAGE_2, "D7")),))),
        Case("A line through a name, and another name behind it", record(edits.crossed_out_words),
             Expects(reads={"record.plan.2.who": "Claire Rahman"},
                     findings=(("record-struck-part", cell(STAGE_2, "E6")),))),
    )),
    Row("X23", "The answer lies on the sheet and not in the cell", (
        Case("In a comment", record(edits.in_comment),
             Expects(reads={"record.plan.2.outcome": Understood.EMPTY},
                     findings=(("record-in-comment", cell(STAGE_2, "F6")),))),
        Case("In a threaded comment", lambda p: {RECORD: programs.threaded(p.record, "F6")},
             Expects(reads={"record.plan.2.outcome": Understood.EMPTY},
                     findings=(("record-in-comment", cell(STAGE_2, "F6")),))),
        Case("In a text box", lambda p: {RECORD: programs.text_box(p.record, "F6")},
             Expects(reads={"record.plan.2.outcome": Understood.EMPTY},
                     findings=(("record-in-text-box", cell(STAGE_2, "F6")),))),
        Case("SmartArt beside the table", lambda p: {RECORD: programs.smart_art(p.record)}, SAME),
        Case("A Word document laid into the sheet", lambda p: {RECORD: programs.embedded(p.record)}, SAME),
    )),
    Row("X24", "Pictures in cells", (
        Case("A photograph where the evidence belongs", record(programs.picture("I6")),
             Expects(reads={"record.plan.2.evidenced_by": Understood.EMPTY},
                     findings=(("record-in-picture", cell(STAGE_2, "I6")),))),
        Case("A photograph placed in the cell itself", lambda p: {RECORD: programs.picture_in_cell(p.record, "I6")},
             Expects(reads={"record.plan.2.evidenced_by": Understood.EMPTY},
                     findings=(("record-in-picture", cell(STAGE_2, "I6")),))),
    )),
    Row("X25", "Other kinds of workbook", (
        Case("An old .xls workbook", lambda p: {RECORD: p.record},
             Expects(findings=(("file-old-kind", Place("Record.xls")),)), resaved={RECORD: ("Record.xls", "xls")}),
        Case("The plan as a web page called .xls, as web programs export a table",
             lambda p: {"Record.xls": programs.web_page(p.answers)}, Expects(
                 findings=(("form-printout", Place("Record.xls")), ("file-old-kind", Place("Record.xls"))),
                 hides=("record-present",), forms=False, school=None), stands_on=()),
        Case("The plan as CSV called .xls", lambda p: {"Record.xls": programs.csv_of_plan(p.answers)},
             in_place_of("record", "Record.xls"),
             stands_on=()),
        *RECORD_PAGES,
        Case("An .xlsm workbook with macros", lambda p: {"Record.xlsm": with_macros(p.record)},
             _unread("Record.xlsm", "macro", "file-macro"), stands_on=()),
        Case("An .xlsm workbook that holds no macros", lambda p: {"Record.xlsm": replaced(
             p.record, "[Content_Types].xml", r"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
             "application/vnd.ms-excel.sheet.macroEnabled.main")}, SAME, sent_as={RECORD: "Record.xlsm"}),
        Case("An .xlsb workbook", lambda _: {"Record.xlsb": BINARY.read_bytes()},
             Expects(findings=(("file-old-kind", Place("Record.xlsb")),), hides=("record-present",), school=None),
             stands_on=()),
    )),
    Row("X26", "A workbook with a password", (
        Case("Locked for opening", lambda p: {RECORD: locked_workbook(p.record)},
             _unread(RECORD, "encrypted", "file-protected"), stands_on=()),
    )),
    Row("X27", "Sheets protected against changes", (
        Case("Sheets and structure protected", record(edits.protected), Expects(findings=tuple(
            ("record-locked-sheet", Place(RECORD, sheet=sheet)) for sheet in (SCHOOL, STAGE_1, STAGE_2, STAGE_3)))),
        Case("Saved as “read-only recommended”", lambda p: {RECORD: programs.read_only(p.record)}, SAME),
    )),
    Row("X28", "Two copies of the Record in one delivery", (
        *(_two(name) for name in ("Record (1).xlsx", "Record FINAL v3.xlsx", "Copy of Record.xlsx",
                                  "Record (Judith's conflicted copy 2026-01-12).xlsx")),
        Case("Record.xlsx and a changed Record (1).xlsx, saved in the same minute", _at_once,
             Expects(reads={"record.plan.1.who": "Judith Iqbal"}, findings=(("two-copies", Place("Record (1).xlsx")),)),
             sent_as={RECORD: "Record (1).xlsx"}, note="One of the two was read, and the school is asked."),
        Case("The blank Record beside the filled one",
             lambda p: {RECORD: p.record, "Record v2.xlsx": build_record(p.scheme)},
             Expects(findings=(("blank-copy", Place("Record v2.xlsx")),)), sent_as={RECORD: RECORD},
             note="The one with answers counts, whatever the other is called."),
        Case("The same workbook twice", lambda p: {RECORD: p.record, "Copy of Record.xlsx": p.record}, SAME,
             sent_as={RECORD: "Copy of Record.xlsx"}),
        Drops("A folder with everything, and a changed Record (1).xlsx", _folder_of_two("Record (1).xlsx"),
              {**dict.fromkeys(EVERYTHING, "processed"), "Record (1).xlsx": "processed"},
              findings=(("older-copy", Place(RECORD)),)),
    )),
    Row("X29", "A print-out of the form, not the form", (
        Case("The plan as CSV", lambda p: {"Record.csv": programs.csv_of_plan(p.answers)},
             in_place_of("record", "Record.csv"), stands_on=()),
        Case("The plan as a table in a Word document", lambda p: {"Our plan.docx": programs.letter_of_plan(p.answers)},
             in_place_of("record", "Our plan.docx"), stands_on=()),
        Case("The Record as PDF", lambda p: {RECORD: p.record},
             in_place_of("record", "Record.pdf", school="199270"),
             stands_on=(), resaved={RECORD: ("Record.pdf", "pdf")}),
    )),
)
