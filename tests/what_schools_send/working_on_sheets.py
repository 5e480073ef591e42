"""What people do to the Record in a spreadsheet program: move, merge, tick, hide, copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.values import Place

from .making import Base, Files, workbook

Edit = Callable[[Workbook], None]


def record(edit: Edit, name: str = "Record.xlsx") -> Callable[[Base], Files]:
    """A case's files: the Record after an edit."""
    return lambda _paper: {name: workbook(edit)}


def writes(sheet: str, texts: Mapping[str, object], font: str = "") -> Edit:
    """Somebody writes into cells; ``font`` as where a tick is a letter of a symbol font."""

    def edit(book: Workbook) -> None:
        for at, text in texts.items():
            target = book[sheet][at]
            target.value = text
            if font:
                target.font = Font(name=font)

    return edit


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(book: Workbook) -> None:
        for one in edits:
            one(book)

    return edit


def foreign(book: Workbook) -> None:
    """Copied into a workbook of the school's own: no names, no properties of ours, no lists."""
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    del book["Lists"]
    for sheet in book:
        sheet.data_validations.dataValidation.clear()


def headings(sheet: str, row: int, names: Mapping[str, str]) -> Edit:
    """Column letters to their new headings."""
    return writes(sheet, {f"{letter}{row}": name for letter, name in names.items()})


def reordered(sheet: str, header: int, order: Sequence[str]) -> Edit:
    """The columns of a table in another order (letters as they were); our names move along, as in Excel."""

    def edit(book: Workbook) -> None:
        where = {old: get_column_letter(at) for at, old in enumerate(order, start=1)}
        page = book[sheet]
        for row in range(header, page.max_row + 1):
            held = {old: (page[f"{old}{row}"].value, page[f"{old}{row}"].number_format) for old in order}
            for old, new in where.items():
                target = page[f"{new}{row}"]
                target.value, target.number_format = held[old]
        _names_follow(
            book, sheet, lambda row, column: (row, column_index_from_string(where[get_column_letter(column)]))
        )

    return edit


def column_moves(sheet: str, order: Sequence[str]) -> Callable[[Place], Place]:
    """Where the answers of a reordered table stand now."""
    where = {old: get_column_letter(at) for at, old in enumerate(order, start=1)}

    def moved(place: Place) -> Place:
        if place.sheet != sheet or place.cell is None:
            return place
        letter, row = coordinate_from_string(place.cell)
        return Place(place.file, sheet=sheet, cell=f"{where.get(letter, letter)}{row}")

    return moved


def _names_follow(book: Workbook, sheet: str, move: Callable[[int, int], tuple[int, int]]) -> None:
    for name in book.defined_names.values():
        if f"'{sheet}'!" in name.attr_text:
            found = re.search(r"\$([A-Z]+)\$(\d+)", name.attr_text)
            assert found is not None
            row, column = move(int(found[2]), column_index_from_string(found[1]))
            name.attr_text = f"'{sheet}'!${get_column_letter(column)}${row}"


def columns_inserted(sheet: str, before: str, titles: Sequence[str], header: int) -> Edit:
    """New columns of the school's own before a column."""

    def edit(book: Workbook) -> None:
        page, at = book[sheet], column_index_from_string(before)
        page.insert_cols(at, len(titles))
        for offset, title in enumerate(titles):
            page.cell(header, at + offset).value = title
            for row in range(header + 1, header + 4):
                page.cell(row, at + offset).value = f"{title} {row}"
        _names_follow(book, sheet, lambda row, column: (row, column + len(titles) if column >= at else column))

    return edit


def columns_right(sheet: str, before: str, by: int) -> Callable[[Place], Place]:
    """Where answers stand after columns were put in."""

    def moved(place: Place) -> Place:
        if place.sheet != sheet or place.cell is None:
            return place
        letter, row = coordinate_from_string(place.cell)
        at = column_index_from_string(letter)
        shifted = at + by if at >= column_index_from_string(before) else at
        return Place(place.file, sheet=sheet, cell=f"{get_column_letter(shifted)}{row}")

    return moved


def rows_inserted(sheet: str, before: int, texts: Sequence[str]) -> Edit:
    """Rows of the school's own above a row: a title, a logo's caption, instructions."""

    def edit(book: Workbook) -> None:
        page = book[sheet]
        page.insert_rows(before, len(texts))
        for offset, text in enumerate(texts):
            page.cell(before + offset, 1).value = text
        _names_follow(book, sheet, lambda row, column: (row + len(texts) if row >= before else row, column))

    return edit


def rows_down(sheet: str, before: int, by: int) -> Callable[[Place], Place]:
    """Where answers stand after rows were put in."""

    def moved(place: Place) -> Place:
        if place.sheet != sheet or place.cell is None:
            return place
        letter, row = coordinate_from_string(place.cell)
        return Place(place.file, sheet=sheet, cell=f"{letter}{row + by if row >= before else row}")

    return moved


def gap(sheet: str, first: int, last: int, by: int) -> Edit:
    """The rows from ``first`` to ``last`` lie ``by`` rows further down."""

    def edit(book: Workbook) -> None:
        page = book[sheet]
        for row in range(first, last + 1):
            for cells in page.iter_cols(1, 9, row, row):
                (old,) = cells
                if isinstance(old, MergedCell):
                    continue
                new = page.cell(row + by, old.column)
                new.value, new.number_format, old.value = old.value, old.number_format, None

    return edit


def copied_sheet(book: Workbook, sheet: str, title: str) -> Worksheet:
    """A copy of a sheet under another name, as “Move or Copy” makes it."""
    page = book.copy_worksheet(book[sheet])
    page.title = title
    return page
