"""Rows and columns moved as Excel moves them: cells, merges, validations, names and formulas go along."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from mutate.addresses import at, letters, stands_at
from mutate.around import parent_of, take_out
from mutate.book import Book, S, Sheet

# An address within a formula: not part of a word, and no function's name.
_REF = re.compile(r"(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(?P<c1>\$?[A-Z]{1,3})(?P<r1>\$?\d{1,7})(?![\w(])")
_LAST_COLUMN = 16_384

Move = Callable[[int], int | None]


def stay(number: int) -> int:
    """For the direction in which nothing moves."""
    return number


def move(book: Book, sheet: Sheet, rows: Move = stay, columns: Move = stay) -> None:
    """Give every row and column of a sheet its new number; None takes it out."""
    for row in sheet.rows():
        number = rows(int(row.attrib["r"]))
        if number is None:
            sheet.data.remove(row)
            continue
        row.set("r", str(number))
        row.attrib.pop("spans", "")
        _cells(row, number, columns)
    sheet.data[:] = sorted(sheet.data, key=lambda row: int(row.attrib["r"]))
    _widths(sheet, columns)
    _ranges(sheet, rows, columns)
    _formulas(book, sheet, rows, columns)


def _cells(row: etree._Element, number: int, columns: Move) -> None:
    for cell in list(row):
        column = columns(stands_at(cell)[1])
        if column is None:
            row.remove(cell)
        else:
            cell.set("r", f"{letters(column)}{number}")
    row[:] = sorted(row, key=lambda cell: stands_at(cell)[1])


def _widths(sheet: Sheet, columns: Move) -> None:
    cols = sheet.root.find(f"{S}cols")
    if cols is None or columns is stay:
        return
    widths: dict[int, dict[str, str]] = {}
    for col in cols:
        own = {str(name): str(value) for name, value in col.attrib.items()}
        for number in range(int(col.attrib["min"]), min(int(col.attrib["max"]), 60) + 1):
            moved = columns(number)
            if moved is not None and moved <= _LAST_COLUMN:
                widths[moved] = {**own, "min": str(moved), "max": str(moved)}
    for col in list(cols):
        cols.remove(col)
    for number in sorted(widths):
        col = cols.makeelement(f"{S}col", widths[number])
        cols.append(col)


def _ranges(sheet: Sheet, rows: Move, columns: Move) -> None:
    for element in list(sheet.root.iter()):
        for name in ("ref", "sqref"):
            if element.tag in (f"{S}c", f"{S}row") or name not in element.attrib:
                continue
            moved = [_range(part, rows, columns) for part in element.get(name, "").split()]
            kept = [part for part in moved if part]
            if kept:
                element.set(name, " ".join(kept))
            elif element.tag != f"{S}dimension":
                parent = parent_of(element)
                parent.remove(element)
                if not len(parent) and parent.tag in (f"{S}mergeCells", f"{S}dataValidations"):
                    take_out(parent)


def _range(ref: str, rows: Move, columns: Move) -> str:
    first, _, last = ref.partition(":")
    try:
        (top, left), (bottom, right) = at(first), at(last or first)
    except ValueError:
        return ref
    new_rows = [n for n in (rows(r) for r in range(top, min(bottom, top + 200) + 1)) if n is not None]
    new_columns = [n for n in (columns(c) for c in range(left, min(right, left + 60) + 1)) if n is not None]
    if not new_rows or not new_columns:
        return ""
    start = f"{letters(min(new_columns))}{min(new_rows)}"
    return f"{start}:{letters(max(new_columns))}{max(new_rows)}" if last else start


def _formulas(book: Book, sheet: Sheet, rows: Move, columns: Move) -> None:
    own = {sheet.name, f"'{sheet.name}'"}

    def moved(match: re.Match[str], here: bool) -> str:
        named = match["sheet"]
        if (named not in own) if named else not here:
            return match[0]
        row, column = rows(int(match["r1"].strip("$"))), columns(at(f"{match['c1']}1")[1])
        if row is None or column is None:
            return "#REF!"
        fixed = ("$" if match["c1"].startswith("$") else "", "$" if match["r1"].startswith("$") else "")
        start = f"{named}!" if named else ""
        return f"{start}{fixed[0]}{letters(column)}{fixed[1]}{row}"

    def later(text: str, here: bool) -> str:
        # The end of a range carries no sheet of its own: it goes with its start.
        return re.sub(
            r"(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?![\w(])",
            lambda span: _span(span[0], here, moved),
            text,
        )

    for other in book.sheets:
        for formula in other.root.iter(f"{S}f", f"{S}formula1", f"{S}formula2", f"{S}formula"):
            if formula.text:
                formula.text = later(formula.text, other is sheet)
    for name in book.workbook.iter(f"{S}definedName"):
        if name.text:
            name.text = later(name.text, here=False)


def _span(text: str, here: bool, moved: Callable[[re.Match[str], bool], str]) -> str:
    sheet, bang, ref = text.rpartition("!")
    first, colon, last = ref.partition(":")
    one = _REF.fullmatch(f"{sheet}{bang}{first}")
    two = _REF.fullmatch(f"{sheet}{bang}{last}") if colon else None
    if one is None:
        return text
    start = moved(one, here)
    if two is None:
        return start
    return f"{start}:{moved(two, here).rpartition('!')[2]}"
