"""What stands in a Record otherwise than the form asks: put away, repeated, coloured, drawn over, kept twice."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from random import Random

from lxml import etree

from mutate.addresses import stands_at
from mutate.book import FILE, Book, S, Sheet, child, serial
from mutate.container import OFFICE_RELATIONS
from mutate.drawing import draw_picture, draw_text_box
from mutate.mutant import Document, Fault, Faults, NotHereError, Sent, fault
from mutate.operators import targets
from mutate.operators.record_faults import pick
from mutate.school import answers, checked_on
from pipeline.values import Place

R = Document.RECORD


@fault(R, "X27")
def sheets_protected(book: Book, _sent: Sent, _random: Random) -> Faults:
    """The sheets are protected, so the school may not be able to correct them."""
    locked = {address.split(".")[1]: book.sheet_of(book.cell(address)) for address in targets.needed_in_record()}
    sheets = list({sheet.part: sheet for sheet in locked.values()}.values())
    for sheet in sheets:
        if sheet.root.find(f"{S}sheetProtection") is not None:
            raise NotHereError
        sheet.data.addnext(etree.Element(f"{S}sheetProtection", sheet="1", objects="1", scenarios="1"))
    return [Fault(("record-locked-sheet",), _sheet_place(sheet)) for sheet in sheets]


def _sheet_place(sheet: Sheet) -> Callable[[], Place]:
    return lambda: Place(FILE, sheet=sheet.name)


@fault(R, "X13")
def date_that_changes_daily(book: Book, _sent: Sent, random: Random) -> Faults:
    """A date is =TODAY(): it shows another day each time the file is opened."""
    row = random.choice(targets.inner_rows())
    cell = book.cell(f"record.plan.{row}.start")
    book.formula(cell, random.choice(["TODAY()", "NOW()", "TODAY()+7"]), str(serial(targets.start(row))), "n")
    return [Fault(("record-changes-daily",), cell)]


@fault(R, "X15")
def number_turned_into_date(book: Book, _sent: Sent, random: Random) -> Faults:
    """A small number was typed into a date cell: 9 becomes 9 January 1900."""
    cell = book.cell(f"record.plan.{random.choice(targets.inner_rows())}.{random.choice(['start', 'by_when'])}")
    book.date(cell, dt.date(1899, 12, 30) + dt.timedelta(days=random.randint(1, 30)))
    return [Fault(("record-turned-into-date",), cell)]


@fault(R, "X16")
def text_turned_into_date(book: Book, _sent: Sent, random: Random) -> Faults:
    """“3/4 of the staff” was cut to 3/4, and the sheet made 3 April of it."""
    address = random.choice([a for a in targets.needed_texts() if a.startswith(("record.activity", "record.plan"))])
    cell = book.cell(address)
    book.date(cell, dt.date(checked_on().year, random.randint(1, 12), random.randint(1, 12)))
    return [Fault(("record-turned-into-date",), cell)]


@fault(R, "X18")
def colour_only(book: Book, _sent: Sent, random: Random) -> Faults:
    """“Done?” is answered by a green cell with no word in it."""
    cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.done")
    book.empty(cell)
    cell.set("s", book.filled(cell, random.choice(["FF00B050", "FF92D050", "FF00FF00"])))
    return [Fault(("record-colour-only",), cell)]


@fault(R, "X19")
def as_above(book: Book, _sent: Sent, random: Random) -> Faults:
    """“As above” or ditto marks stand in place of an answer; the row above is taken, and the school is told."""
    row = random.choice([number for number in targets.plan_rows() if number > 1])
    cell = book.cell(f"record.plan.{row}.who")
    book.write(cell, random.choice(["as above", "As above.", "ditto", "Ditto", '"', "〃", "same as above"]))
    return [Fault(("record-repeated",), cell)]


@fault(R, "X20")
def several_actions_in_one(book: Book, _sent: Sent, random: Random) -> Faults:
    """Several actions were put into one cell, with bullets, numbers or line breaks."""
    cell = book.cell(f"record.plan.{random.choice(targets.plan_rows())}.action")
    words = [book.text(cell), "Train two more members of staff for the garden", "Write to all families in the spring"]
    mark = random.choice(["- {}", "• {}", "* {}", "{0}"])
    book.write(cell, "\n".join(mark.format(text) for text in words))
    return [Fault(("record-several-in-one",), cell)]


@fault(R, "X22")
def answers_in_hidden_row(book: Book, _sent: Sent, random: Random) -> Faults:
    """A filter was left on, or a row hidden, with answers in it: they are read, and the school is told."""
    cells = [book.cell(f"record.plan.{random.choice(targets.plan_rows())}.{column}") for column in _columns()]
    row = next(cells[0].iterancestors(f"{S}row"))
    row.set("hidden", "1")
    return [Fault(("record-hidden",), lambda: book.place(min(cells, key=lambda cell: stands_at(cell)[1])))]


def _columns() -> list[str]:
    return list(answers().plan[0])


@fault(R, "X22")
def answers_in_hidden_sheet(book: Book, _sent: Sent, _random: Random) -> Faults:
    """A sheet with answers is hidden: they are read, and the school is told."""
    cells = [book.cell(f"record.review.1.{column}") for column in ("done", "impact", "evidence")]
    book.sheet_of(cells[0]).entry.set("state", "hidden")
    return [Fault(("record-hidden",), lambda: book.place(min(cells, key=lambda cell: stands_at(cell)[1])))]


@fault(R, "X2", combines=False)
def old_sheet_kept(book: Book, _sent: Sent, random: Random) -> Faults:
    """Last year's sheet was kept beside this year's: it is not read, and the school is told."""
    sheet = book.sheet_of(book.cell("record.review.1.impact"))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    kept = copy.deepcopy(sheet.root)
    for gone in ("legacyDrawing", "drawing", "tableParts", "extLst"):
        for element in kept.findall(f"{S}{gone}"):
            kept.remove(element)
    relation = book.parts.add("xl/worksheets/sheetX2.xml", etree.tostring(kept), kind, "xl/workbook.xml", "worksheet")
    name = random.choice(["Stage 3 old", "Review 2021-22", "Old review (do not use)", "Stage 3 backup"])
    entry = etree.SubElement(child(book.workbook, "sheets"), f"{S}sheet", name=name, sheetId="978")
    entry.set(f"{{{OFFICE_RELATIONS}}}id", relation)
    return [Fault(("record-old-sheet",), Place(FILE, sheet=name))]


@fault(R, "X23", combines=False)
def answer_in_text_box(book: Book, _sent: Sent, random: Random) -> Faults:
    """The answer stands in a text box over the empty cell."""
    cell = book.cell(pick(targets.needed_texts(), random, book)[0])
    text = book.text(cell)
    book.empty(cell)
    draw_text_box(book, cell, text)
    return [Fault(("record-in-text-box",), cell)]


@fault(R, "X24", combines=False)
def answer_in_picture(book: Book, _sent: Sent, random: Random) -> Faults:
    """A picture of the answer lies over the empty cell."""
    cell = book.cell(pick(targets.needed_texts(), random, book)[0])
    book.empty(cell)
    draw_picture(book, cell)
    return [Fault(("record-in-picture",), cell)]


@fault(R, "E4")
def pupil_named(book: Book, _sent: Sent, random: Random) -> Faults:
    """An answer names a child beside the year group; the office is told before the panel sees it."""
    cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.impact")
    words = random.choice(
        ["Ollie Marsham (Year 4) now comes to school each day.", "“It helps.” Amelia Tweddle, Year 6"]
    )
    book.write(cell, f"{book.text(cell)} {words}")
    return [Fault(("personal-data",), cell)]


@fault(R, "D9")
def evidence_behind_a_login(book: Book, _sent: Sent, random: Random) -> Faults:
    """Evidence is given as a link that opens only for people at the school."""
    cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.evidence")
    link = random.choice(
        ["https://drive.google.com/file/d/1AbCdEf/view", "https://tygwyn.sharepoint.com/:w:/s/staff/E1"]
    )
    book.write(cell, link)
    return [Fault(("record-private-link",), cell)]


@fault(R, "X19")
def review_points_to_no_file(book: Book, _sent: Sent, random: Random) -> Faults:
    """A review speaks of a file that did not come."""
    cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.evidence")
    book.write(cell, random.choice(["Lunchtime log.xlsx", "see Garden rota spring.pdf", "Assembly slides.docx"]))
    return [Fault(("review-evidence-missing",), cell)]


@fault(R, "X1", combines=False)
def heading_nearly_right(book: Book, _sent: Sent, random: Random) -> Faults:
    """A heading is misspelt, and the form's own marks are gone: the nearest one is taken, and the office told."""
    names = book.workbook.find(f"{S}definedNames")
    if names is not None:
        book.workbook.remove(names)
    column, words = random.choice(
        [("who", "Who is resposible"), ("outcome", "Expected outcom"), ("origin", "Where it cam from")]
    )
    heading = book.cell(f"record.plan.{column}")
    book.write(heading, words)
    return [Fault(("record-heading-near",), heading)]
