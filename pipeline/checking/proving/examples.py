"""Examples in a rule file turned into submissions.

``record`` and ``application`` map a field id to an answer and a table id to rows. What an example does
not mention is empty. ``version``, ``missing`` (addresses such as ``plan.start``, or
``plan.*`` for a whole table) and ``notices`` (each with its
``kind``, what was ``read`` and other words) describe the form; a file may have ``notices`` too. ``links`` are addresses
behind words of the form: ``{evidence.1.file: https://...}``.
A table whose rows the form prints may be given as ``{each: {...}, but: {leadership: {...}}}``; under ``but`` the words
``first``, ``second``, ``third`` and ``last`` stand for those rows of any scheme, and as an answer from a list for those
options of it.
A stretch of time is ``{first: 2026-01-05, last: 2026-02-13}``.
A text that begins with ``?`` was not understood; ``TBC``, ``n/a`` and ``-`` are written but no answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import TypeVar

from pipeline.errors import RulesError
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.model import ColumnLayout, DocumentLayout, Example, Scheme, SectionLayout, TableLayout
from pipeline.scheme.pages.what_is_asked import ABOUT_A_FORM
from pipeline.scheme.words.offered import stored
from pipeline.values import (
    DateSpan,
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    Form,
    Held,
    Link,
    Notice,
    NoticeKind,
    Place,
    Row,
    Scalar,
    School,
    Submission,
    Understood,
    Value,
)

_FROM_THE_TOP = ("first", "second", "third")
# Rows and options of any scheme, whatever its principles, criteria and lists are called.
ORDINALS = (*_FROM_THE_TOP, "last")
PLACEHOLDERS = ("TBC", "n/a", "-")
ABOUT_THE_FORM = tuple(sorted(ABOUT_A_FORM))
_Word = TypeVar("_Word", bound=StrEnum)
_ENDINGS = {"workbook": "xlsx", "document": "docx"}


def submission_of(example: Example, scheme: Scheme) -> Submission:
    """The submission an example describes. Raises RulesError when it names what the scheme does not have."""
    files = [_file(data) for data in example.files]
    for document, answers in (("record", example.record), ("application", example.application)):
        if answers is not None:
            form = _form(scheme.document(document), answers, scheme)
            files.append(FileReading(form.file, document, 1, FileKind(document), FileClass.PARSED, form=form))
    held = tuple(Held(award.level, award.first, award.last) for award in example.held)
    return Submission(tuple(files), _school(example.school), held)


def _school(given: Mapping[str, object] | None) -> School | None:
    """What an example says of its school, which is called “this school” where it has no name."""
    if given is None:
        return None
    known = {field.name for field in fields(School)}
    for name in given:
        if name not in known:
            raise RulesError(f"A school has no “{name}” (known: {', '.join(sorted(known))}).")
    words = {"name": "This school", **{name: str(word) for name, word in given.items() if word is not None}}
    return School(**{"key": words.get("urn", "S001"), **words})


def _file(data: Mapping[str, object]) -> FileReading:
    if "name" not in data:
        raise RulesError("An example's file needs a “name”.")
    name = str(data["name"])
    day = data.get("date")
    kind = data.get("about")
    evidence = Evidence(
        "pdf", 1, str(data.get("text", "")), day if isinstance(day, dt.date) else None, str(kind) if kind else None
    )
    return FileReading(
        file=name,
        sha256=str(data.get("bytes", name)),
        size=_size(data.get("megabytes")),
        kind=_one_of(FileKind, data.get("kind", "evidence")),
        file_class=_one_of(FileClass, data.get("class", "parsed")),
        message=str(data.get("says", "")),
        evidence=evidence,
        notices=_notices(data.get("notices"), Place(name)),
    )


def _one_of(known: type[_Word], said: object) -> _Word:
    """One of our own words. Raises RulesError for any other."""
    try:
        return known(str(said))
    except ValueError as error:
        raise RulesError(f"“{said}” is not known here{nearest(str(said), map(str, known))}.") from error


def _size(megabytes: object) -> int:
    return round(megabytes * 1_000_000) if isinstance(megabytes, (int, float)) else 1


def _notices(given: object, place: Place) -> tuple[Notice, ...]:
    if not isinstance(given, (list, tuple)):
        return ()
    made = []
    for item in given:
        words = {str(name): str(word) for name, word in _mapping(item).items()}
        kind = _one_of(NoticeKind, words.pop("kind", ""))
        made.append(Notice(kind, place, words.pop("read", ""), words))
    return tuple(made)


def _form(layout: DocumentLayout, answers: Mapping[str, object], scheme: Scheme) -> Form:
    file = f"{layout.file_name}.{_ENDINGS[layout.kind]}"
    known = {field.id for field in layout.fields} | {table.id for table in layout.tables} | set(ABOUT_THE_FORM)
    for name in answers:
        if name not in known:
            raise RulesError(f"“{layout.id}” has no field or table “{name}”.")
    listed = answers.get("missing", ())
    gone = _gone(layout, listed) if isinstance(listed, (list, tuple)) else ()
    fields: dict[str, Value] = {}
    tables: dict[str, tuple[Row, ...]] = {}
    for order, section in enumerate(layout.sections, start=1):
        for line, field in enumerate(section.fields, start=3):
            address = f"{layout.id}.{field.id}"
            if address not in gone:
                place = _place(layout, section, file, order, line, 2)
                fields[field.id] = _value(address, answers.get(field.id), place)
        for table in section.tables:
            rows = _rows(table, answers.get(table.id), scheme)
            tables[table.id] = tuple(
                _row(layout, section, table, order, line, key, _meant(table, cells, scheme), file, gone)
                for line, (key, cells) in enumerate(rows, start=2)
            )
    version = answers.get("version", scheme.version)
    notices = _notices(answers.get("notices"), Place(file))
    links = _links(_mapping(answers.get("links")), fields, tables)
    return Form(
        layout.id, file, str(answers.get("scheme", scheme.id)), str(version), fields, tables, gone, notices, links
    )


def _links(
    given: Mapping[str, object], fields: Mapping[str, Value], tables: Mapping[str, Sequence[Row]]
) -> tuple[Link, ...]:
    """Links behind the words of a box, by its address; a row is named by its number: ``evidence.1.file``."""
    boxes = dict(fields)
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            boxes |= {f"{name}.{number}.{column}": value for column, value in row.cells.items()}
    for address in given:
        if address not in boxes:
            raise RulesError(f"links: there is no box “{address}”{nearest(address, boxes)}.")
    return tuple(Link(str(url), boxes[address].read, boxes[address].place) for address, url in given.items())


def _gone(layout: DocumentLayout, listed: Sequence[object]) -> tuple[str, ...]:
    """The addresses that an example calls missing; ``criteria.*`` is every column of a table."""
    columns = {table.id: [column.id for column in table.columns if not column.printed] for table in layout.tables}
    addresses: list[str] = []
    for name in map(str, listed):
        table, _, column = name.partition(".")
        names = [f"{table}.{each}" for each in columns.get(table, ())] if column == "*" else [name]
        addresses.extend(f"{layout.id}.{each}" for each in names)
    return tuple(addresses)


def _rows(table: TableLayout, given: object, scheme: Scheme) -> list[tuple[str, Mapping[str, object]]]:
    if given is None:
        return []
    if isinstance(given, Mapping):
        printed = (
            [p.id for p in scheme.areas_in(table)] if table.rows == "principles" else [c.id for c in scheme.criteria]
        )
        each, but = _mapping(given.get("each", {})), _but(_mapping(given.get("but", {})), printed, table)
        # A printed row given as null is one the school took out.
        return [(key, _mapping(but.get(key, each))) for key in printed if but.get(key, each) is not None]
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise RulesError(f"“{table.id}” must be a list of rows.")
    rows: list[tuple[str, Mapping[str, object]]] = []
    for position, item in enumerate(given, start=1):
        cells = _mapping(item)
        key = cells.get("key") or f"{table.number_prefix or 'row '}{position}"
        rows.append((str(key), {name: answer for name, answer in cells.items() if name != "key"}))
    return rows


def _but(given: Mapping[str, object], printed: list[str], table: TableLayout) -> dict[str, object]:
    """The printed rows that are unlike the others. Raises RulesError for one that the form does not print."""
    places = _by_place(printed)
    named = {places.get(key, key): answers for key, answers in given.items()}
    for key in named:
        if key not in printed:
            raise RulesError(f"“{table.id}” has no row “{key}”{nearest(key, printed)}.")
    return named


def _by_place(names: Sequence[str]) -> Mapping[str, str]:
    """The first, second, third and last of names that the scheme has in an order."""
    return {**dict(zip(_FROM_THE_TOP, names, strict=False)), "last": names[-1]} if names else {}


def _meant(table: TableLayout, answers: Mapping[str, object], scheme: Scheme) -> Mapping[str, object]:
    """A row's answers, with an option that is named by its place in the list as the scheme has it."""
    columns = {column.id: column for column in table.columns if column.choices is not None}
    return {
        name: _by_place(stored(columns[name], scheme)).get(answer, answer)
        if name in columns and isinstance(answer, str)
        else answer
        for name, answer in answers.items()
    }


