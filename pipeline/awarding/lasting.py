"""How long an award lasts."""

from __future__ import annotations

import datetime as dt

from pipeline.scheme.model import Scheme
from pipeline.scheme.words.level_names import years_of


def valid_until(awarded_on: dt.date, scheme: Scheme, level: str = "", *, renewed: bool = False) -> dt.date:
    """The same day of the month, so many years later as the level lasts, or the scheme's award.

    ``renewed`` is an award to a school that was given one of the scheme before.
    An award of 29 February ends on 28 February where that year has no leap day.
    """
    year = awarded_on.year + years_of(scheme, level, renewed=renewed)
    try:
        return awarded_on.replace(year=year)
    except ValueError:
        return awarded_on.replace(year=year, day=28)
