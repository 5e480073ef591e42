"""The commands as a person types them: each documented one runs, answers, and ends with its published code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import award

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SAID = [m for page in PAGES for m in re.findall(r"`award (?:--\S+ \S+ )*([a-z]+)(?: ([a-z]+))?", page.read_text())]
DOCUMENTED = sorted({command for command, _ in SAID})
GROUPS = {name: sorted(group.commands) for name, group in award.commands.items() if isinstance(group, click.Group)}


def run(*words: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, the way a person starts it."""
    where = ["--at", str(at)] if at else []
    return subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *where, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=at.parent if at else ROOT,
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "office"
    assert run("init", at=folder).returncode == 0
    return folder


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    assert sorted(award.commands) == DOCUMENTED


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_command_of_a_group_is_documented_and_every_documented_one_exists(group: str) -> None:
    assert sorted({word for command, word in SAID if command == group}) == GROUPS[group]


@pytest.mark.parametrize(
    "words", [[c] for c in sorted(award.commands) if c not in GROUPS] + [[g, c] for g, cs in GROUPS.items() for c in cs]
)
def test_every_command_has_help_with_an_example(words: list[str]) -> None:
    done = run(*words, "--help")
    assert done.returncode == 0
    assert re.search(rf"Example: award (--\S+ \S+ )?{' '.join(words)}", done.stdout)


def test_init_twice_changes_nothing_that_is_there(office: Path) -> None:
    (office / "office.toml").write_text('name = "Ours"\n', encoding="utf-8")
    assert run("init", at=office).returncode == 0
    assert (office / "office.toml").read_text(encoding="utf-8") == 'name = "Ours"\n'


def test_a_folder_that_is_no_workspace_is_said_so_without_a_traceback(tmp_path: Path) -> None:
    done = run("status", at=tmp_path / "nothing")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "award init" in done.stderr


def test_an_unknown_case_ends_with_the_usage_code(office: Path) -> None:
    done = run("case", "KRA-99-9999", at=office)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_a_misspelt_command_ends_with_the_usage_code() -> None:
    assert run("chekc").returncode == 1


def test_a_faulty_rule_file_ends_with_the_rules_code(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    run("init", at=folder)
    path = folder / "rules" / "kent-award" / "scheme.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("years: 2", "years: two"), encoding="utf-8")
    done = run("rules", "check", at=folder)
    assert done.returncode == 3
    assert done.stdout.startswith(f"{path}:")


def test_check_ends_with_the_published_shape_for_any_files(office: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.xlsx").write_bytes(b"\x00\xff not a workbook")
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "minutes.txt").write_text("Minutes of the school council, 3 March 2026", encoding="utf-8")
    names = [str(tmp_path / n) for n in ("noise.xlsx", "empty.docx", "minutes.txt")]
    done = run("check", *names, "--json", at=office)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert sorted(told) == ["claims", "files", "findings", "school", "values"]
    assert [sorted(entry) for entry in told["files"]] == [["class", "file", "kind", "message"]] * 3
    assert {entry["file"] for entry in told["files"]} == {"noise.xlsx", "empty.docx", "minutes.txt"}


def test_check_reads_the_files_of_a_folder_and_of_those_in_it(office: Path, tmp_path: Path) -> None:
    (tmp_path / "autumn" / "older").mkdir(parents=True)
    for name in ("autumn/a.txt", "autumn/older/b.txt"):
        (tmp_path / name).write_text("Minutes", encoding="utf-8")
    told = json.loads(run("check", str(tmp_path / "autumn"), "--json", at=office).stdout)
    assert sorted(file["file"] for file in told["files"]) == ["a.txt", "b.txt"]


def test_check_of_a_path_that_is_not_there_ends_with_the_usage_code(office: Path, tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "Recrod.xlsx"), at=office)
    assert (done.returncode, done.stderr.strip()) == (1, f"There is no file “{tmp_path / 'Recrod.xlsx'}”.")


def test_check_on_blank_forms_names_every_place_it_speaks_of(office: Path, tmp_path: Path) -> None:
    assert run("forms", "--to", str(tmp_path), at=office).returncode == 0
    done = run("check", *(str(p) for p in sorted(tmp_path.iterdir())), "--json", at=office)
    told = json.loads(done.stdout)
    assert [entry["kind"] for entry in told["files"]] == ["application", "record"]
    assert told["findings"] != []
    for finding in told["findings"]:
        assert set(finding) in (
            {"rule", "severity", "file", "sheet", "cell", "read", "message", "fix"},
            {"rule", "severity", "file", "sheet", "cell", "paragraph", "read", "message", "fix"},
            {"rule", "severity", "file", "table", "row", "column", "read", "message", "fix"},
        )


def test_dry_runs_write_nothing(office: Path) -> None:
    before = sorted(p for p in office.rglob("*") if "register" not in p.parts)
    for words in (["forms"], ["run"], ["letters"], ["certificates"], ["renewals"], ["register"]):
        assert run(*words, "--dry-run", at=office).returncode == 0
    assert sorted(p for p in office.rglob("*") if "register" not in p.parts) == before


def test_an_empty_inbox_gives_a_status_that_adds_up_to_nothing(office: Path) -> None:
    told = json.loads(run("status", "--json", at=office).stdout)
    assert set(told["files"].values()) == {0}
