"""The page on what rules can say is held to the rules: each word it names stands in the scheme, each test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rule-language.md"
ROW = re.compile(r"\| (\d+) \| (.+?) \| (.+?) \| (\S+) \| (test_\w+) \|")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
# Written by their place and not by a word: a folder, a version.
IN_FOLDERS = frozenset({"versions/", "crosswalks/", "languages/cy.yaml"})


def test_all_forty_points_are_there_in_their_order() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 41))


@pytest.mark.parametrize(("how", "scheme"), [(row[2], row[3]) for row in ROWS], ids=[row[0] for row in ROWS])
def test_each_way_of_writing_stands_in_the_rules_and_the_first_in_that_scheme(how: str, scheme: str) -> None:
    everywhere = _text(ROOT / "rules")
    there = _text(ROOT / "rules" / scheme) + (_text(ROOT / "rules" / "common") if scheme != "common" else "")
    words = [word for word in re.findall(r"`([^`]+)`", how) if word not in IN_FOLDERS]
    assert [word for word in words if word not in everywhere] == []
    assert [word for word in words[:1] if word not in there] == []


@pytest.mark.parametrize("name", sorted({row[4] for row in ROWS}))
def test_each_test_that_is_named_is_there(name: str) -> None:
    assert [
        path.name for path in (ROOT / "tests").rglob("test_*.py") if f"def {name}(" in path.read_text("utf-8")
    ] != []


def _text(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
