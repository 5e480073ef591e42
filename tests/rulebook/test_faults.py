"""`award rules check` says of every fault that a person could make where it is and what was expected."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml

from pipeline.checking.loading import load_checked
from pipeline.errors import RulesError
from pipeline.rulebook.inspecting import MOST_SHOWN, Inspected, inspect_rules

SMALL = Path(__file__).parent / "small"
FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def _inspected(folder: Path) -> Inspected:
    return inspect_rules(folder, TODAY, {"outcome-award"})


def _lines(folder: Path) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in _inspected(folder).faults]


def _put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_scheme_without_faults_has_none(folder: Path) -> None:
    assert _inspected(folder).lines() == ["The Small Award for Calm Schools 2026.1: 5 checks, 0 faults."]


def test_there_are_many_faults() -> None:
    assert len(FAULTS) >= 100


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault['file']}:{fault['line'][:40]}" for fault in FAULTS])
def test_each_fault_is_one_line_with_its_place_and_what_was_expected(folder: Path, fault: dict[str, str]) -> None:
    _put(folder / fault["file"], fault["old"], fault["new"])
    assert _lines(folder) == [f"{fault['file']}:{fault['line']}"]


def test_a_file_that_is_not_utf_8_is_told_at_its_first_wrong_letter(folder: Path) -> None:
    path = folder / "criteria.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("asked what", "asked – what").encode("cp1252"))
    assert _lines(folder) == [
        "criteria.yaml:5:28: a letter here is not UTF-8. Save the file again with the encoding UTF-8."
    ]


def test_a_file_that_begins_with_a_byte_order_mark_is_read(folder: Path) -> None:
    path = folder / "criteria.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert _lines(folder) == []


def test_a_letter_that_cannot_be_seen_is_told_at_its_place(folder: Path) -> None:
    _put(folder / "criteria.yaml", "asked what", "asked\x07 what")
    assert _lines(folder) == [
        "criteria.yaml:5:27: there is a character here that cannot be seen. Delete it and write again."
    ]


def test_a_folder_without_its_first_file_says_which_is_missing(folder: Path) -> None:
    (folder / "scheme.yaml").unlink()
    assert _lines(folder) == ["scheme.yaml:1:1: the file cannot be read (No such file or directory)."]


def test_a_file_whose_name_is_nearly_right_does_not_stay_unread_in_silence(folder: Path) -> None:
    (folder / "calendar.yaml").rename(folder / "calender.yaml")
    (folder / "checks" / "more.yml").write_text("checks: []\n", encoding="utf-8")
    assert _lines(folder) == [
        "calender.yaml:1:1: a file of this name is not read (did you mean “calendar.yaml”?).",
        "checks/more.yml:1:1: only files that end in .yaml are read here.",
    ]


def test_a_file_among_the_checks_holds_their_list_and_nothing_else(folder: Path) -> None:
    (folder / "checks" / "a.yaml").write_text("principles: []\n", encoding="utf-8")
    (folder / "checks" / "b.yaml").write_text("checks: plan\n", encoding="utf-8")
    (folder / "checks" / "c.yaml").write_text("- id: plan\n", encoding="utf-8")
    stray = "a file in “checks” holds one list, “checks:”, and nothing else."
    assert _lines(folder) == [
        f"checks/a.yaml:1:1: principles: {stray}",
        f"checks/b.yaml:1:1: checks: {stray}",
        "checks/c.yaml:1:1: expected “key: value” lines.",
    ]


def test_what_stands_in_two_files_is_told_at_the_second(folder: Path) -> None:
    (folder / "privacy.yaml").write_text("\nwording: theirs\nprivacy: {}\n", encoding="utf-8")
    _put(folder / "criteria.yaml", "criteria:", "wording: ours\ncriteria:")
    assert _lines(folder) == ["privacy.yaml:2:1: wording: “wording” stands in criteria.yaml too. Keep one of them."]


def test_faults_that_do_not_follow_from_each_other_are_told_together(folder: Path) -> None:
    _put(folder / "criteria.yaml", "principle: leaders", "principle: leadres")
    _put(folder / "checks" / "plan.yaml", "    severity: advice", "    severity: advise")
    _put(folder / "checks" / "plan.yaml", "with: {after: start}", "with: {afer: start}")
    _put(folder / "sentences.yaml", "{due}", "{du}")
    assert [line.partition(": ")[0] for line in _lines(folder)] == [
        "checks/plan.yaml:42:5",
        "criteria.yaml:13:5",
        "sentences.yaml:8:3",
    ]
    _put(folder / "criteria.yaml", "principle: leadres", "principle: leaders")
    assert [line.partition(": ")[0] for line in _lines(folder)] == [
        "checks/plan.yaml:42:5",
        "checks/plan.yaml:23:12",
        "sentences.yaml:8:3",
    ]


def test_a_file_that_is_broken_hides_no_fault_of_another_and_makes_none(folder: Path) -> None:
    _put(folder / "criteria.yaml", "criteria:", "criteria: [")
    _put(folder / "scheme.yaml", "validity: {years: 2}", "validity: {years: two}")
    assert [line.partition(": ")[0] for line in _lines(folder)] == ["criteria.yaml:2:3", "scheme.yaml:8:12"]


def test_of_very_many_faults_the_first_are_shown_and_the_others_counted(folder: Path) -> None:
    path = folder / "checks" / "many.yaml"
    path.write_text("checks:\n" + "  - {idd: x}\n" * 23, encoding="utf-8")
    found = _inspected(folder)
    assert len(found.faults) == 23
    assert len(found.lines()) == MOST_SHOWN + 2
    assert found.lines()[-2:] == ["and 3 more.", "The Small Award for Calm Schools 2026.1: 5 checks, 23 faults."]


def test_a_name_that_leads_nowhere_stops_a_scheme_from_being_used_before_any_papers_come(folder: Path) -> None:
    assert load_checked(folder).id == "small"
    _put(folder / "checks" / "plan.yaml", "row.who.matches", "row.hwo.matches")
    with pytest.raises(RulesError) as raised:
        load_checked(folder)
    assert str(raised.value).removeprefix(f"{folder}/") == (
        "checks/plan.yaml:41:12: checks.plan-who-vague.with.wrong: “row” has no “hwo” (did you mean “who”?)."
    )
