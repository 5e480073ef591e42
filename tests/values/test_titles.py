"""Whatever a program adds to a copy's name, the title stays the title, and a version counts as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.titles import Version, title, version


@pytest.mark.parametrize(
    "name",
    [
        "Record.xlsx",
        "record.XLSX",
        "Oakfield/Evidence/Record.xlsx",
        "Record (1).xlsx",
        "Record(2).xlsx",
        "Record - Copy.xlsx",
        "Record - Copy (2).xlsx",
        "Record copy 2.xlsx",
        "Copy of Record.xlsx",
        "Copy (2) of Record.xlsx",
        "Record (copy).xlsx",
        "Record (another copy).xlsx",
        "Record (3rd copy).xlsx",
        "Record (Aileen's conflicted copy 2026-03-02).xlsx",
        "Record (conflicted copy 2026-03-02 101112).xlsx",
        "Record.sync-conflict-20260302-101112-ABCDEFG.xlsx",
        "Record v3.xlsx",
        "Record_v2.1.xlsx",
        "Record version 2.xlsx",
        "Record FINAL v3.xlsx",
        "Record final final.xlsx",
        "Record - updated.xlsx",
        "Record draft.xlsx",
        "Record FINAL v3 (1).xlsx",
    ],
)
def test_a_copy_or_version_keeps_its_title(name: str) -> None:
    assert title(name) == "record"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Photo (1).jpg", "Photo (2).jpg"),  # Windows numbers pictures that are renamed together
        ("Minutes 1.docx", "Minutes 2.docx"),
        ("Minutes 3 March.docx", "Minutes 10 March.docx"),
        ("Finale photos.docx", "photos.docx"),
        ("Old Rectory visit.pdf", "New Rectory visit.pdf"),
        ("IMG_2342.png", "IMG_2343.png"),
    ],
)
def test_two_pieces_of_evidence_keep_two_titles(one: str, other: str) -> None:
    assert title(one) != title(other)


@pytest.mark.parametrize("name", ["v2.xlsx", "final.pdf", "Copy.docx", "😀.png", "(1).pdf", "", ".xlsx"])
def test_a_name_of_marks_alone_is_still_a_title(name: str) -> None:
    assert title(name) == title(name.upper())


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("Record v3.xlsx", "Record v2.xlsx"),
        ("Record v10.xlsx", "Record v9.xlsx"),
        ("Record v2.xlsx", "Record.xlsx"),
        ("Record FINAL.xlsx", "Record.xlsx"),
        ("Record.xlsx", "Record draft.xlsx"),
        ("Record FINAL v3.xlsx", "Record v3.xlsx"),
        ("Record updated.xlsx", "Record old.xlsx"),
    ],
)
def test_a_name_says_which_is_newer(newer: str, older: str) -> None:
    assert (version(newer).newer(version(older)), version(older).newer(version(newer))) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Record.xlsx", "Record (1).xlsx"),
        ("Record.xlsx", "Copy of Record.xlsx"),
        ("Record v2.xlsx", "Record FINAL.xlsx"),
        ("Record final.xlsx", "Record finished.xlsx"),
    ],
)
def test_a_copy_is_neither_newer_nor_older(one: str, other: str) -> None:
    assert version(one).newer(version(other)) is None


@given(
    st.builds(Version, st.integers(0, 9), st.integers(-1, 1)), st.builds(Version, st.integers(0, 9), st.integers(-1, 1))
)
def test_newer_is_never_said_both_ways(one: Version, other: Version) -> None:
    there, back = one.newer(other), other.newer(one)
    assert (there, back) in {(None, None), (True, False), (False, True)}


@given(st.text(max_size=250))
def test_any_name_has_a_title_and_a_version(name: str) -> None:
    assert isinstance(title(name), str)
    assert version(name).number >= 0
