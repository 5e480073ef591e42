"""A scheme begun from a list of criteria works at once; a list that cannot be understood is told in a sentence."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.errors import UsageError
from pipeline.office.premises.rules import begin_scheme
from pipeline.office.premises.setting_up import blank_forms
from pipeline.rulebook.criteria_sheet import MOST_CRITERIA, Listed, read_criteria
from pipeline.scheme.loader import load_scheme

TODAY = dt.date(2026, 3, 2)
CSV = (
    "Our award for calm schools,,\n,,\nTheme,Statement,Evidence needed\n"
    "1. Listening,1.1 Pupils are asked: what do they think?,minutes; survey\n"
    ',"1.2 What pupils say changes ""something""",\n'
    '2. Leaders & staff,2.1 Leaders have a plan.,"the plan, minutes of governors"\n'
)
LISTED = (
    Listed(4, "Listening", "Pupils are asked: what do they think?", ("minutes", "survey"), "1.1"),
    Listed(5, "Listening", 'What pupils say changes "something"', (), "1.2"),
    Listed(6, "Leaders & staff", "Leaders have a plan.", ("the plan", "minutes of governors"), "2.1"),
)


def _xlsx(rows: list[list[object]], before: list[list[object]] | None = None) -> bytes:
    book = Workbook()
    if before is not None:
        for row in before:
            book.active.append(row)
        book.create_sheet("Criteria")
    for row in rows:
        book.worksheets[-1].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _begun(tmp_path: Path, name: str, data: bytes, folder: str = "calm-schools") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    begun = begin_scheme(tmp_path, folder, path, "", TODAY)
    assert [str(fault) for fault in begun.faults] == []
    return begun.folder


def test_a_list_is_read_with_its_titles_numbers_and_blank_repeats() -> None:
    assert read_criteria("criteria.csv", CSV.encode("cp1252")) == LISTED
    assert read_criteria("criteria.csv", b"Criterion;Evidence\nPupils are asked;minutes\n")[0].evidence == ("minutes",)


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("Minutes\nYou said, we did", ("Minutes", "You said, we did")),
        ("Minutes; You said, we did", ("Minutes", "You said, we did")),
        ("• You said, we did\n• Minutes, spring 2026", ("You said, we did", "Minutes, spring 2026")),
        ("the plan, minutes of governors", ("the plan", "minutes of governors")),
        ("minutes;", ("minutes",)),
        ("", ()),
    ],
)
def test_commas_part_evidence_only_where_nothing_else_does(cell: str, pieces: tuple[str, ...]) -> None:
    data = _xlsx([["Criterion", "Evidence"], ["Pupils are asked.", cell]])
    assert [each.evidence for each in read_criteria("c.xlsx", data)] == [pieces]


def test_an_id_has_the_letters_of_its_text_without_their_accents(tmp_path: Path) -> None:
    scheme = load_scheme(_begun(tmp_path, "list.csv", "Criterion\nCafé – naïve\nŴyn a thŷ\n".encode()))
    assert [c.id for c in scheme.criteria] == ["cafe-naive", "wyn-thy"]


def test_a_workbook_is_read_on_whichever_sheet_the_list_stands() -> None:
    rows: list[list[object]] = [["No.", "Principle", "What a school shows", "Suggested evidence"]]
    rows += [[1, "Voice", "Pupils are asked.", "• minutes\n• survey"], [2, None, "Pupils are heard.", None]]
    assert read_criteria("c.xlsx", _xlsx(rows, before=[["About this list"], ["Made in March"]])) == (
        Listed(2, "Voice", "Pupils are asked.", ("minutes", "survey"), "1"),
        Listed(3, "Voice", "Pupils are heard.", (), "2"),
    )


def test_what_is_begun_loads_makes_forms_checks_and_passes_its_own_examples(tmp_path: Path) -> None:
    scheme = load_scheme(_begun(tmp_path, "criteria.csv", CSV.encode()))
    assert [(c.code, c.principle, c.text, c.examples) for c in scheme.criteria] == [
        ("1.1", "listening", "Pupils are asked: what do they think?", ("minutes", "survey")),
        ("1.2", "listening", 'What pupils say changes "something"', ()),
        ("2.1", "leaders-staff", "Leaders have a plan.", ("the plan", "minutes of governors")),
    ]
    assert (scheme.name, scheme.version, scheme.effective_from) == ("Calm Schools", "2026.1", TODAY)
    assert len(scheme.checks) > 60
    assert list(blank_forms(scheme)) == ["Calm Schools Application.docx"]


@pytest.mark.parametrize(("principles", "criteria"), [(1, 1), (1, 2), (2, 1), (3, 2), (5, 1), (8, 4)])
def test_however_few_or_many_they_are_it_works_at_once(tmp_path: Path, principles: int, criteria: int) -> None:
    lines = ["Principle,Criterion"]
    lines += [f"Area {p},Thing {c} of {p} is done" for p in range(principles) for c in range(criteria)]
    scheme = load_scheme(_begun(tmp_path, "list.csv", "\n".join(lines).encode()))
    assert (len(scheme.principles), len(scheme.criteria)) == (principles, principles * criteria)


def test_without_principles_the_criteria_lie_in_one(tmp_path: Path) -> None:
    scheme = load_scheme(_begun(tmp_path, "list.csv", b"Criterion\nPupils are asked.\nPupils are heard.\n"))
    assert [p.name for p in scheme.principles] == ["What a school shows"]


BAD = [
    ("empty.csv", b"", ("We found no column of criteria in “empty.csv”. There is nothing in it. Write the headings "
     "Principle, Criterion and Evidence wanted.")),
    ("a.csv", b"Name,Town\nAshmere,Hopdene\n", ("We found no column of criteria in “a.csv”. Its first row says “Name”, "
     "“Town”. We expected headings such as Principle, Criterion and Evidence wanted.")),
    ("a.csv", b"Principle,Criterion\n",
     "“a.csv” has headings and no criteria beneath them. Write one criterion to a row."),
    ("a.csv", b"Criterion\nPupils are asked.\n\nPupils are asked.\n",
     "“a.csv”, rows 2 and 4: both say “Pupils are asked.”. Keep one, or say how they differ."),
    ("a.csv", b"Principle,Criterion\n,Pupils are asked.\nVoice,Pupils are heard.\n",
     "“a.csv”, row 2: no principle stands beside this criterion or above it. Add it."),
    ("a.csv", b"Criterion\n" + b"\n".join(b"Thing %d" % n for n in range(MOST_CRITERIA + 1)),
     "“a.csv” lists 501 criteria. We take 500 at most: is it the right sheet?"),
    ("a.xlsx", b"not a workbook",
     "“a.xlsx” cannot be opened. It is no spreadsheet we can read. Save it as .xlsx without one, or as CSV."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=[says[:45] for _, _, says in BAD])
def test_a_list_that_cannot_be_understood_is_told_in_a_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_criteria(name, data)
    assert str(raised.value) == says


def test_a_name_that_is_taken_or_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    folder = _begun(tmp_path, "criteria.csv", CSV.encode())
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in ("calm-schools", "Calm Schools", "../calm"):
        with pytest.raises(UsageError):
            begin_scheme(tmp_path, name, tmp_path / "criteria.csv", "", TODAY)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
