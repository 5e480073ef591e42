"""Answers of an earlier edition's form, carried over to the questions of the present one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from pipeline.scheme.model import Crosswalk, DocumentLayout, FieldLayout, Scheme, TableLayout
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import Confidence, Form, Notice, NoticeKind, Place, Row, Understood, Value
from pipeline.values.showing import shown

_Labelled = TypeVar("_Labelled", bound=FieldLayout)


def as_it_was(scheme: Scheme, crosswalk: Crosswalk) -> Scheme:
    """The scheme with the principles, criteria, headings and choices of an earlier edition: what reads its forms."""
    return _as_it_was(_Pair(scheme, crosswalk))


def carried_over(form: Form, scheme: Scheme, crosswalk: Crosswalk) -> Form:
    """A form of the earlier edition as answers to the present one's questions.

    What the earlier edition never asked is named in ``missing`` (a criterion as
    ``application.criteria[voice-inclusive]``); a notice says what is new and what has no place any more.
    """
    layout = scheme.document(form.document)
    carry = _Carry(crosswalk, layout, scheme)
    tables = {table.id: carry.rows(table, form.tables.get(table.id, ())) for table in layout.tables}
    fields = {name: carry.value(value, f"version {crosswalk.version}") for name, value in form.fields.items()}
    unasked = [f"{layout.id}.{table.id}[{key}]" for table in layout.tables for key in carry.unasked(table)]
    carried = replace(form, fields=fields, tables=tables, missing=(*form.missing, *unasked))
    words = {
        "document": layout.id,
        "version": crosswalk.version,
        "current": scheme.version,
        # One answer may have gone to several questions; it stands in one place.
        "carried": str(len({value.place for value in carried.values() if value.answered})),
        "new": ", ".join(carry.names_of_new()) or "nothing",
        "left": " ".join(filter(None, (_left(carry.left), _unclear(carried)))),
    }
    notice = Notice(NoticeKind.OLD_VERSION, Place(form.file), crosswalk.version, words)
    return replace(carried, notices=(notice, *form.notices))


def _left(rows: Iterable[str]) -> str:
    named = "; ".join(rows)
    return f"Your answer to {named} has no place in it." if named else ""


def _unclear(form: Form) -> str:
    """What stood for a choice and is none of the earlier edition's: nothing says what it is now."""
    written = dict.fromkeys(shown(value.read) for value in form.values() if value.understood is Understood.UNCLEAR)
    return f"We could not carry over {ENGLISH.listed(list(written))}." if written else ""


