"""What a kind of check looks at: the submission, the scheme and the day, with short ways to reach a cell."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.errors import RulesError
from pipeline.evidence.graph import build_graph
from pipeline.scheme.model import Check, ColumnLayout, DocumentLayout, FieldLayout, Scheme, TableLayout
from pipeline.values import Form, Graph, Place, Row, Submission, Understood, Value

# The row of a hit that speaks of one cell alone: it hides what is said of the very same place.
ONE_CELL = "="


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check fails. ``row`` is its row within the document, for hiding follow-on findings:
    ``plan|A3``, ``plan|`` for a whole table, empty for the whole document, ``ONE_CELL`` for its place alone.

    ``words`` fills the names in the check's message beyond ``{read}``, ``{row}`` and ``{label}``.
    """

    place: Place
    read: str = ""
    document: str = ""
    row: str = ""
    label: str = ""
    row_name: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """``graph`` is what :func:`set_scene` made of the submission's claims on evidence."""

    submission: Submission
    scheme: Scheme
    today: dt.date
    graph: Graph

    def table(self, address: str) -> Table | None:
        """The table at ``record.plan`` (or of ``record.plan.start``); None without a readable form."""
        document, table_id = address.split(".")[:2]
        form = self.submission.form(document)
        if form is None:
            return None
        return Table(form, self.scheme, self.layout(document), self._table_layout(document, table_id))

    def layout(self, document: str) -> DocumentLayout:
        """How a document is laid out. Raises RulesError where the scheme has none of that name."""
        try:
            return self.scheme.document(document)
        except KeyError:
            raise RulesError(f"checks: there is no document “{document}” in this scheme.") from None

    def _table_layout(self, document: str, table_id: str) -> TableLayout:
        try:
            return self.layout(document).table(table_id)
        except KeyError:
            raise RulesError(f"checks: “{document}” has no table “{table_id}”.") from None

    def field_layout(self, address: str) -> FieldLayout:
        """How ``record.school_name`` is asked. Raises RulesError where the document has no such field."""
        document, field_id = address.split(".")[:2]
        for known in self.layout(document).fields:
            if known.id == field_id:
                return known
        raise RulesError(f"checks: “{document}” has no field “{field_id}”.")

    def field(self, address: str) -> tuple[Form, FieldLayout, Value] | None:
        """A field's form, layout and value; a label that was not found reads as empty, beside the form's others."""
        document, field_id = address.split(".")[:2]
        layout = self.field_layout(address)
        form = self.submission.form(document)
        if form is None:
            return None
        value = form.fields.get(field_id)
        if value is None:
            place = Place(form.file, sheet=self.sheet_of(form, field_id))
            value = Value(address, None, "", place, Understood.EMPTY)
        return form, layout, value

    def sheet_of(self, form: Form, field_id: str) -> str | None:
        """The sheet of the school's own workbook on which a field stands, or others of its section; else ours."""
        for section in self.layout(form.document).sections:
            if any(known.id == field_id for known in section.fields):
                names = (field_id, *(known.id for known in section.fields))
                sheets = (form.fields[name].place.sheet for name in names if name in form.fields)
                return next(filter(None, sheets), section.sheet)
        return None


