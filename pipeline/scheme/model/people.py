"""Who takes part: the bodies that give the award, and the roles of the team in school."""

from __future__ import annotations

from typing import Literal

from pipeline.scheme.model.data import Data


class Body(Data):
    """An organisation that sits on the panel or gives the award."""

    id: str
    name: str
    role: str = ""


class TeamRole(Data):
    """``one-of-lead``: the team needs at least one of the roles marked so; the others are advice."""

    id: str
    name: str
    required: Literal["one-of-lead", "advised", "optional"]
    aliases: tuple[str, ...] = ()
