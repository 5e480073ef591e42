"""A mutant made of an operator and a seed: equal arguments give equal bytes."""

from __future__ import annotations

from random import Random

from mutate.bases import Base, bases
from mutate.book import Book
from mutate.mutant import Document, Fault, Mutant, NotHereError, Planted, Sent
from mutate.operators import OPERATORS
from mutate.paper import Paper
from pipeline.values import Place

# Every so many-th spoilt form carries a harmless change as well.
_WORN_EVERY = 2


def make(name: str, seed: int) -> Mutant:
    """The mutant of an operator and a seed; every second spoilt form carries a harmless change too.

    Raises KeyError for an unknown operator, LookupError when no form of the corpus suits it.
    """
    operator = OPERATORS[name]
    choices = bases(operator.document)
    first = Random(f"{name}/{seed}").randrange(len(choices))
    for base in choices[first:] + choices[:first]:
        random = Random(f"{name}/{seed}/{base.name}")
        opened, sent = _open(base), Sent()
        try:
            faults = list(operator.spoil(opened, sent, random) or ())
        except NotHereError:
            continue
        wears = operator.combines and not operator.harmless and seed % _WORN_EVERY == 0
        worn = _wear(operator.document, opened, sent, random) if wears else ""
        planted = tuple(Planted(item.rules, _place(opened, item)) for item in faults)
        return Mutant(name, seed, base.name, opened.packed(), planted, sent, worn)
    raise LookupError(f"No form of the corpus suits {name}.")


def _open(base: Base) -> Book | Paper:
    return (Book if base.document is Document.RECORD else Paper)(base.content, base.places)


def _wear(document: Document, opened: Book | Paper, sent: Sent, random: Random) -> str:
    """Change a spoilt form harmlessly too; the name of the change. Those that do not suit the form are passed over."""
    changes = [o for o in OPERATORS.values() if o.document is document and o.harmless and o.combines]
    for change in random.sample(changes, len(changes)):
        try:
            change.spoil(opened, sent, random)
        except NotHereError:
            continue
        return change.name
    return ""


def _place(opened: Book | Paper, item: Fault) -> Place:
    if isinstance(item.at, Place):
        return item.at
    return item.at() if callable(item.at) else opened.place(item.at)
