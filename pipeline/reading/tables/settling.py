"""A second look at a whole form: what one box alone leaves open, the boxes around it often settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.answers.ticks import yes_or_no
from pipeline.reading.answers.times import read_time
from pipeline.reading.tables.noticing import notices_of
from pipeline.scheme.model import Calendar, DocumentLayout, FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Form, Row, Understood, Value


def settle(form: Form, scheme: Scheme) -> Form:
    """The form with its times without a year placed by the dates around them, its crosses told from ticks, and
    what its answers give away about how it was filled in.

    A time is placed on or after its row's own earlier date, else the day the work began, else the form's first
    full date. Only a plan looks forward like that: in other forms (an index of evidence) such a time stays unclear.
    """
    layout = scheme.document(form.document)
    if layout.kind == "workbook":
        form = _settled(form, layout, scheme)
    return replace(form, notices=(*form.notices, *notices_of(form, scheme)))


def _settled(form: Form, layout: DocumentLayout, scheme: Scheme) -> Form:
    began = _began(form, [field.id for field in layout.fields if field.type is FieldType.DATE])
    tables = {
        table.id: _crosses(table, _dates(table, form.tables.get(table.id, ()), began, scheme.calendar))
        for table in layout.tables
        if table.id in form.tables
    }
    return replace(form, tables={**form.tables, **tables})


def _began(form: Form, fields: Sequence[str]) -> dt.date | None:
    for field in fields:
        value = form.fields.get(field)
        if value is not None and value.answered and value.first_day is not None:
            return value.first_day
    rows = (row for rows in form.tables.values() for row in rows)
    return min((day for row in rows for value in row.cells.values() if (day := _full_date(value))), default=None)


def _full_date(value: Value) -> dt.date | None:
    return value.value if value.answered and isinstance(value.value, dt.date) else None


def _dates(table: TableLayout, rows: Sequence[Row], began: dt.date | None, school: Calendar) -> tuple[Row, ...]:
    columns = [column.id for column in table.columns if column.type is FieldType.DATE]
    if not columns:
        return tuple(rows)
    return tuple(_dated(row, columns, began, school) for row in rows)


def _dated(row: Row, columns: Sequence[str], began: dt.date | None, school: Calendar) -> Row:
    base = began
    placed: dict[str, Value] = {}
    for column in columns:
        value = row.cells.get(column)
        if value is None:
            continue
        if value.understood is Understood.UNCLEAR and base is not None:
            time = read_time(value.read, school, base)
            if time is not None:
                value = placed[column] = replace(
                    value,
                    value=time.meant,
                    understood=Understood.ANSWER,
                    confidence=Confidence.LIKELY,
                    how=time.how,
                )
        if value.answered and value.first_day is not None:
            base = value.first_day
    return replace(row, cells={**row.cells, **placed}) if placed else row


def _crosses(table: TableLayout, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where a column holds ticks or words for yes, a lone “x” beside them may well mean no: it is left unclear."""
    for column in (column.id for column in table.columns if column.type is FieldType.CHOICE):
        crossed = [row for row in rows if _is_cross(row.cells.get(column))]
        if crossed and any(_is_other_yes(row.cells.get(column)) for row in rows):
            rows = tuple(_unclear(row, column) if row in crossed else row for row in rows)
    return rows


def _is_cross(value: Value | None) -> bool:
    return value is not None and value.answered and value.read.strip() in {"x", "X"}


def _is_other_yes(value: Value | None) -> bool:
    return value is not None and value.answered and not _is_cross(value) and yes_or_no(value.read) is True


def _unclear(row: Row, column: str) -> Row:
    value = row.cells[column]
    cells: Mapping[str, Value] = {
        **row.cells,
        column: replace(
            value, value=None, understood=Understood.UNCLEAR, how="other rows are ticked, this one is crossed"
        ),
    }
    return replace(row, cells=cells)
