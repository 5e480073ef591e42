"""Reading the rows under a table's headers; for sheets and Word alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import parse_address
from pipeline.reading.answers.blanks import ERROR, is_ditto, pointed_at
from pipeline.reading.answers.values import Raw, max_doubt, understand
from pipeline.reading.tables.bands import Bands
from pipeline.reading.tables.ends import end_of
from pipeline.reading.tables.example_rows import ExampleRows
from pipeline.reading.tables.going_on import MERGED, answered_twice, goes_on, joined, stands_alone
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.lone_rows import without_lone
from pipeline.reading.tables.rival_sheets import without_rivals
from pipeline.reading.tables.row_names import NO_ROWS, RowNames, printed_number
from pipeline.reading.tables.unknown_rows import with_what_is_missing
from pipeline.scheme.model import ColumnLayout, FieldType, Scheme
from pipeline.values import Confidence, Notice, NoticeKind, Place, Row, Understood, Value
from pipeline.values.making import quickly

AS_IN = "as in "
# What a formula points at that is not there any more.
_BROKEN = "#REF!"
# A row of which so many boxes hold formulas without their results is one that somebody has filled in.
_BEGUN = 3
_value, _row = quickly(Value), quickly(Row)
# Looked up once: see pipeline.reading.answers.values.
_ANSWER, _EMPTY = Understood.ANSWER, Understood.EMPTY


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table's rows in order, what was noticed on the way, and the keys of example rows that were left out."""

    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    examples: frozenset[str] = frozenset()


def read_table(
    document: str,
    headers: Sequence[Header],
    scheme: Scheme,
    prefix: str,
    every: Sequence[Header],
    about: Mapping[str, str] = NO_ROWS,
) -> TableReading:
    """The rows under a table's headers, in order. Blank rows are left out unless the form prints them.

    ``every`` are the headers of all tables: where tables stand one below the other, each ends where the next begins.
    ``about`` are the rows that this table's rows go through again, as a review goes through a plan: their keys, with
    what they are about.
    """
    notices: list[Notice] = []
    examples: set[str] = set()
    read: list[tuple[Header, list[Row]]] = []
    for header in headers:
        reader = _RowReader(document, header, scheme, prefix, about)
        left = limits.TABLE_ROWS - sum(len(found) for _, found in read)
        read.append((header, reader.rows(end_of(header, every, scheme), left)))
        full = any(notice.kind is NoticeKind.ROWS_LEFT_OUT for notice in notices)
        own = (n for n in reader.notices if not full or n.kind is not NoticeKind.ROWS_LEFT_OUT)
        notices.extend((*header.notices, *own))
        examples |= reader.left_out
    if len(read) > 1:
        read, rivals = without_rivals(read, every)
        notices.extend(rivals)
    rows: list[Row] = []
    for header, found in read:
        # The numbers of another sheet's copy of the table name other rows: only the first keep theirs.
        known = {row.key for row in rows} if header.table.rows == "blank" else set()
        rows.extend(replace(row, key=None) if row.key in known else row for row in found)
    if headers and headers[0].table.rows == "principles":
        notices = with_what_is_missing(notices, rows, headers[0].table, scheme)
    return TableReading(tuple(rows), tuple(notices), frozenset(examples - {row.key for row in rows}))


