"""What changed since the school's last attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.values import Finding


@dataclass(frozen=True, slots=True)
class Difference:
    """Findings of the attempt before that are gone, findings that remain, and findings that are new.

    ``fixed`` are the earlier attempt's findings; ``still_open`` and ``new`` are the present one's.
    """

    fixed: tuple[Finding, ...]
    still_open: tuple[Finding, ...]
    new: tuple[Finding, ...]


def compare(before: Sequence[Finding], now: Sequence[Finding]) -> Difference:
    """Two attempts' findings, matched by rule and place; each part keeps its findings' order.

    A place inside a document is the same place whatever the file is called this time: schools rename
    “Record.xlsx” to “Record v2.xlsx”. A finding about a whole file is told by the file's name.
    """
    earlier, present = {_key(finding) for finding in before}, {_key(finding) for finding in now}
    return Difference(
        fixed=tuple(finding for finding in before if _key(finding) not in present),
        still_open=tuple(finding for finding in now if _key(finding) in earlier),
        new=tuple(finding for finding in now if _key(finding) not in earlier),
    )


def _key(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    inside = (place.sheet, place.cell, place.table, place.row, place.column)
    if any(part is not None for part in inside):
        return (finding.rule, *inside)
    return finding.rule, place.file, place.page
