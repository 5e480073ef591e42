"""Shapes of a Record that change nothing: moved, added and renamed rows and columns."""

from __future__ import annotations

from random import Random

from lxml import etree

from mutate.addresses import letters, stands_at
from mutate.book import Book, S, Sheet
from mutate.moving import move
from mutate.mutant import Document, Faults, Sent, harmless
from mutate.school import answers, scheme
from pipeline.reading.answers.wording import plain

R = Document.RECORD
TABLES = ("team", "activity", "plan", "review")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def columns_of(table: str) -> list[str]:
    """The ids of a table's columns, in the order of the form."""
    layout = next(t for d in scheme().documents for s in d.sections for t in s.tables if t.id == table)
    return [column.id for column in layout.columns]


def heading_of(book: Book, table: str, column: str) -> etree._Element:
    """The cell that holds a column's heading."""
    return book.cell(f"record.{table}.{column}")


def some_table(random: Random, among: tuple[str, ...] = TABLES) -> str:
    """One of the tables."""
    return random.choice(among)


@harmless(R, "X1")
def columns_moved(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Two columns of a table changed places."""
    table = some_table(random, ("activity", "plan", "review"))
    first, second = (stands_at(heading_of(book, table, name))[1] for name in random.sample(columns_of(table), 2))
    swap = {first: second, second: first}
    move(
        book,
        book.sheet_of(heading_of(book, table, columns_of(table)[0])),
        columns=lambda column: swap.get(column, column),
    )
    return None


@harmless(R, "X1")
def columns_moved_and_renamed(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Two columns changed places under other names that the rules know; the defined names were left behind."""
    table = some_table(random, ("activity", "plan", "review"))
    layout = next(t for d in scheme().documents for s in d.sections for t in s.tables if t.id == table)
    taken = {plain(name) for c in layout.columns for name in (book.text(heading_of(book, table, c.id)), c.label)}
    known = {c.id: [name for name in c.aliases if plain(name) not in taken] for c in layout.columns}
    names = random.sample([name for name in known if known[name]], 2)
    headings = [heading_of(book, table, name) for name in names]
    first, second = (stands_at(heading)[1] for heading in headings)
    for name, heading in zip(names, headings, strict=True):
        book.write(heading, random.choice(known[name]))
    swap = {first: second, second: first}
    left = [(name, name.text) for name in book.workbook.iter(f"{S}definedName")]
    move(book, book.sheet_of(headings[0]), columns=lambda column: swap.get(column, column))
    for defined, text in left:
        defined.text = text
    return None


@harmless(R, "X2")
def column_inserted(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """The school added a column of its own between ours."""
    table = some_table(random)
    sheet = book.sheet_of(heading_of(book, table, columns_of(table)[0]))
    row, before = stands_at(heading_of(book, table, random.choice(columns_of(table)[1:])))
    if table == "team":
        # The labels above share this sheet: a column between label and answer would part them.
        before = sheet.size()[1] + 1
    move(book, sheet, columns=lambda column: column + (column >= before))
    book.write(
        sheet.cell(f"{letters(before)}{row}"), random.choice(["Cost", "Our notes", "Year group", "Governor link"])
    )
    book.write(sheet.cell(f"{letters(before)}{row + 1}"), random.choice(["£120", "ask at SLT", "all", "by hand"]))
    return None


@harmless(R, "X1")
def heading_by_another_name(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A heading is one of the other names that the rules know."""
    table = some_table(random)
    layout = next(t for d in scheme().documents for s in d.sections for t in s.tables if t.id == table)
    taken = {book.text(heading_of(book, table, c.id)).casefold() for c in layout.columns}
    columns = [(c, [a for a in c.aliases if a.casefold() not in taken]) for c in layout.columns]
    column, names = random.choice([(c, names) for c, names in columns if names])
    book.write(heading_of(book, table, column.id), random.choice(names))
    return None


@harmless(R, "X1")
def heading_in_other_letters(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Headings in capitals, with colons, stars, hard spaces or on two lines."""
    table = some_table(random)
    for column in columns_of(table):
        cell = heading_of(book, table, column)
        text = book.text(cell)
        change = random.choice(
            [str.upper, str.lower, str.title, _with_colon, _with_hard_spaces, _with_star, _with_wide_spaces]
        )
        book.write(cell, change(text))
    return None


def _with_colon(text: str) -> str:
    return f"{text}:"


def _with_star(text: str) -> str:
    return f"{text} *"


def _with_hard_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _with_wide_spaces(text: str) -> str:
    return f"  {text.replace(' ', '  ')} "


@harmless(R, "X1")
def label_by_another_name(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A label about the school is one of the other names that the rules know."""
    fields = [f for d in scheme().documents if d.id == "record" for s in d.sections for f in s.fields if f.aliases]
    item = random.choice(fields)
    answer = book.cell(f"record.{item.id}")
    book.write(book.sheet_of(answer).cell(f"A{stands_at(answer)[0]}"), random.choice(item.aliases))
    return None


@harmless(R, "X3")
def title_rows_inserted(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """The school's name, a motto or instructions stand above everything."""
    sheet = random.choice(book.sheets)
    count = random.randint(1, 8)
    move(book, sheet, rows=lambda row: row + count)
    words = random.sample(
        ["Action plan 2025-26", "Working together", "Version 4, agreed at SLT", "Please complete in full"], 2
    )
    book.write(sheet.cell("A1"), words[0])
    if count > 1:
        book.write(sheet.cell("B2"), words[1])
    return None


@harmless(R, "X8")
def blank_rows_inserted(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Blank rows between the lines of a table, from one to hundreds."""
    table = some_table(random)
    heading = heading_of(book, table, columns_of(table)[0])
    row = stands_at(book.cell(f"record.{table}.{random.randint(2, 5)}.{columns_of(table)[-1]}"))[0]
    count = random.choice([1, 1, 2, 3, 10, 300])
    move(book, book.sheet_of(heading), rows=lambda number: number + count * (number >= row))
    return None


@harmless(R, "X8")
def gap_under_headings(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A blank row between the headings and the first line."""
    table = some_table(random)
    heading = heading_of(book, table, columns_of(table)[0])
    top = stands_at(heading)[0]
    move(book, book.sheet_of(heading), rows=lambda number: number + (number > top))
    return None


@harmless(R, "X3")
def left_column_inserted(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Everything stands one or two columns further right."""
    count = random.choice([1, 2])
    move(book, random.choice(book.sheets), columns=lambda column: column + count)
    return None


@harmless(R, "X6")
def principle_merged_over_rows(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A line of Stage 1 is spread over two rows, with the principle merged down over both."""
    number = random.randint(1, len(answers().activity))
    current = book.cell(f"record.activity.{number}.current")
    sheet = book.sheet_of(current)
    row, _column = stands_at(current)
    principle = stands_at(book.cell("record.activity.principle"))[1]
    move(book, sheet, rows=lambda old: old + (old > row))
    merge(sheet, f"{letters(principle)}{row}:{letters(principle)}{row + 1}")
    return None


def merge(sheet: Sheet, ref: str) -> None:
    """Merge cells, with the list of merges at its place in the sheet."""
    merges = sheet.root.find(f"{S}mergeCells")
    if merges is None:
        merges = etree.Element(f"{S}mergeCells")
        before = [
            f"{S}{tag}"
            for tag in (
                "sheetCalcPr",
                "sheetProtection",
                "protectedRanges",
                "scenarios",
                "autoFilter",
                "sortState",
                "dataConsolidate",
                "customSheetViews",
            )
        ]
        last = sheet.data
        for element in last.itersiblings():
            if element.tag in before:
                last = element
        last.addnext(merges)
    etree.SubElement(merges, f"{S}mergeCell", ref=ref)
    merges.set("count", str(len(merges)))


@harmless(R, "X6")
def title_merged_across(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A band is merged across above a table's headings."""
    table = some_table(random, ("activity", "plan", "review"))
    heading = heading_of(book, table, columns_of(table)[0])
    sheet, top = book.sheet_of(heading), stands_at(heading)[0]
    move(book, sheet, rows=lambda row: row + (row >= top))
    book.write(sheet.cell(f"A{top}"), "To be filled in by the Resilience Team")
    merge(sheet, f"A{top}:{letters(len(columns_of(table)))}{top}")
    return None


@harmless(R, "X2")
def notes_below(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Signatures and remarks stand some rows below the last table of the school's sheet, far to the right."""
    sheet = book.sheet_of(book.cell("record.school_name"))
    last, width = sheet.size()
    book.write(
        sheet.cell(f"{letters(width + 3)}{last + 4}"),
        random.choice(["Agreed at SLT", "Last saved by Sian", "Page 1 of 4"]),
    )
    return None
