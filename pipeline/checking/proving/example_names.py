"""The names that an example uses: its fields, columns, rows, words of lists, notices and kinds of file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from pipeline.checking.proving.examples import ABOUT_THE_FORM, ORDINALS, PLACEHOLDERS
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.references import unknown
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import DocumentLayout, Example, FieldLayout, FieldType, Scheme, TableLayout
from pipeline.scheme.words.offered import stored
from pipeline.values import FileClass, FileKind, NoticeKind

Found = Iterator[tuple[Keys, str]]
# What an example may say of a file.
FILE_WORDS = frozenset({"name", "kind", "class", "says", "text", "date", "about", "bytes", "megabytes", "notices"})


def wrong_example(example: Example, scheme: Scheme) -> Found:
    """The way to each thing in an example that the scheme does not have, and a sentence."""
    for name, answers in (("record", example.record), ("application", example.application)):
        if answers is not None:
            layout = next((document for document in scheme.documents if document.id == name), None)
            if layout is None:
                yield (name,), unknown(name, (document.id for document in scheme.documents))
            else:
                yield from (((name, *keys), says) for keys, says in _form(layout, answers, scheme))
    for index, file in enumerate(example.files):
        yield from ((("files", index, *keys), says) for keys, says in _file(file))


def _file(file: Mapping[str, object]) -> Found:
    for word in file:
        if word not in FILE_WORDS:
            yield (word,), f"an example's file has no “{word}”{nearest(word, FILE_WORDS)}."
    if "name" not in file and set(file) <= FILE_WORDS:
        yield (), "an example's file needs a “name”."
    words: tuple[tuple[str, Iterable[str]], ...] = (("kind", FileKind), ("class", FileClass))
    for name, known in words:
        said = file.get(name)
        if name in file and str(said) not in set(known):
            yield (name,), f"there is no {name} of file “{said}”{nearest(str(said), known)}."
    yield from _notices(file.get("notices"))


def _notices(notices: object) -> Found:
    if notices is None:
        return
    if not isinstance(notices, list):
        yield ("notices",), "expected a list of notices, each {kind: ..., read: ...}."
        return
    for index, notice in enumerate(notices):
        kind = notice.get("kind") if isinstance(notice, Mapping) else notice
        if str(kind) not in set(NoticeKind):
            yield ("notices", index, "kind"), f"there is no notice “{kind}”{nearest(str(kind), NoticeKind)}."


def _form(layout: DocumentLayout, answers: Mapping[str, object], scheme: Scheme) -> Found:
    fields = {field.id: field for field in layout.fields}
    tables = {table.id: table for table in layout.tables}
    for name, answer in answers.items():
        if name in fields:
            yield from (((name, *keys), says) for keys, says in _answer(fields[name], answer, scheme))
        elif name in tables:
            yield from (((name, *keys), says) for keys, says in _table(tables[name], answer, scheme))
        elif name == "missing":
            yield from _missing(answer, layout)
        elif name == "notices":
            yield from _notices(answer)
        elif name not in ABOUT_THE_FORM:
            known = [*fields, *tables, *ABOUT_THE_FORM]
            yield (name,), f"“{layout.id}” has no field or table “{name}”{nearest(name, known)}."


def _missing(listed: object, layout: DocumentLayout) -> Found:
    known = {field.id for field in layout.fields}
    known |= {f"{table.id}.{column.id}" for table in layout.tables for column in table.columns}
    known |= {f"{table.id}.*" for table in layout.tables}
    for index, name in enumerate(listed if isinstance(listed, list) else ()):
        if str(name).partition("[")[0] not in known | {table.id for table in layout.tables}:
            yield ("missing", index), unknown(str(name), known)


def _table(table: TableLayout, given: object, scheme: Scheme) -> Found:
    rows: list[tuple[Keys, object]] = []
    if isinstance(given, Mapping):
        yield from _printed(table, given, scheme)
        but = given.get("but")
        rows = [(("each",), given.get("each"))]
        rows += [(("but", key), cells) for key, cells in (but.items() if isinstance(but, Mapping) else ())]
    elif isinstance(given, list):
        rows = [((index,), cells) for index, cells in enumerate(given)]
    else:
        yield (), f"“{table.id}” is a table: expected a list of rows."
    for start, cells in rows:
        yield from _cells(table, start, cells, scheme)


def _printed(table: TableLayout, given: Mapping[str, object], scheme: Scheme) -> Found:
    """Rows that the form prints: what stands in each, but for those named."""
    for part in given:
        if part not in ("each", "but"):
            yield (part,), f"rows that the form prints are given as “each” and “but”, and not as “{part}”."
    known = {p.id for p in scheme.areas_in(table)} if table.rows == "principles" else {c.id for c in scheme.criteria}
    but = given.get("but")
    for key in but if isinstance(but, Mapping) else ():
        if key not in known and key not in ORDINALS:
            yield ("but", key), unknown(key, known)


def _cells(table: TableLayout, start: Keys, cells: object, scheme: Scheme) -> Found:
    columns = {column.id: column for column in table.columns}
    for name, answer in cells.items() if isinstance(cells, Mapping) else ():
        if name in columns:
            yield from (((*start, name, *keys), says) for keys, says in _answer(columns[name], answer, scheme))
        elif name != "key":
            yield (*start, name), f"“{table.id}” has no column “{name}”{nearest(name, columns)}."


def _answer(field: FieldLayout, answer: object, scheme: Scheme) -> Found:
    """Whether an answer is one that reading could give: a day in a field of days, an option of the list."""
    if answer is None or answer in ("", *PLACEHOLDERS) or (isinstance(answer, str) and answer.startswith("?")):
        return
    if field.type is FieldType.DATE and not isinstance(answer, (dt.date, Mapping)):
        yield (), f"“{answer}” is no day. Write 2026-03-27, or “?{answer}” for what was not understood."
    elif field.type is FieldType.TICK and not isinstance(answer, bool):
        yield (), f"“{answer}” is neither true nor false."
    elif field.type is FieldType.CHOICE:
        known = stored(field, scheme)
        for option in (answer if isinstance(answer, list) else [answer]) if known else ():
            if option not in known and option not in ORDINALS:
                says = f"“{option}” is no option of “{field.id}”{nearest(str(option), known)}."
                yield (), f"{says[:-1]}; write “?{option}” for what was not understood."
