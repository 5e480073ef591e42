"""Comparing what schools write with what the form prints, whatever the case, spaces and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

_BRACKETS = re.compile(r"\((?:optional|required|please [^)]*|if [^)]*|dd[^)]*|day[^)]*)\)", re.IGNORECASE)
_APOSTROPHES = re.compile("['’‘`´]")
_APART = re.compile(r"[\W_]+")
_AFTER_LABEL = re.compile(r"\s*:\s*|\s+[-–—=]\s+")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-i])[.):]\s+", re.IGNORECASE)
# Numbers as people write them out in place of figures.
NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
}  # fmt: skip
# Longer texts are no labels, headings or options.
LONGEST_LABEL = 400


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower-case words with single spaces: ``"Lead's  E-mail:"`` and ``"leads e mail"`` are alike."""
    if "(" in text:
        text = _BRACKETS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _APART.sub(" ", _APOSTROPHES.sub("", text.casefold())).strip()


class PlainNames:
    """Names in plain form, asked whether a text is one of them. Most texts are none, and told so by three letters."""

    _HEAD = 3

    def __init__(self, texts: Collection[str]) -> None:
        self.names = frozenset(map(plain, texts))
        self._heads = frozenset(name[: self._HEAD] for name in self.names)
        # A form's texts begin in some hundred ways.
        self._begins = lru_cache(maxsize=2_000)(self._is_head)

    def _is_head(self, head: str) -> bool:
        return not (head.isascii() and head.isalpha()) or head.lower() in self._heads

    def begin(self, text: str) -> bool:
        """Whether a name can begin as the text does: plain form leaves three letters at the start as they are."""
        return self._begins(text[: self._HEAD])

    def __contains__(self, text: str) -> bool:
        return self._begins(text[: self._HEAD]) and plain(text) in self.names


def first_line(text: str) -> str:
    """The first line that holds something: labels often carry help on the lines below."""
    for line in text.splitlines():
        if line.strip():
            return line.strip()
    return ""


@lru_cache(maxsize=2_000)
def labels(label: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """A label and its other names in plain form, the printed label first."""
    return tuple(dict.fromkeys(plain(word) for word in (label, *aliases) if plain(word)))


def rank(text: str, names: tuple[str, ...]) -> int | None:
    """How well a printed text fits a label's names: 0 is the label itself, then aliases; None is not at all."""
    if not text or len(text) > LONGEST_LABEL:
        return None
    for candidate in candidates(text):
        if candidate in names:
            return names.index(candidate)
    return None


def after_label(line: str, names: tuple[str, ...]) -> str | None:
    """What a line says after one of these names and a colon or a dash; None where it begins otherwise."""
    for mark in _AFTER_LABEL.finditer(line[:LONGEST_LABEL]):
        if plain(line[: mark.start()]) in names:
            return line[mark.end() :].strip()
    return None


@lru_cache(maxsize=20_000)
def candidates(text: str) -> tuple[str, ...]:
    """The plain forms under which a printed text may be known: the whole of it, its first line, what stands before a
    remark in brackets (“Principle (1-8)”), and what stands behind a number (“2. Principle”). “#” stands for “no”.
    """
    if "#" in text:
        text = text.replace("#", " no ")
    whole, number = plain(text), _NUMBERED.match(text)
    if "\n" not in text and "(" not in text and number is None:
        return (whole,)
    line = first_line(text)
    unnumbered = line[number.end() :] if number else line
    forms = (whole, plain(line), plain(line.partition("(")[0]), plain(unnumbered), plain(unnumbered.partition("(")[0]))
    return tuple(dict.fromkeys(filter(None, forms))) or (whole,)
