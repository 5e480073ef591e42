"""A child's name beside health or care: “Jayden has ADHD”, “Kit's anxiety”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.evidence.names import Known, child_after, child_before, grown_up_said, initials, unlisted_before
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.evidence.wordlists import WordList

_STATE = re.compile(
    r"\b(?:has|have|had|is|was|takes|took|taking|suffers?|struggles?|with|attends?|under|on|needs?|needed|receives?"
    r"|self-harm\w*|diagnosed|referred|lives?|living)\b|['’]s\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\s(?:(?:plan|review|referral|meeting)\s)?(?:about|for|regarding|re:?|of)\s")
_WHO = re.compile(r"(?:,? who)?\s*\Z")
_TO_HEALTH = 80  # letters between a name and what is said of their health, within one sentence
_BEYOND = 30  # letters after it in which a grown-up's part may stand
# It begins with what it takes, and so is found four times as quickly as from what stands before.
_SENTENCE = re.compile(r"\s(?:(?:(?<=[a-z0-9)”\"’][.!?]\s)|(?<=[A-Z]{2}[.!?]\s))\s*(?=[A-Z“\"‘(])|(?<=\n))")
# “Kit takes his inhaler” speaks of one person, “Provision has improved since CAMHS came” of none.
_ONE_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_APOSTROPHE = re.compile("['’]")
_JOINING = frozenset({"and", "or", "in", "at", "with", "for", "when", "was", "is"})
_NEXT_WORD = re.compile(r"\W*([^\W\d_]+)")


def beside_health(text: str, words: Known) -> Iterator[Sighting]:
    """Names beside a word of health or care in one sentence; what is said of one name in it, once and in full."""
    if not words.health or not _word_list(words.health + words.beside).stands_in(text):
        return
    said_at = [begin for begin, _end in _word_list(words.health).spans(text)]
    # Most sentences have neither a word of health nor an apostrophe.
    telling = sorted((*said_at, *(mark.start() for mark in _APOSTROPHE.finditer(text))))
    start = 0
    for stop in (*_SENTENCE.finditer(text), None):
        end = stop.start() if stop else len(text)
        sentence = text[start:end] if _any_within(telling, start, end) else ""
        stated = _stated(sentence, words) if sentence and _any_within(said_at, start, end) else ()
        spans = dict((*_possessive(sentence, words), *stated)) if sentence else {}
        for (begin, after), said_to in spans.items():
            name, said = sentence[begin:after], sentence[after:said_to]
            yield Sighting(Personal.HEALTH, f"{name}{said}", f"{initials(name)}{said}", name, start + begin)
        for said_from, begin, after in _said_of(sentence, words) if _any_within(said_at, start, end) else ():
            name, said = sentence[begin:after], sentence[said_from:begin]
            if (begin, after) not in spans:
                yield Sighting(Personal.HEALTH, f"{said}{name}", f"{said}{initials(name)}", name, start + begin)
        start = stop.end() if stop else start


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _stated(sentence: str, words: Known) -> Iterator[tuple[tuple[int, int], int]]:
    """A name and a verb: the name's span, and where what is said of it ends."""
    for start, end in _word_list(words.health).spans(sentence):
        for verb in _STATE.finditer(sentence, max(0, start - _TO_HEALTH), start + 1):
            begin = max(0, verb.start() - _TO_HEALTH)
            stop = begin + len(_WHO.sub("", sentence[begin : verb.start()]))
            rest = sentence[verb.end() : end + _BEYOND]
            span = child_before(sentence, stop, words, alone=True)
            if span is None and verb.group()[0] not in "'’" and _ONE_PERSON.search(rest):
                span = unlisted_before(sentence, stop, words)
            if span is not None and not grown_up_said(rest, words):
                yield span, end
                break


def _said_of(sentence: str, words: Known) -> Iterator[tuple[int, int, int]]:
    """A word of health, then a known name: “the EHCP for Leo Hall”; where the word, and the name, begin and end."""
    for start, end in _word_list(words.health).spans(sentence):
        bond = _OF_WHOM.match(sentence, end)
        span = child_after(sentence, bond.end(), words, alone=True) if bond else None
        if span is not None:
            begin, after = span
            yield start, begin, after - sentence[begin:after].endswith(".")


def _possessive(sentence: str, words: Known) -> Iterator[tuple[tuple[int, int], int]]:
    """A name right beside a word of health: one that no list of names knows is enough."""
    for match in _of_someone(words.health + words.beside).finditer(sentence):
        span = child_before(sentence, match.start(), words, alone=True)
        after = _NEXT_WORD.match(sentence, match.end())
        # “Kooth's counselling service” is no child's.
        if span is None and not (after and after[1] not in _JOINING and words.is_common(after[1])):
            span = unlisted_before(sentence, match.start(), words)
        if span is not None and not grown_up_said(sentence[match.end() : match.end() + _BEYOND], words):
            yield span, match.end()


@lru_cache(maxsize=8)
def _word_list(words: tuple[str, ...]) -> WordList:
    return WordList(words)


@lru_cache(maxsize=8)
def _of_someone(health: tuple[str, ...]) -> re.Pattern[str]:
    # One small word may stand between: “Kit's severe asthma”.
    return re.compile(rf"(?<=[^\W\d_])['’]s?\s+(?:[a-z]+\s+)?(?:{_any_of(health)})\b", re.IGNORECASE)


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
