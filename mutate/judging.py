"""A mutant read and checked as a school's delivery is, and what was found set beside what was planted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from mutate.bases import bases, companion
from mutate.book import FILE as RECORD_FILE
from mutate.mutant import Document, Mutant, Planted
from mutate.operators import OPERATORS
from mutate.paper import FILE as APPLICATION_FILE
from mutate.school import answers, checked_on, evidence_file, scheme, source
from pipeline.checking.engine import check
from pipeline.reading.answers.wording import plain
from pipeline.reading.files import read_files
from pipeline.values import FileReading, Finding, Form, Place, Submission, Understood, Value

_FILES = {Document.RECORD: RECORD_FILE, Document.APPLICATION: APPLICATION_FILE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant. ``misread`` names answers of a harmless mutant that are not its base's."""

    operator: str
    seed: int
    base: str
    planted: int
    found: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    misread: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not (self.missed or self.false or self.misread)


def judge(mutant: Mutant) -> Verdict:
    """Read, check and compare. Findings that the base has too do not count."""
    operator = OPERATORS[mutant.operator]
    readings = _delivery(operator.document, mutant)
    known = _base_findings(mutant.base)
    left = Counter(_key(finding) for finding in _findings(readings))
    left.subtract(known)
    missed: list[Planted] = []
    for planted in mutant.planted:
        hit = next((key for key in left if left[key] > 0 and key[0] in planted.rules and key[1] == planted.place), None)
        if hit is None:
            missed.append(planted)
        else:
            left[hit] -= 1
    false = [key for key, count in left.items() for _ in range(count)]
    form = f"{mutant.base} with {mutant.worn}" if mutant.worn else mutant.base
    return Verdict(
        mutant.operator, mutant.seed, form, len(mutant.planted), len(mutant.planted) - len(missed),
        tuple(f"{' or '.join(p.rules)} at {p.place.words()}" for p in missed),
        tuple(f"{rule} at {place.words()}" for rule, place in false),
        _misread(mutant, operator.document, readings[-1].form) if operator.harmless else (),
    )  # fmt: skip


def _delivery(document: Document, mutant: Mutant) -> tuple[FileReading, ...]:
    """The evidence, the school's other document, and the mutant last."""
    sent = mutant.sent
    fresh = [evidence_file(name, day) for name, day in sent.aged.items()]
    fresh += [source(name, content) for name, content in (sent.instead | sent.extra).items()]
    gone = sent.without | sent.aged.keys() | sent.instead.keys()
    kept = tuple(reading for name, reading in _evidence().items() if name not in gone)
    own = source(_FILES[document], mutant.content)
    return (*kept, *read_files(fresh, scheme()), *_companion(document), *read_files([own], scheme()))


def _findings(readings: tuple[FileReading, ...]) -> tuple[Finding, ...]:
    return check(Submission(readings), scheme(), checked_on())


def _key(finding: Finding) -> tuple[str, Place]:
    return finding.rule, finding.place


@cache
def _evidence() -> dict[str, FileReading]:
    readings = read_files([evidence_file(piece.file) for piece in answers().pieces], scheme())
    return {reading.file: reading for reading in readings}


@cache
def _companion(document: Document) -> tuple[FileReading, ...]:
    other = Document.APPLICATION if document is Document.RECORD else Document.RECORD
    return read_files([source(_FILES[other], companion(other).content)], scheme())


@cache
def _base_reading(name: str) -> tuple[FileReading, ...]:
    base = next(base for document in Document for base in bases(document) if base.name == name)
    own = read_files([source(_FILES[base.document], base.content)], scheme())
    return (*_evidence().values(), *_companion(base.document), *own)


@cache
def _base_findings(name: str) -> Counter[tuple[str, Place]]:
    return Counter(_key(finding) for finding in _findings(_base_reading(name)))


def base_findings(name: str) -> tuple[str, ...]:
    """What is found in a form of the corpus as it was written: nothing, if the corpus is sound."""
    return tuple(f"{rule} at {place.words()}" for rule, place in _base_findings(name).elements())


def warm_up() -> None:
    """Read what every mutant shares, before work is given out to processes."""
    for document in Document:
        for base in bases(document):
            _base_findings(base.name)


def _misread(mutant: Mutant, document: Document, form: Form | None) -> tuple[str, ...]:
    before = _base_reading(mutant.base)[-1].form
    if form is None or before is None:
        return (f"no {document} was found in the file",)
    lost = Counter(_answers(before))
    lost.subtract(_answers(form))
    return tuple(
        f"{field}: {said}{'' if count > 0 else ' (not in the base)'}"
        for (field, said), count in lost.items()
        if count and field not in OPERATORS[mutant.operator].rewrites
    )


def _answers(form: Form) -> list[tuple[str, str]]:
    """Every answer by its field, in words that do not mind case, spaces and the way dates are written."""
    return [(value.field, _said(value)) for value in form.values() if value.understood is not Understood.EMPTY]


def _said(value: Value) -> str:
    if value.first_day is not None:
        return f"{value.last_day}"
    if isinstance(value.value, tuple):
        return ", ".join(value.value)
    return plain(str(value.value)) if value.answered else f"{value.understood}: {plain(value.read)}"
