"""Which scheme a delivery is for, by its forms or else by the folder it was dropped in. No register is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.office.premises.schemes import Schemes
from pipeline.office.reading_room.room import Taken
from pipeline.scheme import Scheme
from pipeline.values import FileReading, NoticeKind

Read = Callable[[Scheme], Sequence[Taken]]


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery's files as one scheme's forms read them. ``scheme`` is None when nothing says which is meant.

    ``several`` are the names of the schemes whose forms came together.
    """

    taken: tuple[Taken, ...]
    scheme: Scheme | None
    several: tuple[str, ...] = ()


def told_by_forms(schemes: Schemes, read: Read, hint: str = "") -> Told:
    """Read a delivery by the forms of the scheme that it holds forms of.

    Every scheme is a candidate. ``hint`` is the scheme that is meant when no form tells one; an office with one
    scheme needs none. Raises RulesError when it is for one whose rules cannot be used.
    """
    first = schemes.present(hint if hint and schemes.has(hint) else schemes.usable[0])
    taken = tuple(read(first))
    readings = _all(taken)
    own = any(reading.form is not None for reading in readings)
    others = [scheme for scheme in _siblings(readings) if schemes.has(scheme)]
    found = [*([first.id] if own else []), *others]
    if len(found) > 1:
        return Told(taken, None, tuple(schemes.present(scheme).name for scheme in found))
    if others:
        other = schemes.present(others[0])
        return Told(tuple(read(other)), other)
    known = own or hint == first.id or len(schemes.every) == 1
    return Told(taken, first if known else None)


def _all(taken: Sequence[Taken]) -> list[FileReading]:
    return [reading for one in taken for _, reading in one.read]


def _siblings(readings: Sequence[FileReading]) -> list[str]:
    """The ids of the other schemes whose forms these are, each once."""
    notices = (notice for reading in readings for notice in reading.notices)
    named = (n.words.get("scheme", "") for n in notices if n.kind is NoticeKind.OTHER_SCHEME)
    return list(dict.fromkeys(scheme for scheme in named if scheme))
