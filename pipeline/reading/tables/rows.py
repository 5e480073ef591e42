"""Reading the rows under a table's headers; for sheets and Word alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.reading.answers.blanks import ERROR, is_ditto, pointed_at
from pipeline.reading.answers.choices import match_option, option_names
from pipeline.reading.answers.values import Raw, max_doubt, understand
from pipeline.reading.answers.wording import first_line, plain
from pipeline.reading.tables.ends import end_of
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.headings import Header, find_headers
from pipeline.reading.tables.lone_rows import without_lone
from pipeline.reading.word.criterion_rows import criteria_known
from pipeline.scheme.model import ColumnLayout, FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Notice, NoticeKind, Place, Row, Understood, Value
from pipeline.values.making import quickly

__all__ = ["Grid", "Header", "Spot", "TableReading", "find_headers", "read_table"]

AS_IN = "as in "
MERGED = "in a box merged over several rows"
GOES_ON = "goes on in the row below"
_EXAMPLE = re.compile(r"\s*(?:e\.?g\b\.?|for example\b|example\b(?: (?:row|only))?)[\s:,.–-]*", re.IGNORECASE)
# So many cells in italics or green make an example of a row; one may be a school's own emphasis.
_FAINT_CELLS = 3
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_value, _row = quickly(Value), quickly(Row)
# Looked up once: see pipeline.reading.answers.values.
_ANSWER, _EMPTY = Understood.ANSWER, Understood.EMPTY


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table's rows in order, and what was noticed on the way."""

    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()


def read_table(
    document: str, headers: Sequence[Header], scheme: Scheme, prefix: str, every: Sequence[Header]
) -> TableReading:
    """The rows under a table's headers, in order. Blank rows are left out unless the form prints them.

    ``every`` are the headers of all tables: where tables stand one below the other, each ends where the next begins.
    """
    rows: list[Row] = []
    notices: list[Notice] = []
    for header in headers:
        reader = _RowReader(document, header, scheme, prefix)
        found = reader.rows(end_of(header, every, scheme), limits.TABLE_ROWS - len(rows))
        # The numbers of another sheet's copy of the table name other rows: only the first keep theirs.
        known = {row.key for row in rows} if header.table.rows == "blank" else set()
        rows.extend(replace(row, key=None) if row.key in known else row for row in found)
        notices.extend((*header.notices, *reader.notices))
    return TableReading(tuple(rows), tuple(notices))


