"""What the feedback letter says. Values in, the words of a template out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pipeline.feedback.difference import Before
from pipeline.feedback.enclosed import NOTHING, Enclosed
from pipeline.feedback.steps import Standing, Step, next_steps, since_last_time
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import Phrases, phrases_of
from pipeline.values import CaseView, FileClass, FileKind, FileReading, Finding, NoticeKind, Submission
from pipeline.values.school_names import of_two_schools

# What is said where a scheme's sentences.yaml has no sentence of that name.
_SENTENCES = {
    "feedback-letter-complete": (
        "Thank you. We have read what you sent, and it is complete. It will now go to the panel."
    ),
    "feedback-letter-one": (
        "Thank you. We have read what you sent. There is one thing to put right before it can go to the panel."
    ),
    "feedback-letter-many": (
        "Thank you. We have read what you sent. There are {count} things to put right before it can go to the "
        "panel. The most important come first."
    ),
    "feedback-letter-advice": "There is also some advice at the end. It does not hold anything up.",
    "feedback-letter-closing-complete": (
        "You do not need to do anything now. We will write to you after the panel has met."
    ),
    "feedback-letter-closing-open": "Please make these changes in your own documents.",
    "feedback-letter-closing-send": (
        "Please save what you changed and send it to us. You do not need to send evidence again that has not changed."
    ),
    "feedback-letter-closing-help": "If anything in this letter is not clear, please {contact}.",
}
_LEFT_OUT = "We could not use this file last time. No file of this name came again."
_NOT_OURS = "It is not a form of ours that we could take answers from."
_INSTEAD = (NoticeKind.OTHER_SCHEME, NoticeKind.PRINTOUT)
_NAMES = {
    FileKind.RECORD: "Record",
    FileKind.APPLICATION: "Application",
    FileKind.EVIDENCE: "Evidence",
    FileKind.MESSAGE: "E-mail",
    FileKind.ARCHIVE: "Zip file",
}
_NOT_FOR_SCHOOLS = (FileKind.SCORE_SHEET,)


def letter_context(
    case: CaseView,
    findings: Sequence[Finding],
    readings: Sequence[FileReading],
    scheme: Scheme,
    office: Mapping[str, str],
    today: dt.date,
    *,
    enclosed: Enclosed = NOTHING,
    before: Before | None = None,
) -> dict[str, object]:
    """The words of a feedback letter, for ``feedback-letter.docx``.

    ``office`` may hold name, address (one line each), email, telephone, signatory and signatory_role; what it
    lacks is left blank. Findings for the office are never in it. ``groups`` are what must be mended,
    ``advice`` what may be, both most important first; ``fixed`` is what was put right since the attempt
    ``before`` (None at the first). ``enclosed`` are the documents that go out with it.
    """
    phrases = phrases_of(scheme)
    steps = next_steps(findings, before, phrases)
    open_steps = [step for step in steps if step.open]
    left_out = dict.fromkeys(f.place.file for s in steps if s.standing is Standing.LEFT_OUT for f in s.group.findings)
    required = [_entry(step) for step in open_steps if step.required]
    advice = [_entry(step) for step in open_steps if not step.required]
    return {
        "school": case.school.name,
        "lead": case.greeted or phrases.say("Colleague"),
        "case": case.reference,
        "date": phrases.long_date(today),
        **_from_the_office(office),
        "scheme": scheme.name,
        "complete": not required,
        "summary": _summary(scheme, len(required), bool(advice), enclosed),
        "since": since_last_time(steps),
        "fixed": [_entry(step) for step in steps if step.standing is Standing.FIXED],
        "groups": required,
        "advice": advice,
        "files": [*_files(readings, phrases), *(_left_out(file, phrases) for file in left_out)],
        "closing": _closing(scheme, office, enclosed, complete=not required),
    }


def _from_the_office(office: Mapping[str, str]) -> dict[str, object]:
    return {
        "office_name": office.get("name", ""),
        "office_lines": [line.strip() for line in office.get("address", "").splitlines() if line.strip()],
        "office_email": office.get("email", ""),
        "signatory": office.get("signatory", ""),
        "signatory_role": office.get("signatory_role", ""),
    }


def _entry(step: Step) -> dict[str, str]:
    """The keys that the template's tables speak of."""
    return {**step.group.as_dict(), "status": step.status}


