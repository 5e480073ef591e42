"""Which comments only ask or remind somebody: what colleagues write to each other beside a box is no answer."""

from __future__ import annotations

import re

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_QUESTION = re.compile(r"\?[\s\"'”’)!?]*\Z")
# “ - Jo Marsh” or “ (Tom)” behind the last sentence.
_SIGNATURE = re.compile(r"(?<=[.!?])\s*(?:[-–—]\s*\w+(?: \w+)?|\(\w+(?: \w+)?\))\s*\Z")
# “@Jo Marsh, please finish this.” “TODO: numbers for Year 9”
_REMINDER = re.compile(r"(?:@?\w+(?: \w+)?,\s*)?(?:please|pls|plz|to ?do)\b", re.IGNORECASE)
# Behind a question this goes on asking; alone it may be the answer (“Ask pupils each term”).
_GOING_ON = re.compile(r"(?:ask|check|see|try|thanks|thank you|ta|let me know)\b", re.IGNORECASE)


def only_asks(comment: str) -> bool:
    """Whether every sentence of a comment is a question or a reminder, so that none of it can be an answer."""
    text = _SIGNATURE.sub("", comment.strip())
    asked = False
    for sentence in filter(None, (part.strip() for part in _SENTENCE_ENDS.split(text))):
        if _QUESTION.search(sentence) or _REMINDER.match(sentence):
            asked = True
        elif not (asked and _GOING_ON.match(sentence)):
            return False
    return asked
