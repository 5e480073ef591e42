"""Two versions of one document in one delivery: the newer is read, or a person is told that nobody can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.reading.parcels.copies import filled_last, newest_last
from pipeline.values import (
    FileClass,
    FileKind,
    FileReading,
    Form,
    NoticeKind,
    Place,
    Submission,
    Understood,
    Value,
)

MONDAY = dt.datetime(2026, 3, 2, 16, 0, tzinfo=dt.UTC)
LATER = MONDAY + dt.timedelta(hours=2)
SOME = {"school_name": "Oakfield"}
MORE = {"school_name": "Oakfield", "urn": "118999"}
OTHER = {"school_name": "Oakfield", "urn": "118998"}


def record(file: str, answers: dict[str, str], saved: dt.datetime | None = None) -> FileReading:
    fields = {k: Value(f"record.{k}", v, v, Place(file), Understood.ANSWER) for k, v in answers.items()}
    form = Form("record", file, "s", "1", fields, {})
    return FileReading(file, file, 1, FileKind.RECORD, FileClass.PARSED, form=form, saved=saved)


ELSEWHERE = {"school_name": "Hill Top", "urn": "118201"}


def read_and_noticed(readings: Sequence[FileReading]) -> tuple[str, list[tuple[str, NoticeKind]]]:
    ordered = newest_last(readings)
    form = Submission(ordered).record
    assert form is not None
    return form.file, [(reading.file, notice.kind) for reading in ordered for notice in reading.notices]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (record("Record FINAL v3.xlsx", OTHER), record("Record v2.xlsx", MORE)),
        (record("Record.xlsx", MORE), record("Record draft.xlsx", SOME)),
        (record("Record.xlsx", OTHER, LATER), record("Record (1).xlsx", MORE, MONDAY)),
        (record("Copy of Record.xlsx", MORE), record("Record.xlsx", SOME)),
        (record("Record (another copy).xlsx", OTHER, LATER), record("Record.xlsx", MORE, MONDAY)),
        (record("Record v3.xlsx", MORE, LATER), record("Record v2.xlsx", SOME, MONDAY)),
    ],
)
def test_the_newer_version_is_read_and_the_older_one_named(newer: FileReading, older: FileReading) -> None:
    for order in permutations((newer, older)):
        assert read_and_noticed(order) == (newer.file, [(older.file, NoticeKind.OLDER_COPY)])


@pytest.mark.parametrize(
    ("other", "latest"),
    [
        (record("Record.xlsx", MORE), record("Record (1).xlsx", OTHER)),
        (record("Record.xlsx", MORE, MONDAY), record("Copy of Record.xlsx", OTHER, MONDAY)),
        (record("Record v3.xlsx", MORE, MONDAY), record("Record v2.xlsx", OTHER, LATER)),
        (record("Record (1).xlsx", MORE, MONDAY), record("Record.xlsx", SOME, LATER)),
        (replace(record("Record.ods", MORE, LATER), converted_from="ods"), record("Record.xlsx", OTHER, MONDAY)),
    ],
)
def test_where_nothing_or_too_much_speaks_the_one_saved_last_is_read_and_a_person_told(
    other: FileReading, latest: FileReading
) -> None:
    for order in permutations((other, latest)):
        assert read_and_noticed(order) == (latest.file, [(latest.file, NoticeKind.TWO_COPIES)])


def test_a_blank_form_is_no_version_of_one_with_answers() -> None:
    blank = record("Record FINAL.xlsx", {}, LATER)
    for order in permutations((record("Record.xlsx", MORE, MONDAY), blank)):
        assert read_and_noticed(order) == ("Record.xlsx", [("Record FINAL.xlsx", NoticeKind.BLANK_COPY)])
    later = filled_last([*newest_last([record("Record.xlsx", MORE)]), *newest_last([blank])])
    assert [reading.file for reading in later] == ["Record FINAL.xlsx", "Record.xlsx"]


def test_of_many_versions_the_same_is_read_in_whatever_order_they_come() -> None:
    saved = {"Record.xlsx": 1, "Record v2 (JT).xlsx": 3, "Record FINAL.xlsx": 4, "Record FINAL use this.xlsx": 2}
    copies = [record(name, {"head_name": name}, MONDAY + dt.timedelta(days=day)) for name, day in saved.items()]
    for order in permutations([*copies, record("Blank Record.xlsx", {}, MONDAY + dt.timedelta(days=9))]):
        read, noticed = read_and_noticed(order)
        assert (read, dict(noticed)["Blank Record.xlsx"]) == ("Record FINAL.xlsx", NoticeKind.BLANK_COPY)


def test_the_same_answers_twice_are_one_document() -> None:
    copies = (record("Record.xlsx", MORE, MONDAY), record("Record (1).xlsx", MORE, LATER))
    assert read_and_noticed(copies) == ("Record (1).xlsx", [])
    assert len(newest_last(copies)) == 1


def test_of_three_versions_the_newest_is_read() -> None:
    three = [record(f"Record v{n}.xlsx", {"school_name": "Oakfield", "urn": str(n)}) for n in (1, 2, 10)]
    for order in permutations(three):
        read, noticed = read_and_noticed(order)
        assert read == "Record v10.xlsx"
        assert sorted(noticed) == [(f"Record v{n}.xlsx", NoticeKind.OLDER_COPY) for n in (1, 2)]


def test_other_files_are_left_as_they_are() -> None:
    minutes = FileReading("Minutes.pdf", "m", 1, FileKind.EVIDENCE, FileClass.PARSED)
    readings = (record("Record.xlsx", MORE), minutes, replace(minutes, file="Minutes (1).pdf"))
    assert newest_last(readings) == readings


def test_two_schools_documents_are_no_versions_of_each_other() -> None:
    ours, theirs = record("Record v1.xlsx", MORE, MONDAY), record("Record v2.xlsx", ELSEWHERE, LATER)
    ordered = newest_last([ours, theirs], urn="118999")
    assert [(reading.file, [notice.kind for notice in reading.notices]) for reading in ordered] == [
        ("Record v2.xlsx", []), ("Record v1.xlsx", [NoticeKind.WHOSE_DOUBT]),
    ]  # fmt: skip
    assert ordered[1].notices[0].words["why"] == (
        "The documents give URNs of different schools: “Record v2.xlsx” gives 118201, “Record v1.xlsx” gives 118999. "
        "Please look."
    )
