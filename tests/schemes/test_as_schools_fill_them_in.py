"""Worked cases typed into the real forms: what the files say is what the case says."""

from __future__ import annotations

import pytest

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import set_scene
from pipeline.checking.weighing import earned, scales_of
from pipeline.reading.files import read_file
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme, WorkedCase
from pipeline.values import Held, Submission
from tests.schemes.filling import sources
from tests.schemes.test_every_scheme import RULES

# Schemes whose evidence in worked cases is of the kinds that `filling` makes.
SCHEMES = ("academic-resilience", "healthy-schools-cambridgeshire", "kent-quality-mark", "resilient-school")
LOADED = {name: load_scheme(RULES / name) for name in SCHEMES}
CASES = [(scheme, case) for scheme in LOADED.values() for case in scheme.cases]


@pytest.fixture(scope="module", params=CASES, ids=[f"{s.id}: {c.name}" for s, c in CASES])
def worked(request: pytest.FixtureRequest) -> tuple[Scheme, WorkedCase, Submission]:
    scheme, case = request.param
    files = tuple(read_file(source, scheme) for source in sources(case, scheme))
    held = tuple(Held(award.level, award.first, award.last) for award in case.held)
    return scheme, case, Submission(files, submission_of(case, scheme).school, held)


def test_the_files_are_found_to_be_what_the_case_says(worked: tuple[Scheme, WorkedCase, Submission]) -> None:
    scheme, case, submission = worked
    found = check(submission, scheme, case.today)
    assert [(f.rule, f.message) for f in found if f.rule not in case.findings] == []
    assert {f.rule for f in found} == set(case.findings)


def test_the_files_earn_what_the_case_says(worked: tuple[Scheme, WorkedCase, Submission]) -> None:
    scheme, case, submission = worked
    level = earned(scales_of(set_scene(submission, scheme, case.today))).level
    assert (level.id if level is not None else None) == case.earns


def test_what_was_typed_is_what_is_read(worked: tuple[Scheme, WorkedCase, Submission]) -> None:
    _, _, submission = worked
    doubtful = [
        (value.field, value.read, value.how)
        for reading in submission.files
        if reading.form is not None
        for value in reading.form.values()
        # Several answers in one box are more than one, and as plain.
        if not isinstance(value.value, tuple) and (value.how or (value.read and not value.answered))
    ]
    assert doubtful == []
