"""What is wrong with a scheme's checks before any school meets them: names that lead nowhere, sentences that
cannot be filled in. Nothing is run here; examples are run by :mod:`pipeline.checking.proving.proof`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from pipeline.checking.expressions import wrong_names
from pipeline.checking.kinds.settings import SHAPES, Names, On
from pipeline.checking.proving.addresses import Target, target_of
from pipeline.checking.proving.example_names import wrong_example
from pipeline.scheme.faults.condition_names import conditions
from pipeline.scheme.faults.fault import Places, nearest
from pipeline.scheme.faults.plain_faults import plain_faults
from pipeline.scheme.faults.references import addresses, unknown
from pipeline.scheme.faults.sentences import wrong_sentence
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Check, Data, Scheme

Found = Iterator[tuple[Keys, str]]
# The sentences of a check, all of which a person reads.
SENTENCES = ("title", "message", "fix", "example")
# What an address may lead to, as a person would call it.
_CALLED = {
    On.FILES: "“files”",
    On.DOCUMENT: "a document",
    On.FIELD: "a field (document.field)",
    On.TABLE: "a table (document.table)",
    On.COLUMN: "a column (document.table.column)",
}


def wrong_checks(scheme: Scheme, places: Places, examples: bool = True) -> Found:
    """The way to each thing wrong with a check or with an expression of a condition, and a sentence.

    Whoever only wants to use the checks may leave out what their ``examples`` name.
    """
    yield from _expressions(scheme)
    for index, check in enumerate(scheme.checks):
        start: Keys = ("checks", index)
        for name in SENTENCES:
            for says in wrong_sentence(getattr(check, name)):
                yield (*start, name), says
        if check.kind in SHAPES:
            yield from _told(check, start, scheme, places)
        else:
            yield (*start, "kind"), f"there is no kind of check “{check.kind}”{nearest(check.kind, SHAPES)}."
        if examples and _is_own(start, places):
            yield from _examples(check, start, scheme)


def _is_own(start: Keys, places: Places) -> bool:
    """Whether a check stands in the scheme's own folder. The examples of one that schemes share may speak of words
    that not every scheme has; they are run all the same."""
    (scheme, _, _), (page, _, _) = places.written.spot, places.written.around(start).spot
    return scheme.parent.resolve() in page.resolve().parents


def _examples(check: Check, start: Keys, scheme: Scheme) -> Found:
    for name, examples in (("passing", check.passing), ("failing", check.failing)):
        for place, example in enumerate(examples):
            yield from (((*start, name, place, *keys), says) for keys, says in wrong_example(example, scheme))


def _expressions(scheme: Scheme) -> Found:
    """The expressions of conditions: they see the marks by criterion, each document's fields, and the day."""
    for keys, condition in conditions(scheme):
        if condition.cel is not None:
            criteria = frozenset(criterion.id for criterion in scheme.criteria)
            documents = frozenset(document.id for document in scheme.documents)
            names = {"marks": criteria, "documents": documents, "today": frozenset[str]()}
            names |= {f"documents.{layout.id}": frozenset(f.id for f in layout.fields) for layout in scheme.documents}
            for says in wrong_names(condition.cel, names):
                yield (*keys, "cel"), says


def _told(check: Check, start: Keys, scheme: Scheme, places: Places) -> Found:
    shape, target = SHAPES[check.kind], target_of(check.on, scheme)
    if check.kind == "condition" and check.needs is None:
        yield start, "a check of the kind “condition” needs “needs”, which says what has to be so."
    if check.kind != "condition" and check.needs is not None:
        yield (*start, "needs"), f"only the kind “condition” is told “needs”; this one is “{check.kind}”."
    if isinstance(target, str):
        yield (*start, "on"), target
    elif target.leads_to not in shape.on:
        wanted = " or ".join(_CALLED[on] for on in On if on in shape.on)
        yield (*start, "on"), f"“{check.kind}” looks at {wanted}, and “{check.on}” is {_CALLED[target.leads_to]}."
    try:
        settings = shape.settings.model_validate(dict(check.settings))
    except ValidationError as error:
        yield from plain_faults(error, shape.settings, places, start=(*start, "with"))
        return
    if isinstance(target, Target):
        for field, hint in _hints(shape.settings).items():
            value = getattr(settings, field)
            if value is not None:
                yield from _named(hint, value, (*start, "with", field), target, scheme)


@cache
def _hints(model: type[Data]) -> Mapping[str, Any]:
    return get_type_hints(model, include_extras=True)


def _named(hint: Any, value: Any, keys: Keys, target: Target, scheme: Scheme) -> Found:
    """Each word in a setting that is marked as the name of something, looked up."""
    if get_origin(hint) is Annotated:
        base, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Names):
                yield from ((keys, says) for says in _looked_up(mark, value, target, scheme))
        yield from _named(base, value, keys, target, scheme)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _named(get_args(hint)[0], item, (*keys, index), target, scheme)
    elif isinstance(value, Mapping):
        for name, words in value.items():
            yield from _named(get_args(hint)[0], name, (*keys, name), target, scheme)
            known = target.options(name, scheme)
            for index, word in enumerate(words if known else ()):
                if word not in known:
                    yield (*keys, name, index), f"“{word}” is no option of “{name}”{nearest(word, known)}."


def _looked_up(mark: Names, word: str, target: Target, scheme: Scheme) -> Iterator[str]:
    if mark is Names.ROW_EXPRESSION:
        yield from wrong_names(word, {"row": target.columns, "today": frozenset()})
    elif mark is Names.FIELDS_EXPRESSION:
        yield from wrong_names(word, {"fields": target.fields, "today": frozenset()})
    elif mark is Names.PATTERN:
        try:
            re.compile(word)
        except re.error as error:
            yield f"the pattern cannot be used: {error}."
    else:
        known = _known(mark, target, scheme)
        if word not in known:
            yield unknown(word, known)


def _known(mark: Names, target: Target, scheme: Scheme) -> frozenset[str]:
    if mark is Names.COLUMN:
        return target.columns
    if mark is Names.FIELD:
        return target.fields
    if mark is Names.TABLE_ADDRESS:
        return frozenset(f"{document.id}.{table.id}" for document in scheme.documents for table in document.tables)
    dots = 2 if mark is Names.COLUMN_ADDRESS else 1
    return frozenset(address for address in addresses(scheme) if address.count(".") == dots)
