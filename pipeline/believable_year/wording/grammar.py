"""From authored blocks to a school's own sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIGNS = "+=-*"
_LIMIT = re.compile(r"([NPSXAFC]*) ")


@dataclass(frozen=True, slots=True)
class Frame:
    """One authored sentence or action with slots. ``kinds`` is empty where it suits every school."""

    text: str
    kinds: frozenset[str]

    def suits(self, kind: str) -> bool:
        """Whether a school of that kind may say it."""
        return not self.kinds or kind in self.kinds


Blocks = Mapping[str, Mapping[str, tuple[Frame, ...]]]


def parse(text: str) -> Blocks:
    """Blocks by id, then frames by sign. A line without a sign carries on the one before it."""
    blocks: dict[str, dict[str, list[str]]] = {}
    frames: list[str] = []
    block = ""
    for line in text.strip().splitlines():
        if line.startswith("["):
            block = line.strip("[]")
            blocks[block] = {sign: [] for sign in SIGNS}
        elif line[:1] and line[0] in SIGNS:
            frames = blocks[block][line[0]]
            frames.append(line[1:])
        elif line:
            frames[-1] += " " + line
    return {
        key: {sign: tuple(_frame(frame) for frame in written) for sign, written in signs.items()}
        for key, signs in blocks.items()
    }


def _frame(text: str) -> Frame:
    limit = _LIMIT.match(text)
    assert limit is not None, text
    return Frame(text[limit.end() :], frozenset(limit.group(1)))


def say(frame: Frame | str, slots: Mapping[str, str], rng: random.Random) -> str:
    """The sentence with its slots filled and its first letter raised. Raises KeyError for an unknown slot."""
    text = frame if isinstance(frame, str) else frame.text
    words = text.strip().format_map({**slots, **numbers(rng)})
    words = re.sub(r"([.!?] )([a-z])", lambda m: m.group(1) + m.group(2).upper(), words)
    return words[0].upper() + words[1:]


def numbers(rng: random.Random) -> dict[str, str]:
    """Fresh figures for one sentence: smaller and larger counts, pounds, and shares before and after."""
    before = rng.randint(38, 61)
    part = rng.randint(14, 22)
    larger = rng.randint(9, 19)
    small = ("three", "four", "five", "six", "seven")
    return {
        "n1": rng.choice(("eight", "nine", "ten", "eleven", "twelve")),
        "n2": str(rng.randint(24, 60)),
        "n3": str(larger),
        "n4": rng.choice(small),
        "n5": str(larger + rng.randint(2, 9)),
        "n6": str(rng.randint(28, 95)),
        "n7": str(rng.randint(18, 74)),
        "n8": str(rng.randrange(240, 960, 10)),
        "pct0": f"{before}%",
        "pct1": f"{before + rng.randint(17, 34)}%",
        "pct2": f"{part}%",
        "pct3": f"{part - rng.randint(4, 8)}%",
        "pct4": f"{part + rng.randint(7, 15)}%",
    }


def pick(frames: Sequence[Frame], kind: str, count: int, rng: random.Random) -> list[Frame]:
    """Different frames that suit the kind of school, in random order."""
    return rng.sample([frame for frame in frames if frame.suits(kind)], count)
