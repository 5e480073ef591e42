"""The school's own Record and Application, with our comments at their places."""

from __future__ import annotations

from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.comment_application import annotate_application
from pipeline.office.answering.answer import COPIES, Answer, Forms
from pipeline.office.answering.carrying_over import is_earlier
from pipeline.office.desk import Desk
from pipeline.ooxml.package_error import PackageError
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import FileKind, FileReading, Severity

_FOR_SCHOOLS = (Severity.REQUIRED, Severity.ADVICE)
_OUR_COPY = " - with our comments"
_ENDINGS = {FileKind.RECORD: "xlsx", FileKind.APPLICATION: "docx"}


def marked_copies(desk: Desk, answer: Answer) -> Forms:
    """The school's own documents with our comments, by kind; only those on which something is to be said."""
    copies: Forms = {}
    for kind in COPIES:
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
    own = [f for f in answer.findings if f.place.file == file and f.severity in _FOR_SCHOOLS]
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
