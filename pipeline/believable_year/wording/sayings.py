"""A school's sentences, of which no two schools ever say the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from pipeline.believable_year.wording import grammar
from pipeline.believable_year.wording.grammar import Frame

# Said after a paragraph that another school happens to have used already. Each holds one of the school's own names.
_CLOSERS = (
    "{lead} keeps an eye on this.",
    "{gov} has asked to hear how it goes.",
    "We went over it in {safe} in the autumn.",
    "The {council} knows about it.",
    "{forum} put us on to it.",
    "It is in {lead}'s notes.",
    "{elsa} would say the same.",
    "{ta} can show anyone who asks.",
    "It has been in {news} too.",
    "See also what {buddies} told us.",
)
_TRIES = 5


class Sayings:
    """Remembers every paragraph of the year."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def say(
        self, frames: Sequence[Frame], kind: str, slots: Mapping[str, str], rng: random.Random, count: int = 1
    ) -> str:
        """``count`` sentences that suit the kind of school, together said by no other school before."""
        text = ""
        for _ in range(_TRIES):
            text = " ".join(grammar.say(frame, slots, rng) for frame in grammar.pick(frames, kind, count, rng))
            if self._new(text):
                return text
        return self._closed(text, slots, rng)

    def own(self, text: str, slots: Mapping[str, str], rng: random.Random) -> str:
        """The text itself if it is new, else with a closing sentence of the school's own."""
        return text if self._new(text) else self._closed(text, slots, rng)

    def _closed(self, text: str, slots: Mapping[str, str], rng: random.Random) -> str:
        stop = "" if text[-1] in ".!?”" else "."
        for closer in rng.sample(_CLOSERS, len(_CLOSERS)):
            longer = f"{text}{stop} {grammar.say(closer, slots, rng)}"
            if self._new(longer):
                return longer
        raise ValueError(f"No school-specific ending is left for: {text}")

    def _new(self, text: str) -> bool:
        if text in self._said:
            return False
        self._said.add(text)
        return True
