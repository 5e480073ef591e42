"""X12-X19, X22-X24 and X27: what stands in, beside and over a Record's cells is read, or told at its place."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font, GradientFill, PatternFill, Protection
from PIL import Image

from pipeline.ooxml.our_marks import FIRST_LINE, LAST_LINE
from pipeline.reading.answers.odd_dates import SHOWS_A_MONTH
from pipeline.scheme import Scheme
from pipeline.values import Confidence, DateSpan, NoticeKind, Understood

from .records import HEADINGS, PLAN, ROW, cell, filled, own_record, plan, read, saved, told

REVIEW = "Stage 3 Review"


def _with(blank: bytes, address: str, text: Any) -> Any:
    book = filled(blank)
    sheet, _, at = address.rpartition("!")
    book[sheet or PLAN][at] = text
    return book


def test_x12_a_record_saved_as_ods_and_back_reads_the_same(blank_record: bytes, resave: Any, scheme: Scheme) -> None:
    data = saved(filled(blank_record))
    again = resave(resave(data, "ods"), "xlsx")
    assert plan(read(again, scheme), "by_when") == plan(read(data, scheme), "by_when") == [dt.date(2026, 3, 27)]


@pytest.mark.parametrize(
    ("formula", "value", "how"),
    [
        ("=E5", "Jo Marsh", "same as E5"),
        ("=$E$5", "Jo Marsh", "same as E5"),
        ("='School and team'!B4", "Elm Primary School", "same as School and team!B4"),
    ],
)
def test_x12_a_reference_that_was_never_worked_out_is_followed(
    formula: str, value: str, how: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:])])
    book[PLAN]["E6"] = formula
    found = cell(read(book, scheme), "who", 1)
    assert (found.value, found.how, found.confidence) == (value, how, Confidence.LIKELY)


@pytest.mark.parametrize("formula", ['=CONCATENATE(A4," and ",B4)', "=SUM(A1:A3)", "=E6", "=Nowhere!A1"])
def test_x12_any_other_formula_without_its_result_is_told(formula: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:])])
    book[PLAN]["E6"] = formula
    form = read(book, scheme)
    assert cell(form, "who", 1).understood is Understood.UNCLEAR
    assert told(form) == [("not-calculated", "E6", formula)]


def _worked_out(formula: str, value: Any, at: str = "G2") -> bytes:
    """A school's own Record in which a program has stored a formula's result, as Excel does."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, lines in (
        ("Team", [("Name", "Post", "Role")]),
        ("Plan", [HEADINGS, ROW]),
        ("Review", [("No.", "Done?", "Impact", "Evidence")]),
    ):
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.get_worksheet_by_name("Plan").write_formula(at, formula, date if at == "G2" else None, value)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("formula", "understood"),
    [("=E9", Understood.EMPTY), ("=Team!$C$9", Understood.EMPTY), ("=SUM(E9:E12)", Understood.ANSWER)],
)
def test_x12_the_nought_that_a_sheet_shows_of_an_empty_cell_is_no_answer(
    formula: str, understood: Understood, scheme: Scheme
) -> None:
    assert cell(read(_worked_out(formula, 0, at="E2"), scheme), "who").understood is understood


def test_x13_a_date_that_changes_daily_is_read_and_told(scheme: Scheme) -> None:
    form = read(_worked_out("=TODAY()", 45_936), scheme)
    assert cell(form, "start").value == dt.date(2025, 10, 6)
    assert told(form) == [("changes-daily", "G2", "06/10/2025")]


@pytest.mark.parametrize("error", ["#REF!", "#NAME?", "#DIV/0!"])
def test_x13_an_error_is_told_at_its_cell(error: str, scheme: Scheme) -> None:
    form = read(_worked_out("=Old!A1", error), scheme)
    assert cell(form, "start").understood is Understood.UNCLEAR
    assert told(form) == [("error-value", "G2", error)]


