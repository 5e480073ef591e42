"""What each school should get: planted faults, the rules they fall under, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.values import Place


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there, and the exact spot: a cell, a sheet, a file, or no file at all.

    ``subject`` names what it is about where the spot is for the filled form to say.
    """

    rule: str
    place: Place
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything one school should get.

    ``first`` are the findings on what it sent first and ``last`` those on all it had sent by the panel;
    ``classes`` the published class of every file that is not plainly read, by file name; ``state`` is where
    its case stands after the last meeting, ``outcome`` the panel's last decision, or empty, and ``level`` the level
    that it gives.
    """

    school: str
    first: tuple[Expected, ...]
    last: tuple[Expected, ...]
    classes: Mapping[str, str]
    outcome: str
    state: str
    level: str = ""
