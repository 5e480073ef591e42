"""What came of each case: run once a session through the public doors, compared with what was expected."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.office.reading_room.room import ReadingRoom
from pipeline.office.trying.inspection import inspect
from pipeline.values import FileClass, Finding, Form, Match, Place, Row, Submission, Value

from .making import Base, Files, base, resave
from .rows_evidence import EVIDENCE
from .rows_word import WORD
from .rows_workbook import WORKBOOK
from .table import GONE, Answer, Case
from .table import Row as TableRow

TABLE: tuple[TableRow, ...] = (*WORKBOOK, *WORD, *EVIDENCE)


@dataclass(frozen=True, slots=True)
class CameOut:
    """What the line made of the files of a case."""

    files: tuple[str, ...]
    submission: Submission
    match: Match
    findings: tuple[Finding, ...]


def inspected(files: Files) -> CameOut:
    """The files on a disk, read and checked as `award check` does."""
    paper = base()
    with tempfile.TemporaryDirectory(prefix="what-schools-send-") as name:
        folder = Path(name)
        paths = []
        for file, content in files.items():
            path = folder / file
            path.write_bytes(content)
            paths.append(path)
        return CameOut(tuple(files), *inspect(paths, paper.scheme, paper.schools, paper.today, _room()))


@cache
def _room() -> ReadingRoom:
    """One reader for all cases, as for all the files of a run; it ends with the tests."""
    room = ReadingRoom(base().scheme)
    atexit.register(room.close)
    return room


@cache
def faultless(names: tuple[str, ...]) -> CameOut:
    """What the same papers give when nothing is wrong with them."""
    files = base().files
    return inspected({name: files[name] for name in names})


@cache
def _resaved() -> Mapping[tuple[bytes, str, str], bytes]:
    jobs = []
    for row in TABLE:
        for case in row.cases:
            if isinstance(case, Case) and case.resaved:
                made = case.make(base())
                jobs += [(made[old], _suffix(old), form) for old, (_, form) in case.resaved.items()]
    return resave(jobs)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2]


def files_of(case: Case, paper: Base) -> Files:
    """What the school sends, with LibreOffice's own files where the case wants them."""
    files = case.make(paper)
    for old, (new, form) in case.resaved.items():
        content = files.pop(old)
        files[new] = _resaved()[content, _suffix(old), form]
    return files


@cache
def outcome(row: str, number: int) -> CameOut:
    """What came of one case of a row; each is run once."""
    case = case_of(row, number)
    return inspected(files_of(case, base()))


def case_of(row: str, number: int) -> Case:
    """A case by its row and place in it, for cases that are read and not dropped."""
    case = next(entry for entry in TABLE if entry.id == row).cases[number]
    assert isinstance(case, Case)
    return case


def unlike(case: Case, came: CameOut) -> list[str]:
    """Everything that is not as expected, a line each; empty when the case holds."""
    before = faultless(case.stands_on)
    usual = {(finding.rule, sent_as(finding.place, case)) for finding in before.findings}
    hidden = {at for at in usual if at in case.expects.hides or at[0] in case.expects.hides}
    wanted = (usual - hidden) | set(case.expects.findings)
    faults = findings_unlike(wanted, came.findings)
    classes = {f.file: f.file_class.value for f in came.submission.files if f.file_class is not FileClass.PARSED}
    if classes != dict(case.expects.classes):
        faults.append(f"classes: {classes}")
    school = came.match.school.key if came.match.school else None
    # A file of nobody we know is always a question for the officer.
    if (school, bool(came.match.doubt)) != (case.expects.school, case.expects.doubt or case.expects.school is None):
        faults.append(f"taken for {school}, doubt “{came.match.doubt}”")
    media = {f.file: f.evidence.media for f in came.submission.files if f.evidence}
    faults += [f"{name} seen as {media.get(name)}" for name, m in case.expects.seen.items() if media.get(name) != m]
    if case.expects.forms:
        for document in ("record", "application"):
            faults += _answers_unlike(case, before.submission.form(document), came.submission.form(document))
    return faults


def findings_unlike(wanted: set[tuple[str, Place]], findings: tuple[Finding, ...]) -> list[str]:
    """Findings that are wanted and not there, or there and not wanted, a line each."""
    found = {(f.rule, f.place): f.message for f in findings}
    missing = [f"finding not there: {rule}, {place.words()}, {place.file}" for rule, place in wanted - found.keys()]
    extra = [f"finding not wanted: {at[0]}, {at[1].words()}, {at[1].file}: {found[at]}" for at in found.keys() - wanted]
    return sorted(missing) + sorted(extra)


def sent_as(place: Place, case: Case) -> Place:
    """A place in the faultless papers as it is in what was sent."""
    names = {**case.sent_as, **{old: new for old, (new, _) in case.resaved.items()}}
    file = names.get(place.file, place.file)
    moved = case.expects.moved(place) if case.expects.moved else place
    return Place(file, moved.sheet, moved.cell, moved.table, moved.row, moved.column, moved.page, moved.paragraph)


def _answers_unlike(case: Case, before: Form | None, came: Form | None) -> list[str]:
    if before is None:
        return []
    if came is None:
        return [f"{before.document}: no form was read"]
    old, new = addressed(before), addressed(came)
    answers = {at: answer(value) for at, value in old.items()} | {
        at: wanted for at, wanted in case.expects.reads.items() if at.startswith(f"{before.document}.")
    }
    kept = {} if case.expects.anew else {at: sent_as(value.place, case) for at, value in old.items()}
    places = kept | dict(case.expects.places)
    faults: list[str] = []
    for at, wanted in answers.items():
        if wanted is GONE:
            continue
        if at not in new:
            faults.append(f"{at}: not there")
        elif answer(new[at]) != wanted:
            faults.append(f"{at}: wanted {wanted!r}, got {answer(new[at])!r} from “{new[at].read}”")
        elif at in places and new[at].place != places[at]:
            faults.append(f"{at}: wanted at {places[at].words()}, stands at {new[at].place.words()}")
    faults += [f"{at}: not wanted, “{new[at].read}”" for at in new if at not in answers or answers[at] is GONE]
    return faults


def answer(value: Value) -> Answer:
    """What was read: the answer, or why there is none."""
    return value.value if value.answered and value.value is not None else value.understood


def addressed(form: Form) -> dict[str, Value]:
    """Every value by its address: ``record.plan.3.by_when``, ``application.criteria.staff-training.how``."""
    found = {f"{form.document}.{name}": value for name, value in form.fields.items()}
    for table, rows in form.tables.items():
        for number, row in enumerate(rows, start=1):
            found |= _row(form.document, table, number, row)
    return found


def _row(document: str, table: str, number: int, row: Row) -> dict[str, Value]:
    key = row.key if document == "application" and row.key else str(number)
    # What the form prints is no answer: the number, the principle's name and the action copied from Stage 2.
    printed = {"plan": {"number"}, "review": {"number", "planned"}, "activity": {"principle"}}.get(table, set())
    printed |= {"code", "criterion", "ref"} if document == "application" else set()
    return {f"{document}.{table}.{key}.{name}": value for name, value in row.cells.items() if name not in printed}
