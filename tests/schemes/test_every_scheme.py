"""What every scheme in the rules promises: it is whole, its examples hold, and its forms can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.checking.proving.proof import run_examples
from pipeline.checking.proving.worked_cases import run_cases
from pipeline.reading.files import read_file
from pipeline.scheme.loader import examine, load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import SourceFile, Understood

RULES = Path(__file__).resolve().parents[2] / "rules"
FOLDERS = sorted(page.parent for page in [*RULES.glob("*/scheme.yaml"), *RULES.glob("examples/*/scheme.yaml")])
FORMS: dict[str, tuple[str, Callable[[Scheme], bytes]]] = {
    "record": ("Record.xlsx", build_record),
    "application": ("Application.docx", build_application),
}


@pytest.fixture(scope="module", params=FOLDERS, ids=[folder.name for folder in FOLDERS])
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def any_scheme(folder: Path) -> Scheme:
    return load_scheme(folder)


def test_nothing_is_wrong_with_its_pages(folder: Path) -> None:
    assert [str(fault) for fault in examine(folder).faults] == []


def test_it_is_called_as_its_folder_is(folder: Path, any_scheme: Scheme) -> None:
    assert any_scheme.id == folder.name


def test_every_example_of_its_checks_holds(any_scheme: Scheme) -> None:
    assert run_examples(any_scheme) == []


def test_its_worked_cases_come_out_as_they_say(any_scheme: Scheme) -> None:
    assert list(run_cases(any_scheme)) == []


def test_its_blank_forms_are_known_as_its_own_and_hold_no_answer(any_scheme: Scheme) -> None:
    for layout in any_scheme.documents:
        name, build = FORMS[layout.id]
        content = build(any_scheme)
        form = read_file(SourceFile(name, content, hashlib.sha256(content).hexdigest()), any_scheme).form
        assert form is not None, layout.id
        assert (form.document, form.scheme, form.version) == (layout.id, any_scheme.id, any_scheme.version)
        assert form.missing == ()
        answered = [value.field for value in form.values() if value.understood is Understood.ANSWER]
        printed = {f"{layout.id}.{t.id}.{c.id}" for t in layout.tables for c in t.columns if c.printed}
        assert set(answered) <= printed
        assert [notice.kind for notice in form.notices] == []
