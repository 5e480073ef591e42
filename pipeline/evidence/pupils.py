"""What in a text may be a pupil's personal data: names beside a year group, dates of birth, numbers, health."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.evidence import numbers
from pipeline.evidence.names import Known, child_after, child_before, grown_up_said, initials, is_child, known
from pipeline.scheme.models import PrivacyRules


class Personal(StrEnum):
    """The kinds of personal data looked for, in the words an officer is told."""

    NAME_AND_YEAR = "a name beside a year group"
    BIRTH = "a date of birth"
    UPN = "a unique pupil number"
    NHS = "an NHS number"
    HEALTH = "a name beside health or care"
    REGISTER = "a list of names"
    TEAM = "a pupil's name on the team"


_DIGITS = re.compile(r"\d{2}|\d[/.-]\d|\d(?:st|nd|rd|th)? [A-Z]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing seen. ``seen`` is what stands there, ``masked`` the same with the person left out."""

    kind: Personal
    seen: str
    masked: str
    name: str = ""


_YEAR_GROUP = re.compile(
    r"\b(?:(?:Year|Yr\.?|Class|Form)\s?-?(?:1[0-3]|[1-9])(?:[A-Z]{1,2})?"
    r"|Year (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen)"
    r"|Y\s?R?(?:1[0-3]|[1-9])(?:[A-Z])?|YR|EYFS|(?:Reception|Nursery)(?! (?:School|Class|Unit|Phase|Team))|Sixth Form"
    r"|age[d]?:? (?:1[0-9]|[3-9]))\b(?!\s?[-–/&]\s?\d)",
    re.IGNORECASE,
)
_BARE_AGE = re.compile(r"(?<=[^\W\d_]), ((?:1[0-8]|[4-9]))(?=[,.;)\"”’]|\s*$)", re.MULTILINE)
# What may stand between a name and its year group: marks, brackets, or a small word.
_TO_YEAR = re.compile(r"(?:[\s,:;–—(\[/-]|\b(?:in|from|of|is in|who is|a)\b)*\Z")
_TO_NAME = re.compile(
    r"(?:['’]s\b)?(?P<bond>(?:\s*[,:;–—)\]/-]\s*|\s+(?:pupils?|students?|child(?:ren)?|boys?|girls?)\b\W{0,3}|\t|\s+)+)"
)
_GROWN_UP_AFTER = re.compile(r"[\s–—-]*(?:[^\W\d_]+[\s/-]+){0,2}?[^\W\d_]+")
_DAY = (
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d{2}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8},?\s+(?:19|20)\d{2}\b"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|birth ?date)\W{{0,6}}(?P<day>{_DAY})", re.IGNORECASE
)
_A_DAY = re.compile(_DAY)
_BIRTH_HEADING = re.compile(r"\W*(?:d\.?o\.?b\.?|date of birth|birth ?date)\W*", re.IGNORECASE)
_NAME_HEADING = re.compile(
    r"\W*(?:(?:pupil|child|student)(?:['’]?s)?(?: name)?|(?:full |first )?name)s?\W*", re.IGNORECASE
)
_CLASS_HEADING = re.compile(
    r"\W*(?:year(?: group)?|yr|class|form|age|d\.?o\.?b\.?|date of birth|upn)\W*", re.IGNORECASE
)
_STATE = re.compile(
    r"\b(?:has|have|had|is|was|takes|took|taking|suffers?|struggles?|with|attends?|under|on|needs?|needed|receives?"
    r"|self-harm\w*|diagnosed|referred|lives?|living|['’]s)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:,? who)?\s*\Z")
_TO_HEALTH = 80  # letters between a name and what is said of their health, within one sentence
_SENTENCE = re.compile(r"(?<=[a-z0-9)”\"’][.!?])\s+(?=[A-Z“\"‘(])|\n")


def look(text: str, rules: PrivacyRules) -> tuple[Sighting, ...]:
    """Everything in a text that may be a pupil's personal data, each once, in no order of importance."""
    words = known(rules)
    found: list[Sighting] = []
    # Each of these is quick to look for, and most texts have none of them.
    if _DIGITS.search(text):
        found.extend((*_numbers(text), *_births(text)))
    if _YEAR_GROUP.search(text) or _BARE_AGE.search(text):
        found.extend(sighting for line in text.splitlines() for sighting in _beside_year(line, words))
    if words.health and _health_pattern(words.health).search(text):
        found.extend(sighting for sentence in _SENTENCE.split(text) for sighting in _beside_health(sentence, words))
    if "\t" in text:
        found.extend(_registers(text, words))
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[Sighting]:
    for start, end in numbers.upns(text):
        yield Sighting(Personal.UPN, text[start:end], f"{text[start]}{'•' * 12}")
    for start, end in numbers.nhs_numbers(text):
        yield Sighting(Personal.NHS, text[start:end], "••• ••• ••••")


