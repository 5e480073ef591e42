"""One worked case of a scheme as a school's papers: both forms filled in, and the evidence that they name."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.believable_year.answering.answers import Answers, host_of
from pipeline.believable_year.answering.meant import fields_meant, rows_meant, tags_meant
from pipeline.believable_year.course.parcels import Files
from pipeline.believable_year.evidence import files as evidence_files
from pipeline.believable_year.evidence.words import Words
from pipeline.believable_year.filling_in.application import write_application
from pipeline.believable_year.filling_in.record import write_record
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.scheme.model import DocumentLayout, Scheme, WorkedCase
from pipeline.values import FileClass, Finding, Form, School, Severity, Submission

_ENDINGS = {"workbook": "xlsx", "document": "docx"}
_MAKERS = {"pdf": evidence_files.pdf, "docx": evidence_files.word, "xlsx": evidence_files.workbook}
_PICTURES = ("jpg", "jpeg", "png")
_ABOUT_THE_FORM = ("missing", "notices")


@dataclass(frozen=True, slots=True)
class Papers:
    """A worked case of one invented school on one day."""

    case: WorkedCase
    answers: Answers
    school: School
    scheme: Scheme

    @property
    def submission(self) -> Submission:
        """What the school means to say, with what the office knows of it."""
        case = _of_school(self.case, self.answers, self.scheme)
        return replace(submission_of(case, self.scheme), school=self.school)

    def findings(self, on: dt.date) -> tuple[Finding, ...]:
        """What the checks find in what the school means to say, on a day."""
        return check(self.submission, self.scheme, on)

    def complete(self, on: dt.date) -> bool:
        """Whether it goes to the panel."""
        return not any(finding.severity is Severity.REQUIRED for finding in self.findings(on))


def can_be_written(case: WorkedCase) -> bool:
    """Whether a case speaks of answers and files alone: not of damage, or of answers that cannot be understood."""
    forms = [answers for answers in (case.record, case.application) if answers is not None]
    plain = all(name not in answers for answers in forms for name in _ABOUT_THE_FORM)
    endings = {str(file["name"]).rpartition(".")[2].lower() for file in case.files}
    opened = all(str(file.get("class", "parsed")) == FileClass.PARSED.value for file in case.files)
    return plain and opened and endings <= {*_MAKERS, *_PICTURES} and not any(map(_unclear, forms))


def _unclear(answers: object) -> bool:
    if isinstance(answers, Mapping):
        # A row given as nothing was taken out of the form.
        rows = answers.get("but")
        gone = isinstance(rows, Mapping) and None in rows.values()
        return gone or any(map(_unclear, answers.values()))
    if isinstance(answers, (list, tuple)):
        return any(map(_unclear, answers))
    return isinstance(answers, str) and answers.startswith("?")


def files_of(papers: Papers, blanks: Mapping[str, bytes], prefix: str, seed: int) -> Files:
    """Both forms and the evidence, by name. ``prefix`` stands before the forms' names."""
    files: Files = {}
    for layout in papers.scheme.documents:
        form = papers.submission.form(layout.id)
        if form is not None:
            name = f"{prefix}{layout.file_name}.{_ENDINGS[layout.kind]}"
            files[name] = _filled(form, layout, papers, blanks[layout.id], name)
    rng = random.Random(f"{seed}/{papers.answers.index}/evidence")
    for reading in papers.submission.evidence:
        files[reading.file] = _evidence(reading.file, papers, rng)
    return files


def blank_forms(scheme: Scheme) -> dict[str, bytes]:
    """The blank forms by the id of their layout."""
    makers = {"workbook": build_record, "document": build_application}
    return {layout.id: makers[layout.kind](scheme) for layout in scheme.documents}


def _filled(form: Form, layout: DocumentLayout, papers: Papers, blank: bytes, name: str) -> bytes:
    scheme, saved = papers.scheme, papers.answers.sent
    if layout.kind == "document":
        return write_application(blank, tags_meant(form, layout, scheme), name, saved)[0]
    tables = {table.id: rows_meant(form, table, scheme) for table in layout.tables}
    version = form.version if form.version != scheme.version else ""
    return write_record(blank, fields_meant(form, layout, scheme), tables, name, saved, version or "")[0]


