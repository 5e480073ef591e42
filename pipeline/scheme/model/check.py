"""A check as a rule file says it, and the small submissions that prove it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from pipeline.scheme.model.conditions import Condition
from pipeline.scheme.model.data import Data

# How many examples of each side prove a check.
LEAST = 2
# What a scheme is made with: the ids of the checks that it takes over without some of their examples.
TAKEN_OVER = "taken_over"


class HeldBefore(Data):
    """An award that the school of an example held: its level, if any, and the days it was valid between."""

    level: str = ""
    first: dt.date
    last: dt.date


class Example(Data):
    """A small submission that a check must pass or fail: answers by document, evidence files, what we know of
    its school (``{phase: secondary, kind: special, urn: "199001"}``) and the awards it held.

    ``record`` and ``application`` map a field id to an answer, or a table id to a list of rows.
    """

    record: Mapping[str, object] | None = None
    application: Mapping[str, object] | None = None
    files: tuple[Mapping[str, object], ...] = ()
    school: Mapping[str, object] | None = None
    held: tuple[HeldBefore, ...] = ()
    today: dt.date = dt.date(2026, 3, 2)


class WorkedCase(Example):
    """A whole submission as a school fills it in, and what comes of it: the level it ``earns`` by its own marks, and
    exactly the checks that find something."""

    name: str
    earns: str | None = None
    findings: tuple[str, ...] = ()


class Check(Data):
    """One rule. ``on`` is the address it looks at; ``with`` holds what the kind needs to know.

    ``message``, ``fix`` and ``example`` are said to the school and may hold ``{read}``, ``{row}``,
    ``{label}`` and the names that the kind of check adds. It looks only ``when`` a condition holds, and only
    from the day ``looks_from`` on. ``needs`` is what the kind ``condition`` asks for. A ``shadow`` check runs and
    is counted, and nobody is told: so a new rule can be tried on a year's papers first.
    """

    id: str
    kind: str
    on: str
    title: str
    severity: Literal["required", "advice", "office"]
    message: str
    fix: str
    example: str
    order: int = 100
    settings: Mapping[str, object] = Field(default_factory=dict, alias="with")
    when: Condition | None = None
    needs: Condition | None = None
    looks_from: dt.date | None = None
    shadow: bool = False
    unless: tuple[str, ...] = ()
    passing: tuple[Example, ...] = Field(json_schema_extra={"minItems": LEAST})
    failing: tuple[Example, ...] = Field(json_schema_extra={"minItems": LEAST})

    @field_validator("passing", "failing")
    @classmethod
    def _enough(cls, examples: tuple[Example, ...], info: ValidationInfo) -> tuple[Example, ...]:
        """A check that is taken over was proven where it was written, and keeps the examples that fit the scheme."""
        taken_over = (info.context or {}).get(TAKEN_OVER, ())
        if len(examples) < LEAST and info.data.get("id") not in taken_over:
            counts = {"min_length": LEAST, "actual_length": len(examples)}
            raise PydanticCustomError("too_short", "at least {min_length} are needed", counts)
        return examples
