"""A child's name beside health or care: “Jayden has ADHD”, “Kit's anxiety”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.evidence.name_words import Known
from pipeline.evidence.names import Bond, child_after, child_before, grown_up_said, initials, unlisted_before
from pipeline.evidence.sighting import Personal, Sighting
from pipeline.evidence.wordlists import WordList

_STATE = re.compile(
    r"\b(?:has|have|had|is|was|takes|took|taking|suffers?|struggles?|with|attends?|under|on|needs?|needed|receives?"
    r"|self-harm\w*|diagnosed|referred|lives?|living|talk(?:s|ed)|spoke|disclosed|described)\b|['’]s\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\s(?:(?:plan|file|record|review|referral|meeting|application|assessment|request|form|report|logged|raised|recorded"
    r"|noted|made|completed|agreed|sent|submitted|in place|support|requested|was|is|has been|being|have"
    r"|closed|opened|the|case)\s){0,4}"
    r"(?:about|for|regarding|re:?|of|on)\s"
)
# “Logan in Oak class, Year 2, has …”, “Logan (Y2) has …” and “Logan cannot sleep and has …”
_ASIDE = re.compile(
    r"(?:(?:,| in| of| from) [^,;.()]{1,30}){1,2},?\s?\Z| ?\([^()]{1,30}\) ?\Z| [a-z][a-z ’']{1,50} and\s?\Z"
)
# Whoever sees a counsellor is none.
_SEES = re.compile(
    r"\b(?:see|sees|seeing|seen by|saw|referred to|sessions with|support(?:ed)? (?:from|by)|talks? to)\b"
)
_OWN_VERB = len("self-harm")  # what is said of health may be the verb itself
_WHO = re.compile(r"(?:,? who)?\s*\Z")
_TO_HEALTH = 80  # letters between a name and what is said of their health, within one sentence
_BEYOND = 30  # letters after it in which a grown-up's part may stand
# It begins with what it takes, and so is found four times as quickly as from what stands before.
_SENTENCE = re.compile(r"\s(?:(?:(?<=[a-z0-9)”\"’][.!?]\s)|(?<=[A-Z]{2}[.!?]\s))\s*(?=[A-Z“\"‘(])|(?<=\n))")
# “Kit takes his inhaler” speaks of one person, “Provision has improved since CAMHS came” of none.
_ONE_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
# What happens to people alone: “Anzhelika was diagnosed …”.
_ONLY_OF_PEOPLE = re.compile(
    r"\s+(?:been\s+)?(?:diagnosed|fostered|bereaved|adopted|pregnant|suicidal)\b", re.IGNORECASE
)
# “… takes methylphenidate at noon; dad signs” and “… has ADHD and his mum agreed” go on about somebody else.
_ELSEWHERE = re.compile(r"[;(]|,? (?:and|but) (?:his|her|their)\b")
_MARK = re.compile(r"(?::|\s[–—-])\s(?:[a-z]+\s){0,2}\Z")
_SERVICES = frozenset(
    ["camhs", "nelft", "social worker", "social services", "psychiatrist", "early help", "medication"]
)
_BOND = Bond(alone=True)
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
        if _any_within(telling, start, end):
            yield from _in_sentence(text[start:end], start, words, said_here=_any_within(said_at, start, end))
        start = stop.end() if stop else start


def _in_sentence(sentence: str, start: int, words: Known, *, said_here: bool) -> Iterator[Sighting]:
    """The same in one sentence, which begins at ``start``; ``said_here`` where a word of health stands in it."""
    stated = (*_headed(sentence, words), *_stated(sentence, words)) if said_here else ()
    spans = dict((*_possessive(sentence, words), *stated))
    for (begin, after), said_to in spans.items():
        name, said = sentence[begin:after], sentence[after:said_to]
        yield Sighting(Personal.HEALTH, f"{name}{said}", f"{initials(name)}{said}", name, start + begin)
    for said_from, begin, after in _said_of(sentence, words) if said_here else ():
        name, said = sentence[begin:after], sentence[said_from:begin]
        if (begin, after) not in spans:
            yield Sighting(Personal.HEALTH, f"{said}{name}", f"{said}{initials(name)}", name, start + begin)


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _stated(sentence: str, words: Known) -> Iterator[tuple[tuple[int, int], int]]:
    """A name and a verb: the name's span, and where what is said of it ends."""
    for start, end in _word_list(words.health).spans(sentence):
        for verb in _STATE.finditer(sentence, max(0, start - _TO_HEALTH), start + _OWN_VERB):
            if verb.start() > start:
                break
            begin = max(0, verb.start() - _TO_HEALTH)
            stop = begin + len(_WHO.sub("", sentence[begin : verb.start()]))
            rest = _ELSEWHERE.split(sentence[verb.end() : end + _BEYOND], maxsplit=1)[0]
            span = child_before(sentence, stop, words, _BOND)
            aside = _ASIDE.search(sentence, begin, stop) if span is None else None
            if aside is not None:
                span = child_before(sentence, aside.start(), words, _BOND)
            if (
                span is None
                and verb.group()[0] not in "'’"
                and (_ONE_PERSON.search(rest) or _ONLY_OF_PEOPLE.match(rest))
            ):
                span = unlisted_before(sentence, stop, words)
            if span is not None and (_SEES.search(rest) or not grown_up_said(rest, words)):
                yield span, end
                break


def _headed(sentence: str, words: Known) -> Iterator[tuple[tuple[int, int], int]]:
    """A known name, a mark and a word of health: “Jodie Summers: domestic abuse”. At a service stand its workers."""
    for start, end in _word_list(words.health).spans(sentence):
        mark = _MARK.search(sentence, max(0, start - _BEYOND), start)
        if mark is None or sentence[start:end].casefold() in _SERVICES:
            continue
        span = child_before(sentence, mark.start(), words, Bond(alone=True, listed=True))
        if span is not None and not grown_up_said(sentence[start : end + _BEYOND], words):
            yield span, end


def _said_of(sentence: str, words: Known) -> Iterator[tuple[int, int, int]]:
    """A word of health, then a known name: “the EHCP for Leo Hall”; where the word, and the name, begin and end."""
    for start, end in _word_list(words.health).spans(sentence):
        bond = _OF_WHOM.match(sentence, end)
        span = child_after(sentence, bond.end(), words, _BOND) if bond else None
        if span is not None:
            begin, after = span
            yield start, begin, after - sentence[begin:after].endswith(".")


def _possessive(sentence: str, words: Known) -> Iterator[tuple[tuple[int, int], int]]:
    """A name right beside a word of health: one that no list of names knows is enough."""
    for match in _of_someone(words.health + words.beside).finditer(sentence):
        span = child_before(sentence, match.start(), words, _BOND)
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
