"""The year holds what it promises: the same bytes each time, no borrowed words, and only planted faults."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections import Counter
from pathlib import Path

import pytest

from pipeline.believable_year.answering.answers import answers_for
from pipeline.believable_year.course.year import STRANGER, Drop, Year, write_year
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.contents import said_in
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.checking.engine import check
from pipeline.errors import UsageError
from pipeline.reading.files import read_files
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import FileClass, FileReading, SourceFile, Submission

FOLDER = Path(__file__).parents[2] / "rules" / "kent-award"
SCHOOLS = 8


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(FOLDER)


@pytest.fixture(scope="module")
def year(scheme: Scheme) -> Year:
    return write_year(SCHOOLS, 1, scheme)


def _readings(drop: Drop, scheme: Scheme) -> tuple[FileReading, ...]:
    sources = [
        SourceFile(path.rpartition("/")[2], content, hashlib.sha256(content).hexdigest())
        for path, content in drop.files.items()
    ]
    return read_files(sources, scheme)


def _found(drops: list[Drop], scheme: Scheme, today: dt.date) -> list[tuple[str, str]]:
    files = tuple(reading for drop in drops for reading in _readings(drop, scheme))
    return sorted((finding.rule, str(finding.place)) for finding in check(Submission(files), scheme, today))


def test_only_the_planted_faults_are_found_at_their_exact_places(year: Year, scheme: Scheme) -> None:
    for key, expected in year.expectations.items():
        drops = [d for d in year.drops if d.school == key and d.phase in ("application", "resubmission")]
        found = _found(drops[:1], scheme, drops[0].on)
        assert found == sorted((e.rule, str(e.place)) for e in expected.first)
        assert _found(drops, scheme, drops[-1].on) == sorted((e.rule, str(e.place)) for e in expected.last)


def test_a_spoilt_file_gets_its_class_and_every_other_file_opens(year: Year, scheme: Scheme) -> None:
    for key, expected in year.expectations.items():
        first = next(d for d in year.drops if d.school == key and d.phase == "application")
        classes = {r.file: r.file_class.value for r in _readings(first, scheme) if r.file_class is not FileClass.PARSED}
        assert classes == expected.classes


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(scheme: Scheme) -> None:
    assert write_year(2, 5, scheme) == write_year(2, 5, scheme)
    assert write_year(2, 5, scheme).drops != write_year(2, 6, scheme).drops


def test_fewer_schools_are_the_first_ones_of_more(scheme: Scheme, year: Year) -> None:
    few = write_year(2, 1, scheme)
    assert [d for d in year.drops if d.school in few.expectations] == [d for d in few.drops if d.school]


def test_no_two_schools_share_a_paragraph(scheme: Scheme) -> None:
    sayings = Sayings()
    said: Counter[str] = Counter()
    for index, profile in enumerate(PROFILES):
        answers = answers_for(profile, index, scheme, 1, sayings)
        said.update(str(cells[name]) for cells in answers.criteria.values() for name in ("how", "impact"))
        said.update(str(row[name]) for row in answers.activity for name in ("current", "gaps"))
        said.update(str(row[name]) for row in answers.plan for name in ("action", "outcome"))
        said.update(str(row["impact"]) for row in answers.review)
    assert [text for text, times in said.items() if times > 1] == []


def test_a_nursery_never_speaks_of_year_nine_and_no_slot_is_left_open(scheme: Scheme) -> None:
    sayings = Sayings()
    for index, profile in enumerate(PROFILES):
        answers = answers_for(profile, index, scheme, 3, sayings)
        text = " ".join(str(cells[name]) for cells in answers.criteria.values() for name in ("how", "impact"))
        assert "{" not in text
        assert profile.kind != "N" or ("Year 9" not in text and "exams" not in text)


def test_the_schools_list_has_the_official_columns_and_a_setting_without_a_urn(year: Year) -> None:
    rows = list(csv.DictReader(io.StringIO(year.schools_csv.decode("utf-8"))))
    assert [row["URN"] or row["Key"] for row in rows] == list(year.expectations)
    assert [row["Key"] for row in rows if not row["URN"]] == ["setting-1"]
    assert {row["LA (code)"] for row in rows} == {"886"}
    assert "St Mary's & St John's <C of E> Primary School" in [row["EstablishmentName"] for row in rows]


def test_the_first_six_schools_show_the_variety(year: Year) -> None:
    kinds = {profile.kind for profile in PROFILES[:6]}
    faults = {fault for profile in PROFILES[:6] for fault in profile.faults}
    assert kinds == set("PSNXCF")
    assert {"mended", "duplicate", "locked-record", "corrupt-file", "no-senior-leader"} <= faults
    assert [d.school for d in year.drops if STRANGER in d.files] == [""]


def test_every_rule_expected_is_a_rule_of_the_scheme(scheme: Scheme) -> None:
    known = {rule.id for rule in scheme.checks}
    assert {rule for rules in said_in(scheme).faults.values() for rule in rules} - known == set()


def test_more_schools_than_the_year_knows_is_refused(scheme: Scheme) -> None:
    with pytest.raises(UsageError):
        write_year(25, 1, scheme)
