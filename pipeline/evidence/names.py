"""Which words are a person's name, and whether that person is likely a child."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.evidence.name_words import TITLES, Known, plain_word

_LETTERS = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
WORD = re.compile(rf"{_LETTERS}\.?")
# “The Porch Pals”, “eight Porch Pals”: so one speaks of a group or a thing, not of a child whose name is unknown.
_COUNTED = re.compile(
    r"\b(?:the|our|their|these|those|all|both|some|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|sixteen|twenty|thirty)\s\Z",
    re.IGNORECASE,
)
# A capital within a name: “Smith-Jones”, “O'Neill”, “McKay”, “MacDonald”.
_INNER = re.compile(r"(?<=[-'’])[A-Z]|^(?:Mc|Mac)(?=[A-Z])")
_FAMILY = frozenset(
    ["mum", "mother", "dad", "father", "parent", "parents", "carer", "carers", "nan", "gran", "grandmother", "aunt",
     "family"]
)  # fmt: skip
_ELSEWHERE = frozenset(
    ["that", "says", "said", "reports", "reported", "told", "asked", "notes", "note", "report", "log", "record",
     "records", "re"]
)  # fmt: skip
_CLASSES = frozenset(["class", "classes", "house", "houses", "room"])
_OUTINGS = frozenset(["trip", "trips", "visit", "visits", "visited", "outing", "excursion", "residential", "walked"])
# Between names that stand beside one another: “Alfie, Noah and Mia”, “Alfie / Noah”.
JOINED = re.compile(r", and | and | & | / |, |/")
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
class Bond:
    """How close a name stands to what tells that it is a child's, and so how much of a name is enough.

    ``alone``: a given name by itself. ``told``: what stands beside speaks of one person, so that a name need not
    be known at all (“Anzhelika in Year 3 said she …”). ``listed``: it must be, since little else speaks for it.
    """

    alone: bool = False
    told: bool = False
    listed: bool = False


def child_before(text: str, end: int, words: Known, bond: Bond) -> tuple[int, int] | None:
    """The span of a child's name that ends at ``end``, or None."""
    found = list(WORD.finditer(text, max(0, end - _WITHIN), end))
    while found and found[-1].end() != end:
        found.pop()
    run = _run_backwards(text, found)
    for count in range(min(len(run), _MOST_WORDS), 0, -1):
        chosen = run[-count:]
        if is_child([m.group() for m in chosen], words, bond):
            begins = chosen[0].start()
            if plain_word(chosen[0].group()) not in words.given and _COUNTED.search(text, max(0, begins - 10), begins):
                return None
            before = _sentence_before(text, [m for m in found if m.end() <= chosen[0].start()], chosen[0].start())
            # “The mum of Mia (Year 4)” speaks of Mia.
            of_family = len(before) > 1 and plain_word(before[-1]) == "of" and plain_word(before[-2]) in _FAMILY
            if _is_a_place(before, chosen[0].group(), words):
                return None
            if (_grown_up(_beside(before), words) and not of_family) or (before and plain_word(before[-1]) in TITLES):
                return None
            return chosen[0].start(), end
    return None


def _is_a_place(before: list[str], first: str, words: Known) -> bool:
    """“Trip to Bluebell Woods”: where one went, unless it begins with a name that is nothing else."""
    return plain_word(first) not in words.given and any(plain_word(word) in _OUTINGS for word in before)


def child_after(text: str, start: int, words: Known, bond: Bond) -> tuple[int, int] | None:
    """The span of a child's name that begins at ``start``, or None."""
    found = list(WORD.finditer(text, start, start + _WITHIN))
    if not found or found[0].start() != start or plain_word(found[0].group()) in TITLES:
        return None
    run = [found[0]]
    for match in found[1:_MOST_WORDS]:
        if text[run[-1].end() : match.start()] != " " or not match.group()[0].isupper():
            break
        run.append(match)
    for count in range(len(run), 0, -1):
        if is_child([m.group() for m in run[:count]], words, bond):
            after = _sentence_after(text, found[count - 1 : count + _STAFF_REACH])
            # “Year 5, Rowan class”
            of_class = count == 1 and bool(after) and after[0] in _CLASSES
            return None if of_class or _grown_up(after, words) else (start, run[count - 1].end())
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
    stopped = word.endswith(".") and len(word) > _LONGEST_SHORT_FORM and plain_word(word) not in TITLES
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
    plain = [plain_word(part.rstrip(",")) for part in parts]
    if not 1 <= len(parts) <= _LISTED_WORDS or not all(map(_ENTRY.fullmatch, parts)) or not text[0].isupper():
        return ""
    if plain[0] in TITLES or any(word in words.staff for word in plain):
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


