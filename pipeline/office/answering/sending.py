"""Answers written for the officer to send: marked copies or new forms, the letter, and the e-mail that carries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.feedback.enclosed import Enclosed
from pipeline.feedback.letter import letter_context
from pipeline.feedback.steps import next_steps, since_last_time
from pipeline.office.answering.answer import COPIES, Answer, Forms
from pipeline.office.answering.carrying_over import blank_forms, renewed_forms
from pipeline.office.answering.marked_copies import marked_copies
from pipeline.office.desk import Desk
from pipeline.office.drafting.emails import compose, sentence
from pipeline.office.drafting.printing import print_letters
from pipeline.scheme import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import FileKind, Severity

# What new forms are called on record, in place of an earlier edition's or of another award's.
_NEW = {FileKind.RECORD: "new-record", FileKind.APPLICATION: "new-application"}


@dataclass(frozen=True, slots=True)
class _Along:
    """The documents that go out with one answer."""

    marked: Forms
    renewed: Forms
    blank: Forms

    @property
    def told(self) -> Enclosed:
        return Enclosed(tuple(self.marked), tuple(self.renewed), tuple(self.blank))


def send(desk: Desk, answers: Sequence[Answer]) -> None:
    """Publish what goes back to each school; all letters are printed in one go."""
    along = [_Along(marked_copies(desk, a), renewed_forms(a), blank_forms(a)) for a in answers]
    batch = [_letter(desk, answer, forms.told) for answer, forms in zip(answers, along, strict=True)]
    for answer, forms, (word, pdf) in zip(answers, along, print_letters(desk, batch), strict=True):
        attachments = _forms(desk, answer, {**forms.renewed, **forms.blank}, _NEW)
        attachments += _forms(desk, answer, forms.marked, COPIES)
        letter = phrases_of(answer.scheme).say("Feedback letter")
        _publish(desk, answer, "letter-docx", f"{letter}.docx", word)
        if pdf:
            _publish(desk, answer, "letter-pdf", f"{letter}.pdf", pdf)
        attachments.append((f"{letter}.pdf", pdf) if pdf else (f"{letter}.docx", word))
        _publish(desk, answer, "email", "E-mail to the school.eml", _email(desk, answer, attachments, forms.told))


def _letter(desk: Desk, answer: Answer, enclosed: Enclosed) -> tuple[Scheme, str, dict[str, object]]:
    context = letter_context(
        answer.case, answer.findings, answer.submission.files, answer.scheme, desk.office, desk.today,
        enclosed=enclosed, before=answer.before,
    )  # fmt: skip
    return answer.scheme, "feedback-letter", context


def _forms(desk: Desk, answer: Answer, forms: Forms, called: Mapping[FileKind, str]) -> list[tuple[str, bytes]]:
    """The forms that go along, published; ``called`` is what each is called on record."""
    for kind, (name, data) in forms.items():
        _publish(desk, answer, called[kind], name, data)
    return list(forms.values())


def _publish(desk: Desk, answer: Answer, kind: str, name: str, data: bytes) -> None:
    desk.publish(answer.case.reference, f"feedback-{kind}", f"{answer.folder}/{name}", data, version=answer.attempt)


def _email(desk: Desk, answer: Answer, attachments: Sequence[tuple[str, bytes]], enclosed: Enclosed) -> bytes:
    body = "feedback-body-complete" if answer.complete else "feedback-body-returned"
    if answer.complete and enclosed.marked:
        body = sentence(answer.scheme, f"{body}-marked", body)
    elif answer.complete and any(f.severity is Severity.ADVICE for f in answer.findings):
        body = sentence(answer.scheme, f"{body}-advice", body)
    elif not answer.complete and enclosed.paragraphs(answer.scheme):
        body = sentence(answer.scheme, f"{body}-enclosed", body)
    steps = next_steps(answer.findings, answer.before, phrases_of(answer.scheme))
    words = {
        "count": str(sum(step.required and step.open for step in steps)),
        "documents": enclosed.in_words(answer.scheme),
        "enclosed": enclosed.paragraphs(answer.scheme),
        "since": since_last_time(steps),
        "came": answer.scheme.sentences.get(_came(answer), "the files"),
    }
    return compose(desk, answer.case, "feedback-subject", body, attachments, **words)


def _came(answer: Answer) -> str:
    """The name of the sentence that says which of the two documents came."""
    record, application = (any(f.kind is kind for f in answer.submission.files) for kind in COPIES)
    if record and application:
        return "came-both"
    return "came-record" if record else "came-application" if application else "came-neither"
