"""One folder of rules laid over another: what it says, and with it where each piece of it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.scheme.faults.fault import Keys, Places, closest, nearest
from pipeline.scheme.pages.gathering import Gathered
from pipeline.scheme.pages.pieces import at, put, stands

# A folder has ten thousand places and some two hundred pieces: those of one piece are found by so many keys.
_START = 2


class Laying:
    """What a scheme builds on (``base``), its ``own`` pages, and what is ``laid`` of both so far."""

    def __init__(self, base: Gathered, own: Gathered) -> None:
        self.base = base
        self.own = own
        self.laid = Gathered(Places({(): own.places.at[()]}), [*base.faults, *own.faults], own.ends)
        self._starts = {id(source): _by_start(source.places.at) for source in (base, own)}

    def lay(self, keys: Keys) -> None:
        """What stands at ``keys`` in both: mappings are laid over one another, anything else is the scheme's."""
        base, own = at(self.base.data, keys), at(self.own.data, keys)
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            put(self.laid.data, keys, {})
            if keys in self.own.places.at:
                self.laid.places.at[keys] = self.own.places.at[keys]
            for key in dict.fromkeys([*base, *own]):
                self.lay((*keys, key))
        else:
            source = self.own if own is not None or stands(self.own.data, keys) else self.base
            self.copy(source, keys, keys)

    def copy(self, source: Gathered, keys: Keys, to: Keys) -> None:
        """A piece of one folder as it stands there, with the places of all that is in it."""
        put(self.laid.data, to, at(source.data, keys))
        for inner, place in self.places_in(source, keys):
            self.laid.places.at[(*to, *inner)] = place

    def places_in(self, source: Gathered, keys: Keys) -> Iterator[tuple[Keys, tuple[Path, int, int]]]:
        """Where a piece and all that is in it was written, by the way from the piece."""
        for each in self._starts[id(source)].get(keys[:_START], ()):
            if each[: len(keys)] == keys:
                yield each[len(keys) :], source.places.at[each]

    def fault(self, keys: Keys, says: str) -> None:
        """Tells what is wrong at a place of what is laid."""
        self.laid.faults.append(self.laid.places.fault(keys, says))

    def meant(self, name: object, known: Iterable[str], keys: Keys, says: str) -> str | None:
        """A word that leads nowhere is told; the rest is looked at as if the nearest one had been said."""
        known = tuple(map(str, known))
        self.fault(keys, f"{says}{nearest(str(name), known)}.")
        near = closest(str(name), known)
        self.laid.ends = self.laid.ends or near is None
        return near


def _by_start(keys: Iterable[Keys]) -> Mapping[Keys, list[Keys]]:
    """The places of each piece of the data, in their order, by its first key and by its first two."""
    found: dict[Keys, list[Keys]] = {}
    for each in keys:
        for length in range(1, min(len(each), _START) + 1):
            found.setdefault(each[:length], []).append(each)
    return found
