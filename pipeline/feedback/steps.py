"""What is to be done next, as a list: one step for one fault, and how each stands since the last attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.feedback.difference import compare
from pipeline.feedback.grouping import Group, group
from pipeline.values import Finding, Place, Severity


class Standing(Enum):
    """How a step stands since the last attempt; the first attempt has nothing to compare with."""

    FIRST = ""
    NEW = "New"
    STILL_OPEN = "Still open"
    # Of a file that we could not use, and that did not come again: nobody has put anything right.
    LEFT_OUT = "Not sent again"
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
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.standing not in (Standing.FIXED, Standing.LEFT_OUT)

    @property
    def status(self) -> str:
        """In words, beside any colour: ``Needed before the panel. Still open.``"""
        if self.standing is Standing.FIXED:
            return "Fixed. Thank you."
        if self.standing is Standing.LEFT_OUT:
            return f"{self.standing.value}."
        said = f"{self.group.severity_label}."
        return f"{said} {self.standing.value}." if self.standing.value else said


def next_steps(
    findings: Sequence[Finding], before: Sequence[Finding] | None = None, files: Collection[str] | None = None
) -> tuple[Step, ...]:
    """What the school is to do, most important first, and at the end what it left out or has put right.

    ``before`` are the findings of the attempt before; None at the first attempt. ``files`` are the names of all
    files that there are now; None where that is not known, and then none is said to be left out.
    """
    if before is None:
        return tuple(Step(one, Standing.FIRST) for one in group(findings))
    difference = compare(before, findings)
    old = set(difference.still_open)
    still = (Standing.STILL_OPEN if any(f in old for f in one.findings) else Standing.NEW for one in group(findings))
    steps = [Step(one, standing) for one, standing in zip(group(findings), still, strict=True)]
    left_out, fixed = _told_apart(difference.fixed, files)
    steps += [Step(one, Standing.LEFT_OUT) for one in group(left_out)]
    return (*steps, *(Step(one, Standing.FIXED) for one in group(fixed)))


def _told_apart(gone: Sequence[Finding], files: Collection[str] | None) -> tuple[list[Finding], list[Finding]]:
    """Findings that are gone: those about a whole file that is gone with them, and those that were put right."""
    here = None if files is None else {_name(file) for file in files}
    left_out: list[Finding] = []
    fixed: list[Finding] = []
    for finding in gone:
        file = finding.place.file
        whole = bool(file) and finding.place == Place(file)
        (left_out if here is not None and whole and _name(file) not in here else fixed).append(finding)
    return left_out, fixed


def _name(file: str) -> str:
    """A file's name wherever it lay: what came loose may come again in a zip."""
    return file.rsplit("/", 1)[-1].casefold()


def since_last_time(steps: Sequence[Step]) -> str:
    """``Since last time: 2 put right, 1 still open, 3 new.`` Nothing at the first attempt, or with nothing to say."""
    counts = {standing: sum(step.standing is standing for step in steps) for standing in Standing}
    if counts[Standing.FIRST] or not steps:
        return ""
    said = (
        (Standing.FIXED, "put right"), (Standing.LEFT_OUT, "not sent again"), (Standing.STILL_OPEN, "still open"),
        (Standing.NEW, "new"),
    )  # fmt: skip
    return f"Since last time: {', '.join(f'{counts[s]} {words}' for s, words in said if counts[s])}."
