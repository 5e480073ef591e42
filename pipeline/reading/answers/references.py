"""Numbers and addresses that a school gives: evidence references, its URN, an e-mail address."""

from __future__ import annotations

import re
from functools import lru_cache

# It begins where a word does: tried from every letter, a long word without an @ would take minutes.
_EMAIL = re.compile(r"(?<![^\s@<>,;()])[^\s@<>,;()]+@[^\s@<>,;()]+\.[^\s@<>,;().]{2,}")
_URN = re.compile(r"(?:urn)?\W*((?:EY)?\d{6})(?:\.0+)?\W*\Z", re.IGNORECASE)
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
    plain = re.sub(r"(?<=\d)[ \u00a0](?=\d)", "", text.strip())
    plain = re.sub(r"(?<![\dA-Za-z])0+(?=\d{6}(?!\d))", "", plain)
    match = _URN.match(plain)
    return match[1].upper() if match else None


def parse_email(text: str) -> str | None:
    """The one address in a text, or None when there are none or several."""
    found = _EMAIL.findall(text.removeprefix("mailto:"))
    return found[0].strip(".") if len(found) == 1 else None


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
