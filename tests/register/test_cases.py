"""A case moves only as the table says, and the register gives back what it was given."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from pipeline.errors import UsageError
from pipeline.register.transitions import ALLOWED, CLOSED
from pipeline.values import CaseState, Finding, Place, School, Severity

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
HILLFIELD = School("123456", "St Mary's & St John's <C of E>", urn="123456", town="Łódź-on-Sea", postcode="EX1 1AA")
PATHS = {
    CaseState.OPENED: [],
    CaseState.RETURNED: ["returned"],
    CaseState.READY: ["ready"],
    CaseState.AT_PANEL: ["ready", "at-panel"],
    CaseState.SAMPLE_REQUESTED: ["ready", "at-panel", "sample-requested"],
    CaseState.SAMPLE_RECEIVED: ["ready", "at-panel", "sample-requested", "sample-received"],
    CaseState.AT_MODERATION: ["ready", "at-panel", "sample-requested", "sample-received", "at-moderation"],
    CaseState.AWARDED: ["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "awarded"],
    CaseState.MORE_EVIDENCE: [
        *["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "more-evidence"]
    ],
    CaseState.NOT_YET: ["ready", "at-panel", "not-yet"],
    CaseState.RENEWAL_INVITED: [
        *["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "awarded", "renewal-invited"]
    ],
    CaseState.LAPSED: [
        *["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "awarded", "lapsed"]
    ],
    CaseState.WITHDRAWN: ["withdrawn"],
}


def open_case(register, school=HILLFIELD, today=TODAY):
    return register.open_case(school, "award", "2025.1", today, "Zoë Hart", "zoe@x.example", prefix="KRA", now=NOW)


def walk(register, case, states):
    for state in states:
        register.move(case, CaseState(state), TODAY, "", now=NOW)


def test_case_numbers_count_up_within_a_year(register):
    schools = [School(f"10000{n}", f"School {n}") for n in range(3)]
    days = [dt.date(2025, 12, 31), dt.date(2025, 12, 31), dt.date(2026, 1, 1)]

    opened = [open_case(register, school, day).reference for school, day in zip(schools, days, strict=True)]

    assert opened == ["KRA-25-0001", "KRA-25-0002", "KRA-26-0001"]


def test_a_case_comes_back_as_it_was_opened(register):
    opened = open_case(register)

    assert register.case(opened.reference) == opened
    assert register.cases() == (opened,)
    assert opened.school == HILLFIELD
    assert register.case_for_school("123456", "award") == opened
    assert register.case_for_school("123456", "another") is None
    assert register.case_for_school("999999") is None


def test_a_school_has_one_open_case_at_a_time(register):
    open_case(register)

    with pytest.raises(UsageError, match="already has an open case, KRA-26-0001"):
        open_case(register)


def test_a_closed_case_makes_room_for_the_next(register):
    first = open_case(register).reference
    walk(register, first, ["withdrawn"])

    assert register.case_for_school("123456") is None
    assert open_case(register).reference == "KRA-26-0002"


@pytest.mark.parametrize(("here", "to"), list(itertools.product(CaseState, CaseState)))
def test_every_move_is_allowed_or_refused_by_the_table(register, here, to):
    case = open_case(register).reference
    walk(register, case, PATHS[here])

    if to is here or to in ALLOWED[here]:
        assert register.move(case, to, TODAY, "why", now=NOW).state is to
    else:
        with pytest.raises(UsageError, match=f"is “{here.value}” and cannot become “{to.value}”"):
            register.move(case, to, TODAY, "why", now=NOW)
        assert register.case(case).state is here


def test_a_refusal_says_what_is_possible(register):
    case = open_case(register).reference

    with pytest.raises(UsageError, match=r"it can go to “returned”, “ready”, “withdrawn”\.$"):
        register.move(case, CaseState.AWARDED, TODAY, "", now=NOW)


def test_what_is_closed_leads_only_to_what_is_closed():
    assert {to for state in CLOSED for to in ALLOWED[state]} <= CLOSED


def test_a_move_is_told_in_the_log_with_its_reason(register):
    case = open_case(register).reference
    register.move(case, CaseState.RETURNED, TODAY, "Three things to mend.", now=NOW)

    last = register.events(case)[-1]
    assert (last.kind, last.at, dict(last.body)) == (
        "case-moved",
        NOW,
        {"from": "opened", "to": "returned", "on": "2026-03-02", "reason": "Three things to mend."},
    )


def test_findings_come_back_whole_attempt_by_attempt(register):
    case = open_case(register).reference
    cell = Place("Record.xlsx", sheet="Stage 2 Plan", cell="H9")
    first = Finding("PLAN-03", Severity.REQUIRED, "No date", cell, "by Easter", "We read", "Write", "31/3/2026", 20)
    second = Finding("E-01", Severity.OFFICE, "Odd", Place("a.docx", table=1, row=2, column=3), "", "m", "f")

    assert (register.attempts(case), register.findings(case)) == (0, ())
    register.save_findings(case, 1, [first, second], now=NOW)
    register.save_findings(case, 2, [second], [first], now=NOW)

    assert register.attempts(case) == 2
    assert register.findings(case) == (second,)
    assert register.findings(case, 1) == (first, second)
    assert (register.findings(case, hidden=True), register.findings(case, 1, hidden=True)) == ((first,), ())


def test_an_unknown_case_is_answered_in_plain_words(register):
    with pytest.raises(UsageError, match="There is no case KRA-99-0001"):
        register.case("KRA-99-0001")