class _RowReader:
    """Reads the rows of one header."""

    def __init__(self, document: str, header: Header, scheme: Scheme, prefix: str) -> None:
        self.document, self.header, self.scheme, self.prefix = document, header, scheme, prefix
        self.table, self.grid = header.table, header.grid
        self.columns = [c for c in self.table.columns if c.id in header.columns and not c.printed]
        self.keys = _Keys(document, self.table, self.grid, header.columns, scheme)
        start = f"{document}.{self.table.id}."
        self.boxes = [(c, c.id, header.columns[c.id], f"{start}{c.id}") for c in self.columns]
        self.blank = self.table.rows == "blank"
        # What an action, or another row without printed words, is mainly about.
        self.main = next((c.id for c in self.columns if c.type is FieldType.LONG_TEXT), "")
        self.principle = next((c for c in self.table.columns if c.choices == "principles" and not c.printed), None)
        self.of_all = self._principle_of_sheet()
        self.answers = frozenset(header.columns[column.id] for column in self.columns)
        self.printed = frozenset(header.columns.values()) - self.answers
        self.above: Mapping[str, Value] = {}
        self.known: dict[str, Mapping[str, Value]] = {}
        self.notices: list[Notice] = []

    def rows(self, end: int, most: int) -> list[Row]:
        """The rows down to ``end``, at most so many; a notice says where more were left unread."""
        rows: list[Row] = []
        before: str | None = None
        for number, filled in self.grid.by_row().items():
            if not self.header.row < number < end or self._is_bare(number, filled):
                continue
            if self.blank and (self._is_band(number) or self._is_example(number, not rows, end)):
                continue
            row = self._row(number, before)
            if row is None:
                continue
            if rows and self._continues(number, row, rows[-1]):
                rows[-1] = _joined(rows[-1], row)
            elif len(rows) >= most:
                self.notices.append(self._left_out(row.place))
                break
            else:
                rows.append(row)
            before, self.above = row.key, rows[-1].cells
            if row.key is not None:
                self.known.setdefault(row.key, rows[-1].cells)
        given = self.principle.id if self.principle and self.of_all else ""
        rows, lone = without_lone(rows, self.columns, given)
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
        key = self.keys.key(number)
        printed = not self.blank and key is not None
        if not printed and not self._held(number, cells):
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
        if self.of_all and self.principle:
            self._name_principle(cells, self.principle.id, place)
        return _row(self.table.id, key, place, cells)

    def _name_principle(self, cells: dict[str, Value], column: str, place: Place) -> None:
        """What the sheet's name or a line across the table says, where the row itself says nothing."""
        own = cells.get(column)
        if own is None or own.understood is Understood.EMPTY:
            name, at = f"{self.document}.{self.table.id}.{column}", own.place if own else place
            how = "by the words above the rows"
            cells[column] = Value(name, self.of_all, "", at, Understood.ANSWER, Confidence.LIKELY, how)

    def _held(self, number: int, cells: Mapping[str, Value]) -> bool:
        """Whether a row holds anything a school wrote: a formula's error alone is left over from an empty form."""
        written = (name for name, value in cells.items() if value.understood is not _EMPTY)
        return any(not self._is_left_over(number, name, cells[name].read) for name in written)

    def _is_left_over(self, number: int, name: str, read: str) -> bool:
        raw = self.grid.boxes.get((number, self.header.columns[name]), _NOTHING)
        return bool(raw.formula) and (raw.stale or bool(ERROR.fullmatch(read)))

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
        if start is None or layout.id == self.main or start[0] <= self.header.row:
            return value
        found = self._value(layout, number, self.grid.boxes.get(start))
        if not found.answered:
            return value
        return replace(found, how=MERGED)

    def _principle_of_sheet(self) -> str:
        """The principle that a sheet of its own is about, by the sheet's name."""
        if self.principle is None or self.principle.id in self.header.columns:
            return ""
        return option_names("principles", self.scheme).get(plain(self.grid.name), "")

    def _is_band(self, number: int) -> bool:
        """A line across the table that says which principle the rows below belong to."""
        if self.principle is None or self._answers(number, 2):
            return False
        filled = [column for column in self.grid.by_row()[number] if self.grid.text(number, column)]
        if len(filled) > 1:
            filled = [column for column in filled if column not in self.printed]
        if len(filled) != 1:
            return False
        own = self.header.columns.get(self.principle.id)
        text = self.grid.text(number, filled[0])
        across = self.grid.merged.get((number, filled[0]), (number, filled[0]))[1] > filled[0]
        found = option_names("principles", self.scheme).get(plain(first_line(text)))
        stands = across or filled[0] != own or text.isupper() or self._is_open_below(number, filled[0])
        if found is None or not stands or text.isdigit():
            return False
        self.of_all = found
        return True

    def _answers(self, number: int, least: int) -> bool:
        """Whether so many boxes of a row hold something that the form did not print."""
        found = 0
        for column in self.grid.by_row()[number]:
            if column not in self.printed and self.grid.text(number, column):
                found += 1
                if found == least:
                    return True
        return False

    def _is_open_below(self, number: int, column: int) -> bool:
        """Whether the next row that anybody filled in says nothing in a column: what stands above it answers it."""
        below = (
            row for row, filled in self.grid.by_row().items() if row > number and self.answers.intersection(filled)
        )
        first = next(below, None)
        return first is not None and not self.grid.text(first, column)

    def _is_example(self, number: int, first: bool, end: int) -> bool:
        """An example row that was left in: it says so, or it alone stands in italics or green above the others."""
        main, says = self.header.columns.get(self.main), self._says_example(number)
        if not says and not first:
            return False
        boxes = [(column, self.grid.boxes[number, column]) for column in self.grid.by_row()[number]]
        filled = [(column, raw) for column, raw in boxes if raw.text and not raw.text.isspace()]
        looks = first and len(filled) >= _FAINT_CELLS and all(raw.faint for _, raw in filled)
        if not says and not (looks and self._has_plain_rows(number, end)):
            return False
        column, raw = next(((c, r) for c, r in filled if c == main), filled[0])
        self.notices.append(Notice(NoticeKind.EXAMPLE_LEFT, self.grid.place(number, column), raw.text.strip()))
        return True

    def _says_example(self, number: int) -> bool:
        main, boxes = self.header.columns.get(self.main), self.grid.boxes
        for column in self.grid.by_row()[number]:
            text = boxes[number, column].text
            begins = text[:1]
            # Most texts are told by their first letter.
            may = begins in "eEfF" or begins.isspace()
            if may and _EXAMPLE.match(text) and (column == main or _EXAMPLE.fullmatch(text)):
                return True
        return False

    def _has_plain_rows(self, number: int, end: int) -> bool:
        main = self.header.columns.get(self.main, 0)
        below = (self.grid.boxes.get((row, main)) for row in self.grid.by_row() if number < row < end)
        return any(raw is not None and raw.text.strip() and not raw.faint for raw in below)

    def _continues(self, number: int, row: Row, above: Row) -> bool:
        """Whether a row only goes on with the one above: no number where others have one, no action of its own.

        An action that breaks off in mid-sentence is the same one where nothing else stands in the row.
        """
        if self.table.rows == "principles":
            # A line below that is full is a second answer; what is not is the rest of the one above.
            part = any(value.understood is Understood.EMPTY for value in row.cells.values())
            return part and row.key is not None and row.key == above.key and self.keys.key(number) is None
        if self.table.rows != "blank" or not self.main:
            return False
        own = row.cells[self.main]
        if self.grid.merged_from(number, self.header.columns[self.main]):
            return True
        if row.key is not None or above.key is None:
            return False
        written = [c for c in self.columns if row.cells[c.id].understood is not Understood.EMPTY]
        if own.understood is not Understood.EMPTY:
            return len(written) == 1 and _breaks_off(above.cells[self.main].read, own.read)
        return all(column.type in _TEXTS for column in written)


