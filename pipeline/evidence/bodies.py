"""Whose list or minutes a text is: names in a pupils' council are children's, in a staff meeting grown-ups'."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from pipeline.evidence.wordlists import WordList
from pipeline.scheme.model import PrivacyRules

# A document says what it is in its first lines; what is said later may be of anybody.
FIRST_LINES = 5


class Body(Enum):
    """Who meets, or is listed, as the name or the first lines of a document say."""

    PUPILS = "pupils"
    ADULTS = "grown-ups"
    UNSAID = "unsaid"


_PUPILS, _ADULTS = Body.PUPILS, Body.ADULTS


def whose(names: Iterable[str], text: str, rules: PrivacyRules) -> Body:
    """The first body named: in the names of the file and its sheet, then in the first lines of the text."""
    pupils, adults = _bodies(rules.pupil_bodies), _bodies(rules.adult_bodies)
    lines = [line for line in text[:2000].splitlines() if line.strip()][:FIRST_LINES]
    for said in (*names, *lines):
        found = ((body, next(words.spans(said), None)) for body, words in ((_PUPILS, pupils), (_ADULTS, adults)))
        first = [(span[0], body) for body, span in found if span is not None]
        if first:
            return min(first, key=lambda told: told[0])[1]
    return Body.UNSAID


@lru_cache(maxsize=8)
def _bodies(words: tuple[str, ...]) -> WordList:
    # A file's name parts words with a dash or a low line.
    return WordList(words, gap=r"[\s_-]+", letter=r"[^\W_]")