@pytest.mark.parametrize(
    ("start", "by_when", "meant"),
    [
        ("Sept 25", "by Easter", (DateSpan(dt.date(2025, 9, 1), dt.date(2025, 9, 30)), dt.date(2026, 4, 5))),
        ("13.01.2022", "01/02/2022", (dt.date(2022, 1, 13), dt.date(2022, 2, 1))),
        ("Term 2", "Term 3", (DateSpan(dt.date(2025, 10, 27), dt.date(2025, 12, 19)),
                              DateSpan(dt.date(2026, 1, 5), dt.date(2026, 2, 13)))),
        ("05/01/2027", "end of Term 4", (dt.date(2027, 1, 5), dt.date(2027, 3, 25))),
        ("06/10/2025", "ongoing", (dt.date(2025, 10, 6), None)),
        ("asap", "when possible", (None, None)),
    ],
)  # fmt: skip
def test_x14_dates_as_people_write_them(
    start: str, by_when: str, meant: tuple[Any, Any], blank_record: bytes, scheme: Scheme
) -> None:
    form = read(filled(blank_record, [(*ROW[:6], start, by_when, ROW[8])]), scheme)
    assert (cell(form, "start").value, cell(form, "by_when").value) == meant
    assert (cell(form, "start").read, cell(form, "by_when").read) == (start, by_when)


def test_x14_a_month_and_two_figures_is_read_the_same_wherever_it_stands(blank_record: bytes, scheme: Scheme) -> None:
    meant = DateSpan(dt.date(2025, 9, 1), dt.date(2025, 9, 30))
    for began in ("15/09/2025", "02/10/2025", "Sept 25", None):
        book = filled(blank_record, [(*ROW[:6], "Sept 25", *ROW[7:])])
        book["School and team"]["B10"] = began
        form = read(book, scheme)
        said = [cell(form, "start"), *([form.fields["started_on"]] if began == "Sept 25" else [])]
        assert {(value.value, value.confidence) for value in said} == {(meant, Confidence.LIKELY)}


@pytest.mark.parametrize(
    ("start", "by_when", "unclear"),
    [
        ("Sept 26", "27/03/2026", {"start": "“26” may be a day or a year."}),
        ("06/10/2025", "Sept 25", {"by_when": "“25” may be a day or a year."}),
        ("Sep-26", "27/03/2026", {"start": "“26” may be a day or a year."}),
        ("06/10/2025", "Sep-25", {"by_when": "“25” may be a day or a year."}),
        ("10 Sept", "27/03/2026", {"start": "It names no year, and it does not fit the date beside it."}),
        ("27/03/2026", "06/10/2025", {}),
    ],
)
def test_x14_a_date_of_a_doubtful_year_is_told_itself_and_never_another_date(
    start: str, by_when: str, unclear: dict[str, str], blank_record: bytes, scheme: Scheme
) -> None:
    form = read(filled(blank_record, [(*ROW[:6], start, by_when, ROW[8])]), scheme)
    dates = {name: cell(form, name) for name in ("start", "by_when")}
    assert {name: value.how for name, value in dates.items() if value.understood is Understood.UNCLEAR} == unclear


@pytest.mark.parametrize(
    ("kept", "meant"),
    [
        (dt.date(2026, 9, 1), DateSpan(dt.date(2026, 9, 1), dt.date(2026, 9, 30))),
        (dt.date(2026, 9, 14), dt.date(2026, 9, 14)),
        # What Excel makes of “Sep 25” typed in 2026: the 25th, of which the cell shows “Sep-26”.
        (dt.date(2026, 9, 25), None),
    ],
)
def test_x14_a_cell_that_shows_only_a_month_may_keep_a_year_as_its_day(
    kept: dt.date, meant: dt.date | DateSpan | None, blank_record: bytes, scheme: Scheme
) -> None:
    book = _with(blank_record, "G5", kept)
    book["Stage 2 Plan"]["G5"].number_format = "mmm-yy"
    value = cell(read(book, scheme), "start")
    assert (value.value, value.understood is Understood.ANSWER) == (meant, meant is not None)
    if meant is None:
        assert (value.read, value.how) == ("Sep-26 (kept as 25/09/2026)", SHOWS_A_MONTH.format(day=25))


