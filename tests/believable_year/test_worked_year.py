"""Every scheme has a year: what its schools mean to say is what is read from the files that they send."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.believable_year.course.worked_year import FEWEST, told, write_worked_year
from pipeline.believable_year.course.year import Drop, Year
from pipeline.believable_year.spoiling.expectations import Expected
from pipeline.believable_year.wording.contents import long_year
from pipeline.checking.engine import check
from pipeline.reading.files import read_files
from pipeline.reading.identity import match, parse_schools
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import FileReading, Held, SourceFile, Submission

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = [
    page.parent
    for base in (RULES, RULES / "examples")
    for page in sorted(base.glob("*/scheme.yaml"))
    if long_year(page.parent.name) is None and (page.parent / "cases.yaml").exists()
]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return load_scheme(request.param)


@pytest.fixture(scope="module")
def year(scheme: Scheme) -> Year:
    return write_worked_year(scheme, None, 2025)


def found(drops: list[Drop], key: str, year: Year, scheme: Scheme, day: dt.date) -> tuple[Expected, ...]:
    sources = [
        SourceFile(path, content, hashlib.sha256(content).hexdigest())
        for drop in drops
        for path, content in drop.files.items()
    ]
    newest: dict[str, FileReading] = {}
    for reading in read_files(sources, scheme):
        # As at the desk, a file sent again takes the place of the earlier one of its name.
        newest.pop(reading.file.rpartition("/")[2], None)
        newest[reading.file.rpartition("/")[2]] = reading
    readings = tuple(newest.values())
    whose = match(readings, parse_schools(year.schools_csv))
    assert whose.school is not None, (key, whose)
    assert whose.school.key == key
    held = tuple(Held(award.level, award.first, award.last) for award in year.before if award.school.key == key)
    return told(check(Submission(readings, whose.school, held), scheme, day))


def test_what_each_school_means_is_what_is_found_in_the_files_it_sends(year: Year, scheme: Scheme) -> None:
    wrong: dict[str, object] = {}
    for key, expected in year.expectations.items():
        drops = [d for d in year.drops if d.school == key and d.phase != "sample"]
        for name, sent, wanted in (("first", drops[:1], expected.first), ("last", drops, expected.last)):
            there, should = Counter(found(sent, key, year, scheme, sent[-1].on)), Counter(wanted)
            if there != should:
                wrong[f"{key} {name}"] = {"not found": should - there, "not expected": there - should}
    assert wrong == {}


def test_each_worked_case_is_in_the_year_with_exactly_the_findings_that_it_names(year: Year, scheme: Scheme) -> None:
    found_at = [sorted({e.rule for e in expected.last}) for expected in year.expectations.values()]
    for case in scheme.cases[: len(found_at) - 2]:
        assert sorted(set(case.findings)) in found_at, case.name


def test_the_year_has_a_school_with_nothing_to_mend_one_that_mended_its_papers_and_one_that_is_refused(
    year: Year, scheme: Scheme
) -> None:
    must = {check.id for check in scheme.checks if check.severity == "required"}
    outcomes = Counter(expected.state for expected in year.expectations.values())
    assert len(year.expectations) >= FEWEST
    assert any(not must & {f.rule for f in e.first} and e.state == "awarded" for e in year.expectations.values())
    assert any(must & {f.rule for f in e.first} and e.state == "awarded" for e in year.expectations.values())
    assert [d.phase for d in year.drops].count("resubmission") == 1
    assert outcomes["not-yet"] >= 1


def test_the_same_seed_gives_the_same_bytes(scheme: Scheme) -> None:
    assert write_worked_year(scheme, 2, 5) == write_worked_year(scheme, 2, 5)


def test_a_case_that_names_its_phase_is_sent_by_a_school_of_that_phase() -> None:
    year = write_worked_year(load_scheme(RULES / "resilient-school"), None, 2025)
    phases = Counter(school.phase for school in parse_schools(year.schools_csv))
    assert phases == {"Primary": 4, "Secondary": 2}
