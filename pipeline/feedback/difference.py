"""What changed since the school's last attempt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass

from pipeline.ooxml.addresses import parse_address
from pipeline.values import Finding


@dataclass(frozen=True, slots=True)
class Before:
    """What an attempt is compared with: the findings that the attempt before it told.

    ``hidden_then`` was found by that attempt, and ``hidden_now`` by the present one, and is not told because it
    follows from something else. ``files`` are the names of all files that there are now; None where that is not
    known.
    """

    findings: Sequence[Finding]
    hidden_then: Sequence[Finding] = ()
    hidden_now: Sequence[Finding] = ()
    files: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Findings of the attempt before that are gone, findings that remain, and findings that are new.

    ``fixed`` are the earlier attempt's findings; ``still_open`` and ``new`` are the present one's.
    """

    fixed: tuple[Finding, ...]
    still_open: tuple[Finding, ...]
    new: tuple[Finding, ...]


def compare(before: Sequence[Finding], now: Sequence[Finding]) -> Difference:
    """Two attempts' findings; each part keeps its findings' order.

    A finding is known again by what it is about (its row's name and its words) rather than by its cell, so that
    rows put in above it do not make it new. Only what is not known by its words is matched by its place: there
    the school wrote something else that is still not right. A cell that nobody touched has nothing new and nothing
    put right, even where another check speaks of it now (“as above” below a box that was empty). Schools rename
    “Record.xlsx” to “Record v2.xlsx”, so a place inside a document is the same whatever the file is called.
    """
    left_before, left_now = list(range(len(before))), list(range(len(now)))
    for key in (_same_in_place, _same_words, _same_row, _same_place, _same_cell):
        left_before, left_now = _pair(before, now, left_before, left_now, key)
    unmatched = set(left_now)
    return Difference(
        fixed=tuple(before[index] for index in left_before),
        still_open=tuple(finding for index, finding in enumerate(now) if index not in unmatched),
        new=tuple(now[index] for index in left_now),
    )


def _pair(
    before: Sequence[Finding],
    now: Sequence[Finding],
    left_before: Sequence[int],
    left_now: Sequence[int],
    key: Callable[[Finding], Hashable],
) -> tuple[list[int], list[int]]:
    """Pair off what has the same key, first with first. Returns what is left of both."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in left_before:
        waiting[key(before[index])].append(index)
    unpaired = [index for index in left_now if not _taken(waiting, key(now[index]))]
    return sorted(index for indexes in waiting.values() for index in indexes), unpaired


def _taken(waiting: dict[Hashable, list[int]], key: Hashable) -> bool:
    if key is None or not waiting.get(key):
        return False
    waiting[key].pop(0)
    return True


def _same_in_place(finding: Finding) -> Hashable:
    return finding.rule, _spot(finding), finding.message


def _same_words(finding: Finding) -> Hashable:
    return finding.rule, _column(finding), finding.subject, finding.message


def _same_row(finding: Finding) -> Hashable:
    return (finding.rule, _column(finding), finding.subject) if finding.subject else None


def _same_place(finding: Finding) -> Hashable:
    return finding.rule, _spot(finding)


def _same_cell(finding: Finding) -> Hashable:
    place, read = finding.place, finding.read.strip()
    if not (place.cell or (place.table and place.row and place.column)) or not (read or finding.subject):
        return None
    # An empty box is known again by its row too: rows put in above it leave another empty box at its place.
    return _spot(finding), read, "" if read else finding.subject


def _inside(finding: Finding) -> bool:
    place = finding.place
    return any(part is not None for part in (place.sheet, place.cell, place.table, place.row, place.paragraph))


def _spot(finding: Finding) -> Hashable:
    place = finding.place
    if not _inside(finding):
        return place.file, place.page
    return place.sheet, place.cell, place.table, place.row, place.column, place.paragraph


def _column(finding: Finding) -> Hashable:
    """Where a finding stands, but for its row."""
    place = finding.place
    if not _inside(finding):
        return place.file
    spot = parse_address(place.cell or "")
    return place.sheet, spot[1] if spot else place.cell, place.table is None, place.column
