"""Kinds of check about what a school took out of the form: whole tables, and rows of criteria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.checking.scene import Hit, Scene, Table, listed
from pipeline.checking.weighing import scales_of
from pipeline.checking.weighing.marks import is_asked
from pipeline.scheme.model import Check, Criterion


def table_present(scene: Scene, check: Check) -> Iterator[Hit]:
    """The form still has the table of ``on``."""
    table = scene.table(check.on)
    if table is not None and table.gone:
        yield table.whole()


def criteria_present(scene: Scene, check: Check) -> Iterator[Hit]:
    """The form still has the row of each criterion; one finding for all that a principle lost.

    It stands at the heading of the principle's own table, where that is still there.
    """
    table = scene.table(check.on)
    if table is None:
        return
    if not any(row.key in {criterion.id for criterion in scene.scheme.criteria} for row in table.rows):
        if lost_criteria(scene, table):
            yield table.whole(criteria="any criterion")
        return
    lost: dict[str, list[str]] = {}
    for criterion in lost_criteria(scene, table):
        lost.setdefault(criterion.principle, []).append(criterion.code)
    for principle, codes in lost.items():
        own = {criterion.id for criterion in scene.scheme.criteria if criterion.principle == principle}
        beside = next((row.place for row in table.rows if row.key in own and row.place.table is not None), None)
        hit = table.whole(criteria=f"{'criterion' if len(codes) == 1 else 'criteria'} {listed(codes)}")
        place = hit.place if beside is None else replace(beside, row=1, column=1)
        yield replace(hit, place=place, row_name=listed(codes))


def lost_criteria(scene: Scene, table: Table) -> list[Criterion]:
    """The criteria asked of this school whose rows were taken out, in the scheme's order; none with the whole table.

    A row that the form's edition never had is no omission of the school's.
    """
    if table.layout.rows != "criteria" or table.gone:
        return []
    kept, scales = {row.key for row in table.rows}, scales_of(scene)
    gone = (c for c in scene.scheme.criteria if c.id not in kept and not table.never_had(c.id))
    return [criterion for criterion in gone if is_asked(criterion, scales)]