class _Carry:
    """Carries one form; ``left`` gathers what was answered and has no match."""

    def __init__(self, crosswalk: Crosswalk, layout: DocumentLayout, scheme: Scheme) -> None:
        self.crosswalk, self.layout, self.scheme = crosswalk, layout, scheme
        self.criteria = {criterion.id: criterion for criterion in crosswalk.criteria}
        self.principles = {principle.id: principle for principle in crosswalk.principles}
        self.columns = {
            f"{layout.id}.{table.id}.{column.id}": column for table in layout.tables for column in table.columns
        }
        self.left: list[str] = []

    def rows(self, table: TableLayout, rows: Iterable[Row]) -> tuple[Row, ...]:
        found: list[Row] = []
        for row in rows:
            keys, name = self._keys(table, row)
            if keys is None:
                if row.started:
                    self.left.append(name)
                continue
            where = f"{name} of version {self.crosswalk.version}" if name else f"version {self.crosswalk.version}"
            cells = {column: self.value(value, where) for column, value in row.cells.items()}
            found.extend(replace(row, key=key, cells=cells) for key in keys)
        return tuple(found)

    def _keys(self, table: TableLayout, row: Row) -> tuple[tuple[str | None, ...] | None, str]:
        """What a row's question became (None: nothing), and what the school called it."""
        key = row.key or ""
        if table.rows == "criteria" and key in self.criteria:
            criterion = self.criteria[key]
            return criterion.to, criterion.code
        if table.rows == "principles" and key in self.principles:
            principle = self.principles[key]
            return (principle.to,) if principle.to is not None else None, str(principle.number)
        return (row.key,), ""

    def value(self, value: Value, where: str) -> Value:
        """An answer with its old choice in the words of today; one that means nothing now is not clear."""
        if not value.answered:
            return value
        choices = column.choices if (column := self.columns.get(value.field)) is not None else None
        meant, known = value.value, self._meaning(choices)
        if known is not None and isinstance(meant, str):
            meant = known.get(meant, meant)
        if meant is None:
            return replace(value, value=None, understood=Understood.UNCLEAR)
        confidence = value.confidence if value.confidence is Confidence.DOUBTFUL else Confidence.LIKELY
        return replace(value, value=meant, confidence=confidence, how=f"carried over from {where}")

    def _meaning(self, choices: str | None) -> Mapping[str, str | None] | None:
        if choices == "principles" and self.principles:
            return {principle.id: principle.to for principle in self.principles.values()}
        return self.crosswalk.answers.get(choices or "")

    def unasked(self, table: TableLayout) -> list[str]:
        """The present questions that no question of the earlier edition became."""
        if table.rows == "criteria" and self.criteria:
            asked = {to for criterion in self.criteria.values() for to in criterion.to or ()}
            return [criterion.id for criterion in self.scheme.criteria if criterion.id not in asked]
        if table.rows == "principles" and self.principles:
            given = {principle.to for principle in self.principles.values()}
            return [principle.id for principle in self.scheme.areas_in(table) if principle.id not in given]
        return []

    def names_of_new(self) -> list[str]:
        """The same, as a person calls them: 1.3, Student voice."""
        codes = {criterion.id: criterion.code for criterion in self.scheme.criteria}
        names = {principle.id: principle.short_name for principle in self.scheme.principles}
        keys = [key for table in self.layout.tables for key in self.unasked(table)]
        return [codes.get(key) or names.get(key, key) for key in keys]


class _Pair:
    """A scheme and a crosswalk, compared by being the same objects: comparing what they hold takes longer."""

    __slots__ = ("crosswalk", "scheme")

    def __init__(self, scheme: Scheme, crosswalk: Crosswalk) -> None:
        self.scheme, self.crosswalk = scheme, crosswalk

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and other.scheme is self.scheme and other.crosswalk is self.crosswalk

    def __hash__(self) -> int:
        return hash((id(self.scheme), id(self.crosswalk)))


@lru_cache(maxsize=8)
def _as_it_was(pair: _Pair) -> Scheme:
    scheme, old = pair.scheme, pair.crosswalk
    changes: dict[str, object] = {
        "version": old.version,
        "documents": tuple(_with_headings(document, old) for document in scheme.documents),
        "choices": {**scheme.choices, **{name: tuple(words) for name, words in old.answers.items()}},
    }
    if old.principles:
        changes["principles"] = old.principles
    if old.criteria:
        changes["criteria"] = old.criteria
    return scheme.model_copy(update=changes)


def _with_headings(document: DocumentLayout, old: Crosswalk) -> DocumentLayout:
    sections = []
    for section in document.sections:
        fields = tuple(_called(field, old.headings.get(f"{document.id}.{field.id}", ())) for field in section.fields)
        tables = []
        for table in section.tables:
            start = f"{document.id}.{table.id}"
            columns = tuple(_called(column, old.headings.get(f"{start}.{column.id}", ())) for column in table.columns)
            tables.append(table.model_copy(update={"columns": columns}))
        sections.append(section.model_copy(update={"fields": fields, "tables": tuple(tables)}))
    return document.model_copy(update={"sections": tuple(sections)})


def _called(field: _Labelled, names: tuple[str, ...]) -> _Labelled:
    return field.model_copy(update={"aliases": (*field.aliases, *names)}) if names else field
