"""Whether two files' names may be of one document: a slip of the pen, what people add, and what programs cut off."""

from __future__ import annotations

import re

from pipeline.evidence.file_names import FileName, plain, telling
from pipeline.values.school_names import spoken

# Every word of a name must have its like in the other, by so much (percent).
WORD_NEAR = 70
_SMALL = frozenset(["a", "an", "and", "for", "in", "of", "our", "the", "to"])
# A beginning of fewer letters tells too little.
_KEPT = 28
# Where programs cut a name off: ISO 9660 discs (31), old mail systems and archives (64), with and without what ends it.
_LENGTHS = frozenset([31, 32, 59, 60, 63, 64, 127, 128])
_TOLD_CUT = re.compile(r"^(?P<head>.{4,}?)(?:…|\.{2,3}|~\d)(?P<tail>.{0,80})$")
_DOS = re.compile(r"^[A-Z0-9_]{4,6}~\d$", re.IGNORECASE)
_COUNT = re.compile(r"^(?P<name>.{6,}?)[ _-]\d{1,2}$")


def agree(asked: FileName, name: FileName, reference: str) -> bool:
    """Whether the references that two names carry, or the line of the index, are not at odds; “7” goes with “E7”."""
    # A number that somebody wrote before a name may belong to it: “5 ways to wellbeing”.
    wanted = reference if asked.reference.isdecimal() else asked.reference or reference
    if not wanted or not name.reference or wanted == name.reference:
        return True
    return name.reference.isdecimal() and re.sub(r"\D", "", wanted) == name.reference


def dressed(asked: FileName, name: FileName, own: frozenset[str] = frozenset()) -> bool:
    """Whether two names differ only in what people add: a date in one of them, “v3 FINAL”, “signed”, their school.

    ``own`` holds the words of the school's name, written out as :func:`spoken` does.
    """
    ours, theirs = (_without(n.core, own) for n in (asked, name))
    return bool(ours) and ours == theirs and (not asked.days or not name.days or asked.days == name.days)


def _without(core: tuple[str, ...], own: frozenset[str]) -> tuple[str, ...]:
    """The words that are not the school's own name, unless too little would be left."""
    left = tuple(word for word in core if not own.issuperset(spoken(word))) if own else core
    return left if telling(left) else core


def cut_off(asked: FileName, name: FileName) -> bool:
    """Whether one of two names is the other cut short: after 64 letters, as “WELLBE~1”, or “Minutes of…garden”."""
    return any(_is_cut(short, whole) for short, whole in ((name, asked), (asked, name)))


def counted(asked: FileName, name: FileName) -> bool:
    """Whether a program counted the copies of a name: “Policy_1”, “Policy 2” beside “Policy”."""
    match = _COUNT.match(name.shown)
    return match is not None and plain(match["name"]) == asked.bare


def likeness(asked: FileName, name: FileName) -> float:
    """How much two names have in common, in percent, whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(*(" ".join(word for word in n.words if word not in _SMALL) for n in (asked, name)))


def alike(asked: FileName, name: FileName) -> bool:
    """“Minutes 12 May” is not “Minutes 13 May”: numbers must agree, and every word must have its like."""
    from rapidfuzz import fuzz

    ours, theirs = ([word for word in n.words if word not in _SMALL] for n in (asked, name))
    if sorted(filter(_numbered, ours)) != sorted(filter(_numbered, theirs)):
        return False
    return all(
        max((fuzz.ratio(word, other) for other in against), default=0) >= WORD_NEAR
        for words, against in ((ours, theirs), (theirs, ours))
        for word in words
    )


def _is_cut(short: FileName, whole: FileName) -> bool:
    told = _TOLD_CUT.match(short.shown)
    if told:
        head, tail = plain(told["head"]), plain(told["tail"])
        long = len(head) + len(tail) >= _KEPT or (_DOS.match(short.shown) is not None and len(head) > 3)
        return long and len(whole.bare) > len(head) and whole.bare.startswith(head) and whole.bare.endswith(tail)
    if not (_KEPT <= len(short.bare) < len(whole.bare) and whole.bare.startswith(short.bare)):
        return False
    at = len(short.words) - 1
    within_a_word = at < len(whole.words) and short.words[-1] != whole.words[at]
    return within_a_word or not _LENGTHS.isdisjoint((len(short.full), len(short.shown)))


def _numbered(word: str) -> bool:
    return any(map(str.isdigit, word))
