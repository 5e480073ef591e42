"""The newest date that a piece of evidence names, and what that date stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pipeline.reading.answers.dates import month_number, parse_date
from pipeline.values import DateMeaning

_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2}))(?![\d/\-])")
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"\b([A-Z][a-z]{2,8})\.?,?\s+(20\d{2})\b")
_BEFORE = 60  # letters in front of a date that say what it is
# A policy names the day it is to be looked at next: that day says nothing about how old it is.
_AHEAD = re.compile(
    r"(next review|review (?:date|due|by)|due for review|to be reviewed|reviewed? again|valid until|expir\w*"
    r"|next meeting|date of next)\W{0,4}(?:\w+\W+){0,4}\Z",
    re.IGNORECASE,
)
_MEANINGS = (
    (DateMeaning.REVIEWED, r"review(?:ed)?|revised|updated|up to date|amended"),
    (DateMeaning.AGREED, r"agreed|adopted|approved|ratified|accepted|signed off|policy date|date of policy"),
    (DateMeaning.HELD, r"held|meeting|minutes|closed|took place|present"),
    (DateMeaning.SENT, r"sent|date:"),
)
_SAYS = tuple((m, re.compile(rf"\b(?:{w})(?:\W+\w+){{0,4}}\W*\Z", re.IGNORECASE)) for m, w in _MEANINGS)


def newest_date(text: str) -> tuple[dt.date | None, DateMeaning]:
    """The newest full date (or first of a named month) with its meaning; days of a next review are left out."""
    found = [(day, before) for day, before in _dates(text) if not _AHEAD.search(before)]
    if not found:
        return None, DateMeaning.NAMED
    newest = max(day for day, _ in found)
    said = (meaning for day, before in found if day == newest for meaning, says in _SAYS if says.search(before))
    return newest, next(said, DateMeaning.NAMED)


def _dates(text: str) -> Iterator[tuple[dt.date, str]]:
    """Every date since 2000, and the words in front of it."""
    for pattern in (_NUMERIC, _ISO, _WORDED):
        for match in pattern.finditer(text):
            day = parse_date(match[1].replace(",", " "))
            if day and day.year >= 2000:
                yield day, text[max(0, match.start() - _BEFORE) : match.start()]
    for match in _MONTH_YEAR.finditer(text):
        month = month_number(match[1])
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if month and not re.search(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?\Z", before):
            yield dt.date(int(match[2]), month, 1), before
