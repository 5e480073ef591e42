"""What a school wrote is read, wherever and however it was saved."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import openpyxl
import pytest

from pipeline.reading.answers.odd_dates import why_no_date
from pipeline.reading.answers.times import read_time
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, FileClass, FileKind, Form, SourceFile, Understood

RECORD = {
    "School and team!B4": "St Mary's & St John's <C of E> Primary School",
    "School and team!B5": "118765",
    "School and team!B6": "ZZ1 1AA",
    "School and team!B7": "Żaneta Llŷr-Jones",
    "School and team!B8": "Sam Okoro",
    "School and team!B9": "sam.okoro@st-marys.example",
    "School and team!B10": dt.date(2025, 9, 15),
    "Stage 1 Assess!B5": "PSHE is taught weekly.\nEvery class has a calm corner.",
    "Stage 1 Assess!D12": "TBC",
    "Stage 2 Plan!B5": "8. Leadership and management",
    "Stage 2 Plan!C5": "Stage 1 gap",
    "Stage 2 Plan!D5": "Name a governor for wellbeing",
    "Stage 2 Plan!G5": dt.date(2025, 10, 1),
    "Stage 2 Plan!H5": "18/07/2026",
    "Stage 2 Plan!D6": "Open a parents' forum",
    "Stage 2 Plan!H6": "by Easter",
    "Stage 3 Review!C5": "Yes",
    "Stage 3 Review!D5": "Governor visits each term.",
}
APPLICATION = {
    "school_name": "St Mary's & St John's <C of E> Primary School",
    "urn": "118765",
    "lead_email": "sam.okoro@st-marys.example",
    "criteria.leadership-slt.rating": "Partly",
    "criteria.leadership-slt.how": "The deputy head leads a team of six.",
    "criteria.leadership-slt.evidence": "E1, E3",
    "criteria.leadership-governor.rating": "Met",
    "evidence.E1.title": "Minutes of the Resilience Team",
    "evidence.E1.kind": "Minutes of a meeting",
    "evidence.E1.file": "minutes-march.pdf",
    "evidence.E1.date": "12 March 2026",
    "declared": "yes",
    "declaration_name": "Żaneta Llŷr-Jones",
    "declaration_date": "02/03/2026",
}


DOUBTFUL = ["Sept 25", "Sep '25", "Sept 2025", "Oct-31", "October", "12 May", "Term 3 2025/26", "31/02/2026"]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_doubtful_date_in_the_evidence_index_reads_as_it_does_elsewhere(
    text: str, fill_application: Any, scheme: Scheme
) -> None:
    form = _read(fill_application(APPLICATION | {"evidence.E1.date": text}), "Application.docx", scheme)
    value, time = form.tables["evidence"][0].cells["date"], read_time(text, scheme.calendar)
    read = (value.value, value.understood, value.confidence, value.how, value.read)
    if time is None:
        why = why_no_date(text, scheme.calendar)
        assert read == (None, Understood.UNCLEAR, Confidence.SURE, why, text)
    else:
        sure = Confidence.SURE if time.sure else Confidence.LIKELY
        assert read == (time.meant, Understood.ANSWER, sure, time.how, text)


def _read(data: bytes, name: str, scheme: Scheme) -> Form:
    reading = read_file(SourceFile(name, data, "0" * 64), scheme)
    assert (reading.file_class, reading.message) == (FileClass.PARSED, "")
    assert reading.form is not None
    return reading.form


def _said(form: Form) -> list[tuple[object, ...]]:
    """Everything understood, with its key and place."""
    said: list[tuple[object, ...]] = [
        (v.field, v.value, v.read, v.understood, v.place.as_json()) for v in form.fields.values()
    ]
    for rows in form.tables.values():
        for row in rows:
            said += [(row.key, v.field, v.value, v.read, v.understood, v.place.as_json()) for v in row.cells.values()]
    return said


def test_a_record_reads_to_what_was_written(fill_record: Any, scheme: Scheme) -> None:
    form = _read(fill_record(RECORD), "Record.xlsx", scheme)
    assert (form.document, form.scheme, form.version, form.missing) == ("record", scheme.id, scheme.version, ())
    assert form.text("school_name") == "St Mary's & St John's <C of E> Primary School"
    assert form.fields["started_on"].value == dt.date(2025, 9, 15)
    plan = form.tables["plan"]
    assert [row.key for row in plan] == ["A1", "A2"]
    assert plan[0].cells["principle"].value == "leadership"
    assert plan[0].cells["origin"].value == "Stage 1 gap"
    assert plan[0].cells["by_when"].value == dt.date(2026, 7, 18)
    assert plan[0].cells["by_when"].place.cell == "H5"
    assert (plan[1].cells["by_when"].read, plan[1].cells["by_when"].value) == ("by Easter", dt.date(2026, 4, 5))
    assert plan[1].cells["by_when"].how == "Easter Sunday (the first on or after 15/09/2025)"
    assert plan[1].cells["who"].understood is Understood.EMPTY
    activity = form.tables["activity"]
    assert [row.key for row in activity] == [p.id for p in scheme.principles]
    assert activity[7].cells["gaps"].understood is Understood.PLACEHOLDER
    assert [(row.key, row.cells["done"].value) for row in form.tables["review"]] == [("A1", "Yes")]


def test_an_application_reads_to_what_was_written(fill_application: Any, scheme: Scheme) -> None:
    form = _read(fill_application(APPLICATION), "Application.docx", scheme)
    assert (form.document, form.version, form.missing) == ("application", scheme.version, ())
    assert form.text("urn") == "118765"
    assert (form.fields["declared"].value, form.fields["share"].understood) == (True, Understood.EMPTY)
    assert form.fields["declaration_date"].value == dt.date(2026, 3, 2)
    rows = {row.key: row for row in form.tables["criteria"]}
    assert list(rows) == [c.id for c in scheme.criteria]
    assert rows["leadership-slt"].cells["rating"].value == "Partly"
    assert rows["leadership-slt"].cells["evidence"].value == ("E1", "E3")
    assert rows["leadership-slt"].cells["how"].place.words() == "table 9, row 3, column 4"
    assert [row.key for row in form.tables["evidence"]] == ["E1"]
    assert form.tables["evidence"][0].cells["date"].value == dt.date(2026, 3, 12)


def test_a_record_saved_again_by_libreoffice_reads_the_same(fill_record: Any, resave: Any, scheme: Scheme) -> None:
    filled = fill_record(RECORD)
    before, after = _read(filled, "r.xlsx", scheme), _read(resave(filled, "xlsx"), "r.xlsx", scheme)
    assert _said(after) == _said(before)
    assert (after.scheme, after.version, after.missing) == (before.scheme, before.version, before.missing)


def test_an_application_saved_again_by_libreoffice_reads_the_same(
    fill_application: Any, resave: Any, scheme: Scheme
) -> None:
    filled = fill_application(APPLICATION)
    before, after = _read(filled, "a.docx", scheme), _read(resave(filled, "docx"), "a.docx", scheme)
    assert _said(after) == _said(before)
    assert (after.scheme, after.version, after.missing) == (before.scheme, before.version, before.missing)


def test_blank_forms_say_nothing(blank_record: bytes, blank_application: bytes, scheme: Scheme) -> None:
    for data, name in ((blank_record, "r.xlsx"), (blank_application, "a.docx")):
        form = _read(data, name, scheme)
        assert form.missing == ()
        assert {value.understood for value in form.values()} == {Understood.EMPTY}


def test_headers_and_labels_are_enough_without_names_and_properties(fill_record: Any, scheme: Scheme) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(fill_record(RECORD)))
    for name in list(book.defined_names):
        del book.defined_names[name]
    for name in ("award.scheme", "award.version", "award.document"):
        del book.custom_doc_props[name]
    book["Stage 2 Plan"]["H4"] = "Deadline "
    book["Stage 2 Plan"].insert_rows(1, 3)
    book["School and team"]["A4"] = "NAME OF SCHOOL:"
    out = io.BytesIO()
    book.save(out)
    form = _read(out.getvalue(), "r.xlsx", scheme)
    assert (form.scheme, form.version) == (None, None)
    assert form.text("school_name") == "St Mary's & St John's <C of E> Primary School"
    assert form.tables["plan"][0].cells["by_when"].value == dt.date(2026, 7, 18)
    assert form.tables["plan"][0].cells["by_when"].place.cell == "H8"


def test_a_lost_column_is_named_as_missing(fill_record: Any, scheme: Scheme) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(fill_record(RECORD)))
    del book.defined_names["award.record.plan.start"]
    book["Stage 2 Plan"]["G4"] = "Notes"
    out = io.BytesIO()
    book.save(out)
    form = _read(out.getvalue(), "r.xlsx", scheme)
    assert form.missing == ("record.plan.start",)
    assert "start" not in form.tables["plan"][0].cells


def test_a_cell_in_the_last_corner_costs_nothing(fill_record: Any, scheme: Scheme) -> None:
    form = _read(fill_record({**RECORD, "Stage 2 Plan!XFD1048576": "x"}), "r.xlsx", scheme)
    assert [row.key for row in form.tables["plan"]] == ["A1", "A2"]


def test_an_older_version_still_reads_and_says_so(fill_record: Any, scheme: Scheme) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(fill_record(RECORD)))
    book.custom_doc_props["award.version"].value = "2023.2"
    out = io.BytesIO()
    book.save(out)
    form = _read(out.getvalue(), "r.xlsx", scheme)
    assert (form.version, form.text("urn")) == ("2023.2", "118765")


def test_two_ticks_in_a_row_are_unclear(blank_application: bytes, replace: Any, scheme: Scheme) -> None:
    def tick_two(xml: bytes) -> bytes:
        return (
            xml.decode().replace("☐", "☒", 2).replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"', 2).encode()
        )

    data = replace(blank_application, "word/document.xml", tick_two)
    rating = _read(data, "a.docx", scheme).tables["criteria"][0].cells["rating"]
    assert (rating.understood, rating.read) == (Understood.UNCLEAR, "Met, Partly")


def test_a_sheet_of_a_million_cells_is_refused_before_it_is_taken_apart(
    blank_record: bytes, replace: Any, scheme: Scheme
) -> None:
    rows = b"<row>" + b"<c><v>1</v></c>" * 40 + b"<c><v>%d</v></c></row>"
    many = b"".join(rows % number for number in range(20_000))
    data = replace(
        blank_record, "xl/worksheets/sheet4.xml", lambda x: x.replace(b"</sheetData>", many + b"</sheetData>")
    )
    reading = read_file(SourceFile("r.xlsx", data, ""), scheme)
    assert reading.file_class in {FileClass.TOO_LARGE, FileClass.ZIP_BOMB}
    assert reading.message.endswith(".")


def test_a_row_number_beyond_every_sheet_does_no_harm(blank_record: bytes, replace: Any, scheme: Scheme) -> None:
    far = b'<row r="99999999999"><c><v>1</v></c></row></sheetData>'
    data = replace(blank_record, "xl/worksheets/sheet4.xml", lambda x: x.replace(b"</sheetData>", far))
    assert _read(data, "r.xlsx", scheme).missing == ()


def test_a_score_sheet_is_known_by_its_property(blank_record: bytes, replace: Any, scheme: Scheme) -> None:
    def mark(xml: bytes) -> bytes:
        return xml.replace(b">record<", b">score-sheet<")

    reading = read_file(SourceFile("marks.xlsx", replace(blank_record, "docProps/custom.xml", mark), ""), scheme)
    assert (reading.kind, reading.form) == (FileKind.SCORE_SHEET, None)


def test_a_strict_workbook_reads_like_any_other(fill_record: Any, replace: Any, scheme: Scheme) -> None:
    data = fill_record(RECORD)
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
        data = replace(data, part, _strict)
    assert _said(_read(data, "r.xlsx", scheme)) == _said(_read(fill_record(RECORD), "r.xlsx", scheme))


def _strict(xml: bytes) -> bytes:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    xml = xml.replace(old + b"spreadsheetml/2006/main", new + b"spreadsheetml/main")
    return xml.replace(old + b"officeDocument/2006/", new + b"officeDocument/")


def test_another_workbook_is_evidence(scheme: Scheme) -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["Pupil survey results", "March 2026"])
    out = io.BytesIO()
    book.save(out)
    reading = read_file(SourceFile("survey.xlsx", out.getvalue(), ""), scheme)
    assert (reading.kind, reading.form) == (FileKind.EVIDENCE, None)
    assert reading.evidence is not None
    assert (reading.evidence.kind, reading.evidence.latest_date) == ("survey", dt.date(2026, 3, 1))


def test_a_form_typed_again_by_hand_reads_by_headers_codes_and_labels(scheme: Scheme) -> None:
    document = docx.Document()
    document.add_heading("Your school", 1)
    document.add_paragraph("Headteacher: Ada Fenn")
    school = document.add_table(0, 2)
    for label, answer in (
        ("Name of setting:", "Elm Nursery"),
        ("URN (if you have one)", "100001"),
        ("E-mail", "a@elm.example"),
    ):
        cells = school.add_row().cells
        cells[0].text, cells[1].text = label, answer
    document.add_heading("Self-assessment against the criteria", 1)
    criteria = document.add_table(1, 6)
    header = ("REF", "Criteria", "Rating", "How met?", "Evidence refs", "Difference made")
    for cell, text in zip(criteria.rows[0].cells, header, strict=True):
        cell.text = text
    answers = ("8.2", "A senior leader leads.", "Partly", "The deputy leads.", "E1 & E2", "tbc")
    for cell, text in zip(criteria.add_row().cells, answers, strict=True):
        cell.text = text
    document.add_paragraph("[x] I confirm that this application is a true account of our work")
    out = io.BytesIO()
    document.save(out)
    form = _read(out.getvalue(), "typed.docx", scheme)
    assert (form.text("school_name"), form.text("urn"), form.text("lead_email")) == (
        "Elm Nursery",
        "100001",
        "a@elm.example",
    )
    assert form.text("head_name") == "Ada Fenn"
    assert form.fields["declared"].value is True
    row = form.tables["criteria"][0]
    assert (row.key, row.cells["rating"].value, row.cells["evidence"].value) == (
        "leadership-slt",
        "Partly",
        ("E1", "E2"),
    )
    assert row.cells["impact"].understood is Understood.PLACEHOLDER
    assert row.place.words() == "table 2, row 2, column 1"
    assert "application.evidence.file" in form.missing
