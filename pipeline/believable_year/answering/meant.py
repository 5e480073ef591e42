"""What a worked case means to say, as the values that are typed into blank forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pipeline.believable_year.answering.answers import Cell
from pipeline.scheme.model import DocumentLayout, FieldLayout, FieldType, Scheme, TableLayout
from pipeline.scheme.words.offered import offered, stored
from pipeline.values import DateSpan, Form, Row, Scalar, Value


def fields_meant(form: Form, layout: DocumentLayout, scheme: Scheme) -> dict[str, Cell]:
    """What is written in each labelled box, by field id."""
    return {
        field.id: _written(form.fields[field.id], field, scheme) for field in layout.fields if field.id in form.fields
    }


def rows_meant(form: Form, table: TableLayout, scheme: Scheme) -> list[dict[str, Cell]]:
    """What is written in each row of a table, in the order in which the form has them; printed cells are left out."""
    by_key = {row.key: row for row in form.tables.get(table.id, ())}
    if table.rows == "principles":
        rows: Sequence[Row | None] = [by_key.get(principle.id) for principle in scheme.areas_in(table)]
    elif table.rows == "criteria":
        rows = [by_key.get(criterion.id) for criterion in scheme.criteria]
    else:
        rows = form.tables.get(table.id, ())
    columns = [column for column in table.columns if not column.printed]
    return [
        {c.id: _written(row.cells[c.id], c, scheme) for c in columns if row is not None and c.id in row.cells}
        for row in rows
    ]


def tags_meant(form: Form, layout: DocumentLayout, scheme: Scheme) -> dict[str, Cell]:
    """What is written in a document, by the address of each answer: ``application.criteria.voice-council.how``."""
    written = {f"{layout.id}.{name}": value for name, value in fields_meant(form, layout, scheme).items()}
    for table in layout.tables:
        keys = _keys(table, scheme)
        for number, cells in enumerate(rows_meant(form, table, scheme)):
            key = keys[number] if keys else f"{table.number_prefix}{number + 1}"
            written |= {f"{layout.id}.{table.id}.{key}.{column}": value for column, value in cells.items()}
    return written


def _keys(table: TableLayout, scheme: Scheme) -> Sequence[str]:
    if table.rows == "principles":
        return [principle.id for principle in scheme.areas_in(table)]
    return [criterion.id for criterion in scheme.criteria] if table.rows == "criteria" else ()


def _written(value: Value, field: FieldLayout, scheme: Scheme) -> Cell:
    if not value.answered:
        return value.read or None
    if field.choices is None or isinstance(value.value, bool):
        return _plain(value.value, ", " if field.type is FieldType.REFS else "; ")
    labels: Mapping[object, str] = dict(zip(stored(field, scheme), offered(field, scheme), strict=True))
    chosen = value.value if isinstance(value.value, tuple) else (value.value,)
    return "; ".join(labels.get(option, str(option)) for option in chosen)


def _plain(value: Scalar, between: str) -> Cell:
    if isinstance(value, tuple):
        return between.join(value)
    if isinstance(value, DateSpan):
        return f"{value.first:%d/%m/%Y} to {value.last:%d/%m/%Y}"
    return value if isinstance(value, (bool, dt.date)) or value is None else str(value)
