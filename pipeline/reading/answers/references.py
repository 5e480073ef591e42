"""Numbers and addresses that a school gives: evidence references, its URN, an e-mail address."""

from __future__ import annotations

import re
from functools import lru_cache

# It begins where a word does: tried from every letter, a long word without an @ would take minutes.
_EMAIL = re.compile(r"(?<![^\s@<>,;()])[^\s@<>,;()]+@[^\s@<>,;()]+\.[^\s@<>,;().]{2,}")
_URN = re.compile(r"(?:urn)?\W*((?:EY)?\d{6})(?:\.0+)?\W*\Z", re.IGNORECASE)
# What stands beside a URN: the DfE number in its two parts or in one, the UKPRN of eight figures.
_OTHER_NUMBERS = re.compile(r"(?<![\d/])\d{3}\s?[ /.–-]\s?\d{4}(?!\d)|(?<!\d)\d{7,8}(?!\d)")
_SIX_FIGURES = re.compile(r"(?<![A-Za-z\d])(?:EY)?\d{6}(?!\d)", re.IGNORECASE)
_NOT_THIS = re.compile(r"\b(?:not|old|former(?:ly)?|previous(?:ly)?|was|until|pending)\b", re.IGNORECASE)
# Why an answer that is right in each of its parts is none: the form asks for one.
SEVERAL = "It holds {count} of them, and we need one."
# The letter stands by itself: “the average 72%” is no E72.
_REF = re.compile(r"((?<![A-Za-z])[A-Za-z]|)\s?(\d{1,3})(?:\s*(?:-|–|—|to)\s*([A-Za-z]?)\s?(\d{1,3}))?")
_LIST = re.compile(r"[\s,;&/+]*")
_BESIDE = re.compile(
    r"\b(and|evidence|ev|refs?|references?|items?|pieces?|docs?|documents?|no|nos|see|also|numbers?)\b\.?",
    re.IGNORECASE,
)
# More references than this in one range is a slip, not a range.
_LONGEST_RANGE = 50


def parse_urn(text: str) -> str | None:
    """Six digits, however a sheet has spoiled them: ``118 765``, ``118765.0``, ``URN: 0118765`` from a padded cell."""
    plain = _spaced_together(text.strip())
    plain = re.sub(r"(?<![\dA-Za-z])0+(?=\d{6}(?!\d))", "", plain)
    match = _URN.match(plain)
    if match:
        return match[1].upper()
    found = urns_in(text)
    left = _SIX_FIGURES.sub("", _spaced_together(_OTHER_NUMBERS.sub(" ", text)))
    lone = len(found) == 1 and not any(map(str.isdigit, left)) and not _NOT_THIS.search(left)
    return found[0] if lone else None


def urns_in(text: str) -> tuple[str, ...]:
    """What may be URNs in an answer, each once: not the school's other numbers, “118765 (DfE 886/2034)”."""
    found = _SIX_FIGURES.findall(_spaced_together(_OTHER_NUMBERS.sub(" ", text)))
    return tuple(dict.fromkeys(map(str.upper, found)))


def _spaced_together(text: str) -> str:
    return re.sub(r"(?<=\d)[ \u00a0](?=\d)", "", text)


def parse_email(text: str) -> str | None:
    """The one address in a text, or None when there are none or several."""
    found = emails_in(text)
    return found[0] if len(found) == 1 else None


def emails_in(text: str) -> tuple[str, ...]:
    """The addresses in a text, each once."""
    return tuple(dict.fromkeys(one.strip(".") for one in _EMAIL.findall(text.removeprefix("mailto:"))))


# Several boxes of a form name the same few pieces.
@lru_cache(maxsize=2_000)
def parse_refs(text: str, prefix: str) -> tuple[str, ...]:
    """Evidence references in order, each once: ``"E1, e 2 and E4-E6"``; empty when there is anything unlike one.

    In other words a number without the letter counts only where it goes on with a list: “E2, 3 show it in Year 4”.
    """
    rest = _BESIDE.sub(" ", text)
    in_words = re.search(r"[A-Za-z]", _REF.sub(" ", rest)) is not None
    if in_words and not re.search(rf"(?<![A-Za-z]){re.escape(prefix)}\s?\d", rest, re.IGNORECASE):
        return ()
    found: list[str] = []
    after = -1
    for match in _REF.finditer(rest):
        letter, first, last_letter, last = match.groups()
        if in_words and not letter and not (after >= 0 and _LIST.fullmatch(rest, after, match.start())):
            continue
        if (letter or prefix).upper() != prefix.upper() or (last_letter or prefix).upper() != prefix.upper():
            continue
        end = int(last) if last else int(first)
        if not int(first) <= end <= int(first) + _LONGEST_RANGE:
            return ()
        found.extend(f"{prefix}{number}" for number in range(int(first), end + 1))
        after = match.end()
    return tuple(dict.fromkeys(found))