def test_x15_dates_of_the_1904_system_are_the_days_that_people_see(blank_record: bytes, scheme: Scheme) -> None:
    book = _with(blank_record, "G5", dt.date(2025, 10, 6))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert cell(read(book, scheme), "start").value == dt.date(2025, 10, 6)


def test_x15_a_number_that_became_a_day_of_1900_is_told(blank_record: bytes, scheme: Scheme) -> None:
    form = read(_with(blank_record, "H5", 9), scheme)
    assert cell(form, "by_when").understood is Understood.UNCLEAR
    assert told(form) == [("turned-into-date", "H5", "09/01/1900")]


def test_x16_a_text_that_became_a_date_is_told(blank_record: bytes, scheme: Scheme) -> None:
    book = _with(blank_record, "E5", dt.date(2026, 4, 3))
    book[PLAN]["E5"].number_format = "d-mmm"
    form = read(book, scheme)
    assert cell(form, "who").understood is Understood.UNCLEAR
    assert told(form) == [("turned-into-date", "E5", "03/04/2026")]


@pytest.mark.parametrize("urn", [118765, 118765.0, "118 765", "0118765", "URN 118765", " 118765 ", "118765.0"])
def test_x16_a_urn_survives_what_sheets_do_to_it(urn: Any, blank_record: bytes, scheme: Scheme) -> None:
    assert read(_with(blank_record, "School and team!B5", urn), scheme).text("urn") == "118765"


@pytest.mark.parametrize(
    ("text", "meant"),
    [*((tick, "Yes") for tick in ("✓", "✔", "√", "x", "X", "Y", "yes", "Done", "☑", "✅", "Completed", "TRUE",
                                  "👍", "👍🏽", "✔️", "🟢", "🟩", "🟢 Done")),
     *((cross, "No") for cross in ("✗", "✘", "N", "no", "Not started", "FALSE", "👎", "🔴", "🟥")),
     ("🟠", "In progress"), ("🟡", "In progress"), ("🟡🟢", None),
     ("partly", "In progress"), ("underway", "In progress"), ("Amber", "In progress"), ("perhaps", None)],
)  # fmt: skip
def test_x17_ticks_and_crosses_of_every_kind(text: str, meant: object, blank_record: bytes, scheme: Scheme) -> None:
    assert cell(read(_with(blank_record, f"{REVIEW}!C5", text), scheme), "done", table="review").value == meant


@pytest.mark.parametrize("mark", ["/", "\\", "•", "●", "⭐", "😀", "🔵", "#"])
def test_x17_a_mark_that_may_be_a_tick_is_quoted_and_not_passed_over(
    mark: str, blank_record: bytes, scheme: Scheme
) -> None:
    value = cell(read(_with(blank_record, f"{REVIEW}!C5", mark), scheme), "done", table="review")
    assert (value.understood, value.read) == (Understood.UNCLEAR, mark)


@pytest.mark.parametrize("mark", ["-", "–", "?", "…", '"', "[ ]"])
def test_x17_a_mark_of_nothing_stays_no_answer(mark: str, blank_record: bytes, scheme: Scheme) -> None:
    value = cell(read(_with(blank_record, f"{REVIEW}!C5", mark), scheme), "done", table="review")
    assert value.understood is Understood.PLACEHOLDER


@pytest.mark.parametrize(("value", "meant"), [(True, "Yes"), (False, "No"), (1, "Yes"), (0, "No")])
def test_x17_what_a_tick_box_stores_is_understood(
    value: object, meant: str, blank_record: bytes, scheme: Scheme
) -> None:
    assert cell(read(_with(blank_record, f"{REVIEW}!C5", value), scheme), "done", table="review").value == meant


