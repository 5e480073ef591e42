"""A scheme is data: what loads, and the one line an owner gets for a fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RulesError
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "kent-award"

FAULTS = [
    # file, what to replace, with what, the place and words of the line
    ("own/scheme.yaml", "short_name: Kent Resilience Award", "shrt_name: Kent Resilience Award", "shrt_name"),
    ("own/scheme.yaml", "  years: 2", "  years: two", "validity.years"),
    ("own/scheme.yaml", "  reading: in_total", "  reading: in-total", "evidence.reading"),
    (
        "kent-award/scheme.yaml",
        "principle: student-voice}",
        "principle: student-voise}",
        "did you mean “student-voice”",
    ),
    (
        "kent-award/scheme.yaml",
        "step: moderation, letter: outcome-award",
        "step: moderatoin, letter: outcome-award",
        "moderation",
    ),
    ("own/scheme.yaml", "effective_from: 2025-09-01", "effective_from: 1st September", "effective_from"),
    ("own/scheme.yaml", "principles:", "principles:\nprinciples:", "is here twice"),
    ("own/criteria.yaml", "  - id: curriculum-planned", "  - id: curriculum-skills", "is used twice"),
    ("own/criteria.yaml", "principle: leadership", "principle: leadershp", "did you mean “leadership”"),
    ("own/criteria.yaml", '    code: "1.1"\n', "", "“code” is missing"),
    ("own/criteria.yaml", "criteria:", "criteria: [", "criteria.yaml"),
    ("own/documents.yaml", "rows: principles", "rows: principals", "rows"),
    ("common/parts.yaml", "type: urn", "type: number", "type"),
    ("common/parts.yaml", "blank_rows: 30", "blank_row: 30", "did you mean “blank_rows”"),
    ("common/checks/1-files.yaml", "severity: required", "severity: must", "severity"),
    ("common/checks/5-plan.yaml", "kind: min-rows", "knd: min-rows", "did you mean “kind”"),
    ("common/checks/9-declaration.yaml", "checks:", "principles: []\nchecks:", "holds one list"),
]


def copied(where: Path) -> Path:
    """The scheme's folder, copied with the common rules beside it."""
    for name in (SHIPPED.name, "common"):
        shutil.copytree(SHIPPED.parent / name, where / name)
    return where / SHIPPED.name


def test_the_shipped_scheme_has_the_principles_of_the_fact_sheet_in_their_order(scheme: Scheme) -> None:
    assert [(p.number, p.id) for p in scheme.principles] == [
        (1, "curriculum"), (2, "student-voice"), (3, "staff"), (4, "need-and-impact"),
        (5, "parents"), (6, "targeted-support"), (7, "ethos"), (8, "leadership"),
    ]  # fmt: skip


def test_every_principle_has_three_to_five_criteria(scheme: Scheme) -> None:
    assert {p.id: 3 <= len(scheme.criteria_of(p.id)) <= 5 for p in scheme.principles} == {
        p.id: True for p in scheme.principles
    }


def test_the_scheme_holds_what_the_guidance_states(scheme: Scheme) -> None:
    assert scheme.validity.years == 2
    assert (scheme.evidence.minimum, [a.id for a in scheme.evidence.areas]) == (3, ["voice", "families", "environment"])
    assert [len(stage.steps) for stage in scheme.stages] == [3, 2, 4]
    assert [step.id for step in scheme.process] == ["application", "moderation"]
    assert len(scheme.bodies) == 2


def test_a_loaded_scheme_cannot_be_changed(scheme: Scheme) -> None:
    with pytest.raises(ValueError, match="frozen"):
        scheme.name = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS, ids=[f"{f[0]}:{f[2][:30]}" for f in FAULTS])
def test_a_fault_is_named_by_file_line_and_key(tmp_path: Path, file: str, old: str, new: str, words: str) -> None:
    folder = copied(tmp_path)
    file = file.replace("own", SHIPPED.name, 1)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError) as raised:
        load_scheme(folder)
    line = str(raised.value)
    place, _, rest = line.removeprefix(str(tmp_path / file)).partition(": ")
    number = place.split(":")[1]
    assert number.isdigit()
    assert 1 <= int(number) <= text.count("\n") + 2
    assert words in line
    assert "\n" not in rest


def test_the_line_of_a_fault_is_the_line_it_stands_on(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "scheme.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("  minimum: 3")
    lines[at] = "  minimum: three"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RulesError) as raised:
        load_scheme(folder)
    assert str(raised.value).startswith(f"{path}:{at + 1}:3: evidence.minimum: ")


def test_a_folder_without_a_scheme_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as raised:
        load_scheme(tmp_path)
    assert str(raised.value).startswith(str(tmp_path / "scheme.yaml"))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_in_a_rule_file_gives_anything_but_a_rules_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("scheme")
    (folder / "scheme.yaml").write_text(text, encoding="utf-8", errors="replace", newline="")
    with pytest.raises(RulesError):
        load_scheme(folder)
