"""The words by which names are told from other words: the scheme's lists, folded, and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.scheme.model import PrivacyRules

TITLES = frozenset(
    ["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir", "madam", "dame",
     "lord", "lady", "fr", "father", "sister", "st", "saint"]
)  # fmt: skip


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
    famous: frozenset[str]
    health: tuple[str, ...]
    beside: tuple[str, ...]
    bodies: tuple[str, ...]

    def is_common(self, word: str) -> bool:
        """Whether a word with a capital is a word of schools, of staff, or of places and people at large."""
        plain = plain_word(word)
        return plain in self.never or plain in self.staff or plain in self.nobody or plain in TITLES

    def are_a_name(self, plain: Sequence[str]) -> bool:
        """Whether words are a given and a family name, though one is a word of schools: “Theo Park”."""
        within = [word for word in plain[1:-1] if word not in self.everyday]
        if len(plain) < 2 or any(word in self.never for word in within) or " ".join(plain) in self.groups:
            return False
        first, last = plain[0], plain[-1]
        given = first in self.given or first in self.everyday
        # “Lola May Trent”: a second given name may be a word of the calendar.
        two_given = len(plain) > 2 and first in self.given and plain[1] in self.everyday and last not in self.never
        return two_given or (given and last in self.family) or (first in self.family and last in self.given)


_Words = tuple[str, ...]


@lru_cache(maxsize=8)
def _lists(alone: tuple[_Words, ...], phrases: tuple[_Words, ...]) -> Known:
    given, everyday, family, never, staff, nobody, groups, famous = (
        frozenset(map(str.casefold, words)) for words in alone
    )
    said = [tuple(map(str.casefold, words)) for words in phrases]
    return Known(given, everyday, family, never, staff, nobody, groups, famous, *said)


def known(rules: PrivacyRules) -> Known:
    """The scheme's word lists, folded once."""
    names = rules.given_names, rules.also_given_names, rules.family_names
    alone = *names, rules.not_names, rules.staff_words, rules.no_child, rules.group_names, rules.known_people
    return _lists(alone, (rules.health_words, rules.beside_a_name, rules.pupil_bodies))


def plain_word(word: str) -> str:
    """A word in small letters, without a full stop or what a genitive adds: “Kit’s” as “kit”."""
    word = word.casefold().rstrip(".").replace("’", "'")
    return word.removesuffix("'s")
