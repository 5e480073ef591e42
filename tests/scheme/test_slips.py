"""A slip of the hand in a page of rules is told at its line, whatever kind of thing stands there by mistake."""

from __future__ import annotations

import copy
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rulebook.inspecting import inspect_rules
from pipeline.scheme.loader import examine
from pipeline.scheme.pages.yamlfile import load

RULES = Path(__file__).resolve().parents[2] / "rules"
SLIPS: list[Any] = [3, "word", [], ["a"], {}, {"a": "b"}, None, [["b"]], True, [{"id": ["x"]}], {"id": 3}, [None]]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Common rules, a scheme that builds on them, and one in two languages."""
    folder = tmp_path_factory.mktemp("rules")
    for source in (RULES / "common", RULES / "kent-award", RULES / "examples" / "cymru-phases"):
        shutil.copytree(source, folder / source.name)
    return folder


def _ways(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield (*way, key)
        yield from _ways(value, (*way, key))


def _with(data: Any, way: tuple[Any, ...], slip: Any) -> Any:
    spoilt = inner = copy.deepcopy(data)
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = slip
    return spoilt


@settings(max_examples=15, deadline=None)
@given(choice=st.data())
def test_whatever_stands_anywhere_by_mistake_the_page_is_examined(rules: Path, choice: st.DataObject) -> None:
    page = choice.draw(st.sampled_from(sorted(rules.rglob("*.yaml"))))
    data = load(page).data
    way = choice.draw(st.sampled_from(list(_ways(data))))
    slip = choice.draw(st.sampled_from(SLIPS))
    written = page.read_bytes()
    page.write_text(json.dumps(_with(data, way, slip), default=str), encoding="utf-8")
    try:
        welsh = "cymru-phases" in page.parts
        examined = examine(rules / "cymru-phases", "cy") if welsh else examine(rules / "kent-award")
    finally:
        page.write_bytes(written)
    # A slip may happen to be allowed; then there is a scheme. Otherwise it is told, at a line.
    assert examined.scheme is not None or examined.faults != ()
    assert [fault for fault in examined.faults if fault.line < 1] == []


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("documents: [record]", "documents.1: expected “key: value” lines; we read “record”."),
        ("documents: [{sections: [a]}]", "documents.1.sections.1: expected “key: value” lines; we read “a”."),
        ("documents: [{uses: [a]}]", "documents.1.uses: there is no part “['a']” (known: "),
    ],
    ids=["a word for a document", "a word for a section", "a list for a part's name"],
)
def test_a_word_where_lines_belong_is_told_at_its_place(tmp_path: Path, page: str, says: str) -> None:
    for name in ("common", "kent-award"):
        shutil.copytree(RULES / name, tmp_path / name)
    (tmp_path / "kent-award" / "documents.yaml").write_text(page, encoding="utf-8")
    told = [f"{fault.key}: {fault.says}" for fault in examine(tmp_path / "kent-award").faults]
    assert [fault for fault in told if fault.startswith(says)] != []


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("{kind: evidence}", "An example's file needs a “name”."),
        ("{name: a.pdf, kind: recrod}", "“recrod” is not known here (did you mean “record”?)."),
        ("{name: a.pdf, class: []}", "“[]” is not known here"),
    ],
    ids=["no name", "a kind misspelt", "no class"],
)
def test_a_file_of_a_common_example_that_nothing_can_be_made_of_is_told(tmp_path: Path, file: str, says: str) -> None:
    for name in ("common", "kent-award"):
        shutil.copytree(RULES / name, tmp_path / name)
    page = tmp_path / "common" / "checks" / "1-files.yaml"
    text = page.read_text(encoding="utf-8")
    start = text.index("passing:\n      - ") + len("passing:\n      - ")
    page.write_text(f"{text[:start]}files: [{file}]\n      - {text[start:]}", encoding="utf-8")
    faults = inspect_rules(tmp_path / "kent-award", dt.date(2026, 11, 26)).faults
    assert [fault.says for fault in faults if fault.says.startswith(f"passing example 1: {says}")] != []


def test_every_slip_of_a_page_is_told_and_one_that_is_spoken_of_by_name_once(tmp_path: Path) -> None:
    page = tmp_path / "page.yaml"
    page.write_text(
        "a: &twice {b: 1, b: 2}\nc: *twice\nd: !!str [e]\nf: 2026-02-31\ng: {<<: *twice, h: “i”}\n", "utf-8"
    )
    assert load(page).faults == (
        (1, 18, "“b” is here twice. Keep one of them."),
        (3, 4, "the file cannot be read as YAML from here on (expected a scalar node, but found sequence)."),
        (4, 4, "“2026-02-31” is no day of the calendar."),
        (5, 20, '“ and ” are letters of the text here. Write "i" instead.'),
    )
