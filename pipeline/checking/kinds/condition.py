"""Kinds of check that weigh a condition, and those that hold “not applicable” and essential evidence to their rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.checking.scene import Hit, Scene, listed, text_of
from pipeline.checking.weighing import earned, level_asked_for, scales_of, weigh
from pipeline.checking.weighing.scales import not_applicable
from pipeline.errors import RulesError
from pipeline.evidence.claimed import line_of
from pipeline.scheme.model import Check
from pipeline.values import ClaimKind, Place


def condition(scene: Scene, check: Check) -> Iterator[Hit]:
    """``needs`` does not hold; ``{why}`` says what was counted.

    Told at ``on``: a document, a table or a field of one that came, or the whole parcel (``files``).
    """
    if check.needs is None:
        raise RulesError(f"checks: {check.id}: “needs” must say what has to be so.")
    for hit in told_at(scene, check):
        found = weigh(check.needs, scales_of(scene))
        if not found.met:
            yield replace(hit, words={"why": " ".join(found.reasons())})


def level_reached(scene: Scene, check: Check) -> Iterator[Hit]:
    """The school asks for a level that it does not reach; ``{level}``, ``{reached}`` and ``{why}``."""
    scales = scales_of(scene)
    asked, found = level_asked_for(scales), scene.field(check.on)
    if asked is None or found is None:
        return
    result = earned(scales)
    reasons = result.reasons(asked)
    if reasons:
        reached = result.level.name if result.level is not None else scales.phrases.say("no level yet")
        value, label = found[2], found[1].label
        words = {"level": asked.name, "reached": reached, "why": " ".join(reasons)}
        yield Hit(value.place, value.read, check.on.partition(".")[0], f"field|{found[1].id}", label, words=words)


def not_applicable_said(scene: Scene, check: Check) -> Iterator[Hit]:
    """A criterion of ``on`` is marked “not applicable” where that is not allowed, or without its reason."""
    table, marking = scene.table(check.on), scene.scheme.marking
    if table is None or marking is None or marking.not_applicable is None:
        return
    column = marking.column.rpartition(".")[2]
    for row in table.rows:
        if text_of(row, column) == marking.not_applicable and not not_applicable(scene, row):
            allowed = next((c.not_applicable for c in scene.scheme.criteria if c.id == row.key), "never")
            yield table.hit(row, column, why=_WHY[allowed])


def essential_evidence(scene: Scene, check: Check) -> Iterator[Hit]:
    """A criterion that is met cites no line of a kind that it cannot do without; said at the column of ``on``."""
    table, index, column = scene.table(check.on), scene.table("application.evidence"), check.on.rpartition(".")[2]
    marking = scene.scheme.marking
    if table is None or index is None or marking is None:
        return
    kinds = {kind.id: kind.name for kind in scene.scheme.evidence.kinds}
    kind_of = {line_of(row): text_of(row, "kind") for row in index.rows}
    wanted = {c.id: c.essential_evidence for c in scene.scheme.criteria}
    cited: dict[str, set[str]] = {}
    for claim in scene.graph.claims:
        if claim.kind is ClaimKind.REFERENCE:
            cited.setdefault(claim.row, set()).add(kind_of.get(claim.target, ""))
    best = max(marking.points, key=marking.points.__getitem__, default=None)
    for row in table.rows:
        key, mark = row.key or "", text_of(row, marking.column.rpartition(".")[2])
        lacking = [kinds[kind] for kind in wanted.get(key, ()) if kinds[kind] not in cited.get(key, set())]
        if lacking and mark == best:
            yield table.hit(row, column, lacking=listed([name.lower() for name in lacking]))


def told_at(scene: Scene, check: Check) -> Iterator[Hit]:
    """A hit at the place that ``on`` names, if what it names came; what is said there is still to be filled in."""
    document, _, within = check.on.partition(".")
    if document == "files":
        yield Hit(Place(""))
        return
    scene.layout(document)
    form = scene.submission.form(document)
    if form is None:
        return
    if not within:
        yield Hit(Place(form.file), document=document)
    elif any(known.id == within for known in scene.layout(document).fields):
        found = scene.field(check.on)
        if found is not None:
            yield Hit(found[2].place, found[2].read, document, f"field|{within}", found[1].label)
    else:
        table = scene.table(check.on)
        if table is not None:
            yield Hit(table.place(), "", document, f"{table.layout.id}|", table.layout.title)


_WHY = {
    "never": "Every school is asked this one.",
    "with-reason": "A reason has to stand beside it.",
    "freely": "",
}
