"""From what literally stands in a box to what it means, without guessing in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.reading.answers.blanks import (
    ERROR,
    is_given_example,
    is_prompt,
    is_sign,
    is_state,
    points_elsewhere,
    says_nothing,
    without_prompt,
)
from pipeline.reading.answers.choices import asks_yes_or_no, by_colour, choose, choose_several, option_names
from pipeline.reading.answers.dates import from_serial, in_english, parse_date
from pipeline.reading.answers.lone_days import lone_day
from pipeline.reading.answers.odd_dates import why_no_date
from pipeline.reading.answers.references import SEVERAL, emails_in, parse_email, parse_refs, parse_urn, urns_in
from pipeline.reading.answers.ticks import colour_of, mark_of, ticked, yes_or_no
from pipeline.reading.answers.times import read_time
from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import FieldLayout, FieldType, Scheme
from pipeline.values import Confidence, Place, Understood, Value
from pipeline.values.making import quickly

# How an answer came about, where notices are made from it.
NEVER_WORKED_OUT = "a formula that was never worked out"
TURNED_INTO_DATE = "the sheet turned it into a date"
GIVEN_AS_EXAMPLE = "it begins as an example does"
STRUCK_OUT = "crossed out"
STRUCK_PART = "without “{words}”, which is crossed out"
BY_COLOUR = "by its {colour} fill"
_AMONG_WORDS = "the one day among other words"
# What the errors of sheets begin with.
_ERROR_SIGNS = "#E"
# Sheets that hold a small number as a date show a day of 1900 (or 1904): nobody plans anything then.
EARLIEST_DATE = dt.date(1950, 1, 1)


class Raw(NamedTuple):
    """What stands in a box: its text as a person sees it, a date or number a sheet keeps, and its colour.

    ``prompt`` says that Word itself marks the text as its own prompt. ``colour`` is the plain name of a fill
    that stands for something (green, amber, red), and ``key`` what the sheet's own key says of it. ``how``
    tells how the text was come by where it is not simply typed: a formula followed, a letter of a tick font.
    ``formula`` is the sheet's formula, ``faint`` says that it stands in italics or green, as examples do,
    and ``stale`` that the formula's result was never stored, so that nobody can say what a person would see.
    A named tuple, for there are a thousand: it takes a sixth of the time that a frozen dataclass takes.
    """

    text: str = ""
    number: float | None = None
    date: dt.date | None = None
    formula: str = ""
    prompt: bool = False
    colour: str = ""
    key: str = ""
    how: str = ""
    faint: bool = False
    stale: bool = False


_value = quickly(Value)
# Looked up once: an enum finds its members by a descriptor, and a form's answers ask for five of them each.
_TICK, _DATE, _CHOICE, _TEXTS = FieldType.TICK, FieldType.DATE, FieldType.CHOICE, (FieldType.TEXT, FieldType.LONG_TEXT)
_LONG_TEXT = FieldType.LONG_TEXT
_SURE, _LIKELY = Confidence.SURE, Confidence.LIKELY
_ANSWER, _EMPTY, _UNCLEAR = Understood.ANSWER, Understood.EMPTY, Understood.UNCLEAR
_PLACEHOLDER = Understood.PLACEHOLDER


def understand(layout: FieldLayout, raw: Raw, address: str, place: Place, scheme: Scheme, prefix: str = "E") -> Value:
    """One answer from one box. ``prefix`` is the letter of evidence references. Never raises."""
    read = without_prompt(raw.text.strip())
    asked = layout.type
    if raw.stale:
        return Value(address, None, f"={raw.formula}", place, Understood.UNCLEAR, how=NEVER_WORKED_OUT)
    if not read and raw.colour:
        return _coloured(layout, raw, address, place, scheme)
    if not read or raw.prompt or read in scheme.prompts or is_prompt(layout, read):
        return _value(address, None, "", place, _EMPTY)
    error = read[0] in _ERROR_SIGNS and ERROR.fullmatch(read) is not None
    if asked in _TEXTS and raw.date is None and not raw.how and not error:
        # Most answers: made at once, where the others begin as a blank.
        if says_nothing(read) or (not layout.points and _stands_in(layout, read)):
            return _value(address, None, read, place, _PLACEHOLDER)
        if asked is _LONG_TEXT and not layout.points and is_given_example(read):
            return _value(address, read, read, place, _ANSWER, _LIKELY, GIVEN_AS_EXAMPLE)
        return _value(address, read, read, place, _ANSWER)
    if asked is _DATE and raw.date is not None and raw.date >= EARLIEST_DATE and read[0].isdigit() and not raw.how:
        return _value(address, raw.date, read, place, _ANSWER)
    blank = _value(address, None, read, place, _UNCLEAR)
    if error:
        return blank
    value = _understand(layout, raw, read, blank, scheme, prefix)
    if raw.how and value.answered:
        how = f"{raw.how}; {value.how}" if value.how else raw.how
        return replace(value, how=how, confidence=max_doubt(value.confidence, Confidence.LIKELY))
    return value


def max_doubt(*levels: Confidence) -> Confidence:
    """The least sure of several."""
    order = list(Confidence)
    return max(levels, key=order.index)


def _understand(layout: FieldLayout, raw: Raw, read: str, blank: Value, scheme: Scheme, prefix: str) -> Value:
    """``blank`` is the value as long as nothing is understood."""
    asked = layout.type
    if asked is _TICK:
        return _tick(read, blank)
    if raw.date is not None and asked is not _DATE:
        return replace(blank, how=TURNED_INTO_DATE)
    if says_nothing(read) and not (asked is _CHOICE and _may_choose(layout, read, scheme)):
        return replace(blank, understood=Understood.PLACEHOLDER)
    if asked in _TEXTS:
        return _answer(blank, read)
    match asked:
        case FieldType.DATE:
            return _date(raw, read, blank, scheme)
        case FieldType.CHOICE:
            return _choice(layout, read, blank, scheme)
        case FieldType.EMAIL:
            return _the_one(blank, parse_email(read), emails_in(read))
        case FieldType.URN:
            return _the_one(blank, parse_urn(read), urns_in(read))
        case FieldType.REFS:
            return _answer(blank, parse_refs(read, prefix) or None)
        case _:
            return _answer(blank, read)


def _may_choose(layout: FieldLayout, read: str, scheme: Scheme) -> bool:
    """Whether what says nothing elsewhere may name an option: a tick, “/”, or the Welsh “Do”, a ditto in English."""
    names = option_names(layout.choices or "", scheme)
    word = plain(read)
    return (word in names if word else is_sign(read)) or (asks_yes_or_no(names) and yes_or_no(read) is not None)


def _stands_in(layout: FieldLayout, read: str) -> bool:
    """Whether a text only says where the answer is, or how far the work is, in a box that asks for words."""
    return points_elsewhere(read) or (layout.type is _LONG_TEXT and is_state(read))


def _answer(blank: Value, found: str | dt.date | tuple[str, ...] | None, how: str = "") -> Value:
    if found is None:
        return blank
    return _value(blank.field, found, blank.read, blank.place, _ANSWER, _LIKELY if how else _SURE, how)


def _the_one(blank: Value, found: str | None, every: Sequence[str]) -> Value:
    """What was found; where several stand in the box, why none of them is the answer."""
    if found is None and len(every) > 1:
        return replace(blank, how=SEVERAL.format(count=len(every)))
    return _answer(blank, found)


def _date(raw: Raw, read: str, blank: Value, scheme: Scheme) -> Value:
    if raw.date is not None and raw.date < EARLIEST_DATE:
        return replace(blank, how=TURNED_INTO_DATE)
    # A sheet that shows “Sep-25” means the month, whatever day it keeps behind that.
    day = None if read[:1].isalpha() else raw.date or from_serial(raw.number)
    said = in_english(read, scheme.months)
    day = day or parse_date(said)
    if day is not None:
        return _answer(blank, day)
    # Only what names its year is understood here; the rest waits for the dates around it (tables/settling.py).
    time = read_time(said, scheme.calendar)
    if time is None:
        day = lone_day(said)
        return _answer(blank, day, _AMONG_WORDS) if day else replace(blank, how=why_no_date(said, scheme.calendar))
    confidence = Confidence.SURE if time.sure else Confidence.LIKELY
    return replace(blank, value=time.meant, understood=Understood.ANSWER, how=time.how, confidence=confidence)


def _choice(layout: FieldLayout, read: str, blank: Value, scheme: Scheme) -> Value:
    meant = _chosen(read, layout.choices or "", layout.several, scheme)
    confidence = _LIKELY if meant.how else _SURE
    return _value(blank.field, meant.value, meant.read, blank.place, meant.understood, confidence, meant.how)


class _Meant(NamedTuple):
    """What a text says in a box with options to choose from."""

    value: str | tuple[str, ...] | None
    read: str
    understood: Understood
    how: str = ""


# A form's boxes of one kind hold the same few options again and again.
@lru_cache(maxsize=5_000)
def _chosen(read: str, choices: str, may_be_several: bool, scheme: Scheme) -> _Meant:
    found, empty = choose(read, choices, scheme)
    if empty:
        return _Meant(None, "", _EMPTY)
    marked, boxes = ticked(read) if mark_of(read) is None else ((), 0)
    if boxes:
        # A person reads the boxes that are ticked, not the ones that are offered.
        said = ", ".join(marked) if any(marked) else read
        return _Meant(found, said, _UNCLEAR if found is None else _ANSWER)
    if found is None and may_be_several:
        several = choose_several(read, choices, scheme)
        if len(several) > 1:
            return _Meant(several, read, _ANSWER, "several in one box")
        found = several[0] if several else None
    if found is None:
        return _Meant(None, read, _UNCLEAR)
    if plain(read) not in option_names(choices, scheme) and mark_of(read) is None:
        return _Meant(found, read, _ANSWER, f"taken for “{found}”")
    return _Meant(found, read, _ANSWER)


def _coloured(layout: FieldLayout, raw: Raw, address: str, place: Place, scheme: Scheme) -> Value:
    """A box with a colour and no word: what the colour stands for, where anything says so."""
    if layout.type not in (FieldType.CHOICE, FieldType.TICK):
        return Value(address, None, "", place, Understood.EMPTY)
    how = BY_COLOUR.format(colour=raw.colour)
    if layout.type is FieldType.TICK:
        ticked_box = raw.colour == "green" or None
        understood = Understood.ANSWER if ticked_box else Understood.UNCLEAR
        return Value(address, ticked_box, "", place, understood, Confidence.LIKELY, how)
    found = by_colour(raw.colour, raw.key, layout.choices or "", scheme)
    understood = Understood.UNCLEAR if found is None else Understood.ANSWER
    return Value(address, found, "", place, understood, Confidence.LIKELY, how)


def _tick(read: str, blank: Value) -> Value:
    marked, boxes = ticked(read)
    if boxes and not marked:
        return replace(blank, read="", understood=Understood.EMPTY)
    if boxes:
        return replace(blank, value=True, read="☒", understood=Understood.ANSWER)
    said = True if colour_of(read) == "green" else yes_or_no(read)
    if said is None:
        return blank
    return replace(blank, value=said, understood=Understood.ANSWER)
