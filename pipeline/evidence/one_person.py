"""Signs that the words beside a name speak of one person: “said she”, “told us”, a quotation that it signs."""

from __future__ import annotations

import re

# What is said of somebody stands in the same sentence; further on it may be of somebody else.
_REACH = 90
_END = re.compile(r"[.!?;\n\t]")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself)\b", re.IGNORECASE)
_VERBS = (
    "said|says|told|tells|wrote|writes|drew|explained|explains|thinks|thought|felt|reported|commented|shared|replied"
    "|answered|admitted|disclosed|asked|cried|hit|pushed|kicked|bit|refused|puts? it"
)
_DOES = re.compile(rf"\W{{0,3}}(?:who )?(?:{_VERBS})\b(?! (?:they|we)\b)", re.IGNORECASE)
# “Grace, Year 6, is our head girl”
_PART = re.compile(
    r"[^.;!?\n]{0,30}\b(?:head (?:girl|boy)|prefect|councillor|ambassador|monitor|captain)\b"
    r"(?! (?:team|meeting|training))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[”\"’]\s{0,2}(?:[–—(-]\s{0,2})?\Z")
_SAID = re.compile(r"\b(?:said|says|asked|told|thanked|added|explained|wrote|replied|my name is)\s\Z", re.IGNORECASE)


def said_after(text: str, end: int) -> bool:
    """Whether what follows ``end`` says what one person did or is."""
    found = _END.search(text, end, end + _REACH)
    stop = found.start() if found else end + _REACH
    return any(
        sign is not None
        for sign in (_DOES.match(text, end, stop), _PRONOUN.search(text, end, stop), _PART.match(text, end, stop))
    )


def said_before(text: str, start: int) -> bool:
    """Whether what stands before ``start`` is a quotation, or says that somebody said it: “…” – Mia."""
    began = max(0, start - 14)
    return _QUOTED.search(text, began, start) is not None or _SAID.search(text, began, start) is not None
