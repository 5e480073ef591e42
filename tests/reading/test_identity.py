"""A delivery is given to a school only for reasons that can be shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.reading.identity import alike, match, read_schools
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

MARYS = School("118765", "St Mary's CofE Primary School", "118765", postcode="ZZ1 1AA", website="www.st-marys.example")
OAK = School(
    "118999", "Oakfield Community Primary School", "118999", postcode="ZZ2 2BB", website="https://oakfield.example/"
)
HARBOUR = School("harbour-lights", "Harbour Lights Youth Centre", postcode="ZZ3 3CC")
SCHOOLS = (MARYS, OAK, HARBOUR)
CASE = CaseView("C-1", HARBOUR, "s", "1", CaseState.OPENED, dt.date(2026, 1, 1), lead_email="lead@gmail.com")


def _form(**answers: str) -> FileReading:
    fields = {k: Value(f"record.{k}", v, v, Place("r.xlsx"), Understood.ANSWER) for k, v in answers.items()}
    form = Form("record", "r.xlsx", "s", "1", fields, {})
    return FileReading("r.xlsx", "0", 1, FileKind.RECORD, FileClass.PARSED, "", form)


def _evidence(text: str) -> FileReading:
    seen = Evidence("pdf", 1, text, None, None)
    return FileReading("e.pdf", "1", 1, FileKind.EVIDENCE, FileClass.PARSED, "", None, seen)


def test_a_urn_decides() -> None:
    found = match([_form(urn="118765", school_name="Anything")], SCHOOLS, None, ())
    assert (found.school, found.doubt) == (MARYS, "")
    assert found.reasons == ("URN 118765 in the form",)


def test_postcode_and_a_like_name_decide_without_a_urn() -> None:
    found = match([_form(school_name="Saint Marys C.E. Primary", postcode="zz11aa")], SCHOOLS, None, ())
    assert found.school == MARYS


def test_a_name_alone_never_decides() -> None:
    assert match([_form(school_name=MARYS.name)], SCHOOLS, None, ()).school is None


def test_a_postcode_with_another_name_never_decides() -> None:
    assert match([_form(school_name="Harbour Lights", postcode="ZZ1 1AA")], SCHOOLS, None, ()).school is None


def test_a_name_that_fits_two_schools_on_one_site_decides_for_neither() -> None:
    schools = (
        School("1", "Elm Infant School", "100001", postcode="ZZ4 4DD"),
        School("2", "Elm Junior School", "100002", postcode="ZZ4 4DD"),
    )
    assert match([_form(school_name="Elm School", postcode="ZZ4 4DD")], schools, None, ()).school is None
    assert match([_form(school_name="Elm Junior", postcode="ZZ4 4DD")], schools, None, ()).school == schools[1]
    assert match([_form(school_name="Elm Junior", postcode="ZZ4 4DD")], schools[:1], None, ()).school is None


def test_two_urns_are_a_persons_to_settle() -> None:
    found = match([_form(urn="118765"), _form(urn="118999")], SCHOOLS, None, ())
    assert found.school is None
    assert "Oakfield" in found.doubt


def test_a_urn_that_is_not_the_schools_is_a_doubt() -> None:
    found = match([_form(urn="118764", school_name=MARYS.name, postcode=MARYS.postcode)], SCHOOLS, None, ())
    assert found.school == MARYS
    assert found.doubt.startswith("The form gives URN 118764, which is not the URN of St Mary's")


def test_a_sender_from_another_school_is_a_doubt() -> None:
    found = match([_form(urn="118765")], SCHOOLS, "Head <head@oakfield.example>", ())
    assert found.school == MARYS
    assert found.doubt == (
        "The documents are from St Mary's CofE Primary School, but the sender points to "
        "Oakfield Community Primary School. Please look."
    )


def test_evidence_alone_finds_the_open_case_by_its_lead() -> None:
    assert match([_evidence("Minutes")], SCHOOLS, "Lead@Gmail.com", (CASE,)).school == HARBOUR


def test_evidence_alone_finds_the_school_by_its_text() -> None:
    text = "Oakfield Community Primary School, 1 The Lane, ZZ2 2BB. Minutes"
    assert match([_evidence(text)], SCHOOLS, None, ()).school == OAK


def test_a_strangers_invoice_is_nobodys() -> None:
    assert (
        match([_evidence("Invoice 12 from Bright Windows Ltd")], SCHOOLS, "a@windows.example", (CASE,)).school is None
    )


def test_a_mail_provider_is_no_school() -> None:
    schools = (School("1", "A School", "100000", website="gmail.com"),)
    assert match([], schools, "x@gmail.com", ()).school is None


def test_abbreviations_are_written_out() -> None:
    assert alike("St. Mary's C of E Primary", "Saint Marys Church of England Primary School") == 1.0


def test_the_schools_list_is_read_in_gias_columns(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_text(
        "URN,LA (code),EstablishmentNumber,EstablishmentName,Postcode,Town,SchoolWebsite\n"
        '118765,886,3614,"St Mary\'s, Dale",ZZ1 1AA,Dale,www.st-marys.example\n'
        ",,,Harbour Lights,ZZ3 3CC,,\n",
        encoding="utf-8",
    )
    schools = read_schools(path)
    assert [(s.key, s.name, s.urn, s.laestab) for s in schools] == [
        ("118765", "St Mary's, Dale", "118765", "8863614"),
        ("harbour-lights-zz3-3cc", "Harbour Lights", None, None),
    ]


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="EstablishmentName"):
        read_schools(path)
