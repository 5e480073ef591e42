"""What the marks taken together suggest. A proposal only: the panel's own decision always stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.scheme.model import Outcome, Scheme
from pipeline.values import Mark

# The scheme's marks run from best to worst: the last but one says “not at all”, the last that the member cannot tell.
LACKING = -2


def propose(marks: Sequence[Mark], scheme: Scheme) -> str:
    """The id of the outcome that one case's marks suggest for the meeting that can award.

    A criterion counts as met when more of those who could tell said so than did not, and as not met
    likewise; a criterion nobody could judge is neither. Award: enough criteria met and no more not met
    than the scheme allows. Not yet: most criteria not met. Otherwise more evidence is wanted.
    """
    verdicts = [_verdict((m.mark for m in marks if m.criterion == c.id), scheme.panel.marks) for c in scheme.criteria]
    rules = scheme.panel.proposal
    enough_marks = rules.counts_as_met or scheme.panel.marks[:1]
    met = sum(verdict in enough_marks for verdict in verdicts)
    lacking = sum(verdict == scheme.panel.marks[LACKING] for verdict in verdicts)
    award = next(outcome for outcome in scheme.outcomes if outcome.certificate)
    enough = met >= rules.award_needs_share_met * len(scheme.criteria)
    if enough and lacking <= rules.award_allows_not_met:
        return award.id
    if lacking * 2 > len(scheme.criteria):
        return _other(scheme, "any", award).id
    return _other(scheme, award.step, award).id


def _other(scheme: Scheme, step: str, award: Outcome) -> Outcome:
    """An outcome of that step which is not the award; any that is not the award when there is none."""
    others = [outcome for outcome in scheme.outcomes if not outcome.certificate]
    return next((o for o in others if o.step == step), others[0] if others else award)


def _verdict(marks: Iterable[str], scale: Sequence[str]) -> str | None:
    """The mark that the members' marks come to, the more careful one when they are even."""
    told = [scale.index(mark) for mark in marks if mark in scale[:-1]]
    if not told:
        return None
    counts = Counter(told)
    most = max(counts.values())
    return scale[max(place for place, count in counts.items() if count == most)]
