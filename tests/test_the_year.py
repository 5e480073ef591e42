"""The whole line, end to end: every school of the believable year gets exactly what it should."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from pipeline.believable_year.course.year import Year, write_year
from pipeline.believable_year.rehearsal import MODERATION_DAY, RENEWAL_DAY, rehearse
from pipeline.office.desk import Desk, open_desk
from pipeline.office.showing.overview import status
from pipeline.office.taking_in.arrivals import run
from pipeline.scheme import Scheme
from pipeline.values import Finding

SCHOOLS = 24
SEED = 2025


@pytest.fixture(scope="module")
def year(scheme: Scheme) -> Year:
    return write_year(SCHOOLS, SEED, scheme)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year") / "office"
    rehearse(folder, SCHOOLS, SEED, lambda _: None)
    return folder


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    with open_desk(root, RENEWAL_DAY) as opened:
        yield opened


def _case_of(desk: Desk, school: str) -> str:
    (reference,) = [case.reference for case in desk.register.cases() if case.school.key == school]
    return reference


def _spots(findings: tuple[Finding, ...]) -> set[tuple[str, object]]:
    return {(finding.rule, finding.place) for finding in findings}


def test_every_school_gets_exactly_the_findings_it_should_at_exactly_their_places(year: Year, desk: Desk) -> None:
    wrong: dict[str, object] = {}
    for school, expected in year.expectations.items():
        case = _case_of(desk, school)
        for name, attempt, wanted in (("first", 1, expected.first), ("last", None, expected.last)):
            found = _spots(desk.register.findings(case, attempt))
            should = {(e.rule, e.place) for e in wanted}
            if found != should:
                wrong[f"{school} {name}"] = {"not found": should - found, "not expected": found - should}
    assert wrong == {}


def test_every_case_ends_where_it_should(year: Year, desk: Desk) -> None:
    after = {"awarded": "renewal-invited"}  # the rehearsal's clock runs on to the renewals
    found = {case.school.key: case.state.value for case in desk.register.cases()}
    assert found == {key: after.get(e.state, e.state) for key, e in year.expectations.items()}


def test_every_case_has_the_outcome_it_should(year: Year, desk: Desk) -> None:
    last = {
        case.school.key: ([d.outcome for d in desk.register.decisions(case.reference)] or [""])[-1]
        for case in desk.register.cases()
    }
    assert last == year.outcomes


def test_every_file_that_could_not_be_read_is_called_what_it_is(year: Year, desk: Desk) -> None:
    for school, expected in year.expectations.items():
        case = _case_of(desk, school)
        found = {
            file.name.rsplit("/", 1)[-1]: file.file_class
            for delivery in desk.register.deliveries()
            for file in delivery.files
            if file.case == case and file.file_class not in ("", "parsed")
        }
        assert found == dict(expected.classes), school


def test_nothing_that_arrived_is_unaccounted_for(desk: Desk) -> None:
    files = desk.register.accounting()
    arrived = files.pop("arrived")
    assert arrived == sum(files.values())
    assert files["waiting"] == 0
    assert list(_visible(desk.workspace.inbox)) == []


def test_only_the_stranger_and_what_could_not_be_opened_wait_for_a_person(desk: Desk) -> None:
    waiting = status(desk)["for a person"]
    assert isinstance(waiting, list)
    assert [entry["name"] for entry in waiting] == ["Invoice 20418.pdf"]


def test_certificate_numbers_are_unique_and_in_every_certificate(desk: Desk) -> None:
    awards = desk.register.awards()
    assert len({award.number for award in awards}) == len(awards) > 0
    for award in awards:
        path = desk.workspace.outbox / "awards" / str(award.awarded_on.year) / f"{award.number}.pdf"
        text = _pdf_text(path)
        assert award.number in text
        assert "".join(award.school.name.split()) in "".join(text.split())


def test_every_letter_names_its_own_school(desk: Desk) -> None:
    for case in desk.register.cases():
        for letter in (desk.workspace.outbox / "schools" / case.reference).rglob("*.pdf"):
            assert "".join(case.school.name.split()) in "".join(_pdf_text(letter).split()), letter


def test_an_award_lasts_two_years(desk: Desk) -> None:
    assert {award.valid_until - dt.timedelta(0) for award in desk.register.awards()} == {
        MODERATION_DAY.replace(year=MODERATION_DAY.year + 2)
    }


def test_running_again_with_nothing_new_changes_nothing(root: Path) -> None:
    before = _bytes(root / "outbox")
    with open_desk(root, RENEWAL_DAY) as desk:
        head = desk.register.log_head()
        report = run(desk)
        assert desk.register.log_head() == head
    assert (report.deliveries, report.answered, report.restored) == (0, (), 0)
    assert _bytes(root / "outbox") == before


def test_a_deleted_outbox_comes_back_byte_for_byte(root: Path, tmp_path: Path) -> None:
    # The blank forms are made by a command of their own whenever they are wanted.
    kept = {name: digest for name, digest in _bytes(root / "outbox").items() if not name.startswith("forms")}
    shutil.copytree(root / "outbox", tmp_path / "outbox")
    shutil.rmtree(root / "outbox")
    with open_desk(root, RENEWAL_DAY) as desk:
        run(desk)
    restored = _bytes(root / "outbox")
    shutil.copytree(tmp_path / "outbox", root / "outbox", dirs_exist_ok=True)
    assert {name: restored.get(name) for name in kept} == kept


def test_the_event_log_is_whole(desk: Desk) -> None:
    assert desk.register.verify_log() == ""


def _visible(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if not path.name.startswith("."))


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _pdf_text(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)
