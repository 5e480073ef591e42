"""Which sheets are the form, and which are last year's, kept for comfort."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.reading.answers.dates import parse_date
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import FieldType
from pipeline.values import Notice, NoticeKind, Place

_OLD = re.compile(
    r"\b(?:old|previous|prev|last year'?s?|archived?|superseded|do not use|not used|backup|back up|out of date)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-/–.]\s?(?:20)?(\d\d))?(?!\d)")
# “24-25”, where the one follows the other.
_SHORT_YEARS = re.compile(r"(?<![\d-])(2\d)\s?[-–]\s?(2\d)(?![\d-])")

# An English school year runs from 1 September to 31 August (Education Act 1996, section 579).
_SCHOOL_YEAR_ENDS = (8, 31)


def without_old(
    headers: Sequence[Header], hidden: frozenset[str], began: dt.date | None, file: str
) -> tuple[list[Header], list[Notice]]:
    """The headers of sheets that are the form's, and a notice for each sheet that was left out.

    A sheet is left out only when another one has the same table: hidden sheets, sheets that call themselves old,
    sheets named by a year that was over when the work ``began`` (or before the newest year named), plans whose
    dates were all past by then, and copies that say nothing that the sheet before them does not say.
    """
    ends = [end for header in headers if (end := _end_of_year(header.grid.name))]
    since = began or max(ends, default=None)
    is_old = {header.grid.name: _is_old(header, hidden, since) for header in headers}
    if began:
        is_old |= dict.fromkeys(_past(headers, began), True)
    old: dict[str, Grid] = {}
    kept: list[Header] = []
    for header in headers:
        rivals = {other.grid.name for other in headers if other.table.id == header.table.id}
        is_left = is_old[header.grid.name] and not all(is_old[name] for name in rivals)
        if is_left or any(_says_no_more(header, other) for other in kept):
            old[header.grid.name] = header.grid
        else:
            kept.append(header)
    return kept, [_notice(name, others_of(name, kept), file) for name in old]


def others_of(name: str, kept: Sequence[Header]) -> str:
    """The sheets that are read instead, as a person would list them."""
    return ", ".join(dict.fromkeys(f"“{header.grid.name}”" for header in kept if header.grid.name != name))


def _notice(name: str, instead: str, file: str) -> Notice:
    return Notice(NoticeKind.OLD_SHEET, Place(file, sheet=name), name, {"instead": instead})


def _is_old(header: Header, hidden: frozenset[str], since: dt.date | None) -> bool:
    name = header.grid.name
    end = _end_of_year(name)
    return name in hidden or bool(_OLD.search(name)) or (end is not None and since is not None and end < since)


def _says_no_more(copy: Header, other: Header) -> bool:
    """Whether every answer under a header stands at the same place under another sheet's header, which may say more."""
    if copy.table.id != other.table.id or copy.grid.name == other.grid.name:
        return False
    # A sheet for each principle says by its name what its rows do not.
    if any(c.choices == "principles" and c.id not in copy.columns for c in copy.table.columns):
        return False
    answers = {c.id for c in copy.table.columns if not c.printed}
    said, more = _said(copy), _said(other)
    return any(name in answers for _, name in said) and said.items() <= more.items()


def _said(header: Header) -> dict[tuple[int, str], str]:
    """What stands in a table's columns, by how far below the header it stands."""
    names = {column: name for name, column in header.columns.items()}
    boxes = header.grid.boxes.items()
    return {
        (row - header.row, names[column]): raw.text
        for (row, column), raw in boxes
        if row > header.row and column in names and raw.text.strip()
    }


def _past(headers: Sequence[Header], began: dt.date) -> set[str]:
    """The sheets whose table has dates only before the work began, where another sheet's goes on after that."""
    last = {(header.table.id, header.grid.name): max(days) for header in headers if (days := _days(header))}
    goes_on = {table for (table, _), day in last.items() if day >= began}
    return {name for (table, name), day in last.items() if table in goes_on and day < began}


def _days(header: Header) -> list[dt.date]:
    """The full dates in the table's columns of dates."""
    columns = [
        header.columns[c.id] for c in header.table.columns if c.type is FieldType.DATE and c.id in header.columns
    ]
    boxes = (raw for (row, column), raw in header.grid.boxes.items() if column in columns and row > header.row)
    return [day for raw in boxes if (day := raw.date or parse_date(raw.text))]


def _end_of_year(name: str) -> dt.date | None:
    """The last day of the newest year that a sheet's name speaks of: 31 August 2024 in “Plan 2023-24”."""
    ends = [
        dt.date(int(f"20{end}"), *_SCHOOL_YEAR_ENDS) if end else dt.date(int(start), 12, 31)
        for start, end in _YEARS.findall(name)
    ]
    ends += [
        dt.date(int(f"20{end}"), *_SCHOOL_YEAR_ENDS)
        for start, end in _SHORT_YEARS.findall(name)
        if int(end) == int(start) + 1
    ]
    return max(ends, default=None)
