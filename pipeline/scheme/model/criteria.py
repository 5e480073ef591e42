"""What a school is asked to show: criteria, and the principles that group them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from pipeline.scheme.model.conditions import Condition
from pipeline.scheme.model.data import Data


class Principle(Data):
    """A group of criteria; ``within`` names the group it belongs to, to any depth."""

    id: str
    number: int
    name: str
    short_name: str
    within: str | None = None
    worked_first: bool = False
    # Older names and those of sister schemes, by which schools still call it.
    aliases: tuple[str, ...] = ()


class Criterion(Data):
    """One thing a school shows. ``code`` is printed (``8.1``); ``id`` never changes.

    ``parts`` are printed beneath its text, and ``descriptors``: by mark, what a school looks like there. ``tags``
    are the office's own words for rules to count by (``gate``, ``bronze``), ``weight`` multiplies its mark's points.
    ``only_for`` says which schools it is asked of. The mark for “not applicable” is allowed ``never``,
    ``with-reason`` or ``freely``. A line of each kind in ``essential_evidence`` must be cited when it is met;
    ``examples`` are what may be sent.
    """

    id: str
    code: str
    principle: str
    text: str
    parts: tuple[str, ...] = ()
    descriptors: Mapping[str, str] = Field(default_factory=dict)
    examples: tuple[str, ...] = ()
    essential_evidence: tuple[str, ...] = ()
    # Its text in the scheme's other languages.
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float = 1
    only_for: Condition | None = None
    not_applicable: Literal["never", "with-reason", "freely"] = "never"

    @property
    def printed(self) -> tuple[str, ...]:
        """What a form prints in its box, line by line."""
        looks = (f"{mark}: {words}" for mark, words in self.descriptors.items())
        examples = (f"For example: {', '.join(self.examples)}.",) if self.examples else ()
        return (self.text, *self.parts, *looks, *examples)
