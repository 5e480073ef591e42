"""What the officer looks at: `award status` hides nothing that waits, and `award case` is a story one can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from pipeline.cli import award
from pipeline.office.cases.looking import look_at
from pipeline.office.desk import open_desk
from pipeline.office.showing.evidence import evidence_of_files, other_lines
from pipeline.office.showing.overview import status

from .offices import OAK, TODAY, cases, drop, make_office, record, run_office, scheme_of

SHORTCUT = (
    "This is a shortcut that leads to a file, not the file itself. "
    "Please open it, save what it leads to, and send that."
)
ANEW = (
    "On our sheet “What to do next” the school wrote “Done - ZC”. "
    "That sheet is made anew each time, without these words."
)
PUPIL = (
    "A pupil may be named or described in 1 place, so no papers are made: look with “award evidence KRA-26-0001 "
    "--names”, then “award evidence KRA-26-0001 --looked-at”."
)


def say(root: Path, *words: str) -> list[str]:
    return CliRunner().invoke(award, ["--at", str(root), "--today", TODAY.isoformat(), *words]).output.splitlines()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_office(tmp_path_factory.mktemp("overview") / "office")
    drop(root, "oak/Record.xlsx", record(scheme_of(root), school_name="Oakfield Primary School", urn=OAK))
    drop(root, "oak/Minutes.txt", b"Minutes\nOllie Marsh, Year 4, asked for a bench.\n")
    drop(root, "oak/Survey.url", b"[InternetShortcut]\r\nURL=https://oak.example/survey\r\n")
    run_office(root)
    return root


def test_status_names_the_case_to_look_at_and_the_file_put_aside(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        told = status(desk)
        assert list(cases(desk)) == [OAK]
    (aside,) = told["put aside"]  # type: ignore[misc]
    assert told["to look at"] == [{"case": "KRA-26-0001", "doubt": PUPIL}]
    assert (aside["delivery"], aside["file"], aside["reason"]) == ("D-0001", "Survey.url", SHORTCUT)
    assert (office / aside["where"]).is_file()


def test_a_case_is_told_with_the_file_put_aside_its_groups_and_its_events_in_words(office: Path) -> None:
    lines = say(office, "case", "KRA-26-0001")
    put_aside = [line for line in lines if line.startswith("  D-0001, put aside: ")]
    assert lines[0] == "KRA-26-0001  Oakfield Primary School (118999)"
    assert len(put_aside) == 1
    assert put_aside[0].startswith(f"  D-0001, put aside: Survey.url. {SHORTCUT} It is at quarantine/D-0001/")
    assert f"    Survey.url of D-0001 was put aside. {SHORTCUT}" in lines
    assert "Needed before the panel" in lines
    made = "    Made in outbox/schools/KRA-26-0001/feedback-1: "
    assert len([line for line in lines if line.startswith(made)]) == 1


def test_a_case_tells_each_point_with_its_place_after_a_colon_and_the_whole_form_without_one(office: Path) -> None:
    lines = say(office, "case", "KRA-26-0001")
    points = lines[lines.index("Needed before the panel") : lines.index("What happened")]
    assert [line for line in points if not line.startswith("    ")] == [
        "Needed before the panel",
        "  We have no Application that we could open",
        "  Something about your school is missing: sheet “School and team”, B7:B9",
        "  The team is not listed: sheet “School and team”",
        "  An area has no current activity: sheet “Stage 1 Assess”, B5:B12",
        "  The plan has too few actions: sheet “Stage 2 Plan”",
        "Advice",
        "  A file is of a kind we cannot read: “Survey.url”",
        "  The date you started is missing: sheet “School and team”, B10",
        "For the office",
        "  A pupil may be named or described: “Minutes.txt”",
    ]


def test_what_was_looked_at_is_told_from_what_is_new(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        assert look_at(desk, "KRA-26-0001") == 1
        assert status(desk)["to look at"] == []
    drop(office, "oak2/Record.xlsx", record(scheme_of(office), school_name="Oakfield Primary School", urn=OAK))
    drop(office, "oak2/Voice.txt", b"Mia Todd (Y5) drew the poster.\n")
    run_office(office)
    assert say(office, "evidence", "KRA-26-0001", "--names")[-2:] == [
        "Minutes.txt: a name beside a year group: Ollie Marsh, Year 4 (looked at)",
        "Voice.txt: a name beside a year group: Mia Todd, Y5 (new)",
    ]
    with open_desk(office, TODAY) as desk:
        assert status(desk)["to look at"] == [{"case": "KRA-26-0001", "doubt": PUPIL}]


def test_what_the_school_wrote_on_our_own_sheet_is_told_to_the_officer_alone(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "oak/Record.xlsx", record(scheme_of(root), school_name="Oakfield Primary School", urn=OAK))
    run_office(root)
    (answered,) = (root / "outbox").rglob("Record - with our comments.xlsx")
    book = load_workbook(answered)
    book.worksheets[0]["F6"] = "Done - ZC"
    book.save(tmp_path / "sent.xlsx")
    drop(root, "oak/Record.xlsx", (tmp_path / "sent.xlsx").read_bytes())
    run_office(root)
    story = say(root, "case", "KRA-26-0001")
    told = story[story.index("For the office") : story.index("What happened")]
    assert told == [
        "For the office",
        "  The school wrote on our own sheet: sheet “What to do next”, F6",
        f"    {ANEW} Read it and answer the school. The file as it was sent is in the archive.",
    ]
    points = "1 point is for the office alone: read what was found with “award case KRA-26-0001”."
    assert f"  KRA-26-0001  {points}" in say(root, "status")


def test_where_nothing_is_claimed_and_nothing_came_the_officer_is_told_so(office: Path) -> None:
    told = evidence_of_files((), scheme_of(office), TODAY)
    assert other_lines(told, names=False) == ["Nothing points at evidence here, and no evidence came."]
