"""Whose turn it is: in what order a submission's files are read, and how long each may keep the others waiting.

Each has one short turn before any has a longer one, so that a file made to last costs the others next to nothing.
What is like one that had to be ended waits behind the rest: whoever sends nine such files sends nine of a sort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.office.reading_room.reader import Request
from pipeline.ooxml import limits

# What may be a form, or hold one.
_MAY_BE_FORMS = (".xlsx", ".docx", ".zip", ".eml", ".msg", ".xls", ".ods", ".doc", ".odt")
# A further turn is so many times as long as the one before.
_LONGER = 3.0


@dataclass(eq=False, slots=True)
class _Waiting:
    request: Request
    turns: int = 0


class Turns:
    """The files that wait to be read. ``called`` are words in the names of forms, such as “record”."""

    def __init__(self, called: Iterable[str] = ()) -> None:
        self._called = tuple(word.casefold() for word in called)
        self._waiting: list[_Waiting] = []
        self._asked: _Waiting | None = None
        self._ended: Counter[tuple[str, int]] = Counter()

    def add(self, requests: Iterable[Request]) -> None:
        """Let files wait for their first turn."""
        self._waiting += map(_Waiting, requests)

    @property
    def left(self) -> bool:
        """Whether any file waits."""
        return bool(self._waiting)

    @property
    def first_left(self) -> bool:
        """Whether any file waits that had no turn yet."""
        return any(waiting.turns == 0 for waiting in self._waiting)

    def next(self, seconds: float) -> tuple[Request, float]:
        """The file whose turn it is, and how long it may take of the ``seconds`` that are left for all."""
        asked = min(self._waiting, key=self._order)
        fair = seconds / len(self._waiting) - limits.READER_STARTS_SECONDS
        self._waiting.remove(asked)
        self._asked = asked
        size = len(asked.request.copy or asked.request.source.content)
        honest = limits.FREE_SECONDS + size / limits.BYTES_IN_A_SECOND
        return asked.request, min(seconds, max(fair, honest * _LONGER**asked.turns))

    def lost(self) -> None:
        """The reader was lost over the file that was asked last: what is like it waits behind the others."""
        assert self._asked is not None, "a file was asked before the reader was lost"
        self._ended[_like(self._asked.request)] += 1

    def ended(self) -> None:
        """The file that was asked last had to be ended: it waits once more, as what is like it does."""
        self.lost()
        assert self._asked is not None, "a file was asked before it was ended"
        self._asked.turns += 1
        self._waiting.append(self._asked)

    def _order(self, waiting: _Waiting) -> tuple[int, int, int, int]:
        """First turns first; then what is like no file that was ended; then what may be a form; then the small."""
        request = waiting.request
        return waiting.turns, self._ended[_like(request)], self._worth(request), len(request.source.content)

    def _worth(self, request: Request) -> int:
        name = request.source.name.lower()
        form = request.copy or name.endswith(_MAY_BE_FORMS)
        return 2 if not form else 1 - any(word in name for word in self._called)


def _like(request: Request) -> tuple[str, int]:
    """Files of one ending and of about one size are alike."""
    source = request.source
    return source.name.lower().rpartition(".")[2], len(source.content).bit_length()
