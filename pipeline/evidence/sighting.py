"""One thing seen in a text that may be a pupil's personal data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """The kinds of personal data looked for, in the words an officer is told."""

    NAME_AND_YEAR = "a name beside a year group"
    BIRTH = "a date of birth"
    UPN = "a unique pupil number"
    NHS = "an NHS number"
    HEALTH = "a name beside health or care"
    LABELLED = "a pupil's name"
    REGISTER = "a list of names"
    TEAM = "a pupil's name on the team"


@dataclass(frozen=True, slots=True)
class Sighting:
    """``seen`` is what stands there, ``masked`` the same with the person left out, ``at`` where it begins."""

    kind: Personal
    seen: str
    masked: str
    name: str = ""
    at: int = 0
