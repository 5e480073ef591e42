"""The new form for a school that sent an earlier edition's: with what it answered there filled in."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.blank_forms.answers import answers_of
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.scheme import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import FileKind, Finding, Form, NoticeKind, Severity, Submission

_MAKERS = {FileKind.RECORD: (".xlsx", build_record), FileKind.APPLICATION: (".docx", build_application)}
_WITH_ANSWERS = " - with your answers"


def is_earlier(form: Form | None) -> bool:
    """Whether it is a form of an earlier edition, its answers carried over."""
    return form is not None and any(notice.kind is NoticeKind.OLD_VERSION for notice in form.notices)


def new_forms(submission: Submission, findings: Sequence[Finding], scheme: Scheme) -> dict[FileKind, tuple[str, bytes]]:
    """By kind, the name and bytes of each present form whose earlier edition came, and that is to be mended for it."""
    made: dict[FileKind, tuple[str, bytes]] = {}
    for kind, (ending, build) in _MAKERS.items():
        form = submission.form(kind.value)
        if form is None or not is_earlier(form):
            continue
        if any(f.place.file == form.file and f.severity is Severity.REQUIRED for f in findings):
            name = f"{scheme.document(kind.value).file_name}{phrases_of(scheme).say(_WITH_ANSWERS)}{ending}"
            made[kind] = (name, build(scheme, answers_of(form, scheme)))
    return made
