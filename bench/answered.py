"""The forms of many schools, each with findings of its own: what is measured is another Record each time.

A Record annotated again and again would be answered from memory, which no school's first attempt can be.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.believable_year.answering.answers import Answers, answers_for
from pipeline.believable_year.filling_in.application import fill_application
from pipeline.believable_year.filling_in.record import fill_record
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.ooxml.addresses import parse_address
from pipeline.reading.files import read_file
from pipeline.scheme.model import Scheme
from pipeline.values import Finding, Severity, SourceFile, Value

_SEED = 1
_RECORD, _APPLICATION = "Record.xlsx", "Application.docx"


@dataclass(frozen=True, slots=True)
class Answered:
    """A document, and a finding on each of so many of its answers."""

    document: bytes
    findings: tuple[Finding, ...]


def records(scheme: Scheme, schools: int, findings: int) -> list[Answered]:
    """So many schools' Records, with findings that stand together on the fullest sheet of each."""
    blank = build_record(scheme)
    made: list[Answered] = []
    for answers in _answers(scheme, schools):
        record, _ = fill_record(blank, answers, _RECORD)
        values = [value for value in _values(_RECORD, record, scheme) if value.place.cell]
        fullest = Counter(value.place.sheet for value in values).most_common(1)[0][0]
        # Column by column: what goes wrong in a school's table mostly goes wrong in all of its rows.
        there = sorted(
            (value for value in values if value.place.sheet == fullest),
            key=lambda value: tuple(reversed(parse_address(value.place.cell or "") or (0, 0))),
        )
        made.append(Answered(record, tuple(map(_finding, there[:findings]))))
    return made


def applications(scheme: Scheme, schools: int, findings: int) -> list[Answered]:
    """So many schools' Applications, with findings on the first answers in the tables of each."""
    blank = build_application(scheme)
    made: list[Answered] = []
    for answers in _answers(scheme, schools):
        application, _ = fill_application(blank, answers, scheme, _APPLICATION)
        values = _values(_APPLICATION, application, scheme)
        there = [value for value in values if value.place.table and value.place.column]
        made.append(Answered(application, tuple(map(_finding, there[:findings]))))
    return made


def _answers(scheme: Scheme, schools: int) -> Iterator[Answers]:
    sayings = Sayings()
    for index, profile in enumerate(PROFILES[:schools]):
        yield answers_for(profile, index, scheme, _SEED, sayings)


def _values(name: str, content: bytes, scheme: Scheme) -> Sequence[Value]:
    form = read_file(SourceFile(name, content, hashlib.sha256(content).hexdigest()), scheme).form
    return () if form is None else form.values()


def _finding(value: Value) -> Finding:
    """A finding that says what was read. Those on one field have one cause."""
    return Finding(
        rule=f"say-more-{value.field}",
        severity=Severity.REQUIRED,
        title="An answer says too little",
        place=value.place,
        read=value.read,
        message=f"We read “{value.read}” in {value.place.cell or 'this cell'}. We expected a whole sentence.",
        fix="Please write what was done, by whom, and what changed for the pupils.",
        example="Every class has a feelings chart, and all staff were shown how to use it in March.",
    )
