"""A second look at a whole form: what one box alone leaves open, the boxes around it often settle."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.answers.dates import in_english
from pipeline.reading.answers.odd_dates import DAY_OR_YEAR, NOT_IN_ORDER
from pipeline.reading.answers.ticks import yes_or_no
from pipeline.reading.answers.times import FIGURES_AS_YEAR, read_time
from pipeline.reading.tables.noticing import notices_of
from pipeline.scheme.model import DocumentLayout, FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Form, Row, Understood, Value

# The kind of check that holds one date of a row against another.
_IN_ORDER = "dates-in-order"
CROSS_AMONG_TICKS = "Other rows are ticked or say yes, so this “x” may mean no."
_FIGURES = re.compile(r"(?<!\d)\d\d(?!\d)")


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
        table.id: _crosses(table, _dates(table, form.tables.get(table.id, ()), began, layout, scheme))
        for table in layout.tables
        if table.id in form.tables
    }
    return replace(form, tables={**form.tables, **tables})


def _began(form: Form, fields: Sequence[str]) -> dt.date | None:
    """The day the work began, else the first full date; that one too where it is before a day we are unsure of."""
    rows = (row for rows in form.tables.values() for row in rows)
    first = min((day for row in rows for value in row.cells.values() if (day := _full_date(value))), default=None)
    for field in fields:
        value = form.fields.get(field)
        if value is not None and value.answered and value.first_day is not None:
            unsure = may_be_a_day(value) and first is not None and first < value.first_day
            return first if unsure else value.first_day
    return first


def may_be_a_day(value: Value) -> bool:
    """Whether a month was understood whose two figures may be a day after all: “Sept 25”."""
    return value.answered and FIGURES_AS_YEAR in value.how


def _full_date(value: Value) -> dt.date | None:
    return value.value if value.answered and isinstance(value.value, dt.date) and not may_be_a_day(value) else None


def _dates(
    table: TableLayout, rows: Sequence[Row], began: dt.date | None, layout: DocumentLayout, scheme: Scheme
) -> tuple[Row, ...]:
    columns = [column.id for column in table.columns if column.type is FieldType.DATE]
    if not columns:
        return tuple(rows)
    start = f"{layout.id}.{table.id}."
    orders = [
        (str(check.settings["after"]), check.on.removeprefix(start))
        for check in scheme.checks
        if check.kind == _IN_ORDER and check.on.startswith(start)
    ]
    return tuple(_dated(row, columns, began, orders, scheme) for row in rows)


def _dated(
    row: Row, columns: Sequence[str], began: dt.date | None, orders: Sequence[tuple[str, str]], scheme: Scheme
) -> Row:
    base = began
    placed: dict[str, Value] = {}
    for column in columns:
        value = row.cells.get(column)
        if value is None:
            continue
        if value.understood is Understood.UNCLEAR and base is not None:
            time = read_time(in_english(value.read, scheme.months), scheme.calendar, base)
            if time is not None:
                value = placed[column] = replace(
                    value,
                    value=time.meant,
                    understood=Understood.ANSWER,
                    confidence=Confidence.LIKELY,
                    how=time.how,
                )
        if value.answered and value.first_day is not None and not may_be_a_day(value):
            base = value.first_day
    changed = placed | _against_each_other({**row.cells, **placed}, frozenset(placed), orders)
    return replace(row, cells={**row.cells, **changed}) if changed else row


def _against_each_other(
    cells: Mapping[str, Value], placed: frozenset[str], orders: Sequence[tuple[str, str]]
) -> dict[str, Value]:
    """Dates whose year we only took for likely, made unclear where two dates of the row are then in the wrong order.

    The other date is not to blame for how we read this one.
    """
    left: dict[str, Value] = {}
    for earlier, later in orders:
        first, last = cells.get(earlier), cells.get(later)
        if (
            first is None
            or last is None
            or not first.first_day
            or not last.last_day
            or first.first_day <= last.last_day
        ):
            continue
        for column, value in ((earlier, first), (later, last)):
            figures = _FIGURES.search(value.read) if may_be_a_day(value) else None
            if column in placed or figures:
                why = DAY_OR_YEAR.format(figures=figures[0]) if figures else NOT_IN_ORDER
                left[column] = replace(
                    value, value=None, understood=Understood.UNCLEAR, confidence=Confidence.SURE, how=why
                )
    return left


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
        column: replace(value, value=None, understood=Understood.UNCLEAR, how=CROSS_AMONG_TICKS),
    }
    return replace(row, cells=cells)
