"""The audit against the Resilience Framework: ratings by word and by colour, what nobody knows, and an earlier list."""

from __future__ import annotations

import hashlib
import io

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from pipeline.blank_forms.record import build_record
from pipeline.checking.engine import check
from pipeline.feedback.annotate import annotate_record
from pipeline.reading.files import read_file
from pipeline.reading.which_form.crosswalk import as_it_was
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme, WorkedCase
from pipeline.values import Form, NoticeKind, SourceFile, Submission, Understood
from tests.schemes.filling import sources
from tests.schemes.test_every_scheme import RULES

FILLS = {"Red": "FFFF0000", "Amber": "FFFFC000", "Green": "FF00B050"}


@pytest.fixture(scope="module")
def audit() -> Scheme:
    return load_scheme(RULES / "academic-resilience")


def read(content: bytes, scheme: Scheme) -> Form:
    form = read_file(SourceFile("Record.xlsx", content, hashlib.sha256(content).hexdigest()), scheme).form
    assert form is not None
    return form


def record_of(case: WorkedCase, scheme: Scheme) -> bytes:
    return sources(case, scheme)[0].content


def ratings(form: Form) -> dict[str | None, object]:
    return {row.key: row.cells["rating"].value for row in form.tables["audit"]}


def in_colours(content: bytes, *, only: str = "") -> bytes:
    """The ratings as fills in place of words; those that no colour stands for keep their word."""
    book = load_workbook(io.BytesIO(content))
    sheet, cell = next(iter(book.defined_names["award.record.audit.rating"].destinations))
    head = book[sheet][cell.replace("$", "")]
    for row in range(head.row + 1, head.row + 43):
        box = book[sheet].cell(row, head.column)
        if box.value in FILLS and (not only or box.value == only):
            box.fill, box.value = PatternFill("solid", fgColor=FILLS[str(box.value)]), None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_fill_is_read_as_the_rating_that_it_stands_for(audit: Scheme) -> None:
    content = record_of(audit.cases[0], audit)
    words, colours = read(content, audit), read(in_colours(content), audit)
    assert ratings(words) == ratings(colours)
    assert len([n for n in colours.notices if n.kind is NoticeKind.COLOUR_ONLY]) == 41


def test_a_school_that_only_coloured_is_advised_and_not_sent_back(audit: Scheme) -> None:
    case = audit.cases[0]
    files = list(sources(case, audit))
    content = in_colours(files[0].content, only="Red")
    files[0] = SourceFile("Record.xlsx", content, hashlib.sha256(content).hexdigest())
    found = check(Submission(tuple(read_file(file, audit) for file in files)), audit, case.today)
    assert [(finding.rule, finding.severity.value) for finding in found] == [("record-colour-only", "advice")] * 2


def test_what_nobody_knows_is_an_answer_and_an_empty_box_is_none(audit: Scheme) -> None:
    form = read(record_of(audit.cases[1], audit), audit)
    cells = {row.key: row.cells["rating"] for row in form.tables["audit"]}
    assert (cells["sleep"].understood, cells["sleep"].value) == (Understood.ANSWER, "Don't know")
    assert (cells["friends"].understood, cells["friends"].value) == (Understood.EMPTY, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("R", "Red"), ("orange", "Amber"), ("GREEN", "Green"), ("dont know", "Don't know"), ("Not sure", "Don't know"),
        ("D/K", "Don't know"), ("Don’t know - ask the office", "Don't know"),
    ],
)  # fmt: skip
def test_ratings_are_read_as_people_write_them(written: str, meant: str, audit: Scheme) -> None:
    book = load_workbook(io.BytesIO(build_record(audit)))
    sheet, cell = next(iter(book.defined_names["award.record.audit.rating"].destinations))
    head = book[sheet][cell.replace("$", "")]
    book[sheet].cell(head.row + 1, head.column).value = written
    out = io.BytesIO()
    book.save(out)
    assert ratings(read(out.getvalue(), audit))["housing"] == meant


def test_the_present_list_has_the_five_compartments_and_each_item_is_in_one(audit: Scheme) -> None:
    counts = {area.short_name: len(audit.criteria_of(area.id)) for area in audit.areas}
    assert counts == {"Basics": 9, "Belonging": 12, "Learning": 6, "Coping": 9, "Core self": 6}


def test_an_audit_on_the_earlier_list_is_carried_over_and_what_is_new_or_gone_is_named(audit: Scheme) -> None:
    earlier = as_it_was(audit, audit.crosswalks[0])
    book = load_workbook(io.BytesIO(build_record(earlier)))
    sheet, cell = next(iter(book.defined_names["award.record.audit.rating"].destinations))
    head = book[sheet][cell.replace("$", "")]
    printed = {book[sheet].cell(row, 1).value: row for row in range(head.row + 1, head.row + 40)}
    for code, said in {"1.3": "In part", "2.5": "Not in place", "4.8": "Don't know", "6.1": "In place"}.items():
        book[sheet].cell(printed[code], head.column).value = said
    out = io.BytesIO()
    book.save(out)
    form = read(out.getvalue(), audit)
    found = {key: value for key, value in ratings(form).items() if value is not None}
    assert found == {
        "safety": "Amber", "respect": "Amber", "people-to-count-on": "Red",
        "leaning-on-others": "Don't know", "laughing": "Don't know",
    }  # fmt: skip
    notice = next(notice for notice in form.notices if notice.kind is NoticeKind.OLD_VERSION)
    assert (notice.words["new"], notice.words["left"]) == ("3.6", "Your answer to 6.1 has no place in it.")


def test_all_of_the_earlier_list_but_the_ways_of_working_became_something(
    audit: Scheme,
) -> None:
    earlier = audit.crosswalks[0]
    gone = [item.id for item in earlier.criteria if item.to is None]
    assert gone == ["accepting-2015", "conserving-2015", "commitment-2015", "enlisting-2015"]
    became = {to for item in earlier.criteria for to in item.to or ()}
    assert {item.id for item in audit.criteria} - became == {"life-skills"}


def test_our_own_mark_on_an_empty_rating_is_no_rating_when_the_workbook_comes_back(audit: Scheme) -> None:
    case = audit.cases[1]
    files = sources(case, audit)
    found = check(Submission(tuple(read_file(file, audit) for file in files)), audit, case.today)
    back = read(annotate_record(files[0].content, found), audit)
    assert ratings(back) == ratings(read(files[0].content, audit))
