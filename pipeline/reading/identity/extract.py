"""The public register's extract, row by row into the office's schools list.

The extract has 27,000 open schools, as many closed ones and some 110 columns; the list keeps what the office asks
for. What the office added itself, a setting without a URN, is never touched.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.errors import UsageError
from pipeline.reading.identity.schools import NAME, decode
from pipeline.values.plain_cells import from_text

Row = dict[str, str]

# Without one of these a row cannot be told from another, or a closed school from an open one.
NEEDED = ("URN", NAME, "Postcode", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentStatus (name)")
# A school that became another uses up its old paper: its old number is known for so many years.
CLOSED_YEARS = 6
_URN = re.compile(r"[1-9]\d{5}")
_NO_GROUP = frozenset({"Not applicable", "Not under a trust", "Not under a federation"})
_STATUS = "EstablishmentStatus (name)"
_FIRST_AREAS = 5
# So many lines are looked through for the header.
_FIRST_LINES = 5


class LeftOut(StrEnum):
    """Why a school of the file does not come onto the list."""

    ELSEWHERE = "of another area"
    NOT_OPEN = "not open yet"
    LONG_CLOSED = f"closed for more than {CLOSED_YEARS} years"
    UNDATED = "closed on a day that we cannot read"


@dataclass(frozen=True, slots=True)
class Change:
    """A school whose row differs, and the columns in which it does."""

    urn: str
    name: str
    columns: tuple[str, ...]


@dataclass(slots=True)
class Merged:
    """The new list, and what became of every row of both: those of the extract add up to ``lines``.

    ``skipped`` holds lines that are no school's row, ``repeated`` those whose URN stands further up, ``left_out``
    those of schools that the list does not want.
    """

    rows: list[Row] = field(default_factory=list)
    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    closed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    own: int = 0
    not_in_file: list[Change] = field(default_factory=list)
    lines: int = 0
    skipped: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    left_out: dict[LeftOut, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which schools the office wants: areas by code (``886``) or by name; all of them when none is named."""

    areas: frozenset[str] = frozenset()

    def has(self, row: Mapping[str, str]) -> bool:
        """Whether a school of the list is in one of the areas; without areas, each is."""
        here = {row["LA (code)"].strip().casefold(), row["LA (name)"].strip().casefold()}
        return not self.areas or bool(here & self.areas)


def read_list(data: bytes) -> tuple[tuple[str, ...], list[Row]]:
    """The office's list as it stands: its columns and its rows."""
    reader = csv.DictReader(io.StringIO(decode(data), newline=""))
    return tuple(reader.fieldnames or ()), [{k: from_text(v or "") for k, v in row.items() if k} for row in reader]


def merge(current: Sequence[Row], extract: bytes, columns: Sequence[str], wanted: Wanted, today: dt.date) -> Merged:
    """The list with the extract's schools brought in: added, changed, closed, or as they were.

    Open schools are kept, and closed ones that closed within :data:`CLOSED_YEARS` or were on the list.
    Raises UsageError for a file that is not the extract, or that has none of the wanted areas.
    """
    merged = Merged()
    known = {row["URN"].strip(): row for row in current if row.get("URN", "").strip()}
    fresh: dict[str, Row] = {}
    areas: Counter[str] = Counter()
    for line, row in _rows(extract, columns):
        merged.lines += 1
        urn = row["URN"]
        if not _URN.fullmatch(urn) or not row[NAME]:
            merged.skipped.append(line)
            continue
        if urn in fresh:
            merged.repeated.append(line)
            continue
        areas[f"{row['LA (code)']} {row['LA (name)']}"] += 1
        why = _left_out(row, today, known=urn in known) if wanted.has(row) else LeftOut.ELSEWHERE
        if why is None:
            fresh[urn] = row
        else:
            merged.left_out.setdefault(why, []).append(line)
    if not fresh:
        raise UsageError(_nothing(areas))
    _bring_together(merged, current, known, fresh)
    return merged


def _bring_together(merged: Merged, current: Sequence[Row], known: Mapping[str, Row], fresh: Mapping[str, Row]) -> None:
    for row in current:
        urn = row.get("URN", "").strip()
        new = fresh.get(urn)
        merged.rows.append(row if new is None else {**row, **new})
        if new is not None:
            _note(merged, row, new)
        elif _URN.fullmatch(urn):
            merged.not_in_file.append(Change(urn, row.get(NAME, ""), ()))
        else:
            merged.own += 1
    for urn, row in fresh.items():
        if urn not in known:
            merged.rows.append(row)
            merged.added.append(Change(urn, row[NAME], ()))


