"""What goes wrong with the shape of a Record: columns and rows gone, answers put where nobody looks."""

from __future__ import annotations

from random import Random

from mutate.addresses import stands_at
from mutate.book import Book, S, comment
from mutate.moving import move
from mutate.mutant import Document, Fault, Faults, NotHereError, Sent, fault
from mutate.operators import targets
from mutate.operators.record_faults import pick, whole_sheet
from mutate.school import answers

R = Document.RECORD
_NEEDED_COLUMNS = {
    "activity": ("current", "evidence", "gaps"),
    "plan": ("origin", "who", "outcome", "start", "by_when", "evidenced_by"),
    "review": ("done", "impact", "evidence"),
}


@fault(R, "X1", combines=False)
def column_deleted(book: Book, _sent: Sent, random: Random) -> Faults:
    """A column that is needed was deleted, heading and all."""
    table = random.choice(sorted(_NEEDED_COLUMNS))
    heading = book.cell(f"record.{table}.{random.choice(_NEEDED_COLUMNS[table])}")
    gone = stands_at(heading)[1]
    whole = whole_sheet(book, f"record.{table}.1.{_NEEDED_COLUMNS[table][0]}")
    move(book, book.sheet_of(heading), columns=lambda column: None if column == gone else column - (column > gone))
    return [Fault((f"{table}-columns",), whole)]


@fault(R, "X1", combines=False)
def heading_unknown(book: Book, _sent: Sent, random: Random) -> Faults:
    """A heading was replaced by words that say nothing: the column is known by its place alone, and that is told."""
    table = random.choice(sorted(_NEEDED_COLUMNS))
    heading = book.cell(f"record.{table}.{random.choice(_NEEDED_COLUMNS[table])}")
    book.write(heading, random.choice(["Xyz", "Column 7", "?", "(for office)"]))
    _forget_names(book)
    # Where another column is missing or moved too, the place says nothing.
    return [Fault(("record-heading-by-place", "record-heading-unknown"), heading)]


def _forget_names(book: Book) -> None:
    names = book.workbook.find(f"{S}definedNames")
    if names is not None:
        book.workbook.remove(names)


@fault(R, "X6", combines=False)
def principle_row_deleted(book: Book, _sent: Sent, random: Random) -> Faults:
    """The line of a principle was deleted from Stage 1."""
    cell = book.cell(f"record.activity.{random.randint(1, len(answers().activity))}.current")
    gone = stands_at(cell)[0]
    move(book, book.sheet_of(cell), rows=lambda row: None if row == gone else row - (row > gone))
    first = next(a for a in ("record.activity.1.current", "record.activity.2.current") if book.cell(a) is not cell)
    return [Fault(("activity-every-principle",), whole_sheet(book, first))]


@fault(R, "X23", combines=False)
def answer_in_comment(book: Book, _sent: Sent, random: Random) -> Faults:
    """The answer stands in a comment on the empty cell."""
    address, _rule = pick(targets.needed_texts(), random, book)
    cell = book.cell(address)
    text = book.text(cell)
    book.empty(cell)
    comment(book, cell, text)
    return [Fault(("record-in-comment",), cell)]


@fault(R, "X13")
def formula_never_calculated(book: Book, _sent: Sent, random: Random) -> Faults:
    """An answer is a formula that no program ever worked out."""
    address, _rule = pick(targets.needed_texts(), random, book)
    cell = book.cell(address)
    book.formula(cell, "CONCATENATE(A1,B1)")
    return [Fault(("record-not-calculated",), cell)]


@fault(R, "X6", combines=False)
def header_row_deleted(book: Book, _sent: Sent, _random: Random) -> Faults:
    """The row of headings of Stage 3 was deleted, so nothing below it can be told."""
    heading = book.cell("record.review.impact")
    sheet = book.sheet_of(heading)
    if sheet.name != "Stage 3 Review":
        # Without headings only the form's own name for the sheet says which it was.
        raise NotHereError
    gone = stands_at(heading)[0]
    _forget_names(book)
    move(book, sheet, rows=lambda row: None if row == gone else row - (row > gone))
    return [Fault(("review-columns",), whole_sheet(book, "record.review.1.impact"))]
