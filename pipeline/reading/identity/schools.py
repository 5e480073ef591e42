"""The office's schools list, indexed so that a delivery is placed among 27,000 schools in milliseconds.

Each index is made when it is first asked for: a command that asks nothing pays nothing.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.errors import WorkspaceError
from pipeline.reading.answers.wording import plain
from pipeline.reading.identity.numbers import owner, postcode, website_domain
from pipeline.values import School
from pipeline.values.plain_cells import from_text
from pipeline.values.school_names import ALIKE, WITHIN, alike, folded, telling

NAME = "EstablishmentName"
# A word that more schools share than this (“mary”, “park”) is no way to find one.
_COMMON_WORD = 400


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list: the school, and what the register says around it. ``closed`` is its last day, as printed."""

    school: School
    area: str = ""
    closed: str = ""
    federation: str = ""
    trust: str = ""
    former_number: str = ""


class SchoolList(Sequence[School]):
    """The open schools of the list, in its order; closed ones only lead to those that came after them."""

    def __init__(self, rows: Iterable[Listed] = ()) -> None:
        every = tuple(rows)
        self.rows = tuple(row for row in every if not row.closed)
        self._closed = tuple(row for row in every if row.closed)

    @classmethod
    def of(cls, schools: Iterable[School]) -> SchoolList:
        """A list of schools of which nothing more is known."""
        return cls(Listed(school) for school in schools)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]  # int gives a School, slice a tuple of them
        if isinstance(index, slice):
            return tuple(row.school for row in self.rows[index])
        return self.rows[index].school

    def __iter__(self) -> Iterator[School]:
        return (row.school for row in self.rows)

    def by_number(self, number: str) -> tuple[Listed, ...]:
        """Schools by URN, early years number, DfE number or our own key."""
        return self._by_number.get(number.upper(), ())

    def by_postcode(self, code: str) -> tuple[Listed, ...]:
        """Schools at a postcode, given without its space."""
        return self._by_postcode.get(code, ())

    def by_domain(self, domain: str) -> tuple[Listed, ...]:
        """Schools whose web site stands at a mail domain, or at one above it (``mail.oakfield.kent.sch.uk``)."""
        labels = domain.split(".")
        least = owner(domain)
        for first in range(len(labels)):
            above = ".".join(labels[first:])
            if above in self._by_domain:
                return self._by_domain[above]
            if above == least:
                break
        return ()

    def by_owner(self, domain: str) -> tuple[Listed, ...]:
        """Schools whose web sites stand beside or below a mail domain: a trust's, for one."""
        return self._by_owner.get(owner(domain), ())

    def by_name(self, name: str) -> tuple[tuple[float, Listed], ...]:
        """Schools with a like name, the likest first. For a person to choose among: a name never decides."""
        words = [word for word in telling(name) if len(self._by_word.get(word, ())) <= _COMMON_WORD]
        near = {row.school.key: row for word in words for row in self._by_word.get(word, ())}
        rated = ((alike(name, row.school.name), row) for row in near.values())
        return tuple(sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda p: (-p[0], p[1].school.key)))

    def search(self, text: str) -> tuple[Listed, ...]:
        """Schools that a person means by a number, key or postcode, or by parts of these, the name and the town.

        The likeliest first; closed schools too, behind the open ones. Whoever takes one looks at ``closed``.
        """
        number = "".join(c for c in text if c.isalnum())
        exact = self.by_number(text.strip()) or self.by_number(number) or self.by_postcode(postcode(text))
        gone = self.closed_number(number)
        if exact or gone:
            return (*exact, *((gone,) if gone and gone not in exact else ()))
        words = folded(plain(text)).split()
        # “TN30 6” and “886/21” are one thing; “mary dale” is two.
        asked = [["".join(words)], words] if words else []
        ways = ([(said, row) for said, row in self._said if all(word in said for word in way)] for way in asked)
        holding = next((found for found in ways if found), [])
        holding.sort(key=lambda pair: _likeness(text, words, *pair))
        found = {row.school.key: row for row in (*(row for _, row in holding), *(row for _, row in self.by_name(text)))}
        return tuple(sorted(found.values(), key=lambda row: bool(row.closed)))

    def members(self, group: str) -> tuple[Listed, ...]:
        """The schools of a federation or trust of this name; none when the list has no such group."""
        return self._groups.get(_group(group), ())

    def closed_number(self, number: str) -> Listed | None:
        """The closed school that had a number."""
        return self._closed_numbers.get(number.upper())

    def after(self, closed: Listed) -> tuple[Listed, ...]:
        """The open schools that may be a closed one's successors: at its postcode, and of its name or one within it.

        “Marlow Bridge” after “Marlow Brook” is for a person to say.
        """
        near = self.by_postcode(postcode(closed.school.postcode))
        return tuple(row for row in near if alike(row.school.name, closed.school.name) >= WITHIN)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((number, row) for row in self.rows for number in _numbers(row))

    @cached_property
    def _closed_numbers(self) -> Mapping[str, Listed]:
        return {number: row for row in self._closed for number in _numbers(row)}

    @cached_property
    def _said(self) -> Sequence[tuple[str, Listed]]:
        """What a person may know of each school, in small plain letters."""
        return [(_said_of(row), row) for row in (*self.rows, *self._closed)]

    @cached_property
    def _by_postcode(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((postcode(row.school.postcode), row) for row in self.rows if row.school.postcode)

    @cached_property
    def _by_domain(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((website_domain(row.school.website), row) for row in self.rows if row.school.website)

    @cached_property
    def _by_owner(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((owner(domain), row) for domain, rows in self._by_domain.items() for row in rows)

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((word, row) for row in self.rows for word in set(telling(row.school.name)))

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Listed, ...]]:
        return _indexed((_group(name), row) for row in self.rows for name in (row.federation, row.trust) if name)


def _indexed(pairs: Iterable[tuple[str, Listed]]) -> dict[str, tuple[Listed, ...]]:
    found: defaultdict[str, list[Listed]] = defaultdict(list)
    for key, row in pairs:
        if key:
            found[key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _numbers(row: Listed) -> set[str]:
    school = row.school
    return {number.upper() for number in (school.key, school.urn, school.laestab, row.former_number) if number}


def _said_of(row: Listed) -> str:
    school = row.school
    code = school.postcode.replace(" ", "")
    return folded(" ".join(["", plain(school.name), plain(school.town), code, *sorted(_numbers(row))]))


def _likeness(text: str, words: Sequence[str], said: str, row: Listed) -> tuple[bool, float, str]:
    """Sorts a school that has each word at a word's beginning first, then by name."""
    within = not all(f" {word}" in said for word in words)
    return within, -alike(text, row.school.name), row.school.key


def _group(name: str) -> str:
    return plain(name).removeprefix("the ")


def parse_schools(data: bytes) -> SchoolList:
    """The schools list, a CSV in the columns of the public register of schools (GIAS).

    A row without a URN gets our own number from the column ``Key``, else from its name and postcode.
    Raises WorkspaceError when there is no EstablishmentName column.
    """
    rows = csv.reader(io.StringIO(decode(data), newline=""))
    header = next(rows, [])
    if NAME not in header:
        raise WorkspaceError(f"The schools list has no column “{NAME}”. Use the columns of the public register.")
    places = {name: at for at, name in enumerate(header)}
    at = places[NAME]
    return SchoolList(_listed(row, places) for row in rows if len(row) > at and row[at].strip())


def decode(data: bytes) -> str:
    """A CSV's text: UTF-8 with or without its mark, else the Windows alphabet of the official download."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _listed(row: Sequence[str], places: Mapping[str, int]) -> Listed:
    def of(column: str) -> str:
        at = places.get(column, len(row))
        return from_text(row[at].strip()) if at < len(row) else ""

    urn, name, code = of("URN"), of(NAME), of("Postcode")
    key = urn or of("Key") or "-".join(plain(f"{name} {code}").split())
    head = f"{of('HeadFirstName')} {of('HeadLastName')}".strip()
    school = School(
        key, name, urn or None, _laestab(of("LA (code)"), of("EstablishmentNumber")) or None,
        of("PhaseOfEducation (name)"), of("TypeOfEstablishment (name)"), of("Street"), of("Town"), code,
        of("SchoolWebsite"), head,
    )  # fmt: skip
    closed = (of("CloseDate") or "an unknown day") if of("EstablishmentStatus (name)") == "Closed" else ""
    former = _laestab(of("PreviousLA (code)"), of("PreviousEstablishmentNumber"))
    return Listed(school, of("LA (name)"), closed, of("Federations (name)"), of("Trusts (name)"), former)


def _laestab(area: str, number: str) -> str:
    return f"{area}{number.zfill(4)}" if area.isdigit() and number.isdigit() else ""
