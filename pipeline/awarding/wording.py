"""How letters speak of an award's level and of months, and what every letter's head and foot need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pipeline.scheme.model import Scheme
from pipeline.scheme.words.level_names import level_after, level_name, level_of, years_of
from pipeline.scheme.words.phrases import Phrases, phrases_of
from pipeline.values import Award


def lasts(years: int, phrases: Phrases) -> str:
    """“one year”, “two years”."""
    return phrases.say("{count} year" if years == 1 else "{count} years", count=phrases.number(years))


def level_words(scheme: Scheme, level: str, day: dt.date, award: Award | None = None) -> dict[str, object]:
    """What a template may say of an award's level: all empty without one.

    ``level`` is its name on that day and ``descriptor`` what it means; ``next_level`` and ``next_descriptor`` are
    of the level after it. ``years`` and ``lasts`` say how long it holds, with a level or without: the ``award`` itself,
    where there is one.
    """
    here, after = level_of(scheme, level), level_after(scheme, level)
    years = years_of(scheme, level) if award is None else award.valid_until.year - award.awarded_on.year
    phrases = phrases_of(scheme)
    return {
        "level": level_name(scheme, level, day),
        "descriptor": here.descriptor if here is not None else "",
        "next_level": after.called(day) if after is not None else "",
        "next_descriptor": after.descriptor if after is not None else "",
        "years": phrases.number(years),
        "lasts": lasts(years, phrases),
    }


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something, each to be a paragraph of its own."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def minus_months(day: dt.date, months: int) -> dt.date:
    """The same day, so many months earlier; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def letter_head(scheme: Scheme, office: Mapping[str, str], today: dt.date) -> dict[str, object]:
    """What every letter needs: the office's name and lines, who signs, the date, the scheme.

    ``office`` may hold name, address (one line each), email, telephone, signatory, signatory_role;
    what it lacks is left blank.
    """
    phrases = phrases_of(scheme)
    return {
        "office_name": office.get("name", ""),
        "office_lines": paragraphs(office.get("address", "")),
        "office_email": office.get("email", ""),
        "office_telephone": office.get("telephone", ""),
        "signatory": office.get("signatory", ""),
        "signatory_role": office.get("signatory_role", ""),
        "scheme": scheme.name,
        "short_name": scheme.short_name,
        "bodies": phrases.listed([body.name for body in scheme.bodies]),
        "date": phrases.long_date(today),
    }