@pytest.mark.parametrize(
    ("letter", "font", "meant"),
    [("ü", "Wingdings", "Yes"), ("P", "Wingdings 2", "Yes"), ("û", "Wingdings", "No"), ("O", "Wingdings 2", "No"),
     ("a", "Webdings", "Yes"), ("P", "Calibri", None)],
)  # fmt: skip
def test_x17_a_letter_in_a_font_of_signs_is_the_sign(
    letter: str, font: str, meant: object, blank_record: bytes, scheme: Scheme
) -> None:
    book = _with(blank_record, f"{REVIEW}!C5", letter)
    book[REVIEW]["C5"].font = Font(name=font)
    assert cell(read(book, scheme), "done", table="review").value == meant


def test_x17_a_cross_among_ticks_is_not_taken_for_a_tick(blank_record: bytes, scheme: Scheme) -> None:
    book = _with(blank_record, f"{REVIEW}!C5", "✓")
    book[REVIEW]["C6"] = "x"
    form = read(book, scheme)
    done = [row.cells["done"] for row in form.tables["review"]]
    assert [(value.value, value.how) for value in done] == [
        ("Yes", ""),
        (None, "Other rows are ticked or say yes, so this “x” may mean no."),
    ]


def _coloured(book: Any, address: str, colour: str) -> Any:
    sheet, _, at = address.rpartition("!")
    book[sheet][at].fill = PatternFill("solid", fgColor=colour)
    return book


