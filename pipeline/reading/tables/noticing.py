"""What the answers themselves give away about how a form was filled in; for sheets and Word alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.reading.answers.blanks import ERROR
from pipeline.reading.answers.values import (
    BY_COLOUR,
    GIVEN_AS_EXAMPLE,
    NEVER_WORKED_OUT,
    STRUCK_OUT,
    STRUCK_PART,
    TURNED_INTO_DATE,
)
from pipeline.reading.answers.wording import PlainNames
from pipeline.reading.tables.going_on import GOES_ON, MERGED
from pipeline.reading.tables.rows import AS_IN
from pipeline.scheme.model import ColumnLayout, FieldLayout, FieldType, Scheme
from pipeline.values import Form, Notice, NoticeKind, Row, Understood, Value

_ITEM = re.compile(r"^\s*(?:[-–—•●▪◦‣*·o]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+\S", re.MULTILINE)
# “1. Train mentors 2. Ask parents”, on one line.
_INLINE = re.compile(r"\s*\(?(?:1[.)]\s.+\s\(?2[.)]|a\)\s.+\s\(?b\))\s\S", re.DOTALL | re.IGNORECASE)
_NUMBERS = frozenset("1(aA")
_LEAST_ITEMS = 2
_LEAST_STRUCK = 2
# Prose has a line break here and there; three lines without marks are a list as well.
_LEAST_LINES = 3
# Shorter examples (“No gap”, “Yes”) are answers that anybody may give.
_LEAST_EXAMPLE = 30
_Examples = Mapping[str, PlainNames]
_COLOURED = BY_COLOUR.partition("{")[0]
_STRUCK_PART, _, _STRUCK_END = STRUCK_PART.partition("{words}")
_LONG_TEXT, _EMPTY, _UNCLEAR = FieldType.LONG_TEXT, Understood.EMPTY, Understood.UNCLEAR
_BY_HOW = {
    AS_IN: NoticeKind.REPEATED,
    TURNED_INTO_DATE: NoticeKind.TURNED_INTO_DATE,
    NEVER_WORKED_OUT: NoticeKind.NOT_CALCULATED,
    GIVEN_AS_EXAMPLE: NoticeKind.EXAMPLE_ANSWER,
    STRUCK_OUT: NoticeKind.STRUCK_OUT,
    _STRUCK_PART: NoticeKind.STRUCK_PART,
}


def notices_of(form: Form, scheme: Scheme) -> Iterator[Notice]:
    """One notice for each answer that stands otherwise than the form asks, at its place."""
    layout = scheme.document(form.document)
    examples = _examples(scheme)
    fields: Mapping[str, FieldLayout] = {field.id: field for field in layout.fields}
    for name, value in form.fields.items():
        if _tells(fields[name], value, examples):
            yield from _notices(fields[name], value, examples)
    for table in layout.tables:
        columns = {column.id: column for column in table.columns}
        for row in form.tables.get(table.id, ()):
            found = [
                notice
                for name, value in row.cells.items()
                if value.understood is not _EMPTY and _tells(columns[name], value, examples)
                for notice in _notices(columns[name], value, examples)
            ]
            yield from _of_whole_row(found, row) if found else ()


def _tells(layout: FieldLayout, value: Value, examples: _Examples) -> bool:
    """Whether a value can be worth a notice at all: most answers are of one line and stand as the form asks."""
    if value.how or value.understood is _UNCLEAR:
        return True
    read = value.read
    return layout.type is _LONG_TEXT and (
        len(read.splitlines()) > 1 or read[:1] in _NUMBERS or read in examples.get(value.field, ())
    )


def _notices(layout: FieldLayout, value: Value, examples: _Examples) -> Iterator[Notice]:
    words = {"label": layout.label}
    kind = next((kind for how, kind in _BY_HOW.items() if value.how.startswith(how)), None) if value.how else None
    if kind is None and value.understood is Understood.UNCLEAR and ERROR.fullmatch(value.read):
        kind = NoticeKind.ERROR_VALUE
    if kind is None and not value.read and value.how.startswith(_COLOURED):
        kind = NoticeKind.COLOUR_ONLY
        colour = value.how.removeprefix(_COLOURED).split()[0]
        words["fill"] = f"{'an' if colour[0] in 'aeiou' else 'a'} {colour} fill"
        words["taken"] = _said(value)
    if kind is NoticeKind.STRUCK_OUT:
        words["what"] = f"The answer under “{layout.label}”"
    if kind is NoticeKind.STRUCK_PART:
        words["out"] = value.how.removeprefix(_STRUCK_PART).partition(_STRUCK_END)[0]
    if kind is NoticeKind.REPEATED:
        words["where"] = value.how.removeprefix(AS_IN).partition(";")[0]
    if kind is not None:
        yield Notice(kind, value.place, value.read, words)
    if not value.answered or layout.type is not FieldType.LONG_TEXT:
        return
    one_to_a_box = isinstance(layout, ColumnLayout) and layout.one_to_a_row and value.how not in {GOES_ON, MERGED}
    if one_to_a_box and kind is None and _holds_several(value.read):
        yield Notice(NoticeKind.SEVERAL_IN_ONE, value.place, value.read, words)
    if len(value.read) >= _LEAST_EXAMPLE and value.read in examples.get(value.field, ()):
        yield Notice(NoticeKind.EXAMPLE_LEFT, value.place, value.read, words)


def _of_whole_row(found: Sequence[Notice], row: Row) -> Sequence[Notice]:
    """A row that is crossed out from end to end is one thing to tell, at its longest answer."""
    struck = [notice for notice in found if notice.kind is NoticeKind.STRUCK_OUT]
    if len(struck) < _LEAST_STRUCK or len(struck) < sum(value.answered for value in row.cells.values()):
        return found
    one = max(struck, key=lambda notice: len(notice.read))
    whole = replace(one, words={**one.words, "what": "Every answer in this row"})
    return [whole, *(notice for notice in found if notice not in struck)]


def _said(value: Value) -> str:
    return f"We took it for “{value.value}”." if value.answered else "We could not tell what it stands for."


def _holds_several(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return (
        _INLINE.match(text) is not None
        or len(lines) >= _LEAST_LINES
        or (len(lines) > 1 and len(_ITEM.findall(text)) >= _LEAST_ITEMS)
    )


@lru_cache(maxsize=8)
def _examples(scheme: Scheme) -> _Examples:
    """The examples our own feedback gives, by the address they are about: copied, they are no answer."""
    long = [(check.on, check.example) for check in scheme.checks if len(check.example) >= _LEAST_EXAMPLE]
    return {on: PlainNames([example for at, example in long if at == on]) for on, _example in long}
