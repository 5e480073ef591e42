"""What in a text may be a pupil's personal data: names beside a year group, dates of birth, numbers, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.evidence import numbers
from pipeline.evidence.beside_year import beside_year
from pipeline.evidence.bodies import Body
from pipeline.evidence.health import beside_health
from pipeline.evidence.labelled import labelled
from pipeline.evidence.lists import DAY, called_over, listed_in_table
from pipeline.evidence.name_words import known
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.scheme.model import PrivacyRules

_DIGITS = re.compile(r"\d{2}|\d[/.-]\d|\d(?:st|nd|rd|th)? [A-Z]")
# It begins with one of four letters, which is looked for many times as quickly as a word in any case.
_BIRTH = re.compile(
    r"[dDbB](?<!\w.)(?i:(?<=d)(?:\.?\s?o\.?\s?b\.?|ate of birth)|(?<=b)(?:orn(?: on)?|irth ?date|\.(?=\s?\d)))"
    rf"\W{{0,6}}(?P<day>(?i:{DAY}))"
)


def look(text: str, rules: PrivacyRules, body: Body = Body.UNSAID) -> tuple[Sighting, ...]:
    """Everything in a text that may be a pupil's personal data, in no order of importance.

    The cells of a table's row are parted by tabs. ``body`` says whose minutes the text may be.
    """
    words = known(rules)
    found: list[Sighting] = []
    # Each of these is quick to look for, and most texts have none of them.
    if _DIGITS.search(text):
        found.extend((*_numbers(text), *_births(text)))
    found.extend(beside_year(text, words))
    found.extend(beside_health(text, words))
    named = {(sighting.at, sighting.name) for sighting in found}
    found.extend(sighting for sighting in labelled(text, words) if (sighting.at, sighting.name) not in named)
    if "\t" in text:
        found.extend(listed_in_table(text, rules, body))
    if body is Body.PUPILS:
        found.extend(called_over(text, rules))
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[Sighting]:
    for start, end in numbers.upns(text):
        yield Sighting(Personal.UPN, text[start:end], f"{text[start]}{'•' * 12}", at=start)
    for start, end in numbers.nhs_numbers(text):
        yield Sighting(Personal.NHS, text[start:end], "••• ••• ••••", at=start)


def _births(text: str) -> Iterator[Sighting]:
    for match in _BIRTH.finditer(text):
        label = text[match.start() : match.start("day")]
        yield Sighting(Personal.BIRTH, match.group(), f"{label}••/••/••••", at=match.start("day"))