@pytest.mark.parametrize(
    ("colour", "name", "meant"),
    [("92D050", "green", "Yes"), ("C6EFCE", "green", "Yes"), ("FFC000", "amber", "In progress"),
     ("FFFF00", "amber", "In progress"), ("FF0000", "red", "No"), ("FFC7CE", "red", "No")],
)  # fmt: skip
def test_x18_a_rating_by_colour_alone_is_understood_and_told(
    colour: str, name: str, meant: str, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(_coloured(_with(blank_record, f"{REVIEW}!D5", "Calmer"), f"{REVIEW}!C5", colour), scheme)
    value = cell(form, "done", table="review")
    assert (value.value, value.read, value.how) == (meant, "", f"by its {name} fill")
    assert told(form) == [("colour-only", "C5", "")]


def test_x18_the_sheets_own_key_goes_before_the_usual_meaning(blank_record: bytes, scheme: Scheme) -> None:
    book = _coloured(_with(blank_record, f"{REVIEW}!D5", "Calmer"), f"{REVIEW}!C5", "FFFF00")
    book[REVIEW]["H1"] = "Not started"
    form = read(_coloured(book, f"{REVIEW}!H1", "FFFF00"), scheme)
    assert cell(form, "done", table="review").value == "No"


@pytest.mark.parametrize(
    ("stops", "meant"),
    [
        (("00B050", "FFFFFF"), "Yes"),
        (("FFFFFF", "FFC000"), "In progress"),
        (("C6EFCE", "00B050"), "Yes"),
        (("00B050", "FF0000"), None),
        (("FFFFFF", "DDEBF7"), None),
    ],
)
def test_x18_a_fill_that_fades_has_the_one_colour_of_its_ends(
    stops: tuple[str, ...], meant: str | None, blank_record: bytes, scheme: Scheme
) -> None:
    book = _with(blank_record, f"{REVIEW}!D5", "Calmer")
    book[REVIEW]["C5"].fill = GradientFill("linear", degree=90, stop=stops)
    form = read(book, scheme)
    assert cell(form, "done", table="review").value == meant
    assert told(form) == ([("colour-only", "C5", "")] if meant else [])


@pytest.mark.parametrize(
    ("colour", "name"), [("00B0F0", "blue"), ("0070C0", "blue"), ("BDD7EE", "blue"), ("CC99FF", "purple")]
)
def test_x18_a_colour_without_a_meaning_is_told_where_it_is_all_there_is(
    colour: str, name: str, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(_coloured(_with(blank_record, f"{REVIEW}!D5", "Calmer"), f"{REVIEW}!C5", colour), scheme)
    value = cell(form, "done", table="review")
    assert (value.understood, value.how) == (Understood.UNCLEAR, f"by its {name} fill")
    assert told(form) == [("colour-only", "C5", "")]


@pytest.mark.parametrize("also", ["D5", "E5", "C6", "C9"])
def test_x18_such_a_colour_on_other_boxes_of_the_row_or_on_words_only_decorates(
    also: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = _with(blank_record, f"{REVIEW}!D5", "Calmer")
    for row in (6, 9):
        book[REVIEW][f"C{row}"] = "Yes"
    for at in ("C5", also):
        book = _coloured(book, f"{REVIEW}!{at}", "BDD7EE")
    assert cell(read(book, scheme), "done", table="review").understood is Understood.EMPTY


@pytest.mark.parametrize("colour", ["FFFFFF", "D9D9D9", "DDEBF7", "FFF4D6", "2A7F86"])
def test_x18_a_fill_that_only_decorates_says_nothing(colour: str, blank_record: bytes, scheme: Scheme) -> None:
    form = read(_coloured(_with(blank_record, f"{REVIEW}!D5", "Calmer"), f"{REVIEW}!C5", colour), scheme)
    assert (cell(form, "done", table="review").understood, told(form)) == (Understood.EMPTY, [])


@pytest.mark.parametrize("ditto", ['"', "''", ",,", "″", "as above", "Ditto", "do.", "same as above", '- " -'])
def test_x19_ditto_is_the_answer_of_the_row_above(ditto: str, blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [ROW, ("A2", *ROW[1:4], ditto, *ROW[5:])]), scheme)
    value = cell(form, "who", 1)
    assert (value.value, value.read, value.how) == ("Jo Marsh", ditto, "as in the row above")
    assert told(form) == [("repeated", "E6", ditto)]


@pytest.mark.parametrize("text", ["see attached", "n/a", "TBC", "-", "Please see attached"])
def test_x19_what_only_looks_filled_is_no_answer(text: str, blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [(*ROW[:5], text, *ROW[6:])]), scheme)
    assert cell(form, "outcome").understood is Understood.PLACEHOLDER


def test_x19_ditto_without_anything_above_is_no_answer(blank_record: bytes, scheme: Scheme) -> None:
    form = read(filled(blank_record, [(*ROW[:4], '"', *ROW[5:])]), scheme)
    assert cell(form, "who").understood is Understood.PLACEHOLDER


def test_x22_filtered_rows_and_hidden_columns_are_read_and_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record, [(f"A{n}", *ROW[1:]) for n in range(1, 4)])
    book[PLAN].auto_filter.ref = "A4:I7"
    for number in (6, 7):
        book[PLAN].row_dimensions[number].hidden = True
    book[PLAN].column_dimensions["I"].hidden = True
    form = read(book, scheme)
    assert len(form.tables["plan"]) == 3
    assert [(n.kind.value, n.place.cell, n.words["what"]) for n in form.notices] == [
        ("hidden", "B6", "rows 6 and 7"), ("hidden", "I5", "column I"),
    ]  # fmt: skip