def _left_out(file: str, phrases: Phrases) -> dict[str, str]:
    return {"name": file, "kind": phrases.say("Other"), "message": phrases.say(_LEFT_OUT)}


def _say(scheme: Scheme, name: str, **words: str) -> str:
    sentence = scheme.sentences.get(name, _SENTENCES[name])
    for word, value in words.items():
        sentence = sentence.replace("{" + word + "}", value)
    return sentence


def _summary(scheme: Scheme, required: int, advice: bool, enclosed: Enclosed) -> str:
    if not required:
        said = [_say(scheme, "feedback-letter-complete")]
    elif required == 1:
        said = [_say(scheme, "feedback-letter-one")]
    else:
        said = [_say(scheme, "feedback-letter-many", count=phrases_of(scheme).number(required))]
    if advice:
        said.append(_say(scheme, "feedback-letter-advice"))
    return " ".join([*said, *enclosed.what_comes(scheme)])


def _closing(scheme: Scheme, office: Mapping[str, str], enclosed: Enclosed, *, complete: bool) -> str:
    if complete:
        said = [_say(scheme, "feedback-letter-closing-complete")]
    else:
        to_do = enclosed.what_to_do(scheme) or [_say(scheme, "feedback-letter-closing-open")]
        said = [*to_do, _say(scheme, "feedback-letter-closing-send")]
    ways, phrases = [], phrases_of(scheme)
    if office.get("telephone"):
        ways.append(phrases.say("telephone us on {number}", number=office["telephone"]))
    if office.get("email"):
        ways.append(phrases.say("write to {address}", address=office["email"]))
    if ways:
        said.append(_say(scheme, "feedback-letter-closing-help", contact=phrases.either(ways)))
    return " ".join(said)


def _shown(reading: FileReading) -> bool:
    return reading.file_class is not FileClass.IGNORED and reading.kind not in _NOT_FOR_SCHOOLS


def _files(readings: Sequence[FileReading], phrases: Phrases) -> list[dict[str, str]]:
    """What counts, and then each form that does not, with the reason."""
    counts = Submission(tuple(readings))
    shown = [reading for reading in readings if _shown(reading)]
    replaced = [reading for reading in shown if counts.superseded(reading)]
    told = [_file(reading, phrases, counts) for reading in shown if not counts.superseded(reading)]
    told += [{**_file(one, phrases, counts), "message": _not_counted(one, counts, phrases)} for one in replaced]
    return told


def _not_counted(reading: FileReading, counts: Submission, phrases: Phrases) -> str:
    """Why another form of the same document was read in this one's place."""
    newer = counts.form(reading.form.document) if reading.form else None
    if any(notice.kind is NoticeKind.BLANK_COPY for notice in reading.notices):
        return phrases.say("It has no answers in it.")
    if reading.form and newer and of_two_schools(reading.form, newer):
        return phrases.say("It gives another school's name and URN, so we did not count it.")
    return phrases.say("Replaced by “{file}”.", file=newer.file if newer else "")


def _file(reading: FileReading, phrases: Phrases, counts: Submission) -> dict[str, str]:
    fine = "We could read it." if reading.file_class is FileClass.PARSED else "We could not read it."
    instead = {notice.words.get("form", "") for notice in reading.notices if notice.kind in _INSTEAD}
    if any(counts.form(document) is None for document in instead):
        fine = _NOT_OURS
    kind = phrases.say(_NAMES.get(reading.kind, "Other"))
    return {"name": reading.file, "kind": kind, "message": phrases.again(reading.message or fine)}
