"""Answers typed behind their labels outside tables: “Name: Ada Marsh   Role: Headteacher   Date: 6/2/26”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.reading.answers.blanks import is_only_marks
from pipeline.reading.answers.wording import after_label, labels
from pipeline.scheme.model import FieldLayout, FieldType, SectionLayout

_LONG = (FieldType.TICK, FieldType.LONG_TEXT)


def answer_on_line(line: str, item: FieldLayout, section: SectionLayout) -> str | None:
    """What a line says behind a label of ``item``; None where it does not begin with a label of its section.

    A line may hold several answers of a section, each behind its own label and a colon. Of two labels of one field,
    such as “Signed” and “Print name”, the one with an answer counts.
    """
    own = labels(item.label, item.aliases)
    if item.type in _LONG:
        return after_label(line, own)
    names = tuple(n for f in section.fields if f.type not in _LONG for n in labels(f.label, f.aliases))
    starts = [match.start() for match in _labels(names).finditer(line)]
    if not starts or starts[0] > 0:
        return after_label(line, own)
    parts = (line[start:end].strip(" ,;|") for start, end in zip(starts, [*starts[1:], len(line)], strict=True))
    answers = [said for part in parts if (said := after_label(_without_remark(part), own)) is not None]
    return next((said for said in answers if said and not is_only_marks(said)), answers[0] if answers else None)


@lru_cache(maxsize=64)
def _labels(names: Sequence[str]) -> re.Pattern[str]:
    """One of the labels before a colon, with or without a remark in brackets: “Signed (headteacher):”."""
    spelt = (r"\W{1,3}".join(map(_word, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?:\s*\([^()]*\))?\s*:", re.IGNORECASE)


def _word(word: str) -> str:
    """A word of a label, whose apostrophe the plain form leaves out: “head's”."""
    return rf"{re.escape(word[:-1])}['’]?{re.escape(word[-1])}"


def _without_remark(part: str) -> str:
    label, colon, answer = part.partition(":")
    return f"{label.partition('(')[0]}{colon}{answer}"
