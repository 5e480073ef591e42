"""Which words are a person's name, and whether that person is likely a child."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.scheme.model import PrivacyRules

_LETTERS = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
WORD = re.compile(rf"{_LETTERS}\.?")
_TITLES = frozenset(
    ["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir", "madam", "dame",
     "lord", "lady", "fr", "father", "sister", "st", "saint"]
)  # fmt: skip
# “The Porch Pals”, “eight Porch Pals”: so one speaks of a group or a thing, not of a child whose name is unknown.
_COUNTED = re.compile(
    r"\b(?:the|our|their|these|those|all|both|some|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|sixteen|twenty|thirty)\s\Z",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_WITHIN = 80  # letters: three long names and the words beside them
# A grown-up's part may stand a word or two away: “Joanna Smith, our Year 6 class teacher”.
_STAFF_REACH = 3
_LONGEST_SHORT_FORM = 4
_LISTED_WORDS = 4
_ENTRY = re.compile(rf"{_LETTERS}[.,]?")
_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von"]
)


@dataclass(frozen=True, slots=True)
class Known:
    """The scheme's word lists, folded, with the names of grown-ups who stand in the school's forms."""

    given: frozenset[str]
    everyday: frozenset[str]
    family: frozenset[str]
    never: frozenset[str]
    staff: frozenset[str]
    nobody: frozenset[str]
    groups: frozenset[str]
    health: tuple[str, ...]
    beside: tuple[str, ...]
    bodies: tuple[str, ...]

    def is_common(self, word: str) -> bool:
        """Whether a word with a capital is a word of schools, of staff, or of places and people at large."""
        plain = _plain(word)
        return plain in self.never or plain in self.staff or plain in self.nobody or plain in _TITLES

    def are_a_name(self, plain: Sequence[str]) -> bool:
        """Whether words are a given and a family name, though one is a word of schools: “Theo Park”."""
        if len(plain) < 2 or any(word in self.never for word in plain[1:-1]) or " ".join(plain) in self.groups:
            return False
        first, last = plain[0], plain[-1]
        given = first in self.given or first in self.everyday
        return (given and last in self.family) or (first in self.family and last in self.given)


_Words = tuple[str, ...]


@lru_cache(maxsize=8)
def _lists(alone: tuple[_Words, ...], phrases: tuple[_Words, ...]) -> Known:
    given, everyday, family, never, staff, nobody, groups = (frozenset(map(str.casefold, words)) for words in alone)
    said = [tuple(map(str.casefold, words)) for words in phrases]
    return Known(given, everyday, family, never, staff, nobody, groups, *said)


def known(rules: PrivacyRules) -> Known:
    """The scheme's word lists, folded once."""
    names = rules.given_names, rules.also_given_names, rules.family_names
    alone = *names, rules.not_names, rules.staff_words, rules.no_child, rules.group_names
    return _lists(alone, (rules.health_words, rules.beside_a_name, rules.pupil_bodies))


def child_before(text: str, end: int, words: Known, *, alone: bool) -> tuple[int, int] | None:
    """The span of a child's name that ends at ``end``, or None. ``alone``: a given name by itself is enough."""
    found = list(WORD.finditer(text, max(0, end - _WITHIN), end))
    while found and found[-1].end() != end:
        found.pop()
    run = _run_backwards(text, found)
    for count in range(min(len(run), _MOST_WORDS), 0, -1):
        chosen = run[-count:]
        if is_child([m.group() for m in chosen], words, alone=alone):
            begins = chosen[0].start()
            if _plain(chosen[0].group()) not in words.given and _COUNTED.search(text, max(0, begins - 10), begins):
                return None
            before = _sentence_before(text, [m for m in found if m.end() <= chosen[0].start()], chosen[0].start())
            if _grown_up(_beside(before), words) or (before and _plain(before[-1]) in _TITLES):
                return None
            return chosen[0].start(), end
    return None


def child_after(text: str, start: int, words: Known, *, alone: bool) -> tuple[int, int] | None:
    """The span of a child's name that begins at ``start``, or None."""
    found = list(WORD.finditer(text, start, start + _WITHIN))
    if not found or found[0].start() != start or _plain(found[0].group()) in _TITLES:
        return None
    run = [found[0]]
    for match in found[1:_MOST_WORDS]:
        if text[run[-1].end() : match.start()] != " " or not match.group()[0].isupper():
            break
        run.append(match)
    for count in range(len(run), 0, -1):
        if is_child([m.group() for m in run[:count]], words, alone=alone):
            after = _sentence_after(text, found[count - 1 : count + _STAFF_REACH])
            return None if _grown_up(after, words) else (start, run[count - 1].end())
    return None


def _sentence_before(text: str, found: list[re.Match[str]], end: int) -> list[str]:
    """The words of the sentence that reaches to ``end``: a staff noticeboard in the one before says nothing."""
    words: list[str] = []
    for match in reversed(found):
        if _ends_sentence(match.group(), text[match.end() : end]):
            break
        words.insert(0, match.group())
        end = match.start()
    return words


