"""A child's name beside a year group, a class or an age: “Ollie Marsh (Y4)”, “4B: Alfie, Noah”, “Aisha is 7”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.evidence.name_words import Known
from pipeline.evidence.names import JOINED, Bond, child_after, child_before, grown_up_said, initials, is_child
from pipeline.evidence.one_person import said_after, said_before
from pipeline.evidence.sighting import Personal, Sighting

_WRITTEN = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen"
_YEAR_GROUP = re.compile(
    r"\b(?:(?:Year|Yr\.?|Class|Form|Year group|Age)(?::\s{0,3}|\s?-?)(?:1[0-3]|[1-9])(?:[A-Z]{1,2})?"
    rf"|Year (?:{_WRITTEN})"
    r"|Y\s?R?(?:1[0-3]|[1-9])(?:[A-Z])?|YR|EYFS|(?:Reception|Nursery)(?! (?:School|Class|Unit|Phase|Team))|Sixth Form"
    rf"|aged? (?:1[0-9]|[3-9])|(?:1[0-8]|[4-9]|{_WRITTEN})[\s-]years?[\s-]olds?)\b(?!\s?[-–/&]\s?\d)",
    re.IGNORECASE,
)
# What every year group, class and age has in it, in small letters. Few lines have any of it. Each begins with a letter
# or mark of its own, and so is found twice as quickly.
_SIGN = re.compile(
    r"y\s?r?[\s.-]{0,3}\d|year[\s:-]{0,2}[\dotfsen]|yr|eyfs|reception|nursery|ixth form|class[\s:-]{0,4}\d"
    r"|form[\s:-]{0,4}\d|aged?:? \d|, \d| \(\d|who['’ i]?s \d|is \d|turned \d|year[\s-]olds?|group: "
)
_CLASS_SIGN = re.compile(r"\d(?<!\S.)\d?[a-z]{1,2}\b")
_BARE_AGE = re.compile(r"(?<=[^\W\d_]), (?:who is |who['’]s )?((?:1[0-8]|[4-9]))(?=[,.;)\"”’]|\s*$)", re.MULTILINE)
_CLASS = r"(?:1[0-3]|[1-9])[A-Z]{1,2}"
# “Aisha, 4M”, “Aisha (5JS)” and “Aisha in 4M”: a class by its year and its teacher's letters.
_CLASS_CODE = re.compile(rf"(?<=[^\W\d_])(?:, | \(| in | from )({_CLASS})(?=[,.;:)!\"”’\s]|\Z)")
# “Aisha Khan 4M”, “4M: Aisha” and “Aisha (9)” may be other things: then the name must be one that a list knows.
_CODE_ALONE = re.compile(rf"(?<=[^\W\d_])(?: | [–—-] )({_CLASS})(?=[,.;:)!\"”’\s]|\Z)|(?<!\S)({_CLASS})(?=\s?[:–—-] )")
_AGE_SAID = re.compile(r"(?<=[^\W\d_]) (?:\((1[0-8]|[4-9])\)|(?:is|turned) (1[0-8]|[4-9])(?= and\b|[,.;]))")
# What may stand between a name and its year group: marks, brackets, or a small word.
_TO_YEAR = re.compile(r"(?:[\s,:;–—(\[/-]|\b(?:in|from|of|is in|is|who is|a|an|both|all|and I am|and I['’]m)\b)*\Z")
_BOND_LETTERS = 20
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{4}\.\s+\Z")
_GOES_ON = re.compile(r" [a-z]")
# “It is calm” – Ollie
_SIGNATURE = 60  # letters: a dash, a long given name and the year group after it
_SIGNED = re.compile(r"[–—-]\s{0,2}[^\W\d_]+\Z")
_STAFF_LABEL = re.compile(r"\W*(?:[^\W\d_]+[ ]){0,3}(?:teachers?|tutors?|staff|tas?|governors?)\s?:", re.IGNORECASE)
_PARTS = (
    r"pupils?|students?|child(?:ren)?|boys?|girls?|buddies|buddy|(?:school )?councillors?|ambassadors?"
    r"|mentors?|prefects?|captains?|monitors?|rep(?:resentative)?s?"
)
_TO_NAME = re.compile(
    rf"(?:['’]s\b)?(?P<bond>(?:\s*[,:;–—)\]/-]\s*|\s+(?P<part>(?:{_PARTS})\b)(?:,? who is)?\W{{0,3}}|\t|\s+)+)"
)
# “Year 4 class teacher” is a grown-up's part; “Year 4 told her teacher” is not.
_GROWN_UP_AFTER = re.compile(
    r"[\s–—-]*(?:(?:class|form|phase|group|year|pastoral|school|learning|cover|supply|job-share|wellbeing|pshe|and)"
    r"[\s/-]+){0,2}[^\W\d_]+",
    re.IGNORECASE,
)
# A child is in one year group: what “Year 3 and Year 4” do is by, or about, somebody else.
_TWO_GROUPS = re.compile(r",? (?:and|to|&|or) (?:(?:Year|Yr\.?) ?|Y)?\d", re.IGNORECASE)
# “by Charlie Mackesy – Year 6 guided reading”: who wrote what a class reads or plays.
_WORK = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:reading|readers?|text|book|novel|topic|unit|lessons?|production|play|performance"
    r"|curriculum)\b"
)
# “Skyler (Y1), Prince (Y4), Oakley (Y6)”
_ENTRY = re.compile(r"(?:^|(?<=[:,;]\s)|(?<=and\s))([^\W\d_]+) \((?=Y|\d)")
_CLASSES = re.compile(r"\bclass(?:es)?\b|\bhouses?\b", re.IGNORECASE)
# “Alfie, Noah and Mia from Year 4”
_JOINED_BEFORE = re.compile(rf"(?:{JOINED.pattern})\Z")
_MOST_JOINED = 12


@dataclass(frozen=True, slots=True)
class _Group:
    """A year group, class or age in a line; ``listed`` where it says so little that a name must be known."""

    start: int
    end: int
    said: str
    listed: bool = False


def beside_year(text: str, words: Known) -> Iterator[Sighting]:
    """The names in a text that stand beside a year group, a class or an age, line by line."""
    start = 0
    for line in text.splitlines(keepends=True):
        small = line.lower()
        if _SIGN.search(small) or _CLASS_SIGN.search(small):
            yield from _in_line(line.rstrip("\r\n"), start, words)
        start += len(line)


def _in_line(line: str, begins: int, words: Known) -> Iterator[Sighting]:
    for group in _groups(line):
        if _grown_up_follows(line, group.end, words) or _STAFF_LABEL.match(line, 0, group.start):
            continue
        for span in _names(line, group, words):
            name = line[slice(*span)]
            seen, masked = f"{name}, {group.said}", f"{initials(name)}, {group.said}"
            yield Sighting(Personal.NAME_AND_YEAR, seen, masked, name, begins + span[0])


def _groups(line: str) -> Iterator[_Group]:
    yield from (_Group(found.start(), found.end(), found.group()) for found in _YEAR_GROUP.finditer(line))
    for told in (_BARE_AGE, _CLASS_CODE):
        yield from (_Group(found.start(1), found.end(1), found[1]) for found in told.finditer(line))
    for told in (_CODE_ALONE, _AGE_SAID):
        for found in told.finditer(line):
            at = found.lastindex or 0
            yield _Group(found.start(at), found.end(at), found[at], listed=True)


def _names(line: str, group: _Group, words: Known) -> tuple[tuple[int, int], ...]:
    before = None if _TWO_GROUPS.match(line, group.end) else _name_before(line, group, words)
    if before is not None and _WORK.match(line, group.end) and line.endswith("by ", 0, before[0]):
        return ()
    if before is not None:
        return (*_more_before(line, before[0], words), before)
    after = _name_after(line, group, words)
    return (after, *_more_after(line, after[1], words)) if after is not None else ()


def _name_before(line: str, group: _Group, words: Known) -> tuple[int, int] | None:
    start = group.start
    bond = _TO_YEAR.search(line, max(0, start - _BOND_LETTERS), start)
    between = bond.group() if bond else ""
    if not between:
        return None
    end = start - len(between)
    # “Chair: Summer Woods. Year 5 survey tabled” is two sentences.
    if _NEXT_SENTENCE.search(line, max(0, end - 5), start) and _GOES_ON.match(line, group.end):
        return None
    # “Ollie (Year 4)”, “Ollie in Year 4” and “– Ollie Y4” bind one name alone; “Ollie Year 4” needs the surname too.
    alone = bool(between.strip()) or _SIGNED.search(line, max(0, start - _SIGNATURE), end) is not None
    span = child_before(line, end, words, Bond(alone=alone, listed=group.listed))
    if span is not None or not between.strip() or group.listed:
        return span
    told = child_before(line, end, words, Bond(alone=True, told=True))
    spoken = told and (said_after(line, group.end) or said_before(line, told[0]) or _in_series(line, told, words))
    return told if spoken else None


def _in_series(line: str, span: tuple[int, int], words: Known) -> bool:
    """Whether a name is one of several with their groups in brackets, of which one is known, and not classes' names."""
    entries = list(_ENTRY.finditer(line)) if not _CLASSES.search(line) else []
    known = any(is_child([entry[1]], words, Bond(alone=True)) for entry in entries)
    return known and any(entry.span(1) == span for entry in entries)


