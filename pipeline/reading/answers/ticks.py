"""Ticks and crosses of every kind that people and programs put in a box."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.reading.answers.wording import plain

TICKED, UNTICKED = "☑☒✓✔✅🗹🗸☓", "☐□▢❏❑🗆"
_BOX = re.compile(rf"[{TICKED}{UNTICKED}]\ufe0f?|\[\s*[xX✓✔]?\s*\]|\(\s*[xX✓✔]?\s*\)|\A[xX](?=\s)|(?<=\s)[xX]\Z")
_YES = frozenset(
    ["yes", "y", "true", "x", "ticked", "tick", "agreed", "agree", "i agree", "i confirm", "confirmed", "done", "1"]
)
_NO = frozenset(["no", "n", "false", "0", "not ticked", "unticked"])
_TICK_MARKS, _CROSS_MARKS = frozenset("✓✔√☑✅🗸🗹👍👌"), frozenset("✗✘❌✖❎🗙×👎")
# Red, amber and green as Google Sheets and phones offer them, by the names that a fill of such a colour has.
_COLOURED = {"🟢": "green", "🟩": "green", "🔴": "red", "🟥": "red"} | dict.fromkeys("🟠🟡🟧🟨", "amber")
# How an emoji is drawn: in colour, and in one of five shades of skin.
_DRAWN_AS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
# What a letter shows in the fonts that Word and Excel draw ticks with.
_DINGBATS = {
    "wingdings": {"ü": "✓", "þ": "☑", "û": "✗", "ý": "☒", "o": "☐", "¨": "☐", "q": "☐", "x": "☒"},
    "wingdings 2": {"P": "✓", "R": "☑", "O": "✗", "S": "☒", "T": "☒", "Q": "☒", "£": "☐", "*": "☐"},
    "webdings": {"a": "✓", "r": "✗", "c": "☐", "g": "☐"},
    "marlett": {"a": "✓", "b": "✓", "r": "✗"},
}


def drawn(text: str, font: str) -> str:
    """What a text looks like in its font: ``ü`` in Wingdings is ``✓``. Other texts as they are."""
    marks = _DINGBATS.get(font.casefold())
    # Some programs keep such a letter in the private area that symbol fonts use.
    key = "".join(chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text.strip())
    return marks.get(key, text) if marks else text


def mark_of(read: str) -> bool | None:
    """True for a tick, False for a cross, None for any other text. A lone letter “x” is neither here."""
    mark = read.strip()
    if not mark.isascii():
        mark = _DRAWN_AS.sub("", mark)
    if mark in _TICK_MARKS:
        return True
    return False if mark in _CROSS_MARKS else None


def colour_of(read: str) -> str:
    """The colour that a text shows by signs alone: “🟢” is green. Nothing for other texts, and for several colours."""
    if read.isascii():
        return ""
    shown = {_COLOURED.get(sign, "") for sign in _DRAWN_AS.sub("", "".join(read.split()))}
    return shown.pop() if len(shown) == 1 else ""


def yes_or_no(read: str) -> bool | None:
    """What a text says in a box to tick: its mark, or a word for yes or no; None when it says neither."""
    mark = mark_of(read)
    if mark is not None:
        return mark
    word = plain(read)
    return True if word in _YES else False if word in _NO else None


def holds_box(read: str) -> bool:
    """Whether there is any drawn tick or box in the text."""
    return any(c in TICKED or c in UNTICKED for c in read)


# A form's boxes to tick hold the same few texts again and again.
@lru_cache(maxsize=500)
def ticked(read: str) -> tuple[tuple[str, ...], int]:
    """The labels of ticked boxes, and how many boxes stand there; boxes before or after their labels."""
    if read.isascii() and "[" not in read and "(" not in read:
        return (), 0
    firsts = (_BOX.search(line) for line in read.splitlines())
    if all(first is None or first.group() in {"x", "X"} for first in firsts):
        # A lone “x” beside a word counts only where real boxes show that this is a list to tick.
        return (), 0
    labels_ticked: list[str] = []
    boxes = 0
    for line in read.splitlines():
        line = line.strip()
        found = list(_BOX.finditer(line))
        labels = [piece.strip() for piece in _BOX.split(line)]
        boxes += len(found)
        before = bool(labels[0]) and not labels[-1]
        # Words on both sides of the boxes: nobody can say which box they belong to.
        unsure = bool(labels[0]) and bool(labels[-1])
        for number, match in enumerate(found):
            if match.group()[0] in TICKED or any(mark in match.group() for mark in "xX✓✔"):
                labels_ticked.append("" if unsure else labels[number if before else number + 1])
    return tuple(labels_ticked), boxes