_NOTHING = Raw()


def _taken_from(source: Value, value: Value, where: str) -> Value:
    """A value that only points at another, with the answer that stands there."""
    doubt = max_doubt(source.confidence, Confidence.LIKELY)
    return replace(value, value=source.value, understood=_ANSWER, how=f"{AS_IN}{where}", confidence=doubt)


def _breaks_off(above: str, below: str) -> bool:
    """Whether a text goes on in mid-sentence below."""
    return below[:1].islower() or above.rstrip().endswith((",", ";", ":", "-", "–"))


def _joined(above: Row, below: Row) -> Row:
    """One action that runs over two rows: texts one under another; other boxes from where they are answered first."""
    cells = dict(above.cells)
    for name, value in below.cells.items():
        first = cells.get(name)
        if first is None or first.understood is Understood.EMPTY:
            cells[name] = value
        elif _is_more(value) and _is_more(first) and value.read != first.read:
            text = f"{first.read}\n{value.read}"
            cells[name] = replace(first, read=text, value=text, how=GOES_ON)
    return replace(above, cells=cells)


def _is_more(value: Value) -> bool:
    """Whether a value is a text of its own that another may be put under."""
    return value.answered and value.value == value.read and value.how != MERGED


class _Keys:
    """Which principle, criterion or printed number a row belongs to."""

    def __init__(
        self, document: str, table: TableLayout, grid: Grid, columns: Mapping[str, int], scheme: Scheme
    ) -> None:
        self.table, self.grid = table, grid
        self.columns = [columns[c.id] for c in table.columns if c.printed and c.copies is None and c.id in columns]
        self.principles = option_names("principles", scheme) if table.rows == "principles" else {}
        self.ids = frozenset(principle.id for principle in scheme.principles)
        self.criteria = criteria_known(scheme) if table.rows == "criteria" else None
        self.tagged = grid.tagged_rows(f"award.{document}.{table.id}.") if grid.tags else {}

    def key(self, number: int) -> str | None:
        if self.criteria is not None:
            return self.criteria.identify(self._printed(number), self.tagged.get(number)).key
        for text in self._printed(number):
            key = self._key_of(text) if text else None
            if key is not None:
                return key
        tag = self.tagged.get(number)
        return tag if self.table.rows == "blank" or tag in self.ids else None

    def goes_on(self, number: int) -> bool:
        """Whether a row without a key of its own goes on with the one above: one added below a printed row, or
        the rest of a merged box. A row that prints a criterion of the school's own stands for itself.
        """
        return self.table.rows != "blank" and not (self.criteria and any(self._printed(number)))

    def _printed(self, number: int) -> list[str]:
        """What the form's own columns show in a row."""
        return [self.grid.text(number, column) for column in self.columns]

    def _key_of(self, text: str) -> str | None:
        if self.table.rows == "principles":
            return match_option(first_line(text), self.principles) or _by_number(text, self.principles)
        return printed_number(text, self.table.number_prefix)


def _by_number(text: str, names: Mapping[str, str]) -> str | None:
    number = re.match(r"\s*(?:principle\s*)?(\d{1,2})\b", text, re.IGNORECASE)
    return names.get(number[1]) if number else None


# Two sheets of a form print the same numbers.
@lru_cache(maxsize=2_000)
def printed_number(text: str, prefix: str) -> str | None:
    """``"A3"``, ``"a 3"``, ``"Action 3"`` and ``"3"`` as ``A3``; another short text as it stands; None for nothing."""
    words = " ".join(text.split())
    number = rf"(?:(?:action|number|no\.?) ?)?{re.escape(prefix)}? ?0*(\d{{1,3}}) ?[.)]?"
    match = re.fullmatch(number, words, re.IGNORECASE) if prefix else None
    if match:
        return f"{prefix}{match[1]}"
    return text.strip()[:20] or None
