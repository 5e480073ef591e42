"""What people and forms put in a box that holds no answer, and what points at the answer above."""

from __future__ import annotations

import re

from pipeline.reading.answers.wording import plain
from pipeline.scheme import placeholders
from pipeline.scheme.models import FieldLayout

# What people write in a box when they have no answer yet. “n/a – we have no nursery” is an answer: it has a reason.
PLACEHOLDERS = frozenset(
    word
    for line in (
        "type here|enter text here|enter text|write here|your answer here|insert text|insert text here|text here",
        "tbc|tba|tbd|to be confirmed|to be completed|to be decided|to be agreed|to be added|to follow|will follow",
        "n a|na|not applicable|none yet|pending|to do|todo|awaiting|coming soon|in due course",
        "see attached|attached|see attachment|as attached|please see attached|see attached document",
        "see attached sheet|see attached file|see attachments|see enclosed|enclosed|see below|as below|see over",
        "xxx|xx|x|dd mm yyyy|dd mm yy|name here|date here|insert name|insert date|insert school name here",
        "insert school name|school name here|insert name here|insert date here|insert here|add text here|add here",
        "see overleaf|see other sheet|lorem ipsum|sample text|example|as discussed|see email|see e mail",
    )
    for word in line.split("|")
)
# A longer text is never one of them, and need not be compared.
_LONGEST = max(map(len, PLACEHOLDERS)) + 8
# What Word and our own forms show in an untouched box: the school wrote nothing there.
PROMPTS = frozenset(plain(text) for text in placeholders.PLACEHOLDERS) | frozenset(
    [
        "click or tap here to enter text",
        "click here to enter text",
        "click or tap to enter a date",
        "click here to enter a date",
        "choose an item",
        "choose one",
        "choose a kind",
        "choose an area",
        "click to choose",
        "choose",
        "select",
        "please select",
        "click or tap to choose",
        "click to type",
    ]
)
# A prompt is shorter than this even with a remark in brackets behind it.
_LONGEST_PROMPT = 150
# In words; in marks see DITTO_MARKS.
_DITTO = frozenset(
    ["as above", "see above", "ditto", "do", "same as above", "as before", "same", "as previous", "same again"]
)
DITTO_MARKS = re.compile(r"[\s\-–—]*(?:[\"“”„″〃]|''|’’|,,|``)[\s\-–—]*\Z")
_ONLY_MARKS = re.compile(r"[\s\W_]*\Z")
ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!)|Err:\d+")
_LONGEST_MARKS = 10


def is_prompt(layout: FieldLayout, read: str) -> bool:
    """Whether the box shows what the form printed there itself."""
    if len(read) > _LONGEST_PROMPT and not layout.help:
        return False
    word = plain(read)
    return word in PROMPTS or (bool(layout.help) and word == plain(layout.help))


def is_placeholder(read: str) -> bool:
    """Whether the text only says that there is no answer yet: “TBC”, “n/a”, “-”."""
    return len(read) < _LONGEST and plain(read) in PLACEHOLDERS


def is_ditto(read: str) -> bool:
    """Whether the text says “the same as in the row above”."""
    return len(read) < _LONGEST and bool(DITTO_MARKS.match(read) or plain(read) in _DITTO)


def is_only_marks(read: str) -> bool:
    return len(read) <= _LONGEST_MARKS and bool(_ONLY_MARKS.match(read))
