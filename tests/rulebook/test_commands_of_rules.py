"""`award rules ...` as a person types it: what it prints, what it writes, and the code it ends with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import award
from pipeline.errors import ExitCode, UsageError
from pipeline.office.premises.setting_up import find_scheme
from tests.office.offices import MARYS, drop, make_office, record, run_office

SMALL = Path(__file__).parent / "small"


def _run(*words: str) -> Result:
    return CliRunner().invoke(award, ["--today", "2026-03-02", *words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def _put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_ends_well_for_rules_that_are_right_and_with_its_own_code_for_others(folder: Path) -> None:
    done = _run("rules", "check", str(folder))
    assert (done.exit_code, done.output) == (0, "The Small Award for Calm Schools 2026.1: 5 checks, 0 faults.\n")
    _put(folder / "scheme.yaml", "years: 2", "years: two")
    done = _run("rules", "check", str(folder), "--json")
    assert done.exit_code == ExitCode.RULES
    assert json.loads(done.output)[0]["faults"] == [
        f"{folder / 'scheme.yaml'}:8:12: validity.years: expected a whole number, such as 3; we read “two”."
    ]


def test_test_runs_all_examples_or_those_of_one_check_and_says_which_do_not_hold(folder: Path) -> None:
    assert _run("rules", "test", str(folder)).output == (
        "The Small Award for Calm Schools 2026.1: 5 checks, 20 examples, all as they should be.\n"
    )
    _put(folder / "checks" / "plan.yaml", "by_when: 2026-01-11", "by_when: 2026-01-13")
    done = _run("rules", "test", str(folder), "plan-order")
    assert done.exit_code == ExitCode.RULES
    assert done.output.splitlines() == [
        f"{folder / 'checks' / 'plan.yaml'}:35:9: checks.plan-order.failing.1: failing example 1 finds nothing wrong.",
        "The Small Award for Calm Schools 2026.1: 1 check, 4 examples, 1 not as it should be.",
    ]
    assert _run("rules", "test", str(folder), "plan-who").exit_code == 0


def test_what_is_not_there_is_told_with_the_nearest_name(folder: Path) -> None:
    for words, says in (
        (["test", str(folder), "plan-ordr"], "did you mean “plan-order”?"),
        (["check", "kent-awrd"], "did you mean “kent-award”?"),
        (["explain", "plan-order"], "Which papers?"),
        (["explain", "nothing.xlsx", "other.xlsx", "plan-order"], "There is no file “nothing.xlsx”."),
    ):
        done = _run("rules", *words)
        assert isinstance(done.exception, UsageError)
        assert says in str(done.exception)


def test_docs_writes_a_page_or_markdown_as_the_name_says(folder: Path, tmp_path: Path) -> None:
    for name, start in (("rules.html", "<!DOCTYPE html>"), ("rules.md", "# The Small Award for Calm Schools")):
        assert _run("rules", "docs", str(folder), "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_schema_is_printed_and_nothing_is_written_without_being_asked() -> None:
    assert json.loads(_run("rules", "schema").output)["title"] == "A page of a scheme's rules"


def test_new_writes_a_scheme_and_says_what_to_do_next(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Principle,Criterion\nVoice,Pupils are asked.\n,Pupils are heard.\n", "utf-8")
    words = ("rules", "new", "calm", "--criteria", str(tmp_path / "c.csv"), "--title", "Calm Award", "--at")
    done = _run(*words, str(tmp_path))
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == f"Wrote {tmp_path / 'rules' / 'calm'}."
    assert "Calm Award 2026.1: " in done.output
    assert "  award forms --scheme calm" in done.output


def test_diff_says_what_changes_and_on_an_office_which_cases_would_get_other_findings(tmp_path: Path) -> None:
    office = make_office(tmp_path / "office")
    kent = find_scheme(office, "kent-award")
    drop(office, "marys/Record.xlsx", record(kent, school_name="St Mary's CofE Primary School", urn=MARYS))
    assert run_office(office).deliveries == 1
    draft = Path(shutil.copytree(office / "rules" / "kent-award", office / "drafts" / "kent-award"))
    _put(draft / "scheme.yaml", "builds_on: common", "builds_on: common\nleave_out: [team-listed]")
    done = _run("rules", "diff", str(office / "rules" / "kent-award"), str(draft), "--on", str(office))
    lines = done.output.splitlines()
    assert (done.exit_code, lines[0]) == (0, "Checks")
    assert lines[1].startswith("  Check team-listed (")
    assert lines[-1] == "1 of 1 cases would get other findings."
    gone = [line.split(" at ")[0] for line in lines if line.startswith("  − ")]
    assert gone == ["  − team-listed"]
    told = _run("--at", str(office), "rules", "explain", "KRA-26-0001", "team-listed", "--json")
    assert json.loads(told.output)["found"] == 1
