"""Which criterion a row is about, and what a school typed into the criterion's own box."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import Criterion, Scheme

# A criterion whose words were edited is the one it is most like, from this likeness (0 to 100) on: of the
# scheme's own criteria no two are more than 63 alike, and a line with every fifth word changed stays above 80.
NEAREST = 75
# The same for the line of examples below a criterion.
_NEAR_LINE = 70
# Of a criterion that was only shortened, so many of the words are the form's own.
_SAME_WORDS = 0.8
# A word or two beside a criterion (“Yes”, “See below”) may be anything; from three on it is an answer.
_LEAST_WORDS = 3
_CODE = re.compile(r"\s*(\d{1,2})\s*[.,]\s*(\d{1,2})\b[.):]?\s*")


@dataclass(frozen=True, slots=True)
class Identity:
    """``key`` is a criterion's id, None when nothing in the row names one.

    ``by`` is the sign that decided: text, code, nearest or tag. ``against`` says which printed sign names
    another criterion, in words for the officer.
    """

    key: str | None
    by: str = ""
    against: str = ""


class CriterionRows:
    """Recognises the criteria of one scheme by their code, their text and the tags of their controls."""

    def __init__(self, scheme: Scheme) -> None:
        self.by_id = {criterion.id: criterion for criterion in scheme.criteria}
        self._by_code = {criterion.code: criterion.id for criterion in scheme.criteria}
        self._by_text = {plain(text): c.id for c in scheme.criteria for text in (c.text, *c.aliases)}
        self._texts = list(self._by_text)

    def identify(self, printed: Sequence[str], tag: str | None) -> Identity:
        """The criterion that most signs name; among equals the text counts before the code, and that before the tag."""
        code = next((key for text in printed if (key := self._code(text))), None)
        text = next((key for cell in printed if (key := self._exact(cell))), None)
        near = None if text else self._nearest(printed)
        if tag not in self.by_id or not (code or text or near or not any(_CODE.match(cell) for cell in printed)):
            # A row copied below ours keeps our tags; the number it prints is the school's own.
            tag = None
        votes = [(key, by) for key, by in ((text, "text"), (code, "code"), (near, "nearest"), (tag, "tag")) if key]
        if not votes:
            return Identity(None)
        count = Counter(key for key, _by in votes)
        key, by = max(votes, key=lambda vote: count[vote[0]])
        other = next((vote for vote in votes if vote[0] != key and vote[1] != "tag"), None)
        if other is None:
            return Identity(key, by)
        sign = "number" if other[1] == "code" else "text"
        return Identity(key, by, f"its {sign} is that of {self.by_id[other[0]].code}")

    def _code(self, text: str) -> str | None:
        code = _CODE.match(text)
        return self._by_code.get(f"{code[1]}.{code[2]}" if code else text.strip())

    def _exact(self, text: str) -> str | None:
        return next((key for line in _lines(text) if (key := self._by_text.get(plain(line)))), None)

    def _nearest(self, printed: Sequence[str]) -> str | None:
        for line in (line for text in printed for line in _lines(text) if len(line.split()) >= _LEAST_WORDS):
            found = process.extractOne(plain(line), self._texts, scorer=fuzz.ratio, score_cutoff=NEAREST)
            if found is not None:
                return self._by_text[found[0]]
        return None


@lru_cache(maxsize=8)
def criteria_known(scheme: Scheme) -> CriterionRows:
    """One recogniser for every table of every form that is read by the same scheme."""
    return CriterionRows(scheme)


def added_to(text: str, criterion: Criterion) -> str:
    """What a school typed into a criterion's printed box, before, between or after the printed words.

    Printed lines that were only edited are no answer; nor are fewer than three words.
    """
    printed = (*criterion.printed, *criterion.aliases)
    left = [rest for line in _lines(text) if (rest := _beyond(line, printed))]
    answer = "\n".join(left)
    return answer if len(answer.split()) >= _LEAST_WORDS else ""


def _lines(text: str) -> list[str]:
    """A cell's lines, a code at the start taken off; what holds nothing left out."""
    lines = (_CODE.sub("", line, count=1) if _CODE.match(line) else line for line in text.splitlines())
    return [line.strip() for line in lines if line.strip()]


def _beyond(line: str, printed: Sequence[str]) -> str:
    words = line.split()
    for known in printed:
        size = len(known.split())
        if plain(" ".join(words[:size])) == plain(known):
            return " ".join(words[size:]).lstrip("-–—:;,. ")
        if plain(" ".join(words[-size:])) == plain(known):
            return " ".join(words[:-size]).rstrip("-–—:; ")
    likeness = max(fuzz.ratio(plain(line), plain(known)) for known in printed)
    return "" if likeness >= _NEAR_LINE or _is_shortened(line, printed) else line


def _is_shortened(line: str, printed: Sequence[str]) -> bool:
    """Whether a line says little that a printed one does not: a criterion in fewer words is no answer to it."""
    words = set(plain(line).split())
    return any(len(words & set(plain(known).split())) >= _SAME_WORDS * len(words) for known in printed)
