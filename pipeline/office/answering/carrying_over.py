"""New forms for a school whose own cannot be taken: an earlier edition's, or another award's."""

from __future__ import annotations

from collections.abc import Callable, Collection

from pipeline.blank_forms.answers import Answers, answers_of
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.office.answering.answer import Answer, Forms
from pipeline.scheme import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.values import CaseView, FileKind, FileReading, Form, NoticeKind, Severity

_MAKERS: dict[FileKind, tuple[str, Callable[[Scheme, Answers], bytes]]] = {
    FileKind.RECORD: (".xlsx", build_record),
    FileKind.APPLICATION: (".docx", build_application),
}
_WITH_ANSWERS = " - with your answers"


def is_earlier(form: Form | None) -> bool:
    """Whether it is a form of an earlier edition, its answers carried over."""
    return form is not None and any(notice.kind is NoticeKind.OLD_VERSION for notice in form.notices)


def renewed_forms(answer: Answer) -> Forms:
    """Each present form whose earlier edition came and is to be mended for it, with what was answered there."""
    made: Forms = {}
    asked = _files_to_mend(answer)
    for kind, (ending, build) in _MAKERS.items():
        form = answer.submission.form(kind.value)
        if form is not None and is_earlier(form) and form.file in asked:
            name = f"{_called(answer, kind)}{phrases_of(answer.scheme).say(_WITH_ANSWERS)}{ending}"
            made[kind] = (name, build(answer.scheme, answers_of(form, answer.scheme)))
    return made


def blank_forms(answer: Answer) -> Forms:
    """Where another award's form came: each of our own forms that did not, with what we know of the school."""
    files = answer.submission.files
    asked = _files_to_mend(answer)
    if not any(reading.file in asked and _is_of_another_award(reading) for reading in files):
        return {}
    came = {reading.kind for reading in files}
    return {
        kind: (f"{_called(answer, kind)}{ending}", build(answer.scheme, _known(answer, kind)))
        for kind, (ending, build) in _MAKERS.items()
        if kind not in came and any(document.id == kind.value for document in answer.scheme.documents)
    }


def _is_of_another_award(reading: FileReading) -> bool:
    return any(notice.kind is NoticeKind.OTHER_SCHEME for notice in reading.notices)


def _files_to_mend(answer: Answer) -> Collection[str]:
    return {f.place.file for f in answer.findings if f.severity is Severity.REQUIRED}


def _called(answer: Answer, kind: FileKind) -> str:
    return answer.scheme.document(kind.value).file_name


def _known(answer: Answer, kind: FileKind) -> Answers:
    """What the schools list and the case say of a school, in the boxes that ask for it."""
    told = _told(answer.case)
    asked = [one.id for one in answer.scheme.document(kind.value).fields if told.get(one.id)]
    return Answers({name: told[name] for name in asked})


def _told(case: CaseView) -> dict[str, str]:
    return {
        "school_name": case.school.name,
        "urn": case.school.urn or "",
        "postcode": case.school.postcode,
        "lead_name": case.lead_name,
        "lead_email": case.lead_email,
    }
