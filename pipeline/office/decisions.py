"""`award decide`: what the panel decided, from its score sheets or from the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.awarding.numbers import valid_until
from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.panel.sampling import choose_sample
from pipeline.panel.score_sheets import read_score_sheet
from pipeline.values import CaseState, Decision, FileKind, Meeting

MOVES = {
    "award": CaseState.AWARDED,
    "more-evidence": CaseState.MORE_EVIDENCE,
    "not-yet": CaseState.NOT_YET,
    "sample": CaseState.SAMPLE_REQUESTED,
}


def decisions_on_paper(desk: Desk, meeting: Meeting) -> tuple[Decision, ...]:
    """The decisions written on the score sheets that came back, the latest for each case."""
    found: dict[str, Decision] = {}
    for delivery in desk.register.deliveries():
        for file in delivery.files:
            if file.kind != FileKind.SCORE_SHEET.value or file.outcome.value != "processed":
                continue
            sheet = read_score_sheet(desk.archive.read(file.sha256), desk.scheme)
            if sheet.meeting == meeting.reference:
                found.update({decision.case: decision for decision in sheet.decisions})
    return tuple(found[case] for case in meeting.cases if case in found)


def by_hand(
    desk: Desk, meeting: Meeting, case: str, outcome: str, reason: str, items: tuple[str, ...] = ()
) -> tuple[Decision, ...]:
    """One decision as the officer types it. Raises UsageError for an outcome the scheme does not have."""
    known = [o.id for o in desk.scheme.outcomes]
    if outcome not in known:
        raise UsageError(f"There is no outcome “{outcome}”. Outcomes: {', '.join(known)}.")
    return (Decision(meeting.reference, case, outcome, meeting.held_on, reason, items),)


def decide(desk: Desk, meeting: Meeting, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Record decisions and move their cases on; certificate numbers are taken in the same transaction.

    Raises UsageError for a case that is not on the agenda or an outcome that this step cannot have.
    """
    made = []
    for decision in decisions:
        outcome = desk.scheme.outcome(decision.outcome)
        if decision.case not in meeting.cases:
            raise UsageError(f"{decision.case} is not on the agenda of {meeting.reference}.")
        if outcome.step not in (meeting.step, "any"):
            raise UsageError(f"“{outcome.name}” cannot be decided at the {meeting.step} meeting.")
        if any(d.case == decision.case for d in desk.register.decisions(decision.case, meeting.reference)):
            continue
        made.append(_record(desk, meeting, replace(decision, meeting=meeting.reference, decided_on=meeting.held_on)))
    return tuple(made)


def _record(desk: Desk, meeting: Meeting, decision: Decision) -> Decision:
    if decision.outcome == "sample" and not decision.items:
        sample = choose_sample(desk.submission(decision.case), desk.scheme, decision.case)
        decision = replace(decision, items=sample)
    with desk.register.transaction():
        desk.register.record_decision(decision, now=desk.now)
        reason = f"Decided at {meeting.reference}."
        desk.register.move(decision.case, MOVES[decision.outcome], desk.today, reason, now=desk.now)
        if desk.scheme.outcome(decision.outcome).certificate:
            desk.register.issue_award(
                decision.case,
                meeting.held_on,
                valid_until(meeting.held_on, desk.scheme),
                desk.scheme.certificate.number_format,
                now=desk.now,
            )
    return decision