class _RowReader:
    """Reads the rows of one header."""

    def __init__(self, document: str, header: Header, scheme: Scheme, prefix: str, about: Mapping[str, str]) -> None:
        self.document, self.header, self.scheme, self.prefix = document, header, scheme, prefix
        self.about = about
        self.table, self.grid = header.table, header.grid
        self.columns = [c for c in self.table.columns if c.id in header.columns and not c.printed]
        self.keys = RowNames(document, self.table, self.grid, header.columns, scheme, about)
        start = f"{document}.{self.table.id}."
        self.boxes = [(c, c.id, header.columns[c.id], f"{start}{c.id}") for c in self.columns]
        self.blank = self.table.rows == "blank"
        # What an action, or another row without printed words, is mainly about.
        self.main = next((c.id for c in self.columns if c.type is FieldType.LONG_TEXT), "")
        self.lead = self.main or next((c.id for c in self.columns), "")
        self.examples = ExampleRows(self.grid, header.columns.get(self.lead, 0))
        self.labels = {column.id: column.label for column in self.columns}
        self.answers = frozenset(header.columns[column.id] for column in self.columns)
        self.printed = frozenset(header.columns.values()) - self.answers
        self.bands = Bands(document, header, self.answers, scheme)
        self.above: Mapping[str, Value] = {}
        self.known: dict[str, Mapping[str, Value]] = {}
        self.notices: list[Notice] = []
        self.left_out: set[str] = set()

    def rows(self, end: int, most: int) -> list[Row]:
        """The rows down to ``end``, at most so many; a notice says where more were left unread."""
        rows: list[Row] = []
        before: str | None = None
        for number, filled in self.grid.by_row().items():
            if not self.header.row < number < end or self._is_bare(number, filled):
                continue
            if (self.blank and self.bands.begins(number)) or self._is_example(number, not rows, end):
                continue
            row = self._row(number, before)
            if row is None:
                continue
            if rows and self._continues(number, row, rows[-1]):
                self.notices.extend(answered_twice(rows[-1], row, self.labels))
                rows[-1] = joined(rows[-1], row)
            elif len(rows) >= most:
                self.notices.append(self._left_out(row.place))
                break
            else:
                if row.key is None or row.key in self.known or self.keys.is_astray(row.key):
                    self.notices.extend(self.keys.notices(number, row.key, self.known))
                rows.append(row)
            before, self.above = row.key, rows[-1].cells
            if row.key is not None:
                self.known.setdefault(row.key, rows[-1].cells)
        rows, lone = without_lone(rows, self.columns, self.bands.given)
        self.notices.extend(lone)
        return rows

    def _left_out(self, place: Place) -> Notice:
        words = {"label": self.table.title, "most": f"{limits.TABLE_ROWS:,}"}
        return Notice(NoticeKind.ROWS_LEFT_OUT, place, "", words)

    def _is_bare(self, number: int, filled: Sequence[int]) -> bool:
        """A numbered row that nobody has begun: most rows of a form are. A line across the table is none of them."""
        if not self.blank or not self.answers.isdisjoint(filled):
            return False
        return self.printed.issuperset(filled) and not any((number, column) in self.grid.merged for column in filled)

    def _row(self, number: int, before: str | None) -> Row | None:
        cells = self._cells(number)
        key = self.keys.key(number) or self.keys.gone_through(number)
        printed = not self.blank and key is not None
        if not printed and not self._held(number, key, cells):
            return None
        if key is None and (unknown := self.keys.unknown(number)):
            self.notices.append(unknown)
            return None
        if key is None and self.keys.goes_on(number):
            key = before
        for layout, name, _column, _address in self.boxes:
            value, doubts = cells[name], self.header.doubts
            # Most boxes need no second look.
            settled = value.understood is _ANSWER or (value.understood is _EMPTY and not self.grid.merges_down)
            if not settled or name in doubts:
                cells[name] = self._settled(layout, number, value)
        place = self.grid.place(number, min(self.header.columns.values()))
        self.bands.name(cells, place)
        return _row(self.table.id, key, place, cells)

    def _held(self, number: int, key: str | None, cells: Mapping[str, Value]) -> bool:
        """Whether a row holds anything a school wrote: a formula's error alone is left over from an empty form, and
        a colour alone decorates the sheet, unless it is the only review of an action that there is.
        """
        written = [name for name, value in cells.items() if value.understood is not _EMPTY]
        if any(cells[name].read and not self._is_left_over(number, name, cells[name].read) for name in written):
            return True
        waiting = [name for name in written if (box := self._box(number, name)).stale and _BROKEN not in box.formula]
        if self.lead in waiting or len(waiting) >= _BEGUN:
            return True
        return key in self.about and any(not cells[name].read for name in written)

    def _is_left_over(self, number: int, name: str, read: str) -> bool:
        raw = self._box(number, name)
        return bool(raw.formula) and (raw.stale or bool(ERROR.fullmatch(read)))

    def _box(self, number: int, name: str) -> Raw:
        return self.grid.boxes.get((number, self.header.columns[name]), _NOTHING)

    def _cells(self, number: int) -> dict[str, Value]:
        boxes, place, cells = self.grid.boxes, self.grid.place, {}
        for layout, name, column, address in self.boxes:
            raw, at = boxes.get((number, column)), place(number, column)
            if raw is None:
                cells[name] = _value(address, None, "", at, _EMPTY)
            else:
                cells[name] = understand(layout, raw, address, at, self.scheme, self.prefix)
        return cells

    def _value(self, layout: ColumnLayout, number: int, raw: Raw | None) -> Value:
        """What a box of another row says, as if it stood in this one."""
        address = f"{self.document}.{self.table.id}.{layout.id}"
        place = self.grid.place(number, self.header.columns[layout.id])
        return understand(layout, raw or _NOTHING, address, place, self.scheme, self.prefix)

    def _settled(self, layout: ColumnLayout, number: int, value: Value) -> Value:
        """A value with what merged cells, ditto marks and a heading's doubts add to it."""
        if value.understood is _EMPTY:
            value = self._merged(layout, number, value)
        if value.understood is Understood.PLACEHOLDER and is_ditto(value.read):
            above = self.above.get(layout.id)
            if above is not None and above.answered:
                value = _taken_from(above, value, "the row above")
        elif value.understood is Understood.PLACEHOLDER and (target := pointed_at(value.read)):
            there = self._there(layout, target)
            if there is not None and there.answered:
                value = _taken_from(there, value, target)
        doubt = self.header.doubts.get(layout.id)
        if doubt and value.answered:
            how = f"{value.how}; {doubt[1]}" if value.how else doubt[1]
            value = replace(value, how=how, confidence=max_doubt(value.confidence, doubt[0]))
        return value

    def _there(self, layout: ColumnLayout, target: str) -> Value | None:
        """What stands in the same column of the row ``A1``, or else in the cell ``D10`` of an answer's column."""
        if (printed := printed_number(target, self.table.number_prefix)) in self.known:
            return self.known[printed].get(layout.id)
        spot = parse_address(target)
        if spot is None or spot[0] <= self.header.row or spot[1] not in self.answers:
            return None
        return self._value(layout, spot[0], self.grid.boxes.get(spot))

    def _merged(self, layout: ColumnLayout, number: int, value: Value) -> Value:
        start = self.grid.merged_from(number, self.header.columns[layout.id])
        if start is None or start[0] <= self.header.row:
            return value
        found = self._value(layout, number, self.grid.boxes.get(start))
        if not found.answered:
            return value
        return replace(found, how=MERGED)

    def _is_example(self, number: int, first: bool, end: int) -> bool:
        """An example row that was left in. Where the form prints the rows, it is one that nobody printed."""
        if not self.blank and (self.table.rows != "principles" or self.keys.key(number) is not None):
            return False
        notice = self.examples.notice(number, end, first=first)
        if notice is not None:
            self.notices.append(notice)
            self.left_out |= {key for key in (self.keys.key(number),) if key}
        return notice is not None

    def _continues(self, number: int, row: Row, above: Row) -> bool:
        """Whether a row only goes on with the one above. One that shares a merged box may be one by itself."""
        if self.blank and self.main and self.grid.merged_from(number, self.header.columns[self.main]):
            return row.key in (None, above.key) or not stands_alone(row, self.columns)
        named = not self.blank and self.keys.key(number) is not None
        return goes_on(row, above, self.table, self.columns, self.main, named=named)


_NOTHING = Raw()


def _taken_from(source: Value, value: Value, where: str) -> Value:
    """A value that only points at another, with the answer that stands there."""
    doubt = max_doubt(source.confidence, Confidence.LIKELY)
    return replace(value, value=source.value, understood=_ANSWER, how=f"{AS_IN}{where}", confidence=doubt)
