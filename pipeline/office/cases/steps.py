"""The way of a case through the steps of its scheme: which meeting it waits for, and where an outcome leads."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UsageError
from pipeline.office.cases.waivers import must_mend, open_findings
from pipeline.office.desk import Desk
from pipeline.scheme import Scheme
from pipeline.scheme.model import Outcome
from pipeline.values import CaseState, CaseView

AT_MEETING = (CaseState.AT_PANEL, CaseState.AT_MODERATION)


def step_ids(scheme: Scheme) -> tuple[str, ...]:
    """The scheme's steps in order."""
    return tuple(step.id for step in scheme.process)


def waits_for(desk: Desk, case: CaseView) -> str:
    """The step whose next meeting takes up a case; empty while it waits for none."""
    steps = step_ids(desk.scheme_of(case))
    if case.state is CaseState.READY:
        # A waiver that has run out counts no more.
        return "" if must_mend(open_findings(desk, case.reference)) else steps[0]
    if case.state is not CaseState.SAMPLE_RECEIVED:
        return ""
    decided = desk.register.decisions(case.reference)
    if not decided:
        return steps[min(1, len(steps) - 1)]
    last = desk.register.meeting(decided[-1].meeting).step
    outcome = desk.scheme_of(case).outcome(decided[-1].outcome)
    again = state_after(desk.scheme_of(case), outcome, last) is CaseState.MORE_EVIDENCE
    return last if again else steps[min(steps.index(last) + 1, len(steps) - 1)]


def held_in(scheme: Scheme, step: str) -> CaseState:
    """The state of the cases that a meeting of this step has on its agenda."""
    first = len(scheme.process) > 1 and step == scheme.process[0].id
    return CaseState.AT_PANEL if first else CaseState.AT_MODERATION


def state_after(scheme: Scheme, outcome: Outcome, step: str) -> CaseState:
    """Where an outcome that is decided at a step leads.

    A certificate is an award; time to answer asks for evidence, for the next step or, at the last one, for the
    same again; whatever asks for nothing ends the case.
    """
    if outcome.certificate:
        return CaseState.AWARDED
    if outcome.weeks_to_answer is None:
        return CaseState.NOT_YET
    return CaseState.MORE_EVIDENCE if step == scheme.process[-1].id else CaseState.SAMPLE_REQUESTED


def scheme_of_step(desk: Desk, step: str) -> Scheme:
    """The scheme whose meeting of this step is meant: the one named, or the only one that has the step.

    Raises UsageError for a step that none has; where several have it, with the ids of the schemes.
    """
    having = [scheme for scheme in desk.schemes.all() if step in step_ids(scheme)]
    if len(having) == 1:
        return having[0]
    if not having:
        known = dict.fromkeys(known for scheme in desk.schemes.all() for known in step_ids(scheme))
        raise UsageError(f"There is no step “{step}”. Steps: {', '.join(known)}.")
    waiting = [scheme for scheme in having if waiting_for(desk, scheme, step)]
    return waiting[0] if len(waiting) == 1 else desk.schemes.the()


def waiting_for(desk: Desk, scheme: Scheme, step: str) -> list[str]:
    """The cases of a scheme that wait for a meeting of this step."""
    cases: Sequence[CaseView] = [case for case in desk.register.cases() if case.scheme == scheme.id]
    return [case.reference for case in cases if waits_for(desk, case) == step]
