"""The schema beside the rules is the program's own, and says of every shipped file that it is right."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.checking.kinds import KINDS
from pipeline.checking.kinds.settings import SHAPES
from pipeline.rulebook.schema import FOLDER, first_line, schemas
from pipeline.scheme.pages.yamlfile import load

RULES = Path(__file__).parents[2] / "rules"
FILES = sorted(path for path in RULES.rglob("*.yaml") if first_line(path, RULES))


def _plain(data: Any) -> Any:
    """As an editor sees a file: days are texts."""
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return data.isoformat() if isinstance(data, dt.date) else data


def _said(path: Path, data: Any) -> list[str]:
    name = first_line(path, RULES).rpartition("/")[2]
    return [error.message for error in _validator(name).iter_errors(_plain(data))]


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schemas()[name]))


def test_every_kind_of_check_says_what_it_may_be_told() -> None:
    assert sorted(SHAPES) == sorted(KINDS)


def test_the_schemas_beside_the_rules_are_those_the_program_makes() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (RULES / FOLDER).iterdir()}
    assert there == schemas(), "award rules schema --write"


def test_every_rule_file_names_its_schema_in_its_first_line() -> None:
    first = {path: path.read_text(encoding="utf-8").partition("\n")[0] for path in FILES}
    assert {path: line for path, line in first.items() if line != first_line(path, RULES)} == {}, (
        "award rules schema --write"
    )


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(RULES)) for path in FILES])
def test_the_schema_finds_nothing_wrong_with_a_shipped_file(path: Path) -> None:
    assert _said(path, load(path).data) == []


def test_the_schema_underlines_a_misspelt_key_a_kind_and_a_setting() -> None:
    # A page beside the shipped ones: those of the small scheme, where this check is always to be found.
    data = _plain(load(Path(__file__).parent / "small" / "checks" / "plan.yaml").data)
    path = RULES / "small" / "checks" / "plan.yaml"
    check = next(check for check in data["checks"] if check["kind"] == "dates-in-order")
    assert _said(path, {"checks": [check]}) == []
    assert len(_said(path, {"checks": [{**check, "severty": "advice"}]})) == 1
    assert len(_said(path, {"checks": [{**check, "kind": "date-in-order"}]})) == 1
    assert len(_said(path, {"checks": [{**check, "with": {"afer": "start"}}]})) == 2
    assert len(_said(path, {"checks": [{key: value for key, value in check.items() if key != "with"}]})) == 1


def test_an_editor_is_told_in_words_what_each_kind_does() -> None:
    kinds = json.loads(schemas()["checks.json"])["$defs"]["Check"]["properties"]["kind"]["oneOf"]
    assert sorted(kind["const"] for kind in kinds) == sorted(KINDS)
    assert [kind for kind in kinds if len(kind["description"].split()) < 4] == []
