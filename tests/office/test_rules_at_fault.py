"""A slip in one scheme's rules stops that scheme alone: its papers wait, and the others' schools are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RulesError
from pipeline.office.desk import open_desk
from pipeline.office.showing.overview import status

from .offices import MARYS, OAK, TODAY, drop, make_office, run_office
from .test_several_schemes import FIRST, SECOND, form, opened, say, sister

SLIP = ("effective_from: 2025-09-01", "effective_from: 2025-09-31")
FAULT = "scheme.yaml:11:17: “2025-09-31” is no day of the calendar."


def swap(root: Path, scheme: str, old: str, new: str) -> None:
    page = root / "rules" / scheme / "scheme.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Two schemes, a form for each in the inbox, and a slip in the second one's rules."""
    root = make_office(tmp_path / "office")
    sister(root)
    drop(root, "one.xlsx", form(root, FIRST, "Oakfield Primary School", OAK))
    drop(root, "two.xlsx", form(root, SECOND, "St Mary's CofE Primary School", MARYS))
    swap(root, SECOND, *SLIP)
    return root


def told(root: Path) -> dict[str, object]:
    with open_desk(root, TODAY) as desk:
        return status(desk)


def test_the_other_schemes_school_is_answered_and_the_faulty_ones_papers_wait_with_the_fault(office: Path) -> None:
    done = run_office(office)
    assert (done.deliveries, done.quarantined, len(done.answered)) == (2, 1, 1)
    assert opened(office) == {(OAK, FIRST)}
    note = f"The rules of {SECOND} cannot be used: {office}/rules/{SECOND}/{FAULT} Mend them, then run again."
    seen = told(office)
    assert seen["for a person"] == [{"delivery": "D-0002", "name": "two.xlsx", "note": note}]
    assert seen["rules to mend"] == [f"{office}/rules/{SECOND}/{FAULT}"]
    assert note in say(office, "status")


def test_what_waited_is_read_by_the_first_run_after_the_rules_are_mended(office: Path) -> None:
    run_office(office)
    swap(office, SECOND, *reversed(SLIP))
    run_office(office)
    assert opened(office) == {(OAK, FIRST), (MARYS, SECOND)}
    assert told(office)["for a person"] == []


def test_more_papers_of_a_case_whose_rules_broke_wait_also_in_its_folder_and_sent_twice(office: Path) -> None:
    swap(office, SECOND, *reversed(SLIP))
    first = (office / "inbox" / "two.xlsx").read_bytes()
    run_office(office)
    swap(office, SECOND, *SLIP)
    drop(office, "again.xlsx", first)
    drop(office, f"{SECOND}/St Mary's/Minutes.txt", b"We met on Tuesday.")
    done = run_office(office)
    assert (done.deliveries, done.quarantined, done.duplicates) == (2, 2, 0)
    swap(office, SECOND, *reversed(SLIP))
    done = run_office(office)
    assert (done.deliveries, done.duplicates) == (2, 1)


def test_a_command_for_one_scheme_does_not_stop_for_another(office: Path) -> None:
    with open_desk(office, TODAY, FIRST) as desk:
        assert desk.scheme.id == FIRST
    with pytest.raises(RulesError, match="no day of the calendar"), open_desk(office, TODAY, SECOND):
        pass


def test_with_every_scheme_at_fault_nothing_is_begun(office: Path) -> None:
    swap(office, FIRST, *SLIP)
    with pytest.raises(RulesError, match="no day of the calendar"), open_desk(office, TODAY):
        pass
    assert (office / "inbox" / "one.xlsx").is_file()
