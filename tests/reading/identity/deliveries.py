"""Invented schools, and deliveries that say as much about themselves as a test wants."""

from __future__ import annotations

import datetime as dt

from pipeline.reading.identity import KnownCase, Listed, SchoolList
from pipeline.values import (
    CaseState,
    CaseView,
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    Form,
    Place,
    School,
    Understood,
    Value,
)

MARYS = School(
    "118765", "St Mary's CofE Primary School", "118765", "8863614", town="Dale", postcode="ZZ1 1AA",
    website="www.st-marys.example", head="Aileen Quaife",
)  # fmt: skip
OAK = School(
    "118999", "Oakfield Community Primary School", "118999", "8862222", town="Hopdene", postcode="ZZ2 2BB",
    website="https://oakfield.kent.sch.uk/", head="Tom Brindle",
)  # fmt: skip
GRAMMAR = School(
    "118555", "Marlhythe Grammar School for Girls", "118555", "8864040", town="Marlhythe", postcode="ZZ5 5EE",
    website="www.marlhythegirls.example",
)  # fmt: skip
INFANTS = School("118101", "Elm Infant School", "118101", "8862101", town="Elm", postcode="ZZ4 4DD")
JUNIORS = School("118102", "Elm Junior School", "118102", "8862102", town="Elm", postcode="ZZ4 4DD")
HILL = School("118201", "Hill Top Primary School", "118201", postcode="ZZ6 6FF", website="hilltop.brighttrust.example")
VALE = School("118202", "Vale View Primary School", "118202", postcode="ZZ7 7GG", website="vale.brighttrust.example")
HARBOUR = School("harbour-lights", "Harbour Lights Youth Centre", postcode="ZZ3 3CC")
NURSERY = School("EY123456", "Little Acorns Nursery", "EY123456", postcode="ZZ8 8HH")
SCHOOLS = SchoolList.of((MARYS, OAK, GRAMMAR, INFANTS, JUNIORS, HILL, VALE, HARBOUR, NURSERY))

FEDERATED = SchoolList(
    (
        Listed(INFANTS, federation="The Elm Federation"),
        Listed(JUNIORS, federation="The Elm Federation"),
        Listed(HILL, trust="Bright Learning Trust"),
        Listed(VALE, trust="Bright Learning Trust"),
    )
)


def case_of(school: School, number: int = 1, *, lead: str = "", senders: tuple[str, ...] = ()) -> KnownCase:
    view = CaseView(f"KRA-25-{number:04d}", school, "s", "1", CaseState.OPENED, dt.date(2026, 1, 1), lead_email=lead)
    return KnownCase(view, open=True, senders=frozenset(senders))


def form(file: str = "r.xlsx", shown: str = "", **answers: str) -> FileReading:
    """A Record with these answers, and with other text on its sheets, in its headers and footers."""
    fields = {k: Value(f"record.{k}", v, v, Place(file), Understood.ANSWER) for k, v in answers.items()}
    filled = Form("record", file, "s", "1", fields, {})
    text = "\n".join((*answers.values(), shown))
    return FileReading(file, f"{file}{text}", 1, FileKind.RECORD, FileClass.PARSED, "", filled, text=text)


def evidence(text: str, file: str = "e.pdf") -> FileReading:
    seen = Evidence("pdf", 1, text, None, None)
    return FileReading(file, f"{file}{text}", 1, FileKind.EVIDENCE, FileClass.PARSED, "", None, seen)
