"""What the bench measures on says the same as what it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.as_word_writes import as_word_writes
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import SourceFile

CORPUS = Path(__file__).resolve().parents[2] / "mutate" / "corpus"


@pytest.mark.parametrize("program", ["own", "python-docx", "libreoffice", "docx-npm"])
def test_an_application_as_word_writes_it_has_the_same_answers(program: str, scheme: Scheme) -> None:
    lean = (CORPUS / f"application-{program}.docx").read_bytes()
    heavy = as_word_writes(lean)
    read, again = (read_file(SourceFile("a.docx", content, ""), scheme).form for content in (lean, heavy))
    assert read is not None
    assert again == read
