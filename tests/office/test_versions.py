"""What a school sends again takes the place of what it sent before, and nothing else of the case is lost."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import _Row

from pipeline.office.desk import open_desk
from pipeline.scheme import Scheme

from .offices import MARYS, OAK, TODAY, cases, drop, make_office, record, run_office, scheme_of

LOCK = b"\x05Aileen" + b" " * 48
ODD_NAMES = (
    "😀 wellbeing week 🎉.txt",
    "S2, Bronze: Pupil Noticeboard.txt",
    f"{'Minutes of the school council and the parents’ forum ' * 4}.txt",
    "IMG_2342.txt",
    "Scan0001.txt",
    "Jayden S Year 5.txt",
)
NOISE = (
    "~$Record.xlsx", ".~lock.Record.xlsx#", "lu17334q6ogn0.tmp", "Minutes.docx.~299b", "Plan.xlsx.crdownload",
    "Plan.xlsx.partial", "desktop.ini", "Thumbs.db", ".DS_Store", "._Record.xlsx", "Record.xlsx.sb-1a2b-Xy",
    "~WRL0003.tmp", ".goutputstream-AB12CD", "@eaDir/Record.xlsx/SYNOFILE_THUMB_M.png", "__MACOSX/._Record.xlsx",
)  # fmt: skip


def mary(scheme: Scheme, **answers: str) -> bytes:
    return record(scheme, school_name="St Mary's CofE Primary School", urn=MARYS, **answers)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over what two schools sent one after the other."""
    root = make_office(tmp_path_factory.mktemp("versions") / "office")
    scheme = scheme_of(root)
    first = mary(scheme, lead_name="Aileen Quaife")
    drop(root, "1 dale/Record.xlsx", first)
    drop(root, "1 dale/Minutes.txt", b"Minutes of 3 March 2026")
    drop(root, "1 dale/Photo (1).txt", b"One")
    for number, name in enumerate(ODD_NAMES):
        drop(root, f"1 dale/{name}", f"Evidence {number}".encode())
    for name in NOISE:
        drop(root, f"1 dale/{name}", LOCK)
    drop(root, "2 dale again/Record v2.xlsx", mary(scheme, lead_name="Aileen Quaife", head_name="Basil Brindle"))
    drop(root, "2 dale again/URN 118765 Minutes FINAL.txt", b"Somebody else's title")
    drop(root, "3 dale/URN 118765 letter.txt", f"URN {MARYS}".encode())
    drop(root, "3 dale/Minutes v2.txt", b"Minutes of 3 March 2026, agreed")
    oak = {"school_name": "Oakfield Primary School", "postcode": "ZZ2 2BB"}
    drop(root, "4 oak/Record.xlsx", record(scheme, **oak, lead_name="Tom Brindle"))
    drop(root, "4 oak/Record (1).xlsx", record(scheme, **oak, lead_name="Basil Brindle"))
    drop(root, "4 oak/Record (another copy).xlsx", record(scheme, **oak, lead_name="Tom Brindle"))
    run_office(root)
    return root


def test_a_later_version_is_read_and_the_rest_of_the_case_stays(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        submission = desk.submission(cases(desk)[MARYS])
    assert submission.record is not None
    assert (submission.record.file, submission.record.text("head_name")) == ("Record v2.xlsx", "Basil Brindle")
    kept = {reading.file for reading in submission.evidence}
    assert kept == {
        *ODD_NAMES,
        "Photo (1).txt",
        "Minutes v2.txt",
        "URN 118765 Minutes FINAL.txt",
        "URN 118765 letter.txt",
    }


def test_a_file_that_could_not_be_used_and_did_not_come_again_is_not_called_put_right(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    first = mary(scheme_of(root), lead_name="Aileen Quaife")
    drop(root, "1 dale/Record.xlsx", first)
    drop(root, "1 dale/Policy.docx", b"PK\x03\x04 cut short")
    run_office(root)
    drop(root, "2 dale/Record.xlsx", mary(scheme_of(root), lead_name="Aileen Quaife", head_name="Basil Brindle"))
    run_office(root)
    folder = next((root / "outbox" / "schools").glob("*/feedback-2"))
    words = [" ".join(cell.text for cell in row.cells) for row in _rows(folder / "Feedback letter.docx")]
    assert [line for line in words if "Policy.docx" in line] == [
        "Policy.docx Other We could not use this file last time. No file of this name came again."
    ]
    sheet = openpyxl.load_workbook(next(folder.glob("*.xlsx"))).worksheets[0]
    told = [row for row in sheet.iter_rows(min_row=6, values_only=True) if "Policy.docx" in str(row[2])]
    assert [(row[0], row[5]) for row in told] == [("–", "Not sent again.")]


def _rows(letter: Path) -> list[_Row]:
    return [row for table in docx.Document(str(letter)).tables for row in table.rows]


def test_no_byte_of_what_was_replaced_is_lost(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        files = {file.name: file.sha256 for file in desk.register.case_files(cases(desk)[MARYS])}
        assert desk.archive.read(files["Minutes.txt"]) == b"Minutes of 3 March 2026"
        assert "Record.xlsx" in files


def test_names_of_every_kind_end_with_an_outcome(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        told = {f.name: f.outcome.value for f in desk.register.delivery("D-0001").files}
    assert {told[name] for name in ODD_NAMES} == {"processed"}
    assert {told[name] for name in NOISE} == {"ignored"}


def test_two_copies_that_nothing_tells_apart_are_said_to_the_school(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        case = cases(desk)[OAK]
        (finding,) = [f for f in desk.register.findings(case) if f.rule == "two-copies"]
        read = desk.submission(case).record
    assert read is not None
    assert finding.place.file == read.file
    assert finding.message.endswith(f"We read “{read.file}”.")
