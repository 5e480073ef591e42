"""What is wrong in a rule file: one line a fault, with its place and the nearest word that is known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import RulesError
from pipeline.scheme.faults.written import Keys, Written

# A list of more known words than these is no help on one line.
MOST_KNOWN = 12


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong, where it stands (lines and columns from 1), and what was expected instead.

    ``key`` is the way to it from the top (``checks.record-present.severity``), empty for a file as a whole.
    """

    path: Path
    line: int
    column: int
    key: str
    says: str

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        return f"{self.path}:{self.line}:{self.column}: {key}{self.says}"


class FaultyRulesError(RulesError):
    """Rule files that cannot be used; its text is the first fault's line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults


@dataclass(slots=True)
class Places:
    """What rules say, and where every key and item of it was ``written``."""

    written: Written
    data: dict[str, Any] = field(default_factory=dict)

    def fault(self, keys: Keys, says: str) -> Fault:
        """A fault at a key, or at the nearest one around it that was written."""
        return Fault(*self.written.around(keys).spot, ".".join(self._names(keys)), says)

    def put(self, keys: Keys, written: Written) -> None:
        """What stands at a key was written elsewhere."""
        self.written = self.written.put(keys, written)

    def _names(self, keys: Keys) -> Iterator[str]:
        """An item of a list is called by its id where it has one: nobody counts to forty-three."""
        inner: object = self.data
        for key in keys:
            try:
                inner = inner[key]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                inner = None
            named = inner.get("id") if isinstance(key, int) and isinstance(inner, Mapping) else None
            yield str(named or (key + 1 if isinstance(key, int) else key))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The word that was meant by a misspelt one; None where nothing is near."""
    words = sorted(set(known))
    near = difflib.get_close_matches(word, words, n=1) or difflib.get_close_matches(word.casefold(), words, n=1)
    return near[0] if near else None


def nearest(word: str, known: Iterable[str]) -> str:
    """`` (did you mean “leadership”?)``, or all that is known where nothing is near and the list is short."""
    words = sorted(set(known))
    near = closest(word, words)
    if near is not None:
        return f" (did you mean “{near}”?)"
    if 0 < len(words) <= MOST_KNOWN:
        return f" (known: {', '.join(words)})"
    return ""
