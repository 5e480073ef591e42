"""Marks, decisions, awards: said twice they count once, and a number is never given twice."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from pipeline.errors import RulesError, UsageError
from pipeline.values import CaseState, Decision, Mark, PanelMember, School

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
FORMAT = "KRA-{year}-{sequence:04d}"
MEMBERS = (
    PanelMember("p1", "Ann Reader", "kcc", "ann@x.example", frozenset({"123456"})),
    PanelMember("p2", "B", "nhs"),
)
TO_AWARDED = ["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "awarded"]


def open_case(register, key="123456"):
    return register.open_case(
        School(key, f"School {key}"), "award", "1", TODAY, "", "", prefix="KRA", now=NOW
    ).reference


def awarded(register, key):
    case = open_case(register, key)
    for state in TO_AWARDED:
        register.move(case, CaseState(state), TODAY, "", now=NOW)
    return case


def issue(register, case, number_format=FORMAT):
    return register.issue_award(case, dt.date(2026, 4, 1), dt.date(2028, 3, 31), number_format, now=NOW)


def test_a_meeting_comes_back_as_it_was_set(register):
    case = open_case(register)
    meeting = register.add_meeting("application", dt.date(2026, 3, 12), MEMBERS, [case], now=NOW)

    assert meeting.reference == "M-2026-03-12-application"
    assert register.meeting(meeting.reference) == meeting
    assert register.meetings() == (meeting,)
    assert (meeting.members, meeting.cases) == (MEMBERS, (case,))


def test_a_meeting_set_again_takes_the_new_list(register):
    first, second = open_case(register, "1"), open_case(register, "2")
    register.add_meeting("application", TODAY, MEMBERS, [first], now=NOW)
    register.add_meeting("application", TODAY, MEMBERS, [first, second], now=NOW)

    assert [meeting.cases for meeting in register.meetings()] == [(first, second)]


def test_a_newer_mark_takes_the_place_of_the_older(register):
    case = open_case(register)
    meeting = register.add_meeting("application", TODAY, MEMBERS, [case], now=NOW).reference
    marks = [Mark(meeting, case, "p1", "8.1", "Met"), Mark(meeting, case, "p1", "8.2", "Partly", "see E3")]
    register.save_marks(marks, now=NOW)
    register.save_marks([dataclasses.replace(marks[0], mark="Not met")], now=NOW)

    assert register.marks(meeting) == (dataclasses.replace(marks[0], mark="Not met"), marks[1])
    assert register.marks(meeting, "KRA-00-0000") == ()


def test_a_changed_decision_is_a_new_version(register):
    case = open_case(register)
    meeting = register.add_meeting("application", TODAY, MEMBERS, [case], now=NOW).reference
    asked = Decision(meeting, case, "sample", TODAY, "Good work.", ("E1", "E4"), "Strong voice.")
    changed = dataclasses.replace(asked, items=("E1",))

    assert [register.record_decision(d, now=NOW) for d in (asked, asked, changed)] == [1, 1, 2]
    assert register.decisions() == (changed,)
    assert register.decision_version(meeting, case) == 2
    assert register.decisions(case=case, meeting="M-other") == ()


def test_a_case_that_is_not_on_the_list_cannot_be_decided(register):
    case = open_case(register)
    meeting = register.add_meeting("application", TODAY, MEMBERS, [], now=NOW).reference

    with pytest.raises(UsageError, match="is not on the list"):
        register.record_decision(Decision(meeting, case, "sample", TODAY), now=NOW)


def test_numbers_are_given_in_order_and_once_a_case(register):
    cases = [awarded(register, str(n)) for n in range(3)]

    assert [issue(register, case).number for case in cases] == ["KRA-2026-0001", "KRA-2026-0002", "KRA-2026-0003"]
    assert issue(register, cases[1]).number == "KRA-2026-0002"
    assert len({award.number for award in register.awards()}) == 3


def test_a_number_stays_used_when_its_award_is_gone(register):
    first, second = awarded(register, "1"), awarded(register, "2")
    issue(register, first)
    from pipeline.register.connection import tables

    tables.Award.objects.all().delete()

    assert issue(register, second).number == "KRA-2026-0002"


def test_a_transaction_that_fails_gives_no_number_and_leaves_no_gap(register):
    case = awarded(register, "1")

    def stopped_half_way():
        with register.transaction():
            issue(register, case)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_half_way()

    assert register.awards() == ()
    assert issue(register, case).number == "KRA-2026-0001"
    assert register.verify_log() == ""


def test_only_an_awarded_case_gets_an_award(register):
    with pytest.raises(UsageError, match="only to a case that is “awarded”"):
        issue(register, open_case(register))


@pytest.mark.parametrize("wrong", ["{name}", "{sequence:x!}", "{"])
def test_a_wrong_number_format_is_a_fault_of_the_rules(register, wrong):
    with pytest.raises(RulesError, match="number format"):
        issue(register, awarded(register, "1"), wrong)


def test_a_number_format_without_sequence_is_refused_before_numbers_repeat(register):
    issue(register, awarded(register, "1"), "AWARD-{year}")

    with pytest.raises(RulesError, match=r"needs \{sequence\}"):
        issue(register, awarded(register, "2"), "AWARD-{year}")


def test_a_document_made_again_takes_the_place_of_the_first(register):
    case = open_case(register)
    register.set_message(case, "feedback-letter", "a.docx", "aa", now=NOW)
    register.set_message(case, "feedback-letter", "a.docx", "bb", now=NOW)
    register.set_message(case, "feedback-letter", "b.docx", "cc", version=2, now=NOW)

    assert [(o.version, o.path, o.sha256) for o in register.outputs(case)] == [(1, "a.docx", "bb"), (2, "b.docx", "cc")]
