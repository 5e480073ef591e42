"""How old a piece of evidence is, and how old its kind may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from pipeline.scheme.models import EvidenceKind, Scheme
from pipeline.values import FileReading, Row


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
    if kind is None or kind.max_age_months is None or not known:
        return None
    if max(known) >= today - relativedelta(months=kind.max_age_months):
        return None
    return Aged(max(known), kind, written is not None)


def _kind(row: Row | None, files: Sequence[FileReading], scheme: Scheme) -> EvidenceKind | None:
    """The kind that the index names, or the one that the file speaks of."""
    said = row.cells.get("kind") if row is not None else None
    named = {str(said.value)} if said is not None and said.answered else set()
    guesses = named or {f.evidence.kind for f in files if f.evidence and f.evidence.kind}
    return next((kind for kind in scheme.evidence.kinds if kind.name in guesses or kind.id in guesses), None)
