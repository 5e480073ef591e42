"""Forms spoilt on purpose: what was planted is found where it was planted, and harmless changes change nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from mutate import report
from mutate.__main__ import main
from mutate.bases import CORPUS, Base, bases
from mutate.book import Book
from mutate.judging import base_findings, judge
from mutate.making import make
from mutate.mutant import Document, Fault, Faults, Sent, fault
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


def test_a_fault_that_is_not_found_where_it_was_planted_is_missed() -> None:
    mutant = make("record-blank-answer", 1)
    elsewhere = replace(mutant.planted[0], place=replace(mutant.planted[0].place, cell="ZZ99"))
    verdict = judge(replace(mutant, planted=(elsewhere,)))
    assert (verdict.found, len(verdict.missed), len(verdict.false)) == (0, 1, 1)


def test_an_answer_that_is_read_otherwise_is_misread_even_where_nothing_is_found() -> None:
    mutant = make("record-rows-grouped", 1)
    book = Book(mutant.content, next(base.places for base in bases(Document.RECORD) if base.name == mutant.base))
    book.write(book.cell("record.plan.2.who"), "Somebody else")
    verdict = judge(replace(mutant, content=book.packed()))
    assert (verdict.missed, verdict.false, verdict.right) == ((), (), False)
    assert "record.plan.who: somebody else (not in the base)" in verdict.misread


@pytest.fixture
def an_operator_that_lies() -> Iterator[str]:
    @fault(Document.RECORD, "X19")
    def nothing_at_all(book: Book, _sent: Sent, _random: Random) -> Faults:
        """Nothing was changed."""
        return [Fault(("plan-who",), book.cell("record.plan.2.who"))]

    yield "record-nothing-at-all"
    del OPERATORS["record-nothing-at-all"]


def test_the_run_ends_with_an_error_when_a_fault_is_missed(an_operator_that_lies: str, tmp_path: Path) -> None:
    told = ["--operator", an_operator_that_lies, "--count", "2", "--processes", "1"]
    assert main([*told, "--out", str(tmp_path), "--save-failures", str(tmp_path / "spoilt")]) == 1
    results = json.loads((tmp_path / "mutation.json").read_text(encoding="utf-8"))
    assert [(o["planted"], o["found"], o["recall"]) for o in results["operators"]] == [(2, 0, 0.0)]
    assert len(results["wrong"]) == len(list((tmp_path / "spoilt").iterdir())) == 2


def test_the_run_ends_well_when_all_is_found(tmp_path: Path) -> None:
    assert main(["--operator", "record-blank-answer", "--count", "2", "--processes", "2", "--out", str(tmp_path)]) == 0
    assert (
        "| record-blank-answer | X19 | 2 | 2 | 2 | 0 | 0 | 100.0% | 100.0% |" in (tmp_path / "mutation.md").read_text()
    )


def test_the_page_of_operators_is_the_table_of_operators() -> None:
    page = (Path(__file__).parents[2] / "docs" / "mutation.md").read_text(encoding="utf-8")
    assert page.partition("## The operators\n\n")[2] == report.operators_page().rstrip() + "\n"