def _row(
    layout: DocumentLayout,
    section: SectionLayout,
    table: TableLayout,
    order: int,
    line: int,
    key: str,
    answers: Mapping[str, object],
    file: str,
    gone: tuple[str, ...],
) -> Row:
    columns: dict[str, ColumnLayout] = {column.id: column for column in table.columns}
    for name in answers:
        if name not in columns:
            raise RulesError(f"“{table.id}” has no column “{name}”.")
    cells: dict[str, Value] = {}
    for number, column in enumerate(table.columns, start=1):
        address = f"{layout.id}.{table.id}.{column.id}"
        if address not in gone:
            place = _place(layout, section, file, order, line, number)
            cells[column.id] = _value(address, answers.get(column.id), place)
    return Row(table.id, key, _place(layout, section, file, order, line, 1), cells)


def _place(layout: DocumentLayout, section: SectionLayout, file: str, table: int, line: int, column: int) -> Place:
    if layout.kind == "workbook":
        return Place(file, sheet=section.sheet, cell=f"{chr(64 + column)}{line}")
    return Place(file, table=table, row=line, column=column)


def _value(address: str, answer: object, place: Place) -> Value:
    if answer is None or answer == "":
        return Value(address, None, "", place, Understood.EMPTY)
    if isinstance(answer, str) and answer in PLACEHOLDERS:
        return Value(address, None, answer, place, Understood.PLACEHOLDER)
    if isinstance(answer, str) and answer.startswith("?"):
        return Value(address, None, answer[1:], place, Understood.UNCLEAR)
    if isinstance(answer, (list, tuple)):
        return Value(
            address, tuple(str(item) for item in answer), ", ".join(map(str, answer)), place, Understood.ANSWER
        )
    if isinstance(answer, Mapping):
        span = DateSpan(_day(answer, "first"), _day(answer, "last"))
        return Value(address, span, f"{span.first} to {span.last}", place, Understood.ANSWER)
    value: Scalar = answer if isinstance(answer, (bool, int, dt.date)) else str(answer)
    return Value(address, value, str(answer), place, Understood.ANSWER)


def _day(span: Mapping[str, object], name: str) -> dt.date:
    day = span.get(name)
    if not isinstance(day, dt.date):
        raise RulesError(f"“{span}” should have “first” and “last”, each a date.")
    return day


def _mapping(value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RulesError(f"“{value}” should be answers by name.")
    return value
