"""Answers written for the officer to send: marked copies or new forms, the letter, and the e-mail that carries them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.feedback.letter import documents_in_words, letter_context
from pipeline.feedback.steps import next_steps, since_last_time
from pipeline.office.answering.answer import COPIES, Answer
from pipeline.office.answering.carrying_over import new_forms
from pipeline.office.answering.marked_copies import marked_copies
from pipeline.office.desk import Desk
from pipeline.office.drafting.emails import compose, sentence
from pipeline.office.drafting.printing import print_letters
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import FileKind, Severity

# The new forms that go out in place of those of an earlier edition.
_RENEWED = {FileKind.RECORD: "new-record", FileKind.APPLICATION: "new-application"}


def send(desk: Desk, answers: Sequence[Answer]) -> None:
    """Publish what goes back to each school; all letters are printed in one go."""
    marked = [marked_copies(desk, answer) for answer in answers]
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
            _publish(desk, answer, COPIES[kind], name, data)
        _publish(desk, answer, "letter-docx", f"{letter}.docx", word)
        if pdf:
            attachments.append((f"{letter}.pdf", pdf))
            _publish(desk, answer, "letter-pdf", f"{letter}.pdf", pdf)
        else:
            attachments.append((f"{letter}.docx", word))
        mail = _email(desk, answer, attachments, list(copies), list(new))
        _publish(desk, answer, "email", "E-mail to the school.eml", mail)


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
    record, application = (any(f.kind is kind for f in answer.submission.files) for kind in COPIES)
    if record and application:
        return "came-both"
    return "came-record" if record else "came-application" if application else "came-neither"