def _births(text: str) -> Iterator[Sighting]:
    for match in _BIRTH.finditer(text):
        label = text[match.start() : match.start("day")]
        yield Sighting(Personal.BIRTH, match.group(), f"{label}••/••/••••")


def _beside_year(line: str, words: Known) -> Iterator[Sighting]:
    groups = [(m.start(), m.end(), m.group()) for m in _YEAR_GROUP.finditer(line)]
    groups += [(m.start(1), m.end(1), m.group(1)) for m in _BARE_AGE.finditer(line)]
    for start, end, group in groups:
        if _grown_up_follows(line, end, words):
            continue
        span = _name_before(line, start, words) or _name_after(line, end, words)
        if span is not None:
            name = line[slice(*span)]
            yield Sighting(Personal.NAME_AND_YEAR, f"{name}, {group}", f"{initials(name)}, {group}", name)


def _name_before(line: str, start: int, words: Known) -> tuple[int, int] | None:
    bond = _TO_YEAR.search(line, max(0, start - 14), start)
    between = bond.group() if bond else ""
    # “Ollie (Year 4)” and “Ollie in Year 4” bind one name alone; “Ollie Year 4” needs the surname too.
    return child_before(line, start - len(between), words, alone=bool(between.strip())) if between else None


def _name_after(line: str, end: int, words: Known) -> tuple[int, int] | None:
    bond = _TO_NAME.match(line, end)
    if bond is None or bond.group().startswith(("'", "’")):
        return None
    alone = bool(bond["bond"].strip()) or "\t" in bond["bond"]
    return child_after(line, bond.end(), words, alone=alone)


def _grown_up_follows(line: str, end: int, words: Known) -> bool:
    after = _GROWN_UP_AFTER.match(line, end)
    return after is not None and grown_up_said(after.group(), words)


@lru_cache(maxsize=8)
def _health_pattern(health: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(health, key=len, reverse=True)))})\b", re.IGNORECASE)


def _beside_health(sentence: str, words: Known) -> Iterator[Sighting]:
    for match in _health_pattern(words.health).finditer(sentence):
        for verb in _STATE.finditer(sentence, max(0, match.start() - _TO_HEALTH), match.start() + 1):
            stop = len(_WHO.sub("", sentence[: verb.start()]))
            span = child_before(sentence, stop, words, alone=True)
            rest = sentence[verb.end() : match.end() + 30]
            if span is not None and not grown_up_said(rest, words):
                name = sentence[slice(*span)]
                said = sentence[span[1] : match.end()]
                yield Sighting(Personal.HEALTH, f"{name}{said}", f"{initials(name)}{said}", name)
                break


def _registers(text: str, words: Known) -> Iterator[Sighting]:
    """Rows beneath a heading row such as “Name, Year, DOB”: cells are parted by tabs."""
    names: int | None = None
    births: int | None = None
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2:
            names = births = None
            continue
        heading = _at(cells, _NAME_HEADING), _at(cells, _CLASS_HEADING), _at(cells, _BIRTH_HEADING)
        if heading[1] is not None and (heading[0] is not None or heading[2] is not None):
            names, births = heading[0], heading[2]
            continue
        if births is not None and births < len(cells) and _A_DAY.match(cells[births]):
            yield Sighting(Personal.BIRTH, cells[births], "••/••/••••")
        if names is not None and names < len(cells):
            yield from _listed(cells, names, words)


def _listed(cells: list[str], at: int, words: Known) -> Iterator[Sighting]:
    name = cells[at]
    others = " ".join(cell for place, cell in enumerate(cells) if place != at)
    if is_child(name.split(), words, alone=True) and len(name.split()) <= 3 and not grown_up_said(others, words):
        yield Sighting(Personal.REGISTER, name, initials(name), name)


def _at(cells: list[str], heading: re.Pattern[str]) -> int | None:
    return next((place for place, cell in enumerate(cells) if heading.fullmatch(cell)), None)
