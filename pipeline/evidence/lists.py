"""Pupils in lists: the rows of a table that is headed as one, and those called over in a council's minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.evidence.bodies import Body
from pipeline.evidence.name_words import Known, known
from pipeline.evidence.names import grown_up_said, initials, listed_child
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.scheme.model import ListHeadings, PrivacyRules

DAY = (
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d{2}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8},?\s+(?:19|20)\d{2}\b"
)
_A_DAY = re.compile(DAY)
# A line without cells and with so many words is a sentence: the table above it is over.
_SENTENCE_WORDS = 6
# A column headed “Year” that holds 2025 or 2025/26 speaks of when, not of a year group.
_CALENDAR = re.compile(r"\W*(?:19|20)\d\d\b")
_CHILDS = re.compile(r"(?:pupil|child|children|student|learner)s?\b ?")
_PARTED = re.compile(r"(?:(?!\sand\s)[^,;\t•/&])+")
_AND = re.compile(r"\A\s?and\s")
_LONGEST_ENTRY = 200  # letters between two commas; a name with what is said in the same breath is shorter
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.\Z")
_SAID_OF = re.compile(r"\(.*?\)|\s[-–—]\s.*")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a list of pupils holds names (one column, or given and family), births and year groups."""

    names: tuple[int, ...] = ()
    births: int | None = None
    group: int | None = None


def listed_in_table(text: str, rules: PrivacyRules, body: Body) -> Iterator[Sighting]:
    """Names and births in rows beneath a heading row such as “Forename, Surname, Year”; tabs part the cells."""
    columns = _Columns()
    words = known(rules)
    start = 0
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\r\n").split("\t")
        headed = _columns(cells, rules.list_headings, body)
        if headed is not None:
            columns = headed
        elif len(cells) == 1 and len(line.split()) >= _SENTENCE_WORDS:
            columns = _Columns()
        elif columns != _Columns():
            yield from _in_row(cells, start, columns, words)
        start += len(line)


def _columns(cells: Sequence[str], headings: ListHeadings, body: Body) -> _Columns | None:
    """The columns that a heading row tells of, none if it heads no list of pupils; None for any other row."""
    if len(cells) < 2:
        return None
    plain = [_plain_heading(cell) for cell in cells]
    bare = [_CHILDS.sub("", heading, count=1) for heading in plain]
    of_child = [at for at, heading in enumerate(plain) if _CHILDS.match(heading)]
    given, family = _first(bare, headings.given_name), _first(bare, headings.family_name)
    whole = _first(bare, headings.name)
    if whole is None:
        whole = next((at for at in of_child if not bare[at]), None)
    births, group = _first(bare, headings.birth), _first(bare, headings.group)
    names = tuple(at for at in (given, family) if at is not None) or ((whole,) if whole is not None else ())
    if not names and births is None:
        return None
    told = births is not None or _first(bare, headings.pupils_alone) is not None or any(at in of_child for at in names)
    grown_up = body is Body.ADULTS or _first(plain, headings.grown_ups) is not None
    pupils = told or (group is not None and not grown_up)
    return _Columns(names, births, group) if pupils else _Columns()


def _in_row(cells: Sequence[str], start: int, columns: _Columns, words: Known) -> Iterator[Sighting]:
    starts = [start + sum(len(cell) + 1 for cell in cells[:at]) for at in range(len(cells))]
    if columns.births is not None and columns.births < len(cells):
        born = cells[columns.births].strip()
        if _A_DAY.match(born):
            yield Sighting(Personal.BIRTH, born, "••/••/••••", at=starts[columns.births])
    parts = [at for at in columns.names if at < len(cells) and cells[at].strip()]
    others = [cell for at, cell in enumerate(cells) if at not in columns.names and cell.strip()]
    group = cells[columns.group] if columns.group is not None and columns.group < len(cells) else ""
    if not parts or not others or _CALENDAR.match(group) or grown_up_said(" ".join(others), words):
        return
    whole = " ".join(cells[at].strip() for at in parts)
    # Beneath “Surname” and “Forename” a word of schools is a name beside a given one: “Oak”, “Jasper”.
    sure = len(parts) > 1 and whole.replace(" ", "").isalpha() and cells[parts[0]].strip().casefold() in words.given
    name = whole if sure else listed_child(whole, words)
    if name:
        yield Sighting(Personal.REGISTER, name, initials(name), name, starts[parts[0]])


def called_over(text: str, rules: PrivacyRules) -> Iterator[Sighting]:
    """Names after “Present:” or “Apologies:” in the minutes of a pupils' body, on its line or on those beneath."""
    words, label = known(rules), _label(rules.roll_words)
    start, open_list = 0, False
    for line in text.splitlines(keepends=True):
        calls = list(label.finditer(line))
        begins = calls[0].end() if calls else 0
        if calls or open_list:
            names = list(_called(label.sub(lambda found: ";" * len(found.group()), line), begins, start, words))
            yield from names
            open_list = bool(names) or (bool(calls) and not line[begins:].strip())
        start += len(line)


def _called(line: str, begins: int, start: int, words: Known) -> Iterator[Sighting]:
    for part in _PARTED.finditer(line, begins):
        said = part.group()
        if len(said) > _LONGEST_ENTRY:
            continue
        # “Year 3: Aisha” calls Aisha; “Aisha B. The meeting opened at two” does too.
        told = _SAID_OF.sub("", _AND.sub("", said).rpartition(":")[2]).strip(" \t\r\n*–-")
        told = _FULL_STOP.sub("", told)
        name = listed_child(told, words) or listed_child(told.partition(". ")[0], words)
        if name and not grown_up_said(said, words):
            yield Sighting(Personal.REGISTER, name, initials(name), name, start + part.start() + said.index(name))


@lru_cache(maxsize=8)
def _label(roll_words: tuple[str, ...]) -> re.Pattern[str]:
    any_of = "|".join(map(re.escape, sorted(roll_words, key=len, reverse=True)))
    return re.compile(
        rf"(?:^|(?<=[.;]) )[^\S\n]{{0,8}}(?:(?:pupil|student|children|council|committee)s?\s+)?"
        rf"(?:{any_of or '(?!)'})(?:\s+(?:pupil|student|children|from)s?)?\s*(?:[:\-–\t]|$)",
        re.IGNORECASE,
    )


def _plain_heading(cell: str) -> str:
    """“Pupil’s Name(s)” as “pupil name”, “D.O.B.” as “d o b”."""
    return " ".join(re.findall(r"[a-z]+", re.sub(r"['’]s\b|\(s\)|(?<=s)['’]", "", cell.casefold())))


def _first(headings: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((at for at, heading in enumerate(headings) if heading in wanted), None)
