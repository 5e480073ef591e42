"""A name after the label of a form about a pupil: “Child's name: Freya Wilde”, “Name: Zed Day  Class: 3K”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.evidence.name_words import Known
from pipeline.evidence.names import JOINED, WORD, Bond, child_after, grown_up_said, initials, listed_child
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.evidence.wordlists import WordList

_WHOSE = r"(?:pupil|child|student|learner|young person)(?:['’]s|s['’])?"
# A form parts its labels from what is filled in by a colon, a dash, a tab or a cell.
_MARK = r"[^\S\n]{0,3}(?:[:\t]|[^\S\n][–—-](?=[^\S\n]))[^\S\n]{0,8}"
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<named>(?:full |first |pre?ferred )?name of (?:the )?{_WHOSE}|{_WHOSE}(?: full| first)? name)"
    rf"|(?P<whose>{_WHOSE})|(?P<bare>(?:full |first )?name)){_MARK}",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?<!\w)(?:names? of (?:the )?)?(?:pupils|children|students|learners)(?:['’] names?)?"
    rf"(?: (?:involved|spoken to|interviewed|chosen|asked|names?|attending|supported))?{_MARK}",
    re.IGNORECASE,
)
# “Name:” is a pupil's where the form asks for one of these next.
_ASKED_NEXT = re.compile(
    r"(?:class|year|year group|yr|form|tutor group|reg(?:istration)? group|age|d\.?o\.?b\.?|date of birth|upn)"
    r"[^\S\n]{0,3}[:\t–-]",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(
    r"\s(?:class|year|tutor|form|reg|age|date|d\.?o\.?b|gender|ethnicity|teacher|upn|attendance|school|concern|reason)\b"
    r"[^\n:]{0,14}:",
    re.IGNORECASE,
)
# Every label has one of these in it. Most texts have few of them, and they are found many times as quickly as a label.
_NOUNS = WordList(
    f"{noun}{ending}"
    for noun in ("name", "pupil", "child", "children", "student", "learner", "young person")
    for ending in ("", "s")
)
_TO_NOUN, _FROM_NOUN = len("preferred name of the "), 50  # letters of a label before its noun, and behind with the mark
_LONGEST = 80
_NEXT = 60  # letters: a long name and the spaces after it
_MOST_WORDS = 4


def labelled(text: str, words: Known) -> Iterator[Sighting]:
    """The names that a label calls a pupil's."""
    yield from _several(text, words)
    for label in _found(_LABEL, text):
        span = _filled_in(text, label.end())
        name = text[slice(*span)] if span else ""
        known = name.casefold() in words.given or name.casefold() in words.everyday
        name = name if known else listed_child(name, words) if name else ""
        if not name or span is None:
            continue
        known = known or len(name.split()) > 1
        rest = text[span[1] : span[1] + _NEXT]
        asked = _ASKED_NEXT.search(rest)
        if label["bare"] and (asked is None or not known or grown_up_said(rest, words)):
            continue
        if label["named"] or known:
            yield Sighting(Personal.LABELLED, name, initials(name), name, span[0])


def _several(text: str, words: Known) -> Iterator[Sighting]:
    """“Names of children: Ayla, Jonah”: each of them known."""
    for label in _found(_SEVERAL, text):
        start = label.end()
        while span := child_after(text, start, words, Bond(alone=True, listed=True)):
            name = text[slice(*span)]
            yield Sighting(Personal.LABELLED, name, initials(name), name, span[0])
            joint = JOINED.match(text, span[1])
            if joint is None:
                break
            start = joint.end()


def _found(labels: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where labels stand in a text, each of them around its noun."""
    done = 0
    for start, end in _NOUNS.spans(text):
        label = labels.search(text, max(done, start - _TO_NOUN), end + _FROM_NOUN) if start >= done else None
        if label is not None and label.start() <= start:
            done = label.end()
            yield label


def _filled_in(text: str, start: int) -> tuple[int, int] | None:
    """Where the words with capitals stand that a label's box begins with, unless a sentence goes on behind them."""
    end = start
    following = _NEXT_LABEL.search(text, start, start + _LONGEST)
    for at, match in enumerate(WORD.finditer(text, start, following.start() if following else start + _LONGEST)):
        gap = text[end : match.start()]
        if gap not in ("", " ", ", ") or at == _MOST_WORDS or not match.group()[0].isupper():
            in_sentence = gap == " " and match.group()[0].islower() and at == 1
            return None if in_sentence or not gap or at == 0 else (start, end)
        end = match.end()
    return (start, end) if end > start else None
