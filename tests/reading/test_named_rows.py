"""X21: a row of a principle is known by the name people write, or told once, at its own cell."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import SourceFile, Submission

from .records import cell, filled, read, saved, told

ASSESS = "Stage 1 Assess"


def named(names: dict[str, str], blank: bytes) -> bytes:
    """A Record whose first stage is filled in under these names of rows."""
    book = filled(blank)
    for row in range(5, 13):
        for column, text in enumerate(("Circle time", "Timetables", "Few families come"), start=2):
            book[ASSESS].cell(row, column).value = text
    for spot, name in names.items():
        book[ASSESS][spot] = name
    return saved(book)


@pytest.mark.parametrize(
    "name",
    ["Need & impact", "need/impact", "Need + Impact", "Needs & impact", "4. Need & impact", "Four", "Principle four",
     "P4 needs", "Area 4 - needs", "Need and impact (4)", "NEED &\nIMPACT"],
)  # fmt: skip
def test_a_principle_is_known_however_its_name_is_joined_or_numbered(
    name: str, blank_record: bytes, scheme: Scheme
) -> None:
    form = read(named({"A8": name}, blank_record), scheme)
    assert (form.tables["activity"][3].key, told(form)) == ("need-and-impact", [])


@pytest.mark.parametrize(
    ("name", "principle"),
    [("Staff CPD", "staff"), ("Ethos & enviroment", "ethos"), ("Parents & Carers", "parents"),
     ("four", "need-and-impact"),
     ("Leadership/management", "leadership"), ("principle 7 & 8", ("ethos", "leadership"))],
)  # fmt: skip
def test_an_action_is_put_to_such_a_principle_too(
    name: str, principle: str | tuple[str, ...], blank_record: bytes, scheme: Scheme
) -> None:
    book = filled(blank_record)
    book["Stage 2 Plan"]["B5"] = name
    assert cell(read(book, scheme), "principle").value == principle


def test_a_row_under_a_name_that_nobody_knows_is_one_point_at_its_cell(blank_record: bytes, scheme: Scheme) -> None:
    data = named({"A8": "Grown-ups", "B9": ""}, blank_record)
    submission = Submission((read_file(SourceFile("Record.xlsx", data, "0" * 64), scheme),))
    found = [
        f
        for f in check(submission, scheme, dt.date(2025, 11, 26))
        if (f.place.sheet, f.severity) == (ASSESS, "required")
    ]
    assert [(f.rule, f.place.cell, f.read) for f in found] == [
        ("record-unknown-principle", "A8", "Grown-ups"), ("activity-every-principle", "B9", ""),
    ]  # fmt: skip
    assert "We could not find: “Need and impact”." in found[0].message


def test_a_row_of_the_schools_own_beside_all_of_ours_is_left_out_and_told(blank_record: bytes, scheme: Scheme) -> None:
    form = read(named({"A13": "Community", "B13": "We work with the church"}, blank_record), scheme)
    assert told(form) == [("unknown-row", "A13", "Community")]
