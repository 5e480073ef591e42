"""What a level of a scheme is called, how long it lasts and what comes after it."""

from __future__ import annotations

import datetime as dt

from pipeline.scheme.model import Level, Scheme


def level_of(scheme: Scheme, level: str) -> Level | None:
    """A level by its id; None for an award without one, or a level that the scheme no longer has."""
    known = scheme.levels.levels if scheme.levels is not None else ()
    return next((one for one in known if one.id == level), None)


def level_named(scheme: Scheme, word: str) -> Level | None:
    """A level by whatever it is called: its id, name, or another name for it."""
    place = scheme.levels.place_of(word) if scheme.levels is not None and word.strip() else None
    return scheme.levels.levels[place] if scheme.levels is not None and place is not None else None


def level_name(scheme: Scheme, level: str, day: dt.date) -> str:
    """What it was called on a day; its id where the scheme no longer has it, empty for none."""
    found = level_of(scheme, level)
    return found.called(day) if found is not None else level


def years_of(scheme: Scheme, level: str, *, renewed: bool = False) -> int:
    """How many years an award at the level lasts; ``renewed`` is one that follows another.

    A level that says so itself lasts as long each time.
    """
    found, validity = level_of(scheme, level), scheme.validity
    if found is not None and found.years is not None:
        return found.years
    return validity.renewed_years if renewed and validity.renewed_years is not None else validity.years


def level_after(scheme: Scheme, level: str) -> Level | None:
    """The next higher level; None at the top, or without levels."""
    known = scheme.levels.levels if scheme.levels is not None else ()
    here = next((place for place, one in enumerate(known) if one.id == level), None)
    return known[here + 1] if here is not None and here + 1 < len(known) else None
