"""An award that a school held before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """``level`` is its id, empty for an award without levels; ``first`` and ``last`` the days it is valid between."""

    level: str
    first: dt.date
    last: dt.date
