"""Rows that only go on with the row above: one action, or one answer, that runs over several rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.tables.lone_rows import is_note
from pipeline.scheme.model import ColumnLayout, FieldType, TableLayout
from pipeline.values import Notice, NoticeKind, Row, Understood, Value

MERGED = "in a box merged over several rows"
GOES_ON = "goes on in the row below"
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_PRINTED = frozenset({"principles", "criteria"})
_EMPTY = Understood.EMPTY


def goes_on(
    row: Row, above: Row, table: TableLayout, columns: Sequence[ColumnLayout], main: str, *, named: bool
) -> bool:
    """Whether a row goes on with the one above: no number where others have one, no action of its own.

    An action that breaks off in mid-sentence is the same one where nothing else stands in the row. ``named`` says
    that the form printed the row's own name in front of it.
    """
    if table.rows in _PRINTED:
        # A line below that is full is a second answer; what is not is the rest of the one above.
        part = any(value.understood is _EMPTY for value in row.cells.values())
        return part and row.key is not None and row.key == above.key and not named
    if table.rows != "blank" or not main or row.key is not None or above.key is None:
        return False
    own = row.cells[main]
    written = [column for column in columns if row.cells[column.id].understood is not _EMPTY]
    only_texts = all(column.type in _TEXTS for column in written)
    if own.understood is _EMPTY:
        return only_texts
    if any(column.copies for column in table.columns):
        # A review without a number is about no action of its own.
        return only_texts and not is_note(own)
    return len(written) == 1 and _breaks_off(above.cells[main].read, own.read)


def stands_alone(row: Row, columns: Sequence[ColumnLayout]) -> bool:
    """Whether a row that shares a merged box has a choice or a date of its own: two reviews of one impact, say."""
    own = (row.cells[column.id] for column in columns if column.type not in _TEXTS)
    return any(value.understood is not _EMPTY and value.how != MERGED for value in own)


def _breaks_off(above: str, below: str) -> bool:
    """Whether a text goes on in mid-sentence below."""
    return below[:1].islower() or above.rstrip().endswith((",", ";", ":", "-", "–"))


def joined(above: Row, below: Row) -> Row:
    """One row that runs over two: texts one under another, references together, other boxes from the first answer."""
    cells = dict(above.cells)
    for name, value in below.cells.items():
        first = cells.get(name)
        if first is None or first.understood is _EMPTY:
            cells[name] = value
        elif isinstance(first.value, tuple) and isinstance(value.value, tuple):
            every = tuple(dict.fromkeys((*first.value, *value.value)))
            cells[name] = replace(first, read=f"{first.read}\n{value.read}", value=every, how=GOES_ON)
        elif _is_more(value) and _is_more(first) and value.read != first.read:
            text = f"{first.read}\n{value.read}"
            cells[name] = replace(first, read=text, value=text, how=GOES_ON)
    return replace(above, cells=cells)


def answered_twice(above: Row, below: Row, labels: Mapping[str, str]) -> list[Notice]:
    """A notice for each box of the lower row that says something else than the upper row, whose answer is kept."""
    found: list[Notice] = []
    for name, value in below.cells.items():
        first = above.cells.get(name)
        if (
            first is None
            or first.understood is _EMPTY
            or value.understood not in (Understood.ANSWER, Understood.UNCLEAR)
        ):
            continue
        both = isinstance(first.value, tuple) and isinstance(value.value, tuple)
        if both or (_is_more(value) and _is_more(first)) or value.how == MERGED or value.value == first.value:
            continue
        words = {"label": labels.get(name, ""), "first": first.read}
        found.append(Notice(NoticeKind.ANSWERED_TWICE, value.place, value.read, words))
    return found


def _is_more(value: Value) -> bool:
    """Whether a value is a text of its own that another may be put under."""
    return value.answered and value.value == value.read and value.how != MERGED