def test_x22_a_hidden_sheet_with_the_only_plan_is_read_and_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN].sheet_state = "hidden"
    form = read(book, scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert [(n.kind.value, n.words["what"]) for n in form.notices] == [("hidden", "the whole sheet")]


def test_x23_an_answer_in_a_comment_is_kept_and_told(blank_record: bytes, scheme: Scheme) -> None:
    book = _with(blank_record, "F5", None)
    book[PLAN]["F5"].comment = Comment("Sam Okoro:\nFewer worries at night", "Sam Okoro")
    book[PLAN]["D5"].comment = Comment("Nice idea", "Sam Okoro")
    form = read(book, scheme)
    assert told(form) == [("in-comment", "F5", "Fewer worries at night")]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("Sorry! It should be 27/03/2026 - Tom", ["Sorry! It should be 27/03/2026 - Tom"]),
        (f"{FIRST_LINE}\nA date is not clear\n\n{LAST_LINE}\n27/03/2026 - Tom", ["27/03/2026 - Tom"]),
        (f"{FIRST_LINE}\nA date is not clear\n\n{LAST_LINE}", []),
        ("Jo, is this right?", []),
        ("Who could say? Ask Wiktoria", []),
    ],
)
def test_x23_what_a_comment_adds_to_an_answer_that_is_not_clear_is_told_at_the_cell(
    comment: str, said: list[str], blank_record: bytes, scheme: Scheme
) -> None:
    book = _with(blank_record, "H5", "asap")
    book[PLAN]["H5"].comment = Comment(comment, "Tom")
    found = [n for n in read(book, scheme).notices if n.kind is NoticeKind.IN_COMMENT]
    assert [(n.place.cell, n.read, n.words["held"]) for n in found] == [
        ("H5", words, "“asap”, which is not clear to us") for words in said
    ]


# As Excel 365 writes a conversation: xl/threadedComments/threadedComment1.xml, related from the sheet.
_THREAD = b"""<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="F5" id="{1}" personId="{P}"><text>Fewer worries</text></threadedComment>
<threadedComment ref="F5" id="{2}" parentId="{1}" personId="{P}"><text>At night, too</text></threadedComment>
</ThreadedComments>"""
_RELATION = (
    b'<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
    b'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
)


def _add_part(data: bytes, name: str, content: bytes) -> bytes:
    import zipfile

    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_x23_a_conversation_is_read_from_its_own_part(blank_record: bytes, replace: Any, scheme: Scheme) -> None:
    book = _with(blank_record, "F5", None)
    book[PLAN]["F5"].comment = Comment("[Threaded comment]\n\nYour version of Excel …\n\nComment:\n    Old", "tc={1}")
    data = _add_part(saved(book), "xl/threadedComments/threadedComment1.xml", _THREAD)
    rels = "xl/worksheets/_rels/sheet4.xml.rels"
    data = replace(data, rels, lambda xml: xml.replace(b"</Relationships>", _RELATION))
    assert told(read(data, scheme)) == [("in-comment", "F5", "Fewer worries\nAt night, too")]


def _with_text_box(row: int, column: int, text: str, action: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, lines in (
        ("Team", [("Name", "Post", "Role")]),
        ("Plan", [HEADINGS, (*ROW[:3], action, *ROW[4:])]),
        ("Review", [("No.", "Done?", "Impact", "Evidence")]),
    ):
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.get_worksheet_by_name("Plan").insert_textbox(row, column, text, {"width": 60, "height": 18})
    book.close()
    return out.getvalue()


def test_x23_an_answer_in_a_text_box_is_kept_and_told(scheme: Scheme) -> None:
    form = read(_with_text_box(1, 3, "Hold coffee mornings", ""), scheme)
    assert told(form) == [("in-text-box", "D2", "Hold coffee mornings")]


def test_x23_a_text_box_over_no_answer_is_told_as_such(scheme: Scheme) -> None:
    text = "All of this is paid for by the parents"
    assert told(read(_with_text_box(1, 3, text, "Buy caps"), scheme)) == [("loose-text", "D2", text)]
    assert told(read(_with_text_box(9, 14, "Our logo", "Buy caps"), scheme)) == []


# As Excel writes SmartArt: the drawing names a diagram's data, and the words stand there.
_ANCHOR = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:twoCellAnchor>'
    b"<xdr:from><xdr:col>3</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:row>1</xdr:row></xdr:to>"
    b'<xdr:graphicFrame><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/'
    b'2006/diagram" r:dm="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>'
)
_DIAGRAM = (
    b'<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t><a:p><a:r><a:t>Train mentors</a:t>'
    b"</a:r></a:p><a:p><a:r><a:t>Ask parents</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
)
_TO_DIAGRAM = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" '
    b'Target="../diagrams/data1.xml"/></Relationships>'
)


