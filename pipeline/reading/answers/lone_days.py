"""The one day in a box for a date, among words that name no other: “date: 03/11/2025”, “03-11-2025 (done)”."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.reading.answers.dates import MONTHS, parse_date

LONGEST = 60
_MONTH = "|".join(rf"{month[:3]}(?:{month[3:]}|[a-z]{{0,3}})" for month in MONTHS)
_DAYS = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2} ?[./\-–] ?\d{1,2} ?[./\-–] ?(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \-]*(?:of )?(?:{_MONTH})\.?,?[ \-]*(?:\d{{4}}|\d{{2}})"
    rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_WORD = re.compile(r"[^\W\d_]+")
# What may stand beside a day and leaves it the day: what it is the day of, how far it is, what time of day. Words
# that move it (“was”, “moved”, “after”), loosen it (“about”, “tbc”) or repeat it (“from”, “every”) are none of them.
_BESIDE = re.compile(
    "a|achieved|action|agreed|am|and|at|by|closed|closing|completed?|completion|dated?|day|deadline|delivered|done|due|"
    "earlier|end|ended|ending|evening|finish|finished|fully|held|in|inset|is|it|latest|launch|launched|meeting|morning|"
    "ok|on|or|planned|pm|review|session|sooner|starts?|started|starting|target|the|this|training|twilight|yes|"
    "mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)? ?[ap]m\b|\d{1,2}:\d\d"
_PHRASES = re.compile(
    rf"\b(?:{_CLOCK}|to be (?=completed?|done|finished)|(?:on |or )before\b|(?:by )?not? later than\b)"
)
# “17 July 2026, end of term”. A dash or “or” before it makes a stretch or a choice of it.
_OF_TERM = re.compile(
    r"(?:\A|[,;(]) *(?:the )?(?:end|start|beginning|(?:last|first) day) of (?:the )?"
    r"(?:(?:autumn|spring|summer) )?(?:term|(?:school |academic )?year)\b"
)
_LOOSE = "?~<>≈±+"


def lone_day(text: str) -> dt.date | None:
    """The day, or None where there is none, more than one, or a word beside it that may change it. Never raises."""
    words = " ".join(text.casefold().split())
    found = _DAYS.findall(words) if len(words) <= LONGEST else []
    if len(found) != 1:
        return None
    beside = _OF_TERM.sub(" ", _PHRASES.sub(" ", words.replace(found[0], " ", 1)))
    plain = not any(letter.isdigit() or letter in _LOOSE for letter in beside)
    known = all(_BESIDE.fullmatch(word) for word in _WORD.findall(beside))
    return parse_date(found[0]) if plain and known else None
