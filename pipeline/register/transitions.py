"""How a case may move. The table is the whole rule."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.values.award import CaseState as S

ALLOWED: Mapping[S, tuple[S, ...]] = {
    S.OPENED: (S.RETURNED, S.READY, S.WITHDRAWN),
    S.RETURNED: (S.READY, S.WITHDRAWN),
    # A newer document can bring a new fault, so a case that was ready can go back to the school.
    # A scheme with one step has only the meeting that can award.
    S.READY: (S.AT_PANEL, S.AT_MODERATION, S.RETURNED, S.WITHDRAWN),
    # Back to “ready” when a case is taken off a meeting.
    S.AT_PANEL: (S.SAMPLE_REQUESTED, S.AWARDED, S.NOT_YET, S.READY, S.WITHDRAWN),
    S.SAMPLE_REQUESTED: (S.SAMPLE_RECEIVED, S.NOT_YET, S.WITHDRAWN),
    S.SAMPLE_RECEIVED: (S.AT_MODERATION, S.SAMPLE_REQUESTED, S.WITHDRAWN),
    # Of three steps and more, the middle ones ask for evidence too.
    S.AT_MODERATION: (S.AWARDED, S.MORE_EVIDENCE, S.SAMPLE_REQUESTED, S.NOT_YET, S.SAMPLE_RECEIVED, S.WITHDRAWN),
    S.MORE_EVIDENCE: (S.SAMPLE_RECEIVED, S.NOT_YET, S.WITHDRAWN),
    S.AWARDED: (S.RENEWAL_INVITED, S.LAPSED, S.WITHDRAWN),
    # Renewing is a new case; this one only ends.
    S.RENEWAL_INVITED: (S.LAPSED, S.WITHDRAWN),
    S.NOT_YET: (),
    S.LAPSED: (),
    S.WITHDRAWN: (),
}

CLOSED: frozenset[S] = frozenset({S.AWARDED, S.NOT_YET, S.RENEWAL_INVITED, S.LAPSED, S.WITHDRAWN})
"""States in which a school may open a new case."""


def may_move(here: S, to: S) -> bool:
    """Whether the table allows the move."""
    return to in ALLOWED[here]


def refusal(reference: str, here: S, to: S) -> str:
    """Why a move is refused and what is possible, for the officer."""
    possible = ", ".join(f"“{state.value}”" for state in ALLOWED[here])
    ending = f"From there it can go to {possible}." if possible else "Nothing follows that; open a new case instead."
    return f"{reference} is “{here.value}” and cannot become “{to.value}”. {ending}"
