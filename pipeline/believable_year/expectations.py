"""What each school should get: planted faults, the rules they fall under, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.values import Place

# The one place where the year names the ids of rules.
RULES: Mapping[str, tuple[str, ...]] = {
    "undated-action": ("plan-by-when",),
    "vague-date": ("plan-date-unclear",),
    "no-senior-leader": ("team-leader",),
    "stale-policy": ("evidence-age",),
    "evidence-not-attached": ("evidence-attached",),
    "missing-area": ("evidence-minimum",),
    "empty-principle": ("activity-every-principle",),
    "no-leadership-plan": ("plan-leadership",),
    "wrong-version": ("record-version",),
    "locked-record": ("record-present", "file-protected"),
    "macro-record": ("record-present", "file-macro"),
    "corrupt-file": ("file-damaged",),
}
# Faults that are advice, and so hold nothing up.
ADVICE = frozenset({"no-leadership-plan", "wrong-version"})


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there, and the exact spot: a cell, a sheet, a file, or no file at all."""

    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything one school should get.

    ``first`` are the findings on what it sent first and ``last`` those on all it had sent by the panel;
    ``classes`` the published class of every file that is not plainly read, by file name; ``state`` is where
    its case stands after the moderation meeting, and ``outcome`` the panel's last decision, or empty.
    """

    school: str
    first: tuple[Expected, ...]
    last: tuple[Expected, ...]
    classes: Mapping[str, str]
    outcome: str
    state: str
