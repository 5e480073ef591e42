"""Kinds of check about areas across tables: how an area stands in one decides what is asked of it in another."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.scene import Hit, Scene, answered, chosen, last_part, listed, text_of, word, words
from pipeline.scheme.model import Check


def asked_of_area(scene: Scene, check: Check) -> Iterator[Hit]:
    """A row about an area (its column ``about``) that has one of ``words`` in the column ``standing`` of another table
    answers the column of ``on``; ``{area}`` names it."""
    table, column = scene.table(check.on), last_part(check)
    if table is None or table.lacks(column):
        return
    marked = _areas_with(scene, check)
    for row in table.rows:
        about = [name for name in chosen(row, word(check, "about")) if name in marked]
        if about and not answered(row, column):
            yield table.hit(row, column, area=_named(scene, about))


def names_area(scene: Scene, check: Check) -> Iterator[Hit]:
    """Each area named in a cell has one of ``words`` in the column ``standing`` of another table.

    ``{area}`` names those that have not.
    """
    table, column = scene.table(check.on), last_part(check)
    if table is None or scene.table(word(check, "standing")) is None:
        return
    marked = _areas_with(scene, check)
    for row in table.rows:
        others = [name for name in chosen(row, column) if name not in marked]
        if others:
            yield table.hit(row, column, area=_named(scene, others))


def _areas_with(scene: Scene, check: Check) -> set[str]:
    """The areas that stand so in the other table."""
    address, wanted = word(check, "standing"), words(check, "words")
    table = scene.table(address)
    rows = table.rows if table is not None else ()
    return {row.key for row in rows if row.key is not None and text_of(row, address.rpartition(".")[2]) in wanted}


def _named(scene: Scene, areas: list[str]) -> str:
    return listed([area.short_name for area in scene.scheme.areas if area.id in areas])
