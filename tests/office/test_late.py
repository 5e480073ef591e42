"""What comes for a case while a meeting has it is kept and told, and changes nothing by itself."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from pipeline.office.deciding.meetings import make_packs
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.schools import one_school
from pipeline.office.showing.overview import status
from pipeline.office.showing.report import run_lines
from pipeline.office.showing.story import story_lines
from pipeline.office.taking_in.arrivals import RunReport
from pipeline.office.taking_in.assigning import assign
from pipeline.values import CaseState, PanelMember

from .offices import MARYS, OAK, TODAY, drop, make_office, record, run_office, scheme_of

CASE, MEETING = "KRA-26-0001", "M-2026-03-02-application"
OURS = {"school_name": "Oakfield Primary School", "urn": OAK}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a case at the panel."""
    root = make_office(tmp_path / "office")
    drop(root, "oak/Record.xlsx", record(scheme_of(root), lead_name="Jo Marsh", **OURS))
    run_office(root)
    with open_desk(root, TODAY) as desk:
        desk.register.move(CASE, CaseState.READY, TODAY, "Waived.", now=desk.now)
        members = (PanelMember("m1", "Delia Harcourt", "kcc"),)
        assert desk.register.add_meeting("application", TODAY, members, [CASE], now=desk.now).reference == MEETING
        desk.register.move(CASE, CaseState.AT_PANEL, TODAY, "On the agenda.", now=desk.now)
    return root


def late(desk: Desk) -> list[str]:
    told = status(desk)["to look at"]
    assert isinstance(told, list)
    return [entry["doubt"] for entry in told if "New documents" in entry["doubt"]]


def sent_late(root: Path) -> RunReport:
    drop(root, "late/Record.xlsx", record(scheme_of(root), lead_name="Sam Pell", **OURS))
    return run_office(root)


def pack(root: Path) -> None:
    with open_desk(root, TODAY) as desk:
        make_packs(desk, MEETING, lambda _: None)


def lead(root: Path) -> str:
    with open_desk(root, TODAY) as desk:
        return desk.register.case(CASE).lead_name


@pytest.mark.parametrize(
    ("made", "after", "then"),
    [
        (
            True,
            "the papers were made for",
            f"To give them to the panel, make the papers again with “award pack {MEETING}”.",
        ),
        (False, "it went on the agenda of", f"They will be in the papers that “award pack {MEETING}” makes."),
    ],
)
def test_what_comes_after_the_papers_is_named_with_what_to_do_until_they_are_made_again(
    office: Path, made: bool, after: str, then: str
) -> None:
    if made:
        pack(office)
    with open_desk(office, TODAY) as desk:
        assert late(desk) == []
    report = sent_late(office)
    with open_desk(office, TODAY) as desk:
        told = late(desk)
        assert story_lines(desk, CASE)[2] == told[0]
        assert run_lines(desk, report)[-1] == f"  {CASE}: {told[0]}"
    assert told == [
        (
            f"New documents came after {after} {MEETING}: D-0002 (Record.xlsx). They were not checked: what was found, "
            f"and who leads, stay as they were. {then} If they are another school's, say so with “award assign D-0002 "
            "SCHOOL”."
        )
    ]
    assert lead(office) == "Jo Marsh"
    pack(office)
    assert lead(office) == "Sam Pell"
    with open_desk(office, TODAY) as desk:
        assert late(desk) == []


def test_the_receipt_says_that_the_panel_has_the_papers_and_that_nothing_was_checked(office: Path) -> None:
    sent_late(office)
    draft = (office / f"outbox/schools/{CASE}/receipts/D-0002.eml").read_bytes()
    body = email.message_from_bytes(draft, policy=email.policy.default).get_content()
    assert body.splitlines()[4] == (
        "Your papers are with the panel now, so we have not checked these files. The office will read them and decide "
        "whether the panel sees them. You do not need to do anything now."
    )


def test_what_is_given_to_another_school_is_late_no_more(office: Path) -> None:
    pack(office)
    sent_late(office)
    with open_desk(office, TODAY) as desk:
        assign(desk, "D-0002", one_school(desk.schools, MARYS), lambda _: None)
        assert late(desk) == []
