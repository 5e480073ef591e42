"""The whole line on a scheme with levels and two meetings: its year ends as it should, by its own rules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.believable_year.course.worked_year import told
from pipeline.believable_year.course.year import Year
from pipeline.believable_year.rehearsal import RENEWAL_DAY, rehearse, write
from pipeline.office.desk import Desk, open_desk
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.words.level_names import years_of

SCHEME = "kent-quality-mark"
SEED = 2025


@pytest.fixture(scope="module")
def year() -> Year:
    return write(load_scheme(Path(__file__).parents[1] / "rules" / SCHEME), None, SEED)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another") / "office"
    rehearse(folder, None, SEED, lambda _: None, SCHEME)
    return folder


def case_of(desk: Desk, school: str) -> str:
    return next(case.reference for case in reversed(desk.register.cases()) if case.school.key == school)


def test_every_school_gets_exactly_the_findings_it_should_and_ends_where_it_should(root: Path, year: Year) -> None:
    wrong: dict[str, object] = {}
    with open_desk(root, RENEWAL_DAY) as desk:
        for school, expected in year.expectations.items():
            case = case_of(desk, school)
            first, last = (told(desk.register.findings(case, attempt)) for attempt in (1, None))
            # The rehearsal's clock runs on to the renewals.
            state = desk.register.case(case).state.value.replace("renewal-invited", "awarded")
            decided = [decision.outcome for decision in desk.register.decisions(case)][-1:] or [""]
            found = (first, last, state, decided[0])
            should = (expected.first, expected.last, expected.state, expected.outcome)
            if found != should:
                wrong[school] = {"found": found, "should": should}
    assert wrong == {}


def test_each_award_is_at_its_level_for_as_long_as_that_lasts_with_a_certificate(root: Path, year: Year) -> None:
    with open_desk(root, RENEWAL_DAY) as desk:
        levels = {award.school.key: award.level for award in desk.register.awards()}
        for award in desk.register.awards():
            years = years_of(desk.scheme, award.level)
            assert award.valid_until == award.awarded_on.replace(year=award.awarded_on.year + years)
            assert (root / "outbox" / "awards" / str(award.awarded_on.year) / f"{award.number}.pdf").is_file()
    assert levels == {school: e.level for school, e in year.expectations.items() if e.outcome == "award"}


def test_nothing_that_arrived_is_unaccounted_for_and_the_log_is_whole(root: Path) -> None:
    with open_desk(root, RENEWAL_DAY) as desk:
        files = desk.register.accounting()
        assert desk.register.verify_log() == ""
    arrived = files.pop("arrived")
    assert arrived == sum(files.values())
    assert (files["waiting"], files["quarantined"]) == (0, 0)
