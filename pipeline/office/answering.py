"""Check the cases that changed and answer their schools: workbook, letter and e-mail draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.checking.engine import check_whole
from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.comment_application import annotate_application
from pipeline.feedback.difference import Before
from pipeline.feedback.email import draft
from pipeline.feedback.letter import documents_in_words, letter_context
from pipeline.feedback.steps import next_steps, since_last_time
from pipeline.office.carrying_over import is_earlier, new_forms
from pipeline.office.desk import Desk
from pipeline.office.looking import note_pointed_out
from pipeline.office.printing import print_letters
from pipeline.office.steps import AT_MEETING
from pipeline.office.trial import note_trial
from pipeline.office.waivers import must_mend, unwaived
from pipeline.ooxml.package import PackageError
from pipeline.register.records import DeliveryRecord
from pipeline.scheme import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import CaseState, CaseView, FileKind, FileReading, Finding, Severity, Submission

Progress = Callable[[str], None]
BEFORE_PANEL = (CaseState.OPENED, CaseState.RETURNED, CaseState.READY)
FOR_SCHOOLS = (Severity.REQUIRED, Severity.ADVICE)
# The documents that go back to a school with our comments, and what each copy is called on record.
_COPIES = {FileKind.RECORD: "workbook", FileKind.APPLICATION: "application"}
# The new forms that go out in place of those of an earlier edition.
_RENEWED = {FileKind.RECORD: "new-record", FileKind.APPLICATION: "new-application"}
_OUR_COPY = " - with our comments"
_ENDINGS = {FileKind.RECORD: "xlsx", FileKind.APPLICATION: "docx"}
SAMPLE_WANTED = (CaseState.SAMPLE_REQUESTED, CaseState.MORE_EVIDENCE)


@dataclass(frozen=True)
class Answer:
    """What one school gets back from one attempt."""

    case: CaseView
    attempt: int
    submission: Submission
    findings: tuple[Finding, ...]
    before: Before | None
    scheme: Scheme

    @property
    def folder(self) -> str:
        return f"schools/{self.case.reference}/feedback-{self.attempt}"

    @property
    def complete(self) -> bool:
        return not must_mend(self.findings)


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
        note_pointed_out(desk, reference, desk.submission(reference))
    _send(desk, answers)
    for reference in references:
        body = {"delivery": _last(desk, desk.register.case(reference))}
        desk.register.note("answered", body, reference, now=desk.now)
    return tuple(answer.case.reference for answer in answers)


def unanswered(desk: Desk) -> tuple[str, ...]:
    """Cases whose newest delivery has not been answered, also because an earlier run was cut short."""
    mine = [d for d in desk.register.deliveries() if d.finished and not d.duplicate_of]
    newest = {case: d.reference for d in mine for case in d.cases}
    answered = {e.case: e.body["delivery"] for e in desk.register.events() if e.kind == "answered"}
    left = [case for case, delivery in newest.items() if answered.get(case) != delivery]
    # A case whose rules cannot be used waits until they are mended.
    return tuple(case for case in left if desk.register.case(case).scheme not in desk.schemes.faults)


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


def _send(desk: Desk, answers: Sequence[Answer]) -> None:
    marked = [_marked(desk, answer) for answer in answers]
    renewed = [new_forms(answer.submission, answer.findings, answer.scheme) for answer in answers]
    contexts = [
        letter_context(
            a.case, a.findings, a.submission.files, a.scheme, desk.office, desk.today,
            marked=list(copies), renewed=list(new), before=a.before,
        )
        for a, copies, new in zip(answers, marked, renewed, strict=True)
    ]  # fmt: skip
    batch = [(answer.scheme, "feedback-letter", context) for answer, context in zip(answers, contexts, strict=True)]
    for answer, copies, new, (word, pdf) in zip(answers, marked, renewed, print_letters(desk, batch), strict=True):
        attachments, letter = [*copies.values(), *new.values()], phrases_of(answer.scheme).say("Feedback letter")
        for kind, (name, data) in new.items():
            _publish(desk, answer, _RENEWED[kind], name, data)
        for kind, (name, data) in copies.items():
            _publish(desk, answer, _COPIES[kind], name, data)
        _publish(desk, answer, "letter-docx", f"{letter}.docx", word)
        if pdf:
            attachments.append((f"{letter}.pdf", pdf))
            _publish(desk, answer, "letter-pdf", f"{letter}.pdf", pdf)
        else:
            attachments.append((f"{letter}.docx", word))
        mail = _email(desk, answer, attachments, list(copies), list(new))
        _publish(desk, answer, "email", "E-mail to the school.eml", mail)


def _marked(desk: Desk, answer: Answer) -> dict[FileKind, tuple[str, bytes]]:
    """The school's own documents with our comments, by kind; only those on which something is to be said."""
    copies: dict[FileKind, tuple[str, bytes]] = {}
    for kind in _COPIES:
        form = answer.submission.form(kind.value)
        reading = next((r for r in reversed(answer.submission.files) if form is not None and r.form is form), None)
        # In a form of an earlier edition nothing can be put right: a new one goes out in its place.
        if reading is None or is_earlier(form) or not _something_to_say(answer, kind, reading.file):
            continue
        try:
            data = _annotated(desk, answer, kind, reading)
        except PackageError as fault:
            # It could be read, but is too damaged to be written into; the letter names every place all the same.
            body = {"file": reading.file, "reason": fault.detail}
            desk.register.note("not-annotated", body, answer.case.reference, now=desk.now)
            continue
        stem, ending = reading.file.rsplit("/", 1)[-1].rsplit(".", 1)[0], _ENDINGS[kind]
        ours = phrases_of(answer.scheme).say(_OUR_COPY)
        copies[kind] = (f"{stem.removesuffix(ours)}{ours}.{ending}", data)
    return copies


