"""How our additions to a school's own documents are known again, whoever saved them in between.

Feedback writes them, reading passes over them: what we wrote is never taken for an answer. Programs forget who
wrote a note and rename what they like, so every sign here is one that Excel, LibreOffice, openpyxl and Word keep:
the words themselves, a sheet's name with its heading, a defined name.
"""

from __future__ import annotations

import re

AUTHOR = "Award office"
FIRST_LINE = f"{AUTHOR}:"
# What stands below this line in a note of ours was written by the school, and is kept.
LAST_LINE = "Please write your answer in the form itself, not in this note."

NEXT_STEPS = "What to do next"
NEXT_STEPS_NAME = "award.feedback"
# A rule that always holds and says whose it is: it draws our outline without touching a cell's own look.
OUTLINE_FORMULA = f'"{AUTHOR}"<>""'

_OURS = re.compile(
    rf"\s*(?:^|\n)[ \t]*{FIRST_LINE}[ \t]*(?:\n|$)(?P<said>.*?)(?:{re.escape(LAST_LINE)}|\Z)\s*", re.DOTALL
)


def without_our_words(note: str) -> str:
    """A note or comment without what we wrote in it: the school's own words, or nothing."""
    return _OURS.sub("\n", note.replace("\r\n", "\n")).strip() if FIRST_LINE in note else note


def is_next_steps(name: str, first_cell: str) -> bool:
    """Whether a sheet is our “What to do next”, by its name and the text of its cell A1.

    Copying a sheet puts a number after its name; a school's own sheet of that name has another heading.
    """
    return name.strip().casefold().startswith(NEXT_STEPS.casefold()) and first_cell.strip() == NEXT_STEPS
