"""A blank form is read as a form of its scheme in which nobody has written anything yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.reading.files import read_file
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import FileKind, SourceFile

SCHEME = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")


@pytest.mark.parametrize(
    ("build", "name", "kind"),
    [(build_record, "Record.xlsx", FileKind.RECORD), (build_application, "Application.docx", FileKind.APPLICATION)],
)
def test_a_blank_form_is_recognised_and_holds_no_answer(
    build: Callable[[Scheme], bytes], name: str, kind: FileKind
) -> None:
    content = build(SCHEME)
    reading = read_file(SourceFile(name, content, hashlib.sha256(content).hexdigest()), SCHEME)
    assert (reading.kind, reading.message) == (kind, "")
    assert reading.form is not None
    assert (reading.form.scheme, reading.form.version) == (SCHEME.id, SCHEME.version)
    layout = SCHEME.document(kind.value)
    printed = {f"{layout.id}.{t.id}.{c.id}" for t in layout.tables for c in t.columns if c.printed}
    assert [v.field for v in reading.form.values() if v.read and v.field not in printed] == []
