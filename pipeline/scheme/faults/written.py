"""Where each word of the rules was written: a tree of the same shape as what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

# The way to a word from the top of the rules: ``("checks", 3, "severity")``.
Keys = tuple[str | int, ...]
# A file, a line and a column, both from 1.
Spot = tuple[Path, int, int]


class Written:
    """Where one thing was written, and where each thing in it was. It never changes: what is laid together from
    several folders is a new tree, whose branches are theirs.

    What is in it is asked of ``within`` when it is first wanted, for of rules without a fault it never is.
    """

    def __init__(self, spot: Spot, within: Callable[[], Mapping[str | int, Written]] = dict) -> None:
        self.spot = spot
        self._within = within

    @cached_property
    def inner(self) -> Mapping[str | int, Written]:
        return self._within()

    def at(self, keys: Keys) -> Written | None:
        """What was written at the end of a way; None where nothing was."""
        found: Written | None = self
        for key in keys:
            if found is None:
                return None
            found = found.inner.get(key)
        return found

    def around(self, keys: Keys) -> Written:
        """What was written at the end of a way, or the nearest thing around it."""
        found = self
        for key in keys:
            if key not in found.inner:
                break
            found = found.inner[key]
        return found

    def put(self, keys: Keys, written: Written) -> Written:
        """The same with something else at the end of a way; what is missing on it stands where its surroundings do."""
        if not keys:
            return written
        there = self.inner.get(keys[0]) or Written(self.spot)
        inner = {**self.inner, keys[0]: there.put(keys[1:], written)}
        return Written(self.spot, lambda: inner)

    def only(self, kept: Sequence[int]) -> Written:
        """A list of which only these items are left, in this order."""
        inner: Mapping[str | int, Written] = {new: self.inner[old] for new, old in enumerate(kept)}
        return Written(self.spot, lambda: inner)

    def over(self, lower: Written | None) -> Written:
        """This one, and beneath it what only ``lower`` has."""
        if lower is None:
            return self
        inner = {**lower.inner, **{key: each.over(lower.inner.get(key)) for key, each in self.inner.items()}}
        return Written(self.spot, lambda: inner)
