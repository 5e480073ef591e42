"""A mutant made of an operator and a seed: equal arguments give equal bytes."""

from __future__ import annotations

from random import Random

from mutate.bases import bases
from mutate.book import Book
from mutate.mutant import Document, Fault, Mutant, NotHereError, Planted, Sent
from mutate.operators import OPERATORS
from mutate.paper import Paper
from pipeline.values import Place


def make(name: str, seed: int) -> Mutant:
    """The mutant of an operator and a seed: equal arguments give equal bytes.

    Raises KeyError for an unknown operator, LookupError when no form of the corpus suits it.
    """
    operator = OPERATORS[name]
    choices = bases(operator.document)
    pick = Random(f"{name}/{seed}")
    first = pick.randrange(len(choices))
    for base in choices[first:] + choices[:first]:
        sent = Sent()
        opened = (
            Book(base.content, base.places)
            if operator.document is Document.RECORD
            else Paper(base.content, base.places)
        )
        try:
            faults = list(operator.spoil(opened, sent, Random(f"{name}/{seed}/{base.name}")) or ())
        except NotHereError:
            continue
        planted = tuple(Planted(item.rules, _place(opened, item)) for item in faults)
        return Mutant(name, seed, base.name, opened.packed(), planted, sent)
    raise LookupError(f"No form of the corpus suits {name}.")


def _place(opened: Book | Paper, item: Fault) -> Place:
    return item.at if isinstance(item.at, Place) else opened.place(item.at)
