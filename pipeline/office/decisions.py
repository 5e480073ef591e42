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
    wanted = tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
    return (Decision(meeting.reference, case, outcome, meeting.held_on, reason, wanted),)


def decide(desk: Desk, meeting: Meeting, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Record decisions and move their cases on; certificate numbers are taken in the same transaction.

    Raises UsageError, before anything is recorded, for a case that is not on the agenda, an outcome that
    this step cannot have, or more evidence asked for without saying which.
    """
    new = []
    for decision in decisions:
        _refuse(desk, meeting, decision)
        if not desk.register.decisions(decision.case, meeting.reference):
            _refuse_unnamed(desk, decision)
            new.append(replace(decision, meeting=meeting.reference, decided_on=meeting.held_on))
    return tuple(_record(desk, meeting, decision) for decision in new)


def _refuse(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    outcome = desk.scheme.outcome(decision.outcome)
    if decision.case not in meeting.cases:
        raise UsageError(f"{decision.case} is not on the agenda of {meeting.reference}.")
    if outcome.step not in (meeting.step, "any"):
        raise UsageError(f"“{outcome.name}” cannot be decided at the {meeting.step} meeting.")


def _refuse_unnamed(desk: Desk, decision: Decision) -> None:
    """A school that is asked for more evidence must be told which."""
    if decision.outcome == "more-evidence" and not decision.items:
        name = desk.scheme.outcome(decision.outcome).name
        raise UsageError(
            f"{decision.case}: “{name}” does not say which evidence is wanted. Name it by its references, such as "
            "E3, E8: under “Evidence items” on the score sheet, or with this decision when you record it by hand."
        )


def _record(desk: Desk, meeting: Meeting, decision: Decision) -> Decision:
    if desk.scheme.outcome(decision.outcome).weeks_to_answer is None:
        # The score sheet offers the sample's references for every case; only a request for evidence uses them.
        decision = replace(decision, items=())
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
