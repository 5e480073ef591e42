"""What the line itself says beside a scheme's own sentences, in the language of the scheme.

Python says it in English. A page of a language says it again under ``phrases``, by its English words, with the same
names in braces::

    phrases: {"{count} more": "{count} arall"}

Whoever knows the scheme asks for a phrase (:meth:`Phrases.say`). A reader knows no language: its sentences are known
again when they are told to a school (:meth:`Phrases.again`). What stands in quotation marks is the school's own, and
is never touched.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce

from pipeline.scheme.model import Scheme

# A stretch of text with its quotation marks in pairs.
_WHOLE = "(?:“[^”]*”|[^“”])+?"
_SENTENCES = re.compile(rf"({_WHOLE}[.!?])(?:\s+(?=[A-Z“])|\Z)")
_LIST, _AND, _OR = (re.compile(rf"({_WHOLE}){word}({_WHOLE})") for word in (", ", " and ", " or "))
# Phrases that only string others together would be found in any sentence.
_STRUNG = ("{before} ", "{first} ", "{award}")
_DATE = re.compile(
    r"\b(\d{1,2} )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b"
)
_QUOTED = re.compile("(“[^”]*”)")
_ENDS = (".", "!", "?")
# Names that only figures fill: without that “3 new” would be found in any text that ends so.
_FIGURED = frozenset({"count", "all", "least", "most", "number", "month", "size"})
_FIGURES = r"[\d.,]+%?"


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases by their English words; without any, English is what is said."""

    known: Mapping[str, str] = field(default_factory=dict)

    def say(self, english: str, /, **words: object) -> str:
        """A phrase with its names filled in."""
        return self.known.get(english, english).format_map(words)

    def listed(self, names: Sequence[str]) -> str:
        """“A, B and C”."""
        if len(names) < 2:
            return "".join(names)
        return self.say("{before} and {last}", before=", ".join(names[:-1]), last=names[-1])

    def either(self, names: Sequence[str]) -> str:
        """“A or B or C”."""
        return reduce(lambda before, last: self.say("{before} or {last}", before=before, last=last), names or ("",))

    def long_date(self, day: dt.date) -> str:
        """“3 March 2026”."""
        return f"{day.day} {self.say(f'{day:%B}')} {day.year}"

    def number(self, number: int) -> str:
        """Small numbers in words, others in figures."""
        return self.say(_NUMBERS[number]) if 0 <= number < len(_NUMBERS) else str(number)

    def again(self, text: str) -> str:
        """What was said in English, said again; what is not known stays as it is."""
        said = text.strip()
        if not self.known or not said:
            return text
        found = _reader(self).again(said)
        return text.replace(said, found, 1) if found != said else text


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ENGLISH = Phrases()


@lru_cache(maxsize=64)
def phrases_of(scheme: Scheme) -> Phrases:
    """The phrases of a scheme's language."""
    printed = {option: word for words in scheme.printed_choices.values() for option, word in words.items()}
    return Phrases({**printed, **scheme.phrases}) if scheme.phrases else ENGLISH


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How a phrase with names in it is known again, and the names that are said again themselves."""

    english: re.Pattern[str]
    said: str
    quoted: frozenset[str]


@lru_cache(maxsize=8)
def _reader(phrases: Phrases) -> _Reader:
    # The more a phrase says itself, the surer it is the one that was meant.
    order = sorted((key for key in phrases.known if "{" in key), key=lambda key: -len(_own_words(key)))
    patterns = tuple(_pattern(key, phrases.known[key]) for key in order if not key.startswith(_STRUNG))
    return _Reader(phrases, patterns)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds what was said in English among the phrases of a language: whole, by sentences, or as a list."""

    phrases: Phrases
    patterns: tuple[_Pattern, ...]

    def again(self, text: str) -> str:
        if text in self.phrases.known:
            return self.phrases.known[text]
        for pattern in self.patterns:
            if found := pattern.english.fullmatch(text):
                return pattern.said.format_map({name: self._name(name, pattern, found) for name in found.groupdict()})
        sentences = _SENTENCES.findall(text)
        if len(sentences) > 1:
            return _SENTENCES.sub(lambda found: f"{self.again(found[1])} ", text).strip()
        return self._dated(text) if text.endswith(_ENDS) else self._list(text)

    def _name(self, name: str, pattern: _Pattern, found: re.Match[str]) -> str:
        word = found[name]
        return self.phrases.known.get(word, word) if name in pattern.quoted else self.again(word)

    def _list(self, text: str) -> str:
        if found := _AND.fullmatch(text):
            return self.phrases.listed([self.again(found[1]), self.again(found[2])])
        if found := _OR.fullmatch(text):
            return self.phrases.either([self.again(found[1]), self.again(found[2])])
        found = _LIST.fullmatch(text)
        return f"{self.again(found[1])}, {self.again(found[2])}" if found else self._dated(text)

    def _dated(self, text: str) -> str:
        pieces = _QUOTED.split(text)
        return "".join(piece if piece.startswith("“") else _DATE.sub(self._day, piece) for piece in pieces)

    def _day(self, found: re.Match[str]) -> str:
        return f"{found[1] or ''}{self.phrases.say(found[2])} {found[3]}"


def _pattern(english: str, said: str) -> _Pattern:
    pieces: list[str] = []
    quoted: set[str] = set()
    for own, name, _, _ in string.Formatter().parse(english):
        pieces.append(re.escape(own))
        if name:
            pieces.append(f"(?P<{name}>{_FIGURES if name in _FIGURED else _WHOLE})")
            quoted |= {name} if own.endswith("“") else set()
    return _Pattern(re.compile("".join(pieces)), said, frozenset(quoted))


def _own_words(key: str) -> str:
    return "".join(own for own, _, _, _ in string.Formatter().parse(key))
