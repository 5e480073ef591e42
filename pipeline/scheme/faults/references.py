"""Words in a scheme that stand for something else in it: each must lead somewhere, and no two may be the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.scheme.faults.circles import circle
from pipeline.scheme.faults.condition_names import wrong_conditions
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Criterion, Crosswalk, DocumentLayout, FieldLayout, FieldType, Scheme, TableLayout
from pipeline.scheme.words.offered import MADE_LISTS

# What a step's outcome may be reached at, besides a step.
ANY_STEP = "any"

Found = Iterator[tuple[Keys, str]]


def wrong_references(scheme: Scheme) -> Found:
    """Each word that leads nowhere or is used twice: the way to it, and a sentence.

    Where the body of the scheme is not sound, what points into it is not looked at: a list that is misspelt once
    would be told at every place that speaks of its words.
    """
    body = [*_twice(scheme), *_principles(scheme), *_documents(scheme), *_choices(scheme), *_terms(scheme)]
    body += _rounds(scheme)
    yield from body
    yield from _unless(scheme)
    if not any(is_body(keys) for keys, _ in body):
        yield from wrong_conditions(scheme)
        for number, crosswalk in enumerate(scheme.crosswalks):
            for keys, says in _crosswalk(crosswalk, scheme):
                yield ("crosswalks", number, *keys), says


def is_body(keys: Keys) -> bool:
    """Whether a fault takes away what other words of the scheme point to."""
    return keys[0] == "documents" or (keys[-1] == "id" and keys[0] != "checks")


def addresses(scheme: Scheme) -> set[str]:
    """Every field and column as an address: ``record.urn``, ``record.plan.start``."""
    fields = {f"{d.id}.{f.id}" for d in scheme.documents for f in d.fields}
    return fields | {f"{d.id}.{t.id}.{c.id}" for d in scheme.documents for t in d.tables for c in t.columns}


def lists(scheme: Scheme) -> set[str]:
    """Every list of choices a field may name."""
    return set(scheme.choices) | MADE_LISTS


def unknown(word: str, known: Iterable[str]) -> str:
    """The sentence for a word that leads nowhere."""
    return f"there is no “{word}”{nearest(word, known)}."


def _twice(scheme: Scheme) -> Found:
    named: Mapping[Keys, Sequence[str]] = {
        ("principles", "id"): [p.id for p in scheme.principles],
        ("criteria", "id"): [c.id for c in scheme.criteria],
        ("criteria", "code"): [c.code for c in scheme.criteria],
        ("checks", "id"): [c.id for c in scheme.checks],
        ("outcomes", "id"): [o.id for o in scheme.outcomes],
        ("process", "id"): [s.id for s in scheme.process],
        ("stages", "id"): [s.id for s in scheme.stages],
        ("bodies", "id"): [b.id for b in scheme.bodies],
        ("team_roles", "id"): [r.id for r in scheme.team_roles],
        ("documents", "id"): [d.id for d in scheme.documents],
    }
    for (key, part), words in named.items():
        for index in _repeated(words):
            yield (key, index, part), f"“{words[index]}” is used twice. Give each its own {part}."
    for name, options in scheme.choices.items():
        for index in _repeated(options):
            yield ("choices", name, index), f"“{options[index]}” is in this list twice."
    for part, items in (("areas", scheme.evidence.areas), ("kinds", scheme.evidence.kinds)):
        for index in _repeated([item.id for item in items]):
            yield ("evidence", part, index, "id"), f"“{items[index].id}” is used twice. Give each its own id."


def _repeated(words: Sequence[str]) -> list[int]:
    return [index for index, word in enumerate(words) if word in words[:index]]


def _principles(scheme: Scheme) -> Found:
    principles = {p.id for p in scheme.principles}
    yield from _within(scheme)
    for index, criterion in enumerate(scheme.criteria):
        if criterion.principle not in principles:
            yield ("criteria", index, "principle"), unknown(criterion.principle, principles)
        yield from ((("criteria", index, *keys), says) for keys, says in _criterion(criterion, scheme))
    for index, area in enumerate(scheme.evidence.areas):
        if area.principle not in principles:
            yield ("evidence", "areas", index, "principle"), unknown(area.principle, principles)
    steps = {step.id for step in scheme.process} | {ANY_STEP}
    for index, outcome in enumerate(scheme.outcomes):
        if outcome.step not in steps:
            yield ("outcomes", index, "step"), unknown(outcome.step, steps)


def _criterion(criterion: Criterion, scheme: Scheme) -> Found:
    kinds = {kind.id for kind in scheme.evidence.kinds}
    for place, kind in enumerate(criterion.essential_evidence):
        if kind not in kinds:
            yield ("essential_evidence", place), unknown(kind, kinds)
    for mark in criterion.descriptors if scheme.marking is not None else ():
        if scheme.marking is not None and mark not in scheme.marking.points:
            yield ("descriptors", mark), unknown(mark, scheme.marking.points)


def _within(scheme: Scheme) -> Found:
    """A principle lies within one that is there, and not within itself."""
    within = {p.id: (p.within,) if p.within is not None else () for p in scheme.principles}
    told: set[str] = set()
    numbered: dict[tuple[str | None, int], str] = {}
    for index, principle in enumerate(scheme.principles):
        other = numbered.setdefault((principle.within, principle.number), principle.id)
        if other != principle.id:
            says = f"“{other}” has the number {principle.number} too. Give each its own."
            yield ("principles", index, "number"), says
        if principle.within is not None and principle.within not in within:
            yield ("principles", index, "within"), unknown(principle.within, within)
        way = circle(principle.id, within)
        if way and principle.id not in told:
            told.update(way)
            yield ("principles", index, "within"), f"principles lie within one another in a circle: {' → '.join(way)}."


def _documents(scheme: Scheme) -> Found:
    for d, document in enumerate(scheme.documents):
        seen: set[str] = set()
        for s, section in enumerate(document.sections):
            start: Keys = ("documents", d, "sections", s)
            parts = [("fields", n, part.id) for n, part in enumerate(section.fields)]
            parts += [("tables", n, table.id) for n, table in enumerate(section.tables)]
            for kind, number, name in parts:
                if name in seen:
                    yield (*start, kind, number, "id"), f"“{name}” is used twice in “{document.id}”."
                seen.add(name)
            for number, field in enumerate(section.fields):
                yield from _list_of(field, (*start, "fields", number), scheme)
            for number, table in enumerate(section.tables):
                if table.within is not None and table.within not in {p.id for p in scheme.principles}:
                    says = unknown(table.within, (p.id for p in scheme.principles))
                    yield (*start, "tables", number, "within"), says
                yield from _columns(document, table, (*start, "tables", number, "columns"), scheme)


def _columns(document: DocumentLayout, table: TableLayout, start: Keys, scheme: Scheme) -> Found:
    known = {f"{other.id}.{column.id}" for other in document.tables for column in other.columns}
    for index in _repeated([column.id for column in table.columns]):
        yield (*start, index, "id"), f"“{table.columns[index].id}” is used twice in “{table.id}”."
    for number, column in enumerate(table.columns):
        yield from _list_of(column, (*start, number), scheme)
        if column.copies is not None and column.copies not in known:
            yield (*start, number, "copies"), unknown(column.copies, known)


def _list_of(field: FieldLayout, keys: Keys, scheme: Scheme) -> Found:
    if field.choices is not None and field.choices not in lists(scheme):
        yield (*keys, "choices"), unknown(field.choices, lists(scheme))
    elif field.choices is None and field.type is FieldType.CHOICE:
        yield keys, f"“{field.id}” is a choice, and “choices” does not say from which list."


def _choices(scheme: Scheme) -> Found:
    """Other words and colours belong to a list that is there, and to an option of it."""
    for name, words in scheme.choice_words.items():
        yield from _options(("choice_words", name), name, words, scheme)
    for name, colours in scheme.colours.items():
        known = set(scheme.choices.get(name, ()))
        if name not in scheme.choices:
            yield ("colours", name), unknown(name, scheme.choices)
            continue
        for colour, option in colours.items():
            if option not in known:
                yield ("colours", name, colour), unknown(option, known)


def _options(keys: Keys, name: str, words: Iterable[str], scheme: Scheme) -> Found:
    if name not in lists(scheme):
        yield keys, unknown(name, lists(scheme))
        return
    known = scheme.options(name)
    for option in words:
        if option not in known:
            yield (*keys, option), unknown(option, known)


def _unless(scheme: Scheme) -> Found:
    """A check is hidden by checks that are there, and never by itself, not even in a circle."""
    hidden_by = {check.id: check.unless for check in reversed(scheme.checks)}
    told: set[str] = set()
    for index, check in enumerate(scheme.checks):
        for place, other in enumerate(check.unless):
            if other not in hidden_by:
                yield ("checks", index, "unless", place), f"there is no check “{other}”{nearest(other, hidden_by)}."
        way = circle(check.id, hidden_by)
        if way and check.id not in told:
            told.update(way)
            says = f"checks hide one another in a circle: {' → '.join(way)}. None would be told."
            yield ("checks", index, "unless"), says


def _terms(scheme: Scheme) -> Found:
    for y, year in enumerate(scheme.calendar.years):
        for t, term in enumerate(year.terms):
            keys: Keys = ("calendar", "years", y, "terms", t)
            if term.last < term.first:
                yield (*keys, "last"), f"the term ends on {term.last}, before it begins on {term.first}."
            if t and term.first <= year.terms[t - 1].last:
                yield (*keys, "first"), f"the term begins on {term.first}, before the term before it has ended."


def _rounds(scheme: Scheme) -> Found:
    rounds = scheme.intake.rounds
    for number, (before, after) in enumerate(itertools.pairwise(rounds), start=1):
        if after.closes <= before.closes:
            says = f"the round closes on {after.closes}, and the round before it on {before.closes}."
            yield ("intake", "rounds", number, "closes"), f"{says} Put them in their order."


def _crosswalk(crosswalk: Crosswalk, scheme: Scheme) -> Found:
    """What an earlier edition became is something that the present one has."""
    principles, criteria = {p.id for p in scheme.principles}, {c.id for c in scheme.criteria}
    for index, principle in enumerate(crosswalk.principles):
        if principle.to is not None and principle.to not in principles:
            yield ("principles", index, "to"), unknown(principle.to, principles)
    old = {p.id for p in crosswalk.principles}
    for index, criterion in enumerate(crosswalk.criteria):
        if criterion.principle not in old:
            yield ("criteria", index, "principle"), unknown(criterion.principle, old)
        for place, to in enumerate(criterion.to or ()):
            if to not in criteria:
                yield ("criteria", index, "to", place), unknown(to, criteria)
    for address in crosswalk.headings:
        if address not in addresses(scheme):
            yield ("headings", address), unknown(address, addresses(scheme))
    yield from _old_answers(crosswalk, scheme)


def _old_answers(crosswalk: Crosswalk, scheme: Scheme) -> Found:
    for name, answers in crosswalk.answers.items():
        if name not in scheme.choices:
            yield ("answers", name), unknown(name, scheme.choices)
            continue
        for old, new in answers.items():
            if new is not None and new not in scheme.choices[name]:
                yield ("answers", name, old), unknown(new, scheme.choices[name])
