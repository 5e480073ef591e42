"""When a school means, in its own words: “by Easter”, “Term 3”, “Jan-March 2026”. A date, a span, or nothing.

A time that names its year is plain. One that does not is taken as the first such time on or after a base date
(the row's own start, or the day the work began); without a base it stays unclear. Nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.reading.answers.dates import MONTHS, WEEKDAY, month_number, parse_date
from pipeline.reading.answers.occasions import Occasion, occasion, school_year
from pipeline.scheme.model import Calendar
from pipeline.values import DateSpan

# Longer than this is a sentence about several times, not one time.
LONGEST_WORDS = 60
# How a month was understood whose two figures may name its year or a day: what else is known may still say otherwise.
FIGURES_AS_YEAR = "(the two figures taken for the year)"
_MONTHS, _DAYS = 12, 31
_DAY = dt.timedelta(days=1)

_DEADLINE = re.compile(
    r"(?:to be )?(?:completed? |done |finish(?:ed)? )?"
    r"(?:(?P<before>before|prior to|ahead of)|by|until|till|up to|on or before|(?:by )?not? later than)(?: the)? "
)
_AFTER = re.compile(r"(?:just |straight |immediately )?(?:after|following)(?: the)? ")
_LEAD = re.compile(r"(?:in|on|at|during|throughout|within|for|from)(?: the)? |the ")
_END = re.compile(r"(?:the )?end(?:ing)? of(?: the)? |end (?=[a-z])")
_START = re.compile(r"(?:the )?(?:start|beginning) of(?: the)? |start (?=[a-z])")
_WEEK = re.compile(r"(?:w/c|wc|w/b|week commencing|week beginning|week of|week starting) ?:? ?")
_RANGE = re.compile(r"(.+?)\s*(?:\bto\b|\buntil\b|[-–—]|/(?=[a-z]))\s*(.+)")
_SCHOOL_YEAR = re.compile(
    r"(?:(?:the )?(?:academic|school) year )?(20\d\d|\d\d)\s?[/\-–]\s?(20\d\d|\d\d)(?: (?:academic|school) year)?"
)
_YEAR_AT_END = re.compile(r"(.+?),? (?:of )?(?:(20\d\d)|['’]?(\d\d))")
_MONTH_AND_YEAR = re.compile(r"([a-z]{3,9})\.?\s?[\-/]\s?(20\d\d|['’]?\d\d)|(\d{1,2})\s?[/.\-]\s?(20\d\d)")
_MONTHS_WITH_YEARS = re.compile(
    r"([a-z]{3,9})\.?[ \-/]?(['’]?\d\d)\s*(?:to|until|[-–—])\s*([a-z]{3,9})\.?[ \-/]?(['’]?\d\d)"
)
_DAYS_OF_A_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:to|and|&|[-–—])\s*(\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\.?(?: \d{2,4})?)"
)
_SCHOOL_YEAR_AT_END = re.compile(r"(.+?),? \(?(?:of )?(20\d\d|\d\d)\s?[/\-–]\s?(20\d\d|\d\d)\)?")


@dataclass(frozen=True, slots=True)
class Time:
    """What was meant. ``how`` says by which rule; ``sure`` is False where a base or a calendar was needed.

    ``holiday``: there is no school in it.
    """

    meant: dt.date | DateSpan
    how: str
    sure: bool
    holiday: bool = False


def read_time(text: str, school: Calendar, base: dt.date | None = None) -> Time | None:
    """The one time that a text means, or None when there is none or more than one. Never raises."""
    words = " ".join(text.casefold().replace("half-term", "half term").replace("halfterm", "half term").split())
    words = words.strip(" .;:()~")
    if not words or len(words) > LONGEST_WORDS:
        return None
    return _Reader(school, base).read(words)


class _Reader:
    def __init__(self, school: Calendar, base: dt.date | None) -> None:
        self.school, self.base = school, base

    def read(self, words: str) -> Time | None:
        if deadline := _DEADLINE.match(words):
            return self._done_by(words[deadline.end() :], before=bool(deadline["before"]))
        if after := _AFTER.match(words):
            return self._back_from(words[after.end() :])
        return self.moment(_LEAD.sub("", words, count=1) if _LEAD.match(words) else words)

    def _done_by(self, words: str, *, before: bool) -> Time | None:
        """The last day on which something is done “before Term 3”, “by half term”: a holiday begins after it.

        A deadline that is one day is that day, but what is done before Easter is done while there is school.
        """
        time = self.moment(words)
        lasts = time is not None and isinstance(time.meant, DateSpan)
        if time is None or not ((before and (lasts or time.holiday)) or (lasts and time.holiday)):
            return _last_day(time)
        eve = self._eve(time)
        if self.base is not None and eve < self.base and self._whole(words) is None:
            # The holiday has begun: the next one of its name is meant.
            time = _Reader(self.school, _end(time) + _DAY).moment(words)
            eve = self._eve(time) if time else eve
        return Time(eve, _joined("the last day before", time.how), time.sure) if time else None

    def _back_from(self, words: str) -> Time | None:
        """The first day “after February half term”. After anything but a holiday nobody can say when."""
        time = self.moment(words)
        if time is None or not time.holiday or not isinstance(time.meant, DateSpan):
            return None
        return Time(time.meant.last + _DAY, _joined("the first day after", time.how), sure=False)

    def _eve(self, time: Time) -> dt.date:
        """The day before a time begins, or before the holidays that it lies in."""
        eve = _start(time) - _DAY
        terms = [term for year in self.school.years for term in year.terms]
        over = [term.last for term in terms if term.first <= eve]
        known = time.holiday and any(term.first > eve for term in terms)
        return min(eve, max(over)) if known and over else eve

    def moment(self, words: str) -> Time | None:
        """The week, the first or the last day that words such as “end of Term 3” name; None where they name none."""
        if week := _WEEK.match(words):
            return self._week(words[week.end() :])
        if end := _END.match(words):
            return _last_day(self.span(words[end.end() :]))
        if start := _START.match(words):
            return _first_day(self.span(words[start.end() :]))
        return self.span(words)

    def span(self, words: str) -> Time | None:
        """All the days that words such as “Term 3” or “autumn 2025” stand for; None where they stand for none."""
        day = parse_date(words)
        if day is not None:
            return Time(day, "", sure=True)
        if (year := _SCHOOL_YEAR.fullmatch(words)) and (whole := self._whole_year(year[1], year[2])):
            return whole
        return self._named(words) or self._range(words)

    def _week(self, words: str) -> Time | None:
        first = self.span(WEEKDAY.sub("", words))
        if first is None or not isinstance(first.meant, dt.date):
            return None
        last = first.meant + dt.timedelta(days=6)
        return Time(DateSpan(first.meant, last), _joined("the week from that day", first.how), first.sure)

    def _whole_year(self, first: str, last: str) -> Time | None:
        begins = _year(first)
        # “11/12” is a day of December.
        if _year(last) != begins + 1 or (len(first) == 2 and int(last) <= _MONTHS):
            return None
        return Time(school_year(begins, self.school), f"the school year {begins}/{(begins + 1) % 100:02d}", sure=False)

    def _named(self, words: str) -> Time | None:
        """An occasion with its year, or the first one on or after the base."""
        plain = WEEKDAY.sub("", words)
        if match := _MONTH_AND_YEAR.fullmatch(plain):
            return self._month_of(match[1] or match[3], match[2] or match[4])
        if match := _SCHOOL_YEAR_AT_END.fullmatch(plain):
            known = occasion(match[1], self.school)
            if known is not None and _year(match[3]) == _year(match[2]) + 1:
                first = dt.date(_year(match[2]), 9, 1)
                return self._first(known, first, dt.date(first.year + 1, 8, 31))
        if match := _YEAR_AT_END.fullmatch(plain):
            known = occasion(match[1], self.school)
            if known is not None and match[2]:
                return self._in_year(known, int(match[2]))
            if known is not None and match[3]:
                return self._two_figures(match[1], known, int(match[3]))
        known = occasion(plain, self.school)
        if known is None or self.base is None:
            return None
        return self._first(known, self.base, None)

    def _month_of(self, name: str, figures: str) -> Time | None:
        """“Sep-25” as sheets show a month, “12/2025”. Two figures that name a day as well may be one: where the month
        lies in no school year that we know, nobody can say.
        """
        number = int(name) if name.isdigit() else month_number(name) or 0
        known = occasion(MONTHS[number - 1], self.school) if 1 <= number <= _MONTHS else None
        month = self._in_year(known, _year(figures.lstrip("'’"))) if known else None
        if month is None or len(figures) > 2:
            return month
        first = _start(month)
        near = any(
            year.terms[0].first.year <= first.year and first <= year.terms[-1].last for year in self.school.years
        )
        return Time(month.meant, _joined(month.how, FIGURES_AS_YEAR), sure=False) if near else None

    def _two_figures(self, name: str, known: Occasion, figures: int) -> Time | None:
        """“Sept 25” is a month of 2025 wherever it stands, for a school year that we know begins then.

        Other figures name a day without its year; two figures that can be no day are always a year.
        """
        year = 2000 + figures
        if month_number(name) is None or figures > _DAYS:
            return self._in_year(known, year)
        if any(begun.terms[0].first.year == year for begun in self.school.years):
            month = self._in_year(known, year)
            return Time(month.meant, _joined(month.how, FIGURES_AS_YEAR), sure=False) if month else None
        return self._named(f"{figures} {name}")

    def _in_year(self, known: Occasion, year: int) -> Time | None:
        turns = [turn for turn in known.turns([year]) if turn.first.year == year]
        # What runs over the new year, such as the Christmas holidays, has the year in which it begins.
        return self._time(turns[0], known, "") if turns else None

    def _first(self, known: Occasion, base: dt.date, last: dt.date | None) -> Time | None:
        turns = [t for t in known.turns([base.year - 1, base.year, base.year + 1, base.year + 2]) if t.last >= base]
        if not turns or (last is not None and turns[0].first > last):
            return None
        return self._time(turns[0], known, "" if last else f"(the first on or after {base:%d/%m/%Y})")

    def _time(self, turn: DateSpan, known: Occasion, rule: str) -> Time:
        meant: dt.date | DateSpan = turn.first if turn.first == turn.last else turn
        where = self._from_calendar(turn) if known.in_calendar else ""
        return Time(meant, _joined(known.name, where, rule), not rule and not known.in_calendar, known.holiday)

    def _from_calendar(self, turn: DateSpan) -> str:
        begun = [year for year in self.school.years if year.terms[0].first <= turn.first]
        if not begun:
            return ""
        return f"of {begun[-1].year}" + ("" if begun[-1].confirmed else " (days not yet confirmed by the office)")

    def _range(self, words: str) -> Time | None:
        match = _RANGE.fullmatch(words)
        if match is None:
            return None
        if months := _MONTHS_WITH_YEARS.fullmatch(words):
            return self._from_to(self._month_of(months[1], months[2]), self._month_of(months[3], months[4]))
        if days := _DAYS_OF_A_MONTH.fullmatch(words):
            last = self.span(days[2])
            first = self._before(f"{days[1]} {MONTHS[_end(last).month - 1]}", last) if last else None
            return self._from_to(first, last)
        second = self.span(match[2])
        if second is None:
            # No year is named at all: the end follows the start.
            first = self.span(match[1])
            second = _Reader(self.school, _start(first)).span(match[2]) if first else None
        else:
            first = self._whole(match[1]) or self._before(match[1], second)
        return self._from_to(first, second)

    def _from_to(self, first: Time | None, second: Time | None) -> Time | None:
        if first is None or second is None or _start(first) > _end(second):
            return None
        how = _joined(first.how, f"to {second.how}" if second.how else "")
        return Time(DateSpan(_start(first), _end(second)), how, first.sure and second.sure)

    def _whole(self, words: str) -> Time | None:
        """A time that names its year itself."""
        return _Reader(self.school, None).span(words)

    def _before(self, words: str, end: Time) -> Time | None:
        """The last such time that begins before ``end`` is over: “Sept” in “Sept - July 2026”."""
        known = occasion(words, self.school)
        year = _end(end).year
        turns = [turn for turn in known.turns([year - 1, year]) if turn.first <= _end(end)] if known else []
        return self._time(turns[-1], known, "") if known and turns else None


def _last_day(time: Time | None) -> Time | None:
    if time is None or isinstance(time.meant, dt.date):
        return time
    return Time(time.meant.last, _joined("the last day of", time.how), time.sure)


def _first_day(time: Time | None) -> Time | None:
    if time is None or isinstance(time.meant, dt.date):
        return time
    return Time(time.meant.first, _joined("the first day of", time.how), time.sure)


def _start(time: Time) -> dt.date:
    return time.meant if isinstance(time.meant, dt.date) else time.meant.first


def _end(time: Time) -> dt.date:
    return time.meant if isinstance(time.meant, dt.date) else time.meant.last


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
