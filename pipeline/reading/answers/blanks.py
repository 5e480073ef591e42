"""What people and forms put in a box that holds no answer, and what points at the answer above."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.reading.answers.ticks import holds_box
from pipeline.reading.answers.wording import PlainNames, plain
from pipeline.scheme.model import FieldLayout
from pipeline.scheme.words import placeholders

# What people write in a box when they have no answer yet. “n/a – we have no nursery” is an answer: it has a reason.
PLACEHOLDERS = PlainNames(
    [
        word
        for line in (
            "type here|enter text here|enter text|write here|your answer here|insert text|insert text here|text here",
            "tbc|tba|tbd|to be confirmed|to be completed|to be decided|to be agreed|to be added|to follow|will follow",
            "n a|na|not applicable|none yet|pending|to do|todo|awaiting|coming soon|in due course",
            "see attached|attached|see attachment|as attached|please see attached|see attached document",
            "as per attached|as per attachment|per attached|refer to attached|see att|pls see attached|encl",
            "see attached doc|see attached docs|see attached documents|attached doc|attached docs|attached document",
            "in folder|in the folder|in our folder|see folder|in file|in evidence folder|in the evidence folder",
            "see attached sheet|see attached file|see attachments|see enclosed|enclosed|see below|as below|see over",
            "xxx|xx|x|dd mm yyyy|dd mm yy|name here|date here|insert name|insert date|insert school name here",
            "insert school name|school name here|insert name here|insert date here|insert here|add text here|add here",
            "type your answer here|write your answer here|your answer|your text here|answer here|enter here|name|names",
            "name of lead|name of person|name of school|please complete|please fill in|complete here|fill in here",
            "vacant|vacancy|to be appointed|not yet appointed|awaiting appointment|lorem ipsum dolor sit amet",
            "see overleaf|see other sheet|lorem ipsum|sample text|example|as discussed|see email|see e mail",
        )
        for word in line.split("|")
    ]
)
# A longer text is never one of them, and need not be compared.
_LONGEST = max(map(len, PLACEHOLDERS.names)) + 8
# What Word and our own forms show in an untouched box: the school wrote nothing there.
PROMPTS = PlainNames(
    [
        *placeholders.PLACEHOLDERS,
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
_DITTO = PlainNames(
    ["as above", "see above", "ditto", "do", "same as above", "as before", "same", "as previous", "same again", "idem"]
)
# What tells how far a thing is, in a box that asks what it is.
_STATES = PlainNames(
    ["ongoing", "on going", "in progress", "work in progress", "underway", "under way", "started", "not started"]
)
_POINTS = re.compile(
    r"(?:please )?(?:see|refer to|as per|as in|as|same as|as for) "
    r"(?:(?:(?:the|our|a|your|separate|attached|other|school|schools|whole|in|my) )*"
    r"(?:document|documents|doc|file|sheet|sip|sdp|sef|improvement plan|development plan|action plan|plan|website"
    r"|folder|spreadsheet|audit|application|record|comments?|note|notes|text box|tab|evidence folder"
    r"|(?:picture|pictures|photo|photos|photograph|photographs|screenshot|screenshots|image|images))"
    r"(?: (?:below|above|beside|opposite|attached|(?:p|pp|page|pages|section) ?\d{1,3}))?"
    r"|(?:(?:the|our) )?(?:attached|enclosed)(?: \w+){1,4}"
    r"|(?P<kind>cell|row|action|principle|stage|no|number)? ?(?P<at>(?:(?!e)[a-z])?\d{1,3}))"
    r"|(?:to be (?:completed|confirmed|agreed|added|decided)|tb[ca]|as discussed)(?: \w+){1,5}"
)
_POINTING = PlainNames(["please", "see", "refer", "as", "same", "to be", "tbc", "tba"])
# A longer text says something of its own as well.
_LONGEST_POINTER = 60
# “e.g. we hold a weekly circle time”: how a form begins the example that it gives.
_GIVEN = re.compile(r"\s*(?:e\.\s?g\b\.?|eg\b[.,:]|for example\b|example\b(?:\s*:|\s+[–—-]|[–—-]\s))", re.IGNORECASE)
DITTO_MARKS = re.compile(r"[\s\-–—]*(?:(?:[\"“”„″〃↑]|''|’’|,,|``)[\s\-–—]*){1,3}\Z")
_ONLY_MARKS = re.compile(r"[\s\W_]*\Z")
# Marks that people leave for want of an answer; any other, such as “/” or “•”, may be meant for a tick.
_MARKS_OF_NOTHING = re.compile(r"[\s\-–—−_=.…·,;:?!¿'\"‘’“”„″〃↑^*~()\[\]]*\Z")
ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!)|Err:\d+")
_LONGEST_MARKS = 10
# Zero-width spaces and joiners, marks of direction and their like (Unicode, categories Cc and Cf).
_UNSEEN = ("Cc", "Cf")


def is_prompt(layout: FieldLayout, read: str) -> bool:
    """Whether the box shows what the form printed there itself."""
    if len(read) > _LONGEST_PROMPT and not layout.help:
        return False
    if read in PROMPTS:
        return True
    return bool(layout.help) and read in _only(layout.help)


def without_prompt(read: str) -> str:
    """An answer without the prompt in the line above it, which people leave there when they type below it."""
    if "\n" not in read:
        return read
    first, _, below = read.partition("\n")
    return below.strip() if first in PROMPTS else read


@lru_cache(maxsize=500)
def _only(text: str) -> PlainNames:
    return PlainNames([text])


# A form's boxes hold the same few short texts again and again.
@lru_cache(maxsize=5_000)
def _is_saying(read: str) -> bool:
    return is_placeholder(read) or is_ditto(read) or (is_only_marks(read) and not holds_box(read))


def says_nothing(read: str) -> bool:
    """Whether a text only stands in for an answer: “TBC”, “as above”, a dash."""
    return len(read) < _LONGEST and _is_saying(read)


def is_placeholder(read: str) -> bool:
    """Whether the text only says that there is no answer yet: “TBC”, “n/a”, “-”."""
    return len(read) < _LONGEST and read in PLACEHOLDERS


def is_ditto(read: str) -> bool:
    """Whether the text says “the same as in the row above”."""
    return len(read) < _LONGEST and bool(DITTO_MARKS.match(read) or read in _DITTO)


def is_state(read: str) -> bool:
    """Whether the text only says how far something is: “Ongoing”."""
    return len(read) < _LONGEST and read in _STATES


def is_given_example(read: str) -> bool:
    """Whether the text begins as the examples do that forms print."""
    return _GIVEN.match(read) is not None


def points_elsewhere(read: str) -> bool:
    """Whether the text only says where the answer is to be found: “see SIP”, “as A1”."""
    return len(read) < _LONGEST_POINTER and _POINTING.begin(read) and _POINTS.fullmatch(plain(read)) is not None


def pointed_at(read: str) -> str | None:
    """The row or cell of the same form that a text points at, as it would be printed (``D10``, ``A1``)."""
    match = _POINTS.fullmatch(plain(read)) if len(read) < _LONGEST else None
    return match["at"].upper() if match and match["at"] and match["kind"] != "stage" else None


def is_only_marks(read: str) -> bool:
    """Whether nothing stands there but a few marks: “--”, “?”, “...”."""
    return len(read) <= _LONGEST_MARKS and bool(_ONLY_MARKS.match(read))


def is_sign(read: str) -> bool:
    """Whether a mark stands there that may be an answer where something is to be chosen: “/”, “•”, “🟢”."""
    if not is_only_marks(read) or is_ditto(read):
        return False
    seen = "".join(sign for sign in read if unicodedata.category(sign) not in _UNSEEN)
    return _MARKS_OF_NOTHING.match(seen) is None
