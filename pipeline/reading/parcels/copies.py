"""Two versions of one document: which is the newer, or that nothing says so. One without answers is no version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.values import FileReading, Form, Notice, NoticeKind, Place
from pipeline.values.school_names import of_two_schools
from pipeline.values.titles import version

# Programs that save two files in one go differ by less.
_SAVED_APART = dt.timedelta(minutes=1)

Answers = Mapping[tuple[str, str], str]


def newest_last(readings: Sequence[FileReading], urn: str = "") -> tuple[FileReading, ...]:
    """One delivery's files with the newest version of each document behind the others.

    What tells: answers that only one has beside all of the other's, when each was last saved, and words such as
    “v3” or “final” in the names. Where these agree the older copy is noticed as one; where they disagree, or
    say nothing, all are kept and the one saved last is read, which says that a person should look. In what order
    they came makes no difference. The same document twice is one. Two schools' documents are no versions of each
    other: that with the case's own ``urn`` is read, and the officer is told. A form without answers is no version
    of one that has some: see :func:`filled_last`.
    """
    ordered = list(filled_last(readings))
    for document in _documents(ordered):
        copies = [one for one in _of(ordered, document) if not _is_blank_copy(one)]
        if len(copies) < 2:
            continue
        rest = [reading for reading in ordered if reading not in copies]
        ordered = [*rest, *_by_school(_unlike(copies), urn)]
    return tuple(ordered)


def filled_last(readings: Sequence[FileReading]) -> tuple[FileReading, ...]:
    """The readings with each form that holds no answers before one of its document that does, and noticed.

    That also holds for a blank form that came after the filled one, in a later delivery. Where nobody filled one
    in, the blank is all that there is to read.
    """
    ordered = list(readings)
    for document in _documents(readings):
        copies = _of(ordered, document)
        filled = [one for one in copies if _answers(one.form)]
        blank = [one for one in copies if not _answers(one.form)]
        if filled and blank:
            told = [one if _is_blank_copy(one) else _noticed(one, NoticeKind.BLANK_COPY) for one in blank]
            ordered = [*told, *(one for one in ordered if one not in blank)]
    return tuple(ordered)


def _documents(readings: Iterable[FileReading]) -> list[str]:
    return list(dict.fromkeys(reading.form.document for reading in readings if reading.form))


def _of(readings: Iterable[FileReading], document: str) -> list[FileReading]:
    return [reading for reading in readings if reading.form and reading.form.document == document]


def _is_blank_copy(reading: FileReading) -> bool:
    return any(notice.kind is NoticeKind.BLANK_COPY for notice in reading.notices)


def _by_school(copies: list[FileReading], urn: str) -> list[FileReading]:
    schools: list[list[FileReading]] = []
    for copy in copies:
        own = next((some for some in schools if not any(_two_schools(copy, one) for one in some)), None)
        if own is None:
            schools.append([copy])
        else:
            own.append(copy)
    if len(schools) < 2:
        return _told_apart(copies)
    schools.sort(key=lambda some: any(one.form is not None and one.form.text("urn") == urn for one in some))
    *others, last = [one for some in schools for one in _told_apart(some)]
    listed = ", ".join(f"“{one.file}” gives {one.form.text('urn')}" for one in (*others, last) if one.form is not None)
    why = f"The documents give URNs of different schools: {listed}. Please look."
    return [*others, _noticed(last, NoticeKind.WHOSE_DOUBT, why=why)]


def _two_schools(one: FileReading, other: FileReading) -> bool:
    return one.form is not None and other.form is not None and of_two_schools(one.form, other.form)


def _unlike(copies: Iterable[FileReading]) -> list[FileReading]:
    """The copies that differ in an answer; of those that do not, the one saved last."""
    same: dict[frozenset[tuple[tuple[str, str], str]], list[FileReading]] = {}
    for copy in copies:
        same.setdefault(frozenset(_answers(copy.form).items()), []).append(copy)
    return sorted(map(_saved_last, same.values()), key=lambda copy: copy.file)


def _told_apart(copies: list[FileReading]) -> list[FileReading]:
    if len(copies) < 2:
        return copies
    best = next((one for one in copies if all(_newer(one, other) for other in copies if other is not one)), None)
    if best is None:
        last = _saved_last(copies)
        others = [one for one in copies if one is not last]
        names = ", ".join(f"“{other.file}”" for other in others)
        return [*others, _noticed(last, NoticeKind.TWO_COPIES, other=names)]
    older = [_noticed(one, NoticeKind.OLDER_COPY, newer=f"“{best.file}”") for one in copies if one is not best]
    return [*older, best]


def _saved_last(copies: Sequence[FileReading]) -> FileReading:
    """The one saved last; of several at once, or of which that is not known, the one its name and answers speak for.

    A copy that a program made carries a longer name than what it was made from.
    """
    known = [saved for one in copies if (saved := _saved(one)) is not None]
    at_once = [one for one in copies if not known or (_saved(one) or max(known)) > max(known) - _SAVED_APART]

    def speaks(one: FileReading) -> tuple[float, int, int, int, str]:
        named = version(one.file)
        return named.number, named.finish, len(_answers(one.form)), len(one.file), one.file

    return max(at_once, key=speaks)


def _newer(one: FileReading, other: FileReading) -> bool:
    """Whether at least one sign says so and none says the contrary."""
    signs = (
        _more(_answers(one.form), _answers(other.form)),
        _later(_saved(one), _saved(other)),
        version(one.file).newer(version(other.file)),
    )
    return True in signs and False not in signs


def _more(one: Answers, other: Answers) -> bool | None:
    if other.items() < one.items():
        return True
    return False if one.items() < other.items() else None


def _saved(reading: FileReading) -> dt.datetime | None:
    # A converted copy was saved by us, just now.
    return None if reading.converted_from else reading.saved


def _later(one: dt.datetime | None, other: dt.datetime | None) -> bool | None:
    if one is None or other is None or abs(one - other) < _SAVED_APART:
        return None
    return one > other


def _answers(form: Form | None) -> Answers:
    if form is None:
        return {}
    said = {("", name): str(value.value) for name, value in form.fields.items() if value.answered}
    for table, rows in form.tables.items():
        for position, row in enumerate(rows):
            cells = row.cells.items()
            said |= {(f"{table}|{row.key or position}", c): str(value.value) for c, value in cells if value.answered}
    return said


def _noticed(reading: FileReading, kind: NoticeKind, **words: str) -> FileReading:
    notice = Notice(kind, Place(reading.file), read=reading.file, words=words)
    return replace(reading, notices=(*reading.notices, notice))
