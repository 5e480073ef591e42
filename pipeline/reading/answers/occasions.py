"""Times that come round: a month, a term, half-term, Easter. Each as all its turns near a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateutil.easter import easter

from pipeline.reading.answers.dates import day_of, month_number
from pipeline.scheme.model import Calendar, SchoolYear, Term
from pipeline.values import DateSpan

_GAPS = {
    # Between which terms each holiday lies, by the names schools use for it.
    "october half term": (1, 2),
    "autumn half term": (1, 2),
    "christmas holiday": (2, 3),
    "february half term": (3, 4),
    "spring half term": (3, 4),
    "easter holiday": (4, 5),
    "may half term": (5, 6),
    "whitsun half term": (5, 6),
    "whit half term": (5, 6),
    "summer half term": (5, 6),
}
_TERM = re.compile(r"(?:term|t)\s?([1-9])")
_TERMS = re.compile(r"(?:terms?|t)\s?([1-9])\s?(?:-|to|and|&)\s?(?:term|t)?\s?([1-9])")
_SEASON = re.compile(r"(autumn|spring|summer)(?: terms?)?(?: ([12]))?")
_HOLIDAY = re.compile(r"(.+) (?:holidays?|hols?|break|vacation)")
_HALF_TERM = re.compile(r"([a-z]+) half(?: ?term)?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/](?:of )?([a-z]{3,9})\.?")
_DAY_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})|(\d\d)-(\d\d)")
_PART = re.compile(r"(early|mid|middle of|late|first half of|second half of)[ -]?([a-z]{3,9})\.?")
_PARTS = {
    # In thirds of a month, and in its halves.
    "early": (1, 10),
    "mid": (11, 20),
    "middle of": (11, 20),
    "late": (21, 31),
    "first half of": (1, 15),
    "second half of": (16, 31),
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time without its year. ``turns`` gives its spans in the years asked for, in order.

    ``holiday``: there is no school in it, so that what is done before it is done by the last day of a term.
    """

    name: str
    turns: Callable[[Sequence[int]], list[DateSpan]]
    in_calendar: bool = False
    holiday: bool = False


def occasion(text: str, school: Calendar) -> Occasion | None:
    """What comes round under this name (lower case, no year), or None when it is not known."""
    for find in (_fixed, _term, _season, _holiday, _part_of_month, _day_without_year, _month):
        found = find(text, school)
        if found is not None:
            return found
    return None


def school_year(first: int, school: Calendar) -> DateSpan:
    """The school year that begins in that year: by its terms, or from 1 September to 31 August."""
    for year in school.years:
        if year.terms[0].first.year == first:
            return DateSpan(year.terms[0].first, year.terms[-1].last)
    return DateSpan(dt.date(first, 9, 1), dt.date(first + 1, 8, 31))


def _fixed(text: str, school: Calendar) -> Occasion | None:
    if text in {"easter", "easter sunday"}:
        return Occasion("Easter Sunday", lambda years: [DateSpan(easter(y), easter(y)) for y in years], holiday=True)
    if text in {"christmas", "xmas", "christmas day"}:
        return Occasion("Christmas", lambda years: _days(years, 12, 25), holiday=True)
    if text in {"school year", "academic year"}:
        return Occasion("the school year", lambda years: [school_year(y, school) for y in years], True)
    return None


def _term(text: str, school: Calendar) -> Occasion | None:
    several = _TERMS.fullmatch(text)
    one = _TERM.fullmatch(text)
    if several is None and one is None:
        return None
    first, last = (int(several[1]), int(several[2])) if several else (int(one[1]), int(one[1])) if one else (0, 0)
    if not 1 <= first <= last:
        return None
    name = f"Term {first}" if first == last else f"Terms {first} to {last}"

    def pick(year: SchoolYear) -> list[Term]:
        return [term for term in year.terms if first <= term.number <= last]

    return _of_terms(name, school, pick, last - first + 1)


