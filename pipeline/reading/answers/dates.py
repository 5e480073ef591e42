"""Full dates as people in Britain write them: day first, in figures or words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,2})\s*[./\-–—\s]\s*(\d{1,2})\s*[./\-–—\s]\s*(\d{4}|\d{2})\Z")
_WORD = re.compile(r"[^\W\d_]+")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?.*)?\Z")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]*(?:of\s+)?([a-z]{3,9})\.?,?[\s\-]*(\d{4}|\d{2})\Z")
# What programs and people write behind a day: “12/01/2026 15:30”, “12 January 2026 at 3:30 pm”.
_TIME = re.compile(r"(?:,? at|,)? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\Z")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z")
WEEKDAY = re.compile(r"\A(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
# Day counts of 2000 to 2100: a year such as 2026, or a count of pupils, stays what it is.
_SERIALS = range(36_526, 73_415)


def parse_date(text: str) -> dt.date | None:
    """A full date, day first as in Britain, or None: ``18/07/2026``, ``18th July 26``, ``2026-07-18``."""
    text = WEEKDAY.sub("", " ".join(text.casefold().split()), count=1)
    if ":" in text:
        text = _TIME.sub("", text)
    if iso := _ISO.match(text):
        return day_of(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.match(text):
        return day_of(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    if worded := _WORDED.match(text):
        month = month_number(worded[2])
        return day_of(int(worded[3]), month, int(worded[1])) if month else None
    if first := _MONTH_FIRST.match(text):
        month = month_number(first[1])
        return day_of(int(first[3]), month, int(first[2])) if month else None
    return None


def in_english(text: str, months: Mapping[str, str]) -> str:
    """A date with its month in English, by the ``months`` of a scheme's other languages: “14 Hydref 2025”."""
    if not months:
        return text
    return _WORD.sub(lambda word: months.get(word[0].casefold(), word[0]), text)


def month_number(word: str) -> int | None:
    """1 to 12 for an English month or its beginning of at least three letters (``Sept``)."""
    word = word.casefold().rstrip(".")
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.startswith(word):
            return number
    return None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, with a year of two figures in this century; None where there is none between 1950 and 2100."""
    try:
        date = dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return date if 1950 <= date.year <= 2100 else None


def from_serial(number: float | None) -> dt.date | None:
    """A bare day count in a date's place: a date whose format was lost. None outside 2000 to 2100."""
    if number is None or int(number) not in _SERIALS:
        return None
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(number))
