"""What happened to the Record in each of its rows: one edit a case."""

from __future__ import annotations

import datetime as dt

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from pipeline.values import Place

from .table import SCHOOL, STAGE_1, STAGE_2, STAGE_3
from .working_on_sheets import Edit, columns_inserted, copied_sheet, foreign, rows_inserted

GREEN, AMBER = PatternFill("solid", fgColor="FF00B050"), PatternFill("solid", fgColor="FFFFC000")
# The finished actions of the faultless Record, by their cells under “Done?”.
OVER_ROWS = ("Agree a role description with Mr Petrova,", "train together", "and plan a visit each term")
DONE = tuple(f"C{row}" for row in (5, 6, 7, 8, 11, 12, 14))


def split_heading(book: Workbook) -> None:
    """“When” stands above “Start” and “By when”."""
    page = book[STAGE_2]
    rows_inserted(STAGE_2, 4, [""])(book)
    for letter in "ABCDEFI":
        page[f"{letter}4"].value, page[f"{letter}5"].value = page[f"{letter}5"].value, None
        page.merge_cells(f"{letter}4:{letter}5")
    page["G4"].value, page["G5"].value, page["H5"].value = "When", "Start", "By when"
    page.merge_cells("G4:H4")


def own_sheets(book: Workbook) -> None:
    """A sheet of minutes before ours and a budget after."""
    front = book.create_sheet("Minutes of our meetings", 0)
    front["A1"], front["A2"], front["B2"] = "Meeting", "12 September 2025", "We agreed who does what."
    back = book.create_sheet("Budget")
    back["A1"], back["B1"], back["A2"], back["B2"] = "Item", "Cost", "Cushions for the Vestry", 120


def last_year_kept(book: Workbook) -> None:
    """The plan of two years ago as a sheet of its own."""
    page = copied_sheet(book, STAGE_2, "Stage 2 Plan 2023-24")
    for row in range(5, 15):
        page[f"D{row}"].value = f"Last time: {page[f'D{row}'].value}"
        for letter in "GH":
            page[f"{letter}{row}"].value -= dt.timedelta(days=730)


def sheet_per_term(book: Workbook) -> None:
    """The plan cut in two: five actions on a sheet for each term."""
    foreign(book)
    autumn, spring = copied_sheet(book, STAGE_2, "Autumn"), copied_sheet(book, STAGE_2, "Spring")
    for row in range(5, 15):
        for letter in "ABCDEFGHI":
            if row < 10:
                spring[f"{letter}{row}"].value = None
            else:
                autumn[f"{letter}{row}"].value = None
    del book[STAGE_2]


def term_sheets(place: Place) -> Place:
    if place.sheet != STAGE_2 or not place.cell:
        return place
    return Place(place.file, sheet="Autumn" if int(place.cell[1:]) < 10 else "Spring", cell=place.cell)


TITLES = ("Eastling Cross Church of England Primary School", "Our crest", "Please write in black.",
          "Tip: short and specific is best.", "Ask Judith if you are not sure.")  # fmt: skip


def spare_copy(book: Workbook) -> None:
    """Stage 1 copied to work on, and left in."""
    copied_sheet(book, STAGE_1, "Stage 1 Assess (2)")


def draft_sheet(book: Workbook) -> None:
    """A first draft of Stage 1 on a sheet of its own."""
    draft = copied_sheet(book, STAGE_1, "Draft for SLT")
    draft["B7"].value = "We ask staff about their workload once a year."


def tips(book: Workbook) -> None:
    """A row of tips in italics under the headings of Stage 1."""
    rows_inserted(STAGE_1, 5, [""])(book)
    page = book[STAGE_1]
    for letter, text in zip("BCD", ("Think of every class.", "Name the papers.", "Be honest."), strict=True):
        page[f"{letter}5"].value, page[f"{letter}5"].font = text, Font(italic=True)


def example_member(book: Workbook) -> None:
    """An example above the first member of the team."""
    rows_inserted(SCHOOL, 14, ["e.g. Ann Other"])(book)
    page = book[SCHOOL]
    page["B14"].value, page["C14"].value = "Class teacher", "Class teacher"


def striped(book: Workbook) -> None:
    """The empty rows below the plan and the review in strong colours."""
    for sheet, letters in ((STAGE_2, "ABCDEFGHI"), (STAGE_3, "ABCDE")):
        for row in range(15, 35):
            for letter in letters:
                book[sheet][f"{letter}{row}"].fill = GREEN if row % 2 else AMBER


def row_of_formulas(book: Workbook) -> None:
    """An eleventh action that is all formulas."""
    for letter in "BCDEFGHI":
        book[STAGE_2][f"{letter}15"].value = f"=T({letter}14)"


def share(book: Workbook) -> None:
    """A share of one, shown as per cent."""
    target = book[STAGE_3]["D5"]
    target.value, target.number_format = 0.82, "0%"


def crossed_out(book: Workbook) -> None:
    """A line through the name of who is responsible."""
    book[STAGE_2]["E6"].font = Font(strike=True)


