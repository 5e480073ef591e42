"""Before the panel sees a case, the officer looks at what may name a pupil, and says so; and `award evidence`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import award
from pipeline.errors import NeedsPersonError, UsageError
from pipeline.office.cases.looking import LOOKED_AT, look_at, waiting_notices
from pipeline.office.deciding.meetings import make_packs
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.values import PanelMember, School
from pipeline.values.records import Arrival, ArrivedFile

TODAY = dt.date(2026, 3, 2)
NAMED = b"Minutes of the school council\nOllie Marsh, Year 4, asked for a bench.\n"
UNNAMED = b"Minutes of the school council\nA Year 4 pupil asked for a bench.\n"
MEMBER = PanelMember("m1", "Delia Harcourt", "kcc")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_workspace(tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    with open_desk(root, TODAY) as opened:
        yield opened


def opened(desk: Desk, key: str) -> str:
    school = School(key, f"School {key}")
    scheme = desk.scheme
    return desk.register.open_case(
        school, scheme.id, scheme.version, TODAY, "", "", prefix="KRA", now=desk.now
    ).reference


def deliver(desk: Desk, case: str, name: str, content: bytes) -> None:
    """A file of a case, as intake and register leave it."""
    digest = hashlib.sha256(content).hexdigest()
    desk.archive.put(content)
    arrival = Arrival(f"{case}/{name}/{digest}", "file", name, (ArrivedFile(name, digest, len(content)),))
    delivery = desk.register.add_delivery(arrival, now=desk.now).reference
    desk.register.set_file_outcome(delivery, name, kind="evidence", file_class="parsed", message="", case=case,
                                   outcome="processed", now=desk.now)  # fmt: skip


def meeting(desk: Desk, *cases: str) -> str:
    return desk.register.add_meeting("application", TODAY, (MEMBER,), cases, now=desk.now).reference


def papers(desk: Desk) -> list[str]:
    folder = desk.workspace.outbox / "panel"
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_no_paper_is_made_while_a_pupil_may_be_named(desk: Desk) -> None:
    fine, held = opened(desk, "900001"), opened(desk, "900002")
    deliver(desk, fine, "Minutes.txt", UNNAMED)
    deliver(desk, held, "Minutes.txt", NAMED)
    called = meeting(desk, fine, held)
    with pytest.raises(NeedsPersonError) as stopped:
        make_packs(desk, called, lambda _: None)
    assert str(stopped.value).splitlines()[1:] == [
        f"{held} (1 place): look with “award evidence {held} --names”, then “award evidence {held} --looked-at”."
    ]
    assert papers(desk) == []


def test_once_the_officer_has_looked_the_papers_are_made(desk: Desk) -> None:
    case = opened(desk, "900001")
    deliver(desk, case, "Minutes.txt", NAMED)
    called = meeting(desk, case)
    assert look_at(desk, case) == 1
    make_packs(desk, called, lambda _: None)
    assert f"{called}/packs/{case}.pdf" in papers(desk)


def test_a_case_may_be_left_out_of_the_papers(desk: Desk) -> None:
    fine, held = opened(desk, "900001"), opened(desk, "900002")
    deliver(desk, fine, "Minutes.txt", UNNAMED)
    deliver(desk, held, "Minutes.txt", NAMED)
    called = meeting(desk, fine, held)
    make_packs(desk, called, lambda _: None, (held,))
    assert [name for name in papers(desk) if "/packs/" in name] == [f"{called}/packs/{fine}.pdf"]
    with pytest.raises(UsageError):
        make_packs(desk, called, lambda _: None, ("KRA-26-0099",))


def test_looking_once_settles_it_until_something_new_comes(desk: Desk) -> None:
    case = opened(desk, "900001")
    deliver(desk, case, "Minutes.txt", NAMED)
    assert (look_at(desk, case), look_at(desk, case), waiting_notices(desk, case)) == (1, 0, ())
    deliver(desk, case, "Voice.txt", b"Mia Todd (Y5) drew the poster.")
    assert [n.read for n in waiting_notices(desk, case)] == ["M. T., Y5"]


def test_a_copy_without_the_name_takes_the_first_ones_place(desk: Desk) -> None:
    case = opened(desk, "900001")
    deliver(desk, case, "Minutes.txt", NAMED)
    deliver(desk, case, "Minutes.txt", UNNAMED)
    assert waiting_notices(desk, case) == ()


def test_the_log_says_that_the_officer_looked_and_names_nobody(desk: Desk) -> None:
    case = opened(desk, "900001")
    deliver(desk, case, "Minutes.txt", NAMED)
    look_at(desk, case)
    assert [event.kind for event in desk.register.events(case)].count(LOOKED_AT) == 1
    assert not any("Marsh" in json.dumps(dict(event.body)) for event in desk.register.events())
    assert desk.register.verify_log() == ""


def command(*words: str) -> Result:
    return CliRunner().invoke(award, list(words))


def test_the_command_masks_names_unless_it_is_asked_for_them(root: Path) -> None:
    with open_desk(root, TODAY) as desk:
        case = opened(desk, "900001")
        deliver(desk, case, "Minutes.txt", NAMED)
    at = ("--at", str(root), "evidence", case)
    masked, plain = command(*at).output, command(*at, "--names").output
    assert "O. M., Year 4" in masked
    assert "Marsh" not in masked
    assert plain.splitlines() == [
        "Nothing points at Minutes.txt.",
        "Minutes.txt: a name beside a year group: Ollie Marsh, Year 4",
    ]
    assert [p["read"] for p in json.loads(command(*at, "--json").output)["personal"]] == ["O. M., Year 4"]
    assert (
        command(*at, "--looked-at").output
        == f"{case}: you looked at 1 of its places. The panel's papers may be made.\n"
    )
    with open_desk(root, TODAY) as desk:
        assert waiting_notices(desk, case) == ()


def test_the_command_takes_any_files(tmp_path: Path) -> None:
    path = tmp_path / "Minutes.txt"
    path.write_bytes(UNNAMED)
    told = json.loads(command("evidence", str(path), "--json").output)
    assert told["files"] == [
        {"file": "Minutes.txt", "use": "never-cited", "media": "text", "pages": 1, "without text": 0, "date": None,
         "date is": None, "kind": "minutes"}
    ]  # fmt: skip
    assert (told["claims"], told["personal"]) == ([], [])


def test_check_tells_its_findings_masked_and_its_claims(tmp_path: Path) -> None:
    path = tmp_path / "Minutes.txt"
    path.write_bytes(NAMED)
    told = json.loads(command("check", str(path), "--json").output)
    assert [f["read"] for f in told["findings"] if f["rule"] == "personal-data"] == ["O. M., Year 4"]
    assert told["claims"] == []
    assert "Marsh" not in json.dumps(told)


def test_the_rows_of_a_list_are_one_finding_and_the_command_tells_each(tmp_path: Path) -> None:
    path = tmp_path / "Scores.csv"
    names = ["Mia,Hart", "Kit,Lund", "Zed,Nowak", "Ana,Price", "Leo,Farr", "Eli,Todd", "Ivy,Bell"]
    path.write_text("Forename,Surname,Year\n" + "".join(f"{name},4\n" for name in names))
    told = json.loads(command("check", str(path), "--json").output)
    assert [f["read"] for f in told["findings"] if f["rule"] == "personal-data"] == [
        "M. H., K. L., Z. N., A. P., L. F. and 2 more"
    ]
    each = json.loads(command("evidence", str(path), "--names", "--json").output)["personal"]
    assert [p["read"] for p in each] == [name.replace(",", " ") for name in names]