def _name_after(line: str, group: _Group, words: Known) -> tuple[int, int] | None:
    bond = _TO_NAME.match(line, group.end)
    if bond is None:
        return None
    of_class = bond.group().startswith(("'", "’"))
    alone = bool(bond["bond"].strip()) or "\t" in bond["bond"] or group.said.lower().endswith("old")
    told = bond["part"] is not None and not bond["part"].endswith(("s", "ren", "ies"))
    return child_after(line, bond.end(), words, Bond(alone and not of_class, told, group.listed or of_class))


def _more_before(line: str, start: int, words: Known) -> Iterator[tuple[int, int]]:
    """The names that are joined to the first of a group's, each of them known."""
    for _ in range(_MOST_JOINED):
        joint = _JOINED_BEFORE.search(line, max(0, start - 6), start)
        span = child_before(line, joint.start(), words, Bond(alone=True, listed=True)) if joint else None
        if span is None:
            return
        yield span
        start = span[0]


def _more_after(line: str, end: int, words: Known) -> Iterator[tuple[int, int]]:
    for _ in range(_MOST_JOINED):
        joint = JOINED.match(line, end)
        span = child_after(line, joint.end(), words, Bond(alone=True, listed=True)) if joint else None
        if span is None:
            return
        yield span
        end = span[1]


def _grown_up_follows(line: str, end: int, words: Known) -> bool:
    after, part = _GROWN_UP_AFTER.match(line, end), _TO_NAME.match(line, end)
    if part is not None and part["part"]:  # “the Year 10 mentor Chidera Waters” is in Year 10
        return False
    return after is not None and grown_up_said(after.group(), words)
