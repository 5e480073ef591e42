"""From a folder of rule files to a :class:`~pipeline.scheme.model.Scheme`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.scheme.faults.fault import Fault, FaultyRulesError, Places
from pipeline.scheme.faults.plain_faults import plain_faults
from pipeline.scheme.faults.references import wrong_references
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Scheme
from pipeline.scheme.model.check import TAKEN_OVER
from pipeline.scheme.pages.building_on import gather_whole
from pipeline.scheme.pages.gathering import CHECKS


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder as it was read: what is wrong with it, and the scheme as far as it can be made.

    ``left_out`` are the ids of checks that have faults of their own and are not in ``scheme``; ``places`` are those
    of what is in it. ``sound`` says that its checks can be looked at: nothing that they point to is wrong.
    """

    scheme: Scheme | None
    faults: tuple[Fault, ...]
    places: Places
    left_out: frozenset[str] = frozenset()
    sound: bool = False


@contextmanager
def nothing_collected() -> Iterator[None]:
    """No search for garbage meanwhile: of a hundred thousand small things that pages are made of none is garbage yet,
    and looking through them again and again takes a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@nothing_collected()
def load_scheme(folder: Path, language: str = "") -> Scheme:
    """Read and check a scheme's folder; ``language`` is one of its ``languages/`` (``cy``), or its own.

    Raises FaultyRulesError, whose text is one line ``file:line:column: key: what is wrong`` for the first fault.
    """
    examined = examine(folder, language)
    if examined.faults or examined.scheme is None:
        raise FaultyRulesError(examined.faults)
    return examined.scheme


def examine(folder: Path, language: str = "") -> Examined:
    """All that is wrong with a scheme's folder, as far as one fault does not hide another. Never raises.

    A check that cannot be read is left out, so that the others can be looked at.
    """
    gathered = gather_whole(folder, language)
    if gathered.ends:
        return Examined(None, tuple(gathered.faults), gathered.places)
    places, broken, left_out = gathered.places, bool(gathered.faults), frozenset[str]()
    taken_over = gathered.taken_over
    scheme, wrong = _validated(places, broken, taken_over)
    faults = [*gathered.faults, *(places.fault(keys, says) for keys, says in wrong)]
    if scheme is None:
        left_out, places = _without_faulty_checks(places, wrong)
        scheme, _ = _validated(places, broken, taken_over) if left_out else (None, [])
    sound = scheme is not None
    for keys, says in wrong_references(scheme) if scheme is not None else ():
        if not _follows(says, left_out):
            faults.append(places.fault(keys, says))
            sound = sound and keys[0] == CHECKS
    return Examined(scheme, tuple(faults), places, left_out, sound)


def _validated(
    places: Places, broken: bool, taken_over: frozenset[str]
) -> tuple[Scheme | None, list[tuple[Keys, str]]]:
    try:
        return Scheme.model_validate(places.data, context={TAKEN_OVER: taken_over}), []
    except ValidationError as error:
        return None, plain_faults(error, Scheme, places, broken)


def _without_faulty_checks(places: Places, wrong: Sequence[tuple[Keys, str]]) -> tuple[frozenset[str], Places]:
    """The ids of checks that have faults, and the places and data without them."""
    faulty = {keys[1] for keys, _ in wrong if len(keys) > 1 and keys[0] == CHECKS}
    checks = places.data.get(CHECKS)
    if not faulty or not isinstance(checks, list):
        return frozenset(), places
    kept = [number for number in range(len(checks)) if number not in faulty]
    written = places.written.put((CHECKS,), places.written.around((CHECKS,)).only(kept))
    names = (each.get("id") for n, each in enumerate(checks) if n in faulty and isinstance(each, dict))
    return frozenset(map(str, names)), Places(written, {**places.data, CHECKS: [checks[n] for n in kept]})


def _follows(says: str, left_out: frozenset[str]) -> bool:
    """Whether a fault only follows from a check that was left out."""
    return any(says.startswith(f"there is no check “{name}”") for name in left_out)