def _note(merged: Merged, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    differ = tuple(column for column, value in new.items() if old.get(column, "").strip() != value)
    change = Change(new["URN"], new[NAME], differ)
    if new[_STATUS] == "Closed" and old.get(_STATUS, "") != "Closed":
        merged.closed.append(change)
    elif differ:
        merged.changed.append(change)
    else:
        merged.unchanged += 1


def _left_out(row: Mapping[str, str], today: dt.date, *, known: bool) -> LeftOut | None:
    """Why a school does not come onto the list; None when it does, as every one does that is on it."""
    status = row[_STATUS]
    if known or status not in ("Closed", "Proposed to open"):
        return None
    if status == "Proposed to open":
        return LeftOut.NOT_OPEN
    try:
        closed = dt.datetime.strptime(row.get("CloseDate", ""), "%d-%m-%Y").date()  # noqa: DTZ007  a day, no time
    except ValueError:
        return LeftOut.UNDATED
    return LeftOut.LONG_CLOSED if closed.year < today.year - CLOSED_YEARS else None


def _rows(extract: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Each row's line and its values in the wanted columns; no values for one with more cells than the header.

    Raises UsageError when the file is something else.
    """
    if not extract.strip():
        raise UsageError("The file is empty. Please download the extract again.")
    text = io.StringIO(extract.decode(_encoding(extract), errors="replace").replace("\0", ""), newline="")
    before = _before_header(text)
    # Excel saves a CSV with semicolons where commas are decimals, and with tabs as “Unicode text”.
    mark = max(",;\t", key=before.header.count)
    reader = csv.reader(text, delimiter=mark)
    try:
        header = _plain_header(next(reader, []))
        _refuse_strange(header)
        places = [(column, header.index(column)) for column in columns if column in header]
        last = max(at for _, at in places)
        for row in reader:
            # A comma or a quotation mark out of place moves what follows into other columns.
            if last < len(row) <= len(header):
                yield before.lines + reader.line_num, {column: _value(column, row[at]) for column, at in places}
            elif row:
                yield before.lines + reader.line_num, dict.fromkeys((*columns, *NEEDED), "")
    except csv.Error as error:
        line = before.lines + reader.line_num
        raise UsageError(
            f"Line {line} cannot be read: a quotation mark before it has no end. Please download the extract again."
        ) from error


@dataclass(frozen=True, slots=True)
class _Before:
    """The lines that stand before the header, and the header's line."""

    lines: int
    header: str


def _before_header(text: io.StringIO) -> _Before:
    """Go to the header: “sep=;”, which Excel understands, or a title may stand in front of it."""
    for lines in range(_FIRST_LINES):
        start = text.tell()
        line = text.readline()
        if "urn" in {cell.strip().strip('"').casefold() for cell in re.split(r"[,;\t]", line)}:
            text.seek(start)
            return _Before(lines, line)
    text.seek(0)
    header = text.readline()
    text.seek(0)
    return _Before(0, header)


def _plain_header(cells: Sequence[str]) -> list[str]:
    """The header's names, those that we need as the register writes them whatever the case and spaces."""
    written = {_folded(name): name for name in (*NEEDED, _STATUS)}
    return [written.get(_folded(cell), cell.strip()) for cell in cells]


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


def _value(column: str, text: str) -> str:
    text = text.strip()
    if column == "URN":
        return text.removesuffix(".0")
    return "" if column in {"Trusts (name)", "Federations (name)"} and text in _NO_GROUP else text


def _encoding(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    # Without its mark every second byte of such a text is none.
    if data[1:8:2] == bytes(4)[: len(data[1:8:2])]:
        return "utf-16-le"
    if data[:8:2] == bytes(4)[: len(data[:8:2])]:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _refuse_strange(header: Sequence[str]) -> None:
    twice = [column for column in NEEDED if header.count(column) > 1]
    if twice:
        raise UsageError(f"The column “{twice[0]}” stands in it twice. Please download the extract again.")
    missing = [column for column in NEEDED if column not in header]
    if not missing:
        return
    free = {name.casefold(): name for name in header if name not in NEEDED}
    told = []
    for column in missing:
        near = difflib.get_close_matches(column.casefold(), free, n=1)
        told.append(f"“{column}”" + (f" (the nearest is “{free.pop(near[0])}”)" if near else ""))
    raise UsageError(
        f"This is not the register's extract: it has no column {', '.join(told)}. "
        "Download “Establishment fields CSV” from Get Information about Schools."
    )


def _nothing(areas: Counter[str]) -> str:
    if not areas:
        return "The file holds no schools. Please download the extract again."
    largest = ", ".join(f"{area} ({count})" for area, count in areas.most_common(_FIRST_AREAS))
    return f"The file holds no school of that area. The areas with most schools in it are: {largest}."
