"""Answers into the blank Record, the way a school types them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pipeline.believable_year.answering.answers import Answers, Cell
from pipeline.ooxml.container import normalise
from pipeline.values import Place


def fill_record(blank: bytes, answers: Answers, file: str) -> tuple[bytes, dict[str, Place]]:
    """The filled workbook of a school of the long year; see :func:`write_record`."""
    tables = {"team": answers.team, "activity": answers.activity, "plan": answers.plan, "review": answers.review}
    return write_record(blank, answers.record, tables, file, answers.sent, answers.version)


def write_record(
    blank: bytes,
    fields: Mapping[str, Cell],
    tables: Mapping[str, Sequence[Mapping[str, Cell]]],
    file: str,
    saved: dt.date,
    version: str = "",
) -> tuple[bytes, dict[str, Place]]:
    """The filled workbook, and where each answer stands: ``record.urn``, ``record.plan.3.by_when``.

    Headers are at ``record.plan.by_when``, a table's sheet at ``record.plan``, the file at ``record``. Rows are
    written in order beneath the headings. Raises KeyError where the form lacks an anchor.
    """
    book = load_workbook(io.BytesIO(blank))
    places = {"record": Place(file)}
    for name, value in fields.items():
        _write(book, file, f"record.{name}", value, places)
    for table, rows in tables.items():
        _write_rows(book, file, f"record.{table}", rows, places)
    if version:
        for item in book.custom_doc_props.props:  # type: ignore[attr-defined]  # stubs lag
            if item.name == "award.version":
                item.value = version
    out = io.BytesIO()
    book.save(out)
    return normalise(out.getvalue(), saved), places


def _anchor(book: Workbook, address: str) -> tuple[str, str]:
    sheet, cell = next(iter(book.defined_names[f"award.{address}"].destinations))
    return sheet, cell.replace("$", "")


def _write(book: Workbook, file: str, address: str, value: Cell, places: dict[str, Place]) -> None:
    sheet, cell = _anchor(book, address)
    places[address] = Place(file, sheet=sheet, cell=cell)
    _set(book, places[address], value)


def _set(book: Workbook, place: Place, value: Cell) -> None:
    if value is None:
        return
    cell = book[place.sheet or ""][place.cell or ""]
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"


def _write_rows(
    book: Workbook, file: str, table: str, rows: Sequence[Mapping[str, Cell]], places: dict[str, Place]
) -> None:
    for column in dict.fromkeys(name for row in rows for name in row):
        sheet, header = _anchor(book, f"{table}.{column}")
        places[table] = Place(file, sheet=sheet)
        places[f"{table}.{column}"] = Place(file, sheet=sheet, cell=header)
        top = book[sheet][header]
        for number, row in enumerate(rows, start=1):
            cell = book[sheet].cell(top.row + number, top.column)
            place = Place(file, sheet=sheet, cell=cell.coordinate)
            places[f"{table}.{number}.{column}"] = place
            _set(book, place, row.get(column))
