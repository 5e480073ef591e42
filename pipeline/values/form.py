"""What was read from a school's Record or Application: answers with their places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.values.notice import Notice
from pipeline.values.place import Place


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time that was named as a stretch: “Term 3”, “by Easter”, “Sept 2025”. Both days belong to it."""

    first: dt.date
    last: dt.date


Scalar = str | int | bool | dt.date | DateSpan | tuple[str, ...] | None


class Understood(StrEnum):
    """How what stood in a cell was taken."""

    ANSWER = "answer"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"  # "type here", "TBC", "n/a", "-": written, but no answer
    UNCLEAR = "unclear"  # "by Easter" for a date, two ticks in one row, #REF!


# An enum's members are looked up by a descriptor, and a form's values are asked thousands of times.
_ANSWER = Understood.ANSWER


class Confidence(StrEnum):
    """How sure the reader is of an answer."""

    SURE = "sure"  # stood where the form asks for it, in so many words
    LIKELY = "likely"  # one step of reasoning: a term's dates, a colour's key, a heading's other name
    DOUBTFUL = "doubtful"  # signs disagree; a notice says which


@dataclass(frozen=True, slots=True)
class Value:
    """One answer.

    ``field`` is its address in the scheme's layout (``record.plan.by_when``), ``value`` what was
    understood (None unless :attr:`Understood.ANSWER`), ``read`` the text that literally stood there,
    and ``how`` a few words on how one became the other where that is not plain to see.
    """

    field: str
    value: Scalar
    read: str
    place: Place
    understood: Understood
    confidence: Confidence = Confidence.SURE
    how: str = ""

    @property
    def answered(self) -> bool:
        """Whether the box holds an answer, however sure we are of it."""
        return self.understood is _ANSWER

    @property
    def first_day(self) -> dt.date | None:
        """The day, or the first day of the span, that the answer names."""
        return self.value.first if isinstance(self.value, DateSpan) else _day(self.value)

    @property
    def last_day(self) -> dt.date | None:
        """The day, or the last day of the span, that the answer names."""
        return self.value.last if isinstance(self.value, DateSpan) else _day(self.value)


def _day(value: Scalar) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document: where it leads, the words it stands on, and its place.

    ``url`` is what the document stores (``https://``, ``mailto:``, ``file:///``), never followed.
    """

    url: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``key`` is the principle or criterion id, or the printed number (``A3``)."""

    table: str
    key: str | None
    place: Place
    cells: Mapping[str, Value] = field(hash=False)

    @property
    def started(self) -> bool:
        """Whether the school wrote anything in the row beyond what the form prints."""
        return any(value.understood is not Understood.EMPTY for value in self.cells.values())


@dataclass(frozen=True, slots=True)
class Form:
    """One filled Record or Application.

    ``fields`` by field id, ``tables`` by table id; rows in the order of the document, with rows that
    hold nothing left out unless the form prints them (principles, criteria). ``missing`` names the
    addresses (``record.plan.start``) whose column or label was not found at all; ``notices`` what the
    reader noticed on the way; ``links`` every link behind words of the document, in reading order;
    ``language`` the one that the form was printed in, empty for the scheme's own.
    """

    document: str
    file: str
    scheme: str | None
    version: str | None
    fields: Mapping[str, Value] = field(hash=False)
    tables: Mapping[str, tuple[Row, ...]] = field(hash=False)
    missing: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    links: tuple[Link, ...] = ()
    language: str = ""

    def values(self) -> Iterator[Value]:
        """Every value in reading order: fields first, then tables row by row."""
        yield from self.fields.values()
        for rows in self.tables.values():
            for row in rows:
                yield from row.cells.values()

    def text(self, field: str) -> str:
        """The answer to a field as text, or an empty string."""
        value = self.fields.get(field)
        return str(value.value) if value is not None and value.answered else ""
