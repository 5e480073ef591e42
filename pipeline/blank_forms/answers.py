"""Answers that a form is made with: none in a blank one; those of an earlier edition in the form that replaces it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipeline.scheme.model import DocumentLayout, FieldLayout, Scheme, TableLayout
from pipeline.scheme.words.offered import stored
from pipeline.values import Form, Row, Value

# Words, a day, or the options that are chosen as the form prints them; a ticked box is the word TICKED.
Filled = str | dt.date | tuple[str, ...]
TICKED = "☒"
# A row keeps its number up to here; the plans of the largest schools have 60 rows. A form has a row for each before it.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a form's boxes, by address: ``school_name``, ``criteria.staff-training.how``, ``plan.A3.who``."""

    boxes: Mapping[str, Filled] = field(default_factory=dict)

    def count(self, table: TableLayout) -> int:
        """How many rows a table without printed ones needs: those of the blank form, or as many as are answered."""
        numbered = re.compile(rf"{re.escape(f'{table.id}.{table.number_prefix}')}(\d+)\.")
        found = (numbered.match(address) for address in self.boxes)
        return max((int(row[1]) for row in found if row is not None), default=0)

    def rows(self, table: TableLayout, scheme: Scheme) -> tuple[str, ...]:
        """The names of a table's rows in order: areas, criteria, or numbers (``A3``)."""
        if table.rows == "principles":
            return tuple(area.id for area in scheme.areas_in(table))
        if table.rows == "criteria":
            return tuple(criterion.id for criterion in scheme.criteria)
        numbers = range(1, max(table.blank_rows, self.count(table)) + 1)
        return tuple(f"{table.number_prefix}{number}" for number in numbers)


BLANK = Answers()


def answers_of(form: Form, scheme: Scheme) -> Answers:
    """What a form that was read holds, as the same form of ``scheme`` is to show it.

    What was not understood is left out: its box stays empty, to be answered.
    """
    layout = scheme.document(form.document)
    return Answers(dict(_fields(form, layout, scheme)) | dict(_tables(form, layout, scheme)))


def _fields(form: Form, layout: DocumentLayout, scheme: Scheme) -> Iterator[tuple[str, Filled]]:
    for one in layout.fields:
        filled = _filled(form.fields.get(one.id), one, scheme)
        if filled is not None:
            yield one.id, filled


def _tables(form: Form, layout: DocumentLayout, scheme: Scheme) -> Iterator[tuple[str, Filled]]:
    for table in layout.tables:
        rows = form.tables.get(table.id, ())
        named = _numbered(table, rows) if table.rows == "blank" else ((row.key, row) for row in rows)
        for name, row in named:
            for column in table.columns:
                filled = None if column.printed else _filled(row.cells.get(column.id), column, scheme)
                if filled is not None:
                    yield f"{table.id}.{name}.{column.id}", filled


def _numbered(table: TableLayout, rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Each row under the number it had, so that what points at it still does; one without takes a free one."""
    numbers = [f"{table.number_prefix}{number}" for number in range(1, MOST_ROWS + len(rows) + 1)]
    kept = {row.key for row in rows} & set(numbers)
    free = iter([number for number in numbers if number not in kept])
    for row in rows:
        had = row.key if row.key in kept else None
        kept.discard(had)
        yield had or next(free), row


def _filled(value: Value | None, one: FieldLayout, scheme: Scheme) -> Filled | None:
    if value is None or not value.answered or value.value is False:
        return None
    if value.value is True:
        return TICKED
    if isinstance(value.value, dt.date):
        return value.value
    if one.choices and isinstance(value.value, str | tuple):
        printed = dict(zip(stored(one, scheme), scheme.printed_options(one.choices), strict=True))
        chosen = (value.value,) if isinstance(value.value, str) else value.value
        return tuple(printed.get(option, option) for option in chosen)
    # A span is shown as the school wrote it (“Term 3”).
    words = value.value if isinstance(value.value, str) else value.read
    return ILLEGAL_CHARACTERS_RE.sub("", words)


def in_words(filled: Filled) -> str:
    """As a box of text shows it."""
    if isinstance(filled, dt.date):
        return f"{filled:%d/%m/%Y}"
    return filled if isinstance(filled, str) else ", ".join(filled)
