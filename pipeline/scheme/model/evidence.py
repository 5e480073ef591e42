"""What counts as evidence: how much, of which kinds, in which areas, and how old."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.scheme.model.data import Data


class EvidenceArea(Data):
    """A part of school life that evidence is sorted by, and the principle whose criteria it shows."""

    id: str
    name: str
    principle: str
    aliases: tuple[str, ...] = ()


class EvidenceKind(Data):
    """``words`` in a file's name or first lines that speak of this kind.

    It counts up to ``max_age_months`` after its day, or in the last ``school_years``, this one included.
    """

    id: str
    name: str
    max_age_months: int | None = None
    school_years: int | None = Field(default=None, ge=1)
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class EvidenceRules(Data):
    """``minimum`` pieces, read ``per_area`` or ``in_total`` with at least one in each area.

    One file cited for ``everything_from`` principles or more is the same file for everything. Links to
    ``private_hosts`` (and to what lies beneath them) open for the school alone.
    """

    # More pieces than these no panel reads.
    minimum: int = Field(ge=0, le=100)
    reading: Literal["per_area", "in_total"]
    areas: tuple[EvidenceArea, ...]
    kinds: tuple[EvidenceKind, ...]
    everything_from: int = 5
    private_hosts: tuple[str, ...] = ()
