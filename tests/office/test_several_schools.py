"""One parcel with several schools' documents: the officer is told how to divide it, and each school gets its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import award
from pipeline.office.desk import open_desk
from pipeline.office.showing.overview import status

from .offices import MARYS, OAK, TODAY, cases, drop, make_office, record, run_office, scheme_of

HOW = (
    "It holds documents of several schools: “Oak” is Oakfield Primary School, “St Mary's” is St Mary's CofE Primary "
    "School. Please give each its own: “award assign D-0001 118999 --file Oak” and "
    """“award assign D-0001 118765 --file 'St Mary'"'"'s'”."""
)


def say(root: Path, *words: str) -> str:
    done = CliRunner().invoke(award, ["--at", str(root), "--today", TODAY.isoformat(), "assign", "D-0001", *words])
    return str(done.exception) if done.exception else done.output


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    scheme = scheme_of(root)
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as folder:
        folder.writestr("Oak/Record.xlsx", record(scheme, school_name="Oakfield Primary School", urn=OAK))
        folder.writestr("Oak/Minutes.txt", b"Minutes, 3 March 2026")
        folder.writestr("St Mary's/Record.xlsx", record(scheme, school_name="St Mary's CofE Primary", urn=MARYS))
        folder.writestr("Letter.txt", b"Both our schools' documents")
    drop(root, "two schools.zip", parcel.getvalue())
    run_office(root)
    return root


def waiting(root: Path) -> list[str]:
    with open_desk(root, TODAY) as desk:
        told = status(desk)["for a person"]
    assert isinstance(told, list)
    return [entry["note"] for entry in told]


def files(root: Path) -> dict[str, list[str]]:
    with open_desk(root, TODAY) as desk:
        return {
            school: sorted(f.name for f in desk.documents(case)) for school, case in cases(desk).items()
        }  # fmt: skip


def test_the_officer_is_told_the_very_commands(office: Path) -> None:
    assert waiting(office) == [HOW]
    assert files(office) == {}


def test_each_schools_files_go_to_its_own_case_and_the_rest_waits(office: Path) -> None:
    assert say(office, OAK, "--file", "Oak") == (
        "Put Oak of D-0001 with Oakfield Primary School (118999), case KRA-26-0001.\n"
    )
    assert [note.partition(" The files")[0] for note in waiting(office)] == [
        "Still to be placed: St Mary's/Record.xlsx, Letter.txt."
    ]
    say(office, MARYS, "--file", "St Mary's/Record.xlsx", "--file", "Letter.txt")
    assert waiting(office) == []
    assert files(office) == {
        OAK: ["Oak/Minutes.txt", "Oak/Record.xlsx"], MARYS: ["Letter.txt", "St Mary's/Record.xlsx"],
    }  # fmt: skip
    answered = sorted(path.parent.parent.name for path in office.glob("outbox/schools/*/feedback-1/*.eml"))
    assert answered == ["KRA-26-0001", "KRA-26-0002"]
    assert say(office, OAK, "--file", "Oak").endswith("case KRA-26-0001.\n")


def test_a_file_that_is_not_in_it_is_said(office: Path) -> None:
    assert say(office, OAK, "--file", "Elm") == (
        "D-0001 has no file or folder “Elm”. It has two schools.zip, Oak/Record.xlsx, Oak/Minutes.txt, "
        "St Mary's/Record.xlsx, Letter.txt."
    )
