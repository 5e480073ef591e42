"""Check the cases that changed and answer their schools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.checking.engine import check_whole
from pipeline.feedback.difference import Before
from pipeline.office.answering.answer import BEFORE_PANEL, Answer
from pipeline.office.answering.sending import send
from pipeline.office.cases.looking import note_pointed_out
from pipeline.office.cases.trial import note_trial
from pipeline.office.cases.waivers import unwaived
from pipeline.office.desk import Desk
from pipeline.register.records import Event
from pipeline.values import CaseState, CaseView, Finding, Submission

Progress = Callable[[str], None]
_SAMPLE_WANTED = (CaseState.SAMPLE_REQUESTED, CaseState.MORE_EVIDENCE)


def answer_cases(desk: Desk, references: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Check each case and, before its first panel, answer the school. The references answered."""
    answers = []
    for reference in references:
        case = desk.register.case(reference)
        progress(case.school.name)
        if case.state in _SAMPLE_WANTED:
            desk.register.move(
                reference, CaseState.SAMPLE_RECEIVED, desk.today, "The school sent evidence.", now=desk.now
            )
        elif case.state in BEFORE_PANEL:
            answers.append(_check(desk, case))
        note_pointed_out(desk, reference, desk.submission(reference))
    send(desk, answers)
    for reference in references:
        body = {"delivery": _last(desk, desk.register.case(reference))}
        desk.register.note("answered", body, reference, now=desk.now)
    return tuple(answer.case.reference for answer in answers)


def unanswered(desk: Desk) -> tuple[str, ...]:
    """Cases whose newest delivery, or what a person gave them since, was not answered, also by a run cut short."""
    mine = [d for d in desk.register.deliveries() if d.finished and not d.duplicate_of]
    newest = {case: d.reference for d in mine for case in d.cases}
    events = [event for event in desk.register.events() if event.kind == "answered" or _brought(event)]
    answered = {e.case: e.body["delivery"] for e in events if e.kind == "answered"}
    last = {e.case: e.kind for e in events}
    left = [case for case, one in newest.items() if answered.get(case) != one or last[case] != "answered"]
    # A case whose rules cannot be used waits until they are mended.
    return tuple(case for case in left if desk.register.case(case).scheme not in desk.schemes.faults)


def _brought(event: Event) -> bool:
    """A person gave a case what it had not: that may be older than what was answered in the meantime."""
    return event.kind == "assigned" and event.body["from"] != event.case


def _check(desk: Desk, case: CaseView) -> Answer:
    scheme = desk.spoken_to(case)
    submission = desk.submission(case.reference, scheme)
    unopened = tuple(
        desk.reading(file.name, file.sha256, scheme)
        for delivery in desk.register.deliveries()
        for file in delivery.files
        if file.case == case.reference and file.outcome.value == "quarantined" and file.delivery == _last(desk, case)
    )
    whole = replace(submission, files=(*unopened, *submission.files))
    findings, hidden = check_whole(whole, scheme, desk.today)
    attempt = desk.register.attempts(case.reference) + 1
    desk.register.save_findings(case.reference, attempt, findings, hidden, now=desk.now)
    note_trial(desk, case.reference, whole, scheme)
    told = unwaived(desk, case.reference, findings)
    answer = Answer(case, attempt, whole, told, _before(desk, case, attempt, whole, hidden), scheme)
    state = CaseState.READY if answer.complete else CaseState.RETURNED
    reason = "Complete." if answer.complete else "Something must be mended before the panel."
    desk.register.move(case.reference, state, desk.today, reason, now=desk.now)
    return answer


def _before(desk: Desk, case: CaseView, attempt: int, now: Submission, hidden: Sequence[Finding]) -> Before | None:
    if attempt == 1:
        return None
    # What is waived now was not put right.
    told = unwaived(desk, case.reference, desk.register.findings(case.reference, attempt - 1))
    hidden_then = desk.register.findings(case.reference, attempt - 1, hidden=True)
    return Before(told, hidden_then, hidden, [reading.file for reading in now.files])


def _last(desk: Desk, case: CaseView) -> str:
    mine = [d for d in desk.register.deliveries() if case.reference in d.cases and not d.duplicate_of]
    return mine[-1].reference
