"""How old a piece of evidence is, and how old its kind may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from pipeline.scheme.model import EvidenceKind, Scheme
from pipeline.values import FileReading, Row
from pipeline.values.school_years import first_day_of_last


@dataclass(frozen=True, slots=True)
class Aged:
    """Evidence past its time: the newest day known of it, and its kind."""

    day: dt.date
    kind: EvidenceKind
    in_index: bool


def too_old(row: Row | None, files: Sequence[FileReading], scheme: Scheme, today: dt.date) -> Aged | None:
    """Whether the newest day in the index line or in its files lies further back than the kind allows.

    A day still to come is that of the next review, not its own.
    """
    kind = _kind(row, files, scheme)
    said = row.cells.get("date") if row is not None else None
    written = said.last_day if said is not None and said.answered else None
    days = [written, *(reading.evidence.latest_date for reading in files if reading.evidence)]
    known = [day for day in days if day is not None and day <= today]
    oldest = oldest_day(kind, today) if kind is not None else None
    if kind is None or oldest is None or not known or max(known) >= oldest:
        return None
    return Aged(max(known), kind, written is not None)


# Of one scheme's dozen kinds, for each line of an index and each file.
@lru_cache(maxsize=256)
def oldest_day(kind: EvidenceKind, today: dt.date) -> dt.date | None:
    """The first day from which a piece of this kind counts; None when its age does not matter."""
    if kind.school_years is not None:
        return first_day_of_last(kind.school_years, today)
    return today - relativedelta(months=kind.max_age_months) if kind.max_age_months is not None else None


def may_be(kind: EvidenceKind) -> str:
    """How old a piece of this kind may be: “3 years”, “18 months”, “this school year”."""
    if kind.school_years is not None:
        return "this school year" if kind.school_years == 1 else f"the last {kind.school_years} school years"
    months = kind.max_age_months or 0
    return f"{months // 12} years" if months % 12 == 0 else f"{months} months"


def _kind(row: Row | None, files: Sequence[FileReading], scheme: Scheme) -> EvidenceKind | None:
    """The kind that the index names, or the one that the file speaks of."""
    said = row.cells.get("kind") if row is not None else None
    named = {str(said.value)} if said is not None and said.answered else set()
    guesses = named or {f.evidence.kind for f in files if f.evidence and f.evidence.kind}
    return next((kind for kind in scheme.evidence.kinds if kind.name in guesses or kind.id in guesses), None)
