"""What is to be done next, as a list: one step for one fault, and how each stands since the last attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.feedback.difference import compare
from pipeline.feedback.grouping import Group, group
from pipeline.values import Finding, Severity


class Standing(Enum):
    """How a step stands since the last attempt; the first attempt has nothing to compare with."""

    FIRST = ""
    NEW = "New"
    STILL_OPEN = "Still open"
    FIXED = "Fixed"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: findings of one cause, and how they stand."""

    group: Group
    standing: Standing

    @property
    def required(self) -> bool:
        return self.group.first.severity is Severity.REQUIRED

    @property
    def status(self) -> str:
        """In words, beside any colour: ``Needed before the panel. Still open.``"""
        if self.standing is Standing.FIXED:
            return "Fixed. Thank you."
        said = f"{self.group.severity_label}."
        return f"{said} {self.standing.value}." if self.standing.value else said


def next_steps(findings: Sequence[Finding], before: Sequence[Finding] | None = None) -> tuple[Step, ...]:
    """What the school is to do, most important first, and at the end what it has put right.

    ``before`` are the findings of the attempt before; None at the first attempt.
    """
    if before is None:
        return tuple(Step(one, Standing.FIRST) for one in group(findings))
    difference = compare(before, findings)
    old = set(difference.still_open)
    still = (Standing.STILL_OPEN if any(f in old for f in one.findings) else Standing.NEW for one in group(findings))
    steps = [Step(one, standing) for one, standing in zip(group(findings), still, strict=True)]
    return (*steps, *(Step(one, Standing.FIXED) for one in group(difference.fixed)))


def since_last_time(steps: Sequence[Step]) -> str:
    """``Since last time: 2 put right, 1 still open, 3 new.`` Nothing at the first attempt, or with nothing to say."""
    counts = {standing: sum(step.standing is standing for step in steps) for standing in Standing}
    if counts[Standing.FIRST] or not steps:
        return ""
    said = ((Standing.FIXED, "put right"), (Standing.STILL_OPEN, "still open"), (Standing.NEW, "new"))
    return f"Since last time: {', '.join(f'{counts[s]} {words}' for s, words in said if counts[s])}."
