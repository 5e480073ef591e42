"""What a mutant is, and the table of the operators that make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any, Generic, Protocol, TypeVar

from lxml import etree

from pipeline.values import Place


class Document(StrEnum):
    """Which of the two forms is spoilt."""

    RECORD = "record"
    APPLICATION = "application"


class NotHereError(Exception):
    """The operator has nothing to work on in this program's file: another base is taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as an operator plants it: any one of ``rules`` must report it at ``at``.

    More than one rule only where two of them say the same thing to the school, and the operator says why.
    ``at`` is the cell itself, or a function for a place that is only known once the form is finished.
    """

    rules: tuple[str, ...]
    at: etree._Element | Place | Callable[[], Place]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault at the place where it stands in the finished file."""

    rules: tuple[str, ...]
    place: Place


@dataclass
class Sent:
    """What comes with the document: evidence left out, made older, put in another's place, or added."""

    without: set[str] = field(default_factory=set)
    aged: dict[str, dt.date] = field(default_factory=dict)
    instead: dict[str, bytes] = field(default_factory=dict)
    extra: dict[str, bytes] = field(default_factory=dict)


class Form(Protocol):
    """A form taken apart: a Record or an Application, as the operators of its kind know it."""

    def place(self, cell: etree._Element, /) -> Place:
        """Where a cell stands now."""
        ...

    def packed(self) -> bytes:
        """The form as a file."""
        ...


@dataclass(frozen=True, slots=True)
class Mutant:
    """One spoilt or harmlessly changed document, and what must be found in it.

    ``worn`` names a harmless change that a spoilt form carries as well; it is empty for most.
    """

    operator: str
    seed: int
    base: str
    content: bytes
    planted: tuple[Planted, ...]
    sent: Sent
    worn: str = ""


Doc = TypeVar("Doc")
Faults = Iterable[Fault]


@dataclass(frozen=True, slots=True)
class Operator(Generic[Doc]):
    """One way in which a form goes wrong, or changes without going wrong.

    ``stands_for`` is the row of the table of what arrives (X19, D2); ``about`` says what a school did.
    ``combines`` says whether a fault may be planted in a form that was changed harmlessly too, or a harmless
    change may be made to a spoilt form: not where one of them rewrites or removes what the other needs.
    ``rewrites`` names the fields whose text the operator changes on purpose, so that reading them otherwise is right.
    """

    name: str
    document: Document
    harmless: bool
    stands_for: str
    about: str
    spoil: Callable[[Doc, Sent, Random], Faults | None]
    combines: bool = True
    rewrites: tuple[str, ...] = ()


# Each is for the kind of form that its document is taken apart as.
OPERATORS: dict[str, Operator[Any]] = {}

Spoil = Callable[["Doc", Sent, Random], "Faults | None"]


def fault(document: Document, stands_for: str, *, combines: bool = True) -> Callable[[Spoil[Doc]], Spoil[Doc]]:
    """Enter a function in the table as an operator that plants faults; its docstring says what a school did."""
    return lambda spoil: _enter(spoil, document, stands_for, harmless=False, combines=combines)


def harmless(
    document: Document, stands_for: str, *, combines: bool = True, rewrites: tuple[str, ...] = ()
) -> Callable[[Spoil[Doc]], Spoil[Doc]]:
    """Enter a function in the table as an operator that changes nothing that matters."""
    return lambda spoil: _enter(spoil, document, stands_for, harmless=True, combines=combines, rewrites=rewrites)


def _enter(
    spoil: Spoil[Doc],
    document: Document,
    stands_for: str,
    *,
    harmless: bool,
    combines: bool,
    rewrites: tuple[str, ...] = (),
) -> Spoil[Doc]:
    name = f"{document}-{spoil.__name__.replace('_', '-')}"
    if name in OPERATORS:
        raise ValueError(f"two operators are called {name}")
    about = " ".join((spoil.__doc__ or "").split()).rstrip(".")
    OPERATORS[name] = Operator(name, document, harmless, stands_for, about, spoil, combines, rewrites)
    return spoil
