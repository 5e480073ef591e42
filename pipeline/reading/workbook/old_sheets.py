"""Which sheets are the form, and which are last year's, kept for comfort."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.headings import Header
from pipeline.values import Notice, NoticeKind, Place

_OLD = re.compile(
    r"\b(?:old|previous|prev|last year'?s?|archived?|superseded|do not use|not used|backup|back up|out of date)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-/–.]\s?(?:20)?(\d\d))?(?!\d)")


def without_old(
    headers: Sequence[Header], hidden: frozenset[str], began: dt.date | None, file: str
) -> tuple[list[Header], list[Notice]]:
    """The headers of sheets that are the form's, and a notice for each sheet that was left out.

    A sheet is left out only when another one has the same table: hidden sheets, sheets that call themselves old,
    and sheets named by a year that was over before the work ``began`` (or before the newest year named).
    """
    newest = max((year for header in headers if (year := _last_year(header.grid.name))), default=None)
    since = began.year if began else newest
    old: dict[str, Grid] = {}
    kept: list[Header] = []
    for header in headers:
        rivals = {other.grid.name for other in headers if other.table.id == header.table.id}
        others = [name for name in rivals if not _is_old(name, hidden, since)]
        if others and _is_old(header.grid.name, hidden, since):
            old[header.grid.name] = header.grid
        else:
            kept.append(header)
    return kept, [_notice(name, others_of(name, kept), file) for name in old]


def others_of(name: str, kept: Sequence[Header]) -> str:
    """The sheets that are read instead, as a person would list them."""
    return ", ".join(dict.fromkeys(f"“{header.grid.name}”" for header in kept if header.grid.name != name))


def _notice(name: str, instead: str, file: str) -> Notice:
    return Notice(NoticeKind.OLD_SHEET, Place(file, sheet=name), name, {"instead": instead})


def _is_old(name: str, hidden: frozenset[str], since: int | None) -> bool:
    year = _last_year(name)
    return name in hidden or bool(_OLD.search(name)) or (year is not None and since is not None and year < since)


def _last_year(name: str) -> int | None:
    """The last calendar year that a sheet's name speaks of: 2024 in “Plan 2023-24”; None without one."""
    found = [int(f"20{end}") if end else int(start) for start, end in _YEARS.findall(name)]
    return max(found, default=None)
