"""`award decide`: what the panel decided, from its score sheets or from the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.awarding.lasting import valid_until
from pipeline.errors import UsageError
from pipeline.evidence.claimed import has_index
from pipeline.office.cases.levels import level_given
from pipeline.office.cases.steps import state_after
from pipeline.office.desk import Desk
from pipeline.panel.lots.sampling import choose_sample
from pipeline.panel.proposal import propose
from pipeline.panel.score_sheets import read_score_sheet
from pipeline.register.transitions import CLOSED, may_move, refusal
from pipeline.scheme.words.level_names import level_name
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
    """One decision as the officer types it. Raises UsageError for an outcome the scheme does not have, and for a
    case that this meeting has decided."""
    known = [o.id for o in desk.scheme_of(case).outcomes]
    if outcome not in known:
        raise UsageError(f"There is no outcome “{outcome}”. Outcomes: {', '.join(known)}.")
    for made in desk.register.decisions(case, meeting.reference):
        raise UsageError(f"{decided_words(desk, made)} {_to_decide_again(desk, case)}")
    wanted = tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
    return (Decision(meeting.reference, case, outcome, meeting.held_on, reason, wanted, level=level),)


def decided_words(desk: Desk, made: Decision) -> str:
    """``KRA-25-0001 was decided on 3 March 2026 as Award, Gold.``"""
    scheme, day = desk.scheme_of(made.case), made.decided_on
    named = scheme.outcome(made.outcome).name, level_name(scheme, made.level, day)
    return f"{made.case} was decided on {day.day} {day:%B %Y} as {', '.join(filter(None, named))}."


def suggested(desk: Desk, meeting: Meeting, case: str) -> str:
    """What the marks of a case that nobody decided suggest, as a sentence for the officer; empty without marks.

    Only a meeting that can give the award is told so: at any other step the marks are for talking about.
    """
    scheme, marks = desk.scheme_of(case), desk.register.marks(meeting.reference, case)
    if not marks or not any(outcome.certificate and outcome.step == meeting.step for outcome in scheme.outcomes):
        return ""
    members = len({mark.member for mark in marks})
    whose = "The marks of 1 member suggest" if members == 1 else f"The marks of {members} members suggest"
    outcome = scheme.outcome(propose(marks, scheme))
    return (
        f"{whose} “{outcome.name}”. The panel decides: record its decision with “award decide "
        f"{meeting.reference} --case {case} --outcome {outcome.id}”, or the outcome it chose."
    )


def _to_decide_again(desk: Desk, case: str) -> str:
    if desk.register.case(case).state in CLOSED:
        return "To decide again, ask the school to send its papers again: they open a new case."
    return "It can be decided again at the next meeting that takes it up."


def prepared(desk: Desk, meeting: Meeting, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those not recorded yet, with the level and the evidence that goes without saying; nothing is recorded.

    Raises UsageError for a case that is not on the agenda or cannot be decided so now, an outcome that this step
    cannot have, more evidence asked for without saying which, or an award without its level.
    """
    new = []
    for decision in decisions:
        _refuse(desk, meeting, decision)
        if not desk.register.decisions(decision.case, meeting.reference):
            _refuse_move(desk, meeting, decision)
            _refuse_unnamed(desk, meeting, decision)
            new.append(_completed(desk, meeting, decision))
    return tuple(new)


def decide(desk: Desk, meeting: Meeting, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Record decisions and move their cases on; certificate numbers are taken in the same transaction.

    Raises UsageError, before anything is recorded, for all that :func:`prepared` refuses.
    """
    new = prepared(desk, meeting, decisions)
    for decision in new:
        _record(desk, meeting, decision)
    return new


def _refuse(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    if decision.case not in meeting.cases:
        raise UsageError(f"{decision.case} is not on the agenda of {meeting.reference}.")
    outcome = desk.scheme_of(decision.case).outcome(decision.outcome)
    if outcome.step not in (meeting.step, "any"):
        raise UsageError(f"“{outcome.name}” cannot be decided at the {meeting.step} meeting.")


def _refuse_move(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    scheme = desk.scheme_of(decision.case)
    here = desk.register.case(decision.case).state
    after = state_after(scheme, scheme.outcome(decision.outcome), meeting.step)
    if here is not after and not may_move(here, after):
        raise UsageError(refusal(decision.case, here, after))


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


def _completed(desk: Desk, meeting: Meeting, decision: Decision) -> Decision:
    """The decision with its day, the level of an award, and the evidence of a sample that names none."""
    scheme = desk.scheme_of(decision.case)
    outcome = scheme.outcome(decision.outcome)
    level = level_given(desk, decision.case, decision.level) if outcome.certificate else ""
    items = decision.items
    if outcome.weeks_to_answer is None:
        # The score sheet offers the sample's references for every case; only a request for evidence uses them.
        items = ()
    elif not items and state_after(scheme, outcome, meeting.step) is CaseState.SAMPLE_REQUESTED:
        items = choose_sample(desk.submission(decision.case), scheme, decision.case)
    return replace(decision, meeting=meeting.reference, decided_on=meeting.held_on, level=level, items=items)


def _record(desk: Desk, meeting: Meeting, decision: Decision) -> None:
    scheme = desk.scheme_of(decision.case)
    outcome = scheme.outcome(decision.outcome)
    state = state_after(scheme, outcome, meeting.step)
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