def is_child(parts: list[str], words: Known, bond: Bond) -> bool:
    """Whether words have the shape of a child's name: a known given name, or capitals that are no school word.

    Initials alone (“O.M.”) are what the forms ask for, so they are not a name. Nor is that of a group
    (“Porch Pals”), unless it begins with a given name.
    """
    plain = [plain_word(part) for part in parts]
    if any(word in TITLES or word in words.staff for word in plain) or " ".join(plain) in words.famous:
        return False
    if words.are_a_name(plain):
        return all(part[0].isupper() for part in parts)
    if bond.told and _whoever(parts, plain, words):
        return True
    if any(word in words.never for word in plain):
        return False
    if len(parts) == 1:
        return bond.alone and plain[0] in words.given
    if len(plain[0]) == 1 or not all(_looks_like_a_name(part) for part in parts):
        return False
    if plain[0] in words.given:
        return True
    if bond.listed:
        return False
    if plain[-1] in words.groups or " ".join(plain) in words.groups:
        return False
    return all(map(_written_as_a_name, parts))


def _whoever(parts: list[str], plain: list[str], words: Known) -> bool:
    """Whether words may be the name of one person spoken of, though no list knows it: “Poppy”, “Persephone Young”."""
    if not all(map(_written_as_a_name, parts)) or " ".join(plain) in words.groups:
        return False
    listed = plain[0] in words.given or plain[0] in words.everyday
    first = listed or (len(plain[0]) > 2 and not words.is_common(plain[0]))
    if len(parts) == 1:
        return first
    last = plain[-1] in words.family or not (words.is_common(plain[-1]) or plain[-1] in words.groups)
    return first and last and not any(map(words.is_common, plain[1:-1]))


def _written_as_a_name(part: str) -> bool:
    return part[0].isupper() and (_INNER.sub("", part)[1:].islower() or len(part) <= 2)


def _looks_like_a_name(part: str) -> bool:
    # “PSHE” and “KS2” are no names; “McKay”, “O'Neill” and a whole name in capitals are.
    return part[0].isupper() and (not part.isupper() or len(part.rstrip(".")) == 1 or len(part) > 4)


def _grown_up(near: list[str], words: Known) -> bool:
    """Whether a word of staff stands among these; “play leader” and “peer mentors” are pupils' parts."""
    plain = [plain_word(word) for word in near]
    if not any(word in words.staff for word in plain):
        return False
    said = f" {' '.join(plain)} "
    return not any(f" {body} " in said or f" {body.removesuffix('s')} " in said for body in words.bodies)


def _beside(before: list[str]) -> list[str]:
    """The words that may say what a name's bearer is: before an “and” only those that speak of several."""
    near = before[-_STAFF_REACH:]
    plain = [plain_word(word) for word in near]
    # “Mum says that Mia …” and “Counsellor notes: Mia …” say nothing of what Mia is.
    near = near[max((at + 1 for at, word in enumerate(plain) if word in _ELSEWHERE), default=0) :]
    at = max((at for at, word in enumerate(near) if word == "and"), default=-1)
    return [word for number, word in enumerate(near) if number > at or word.endswith("s")]


def grown_up_said(text: str, words: Known) -> bool:
    """Whether a stretch of text speaks of a grown-up's part: teacher, governor, mum."""
    return any(plain_word(match.group()) in words.staff for match in WORD.finditer(text))


def initials(name: str) -> str:
    """“Ollie Marsh” as “O. M.”"""
    return " ".join(f"{match.group()[0]}." for match in WORD.finditer(name))
