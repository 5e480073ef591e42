"""Why what stands in a date's box names no day: “31/02/2026”, “12/25/2026”, “Term 7”. A sentence for each reason."""

from __future__ import annotations

import calendar
import re

from pipeline.reading.answers.dates import MONTHS, month_number
from pipeline.scheme.model import Calendar

AMERICAN = (
    "There is no month {month}, so this may be an American date with the month first. "
    "If so, we may read other dates the wrong way round."
)
NO_MONTH = "There is no month {month}."
NO_DAY = "There is no {day} {month}."
ODD_YEAR = "“{year}” is no year that we can plan with."
NO_TERM = "The school year has {most} terms, and this is none of them."
ONLY_YEAR = "It names a year and no day."
HOW_OFTEN = "It says how often, and not when."
DAY_OR_YEAR = "“{figures}” may be a day or a year."
SHOWS_A_MONTH = "The cell shows only a month and a year. It keeps a day, and “{day}” may be a day or a year."
NOT_IN_ORDER = "It names no year, and it does not fit the date beside it."
MORE_THAN_A_DATE = "Other words stand beside the date, so we cannot tell which day counts."

_FIGURES = re.compile(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d+)")
_YEAR_FIRST = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]*(?:of )?([a-z]{3,9})\.?,?[\s\-]*(\d*)")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_KEPT = re.compile(r"[a-z]{3}-\d\d \(kept as (\d\d)/\d\d/\d{4}")
_TERM = re.compile(r"(?:by |in |end of |the )*(?:term|t) ?(\d{1,2})(?: .*)?")
_YEAR = re.compile(r"(?:by |in |end of )*(?:19|20)\d\d")
_OFTEN = re.compile(
    r"(?:(?:half|bi)[ -]?)?(?:daily|weekly|fortnightly|monthly|termly|yearly|annually|quarterly)"
    r"|(?:every|each|once an?|per|twice an?) (?:other )?(?:half[ -]?)?(?:day|week|fortnight|month|term|year)s?"
)
_HOLDS_DATE = re.compile(r"\b\d{1,2}[./\-]\d{1,2}[./\-](?:20)?\d\d\b")
# A year that a plan may name, wrongly or not: anything further away is a slip of the finger.
_YEARS = range(1950, 2101)


def why_no_date(text: str, school: Calendar) -> str:
    """The reason why a text is no date, as a sentence; nothing where there is none that a person would not see."""
    words = " ".join(text.casefold().split()).strip(" .;:()~")
    if match := _FIGURES.fullmatch(words):
        return _numbers(int(match[1]), int(match[2]), match[3])
    if match := _YEAR_FIRST.fullmatch(words):
        month = int(match[2])
        return _day(int(match[3]), month, match[1]) if 1 <= month <= 12 else NO_MONTH.format(month=month)
    if (match := _DAY_FIRST.fullmatch(words)) and (named := month_number(match[2])):
        return _day(int(match[1]), named, match[3])
    if (match := _MONTH_FIRST.fullmatch(words)) and (named := month_number(match[1])):
        return _day(int(match[2]), named, match[3] or "") or DAY_OR_YEAR.format(figures=match[2])
    if match := _KEPT.fullmatch(words):
        return SHOWS_A_MONTH.format(day=match[1])
    most = max((term.number for year in school.years for term in year.terms), default=0)
    if (match := _TERM.fullmatch(words)) and not 1 <= int(match[1]) <= most:
        return NO_TERM.format(most=most)
    if _YEAR.fullmatch(words):
        return ONLY_YEAR
    if _OFTEN.fullmatch(words):
        return HOW_OFTEN
    return MORE_THAN_A_DATE if _HOLDS_DATE.search(words) and re.search(r"[a-z]{3}", words) else ""


def _numbers(day: int, month: int, year: str) -> str:
    if 1 <= month <= 12:
        return _day(day, month, year)
    return (AMERICAN if 1 <= day <= 12 < month else NO_MONTH).format(month=month)


def _day(day: int, month: int, year: str) -> str:
    if year and len(year) not in (2, 4):
        return ODD_YEAR.format(year=year)
    full = int(year) + (2000 if len(year) == 2 else 0) if year else 2024
    if full not in _YEARS:
        return ODD_YEAR.format(year=year)
    if 1 <= day <= calendar.monthrange(full, month)[1]:
        return ""
    said = MONTHS[month - 1].capitalize()
    return NO_DAY.format(day=day, month=f"{said} {full}" if year else said)
