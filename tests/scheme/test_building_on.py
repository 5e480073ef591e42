"""What schemes have in common is written once: how a scheme's own words are laid over it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
import yaml

from pipeline.rulebook.inspecting import inspect_rules
from pipeline.scheme.loader import examine, load_scheme
from pipeline.scheme.model.check import LEAST
from pipeline.scheme.pages.yamlfile import load

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("kent-award", "common"):
        shutil.copytree(RULES / name, tmp_path / name)
    return tmp_path / "kent-award"


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_schemes_own_check_takes_the_place_of_the_common_one_of_its_id(folder: Path) -> None:
    before = load_scheme(folder)
    text = (folder.parent / "common" / "checks" / "9-declaration.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: declaration-ticked"), text.index("  - id: declaration-signed")
    own = text[start:end].replace("The declaration is not ticked", "Please tick the declaration")
    (folder / "checks" / "b-own.yaml").write_text(f"checks:\n{own}", encoding="utf-8")
    after = load_scheme(folder)
    assert [check.id for check in after.checks] == [check.id for check in before.checks]
    assert next(c.title for c in after.checks if c.id == "declaration-ticked") == "Please tick the declaration"


def test_a_scheme_can_do_without_a_common_check_and_nothing_waits_for_it(folder: Path) -> None:
    swap(folder / "scheme.yaml", "builds_on: common\n", "builds_on: common\nleave_out: [application-in-comment]\n")
    checks = {check.id: check for check in load_scheme(folder).checks}
    assert "application-in-comment" not in checks
    assert "application-in-comment" not in checks["criteria-rated"].unless


def test_common_checks_of_a_document_that_a_scheme_has_not_are_not_taken_over(folder: Path) -> None:
    swap(folder / "documents.yaml", "      - uses: declaration\n", "")
    assert [c.id for c in load_scheme(folder).checks if c.on.startswith("application.decl")] == []


def test_what_a_scheme_says_beside_a_part_is_laid_over_it(folder: Path) -> None:
    swap(
        folder / "documents.yaml",
        "      - uses: declaration\n",
        "      - uses: declaration\n        title: Signed off\n",
    )
    section = load_scheme(folder).document("application").sections[-1]
    assert (section.title, [field.id for field in section.fields][:2]) == ("Signed off", ["declared", "share"])


def test_a_part_may_be_otherwise_in_one_column(folder: Path) -> None:
    swap(
        folder / "documents.yaml",
        "          - uses: plan-table\n",
        "          - uses: plan-table\n            but: {principle: {label: Theme}}\n",
    )
    labels = {column.id: column.label for column in load_scheme(folder).document("record").table("plan").columns}
    assert (labels["principle"], labels["action"]) == ("Theme", "Action")


def test_a_column_may_be_added_to_a_part_and_a_fault_in_it_is_told_at_its_line(folder: Path) -> None:
    uses = "          - uses: plan-table\n"
    added = "            more: [{id: cost, label: Cost, type: text}]\n"
    swap(folder / "documents.yaml", uses, uses + added)
    assert load_scheme(folder).document("record").table("plan").columns[-1].label == "Cost"
    swap(folder / "documents.yaml", "type: text}]", "type: number}]")
    line = (
        (folder / "documents.yaml").read_text(encoding="utf-8").splitlines().index(added.replace("text", "number")[:-1])
    )
    assert str(examine(folder).faults[0]).startswith(f"{folder}/documents.yaml:{line + 1}:")


def test_lists_are_replaced_whole_and_words_by_key(folder: Path) -> None:
    (folder / "lists.yaml").write_text("choices:\n  done: [Finished, Waiting]\n", encoding="utf-8")
    scheme = examine(folder).scheme
    assert scheme is not None
    assert scheme.choices["done"] == ("Finished", "Waiting")
    assert scheme.choices["rating"] == ("Met", "Partly", "Not yet")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("scheme.yaml", "builds_on: common", "builds_on: comon",
         "scheme.yaml:{line}:1: builds_on: there is no folder “comon” beside it (did you mean “common”?)."),
        ("scheme.yaml", "builds_on: common", "builds_on: common\nleave_out: [two-copy]",
         "scheme.yaml:{line}:13: leave_out.1: no common check is called “two-copy” (did you mean “two-copies”?)."),
        ("documents.yaml", "- uses: declaration", "- uses: declartion",
         ("documents.yaml:{line}:9: documents.application.sections.4.uses: "
          "there is no part “declartion” (did you mean “declaration”?).")),
        ("documents.yaml", "- uses: declaration", "- uses: declaration\n        but: {shared: {label: May we tell}}",
         ("documents.yaml:{line}:15: documents.application.sections.4.but.shared: "
          "the part “declaration” has no “shared” (did you mean “share”?).")),
        ("documents.yaml", "- uses: declaration", "- uses: declaration\n        but: {share: {label: [May we]}}",
         ("documents.yaml:{line}:23: documents.application.sections.declaration.fields.share.label: "
          "expected words; we read a list. Put a text that begins with {{ or [ in quotation marks.")),
    ],
)  # fmt: skip
def test_what_a_scheme_builds_on_must_be_there(folder: Path, file: str, old: str, new: str, says: str) -> None:
    swap(folder / file, old, new)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if new.splitlines()[-1] in line)
    assert str(examine(folder).faults[0]) == f"{folder}/{says.format(line=number)}"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("scheme.yaml", "effective_from: 2025-09-01", "effective_from: 2025-09-31",
         "scheme.yaml:{line}:17: “2025-09-31” is no day of the calendar."),
        ("scheme.yaml", "  years: 2", "\tyears: 2", "scheme.yaml:{line}:1: there is a tab here. Use spaces."),
        ("scheme.yaml", "builds_on: common", "builds_on: comon",
         "scheme.yaml:{line}:1: builds_on: there is no folder “comon” beside it (did you mean “common”?)."),
        ("scheme.yaml", "builds_on: common", "build_on: common",
         "scheme.yaml:{line}:1: build_on: “build_on” is not a key that is known here (did you mean “builds_on”?)."),
        ("scheme.yaml", "builds_on: common", "builds_on: [common]",
         "scheme.yaml:{line}:1: builds_on: expected the name of a folder, such as “builds_on: common”."),
        ("scheme.yaml", "builds_on: common", "builds_on: common\nleave_out: [declaration-tickd]",
         ("scheme.yaml:{next}:13: leave_out.1: no common check is called “declaration-tickd” "
         "(did you mean “declaration-ticked”?).")),
        ("documents.yaml", "      - uses: declaration\n", "      - uses: declarations\n",
         ("documents.yaml:{line}:9: documents.application.sections.4.uses: there is no part “declarations” "
         "(did you mean “declaration”?).")),
    ],
)  # fmt: skip
def test_one_slip_is_one_line_whatever_hangs_on_it(folder: Path, file: str, old: str, new: str, says: str) -> None:
    swap(folder / file, old, new)
    text = (folder / file).read_text(encoding="utf-8")
    line = text[: text.index(new)].count("\n") + 1
    faults = [str(fault).removeprefix(f"{folder}/") for fault in examine(folder).faults]
    assert faults == [says.format(line=line, next=line + 1)]


def test_a_check_that_a_misspelt_name_meant_to_leave_out_is_left_out(tmp_path: Path) -> None:
    for name in ("kent-quality-mark", "common"):
        shutil.copytree(RULES / name, tmp_path / name)
    swap(tmp_path / "kent-quality-mark" / "scheme.yaml", "[plan-length]", "[plan-lenght]")
    faults = [fault.says for fault in examine(tmp_path / "kent-quality-mark").faults]
    assert faults == ["no common check is called “plan-lenght” (did you mean “plan-length”?)."]


@pytest.mark.parametrize("part", ["record-school", "application-school", "declaration", "evidence-index"])
def test_an_owner_who_leaves_out_a_shared_part_is_told_of_no_fault_in_the_common_rules(folder: Path, part: str) -> None:
    page = folder / "documents.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(rf"      - uses: {part}\n(?:        .*\n)*", "", text), encoding="utf-8")
    faults = inspect_rules(folder, dt.date(2026, 3, 2)).faults
    assert [str(fault) for fault in faults if "common" in fault.path.parts] == []


def test_a_schemes_own_check_and_a_common_one_that_fits_whole_need_two_examples_of_each_side(folder: Path) -> None:
    for page in (folder / "checks" / "8-evidence-minimum.yaml", folder.parent / "common" / "checks" / "5-plan.yaml"):
        checks = load(page).data
        assert isinstance(checks, dict)
        checks["checks"][0]["passing"] = checks["checks"][0]["passing"][:1]
        page.write_text(yaml.safe_dump(checks, allow_unicode=True), encoding="utf-8")
    says = "at least 2 are needed here; there is one."
    assert [fault.says for fault in examine(folder).faults] == [says, says]


def test_every_check_of_the_award_is_proven_by_two_examples_of_each_side(folder: Path) -> None:
    checks = load_scheme(folder).checks
    assert [check.id for check in checks if min(len(check.passing), len(check.failing)) < LEAST] == []
