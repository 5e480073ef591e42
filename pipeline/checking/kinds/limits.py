"""Kinds of check about limits: words in a box, the size and the name of a file, how long something runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from pipeline.checking.scene import Hit, Scene, first_day, last_day, last_part, number, word, words
from pipeline.errors import RulesError
from pipeline.scheme.model import Check
from pipeline.values import FileKind, Place

MEGABYTE = 1_000_000


def too_long(scene: Scene, check: Check) -> Iterator[Hit]:
    """A box or the cells of a column hold more than ``words`` words; ``{count}`` of ``{most}``."""
    most = number(check, "words")
    if check.on.count(".") == 1:
        found = scene.field(check.on)
        count = len(str(found[2].value).split()) if found is not None and found[2].answered else 0
        if found is not None and count > most:
            form, layout, box = found
            told = {"count": str(count), "most": str(most)}
            at = f"field|{layout.id}"
            yield Hit(box.place, _first_words(box.read), form.document, at, layout.label, words=told)
        return
    table, column = scene.table(check.on), last_part(check)
    for row in table.rows if table is not None else ():
        value = row.cells.get(column)
        count = len(str(value.value).split()) if value is not None and value.answered else 0
        if table is not None and value is not None and count > most:
            yield table.hit(row, column, _first_words(value.read), count=str(count), most=str(most))


def file_size(scene: Scene, check: Check) -> Iterator[Hit]:
    """An evidence file is larger than ``megabytes``; ``{size}`` of ``{most}``."""
    most = number(check, "megabytes")
    for reading in scene.graph.files:
        if reading.size > most * MEGABYTE:
            size = f"{reading.size / MEGABYTE:.1f}"
            yield Hit(Place(reading.file), read=reading.file, words={"size": size, "most": str(most)})


def file_name(scene: Scene, check: Check) -> Iterator[Hit]:
    """An evidence file's name does not begin as the scheme asks (``pattern``, from its start, capitals or not)."""
    try:
        pattern = re.compile(word(check, "pattern"), re.IGNORECASE)
    except re.error as error:
        raise RulesError(f"checks: {check.id}: “pattern” cannot be used: {error}.") from error
    for reading in scene.graph.files:
        name = reading.file.rpartition("/")[2]
        if reading.kind is FileKind.EVIDENCE and not pattern.match(name):
            yield Hit(Place(reading.file), read=name)


def lasts(scene: Scene, check: Check) -> Iterator[Hit]:
    """From the column ``start`` to that of ``on`` it runs for at least ``weeks``, in rows with words of ``where``."""
    table, column, weeks = scene.table(check.on), last_part(check), number(check, "weeks")
    only = words(check, "where")
    for row in table.rows if table is not None else ():
        first, last = first_day(row, word(check, "start")), last_day(row, column)
        said = {str(value.value) for value in row.cells.values() if value.answered}
        if table is None or first is None or last is None or (only and not said & set(only)):
            continue
        if last - first < timedelta(weeks=weeks):
            yield table.hit(row, column, weeks=str(weeks), ran=str((last - first).days // 7))


def _first_words(text: str) -> str:
    start = " ".join(text.split()[:8])
    return f"{start} …"