def _of_school(case: WorkedCase, answers: Answers, scheme: Scheme) -> WorkedCase:
    """The case with this school's name, numbers and people in place of its own."""
    head, lead = answers.world.people["head"], answers.world.people["lead"]
    own: dict[str, object] = {
        "school_name": answers.profile.name,
        "urn": answers.urn,
        "postcode": answers.postcode,
        "head_name": f"{head.title} {head.full}",
        "lead_name": lead.full,
        "lead_email": answers.email,
    }
    told = {document: getattr(case, document) for document in ("record", "application")}
    heads = {given.get("head_name") for given in told.values() if given is not None}
    changed: dict[str, object] = {}
    for document, given in told.items():
        if given is None:
            continue
        named = {name: value for name, value in own.items() if given.get(name) and value}
        if given.get("declaration_name") in heads and given.get("declaration_name"):
            named["declaration_name"] = own["head_name"]
        # By its numbers the office knows the school again, where the form has boxes for them.
        boxes = {field.id for field in scheme.document(document).fields} & {"urn", "postcode"}
        numbers = {box: own[box] for box in boxes if own[box]}
        changed[document] = {name: v for name, v in given.items() if name not in boxes} | named | numbers
    return case.model_copy(update=changed)


def _evidence(name: str, papers: Papers, rng: random.Random) -> bytes:
    ending = name.rpartition(".")[2].lower()
    title, dated, said = _about(name, papers)
    if ending in _PICTURES:
        # A picture says nothing of whose it is; its board does.
        return evidence_files.board(title[:28], tuple(said.split(" ")[:8]) or ("well done",), papers.answers.index, rng)
    profile, day = papers.answers.profile, f"{dated.day} {dated:%B %Y}"
    urn = papers.answers.urn
    known_as = f"{profile.name}, {papers.answers.postcode}" + (f" (URN {urn})" if urn else "")
    paragraphs = (("What this shows", said), ("Who keeps it", "The office keeps this paper with the others."))
    words = Words(f"{title} · {known_as}", f"Dated {day}.", paragraphs, ("What", "How many"), (("Pages", 1),))
    return _MAKERS[ending](words, dated)


def _about(name: str, papers: Papers) -> tuple[str, dt.date, str]:
    """What the school's index says of a file: its title and day; and what the school says of it elsewhere."""
    application = papers.submission.application
    for row in application.tables.get("evidence", ()) if application is not None else ():
        file, dated = row.cells.get("file"), row.cells.get("date")
        if file is not None and file.read and file.read in name:
            title = row.cells["title"].read if "title" in row.cells else name
            day = dated.first_day if dated is not None else None
            return title, day or papers.answers.sent - dt.timedelta(days=60), _said(row.key or "", papers)
    return name.rpartition(".")[0], papers.answers.sent - dt.timedelta(days=60), _said("", papers)


def _said(reference: str, papers: Papers) -> str:
    """What stands beside a reference, wherever it is cited; else a sentence that suits any paper."""
    application = papers.submission.application
    said: list[str] = []
    for rows in application.tables.values() if application is not None else ():
        for row in rows:
            cited = [value for value in row.cells.values() if value.value == (reference,) or reference in _refs(value)]
            if cited and row.key != reference:
                said += [v.read for v in row.cells.values() if v not in cited and len(v.read.split()) > 3]
    return " ".join(f"{text.rstrip('.')}." for text in dict.fromkeys(said)) or "This is how we do it, week by week."


def _refs(value: object) -> tuple[str, ...]:
    told = getattr(value, "value", None)
    return told if isinstance(told, tuple) else ()


def mailbox(answers: Answers) -> str:
    """The lead's address at the school."""
    lead = answers.world.people["lead"]
    plain = "".join(c for c in f"{lead.first[0]}.{lead.last}".lower() if c.isascii())
    return f"{plain}@{host_of(answers.profile)}"
