"""A school that was given the award before gets it for as long as its scheme says an award that follows lasts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.awarding.certificates import certificate_context
from pipeline.office.deciding.decisions import by_hand, decide
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.values import Award, CaseState, School

SCHEME, DAY = "tenth-school", dt.date(2026, 3, 2)


def awarded(desk: Desk) -> Award:
    rules, register = desk.schemes.present(SCHEME), desk.register
    case = register.open_case(
        School("900001", "Ashmere Primary School"),
        SCHEME,
        rules.version,
        desk.today,
        "",
        "",
        prefix="SHS",
        now=desk.now,
    ).reference
    for state in (CaseState.READY, CaseState.AT_PANEL):
        register.move(case, state, desk.today, "", now=desk.now)
    meeting = register.add_meeting("panel", desk.today, (), [case], now=desk.now)
    decide(desk, meeting, by_hand(desk, meeting, case, "award", "", ()))
    award = register.award_for(case)
    assert award is not None
    return award


def test_the_first_award_lasts_three_years_and_each_that_follows_one(tmp_path: Path) -> None:
    make_workspace(tmp_path / "office", schemes=(SCHEME,))
    said = []
    for years in (0, 3, 4):
        with open_desk(tmp_path / "office", DAY.replace(year=DAY.year + years)) as desk:
            award = awarded(desk)
            lasts = certificate_context(award, desk.schemes.present(SCHEME))["lasts"]
        said.append((award.valid_until.year, lasts))
    assert said == [(2029, "three years"), (2030, "one year"), (2031, "one year")]
