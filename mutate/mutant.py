"""What a mutant is, and the table of the operators that make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

from lxml import etree

from pipeline.values import Place

if TYPE_CHECKING:
    from mutate.book import Book
    from mutate.paper import Paper


class Document(StrEnum):
    RECORD = "record"
    APPLICATION = "application"


class NotHereError(Exception):
    """The operator has nothing to work on in this program's file: another base is taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as an operator plants it: any one of ``rules`` must report it at ``at``.

    More than one rule only where two of them say the same thing to the school, and the operator says why.
    """

    rules: tuple[str, ...]
    at: etree._Element | Place


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault at the place where it stands in the finished file."""

    rules: tuple[str, ...]
    place: Place


@dataclass
class Sent:
    """What comes with the document: evidence left out, made older, or added."""

    without: set[str] = field(default_factory=set)
    aged: dict[str, dt.date] = field(default_factory=dict)
    extra: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One spoilt or harmlessly changed document, and what must be found in it."""

    operator: str
    seed: int
    base: str
    content: bytes
    planted: tuple[Planted, ...]
    sent: Sent


Doc = TypeVar("Doc")
Faults = Iterable[Fault]


@dataclass(frozen=True, slots=True)
class Operator(Generic[Doc]):
    """One way in which a form goes wrong, or changes without going wrong.

    ``stands_for`` is the row of the table of what arrives (X19, D2); ``about`` says what a school did.
    ``rewrites`` names the fields whose text the operator changes on purpose, so that reading them otherwise is right.
    """

    name: str
    document: Document
    harmless: bool
    stands_for: str
    about: str
    spoil: Callable[[Doc, Sent, Random], Faults | None]
    rewrites: tuple[str, ...] = ()


OPERATORS: dict[str, Operator[Book] | Operator[Paper]] = {}

Spoil = Callable[["Doc", Sent, Random], "Faults | None"]


def fault(document: Document, stands_for: str) -> Callable[[Spoil[Doc]], Spoil[Doc]]:
    """Enter a function in the table as an operator that plants faults; its docstring says what a school did."""
    return _entered(document, stands_for, harmless=False)


def harmless(document: Document, stands_for: str, rewrites: tuple[str, ...] = ()) -> Callable[[Spoil[Doc]], Spoil[Doc]]:
    """Enter a function in the table as an operator that changes nothing that matters."""
    return _entered(document, stands_for, harmless=True, rewrites=rewrites)


def _entered(
    document: Document, stands_for: str, *, harmless: bool, rewrites: tuple[str, ...] = ()
) -> Callable[[Spoil[Doc]], Spoil[Doc]]:
    def enter(spoil: Spoil[Doc]) -> Spoil[Doc]:
        name = f"{document}-{spoil.__name__.replace('_', '-')}"
        if name in OPERATORS:
            raise ValueError(f"two operators are called {name}")
        about = " ".join((spoil.__doc__ or "").split()).rstrip(".")
        OPERATORS[name] = Operator(name, document, harmless, stands_for, about, spoil, rewrites)
        return spoil

    return enter
