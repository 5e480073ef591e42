"""`award schools import`: the public register's extract, at its full size, into the office's list."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.believable_year.schools.public_register import write_extract
from pipeline.cli import award
from pipeline.office.premises.setting_up import find_schools, make_workspace
from pipeline.reading.identity.extract import NEEDED

OWN = ',"Harbour Lights, Youth Centre",ZZ3 3CC,setting-1\n'


def bring_in(root: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(
        award, ["--at", str(root), "--today", "2026-11-25", "schools", "import", str(file), *words]
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    make_workspace(tmp_path / "office")
    (tmp_path / "office" / "schools.csv").write_text(f"URN,EstablishmentName,Postcode,Key\n{OWN}", encoding="utf-8")
    return tmp_path / "office"


@pytest.fixture(scope="module")
def england(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("extract") / "edubasealldata.csv"
    path.write_bytes(write_extract(27_000))
    return path


def test_27_000_schools_are_brought_in_and_the_offices_own_stay(office: Path, england: Path) -> None:
    done = bring_in(office, england)
    lines = done.output.splitlines()
    assert lines[:2] == [
        "The list now has 27001 schools: 27000 added, 0 changed, 0 closed, 0 unchanged.",
        "Left as they were: 1 that you added yourself, 0 not in this file.",
    ]
    assert lines[-1] == "added    and 26980 more"
    listed = find_schools(office)
    assert listed[0].name == "Harbour Lights, Youth Centre"
    assert len(listed) > 24_000


def test_a_second_import_finds_nothing_new_and_a_dry_run_writes_nothing(office: Path, england: Path) -> None:
    before = (office / "schools.csv").read_bytes()
    told = json.loads(bring_in(office, england, "--area", "886", "--dry-run", "--json").output)
    assert (office / "schools.csv").read_bytes() == before
    bring_in(office, england, "--area", "Kent")
    again = json.loads(bring_in(office, england, "--area", "886", "--json").output)
    assert again == {
        "schools": told["schools"], "added": [], "changed": [], "closed": [], "unchanged": len(told["added"]),
        "our own": 1, "not in this file": [], "lines not understood": [],
        "lines repeated": [], "lines left out": again["lines left out"],
    }  # fmt: skip


def test_every_line_of_the_file_and_every_school_of_the_list_is_accounted_for(office: Path, tmp_path: Path) -> None:
    header = (
        "URN,EstablishmentName,Postcode,LA (code),LA (name),EstablishmentNumber,EstablishmentStatus (name),CloseDate"
    )
    file = tmp_path / "extract.csv"

    def said(*rows: str) -> list[str]:
        file.write_text("\n".join([header, *rows]), encoding="utf-8")
        return bring_in(office, file, "--area", "Kent").output.splitlines()

    oak, elm = "118999,Oakfield,ZZ2 2BB,886,Kent,2222,Open,", "118101,Elm,ZZ4 4DD,886,Kent,2101,Open,"
    assert said(
        oak, elm, elm, "118102,Mill,ZZ4 4DD,886,Kent,2102,Closed,31/13/2024", "12,Hill,ZZ4 4DD,886,Kent,2102,Open,",
        "118103,Dale,ZZ4 4DD,886,Kent,2103,Closed,31-08-2012", "118104,Vale,ZZ4 4DD,886,Kent,2104,Proposed to open,",
        "118105,Bank,ZZ4 4DD,887,Medway,2105,Open,",
    )[-7:] == [
        "Of the file's 8 lines 2 are on the list and 6 are not.",
        "1 line holds a school closed for more than 6 years: 7.",
        "1 line holds a school closed on a day that we cannot read: 5.",
        "1 line holds a school not open yet: 8.",
        "1 line holds a school of another area: 9.",
        "1 line holds no school that we understand: 6.",
        "1 line gives a URN that stands further up: 4.",
    ]  # fmt: skip
    assert said(oak)[1:] == [
        "Left as they were: 1 that you added yourself, 1 not in this file.",
        "not here 118101 Elm",
    ]


def test_no_schools_name_is_a_formula_where_the_officer_opens_the_list(office: Path, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x.example","Press here")'
    with (office / "schools.csv").open("a", encoding="utf-8", newline="") as own:
        csv.writer(own).writerow(["118999", "Oakfield", "ZZ2 2BB", ""])
    file = tmp_path / "extract.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([NEEDED, ("118999", name, "ZZ2 2BB", "886", "Kent", "2222", "Open")])
    bring_in(office, file)
    written = list(csv.DictReader((office / "schools.csv").open(encoding="utf-8", newline="")))
    assert [row["EstablishmentName"] for row in written] == ["Harbour Lights, Youth Centre", f"'{name}"]
    assert find_schools(office)[1].name == name
    assert "0 changed, 0 closed, 1 unchanged" in bring_in(office, file).output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,town\nOakfield,Hopdene\n", "This is not the register's extract: it has no column “URN”"),
        (b"PK\x03\x04", "This is a workbook or a zip. Please unzip it, or save it as CSV, and give us the CSV file."),
        (b"", "The file is empty. Please download the extract again."),
        (None, "There is no such file."),
    ],
)
def test_a_file_that_is_something_else_is_refused_and_changes_nothing(
    office: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "other.csv"
    if content is not None:
        file.write_bytes(content)
    before = (office / "schools.csv").read_bytes()
    done = bring_in(office, file)
    assert type(done.exception).__name__ == "UsageError"
    assert str(done.exception).startswith(f"{file}: {said}")
    assert (office / "schools.csv").read_bytes() == before
