"""Levels of an award in their order, what each asks for, and how long each lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from pipeline.scheme.model.conditions import Condition
from pipeline.scheme.model.data import Data


class EarlierName(Data):
    """What a level was called until a day: forms and awards of that time still say so."""

    name: str
    until: dt.date


class Level(Data):
    """One level. ``years`` is how long an award at it lasts; left out, the scheme's own validity holds."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    earlier_names: tuple[EarlierName, ...] = ()
    years: int | None = None
    descriptor: str = ""
    needs: Condition | None = None

    def called(self, day: dt.date) -> str:
        """Its name on that day."""
        earlier = sorted((e for e in self.earlier_names if day <= e.until), key=lambda e: e.until)
        return earlier[0].name if earlier else self.name


class LevelRules(Data):
    """The levels from lowest to highest.

    ``decided_by`` says whether a level is asked for by the school (``claim``, in the box ``claimed``), worked
    out from its marks, or given by the panel. ``of_area`` is what an area needs for each level.
    """

    levels: tuple[Level, ...] = Field(min_length=1)
    decided_by: Literal["claim", "marks", "panel"]
    claimed: str | None = None
    of_area: Mapping[str, Condition] = Field(default_factory=dict)

    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each level's name with what else it is or was called."""
        return tuple((x.name, (x.id, *x.aliases, *(e.name for e in x.earlier_names))) for x in self.levels)

    def place_of(self, word: str) -> int | None:
        """A level's place in the order, from 0, by its id, name, other or earlier names; None when unknown."""
        said = word.casefold().strip()
        for place, level in enumerate(self.levels):
            names = (level.id, level.name, *level.aliases, *(earlier.name for earlier in level.earlier_names))
            if said in {name.casefold() for name in names}:
                return place
        return None


class Marking(Data):
    """Where a criterion's mark stands (``application.criteria.rating``) and what each mark is worth.

    ``not_applicable`` is the mark that takes a criterion out of every count where it is allowed, and ``reason``
    the column that must then say why.
    """

    column: str
    points: Mapping[str, float] = Field(default_factory=dict)
    not_applicable: str | None = None
    reason: str | None = None