def set_scene(submission: Submission, scheme: Scheme, today: dt.date) -> Scene:
    """A scene with its claim-evidence graph, which is built once for all checks."""
    return Scene(submission, scheme, today, build_graph(submission, scheme, today))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as filled in, beside its layout."""

    form: Form
    scheme: Scheme
    document: DocumentLayout
    layout: TableLayout

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that were read, in order."""
        return self.form.tables.get(self.layout.id, ())

    def column(self, column_id: str) -> ColumnLayout:
        """How a column is asked. Raises RulesError where the table has none of that name."""
        for column in self.layout.columns:
            if column.id == column_id:
                return column
        raise RulesError(f"checks: table “{self.layout.id}” has no column “{column_id}”.")

    def lacks(self, column_id: str) -> bool:
        """Whether the column's heading was not found in the school's document."""
        return f"{self.document.id}.{self.layout.id}.{column_id}" in self.form.missing

    @property
    def gone(self) -> bool:
        """Whether the whole table was taken out of the school's document: none of its headings was found."""
        asked = [column.id for column in self.layout.columns if not column.printed]
        return not self.rows and all(self.lacks(column) for column in asked)

    def never_had(self, key: str) -> bool:
        """Whether the edition of the form that was sent did not print this row."""
        return f"{self.document.id}.{self.layout.id}[{key}]" in self.form.missing

    def place(self) -> Place:
        """The whole table: its sheet in a workbook, its first cell in a document."""
        for row in self.rows:
            if row.place.sheet is not None:
                return Place(self.form.file, sheet=row.place.sheet)
            if row.place.table is not None:
                return Place(self.form.file, table=row.place.table, row=1, column=1)
        for section in self.document.sections:
            if self.layout in section.tables:
                return Place(self.form.file, sheet=section.sheet)
        return Place(self.form.file)

    def row_name(self, row: Row) -> str:
        """How a person would call the row: a criterion's code, a principle's name, or its number."""
        return self._key_name(row.key) if row.key else _row_number(row.place)

    def _key_name(self, key: str) -> str:
        """What a person calls a row: a criterion by its code, a principle by its short name."""
        if self.layout.rows == "criteria":
            return next((c.code for c in self.scheme.criteria if c.id == key), key)
        if self.layout.rows == "principles":
            return next((p.short_name for p in self.scheme.principles if p.id == key), key)
        return key

    def row_id(self, row: Row) -> str:
        """One name for a row in all findings, so that one of them can hide another."""
        return f"{self.layout.id}|{row.key or row.place}"

    def started(self, row: Row) -> bool:
        """Whether the school wrote in the row: columns the form prints do not count."""
        return any(
            column.id in row.cells and row.cells[column.id].understood is not Understood.EMPTY
            for column in self.layout.columns
            if not column.printed
        )

    def hit(self, row: Row, column_id: str, read: str | None = None, **words: str) -> Hit:
        """A hit at one cell; at the row when the cell is not there."""
        value = row.cells.get(column_id)
        return Hit(
            place=value.place if value else row.place,
            read=(value.read if value else "") if read is None else read,
            document=self.document.id,
            row=self.row_id(row),
            label=self.column(column_id).label,
            row_name=self.row_name(row),
            words=words,
        )

    def whole(self, read: str = "", **words: str) -> Hit:
        """A hit about the table as a whole."""
        return Hit(self.place(), read, self.document.id, f"{self.layout.id}|", label=self.layout.title, words=words)


def answered(row: Row, column_id: str) -> bool:
    """Whether a cell holds an answer that was understood."""
    value = row.cells.get(column_id)
    return value is not None and value.answered


def written(row: Row, column_id: str) -> bool:
    """Whether a cell holds an answer, or one that could not be understood: ``#REF!`` was meant to say something."""
    value = row.cells.get(column_id)
    return value is not None and value.understood in (Understood.ANSWER, Understood.UNCLEAR)


def first_day(row: Row, column_id: str) -> dt.date | None:
    """The day in a cell, or the first one of a span such as “Term 3”."""
    value = row.cells.get(column_id)
    return value.first_day if value is not None else None


def last_day(row: Row, column_id: str) -> dt.date | None:
    """The day in a cell, or the last one of a span such as “Term 3”."""
    value = row.cells.get(column_id)
    return value.last_day if value is not None else None


def chosen(row: Row, column_id: str) -> frozenset[str]:
    """Every option that was chosen in a cell; more than one where the scheme lets a box hold several."""
    value = row.cells.get(column_id)
    if value is None or not value.answered:
        return frozenset()
    return frozenset(value.value) if isinstance(value.value, tuple) else frozenset([str(value.value)])


def text_of(row: Row, column_id: str) -> str:
    """The answer in a cell as text; empty where there is none."""
    value = row.cells.get(column_id)
    return str(value.value) if value is not None and value.answered else ""


def setting(check: Check, name: str) -> object:
    """What the rule file gives under ``with``. Raises RulesError when it is missing."""
    try:
        return check.settings[name]
    except KeyError:
        raise RulesError(f"checks: {check.id}: “with” must hold “{name}”.") from None


def number(check: Check, name: str) -> int:
    """A whole number under ``with``. Raises RulesError for anything else."""
    value = setting(check, name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RulesError(f"checks: {check.id}: “{name}” must be a whole number.")
    return value


def word(check: Check, name: str) -> str:
    """A word under ``with``. Raises RulesError for anything else."""
    value = setting(check, name)
    if not isinstance(value, str):
        raise RulesError(f"checks: {check.id}: “{name}” must be a word.")
    return value


def words(check: Check, name: str) -> tuple[str, ...]:
    """A list of words, or none when the setting is not given."""
    value = check.settings.get(name, ())
    if not isinstance(value, (list, tuple)):
        raise RulesError(f"checks: {check.id}: “{name}” must be a list.")
    return tuple(str(item) for item in value)


def last_part(check: Check) -> str:
    """The field or column at the end of what a check looks at: ``by_when`` of ``record.plan.by_when``."""
    return check.on.rpartition(".")[2]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on (or back), or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return dt.date.min if months < 0 else dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plain(text: str) -> str:
    """Letters and digits only, in lower case: how two texts are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def listed(items: Iterator[str] | list[str]) -> str:
    """``a, b and c``."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _row_number(place: Place) -> str:
    if place.row:
        return f"row {place.row}"
    digits = re.sub(r"\D", "", place.cell or "")
    return f"row {digits}" if digits else "this row"
