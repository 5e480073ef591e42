"""What literally stood somewhere, so that a person can see it: never an empty pair of quotes."""

from __future__ import annotations

import unicodedata
from itertools import groupby

LONGEST = 80

# Letters that leave no mark on paper, by the names that a person may have met.
_INVISIBLE = {
    " ": "space",
    "\t": "tab",
    "\n": "new line",
    "\r": "new line",
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
    "\u180e": "invisible letter",
    "\u200b": "zero-width space",
    "\u200c": "zero-width letter",
    "\u200d": "zero-width letter",
    "\u200e": "direction mark",
    "\u200f": "direction mark",
    "\u202f": "narrow space",
    "\u2060": "zero-width letter",
    "\u3000": "wide space",
    "\ufeff": "zero-width space",
}
# What the rest is called, by its class in Unicode.
_CLASSES = {
    "Cf": "invisible letter",
    "Cc": "control character",
    "Zs": "other space",
    "Zl": "new line",
    "Zp": "new line",
}
_TIDIED = " \t\r\n"


def shown(read: str) -> str:
    """``“soon”``, ``“«space»”``, ``“«no-break space»yes”``; ``nothing`` where nothing stood.

    Spaces within a text and ordinary ones around it are tidied away; text longer than a line is cut with “…”.
    """
    if not read:
        return "nothing"
    if all(_name(letter) for letter in read):
        return f"“{_counted(read)}”"
    inner = read.strip(_TIDIED)
    body = inner.strip()
    before, _, after = inner.partition(body)
    text = "".join(letter if letter.isspace() else _mark(letter) for letter in body)
    return f"“{''.join(map(_mark, before))}{_cut(' '.join(text.split()))}{''.join(map(_mark, after))}”"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 case``, ``3 cases``; ``many`` where more than one is not said with an s (``deliveries``)."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _counted(read: str) -> str:
    """Runs of invisible letters by name: ``«3 spaces»``, ``«space»``."""
    runs = [(name, len(list(letters))) for name, letters in groupby(read.replace("\r\n", "\n"), _name)]
    return "".join(f"«{name}»" if count == 1 else f"«{count} {name}s»" for name, count in runs)


def _mark(letter: str) -> str:
    name = _name(letter)
    return f"«{name}»" if name else letter


def _name(letter: str) -> str:
    """What an invisible letter is called; nothing for one that can be seen."""
    return _INVISIBLE.get(letter) or _CLASSES.get(unicodedata.category(letter), "")