def test_x23_smart_art_over_an_answer_is_kept_and_told(replace: Any, scheme: Scheme) -> None:
    data = replace(_with_text_box(1, 3, "x", ""), "xl/drawings/drawing1.xml", lambda _: _ANCHOR)
    data = _add_part(data, "xl/drawings/_rels/drawing1.xml.rels", _TO_DIAGRAM)
    data = _add_part(data, "xl/diagrams/data1.xml", _DIAGRAM)
    assert told(read(data, scheme)) == [("in-text-box", "D2", "Train mentors\nAsk parents")]


# As Excel 2010 and later write an embedded document: its anchor stands in the sheet itself.
_OBJECT = (
    b'<oleObjects><oleObject progId="Word.Document.12" shapeId="1"><objectPr><anchor>'
    b'<from><xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">5</xdr:col>'
    b'<xdr:row xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">4</xdr:row></from>'
    b"</anchor></objectPr></oleObject></oleObjects></worksheet>"
)


def test_x23_an_embedded_document_over_an_answer_is_told(blank_record: bytes, replace: Any, scheme: Scheme) -> None:
    data = saved(_with(blank_record, "F5", None))
    data = replace(data, "xl/worksheets/sheet4.xml", lambda xml: xml.replace(b"</worksheet>", _OBJECT))
    assert told(read(data, scheme)) == [("in-picture", "F5", "an embedded file (Word.Document.12)")]


def test_x24_a_picture_over_an_empty_answer_is_told(blank_record: bytes, scheme: Scheme) -> None:
    book = _with(blank_record, "I5", None)
    for address in ("I5", "D5", "A1"):
        picture = io.BytesIO()
        Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
        book[PLAN].add_image(SheetImage(picture), address)
    form = read(book, scheme)
    assert [(kind, place) for kind, place, _ in told(form)] == [("in-picture", "I5")]


def test_x27_a_protected_sheet_is_read_and_told(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN].protection.enable()
    form = read(book, scheme)
    assert plan(form, "action") == ["Hold coffee mornings"]
    assert told(form) == [("locked-sheet", PLAN, PLAN)]


def test_x27_a_protected_sheet_with_open_boxes_needs_no_word(blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN].protection.enable()
    for row in book[PLAN].iter_rows(min_row=5, max_row=40, max_col=9):
        for box in row:
            box.protection = Protection(locked=False)
    assert told(read(book, scheme)) == []


