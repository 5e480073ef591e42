"""School years, which begin on 1 September and are written ``2025/26``."""

from __future__ import annotations

import datetime as dt

BEGINS = 9


def school_year(day: dt.date) -> str:
    """``2025/26`` for any day from 1 September 2025 to 31 August 2026."""
    first = day.year if day.month >= BEGINS else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def first_day_of_last(years: int, today: dt.date) -> dt.date:
    """The first day of the last so many school years, this one included."""
    this = today.year if today.month >= BEGINS else today.year - 1
    return dt.date(this - years + 1, BEGINS, 1)
