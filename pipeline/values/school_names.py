"""How alike two schools' names are, once the abbreviations that schools use are written out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from pipeline.values.form import Form

# From here on two names may be one school's; beside a postcode that is enough.
ALIKE = 0.72
# Below this they are two schools' names, and the form speaks of another school.
UNLIKE = 0.5
# One name within the other ("Oakfield" in "Oakfield Community Primary School").
WITHIN = 0.9
# "MGGS" for a girls' grammar school: likely, but letters are few and schools many.
_INITIALS = 0.8

_LONG = {
    "st": "saint", "sts": "saint", "ss": "saint", "saints": "saint", "ce": "church england",
    "cofe": "church england", "coe": "church england", "ceva": "church england", "cevc": "church england",
    "cep": "church england primary", "ceps": "church england primary", "cevap": "church england primary",
    "cevcp": "church england primary", "cej": "church england junior", "cei": "church england infant",
    "rc": "catholic", "rcva": "catholic", "rcp": "catholic primary", "rcps": "catholic primary",
    "rcvap": "catholic primary", "rcj": "catholic junior", "rci": "catholic infant", "pri": "primary",
    "prim": "primary", "sec": "secondary", "jnr": "junior", "jun": "junior", "juniors": "junior",
    "inf": "infant", "inft": "infant", "infants": "infant", "acad": "academy", "comm": "community",
    "ctr": "centre", "nurs": "nursery", "gram": "grammar", "fed": "federation", "boys": "boy", "girls": "girl",
}  # fmt: skip
# Two names that both say what kind of school it is, or for whom, or a number, and say it differently, are two schools.
_STAGES = frozenset({
    "infant", "junior", "primary", "secondary", "nursery", "grammar", "high", "college", "federation",
})  # fmt: skip
_PUPILS = frozenset({"boy", "girl"})
# Words that so many names share that they say little about which school it is.
_COMMON = _STAGES | _PUPILS | {"saint", "church", "england", "catholic", "community", "special", "trust"}
# Words that come and go: in the list or not, after an academy conversion or not.
_IDLE = frozenset({
    "school", "schools", "sch", "academy", "the", "of", "and", "a", "for", "at", "in", "voluntary", "va", "vc",
    "aided", "controlled", "roman", "foundation", "limited", "ltd",
})  # fmt: skip
_CHURCH = re.compile(r"\bc\.?\s*(?:of|\.|/)\s*e\b\.?", re.IGNORECASE)
_CATHOLIC = re.compile(r"\br\.\s*c\b\.?", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
# Letters that no decomposition takes apart, as people without the key write them.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text in small plain letters: “St Ælfric’s” and “ST AELFRIC’S” are one, as are “Muñoz” and “Munoz”."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.replace("´", "’"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)


def spoken(text: str) -> list[str]:
    """A text's words in small plain letters with abbreviations written out, and idle words left out."""
    text = _CATHOLIC.sub(" rc ", _CHURCH.sub(" ce ", folded(text))).translate(_APOSTROPHES)
    return [word for short in _WORD.findall(text) for word in _LONG.get(short, short).split() if word not in _IDLE]


@lru_cache(maxsize=20_000)
def _of(name: str) -> tuple[str, ...]:
    return tuple(spoken(name))


@lru_cache(maxsize=20_000)
def telling(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: ``("oakfield",)`` of “Oakfield CofE Primary School”."""
    return tuple(word for word in _of(name) if word not in _COMMON)


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> float:
    """How alike two school names are, 0 to 1; 1 is the same name in other spelling."""
    a, b = _of(one), _of(other)
    if not a or not b:
        return 0.0
    if sorted(a) == sorted(b):
        return 1.0
    if _differ_in_kind(a, b):
        return 0.0
    whole = fuzz.token_sort_ratio(" ".join(a), " ".join(b)) / 100
    tell_a, tell_b = telling(one), telling(other)
    if tell_a and tell_b:
        # “Oakfield CofE Primary” and “Ashfield CofE Primary” share most letters and are two schools.
        whole = min(whole, fuzz.token_sort_ratio(" ".join(tell_a), " ".join(tell_b)) / 100)
        if set(tell_a) <= set(tell_b) or set(tell_b) <= set(tell_a):
            whole = max(whole, WITHIN if set(a) <= set(b) or set(b) <= set(a) else ALIKE)
        elif "".join(tell_a) == "".join(tell_b):
            whole = max(whole, ALIKE)  # “Oak Field” and “Oakfield”
    if _same_initials(one, other) or _same_initials(other, one):
        return max(whole, _INITIALS)
    return whole


def of_two_schools(one: Form, other: Form) -> bool:
    """Whether two forms give different URNs and different names: under one name another URN is a slip put right."""
    urns, names = ([form.text(name) for form in (one, other)] for name in ("urn", "school_name"))
    return all(urns) and urns[0] != urns[1] and alike(*names) < 1.0


def _differ_in_kind(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    pairs = [(group & set(a), group & set(b)) for group in (_STAGES, _PUPILS)]
    pairs.append((_numbers(a), _numbers(b)))
    return any(ours and theirs and not ours & theirs for ours, theirs in pairs)


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    """“Testerton 9” and “Testerton 27” differ in two letters, and are two schools."""
    return frozenset(digits.lstrip("0") for word in words for digits in _DIGITS.findall(word))


def _same_initials(short: str, name: str) -> bool:
    """“MGGS” and “Marlhythe Grammar School for Girls”, in whatever order the school puts its letters."""
    letters = "".join(_WORD.findall(short))
    if not 3 <= len(letters) <= 6 or not letters.isupper():
        return False
    words = [word for word in _WORD.findall(folded(name).translate(_APOSTROPHES)) if word not in _SMALL]
    return len(words) > 1 and sorted(word[0] for word in words) == sorted(letters.casefold())


_SMALL = frozenset({"the", "of", "and", "a", "for", "at", "in"})


def same_head(written: str, listed: str) -> bool:
    """Whether two names are one person's: the surname, and the first name or its initial where both give one."""
    ours = [word for word in _WORD.findall(folded(listed).translate(_APOSTROPHES)) if word not in _TITLES]
    theirs = [word for word in _WORD.findall(folded(written).translate(_APOSTROPHES)) if word not in _TITLES]
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0][0] == theirs[0][0]


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "revd", "sister", "prof"})
