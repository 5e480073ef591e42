"""Which schools of a year are visited: some by lot, and those that nobody has been to for too long."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.scheme.model import SchoolSample


@dataclass(frozen=True, slots=True)
class Visited:
    """A case and the day of the last visit to its school, None for never."""

    case: str
    last_visit: dt.date | None = None


def schools_to_visit(cases: Sequence[Visited], rules: SchoolSample, seed: str, today: dt.date) -> tuple[str, ...]:
    """The cases, in the order they were given.

    Each is drawn by the sha256 of the seed and its number: anybody can replay the draw, and one more case does not
    change how the others rank. Those that are due by their last visit come beside the lot, not instead of it.
    """
    count = min(len(cases), max(rules.least, math.ceil(rules.share * len(cases))))
    drawn = sorted((visited.case for visited in cases), key=lambda case: (_lot(seed, case), case))[:count]
    due = {visited.case for visited in cases if _is_due(visited.last_visit, rules.years_between, today)}
    return tuple(visited.case for visited in cases if visited.case in due or visited.case in drawn)


def _lot(seed: str, case: str) -> str:
    return hashlib.sha256(f"{seed}\n{case}".encode()).hexdigest()


def _is_due(last: dt.date | None, years: int | None, today: dt.date) -> bool:
    if years is None or last is None:
        return False
    return (today.year - last.year) - ((today.month, today.day) < (last.month, last.day)) >= years
