"""Letters go to whoever the papers that were read name as lead: not an older copy's, and not another school's."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from pipeline.blank_forms.application import build_application
from pipeline.office.desk import open_desk
from pipeline.office.premises.schools import one_school
from pipeline.office.taking_in.assigning import assign
from pipeline.scheme import Scheme

from .offices import MARYS, OAK, TODAY, cases, drop, make_office, record, run_office, scheme_of

OAKFIELD = {"school_name": "Oakfield Primary School", "urn": OAK, "postcode": "ZZ2 2BB"}
LABELS = {"school_name": "School or setting", "urn": "URN", "lead_name": "Lead for this award"}
DALE = {"school_name": "St Mary's CofE Primary School", "urn": MARYS}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return make_office(tmp_path / "office")


def lead(root: Path) -> tuple[str, str]:
    with open_desk(root, TODAY) as desk:
        case = desk.register.case(cases(desk)[OAK])
    return case.lead_name, case.lead_email


def oak(scheme: Scheme, name: str, **answers: str) -> bytes:
    email = f"{name.split()[0].lower()}@oakfield.kent.sch.uk"
    return record(scheme, **OAKFIELD, lead_name=name, lead_email=email, **answers)


def test_the_lead_is_named_by_the_version_that_was_read(office: Path) -> None:
    drop(office, "oak/Record.xlsx", oak(scheme_of(office), "Old Lead"))
    drop(office, "oak/Record v2.xlsx", oak(scheme_of(office), "New Lead"))
    run_office(office)
    assert lead(office) == ("New Lead", "new@oakfield.kent.sch.uk")
    (letter,) = (office / "outbox" / "schools").glob("*/feedback-1/Feedback letter.docx")
    greetings = [line.text for line in docx.Document(str(letter)).paragraphs if line.text.startswith("Dear")]
    assert greetings == ["Dear New Lead"]


def application(scheme: Scheme, **answers: str) -> bytes:
    document = docx.Document(io.BytesIO(build_application(scheme)))
    labels = {label: field for field, label in LABELS.items()}
    for row in document.tables[0].rows:
        if field := labels.get(row.cells[0].text):
            row.cells[1].text = answers[field]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_no_other_schools_lead_is_written_to(office: Path) -> None:
    scheme = scheme_of(office)
    drop(office, "oak/Application.docx", application(scheme, **DALE, lead_name="Aileen Quaife"))
    drop(office, "oak/Record.xlsx", oak(scheme, "Jo Marsh"))
    run_office(office)
    with open_desk(office, TODAY) as desk:
        assign(desk, "D-0001", one_school(desk.schools, OAK), lambda _: None)
    assert lead(office) == ("Jo Marsh", "jo@oakfield.kent.sch.uk")


def test_what_comes_later_names_the_lead(office: Path) -> None:
    drop(office, "1/Record.xlsx", oak(scheme_of(office), "Jo Marsh"))
    run_office(office)
    drop(office, "2/Record.xlsx", oak(scheme_of(office), "Sam Pell", head_name="Ida Fenn"))
    run_office(office)
    assert lead(office) == ("Sam Pell", "sam@oakfield.kent.sch.uk")