def _something_to_say(answer: Answer, kind: FileKind, file: str) -> bool:
    own = [f for f in answer.findings if f.place.file == file and f.severity in FOR_SCHOOLS]
    return any(f.place.cell for f in own) if kind is FileKind.RECORD else bool(own)


def _annotated(desk: Desk, answer: Answer, kind: FileKind, reading: FileReading) -> bytes:
    # Of an old kind the copy is marked that was read: the school gets it back as the kind it should send next time.
    data = desk.opened(reading)
    if kind is FileKind.APPLICATION:
        return annotate_application(data, answer.findings, file=reading.file, phrases=phrases_of(answer.scheme))
    office = desk.office["name"]
    return annotate_record(
        data, answer.findings, before=answer.before, file=reading.file, office=office, phrases=phrases_of(answer.scheme)
    )


def _publish(desk: Desk, answer: Answer, kind: str, name: str, data: bytes) -> None:
    desk.publish(answer.case.reference, f"feedback-{kind}", f"{answer.folder}/{name}", data, version=answer.attempt)


def _email(
    desk: Desk,
    answer: Answer,
    attachments: Sequence[tuple[str, bytes]],
    marked: Sequence[FileKind],
    renewed: Sequence[FileKind],
) -> bytes:
    plain = "feedback-body-complete" if answer.complete else "feedback-body-returned"
    advised = any(f.severity is Severity.ADVICE for f in answer.findings)
    body = plain
    if marked:
        body = sentence(answer.scheme, f"{plain}-marked", plain)
    elif renewed:
        body = sentence(answer.scheme, f"{plain}-renewed", plain)
    elif answer.complete and advised:
        body = sentence(answer.scheme, f"{plain}-advice", plain)
    phrases = phrases_of(answer.scheme)
    steps = next_steps(answer.findings, answer.before, phrases)
    count = sum(step.required and step.open for step in steps)
    since = since_last_time(steps)
    came = answer.scheme.sentences.get(_came(answer), "the files")
    words = {
        "count": str(count),
        "documents": documents_in_words(marked or renewed, phrases),
        "since": since,
        "came": came,
    }
    return compose(desk, answer.case, "feedback-subject", body, attachments, **words)


def _came(answer: Answer) -> str:
    """The name of the sentence that says which of the two documents came."""
    record, application = (any(f.kind is kind for f in answer.submission.files) for kind in _COPIES)
    if record and application:
        return "came-both"
    return "came-record" if record else "came-application" if application else "came-neither"


def receipt(desk: Desk, case: str, record: DeliveryRecord) -> None:
    """An e-mail draft that says what arrived, also for what had arrived before.

    Before the panel the school is answered in the same run, so that the receipt speaks of that answer and does not
    say that there is nothing to do. While a meeting has the case nothing is checked.
    """
    body = "receipt-body"
    if record.duplicate_of:
        body = sentence(desk.spoken_to(case), "receipt-body-again", body)
    elif desk.register.case(case).state in BEFORE_PANEL:
        body = sentence(desk.spoken_to(case), "receipt-body-answered", body)
    elif desk.register.case(case).state in AT_MEETING:
        body = sentence(desk.spoken_to(case), "receipt-body-at-panel", body)
    path = f"schools/{case}/receipts/{record.reference}.eml"
    count = str(record.count_for(case))
    mail = compose(desk, desk.register.case(case), "receipt-subject", body, (), about=record.reference, count=count)
    desk.publish(case, f"receipt-{record.reference}", path, mail)


def sentence(scheme: Scheme, name: str, otherwise: str) -> str:
    """The name of a sentence, or of the one that stands in where a scheme does not have it."""
    return name if name in scheme.sentences else otherwise


def _hear_by(desk: Desk, scheme: Scheme) -> str:
    """By when a school hears what came of its papers, where the round that is open says it."""
    open_now = scheme.intake.at(desk.today)
    if open_now is None or open_now.notify_by is None:
        return ""
    return scheme.sentences["hear-by"].format(day=phrases_of(scheme).long_date(open_now.notify_by))


def compose(
    desk: Desk,
    case: CaseView,
    subject: str,
    body: str,
    attachments: Sequence[tuple[str, bytes]],
    about: str = "",
    **words: str,
) -> bytes:
    """An e-mail draft from two of the scheme's sentences. ``about`` names the delivery that it answers, if any."""
    scheme = desk.spoken_to(case)
    known = {
        "school": case.school.name,
        "lead": case.lead_name or phrases_of(scheme).say("colleague"),
        "case": case.reference,
        "office": desk.office["name"],
        "scheme": scheme.name,
        "count": "",
        "due": "",
        "documents": "",
        "since": "",
        "came": "",
        "hear_by": _hear_by(desk, scheme),
        **words,
    }
    sentences = scheme.sentences
    # A sentence that has nothing to say this time leaves no gap.
    text = re.sub(r"\n{3,}", "\n\n", sentences[body].format(**known))
    return draft(case.lead_email, sentences[subject].format(**known), text, attachments, desk.now, about)
