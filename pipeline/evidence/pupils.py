"""What in a text may be a pupil's personal data: names beside a year group, dates of birth, numbers, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.evidence import numbers
from pipeline.evidence.bodies import Body
from pipeline.evidence.health import beside_health
from pipeline.evidence.lists import DAY, called_over, listed_in_table
from pipeline.evidence.names import Known, child_after, child_before, grown_up_said, initials, known
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.scheme.model import PrivacyRules

_DIGITS = re.compile(r"\d{2}|\d[/.-]\d|\d(?:st|nd|rd|th)? [A-Z]")
_YEAR_GROUP = re.compile(
    r"\b(?:(?:Year|Yr\.?|Class|Form)\s?-?(?:1[0-3]|[1-9])(?:[A-Z]{1,2})?"
    r"|Year (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen)"
    r"|Y\s?R?(?:1[0-3]|[1-9])(?:[A-Z])?|YR|EYFS|(?:Reception|Nursery)(?! (?:School|Class|Unit|Phase|Team))|Sixth Form"
    r"|age[d]?:? (?:1[0-9]|[3-9]))\b(?!\s?[-–/&]\s?\d)",
    re.IGNORECASE,
)
# What every year group and age has in it, in small letters. Few lines have any of it.
_YEAR_SIGN = re.compile(
    r"y\s?r?[\s.-]{0,3}\d|year[\s-]{0,2}[\dotfsen]|yr|eyfs|reception|nursery|ixth form|(?:class|form)[\s-]{0,2}\d"
    r"|aged?:? \d|, \d| \(\d"
)
_BARE_AGE = re.compile(r"(?<=[^\W\d_]), ((?:1[0-8]|[4-9]))(?=[,.;)\"”’]|\s*$)", re.MULTILINE)
# “Aisha, 4M” and “Aisha (5JS)”: a class by its year and its teacher's letters.
_CLASS_CODE = re.compile(r"(?<=[^\W\d_])(?:, | \()((?:1[0-3]|[1-9])[A-Z]{1,2})(?=[,.;)!\"”’]|\s*$)", re.MULTILINE)
# What may stand between a name and its year group: marks, brackets, or a small word.
_TO_YEAR = re.compile(r"(?:[\s,:;–—(\[/-]|\b(?:in|from|of|is in|who is|a)\b)*\Z")
# “It is calm” – Ollie
_SIGNATURE = 60  # letters: a dash, a long given name and the year group after it
_SIGNED = re.compile(r"[–—-]\s{0,2}[^\W\d_]+\Z")
_LABEL = re.compile(r"\W*(?:[^\W\d_]+[ ]){0,3}(?:teachers?|tutors?|staff|tas?|governors?)\s?:", re.IGNORECASE)
_TO_NAME = re.compile(
    r"(?:['’]s\b)?(?P<bond>(?:\s*[,:;–—)\]/-]\s*|\s+(?:pupils?|students?|child(?:ren)?|boys?|girls?|buddies|buddy"
    r"|(?:school )?councillors?|ambassadors?|mentors?|prefects?|captains?|monitors?|rep(?:resentative)?s?)\b\W{0,3}"
    r"|\t|\s+)+)"
)
# “Year 4 class teacher” is a grown-up's part; “Year 4 told her teacher” is not.
_GROWN_UP_AFTER = re.compile(
    r"[\s–—-]*(?:(?:class|form|phase|group|year|pastoral|school|learning|cover|supply|job-share|wellbeing|pshe|and)"
    r"[\s/-]+){0,2}[^\W\d_]+",
    re.IGNORECASE,
)
# It begins with one of four letters, which is looked for many times as quickly as a word in any case.
_BIRTH = re.compile(
    r"[dDbB](?<!\w.)(?i:(?<=d)(?:\.?\s?o\.?\s?b\.?|ate of birth)|(?<=b)(?:orn(?: on)?|irth ?date))"
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
    start = 0
    for line in text.splitlines(keepends=True):
        if _YEAR_SIGN.search(line.lower()):
            found.extend(_beside_year(line.rstrip("\r\n"), start, words))
        start += len(line)
    found.extend(beside_health(text, words))
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


def _beside_year(line: str, begins: int, words: Known) -> Iterator[Sighting]:
    groups = [(m.start(), m.end(), m.group()) for m in _YEAR_GROUP.finditer(line)]
    groups += [(m.start(1), m.end(1), m.group(1)) for told in (_BARE_AGE, _CLASS_CODE) for m in told.finditer(line)]
    for start, end, group in groups:
        if _grown_up_follows(line, end, words) or _grown_ups_listed(line, start):
            continue
        span = _name_before(line, start, words) or _name_after(line, end, words)
        if span is not None:
            name = line[slice(*span)]
            yield Sighting(
                Personal.NAME_AND_YEAR, f"{name}, {group}", f"{initials(name)}, {group}", name, begins + span[0]
            )


def _name_before(line: str, start: int, words: Known) -> tuple[int, int] | None:
    bond = _TO_YEAR.search(line, max(0, start - 14), start)
    between = bond.group() if bond else ""
    if not between:
        return None
    # “Ollie (Year 4)”, “Ollie in Year 4” and “– Ollie Y4” bind one name alone; “Ollie Year 4” needs the surname too.
    alone = bool(between.strip()) or _SIGNED.search(line, max(0, start - _SIGNATURE), start - len(between)) is not None
    return child_before(line, start - len(between), words, alone=alone)


def _name_after(line: str, end: int, words: Known) -> tuple[int, int] | None:
    bond = _TO_NAME.match(line, end)
    if bond is None or bond.group().startswith(("'", "’")):
        return None
    alone = bool(bond["bond"].strip()) or "\t" in bond["bond"]
    return child_after(line, bond.end(), words, alone=alone)


def _grown_ups_listed(line: str, start: int) -> bool:
    """Whether the line is a list of grown-ups as far as here: “Class teachers: Y3 …; Y4 …”."""
    return _LABEL.match(line, 0, start) is not None


def _grown_up_follows(line: str, end: int, words: Known) -> bool:
    after = _GROWN_UP_AFTER.match(line, end)
    return after is not None and grown_up_said(after.group(), words)