def _season(text: str, school: Calendar) -> Occasion | None:
    match = _SEASON.fullmatch(text)
    if match is None:
        return None

    def pick(year: SchoolYear) -> list[Term]:
        terms = [term for term in year.terms if term.season == match[1]]
        return terms[int(match[2]) - 1 : int(match[2])] if match[2] else terms

    return _of_terms(f"the {match[1]} term" + (f", part {match[2]}" if match[2] else ""), school, pick, 1)


def _of_terms(name: str, school: Calendar, pick: Callable[[SchoolYear], list[Term]], least: int) -> Occasion:
    def turns(years: Sequence[int]) -> list[DateSpan]:
        found = [pick(year) for year in school.years if year.terms[0].first.year in _with_year_before(years)]
        return [DateSpan(terms[0].first, terms[-1].last) for terms in found if len(terms) >= least]

    return Occasion(name, turns, True)


def _holiday(text: str, school: Calendar) -> Occasion | None:
    if re.fullmatch(r"(?:the )?summer (?:holidays?|hols?|break)", text):
        return Occasion("the summer holidays", lambda years: list(_summers(years, school)), True, holiday=True)
    half, whole = _HALF_TERM.fullmatch(text), _HOLIDAY.fullmatch(text)
    month = month_number(half[1]) if half else None
    when = calendar.month_name[month].lower() if month else half[1] if half else ""
    name = f"{when} half term" if half else f"{whole[1]} holiday" if whole else ""
    gap = _GAPS.get(name)
    if gap is None:
        return None

    def turns(years: Sequence[int]) -> list[DateSpan]:
        found: list[DateSpan] = []
        for year in school.years:
            by_number = {term.number: term for term in year.terms}
            if year.terms[0].first.year in _with_year_before(years) and all(number in by_number for number in gap):
                day = dt.timedelta(days=1)
                found.append(DateSpan(by_number[gap[0]].last + day, by_number[gap[1]].first - day))
        return found

    return Occasion(f"the {name}", turns, True, holiday=True)


def _summers(years: Sequence[int], school: Calendar) -> Iterator[DateSpan]:
    for year in school.years:
        end = year.terms[-1].last
        if end.year in years:
            yield DateSpan(end + dt.timedelta(days=1), dt.date(end.year, 8, 31))


def _part_of_month(text: str, _school: Calendar) -> Occasion | None:
    match = _PART.fullmatch(text)
    month = month_number(match[2]) if match else None
    if match is None or month is None or match[1] not in _PARTS:
        return None
    first, last = _PARTS[match[1]]
    return Occasion(
        f"{match[1]} {calendar.month_name[month]}",
        lambda years: [
            DateSpan(dt.date(y, month, first), dt.date(y, month, min(last, _length(y, month)))) for y in years
        ],
    )


def _day_without_year(text: str, _school: Calendar) -> Occasion | None:
    worded, numbers = _DAY.fullmatch(text), _DAY_NUMBERS.fullmatch(text)
    month = month_number(worded[2]) if worded else int(numbers[2] or numbers[4]) if numbers else None
    match = worded or numbers
    if match is None or month is None or not 1 <= month <= 12:
        return None
    day = int(match[1] or match[3])
    if not 1 <= day <= _length(2024, month):
        return None
    return Occasion(f"{day} {calendar.month_name[month]}", lambda years: _days(years, month, day))


def _month(text: str, _school: Calendar) -> Occasion | None:
    month = month_number(text)
    if month is None:
        return None
    return Occasion(
        calendar.month_name[month],
        lambda years: [DateSpan(dt.date(y, month, 1), dt.date(y, month, _length(y, month))) for y in years],
    )


def _days(years: Sequence[int], month: int, day: int) -> list[DateSpan]:
    return [DateSpan(date, date) for y in years if (date := day_of(y, month, day))]


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _with_year_before(years: Sequence[int]) -> set[int]:
    """The years in which a school year begins that has days in ``years``."""
    return {*years, *(year - 1 for year in years)}
