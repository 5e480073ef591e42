"""What the panel marks and may decide, and what it needs to give the award."""

from __future__ import annotations

from pipeline.scheme.model.data import Data


class Outcome(Data):
    """``letter`` names a template; ``step`` is a process step's id or ``any``.

    ``also`` names templates that go with the letter, filled with the same words: a text for the press, for a plaque.
    """

    id: str
    name: str
    step: str
    letter: str
    certificate: bool
    weeks_to_answer: int | None = None
    also: tuple[str, ...] = ()


class Proposal(Data):
    """``counts_as_met`` are the marks by which a criterion is met; left out, the best one alone."""

    counts_as_met: tuple[str, ...] = ()
    award_needs_share_met: float
    award_allows_not_met: int


class PanelRules(Data):
    """``marks`` that members give, and how many pieces of evidence are drawn, one from each area first."""

    marks: tuple[str, ...]
    sample_size: int
    proposal: Proposal
