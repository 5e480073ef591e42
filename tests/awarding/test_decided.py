"""From the panel's decision to what the school is sent."""

from __future__ import annotations

import datetime as dt
import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import award
from pipeline.errors import UsageError
from pipeline.office.deciding.decisions import by_hand, decide
from pipeline.office.deciding.letters import due_certificates, make_certificates, make_letters
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.values import CaseState, Mark, Meeting, School

DAY = dt.date(2026, 5, 14)
BEFORE = ("ready", "at-panel", "sample-requested", "sample-received", "at-moderation")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    make_workspace(tmp_path)
    with open_desk(tmp_path, DAY) as opened:
        yield opened


def at_meeting(desk: Desk, step: str, states: tuple[str, ...], urn: str = "1") -> Meeting:
    school = School(urn, "Ysgol Tŷ Ŵyn")
    case = desk.register.open_case(
        school, desk.scheme.id, desk.scheme.version, DAY, "Zoë", "zoe@school.example", prefix="KRA", now=desk.now
    )
    for state in states:
        desk.register.move(case.reference, CaseState(state), DAY, "", now=desk.now)
    return desk.register.add_meeting(step, DAY, (), [case.reference], now=desk.now)


def the_mail(written: list[Path]) -> EmailMessage:
    (path,) = [path for path in written if path.suffix == ".eml"]
    return email.message_from_bytes(path.read_bytes(), policy=default)


def test_more_evidence_is_not_asked_for_without_saying_which(desk: Desk) -> None:
    meeting = at_meeting(desk, "moderation", BEFORE)
    case = meeting.cases[0]
    with pytest.raises(UsageError, match="does not say which evidence is wanted"):
        decide(desk, meeting, by_hand(desk, meeting, case, "more-evidence", "Why."))
    assert desk.register.decisions() == ()
    (made,) = decide(desk, meeting, by_hand(desk, meeting, case, "more-evidence", "Why.", ("E3", " E8", "E3")))
    assert made.items == ("E3", "E8")


@pytest.fixture
def met(tmp_path: Path) -> tuple[Path, Meeting]:
    """An office with a meeting of two schools, its desk closed: so commands may run."""
    make_workspace(tmp_path)
    with open_desk(tmp_path, DAY) as desk:
        cases = [at_meeting(desk, "moderation", BEFORE[:-1], urn).cases[0] for urn in "12"]
        for case in cases:
            desk.register.move(case, CaseState.AT_MODERATION, DAY, "", now=desk.now)
        return tmp_path, desk.register.add_meeting("moderation", DAY, (), cases, now=desk.now)


def command(met: tuple[Path, Meeting], *words: str) -> str:
    """What `award decide` says, or why it refuses."""
    root, meeting = met
    done = CliRunner().invoke(award, ["--at", str(root), "--today", str(DAY), "decide", meeting.reference, *words])
    return str(done.exception) if done.exception else done.output


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_case_that_was_decided_is_not_decided_again_in_silence(
    met: tuple[Path, Meeting], dry: tuple[str, ...]
) -> None:
    first, second = met[1].cases
    assert command(met, "--case", first, "--outcome", "award") == f"{first}: award\n"
    was = f"{first} was decided on 14 May 2026 as Award."
    assert command(met, "--case", first, "--outcome", "not-yet", *dry) == (
        f"{was} To decide again, ask the school to send its papers again: they open a new case."
    )
    assert command(met, *dry) == f"{was}\n{second}: no decision found\n"
    with open_desk(met[0], DAY) as desk:
        assert [made.outcome for made in desk.register.decisions()] == ["award"]


def test_of_a_case_that_nobody_decided_it_is_said_what_its_marks_suggest(met: tuple[Path, Meeting]) -> None:
    root, meeting = met
    first, second = meeting.cases
    with open_desk(root, DAY) as desk:
        for case, mark in ((first, "Met"), (second, "Not met")):
            marks = [Mark(meeting.reference, case, m, c.id, mark) for m in ("m1", "m2") for c in desk.scheme.criteria]
            desk.register.save_marks(marks, now=desk.now)
    advice = f"The panel decides: record its decision with “award decide {meeting.reference} --case"
    assert command(met).splitlines() == [
        f"{case}: no decision found. The marks of 2 members suggest “{name}”. "
        f"{advice} {case} --outcome {outcome}”, or the outcome it chose."
        for case, name, outcome in ((first, "Award", "award"), (second, "Not yet", "not-yet"))
    ]


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_what_recording_refuses_a_dry_run_refuses_too(met: tuple[Path, Meeting], dry: tuple[str, ...]) -> None:
    case = met[1].cases[0]
    level = command(met, "--case", case, "--outcome", "award", "--level", "gld", *dry)
    unnamed = command(met, "--case", case, "--outcome", "more-evidence", *dry)
    assert (
        level == f"{case}: Kent School Award for Resilience and Emotional Wellbeing has no levels. Leave the level out."
    )
    assert unnamed.startswith(f"{case}: “More evidence needed” does not say which evidence is wanted.")


def test_an_award_s_e_mail_brings_letter_and_certificate_and_no_certificate_is_made_twice(desk: Desk) -> None:
    meeting = at_meeting(desk, "moderation", BEFORE)
    decide(desk, meeting, by_hand(desk, meeting, meeting.cases[0], "award", ""))
    names = [part.get_filename() or "" for part in the_mail(make_letters(desk)).iter_attachments()]
    assert [Path(name).stem for name in names] == ["Award", "Certificate KRA-2026-0001"]
    assert due_certificates(desk) == []
    assert make_certificates(desk) == []


def test_a_certificate_made_before_the_letter_is_the_one_attached(desk: Desk) -> None:
    meeting = at_meeting(desk, "moderation", BEFORE)
    decide(desk, meeting, by_hand(desk, meeting, meeting.cases[0], "award", ""))
    certificate = make_certificates(desk)[-1].read_bytes()
    attached = [part.get_content() for part in the_mail(make_letters(desk)).iter_attachments()]
    assert attached[1] == certificate


def test_what_the_index_does_not_have_is_asked_for(desk: Desk) -> None:
    meeting = at_meeting(desk, "application", BEFORE[:2])
    decide(desk, meeting, by_hand(desk, meeting, meeting.cases[0], "sample", "", ("E99",)))
    body = the_mail(make_letters(desk)).get_body(("plain",))
    assert body is not None
    assert "Please send them by 11 June 2026" in body.get_content()
    assert desk.register.case(meeting.cases[0]).state is CaseState.SAMPLE_REQUESTED


def test_a_school_that_need_send_nothing_is_asked_for_nothing_and_not_waited_for(desk: Desk) -> None:
    meeting = at_meeting(desk, "application", BEFORE[:2])
    decide(desk, meeting, by_hand(desk, meeting, meeting.cases[0], "sample", ""))
    mail = the_mail(make_letters(desk))
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Please send" not in body.get_content()
    assert desk.register.case(meeting.cases[0]).state is CaseState.SAMPLE_RECEIVED