def crossed_out_row(book: Workbook) -> None:
    """A line through a whole action."""
    for letter in "ABCDEFGHI":
        book[STAGE_2][f"{letter}7"].font = Font(strike=True)


def crossed_out_words(book: Workbook) -> None:
    """One name crossed out, and another written behind it."""
    struck = TextBlock(InlineFont(strike=True), "Ann Other")
    book[STAGE_2]["E6"].value = CellRichText(struck, TextBlock(InlineFont(), " Claire Rahman"))


def example_row(book: Workbook) -> None:
    """An example in green above the first action."""
    page = book[STAGE_2]
    rows_inserted(STAGE_2, 5, [""])(book)
    example = ("e.g.", "5. Parents and carers", "Parents and carers", "Example: hold a coffee morning each half-term",
               "Name of one person", "Example: more families come", None, None, "Example: sign-in sheets")  # fmt: skip
    for column, text in enumerate(example, start=1):
        page.cell(5, column).value = text
        page.cell(5, column).font = Font(italic=True, color="FF00B050")


def merged_principles(book: Workbook) -> None:
    """The two actions on staff share a cell for their principle, and so do the two on ethos."""
    page = book[STAGE_2]
    for first, last in ((8, 9), (13, 14)):
        page[f"B{last}"].value = None
        page.merge_cells(f"B{first}:B{last}")


def merged_headings(book: Workbook) -> None:
    """“By when” reaches over an empty column, and the title over the whole sheet."""
    columns_inserted(STAGE_2, "I", ["Notes"], 4)(book)
    page = book[STAGE_2]
    page["I4"].value = None
    for row in range(5, 8):
        page[f"I{row}"].value = None
    page.merge_cells("H4:I4")
    page.merge_cells("A1:J1")


def mac_dates(book: Workbook) -> None:
    """Days are counted from 1904."""
    book.epoch = CALENDAR_MAC_1904


def shows(number: int, code: str) -> Edit:
    """A number that the sheet shows as a day, in the manner of ``code``."""

    def edit(book: Workbook) -> None:
        target = book[STAGE_2]["H5"]
        target.value, target.number_format = number, code

    return edit


def quarter(book: Workbook) -> None:
    """“3/4” of the pupils, which Excel took for a day."""
    target = book[STAGE_3]["D5"]
    target.value, target.number_format = dt.date(2026, 4, 3), "d-mmm"


def colours(book: Workbook) -> None:
    """Green where the action is done, amber where it is not, and no words."""
    page = book[STAGE_3]
    for row in range(5, 15):
        page[f"C{row}"].fill = GREEN if f"C{row}" in DONE else AMBER
        page[f"C{row}"].value = None


def key_to_colours(book: Workbook) -> None:
    """The same with a key to the colours beside the table."""
    colours(book)
    page = book[STAGE_3]
    for at, fill, word in (("G4", GREEN, "Yes"), ("G5", AMBER, "In progress")):
        page[at].value, page[at].fill = word, fill


def letters(book: Workbook) -> None:
    """“RAG” for a heading, and the words green and amber."""
    page = book[STAGE_3]
    page["C4"].value = "RAG"
    for row in range(5, 15):
        page[f"C{row}"].value = "Green" if f"C{row}" in DONE else "Amber"


def colour_for_principle(book: Workbook) -> None:
    """A coloured cell in place of the principle."""
    target = book[STAGE_2]["B8"]
    target.value, target.fill = None, AMBER


def over_rows(book: Workbook) -> None:
    """One action goes on in the two rows below it; the number stands once."""
    rows_inserted(STAGE_2, 6, ["", ""])(book)
    page = book[STAGE_2]
    page["D5"].value, page["D6"].value, page["D7"].value = OVER_ROWS
    for row in (6, 7):
        page[f"A{row}"].value = None


def hidden_rows(book: Workbook) -> None:
    """Two rows of the plan are hidden."""
    for row in (7, 8):
        book[STAGE_2].row_dimensions[row].hidden = True


def hidden_column(book: Workbook) -> None:
    """The expected outcomes are hidden."""
    book[STAGE_2].column_dimensions["F"].hidden = True


def filter_on(book: Workbook) -> None:
    """Only one colleague's actions are shown."""
    page = book[STAGE_2]
    page.auto_filter.ref = "A4:I14"
    page.auto_filter.add_filter_column(4, ["Priya Vane"])
    for row in range(5, 15):
        page.row_dimensions[row].hidden = page[f"E{row}"].value != "Priya Vane"


def grouped(book: Workbook) -> None:
    """Three rows grouped, and panes frozen."""
    page = book[STAGE_2]
    page.row_dimensions.group(8, 10, hidden=False)
    page.freeze_panes = "D7"


def in_comment(book: Workbook) -> None:
    """The expected outcome stands in a comment."""
    target = book[STAGE_2]["F6"]
    target.value, target.comment = None, Comment("Fewer pupils are sent in from lunch play.", "Judith Iqbal")


def protected(book: Workbook) -> None:
    """Sheets and structure are protected."""
    for page in book:
        page.protection.sheet = True
        page.protection.password = "school"
    book.security.lockStructure = True
