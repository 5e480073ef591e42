"""`award schools`: bring in the public register's extract, and look a school up."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError, WorkspaceError
from pipeline.reading.identity import Listed, SchoolList
from pipeline.reading.identity.extract import Change, Merged, Wanted, merge, read_list
from pipeline.values import School
from pipeline.values.plain_cells import as_text
from pipeline.workspace import SCHOOL_COLUMNS, Workspace, write_atomic

# The extract has some 60 MB; ten times that is something else.
_MOST_BYTES = 600_000_000
_FOUND = 20


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    merged: Merged
    written: Path | None

    def as_json(self) -> dict[str, object]:
        """The published shape of ``award schools import --json``."""
        told = self.merged
        return {
            "schools": len(told.rows),
            "added": [_json(change) for change in told.added],
            "changed": [_json(change) for change in told.changed],
            "closed": [_json(change) for change in told.closed],
            "unchanged": told.unchanged,
            "our own": told.own,
            "not in this file": [_json(change) for change in told.not_in_file],
            "lines not understood": told.skipped,
            "lines repeated": told.repeated,
            "lines left out": {why.value: len(lines) for why, lines in told.left_out.items()},
        }

    def lines(self) -> list[str]:
        """The same for a person; of many schools the first."""
        told = self.merged
        verb = "The list now has" if self.written else "The list would have"
        counts = f"{len(told.added)} added, {len(told.changed)} changed, {len(told.closed)} closed"
        left = f"{told.own} that you added yourself, {len(told.not_in_file)} not in this file"
        lines = [
            f"{verb} {len(told.rows)} schools: {counts}, {told.unchanged} unchanged.",
            f"Left as they were: {left}.",
        ]
        named = {"not here": told.not_in_file, "closed": told.closed, "changed": told.changed, "added": told.added}
        for title, changes in named.items():
            lines += [_line(title, change) for change in changes[:_FOUND]]
            if len(changes) > _FOUND:
                lines.append(f"{title:8} and {len(changes) - _FOUND} more")
        out = sum(map(len, (told.skipped, told.repeated, *told.left_out.values())))
        if out:
            lines.append(f"Of the file's {told.lines} lines {told.lines - out} are on the list and {out} are not.")
        for why, numbers in sorted(told.left_out.items()):
            lines += _left_out(numbers, f"hold schools {why}", f"holds a school {why}")
        lines += _left_out(told.skipped, "hold no school that we understand", "holds no school that we understand")
        lines += _left_out(told.repeated, "give a URN that stands further up", "gives a URN that stands further up")
        return lines


def _left_out(numbers: Sequence[int], several: str, one: str) -> list[str]:
    if not numbers:
        return []
    first = ", ".join(map(str, numbers[:_FOUND]))
    more = f" and {len(numbers) - _FOUND} more" if len(numbers) > _FOUND else ""
    return [f"{len(numbers)} {f'line {one}' if len(numbers) == 1 else f'lines {several}'}: {first}{more}."]


def import_schools(root: Path, path: Path, areas: Sequence[str], today: dt.date, *, write: bool = True) -> Imported:
    """Bring the extract into the workspace's list; the office's own settings stay.

    Raises UsageError for a file that is not the extract, WorkspaceError when the list cannot be read or written.
    """
    workspace = Workspace.open(root)
    wanted = Wanted(frozenset(area.strip().casefold() for area in areas))
    with workspace.lock():
        try:
            columns, current = read_list(workspace.schools.read_bytes() if workspace.schools.is_file() else b"")
            every = tuple(dict.fromkeys((*SCHOOL_COLUMNS, *columns)))
            merged = merge(current, _bytes_of(path), SCHOOL_COLUMNS, wanted, today)
            if write:
                write_atomic(workspace.schools, _csv(every, merged))
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from error
        except OSError as error:
            raise WorkspaceError(f"{error.filename or workspace.schools}: {error.strerror}.") from error
    return Imported(merged, workspace.schools if write else None)


@dataclass(frozen=True, slots=True)
class Found:
    """A school of the list, and where it closed the open ones that are likely its successors."""

    row: Listed
    successors: tuple[School, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The published shape of ``award schools find --json``."""
        school = self.row.school
        told = {"key": school.key, "urn": school.urn, "name": school.name, "town": school.town}
        closed = {"closed": self.row.closed or None, "successors": [school.key for school in self.successors]}
        return {**told, "postcode": school.postcode, **closed}

    def line(self) -> str:
        """A school in one line: number, name, place, DfE number; and that it closed."""
        school = self.row.school
        where = ", ".join(part for part in (school.town, school.postcode) if part)
        number = f"{school.laestab[:3]}/{school.laestab[3:]}" if school.laestab else ""
        closed = f"closed on {self.row.closed}{self._now()}" if self.row.closed else ""
        return "  ".join(part for part in (school.key, school.name, where, number, closed) if part)

    def _now(self) -> str:
        return f", now likely {_names(self.successors)}" if self.successors else ""


def find_schools_like(schools: SchoolList, text: str) -> tuple[Found, ...]:
    """Schools by number, postcode, name or town, or part of them, the likeliest first; at most 20.

    Where none is like that, those of the federation or trust of that name.
    """
    rows = schools.search(text) or schools.members(text)
    return tuple(Found(row, _successors(schools, row)) for row in rows[:_FOUND])


def _successors(schools: SchoolList, row: Listed) -> tuple[School, ...]:
    return tuple(after.school for after in schools.after(row)) if row.closed else ()


def one_school(schools: SchoolList, text: str) -> School:
    """The one school that a person means by a number, key, postcode or name.

    Raises UsageError when none is meant, or more than one.
    """
    every = find_schools_like(schools, text)
    found = [one.row.school for one in every if not one.row.closed]
    if len(found) == 1:
        return found[0]
    if every and not found:
        raise UsageError(f"That school is no longer open: {every[0].line()}. {_instead(every[0])}")
    if not found:
        raise UsageError(f"No school on the list is like “{text}”. Try “award schools find” with its name or postcode.")
    raise UsageError(f"“{text}” may be {_names(found[:5])}. Give the number in brackets.")


def _instead(closed: Found) -> str:
    if closed.successors:
        return "Give the number of the school that it is now."
    return (
        "Ask the sender which school it is now, and give that number. If it is not on the list yet, bring it in with "
        "“award schools import FILE.csv”, or write its row into schools.csv."
    )


def _names(schools: Sequence[School]) -> str:
    return ", ".join(f"{school.name} ({school.key})" for school in schools)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError("There is no such file.")
    if path.stat().st_size > _MOST_BYTES:
        raise UsageError("It is far larger than the register's extract.")
    data = path.read_bytes()
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise UsageError("This is a workbook or a zip. Please unzip it, or save it as CSV, and give us the CSV file.")
    return data


def _csv(columns: Sequence[str], merged: Merged) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: as_text(cell) for column, cell in row.items()} for row in merged.rows)
    return out.getvalue().encode()


def _json(change: Change) -> dict[str, object]:
    return {"urn": change.urn, "name": change.name, "columns": list(change.columns)}


def _line(title: str, change: Change) -> str:
    what = f": {', '.join(change.columns)}" if change.columns else ""
    return f"{title:8} {change.urn} {change.name}{what}"
