"""The names that conditions use, and the marks and levels they speak of: each must be one of the scheme's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.scheme.faults.circles import circle
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Condition, FieldLayout, Scheme, TableLayout
from pipeline.scheme.words.offered import offered, stored

Found = Iterator[tuple[Keys, str]]
# Where words stand in a condition, the words, those that are known there, and what they name.
_Named = tuple[Keys, tuple[str, ...], Collection[str], str]


def conditions(scheme: Scheme) -> Iterator[tuple[Keys, Condition]]:
    """Every condition of a scheme with the way to it, those within others too."""
    for index, criterion in enumerate(scheme.criteria):
        if criterion.only_for is not None:
            yield from _with_parts(("criteria", index, "only_for"), criterion.only_for)
    for index, check in enumerate(scheme.checks):
        for name, condition in (("when", check.when), ("needs", check.needs)):
            if condition is not None:
                yield from _with_parts(("checks", index, name), condition)
    rules = scheme.levels
    for index, level in enumerate(rules.levels if rules is not None else ()):
        if level.needs is not None:
            yield from _with_parts(("levels", "levels", index, "needs"), level.needs)
    for name, condition in rules.of_area.items() if rules is not None else ():
        yield from _with_parts(("levels", "of_area", name), condition)


def wrong_conditions(scheme: Scheme) -> Found:
    """Each name in a condition, in the marks or in the levels that leads nowhere, and levels that need each other."""
    yield from _marking(scheme)
    yield from _levels(scheme)
    names = _Names(scheme)
    for keys, condition in conditions(scheme):
        yield from (((*keys, *inner), says) for inner, says in names.wrong(condition))


def _with_parts(keys: Keys, condition: Condition) -> Iterator[tuple[Keys, Condition]]:
    yield keys, condition
    if condition.when is not None:
        yield from _with_parts((*keys, "when"), condition.when)
    for name in ("all_of", "any_of", "none_of", "of"):
        for index, part in enumerate(getattr(condition, name) or ()):
            yield from _with_parts((*keys, name, index), part)


def _not_applicable(scheme: Scheme) -> Found:
    """Where a criterion may be marked “not applicable”, a mark has to mean that."""
    if scheme.marking is not None and scheme.marking.not_applicable is not None:
        return
    for index, criterion in enumerate(scheme.criteria):
        if criterion.not_applicable != "never":
            says = "no mark means “not applicable”: “marking” does not say which, under “not_applicable”."
            yield ("criteria", index, "not_applicable"), says


def _marking(scheme: Scheme) -> Found:
    yield from _not_applicable(scheme)
    marking = scheme.marking
    if marking is None:
        return
    table, column = _column(marking.column, scheme)
    if table is None or column is None:
        known = [f"{d.id}.{t.id}.{c.id}" for d in scheme.documents for t in d.tables for c in t.columns]
        yield ("marking", "column"), f"there is no column “{marking.column}”{nearest(marking.column, known)}."
        return
    options = offered(column, scheme)
    for mark in marking.points if options else ():
        if mark not in options:
            yield ("marking", "points", mark), f"“{mark}” is no option of “{column.id}”{nearest(mark, options)}."
    if marking.not_applicable is not None and marking.not_applicable not in options:
        near = nearest(marking.not_applicable, options)
        yield ("marking", "not_applicable"), f"“{marking.not_applicable}” is no option of “{column.id}”{near}."
    columns = [c.id for c in table.columns]
    if marking.reason is not None and marking.reason not in columns:
        near = nearest(marking.reason, columns)
        yield ("marking", "reason"), f"table “{table.id}” has no column “{marking.reason}”{near}."


def _levels(scheme: Scheme) -> Found:
    rules = scheme.levels
    if rules is None:
        return
    ids = [level.id for level in rules.levels]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield ("levels", "levels", index, "id"), f"“{name}” is used twice. Give each its own id."
    for name in rules.of_area:
        if name not in ids:
            yield ("levels", "of_area", name), f"there is no level “{name}”{nearest(name, ids)}."
    fields = _fields(scheme)
    if rules.claimed is not None and rules.claimed not in fields:
        yield ("levels", "claimed"), f"there is no field “{rules.claimed}”{nearest(rules.claimed, fields)}."
    if rules.decided_by == "claim" and rules.claimed is None:
        yield ("levels", "decided_by"), "schools ask for a level, and “claimed” does not say in which field."
    first = {level.id: _needed(level.needs) for level in rules.levels}
    told: set[str] = set()
    for index, name in enumerate(ids):
        way = circle(name, first)
        if way and name not in told:
            told.update(way)
            says = f"levels need one another first: {' → '.join(way)}. No school could begin."
            yield ("levels", "levels", index, "needs"), says


def _needed(condition: Condition | None) -> tuple[str, ...]:
    """The levels that have to be held first, whatever else holds."""
    if condition is None or condition.when is not None:
        return ()
    if condition.held is not None and condition.held.level is not None:
        return (condition.held.level,)
    return tuple(name for part in condition.all_of or () for name in _needed(part))


class _Names:
    """What conditions may name, worked out once for a scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._principles = [p.id for p in scheme.principles]
        self._tags = {tag for criterion in scheme.criteria for tag in criterion.tags}
        self._levels = [level.id for level in scheme.levels.levels] if scheme.levels is not None else []
        self._areas = [area.id for area in scheme.evidence.areas]
        self._kinds = [kind.id for kind in scheme.evidence.kinds]
        self._fields = _fields(scheme)
        self._marks: tuple[str, ...] = ()
        if scheme.marking is not None:
            _, column = _column(scheme.marking.column, scheme)
            self._marks = offered(column, scheme)

    def wrong(self, condition: Condition) -> Found:
        """What the condition itself names; its parts are looked at by themselves."""
        if condition.criteria is not None and self._scheme.marking is None:
            yield ("criteria",), "criteria are counted by their marks, and “marking” does not say where those are."
            return
        for keys, words, known, what in (*self._of_criteria(condition), *self._of_papers(condition)):
            yield from (
                (keys, f"there is no {what} “{word}”{nearest(word, known)}.")
                for word in words
                # Without any mark, “marking” itself is wrong, and is told.
                if word not in known and (known or what != "mark")
            )
        yield from self._rows(condition)
        yield from self._field(condition)

    def _of_criteria(self, condition: Condition) -> Iterator[_Named]:
        """What is named of criteria, points, areas and levels."""
        criteria, areas, held = condition.criteria, condition.areas, condition.held
        if criteria is not None:
            yield ("criteria", "marked"), criteria.marked, self._marks, "mark"
            yield ("criteria", "within"), criteria.within, self._principles, "principle"
            yield ("criteria", "tagged"), criteria.tagged, self._tags, "tag"
        if condition.points is not None:
            yield ("points", "within"), condition.points.within, self._principles, "principle"
        if areas is not None:
            yield ("areas", "at"), (areas.at,), self._levels, "level"
            yield ("areas", "rest_at"), _given(areas.rest_at), self._levels, "level"
            yield ("areas", "among"), areas.among, self._principles, "principle"
        if held is not None:
            yield ("held", "level"), _given(held.level), self._levels, "level"

    def _of_papers(self, condition: Condition) -> Iterator[_Named]:
        """What is named of evidence and of figures."""
        evidence, change = condition.evidence, condition.change
        if evidence is not None:
            yield ("evidence", "areas"), evidence.areas, self._areas, "evidence area"
            yield ("evidence", "kinds"), evidence.kinds, self._kinds, "kind of evidence"
            yield ("evidence", "marked"), evidence.marked, self._marks, "mark"
        if change is not None:
            yield ("change", "before"), (change.before,), self._fields, "field"
            yield ("change", "after"), (change.after,), self._fields, "field"
            yield ("change", "from"), _given(change.from_), self._fields, "field"
            yield ("change", "to"), _given(change.to), self._fields, "field"

    def _field(self, condition: Condition) -> Found:
        given = condition.field
        if given is None:
            return
        field = self._fields.get(given.of)
        if field is None:
            yield ("field", "of"), f"there is no field “{given.of}”{nearest(given.of, self._fields)}."
            return
        options = stored(field, self._scheme)
        for word in given.one_of if options else ():
            if word not in options:
                yield ("field", "one_of"), f"“{word}” is no option of “{field.id}”{nearest(word, options)}."

    def _rows(self, condition: Condition) -> Found:
        given, held = condition.rows, condition.held
        tables = {f"{d.id}.{t.id}": t for d in self._scheme.documents for t in d.tables}
        listed = held.listed_in if held is not None else None
        if listed is not None and listed not in tables:
            yield ("held", "listed_in"), f"there is no table “{listed}”{nearest(listed, tables)}."
        if given is None:
            return
        table = tables.get(given.table)
        if table is None:
            yield ("rows", "table"), f"there is no table “{given.table}”{nearest(given.table, tables)}."
            return
        columns = {column.id: column for column in table.columns}
        if given.dated is not None and given.dated not in columns:
            near = nearest(given.dated, columns)
            yield ("rows", "dated"), f"table “{table.id}” has no column “{given.dated}”{near}."
        for name, words in given.where.items():
            if name not in columns:
                yield ("rows", "where", name), f"table “{table.id}” has no column “{name}”{nearest(name, columns)}."
                continue
            options = stored(columns[name], self._scheme)
            for word in words if options else ():
                if word not in options:
                    yield ("rows", "where", name), f"“{word}” is no option of “{name}”{nearest(word, options)}."


def _column(address: str, scheme: Scheme) -> tuple[TableLayout | None, FieldLayout | None]:
    for document in scheme.documents:
        for table in document.tables:
            for column in table.columns:
                if address == f"{document.id}.{table.id}.{column.id}":
                    return table, column
    return None, None


def _given(name: str | None) -> tuple[str, ...]:
    return (name,) if name is not None else ()


def _fields(scheme: Scheme) -> dict[str, FieldLayout]:
    return {f"{document.id}.{field.id}": field for document in scheme.documents for field in document.fields}
