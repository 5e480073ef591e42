"""`award decide`: what the panel decided, from its score sheets or from the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.awarding.numbers import valid_until
from pipeline.errors import UsageError
from pipeline.evidence.claimed import has_index
from pipeline.office.desk import Desk
from pipeline.office.levels import level_given
from pipeline.office.steps import state_after
from pipeline.panel.sampling import choose_sample
from pipeline.panel.score_reading import read_score_sheet
from pipeline.values import CaseState, Decision, FileKind, Meeting


def decisions_on_paper(desk: Desk, meeting: Meeting) -> tuple[Decision, ...]:
    """The decisions written on the score sheets that came back, the latest for each case."""
    found: dict[str, Decision] = {}
    for delivery in desk.register.deliveries():
        for file in delivery.files:
            if file.kind != FileKind.SCORE_SHEET.value or file.outcome.value != "processed":
                continue
            sheet = read_score_sheet(desk.archive.read(file.sha256), desk.scheme_of)
            if sheet.meeting == meeting.reference:
                found.update({decision.case: decision for decision in sheet.decisions})
    return tuple(found[case] for case in meeting.cases if case in found)


def by_hand(
    desk: Desk, meeting: Meeting, case: str, outcome: str, reason: str, items: tuple[str, ...] = (), level: str = ""
) -> tuple[Decision, ...]:
    """One decision as the officer types it. Raises UsageError for an outcome the scheme does not have."""
    known = [o.id for o in desk.scheme_of(case).outcomes]
    if outcome not in known:
        raise UsageError(f"There is no outcome “{outcome}”. Outcomes: {', '.join(known)}.")
    wanted = tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
    return (Decision(meeting.reference, case, outcome, meeting.held_on, reason, wanted, level=level),)


def decide(desk: Desk, meeting: Meeting, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Record decisions and move their cases on; certificate numbers are taken in the same transaction.

    Raises UsageError, before anything is recorded, for a case that is not on the agenda, an outcome that
    this step cannot have, more evidence asked for without saying which, or an award without its level.
    """
    new = []
    for decision in decisions:
        _refuse(desk, meeting, decision)
        if not desk.register.decisions(decision.case, meeting.reference):
            _refuse_unnamed(desk, meeting, decision)
            given = _level(desk, decision)
            new.append(replace(decision, meeting=meeting.reference, decided_on=meeting.held_on, level=given))
    return tuple(_record(desk, meeting, decision) for decision in new)


def _refuse(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    if decision.case not in meeting.cases:
        raise UsageError(f"{decision.case} is not on the agenda of {meeting.reference}.")
    outcome = desk.scheme_of(decision.case).outcome(decision.outcome)
    if outcome.step not in (meeting.step, "any"):
        raise UsageError(f"“{outcome.name}” cannot be decided at the {meeting.step} meeting.")


def _refuse_unnamed(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    """A school that is asked for more evidence must be told which, where its scheme numbers the pieces."""
    scheme = desk.scheme_of(decision.case)
    outcome = scheme.outcome(decision.outcome)
    asks = state_after(scheme, outcome, meeting.step) is CaseState.MORE_EVIDENCE
    if asks and not decision.items and has_index(scheme):
        raise UsageError(
            f"{decision.case}: “{outcome.name}” does not say which evidence is wanted. Name it by its references, "
            "such as E3, E8: under “Evidence items” on the score sheet, or with this decision when you record it by "
            "hand."
        )


def _level(desk: Desk, decision: Decision) -> str:
    """The level of an award; nothing else has one."""
    awards = desk.scheme_of(decision.case).outcome(decision.outcome).certificate
    return level_given(desk, decision.case, decision.level) if awards else ""


def _record(desk: Desk, meeting: Meeting, decision: Decision) -> Decision:
    scheme = desk.scheme_of(decision.case)
    outcome = scheme.outcome(decision.outcome)
    state = state_after(scheme, outcome, meeting.step)
    if outcome.weeks_to_answer is None:
        # The score sheet offers the sample's references for every case; only a request for evidence uses them.
        decision = replace(decision, items=())
    if state is CaseState.SAMPLE_REQUESTED and not decision.items:
        sample = choose_sample(desk.submission(decision.case), scheme, decision.case)
        decision = replace(decision, items=sample)
    renewed = bool(desk.held(desk.register.case(decision.case)))
    with desk.register.transaction():
        desk.register.record_decision(decision, now=desk.now)
        desk.register.move(decision.case, state, desk.today, f"Decided at {meeting.reference}.", now=desk.now)
        if outcome.certificate:
            desk.register.issue_award(
                decision.case,
                meeting.held_on,
                valid_until(meeting.held_on, scheme, decision.level, renewed=renewed),
                scheme.certificate.number_format,
                now=desk.now,
                level=decision.level,
            )
    return decision
