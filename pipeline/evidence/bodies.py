"""Whose list or minutes a text is: names in a pupils' council are children's, in a staff meeting grown-ups'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from pipeline.scheme.models import PrivacyRules

# A document says what it is in its first lines; what is said later may be of anybody.
FIRST_LINES = 5


class Body(Enum):
    """Who meets, or is listed, as the name or the first lines of a document say."""

    PUPILS = "pupils"
    ADULTS = "grown-ups"
    UNSAID = "unsaid"


def whose(names: Iterable[str], text: str, rules: PrivacyRules) -> Body:
    """The first body named: in the names of the file and its sheet, then in the first lines of the text."""
    pupils, adults = _pattern(rules.pupil_bodies), _pattern(rules.adult_bodies)
    lines = [line for line in text[:2000].splitlines() if line.strip()][:FIRST_LINES]
    for said in (*names, *lines):
        first = {body: found.start() for body, found in ((Body.PUPILS, pupils.search(said)),
                                                         (Body.ADULTS, adults.search(said))) if found}  # fmt: skip
        if first:
            return min(first, key=first.__getitem__)
    return Body.UNSAID


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # A file's name parts words with a dash or a low line. No words at all match nothing.
    phrases = [r"[\s_-]+".join(map(re.escape, word.split())) for word in words]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?![^\W_])" if phrases else r"(?!)", re.IGNORECASE)
