"""What is measured on: one school's real parcel of the believable year, with faults to find."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.as_word_writes import as_word_writes
from pipeline.awarding.certificates import certificate_context
from pipeline.awarding.letters import outcome_context
from pipeline.believable_year.course.year import write_year
from pipeline.checking.engine import check
from pipeline.reading.files import read_file, read_files
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import Award, CaseState, CaseView, Decision, FileKind, School, SourceFile, Submission

ROOT = Path(__file__).resolve().parent.parent
# The scheme that the believable year is written for; others stand beside it.
RULES = ROOT / "rules" / "kent-award"
TEMPLATES = ROOT / "templates" / RULES.name
TODAY = dt.date(2026, 1, 12)
# A plan and its review of this many rows, in the sheets that the form prints long, make about 1,200 answers.
LONG_ROWS = 90
LONG_FROM = 30
_OFFICE = {"name": "The award office", "address": "1 Example Street\nMarlhythe", "signatory": "The award officer"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """A scheme, one school's two documents, its whole submission, and the bytes of its files by sha256.

    ``long_record`` is the same Record with its plan and review carried on to some 1,200 answers, and
    ``word_application`` the same Application as Word writes it after a few days of typing.
    """

    scheme: Scheme
    record: SourceFile
    long_record: SourceFile
    application: SourceFile
    word_application: SourceFile
    submission: Submission
    contents: Mapping[str, bytes]


def make_inputs() -> Inputs:
    """The first parcel of the year whose Record has something to say about.

    Raises LookupError when the year holds no such parcel.
    """
    scheme = load_scheme(RULES)
    for drop in write_year(3, 1, scheme).drops:
        sources = tuple(_source(name, content) for name, content in drop.files.items())
        submission = Submission(read_files(sources, scheme))
        if drop.phase != "application" or submission.record is None or submission.application is None:
            continue
        record_file = submission.record.file
        if any(f.place.cell and f.place.file == record_file for f in check(submission, scheme, TODAY)):
            files = _unpacked(sources)
            documents = {read_file(source, scheme).kind: source for source in files}
            contents = {source.sha256: source.content for source in files}
            record, application = documents[FileKind.RECORD], documents[FileKind.APPLICATION]
            from_word = _source(f"Word {application.name}", as_word_writes(application.content))
            return Inputs(scheme, record, _carried_on(record), application, from_word, submission, contents)
    raise LookupError("No school of the believable year sends a Record with something to mend.")


def _carried_on(record: SourceFile) -> SourceFile:
    """The Record with every action of its plan, and its review, written so often that the sheets are long."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(record.content))
    for sheet in book.worksheets:
        if sheet.max_row < LONG_FROM:
            continue
        filled = [row for row in sheet.iter_rows() if sum(cell.value is not None for cell in row) >= 4]
        head, rows = filled[0], filled[1:]
        for number in range(len(rows), LONG_ROWS):
            for cell in rows[number % len(rows)]:
                value = f"A{number + 1}" if str(cell.value) == f"A{number % len(rows) + 1}" else cell.value
                copy = sheet.cell(head[0].row + 1 + number, cell.column, value)
                copy.number_format = cell.number_format
    out = io.BytesIO()
    book.save(out)
    return _source(f"Long {record.name}", out.getvalue())


def _source(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())


def _unpacked(sources: tuple[SourceFile, ...]) -> list[SourceFile]:
    from pipeline.reading.parcels.unpacking import unpack

    return [member for source in sources for member in unpack(source)]


def certificates(scheme: Scheme, count: int) -> list[dict[str, object]]:
    """So many different certificates' words."""
    return [certificate_context(_award(number, scheme), scheme) for number in range(1, count + 1)]


def letters(scheme: Scheme, count: int) -> list[dict[str, object]]:
    """So many different outcome letters' words, each with an award."""
    return [_letter(number, scheme) for number in range(1, count + 1)]


def _letter(number: int, scheme: Scheme) -> dict[str, object]:
    award = _award(number, scheme)
    case = CaseView(
        award.case, award.school, scheme.id, scheme.version, CaseState.AWARDED, dt.date(2025, 11, 3), "Ms A. Quaife"
    )
    decision = Decision(
        "M-2", award.case, "award", TODAY, "The panel saw a whole-school approach, and pupils who can speak of it.",
        strengths="Pupils’ voice in the plan.\nA team that meets every half term.",
    )  # fmt: skip
    return outcome_context(case, decision, award, scheme, _OFFICE, TODAY)


def _award(number: int, scheme: Scheme) -> Award:
    school = School(
        str(199000 + number), f"St Mary’s & St John’s School {number}", street="Church Lane", town="Hopdene"
    )
    until = TODAY.replace(year=TODAY.year + scheme.validity.years)
    return Award(f"2026-{number:04d}", f"C-{number:04d}", school, scheme.id, TODAY, until)
