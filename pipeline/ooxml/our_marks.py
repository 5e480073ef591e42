"""How our additions to a school's own documents are known again, whoever saved them in between.

Feedback writes them, reading passes over them: what we wrote is never taken for an answer. Programs forget who
wrote a note and rename what they like, so every sign here is one that Excel, LibreOffice, openpyxl and Word keep:
the words themselves, a sheet's name with its heading, a defined name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

AUTHOR = "Award office"
FIRST_LINE = f"{AUTHOR}:"
# What stands below this line in a note of ours was written by the school, and is kept.
LAST_LINE = "Please write your answer in the form itself, not in this note."
# In each language that we answer in: a comment of ours is known again whatever language the next answer is in.
LAST_LINES = (LAST_LINE, "Ysgrifennwch eich ateb yn y ffurflen ei hun, nid yn y nodyn hwn.")

NEXT_STEPS = "What to do next"
NEXT_STEPS_NAME = "award.feedback"
# A rule that always holds and says whose it is: it draws our outline without touching a cell's own look.
OUTLINE_FORMULA = f'"{AUTHOR}"<>""'

_LAST = "|".join(map(re.escape, LAST_LINES))
_OURS = re.compile(rf"(?:\A|\n+)[ \t]*{FIRST_LINE}[ \t]*(?:\n|\Z).*?(?:(?:{_LAST})\s*|\Z)", re.DOTALL)

# Two hidden columns of “What to do next” hold marks of what we wrote, by which anything else is the school's. They
# stand far to the right of any column that a note could be written in, and twice, lest one of them be written over.
MARKS_COLUMNS = (60, 61)
MARKS = "award.marks"


def mark_of(text: str) -> str:
    """A short mark of a text, the same whatever a program does to its spaces and ends of line."""
    # Of a few hundred texts two share such a mark once in some hundred thousand sheets.
    return f"{zlib.crc32(''.join(text.split()).encode('utf-8', 'replace')):08x}"


def marks_cell(marks: Sequence[str]) -> str:
    """What a cell of marks holds; nothing for no marks."""
    return " ".join([MARKS, *marks]) if marks else ""


def marks_in(text: str) -> tuple[str, ...] | None:
    """The marks in a cell, wherever columns were moved to; None when it holds something else."""
    first, *marks = text.split() if text.lstrip().startswith(MARKS) else [""]
    return tuple(marks) if first == MARKS else None


def mostly_ours(texts: Iterable[str]) -> bool:
    """Whether a sheet with these texts is our “What to do next”, whatever it is called by now.

    Its own marks vouch for most of them. One row of it, copied to a sheet of the school's, makes that none of ours.
    """
    said = [text for text in texts if text.strip()]
    marked = [marks for text in said if (marks := marks_in(text)) is not None]
    if not marked:
        return False
    ours = {mark for marks in marked for mark in marks}
    return 2 * sum(mark_of(text) in ours for text in said) > len(said) - len(marked)


def our_words(note: str) -> tuple[int, int] | None:
    """From where to where a note speaks our words; None when it does not."""
    found = _OURS.search(note)
    return found.span() if found else None


def without_our_words(note: str) -> str:
    """A note or comment without what we wrote in it: the school's own words, or nothing.

    A Word comment of ours says in its margin who speaks, and so only has the last line.
    """
    said = note.replace("\r\n", "\n")
    if FIRST_LINE in said:
        return _OURS.sub("\n", said).strip()
    last = next((line for line in LAST_LINES if line in said), "")
    return said.rpartition(last)[2].strip() if last else note


def is_next_steps(name: str) -> bool:
    """Whether a sheet may be our “What to do next” by its name: copying it puts a number after the name.

    It is ours when its cell A1 says so too; a school's own sheet of that name has another heading.
    """
    return name.strip().casefold().startswith(NEXT_STEPS.casefold())
