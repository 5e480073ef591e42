"""What is marked and decided at a meeting: a case with its papers, and the outcomes open to it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.scheme.model import Outcome, Scheme
from pipeline.values import CaseView, LevelFound, Meeting, Submission


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its papers, the edition of the scheme that it is judged by, and what is found of its level."""

    case: CaseView
    submission: Submission
    scheme: Scheme
    level: LevelFound | None = None


def outcomes_at(meeting: Meeting, scheme: Scheme) -> tuple[Outcome, ...]:
    """The outcomes that a meeting of this step may decide."""
    return tuple(outcome for outcome in scheme.outcomes if outcome.step in {meeting.step, "any"})