def _sentence_after(text: str, found: list[re.Match[str]]) -> list[str]:
    """The words that follow the first one within its sentence."""
    words: list[str] = []
    for match, following in pairwise(found):
        if _ends_sentence(match.group(), text[match.end() : following.start()]):
            break
        words.append(following.group())
    return words


def _ends_sentence(word: str, gap: str) -> bool:
    # “Mr.”, “J.” and “Yr.” end in a full stop too.
    stopped = word.endswith(".") and len(word) > _LONGEST_SHORT_FORM and _plain(word) not in _TITLES
    return stopped or any(mark in gap for mark in ".!?\n")


def unlisted_before(text: str, end: int, words: Known) -> tuple[int, int] | None:
    """The span of one word with a capital that ends at ``end`` and may be a name that no list knows, or None.

    Only where what stands beside it says that it is a person's.
    """
    found = [match for match in WORD.finditer(text, max(0, end - _WITHIN), end) if match.group()[0].isupper()]
    if not found or found[-1].end() != end:
        return None
    run = _run_backwards(text, found)
    word = run[-1].group()
    if len(word) < 2 or not word[1:].islower() or any(words.is_common(match.group()) for match in run):
        return None
    return run[-1].start(), end


def listed_child(text: str, words: Known) -> str:
    """The name that an entry of a list of pupils is, or "" when it is none: “Kit”, “HART, Mia”, “Aisha B”.

    In such a list a name needs no second word and may be an everyday one (“Willow Hart”). Initials are no name.
    """
    parts = text.split()
    plain = [_plain(part.rstrip(",")) for part in parts]
    if not 1 <= len(parts) <= _LISTED_WORDS or not all(map(_ENTRY.fullmatch, parts)) or not text[0].isupper():
        return ""
    if plain[0] in _TITLES or any(word in words.staff for word in plain):
        return ""
    if words.is_common(plain[-1]) and not words.are_a_name(plain):
        return ""
    small = any(part[0].islower() and plain[at] not in _PARTICLES for at, part in enumerate(parts))
    short = len(plain[0]) == 1 or all(
        part.isupper() and len(word) <= 2 for part, word in zip(parts, plain, strict=True)
    )
    # One word all in capitals is a short form (“EYFS”) unless it is known as a name.
    letters = len(parts) == 1 and text.isupper() and plain[0] not in words.given
    return "" if small or short or letters else text


def _run_backwards(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    run: list[re.Match[str]] = []
    for match in reversed(found):
        if not match.group()[0].isupper() or (run and text[match.end() : run[0].start()] != " "):
            break
        run.insert(0, match)
    return run


def is_child(parts: list[str], words: Known, *, alone: bool) -> bool:
    """Whether words have the shape of a child's name: a known given name, or capitals that are no school word.

    Initials alone (“O.M.”) are what the forms ask for, so they are not a name. Nor is that of a group
    (“Porch Pals”), unless it begins with a given name.
    """
    plain = [_plain(part) for part in parts]
    if any(word in _TITLES or word in words.staff for word in plain):
        return False
    if words.are_a_name(plain):
        return all(part[0].isupper() for part in parts)
    if any(word in words.never for word in plain):
        return False
    if len(parts) == 1:
        return alone and plain[0] in words.given
    if len(plain[0]) == 1 or not all(_looks_like_a_name(part) for part in parts):
        return False
    if plain[0] in words.given:
        return True
    if plain[-1] in words.groups or " ".join(plain) in words.groups:
        return False
    return all(part[1:].islower() or len(part) <= 2 for part in parts)


def _looks_like_a_name(part: str) -> bool:
    # “PSHE” and “KS2” are no names; “McKay”, “O'Neill” and a whole name in capitals are.
    return part[0].isupper() and (not part.isupper() or len(part.rstrip(".")) == 1 or len(part) > 4)


def _grown_up(near: list[str], words: Known) -> bool:
    """Whether a word of staff stands among these; “play leader” and “peer mentors” are pupils' parts."""
    plain = [_plain(word) for word in near]
    if not any(word in words.staff for word in plain):
        return False
    said = f" {' '.join(plain)} "
    return not any(f" {body} " in said or f" {body.removesuffix('s')} " in said for body in words.bodies)


def _beside(before: list[str]) -> list[str]:
    """The words that may say what a name's bearer is: before an “and” only those that speak of several."""
    near = before[-_STAFF_REACH:]
    at = max((at for at, word in enumerate(near) if word == "and"), default=-1)
    return [word for number, word in enumerate(near) if number > at or word.endswith("s")]


def grown_up_said(text: str, words: Known) -> bool:
    """Whether a stretch of text speaks of a grown-up's part: teacher, governor, mum."""
    return any(_plain(match.group()) in words.staff for match in WORD.finditer(text))


def initials(name: str) -> str:
    """“Ollie Marsh” as “O. M.”"""
    return " ".join(f"{match.group()[0]}." for match in WORD.finditer(name))


def _plain(word: str) -> str:
    word = word.casefold().rstrip(".").replace("’", "'")
    return word.removesuffix("'s")
