"""Forms that are not the present ones: those of other schemes, and of earlier editions."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from pipeline.scheme.model.criteria import Criterion, Principle
from pipeline.scheme.model.data import Data


class OtherForm(Data):
    """A form of another scheme, known by ``words`` at its head or in its name, and by its own ``wording``.

    ``scheme`` is its id where the office runs that scheme too, and ``shared`` the wording that ours prints as well.
    """

    name: str
    words: tuple[str, ...]
    wording: tuple[str, ...] = ()
    scheme: str = ""
    shared: tuple[str, ...] = ()


class OldPrinciple(Principle):
    """A principle of an earlier edition, and the one it became; None for no match."""

    to: str | None


class OldCriterion(Criterion):
    """A criterion of an earlier edition, and those it became; None for no match."""

    to: tuple[str, ...] | None


class Crosswalk(Data):
    """What an earlier edition of the forms printed, and where its answers belong in the present one.

    ``headings`` are other labels by address (``application.criteria.rating``), ``answers`` old choices and what
    they mean now, by list of choices.
    """

    version: str
    principles: tuple[OldPrinciple, ...] = ()
    criteria: tuple[OldCriterion, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = Field(default_factory=dict)