def test_a_school_that_typed_its_own_record_loses_nothing(scheme: Scheme) -> None:
    form = read(own_record({"Plan": [HEADINGS, ROW]}), scheme)
    assert form.text("school_name") == "Elm Primary School"
    assert [value.value for value in form.tables["plan"][0].cells.values()] == [
        "parents", "Staff", "Hold coffee mornings", "Jo Marsh", "More families come", dt.date(2025, 10, 6),
        dt.date(2026, 3, 27), "Register",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Please see separate document", "see SIP", "See D10", "as A1", "see principle 2"])
@pytest.mark.parametrize("column", ["D", "F"])
def test_a_pointer_elsewhere_is_no_answer(column: str, text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN][f"{column}5"] = text
    value = cell(read(book, scheme), {"D": "action", "F": "outcome"}[column])
    assert (value.understood, value.read) == (Understood.PLACEHOLDER, text)


@pytest.mark.parametrize("text", ["see SIP", "See E3", "as per our development plan"])
def test_evidence_may_point_elsewhere(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["I5"] = text
    assert cell(read(book, scheme), "evidenced_by").value == text


@pytest.mark.parametrize(("text", "where"), [("as A1", "A1"), ("See F5", "F5"), ("same as row A1", "A1")])
def test_a_pointer_at_a_row_or_cell_that_is_there_is_followed_and_told(
    text: str, where: str, blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record, [ROW, ("A2", *ROW[1:5], text, *ROW[6:])])
    form = read(book, scheme)
    value = cell(form, "outcome", 1)
    assert (value.value, value.how) == ("More families come", f"as in {where}")
    assert [(n.kind, n.place.cell, n.words["where"]) for n in form.notices] == [(NoticeKind.REPEATED, "F6", where)]


@pytest.mark.parametrize("text", ["Ongoing", "In progress", "under way"])
def test_how_far_it_is_does_not_say_what_it_is(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book[PLAN]["D5"], book["Stage 1 Assess"]["D5"] = text, text
    form = read(book, scheme)
    assert cell(form, "action").understood == cell(form, "gaps", table="activity").understood == Understood.PLACEHOLDER


@pytest.mark.parametrize(
    "text", ["e.g. we hold a circle time", "Example: staff training in autumn", "For example, assemblies"]
)
def test_an_answer_that_begins_as_an_example_is_read_and_told(text: str, blank_record: bytes, scheme: Scheme) -> None:
    book = filled(blank_record)
    book["Stage 1 Assess"]["B5"] = text
    form = read(book, scheme)
    value = cell(form, "current", table="activity")
    assert (value.value, value.confidence) == (text, Confidence.LIKELY)
    assert told(form) == [("example-answer", "B5", text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Partially complete", "In progress"), ("mostly", "In progress"), ("Yes - see E3", "Yes"),
        ("Yes - fully", "Yes"), ("tick", "Yes"), ("done 12/6/26", "Yes"), ("No longer needed", "No"),
        ("Not yet - see note", "No"), ("Yes (partly)", None), ("Yes / No", None), ("Yes - but not for staff", None),
    ],
)  # fmt: skip
def test_a_choice_with_a_remark_behind_it_is_read(
    text: str, meant: str | None, blank_record: bytes, scheme: Scheme
) -> None:
    value = cell(read(_with(blank_record, f"{REVIEW}!C5", text), scheme), "done", table="review")
    assert (value.value, value.read) == (meant, text)


def test_a_choice_with_a_remark_is_likely(blank_record: bytes, scheme: Scheme) -> None:
    value = cell(read(_with(blank_record, f"{REVIEW}!C5", "Yes - see E3"), scheme), "done", table="review")
    assert (value.confidence, value.how) == (Confidence.LIKELY, "taken for “Yes”")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ofsted report", "Inspection or review"),
        ("Pupil survey, parents", ("Student voice", "Parents and carers")),
        ("staff, governors", ("Staff", "Governors")),
    ],
)
def test_an_action_may_come_from_several(text: str, meant: Any, blank_record: bytes, scheme: Scheme) -> None:
    assert cell(read(_with(blank_record, "C5", text), scheme), "origin").value == meant


WELSH = {"medi": "September", "hydref": "October", "mawrth": "March"}


@pytest.mark.parametrize(
    ("start", "by_when"),
    [("06/10/2025", "Mawrth"), ("Hydref", "27/03/2026"), ("Hydref", "Mawrth"), ("Medi 25", "Mawrth")],
)
def test_a_welsh_month_without_a_year_is_placed_as_the_english_one_is(
    start: str, by_when: str, blank_record: bytes, scheme: Scheme
) -> None:
    english = {"Mawrth": "March", "Hydref": "October", "Medi 25": "September 25"}
    both = scheme.model_copy(update={"months": WELSH})
    forms = [
        read(filled(blank_record, [(*ROW[:6], *dates, ROW[8])]), both)
        for dates in ((start, by_when), (english.get(start, start), english.get(by_when, by_when)))
    ]
    said = [
        [(value.value, value.understood, value.how) for value in (cell(form, "start"), cell(form, "by_when"))]
        for form in forms
    ]
    assert said[0] == said[1]
    assert [understood for _, understood, _ in said[0]] == [Understood.ANSWER] * 2
