"""One folder of rules laid over another: what it says, and with it where each piece of it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.scheme.faults.fault import Places, closest, nearest
from pipeline.scheme.faults.written import Keys, Written
from pipeline.scheme.pages.gathering import Gathered
from pipeline.scheme.pages.pieces import at, put, stands


class Laying:
    """What a scheme builds on (``base``), its ``own`` pages, and what is ``laid`` of both so far."""

    def __init__(self, base: Gathered, own: Gathered) -> None:
        self.base = base
        self.own = own
        self.laid = Gathered(Places(Written(own.places.written.spot)), [*base.faults, *own.faults], own.ends)

    def lay(self, keys: Keys) -> None:
        """What stands at ``keys`` in both: mappings are laid over one another, anything else is the scheme's."""
        base, own = at(self.base.data, keys), at(self.own.data, keys)
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            put(self.laid.data, keys, {})
            self.laid.places.put(keys, Written(self.own.places.written.around(keys).spot))
            for key in dict.fromkeys([*base, *own]):
                self.lay((*keys, key))
        else:
            source = self.own if own is not None or stands(self.own.data, keys) else self.base
            self.copy(source, keys, keys)

    def copy(self, source: Gathered, keys: Keys, to: Keys) -> None:
        """A piece of one folder as it stands there, with the places of all that is in it."""
        put(self.laid.data, to, at(source.data, keys))
        self.laid.places.put(to, source.places.written.around(keys))

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
