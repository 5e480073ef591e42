"""Check the cases that changed and answer their schools: workbook, letter and e-mail draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.checking.engine import check
from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.email import draft
from pipeline.feedback.letter import letter_context
from pipeline.office.desk import Desk
from pipeline.office.printing import print_letters
from pipeline.register.records import DeliveryRecord, Outcome
from pipeline.values import CaseState, CaseView, Finding, Severity, Submission

Progress = Callable[[str], None]
BEFORE_PANEL = (CaseState.OPENED, CaseState.RETURNED, CaseState.READY)
FOR_SCHOOLS = (Severity.REQUIRED, Severity.ADVICE)
SAMPLE_WANTED = (CaseState.SAMPLE_REQUESTED, CaseState.MORE_EVIDENCE)


@dataclass(frozen=True)
class Answer:
    """What one school gets back from one attempt."""

    case: CaseView
    attempt: int
    submission: Submission
    findings: tuple[Finding, ...]

    @property
    def folder(self) -> str:
        return f"schools/{self.case.reference}/feedback-{self.attempt}"

    @property
    def complete(self) -> bool:
        return not any(finding.severity is Severity.REQUIRED for finding in self.findings)


def answer_cases(desk: Desk, references: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Check each case and, before its first panel, answer the school. The references answered."""
    answers = []
    for reference in references:
        case = desk.register.case(reference)
        progress(case.school.name)
        if case.state in SAMPLE_WANTED:
            desk.register.move(
                reference, CaseState.SAMPLE_RECEIVED, desk.today, "The school sent evidence.", now=desk.now
            )
        elif case.state in BEFORE_PANEL:
            answers.append(_check(desk, case))
    _send(desk, answers)
    for reference in references:
        body = {"delivery": _last(desk, desk.register.case(reference))}
        desk.register.note("answered", body, reference, now=desk.now)
    return tuple(answer.case.reference for answer in answers)


def unanswered(desk: Desk) -> tuple[str, ...]:
    """Cases whose newest delivery has not been answered, also because an earlier run was cut short."""
    newest = {d.case: d.reference for d in desk.register.deliveries() if d.case and d.finished and not d.duplicate_of}
    answered = {e.case: e.body["delivery"] for e in desk.register.events() if e.kind == "answered"}
    return tuple(case for case, delivery in newest.items() if answered.get(case) != delivery)


def _check(desk: Desk, case: CaseView) -> Answer:
    submission = desk.submission(case.reference)
    unopened = tuple(
        desk.reading(file.name, file.sha256)
        for delivery in desk.register.deliveries()
        for file in delivery.files
        if file.case == case.reference and file.outcome.value == "quarantined" and file.delivery == _last(desk, case)
    )
    whole = Submission((*unopened, *submission.files), case.school)
    findings = check(whole, desk.scheme, desk.today)
    attempt = desk.register.attempts(case.reference) + 1
    desk.register.save_findings(case.reference, attempt, findings, now=desk.now)
    answer = Answer(case, attempt, whole, findings)
    state = CaseState.READY if answer.complete else CaseState.RETURNED
    reason = "Complete." if answer.complete else "Something must be mended before the panel."
    desk.register.move(case.reference, state, desk.today, reason, now=desk.now)
    return answer


def _last(desk: Desk, case: CaseView) -> str:
    mine = [d for d in desk.register.deliveries() if d.case == case.reference and not d.duplicate_of]
    return mine[-1].reference


def _send(desk: Desk, answers: Sequence[Answer]) -> None:
    workbooks = [_workbook(desk, answer) for answer in answers]
    contexts = [
        letter_context(
            a.case, a.findings, a.submission.files, desk.scheme, desk.office, desk.today, marked=workbook is not None
        )
        for a, workbook in zip(answers, workbooks, strict=True)
    ]
    letters = print_letters(desk, "feedback-letter", contexts)
    for answer, workbook, (word, pdf) in zip(answers, workbooks, letters, strict=True):
        attachments: list[tuple[str, bytes]] = []
        if workbook:
            attachments.append(workbook)
            _publish(desk, answer, "workbook", *workbook)
        _publish(desk, answer, "letter-docx", "Feedback letter.docx", word)
        if pdf:
            attachments.append(("Feedback letter.pdf", pdf))
            _publish(desk, answer, "letter-pdf", "Feedback letter.pdf", pdf)
        else:
            attachments.append(("Feedback letter.docx", word))
        mail = _email(desk, answer, attachments, marked=workbook is not None)
        _publish(desk, answer, "email", "E-mail to the school.eml", mail)


def _workbook(desk: Desk, answer: Answer) -> tuple[str, bytes] | None:
    """The school's Record with our comments; None where there is no Record, or nothing to say on it."""
    record = answer.submission.record
    if record is None:
        return None
    reading = next(r for r in reversed(answer.submission.files) if r.form is record)
    own = [f for f in answer.findings if f.place.file == record.file and f.place.cell and f.severity in FOR_SCHOOLS]
    if not own:
        return None
    stem = record.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"{stem} - with our comments.xlsx", annotate_record(desk.archive.read(reading.sha256), own)


def _publish(desk: Desk, answer: Answer, kind: str, name: str, data: bytes) -> None:
    desk.publish(answer.case.reference, f"feedback-{kind}", f"{answer.folder}/{name}", data, version=answer.attempt)


def _email(desk: Desk, answer: Answer, attachments: Sequence[tuple[str, bytes]], *, marked: bool) -> bytes:
    plain = "feedback-body-complete" if answer.complete else "feedback-body-returned"
    advised = any(f.severity is Severity.ADVICE for f in answer.findings)
    body = plain
    if marked:
        body = sentence(desk, f"{plain}-marked", plain)
    elif answer.complete and advised:
        body = sentence(desk, f"{plain}-advice", plain)
    count = len({f.rule for f in answer.findings if f.severity is Severity.REQUIRED})
    return compose(desk, answer.case, "feedback-subject", body, attachments, count=str(count))


def receipt(desk: Desk, case: str, record: DeliveryRecord) -> None:
    """An e-mail draft that says what arrived, also for what had arrived before."""
    path = f"schools/{case}/receipts/{record.reference}.eml"
    count = str(sum(file.outcome is not Outcome.IGNORED for file in record.files))
    mail = compose(desk, desk.register.case(case), "receipt-subject", "receipt-body", (), count=count)
    desk.publish(case, f"receipt-{record.reference}", path, mail)


def sentence(desk: Desk, name: str, otherwise: str) -> str:
    """The name of a sentence, or of the one that stands in where a scheme does not have it."""
    return name if name in desk.scheme.sentences else otherwise


def compose(
    desk: Desk, case: CaseView, subject: str, body: str, attachments: Sequence[tuple[str, bytes]], **words: str
) -> bytes:
    """An e-mail draft from two of the scheme's sentences."""
    known = {
        "school": case.school.name,
        "lead": case.lead_name or "colleague",
        "case": case.reference,
        "office": desk.office["name"],
        "scheme": desk.scheme.name,
        "count": "",
        "due": "",
        **words,
    }
    sentences = desk.scheme.sentences
    return draft(
        case.lead_email, sentences[subject].format(**known), sentences[body].format(**known), attachments, desk.now
    )
