"""Times as schools write them become the days they mean, or stay unclear: nothing is guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.answers.lone_days import lone_day
from pipeline.reading.answers.odd_dates import AMERICAN, MORE_THAN_A_DATE, SHOWS_A_MONTH, why_no_date
from pipeline.reading.answers.times import read_time
from pipeline.scheme import Scheme
from pipeline.scheme.model import Calendar
from pipeline.values import DateSpan

BASE = dt.date(2025, 9, 15)


def _meant(text: str, scheme: Scheme, base: dt.date | None = BASE) -> str:
    time = read_time(text, scheme.calendar, base)
    if time is None:
        return ""
    return str(time.meant) if isinstance(time.meant, dt.date) else f"{time.meant.first} {time.meant.last}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Term 3 2025/26", "2026-01-05 2026-02-13"),
        ("Term 3 (25/26)", "2026-01-05 2026-02-13"),
        ("Spring term 2026", "2026-01-05 2026-04-02"),
        ("Summer 2026", "2026-04-20 2026-07-21"),
        ("October half-term 2025", "2025-10-18 2025-10-26"),
        ("Sept 2025", "2025-09-01 2025-09-30"),
        ("by July 2026", "2026-07-31"),
        ("13.01.2022", "2022-01-13"),
        ("01/02/2022", "2022-02-01"),
        ("academic year 25/26", "2025-09-01 2026-07-21"),
        ("2025-26", "2025-09-01 2026-07-21"),
        ("Jan-March 2026", "2026-01-01 2026-03-31"),
        ("Sep-25", "2025-09-01 2025-09-30"),
        ("Sept 25", "2025-09-01 2025-09-30"),
        ("Sept 26", "2026-09-01 2026-09-30"),
        ("by sept. ’25", "2025-09-30"),
        ("Sept/2025", "2025-09-01 2025-09-30"),
        ("12/2025", "2025-12-01 2025-12-31"),
        ("Oct 25 - Jan 26", "2025-10-01 2026-01-31"),
        ("6-10 Oct 2025", "2025-10-06 2025-10-10"),
        ("06/10 - 19/12/2025", "2025-10-06 2025-12-19"),
        ("Sept - July 2026", "2025-09-01 2026-07-31"),
        ("01/09/2025 – 18/07/2026", "2025-09-01 2026-07-18"),
        ("w/c 12 Jan 2026", "2026-01-12 2026-01-18"),
        ("mid June 2026", "2026-06-11 2026-06-20"),
        ("Easter 2026", "2026-04-05"),
        ("by Christmas 2025", "2025-12-25"),
        ("before Christmas 2025", "2025-12-19"),
        ("before Easter 2026", "2026-04-02"),
        ("before Easter 2031", "2031-04-12"),
        ("before July 2026", "2026-06-30"),
        ("by October half term 2025", "2025-10-17"),
        ("by the end of October half term 2025", "2025-10-26"),
        ("before 18/07/2026", "2026-07-18"),
        ("on or before 18 July 2026", "2026-07-18"),
    ],
)
def test_a_time_that_names_its_year_needs_nothing_else(text: str, meant: str, scheme: Scheme) -> None:
    assert (_meant(text, scheme, None), _meant(text, scheme)) == (meant, meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Term 3", "2026-01-05 2026-02-13"),
        ("T3", "2026-01-05 2026-02-13"),
        ("end of Term 2", "2025-12-19"),
        ("by the end of Term 2", "2025-12-19"),
        ("start of Term 2", "2025-10-27"),
        ("Terms 1-3", "2025-09-01 2026-02-13"),
        ("Term 1 to Term 3", "2025-09-01 2026-02-13"),
        ("by Easter", "2026-04-05"),
        ("before October half term", "2025-10-17"),
        ("by October half-term", "2025-10-17"),
        ("until Feb half term", "2026-02-13"),
        ("before the Easter holidays", "2026-04-02"),
        ("before Easter", "2026-04-02"),
        ("after Feb half-term", "2026-02-23"),
        ("after the October half-term", "2025-10-27"),
        ("by Christmas hols", "2025-12-19"),
        ("prior to the summer holidays", "2026-07-21"),
        ("before Term 3", "2026-01-04"),
        ("before the end of Term 2", "2025-12-19"),
        ("by Term 3", "2026-02-13"),
        ("by the end of February half term", "2026-02-22"),
        ("Autumn term", "2025-09-01 2025-12-19"),
        ("spring half term", "2026-02-14 2026-02-22"),
        ("summer holidays", "2026-07-22 2026-08-31"),
        ("Sept 05", "2026-09-05"),
        ("1st Oct", "2025-10-01"),
        ("Monday 12 January", "2026-01-12"),
        ("12/1", "2026-01-12"),
        ("mid June", "2026-06-11 2026-06-20"),
        ("1 Sept - 12 Dec", "2025-09-01 2025-12-12"),
        ("end of the school year", "2026-07-21"),
        ("17-Jul", "2026-07-17"),
        ("30/06", "2026-06-30"),
        ("19-12", "2025-12-19"),
        ("11/12", "2025-12-11"),
    ],
)
def test_a_time_without_its_year_is_the_first_on_or_after_the_base(text: str, meant: str, scheme: Scheme) -> None:
    assert _meant(text, scheme, None) == ""
    assert _meant(text, scheme) == meant


def test_what_is_planned_in_the_holidays_before_holidays_waits_for_the_next_of_their_name(scheme: Scheme) -> None:
    assert _meant("before October half term", scheme, dt.date(2025, 10, 20)) == "2026-10-16"


@pytest.mark.parametrize(
    "text",
    ["ongoing", "asap", "when possible", "soon", "half term", "end of year", "after half-term", "2026", "after Easter",
     "after Term 3",
     "Term 9", "each term", "weekly", "Sept 2025 and Jan 2026", "January 2026 onwards", "31/02/2026", "07/18/2026"],
)  # fmt: skip
def test_what_is_no_one_time_stays_unclear(text: str, scheme: Scheme) -> None:
    assert _meant(text, scheme) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "There is no 31 February 2026."),
        ("Sept 31st", "There is no 31 September."),
        ("45/01/2026", "There is no 45 January 2026."),
        ("12/25/2025", AMERICAN.format(month=25)),
        ("2025-25-12", "There is no month 25."),
        ("19/12/20255", "“20255” is no year that we can plan with."),
        ("19/12/205", "“205” is no year that we can plan with."),
        ("Term 7", "The school year has 6 terms, and this is none of them."),
        ("2026", "It names a year and no day."),
        ("half-termly", "It says how often, and not when."),
        ("Oct-31", "“31” may be a day or a year."),
        ("Sep-29", "“29” may be a day or a year."),
        ("Sep-23", "“23” may be a day or a year."),
        ("Sep-26 (kept as 25/09/2026)", SHOWS_A_MONTH.format(day=25)),
        ("19/12/2025 (moved to Jan)", MORE_THAN_A_DATE),
        ("ongoing", ""),
        ("as soon as we can", ""),
    ],
)
def test_what_names_no_day_says_why(text: str, why: str, scheme: Scheme) -> None:
    assert (_meant(text, scheme), why_no_date(text, scheme.calendar)) == ("", why)


@pytest.mark.parametrize(
    "text",
    ["date: 03/11/2025", "03-11-2025 (done)", "Due 3rd Nov 2025", "3/11/25 (Mon)", "03/11/2025 ✓",
     "End date 03/11/2025", "by 03/11/2025 at the latest", "to be completed by 03/11/2025", "03/11/2025 or before",
     "3 Nov 2025, INSET day", "Completed 03/11/2025 at 3:30pm", "3 November 2025, end of term",
     "3/11/2025 (last day of the autumn term)", "End of term, 3 Nov 2025"],
)  # fmt: skip
def test_one_day_among_words_that_say_no_other_time_is_that_day(text: str) -> None:
    assert lone_day(text) == dt.date(2025, 11, 3)


@pytest.mark.parametrize(
    "text",
    ["03/11/2025 (moved to Jan)", "was 03/11/2025", "03/11/2025?", "~03/11/2025", "03/11/2025 tbc", "not 03/11/2025",
     "03/11/2025 & 04/11/2025", "after 03/11/2025", "weekly from 03/11/2025", "03/11/2025 onwards", "Term 2 03/11/2025",
     "31/02/2026 (done)", "done", "203/11/2025", "03/11/2025 - 12", "03/11/2025 to end of term",
     "03/11/2025 – end of term", "03/11/2025 or end of term"],
)  # fmt: skip
def test_a_word_or_figure_that_may_move_the_day_leaves_it_unread(text: str) -> None:
    assert lone_day(text) is None


def test_how_a_time_was_understood_is_told_with_its_rule(scheme: Scheme) -> None:
    texts = ("Term 3", "Term 3 2027", "Sept 2025", "Sep-25", "Jul-27", "Sep-’25", "Oct 25 - Jan 26")
    told = {text: read_time(text, scheme.calendar, BASE) for text in texts}
    assert {text: (time.how, time.sure) for text, time in told.items() if time} == {
        "Term 3": ("Term 3 of 2025/26 (the first on or after 15/09/2025)", False),
        "Term 3 2027": ("Term 3 of 2026/27 (days not yet confirmed by the office)", False),
        "Sept 2025": ("September", True),
        "Sep-25": ("September (the two figures taken for the year)", False),
        "Jul-27": ("July (the two figures taken for the year)", False),
        "Sep-’25": ("September", True),
        "Oct 25 - Jan 26": (
            "October (the two figures taken for the year) to January (the two figures taken for the year)",
            False,
        ),
    }


def test_without_a_calendar_no_term_is_understood() -> None:
    assert read_time("Term 3 2026", Calendar(), BASE) is None


@given(base=st.dates(dt.date(2024, 9, 2), dt.date(2027, 9, 1)), number=st.integers(1, 6))
def test_a_term_is_never_over_before_its_base(base: dt.date, number: int, scheme: Scheme) -> None:
    time = read_time(f"Term {number}", scheme.calendar, base)
    assert time is not None
    assert isinstance(time.meant, DateSpan)
    assert time.meant.last >= base
    assert time.meant.first <= base.replace(year=base.year + 1)


@given(text=st.text(max_size=70), base=st.none() | st.dates())
def test_any_text_ends_in_a_time_or_in_nothing(text: str, base: dt.date | None, scheme: Scheme) -> None:
    time = read_time(text, scheme.calendar, base)
    assert time is None or isinstance(time.meant, (dt.date, DateSpan))


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_means_itself_whatever_stands_around_it(day: dt.date, scheme: Scheme) -> None:
    assert {
        _meant(text, scheme) for text in (f"{day:%d/%m/%Y}", f"by {day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}")
    } == {str(day)}
