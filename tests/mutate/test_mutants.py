"""Forms spoilt on purpose: what was planted is found where it was planted, and harmless changes change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutate import report
from mutate.bases import CORPUS, Base, bases
from mutate.judging import base_findings
from mutate.making import make
from mutate.mutant import Document
from mutate.operators import OPERATORS
from mutate.running import jobs, run, tally

# Each operator so many times: half a minute. The full run is `make mutate`.
_EACH = 2
BASES = [base for document in Document for base in bases(document)]


def test_every_planted_fault_is_found_at_its_place_and_nothing_else_is() -> None:
    names = list(OPERATORS)
    verdicts = run(jobs(names, _EACH * len(names), seed=1), processes=1)
    assert report.wrong(verdicts) == []
    assert {each.operator for each in tally(verdicts) if each.recall < 1 or each.precision < 1} == set()


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_the_forms_of_the_corpus_are_in_order_before_they_are_spoilt(base: Base) -> None:
    assert base_findings(base.name) == ()


def test_there_are_more_than_sixty_operators_over_forms_of_nine_programs() -> None:
    assert len(OPERATORS) >= 60
    assert [base.name for base in BASES] == [
        "record-exceljs", "record-libreoffice", "record-openpyxl", "record-sheetjs", "record-xlsxwriter",
        "application-docx-npm", "application-libreoffice", "application-own", "application-python-docx",
    ]  # fmt: skip


def test_the_forms_of_the_corpus_are_small() -> None:
    assert {path.name: path.stat().st_size for path in CORPUS.iterdir() if path.stat().st_size > 60_000} == {}


@pytest.mark.parametrize("name", ["record-columns-moved", "application-two-ticks"])
def test_an_operator_and_a_seed_always_make_the_same_mutant(name: str) -> None:
    assert make(name, 41) == make(name, 41)


def test_mutants_differ_from_their_bases_and_from_one_another() -> None:
    contents = {make("record-blank-answer", seed).content for seed in range(1, 6)}
    assert len(contents | {base.content for base in bases(Document.RECORD)}) == 10


def test_the_page_of_operators_is_the_table_of_operators() -> None:
    page = (Path(__file__).parents[2] / "docs" / "mutation.md").read_text(encoding="utf-8")
    assert page.partition("## The operators\n\n")[2] == report.operators_page().rstrip() + "\n"
