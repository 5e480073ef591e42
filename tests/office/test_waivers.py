"""A waiver: the school is not told, the panel is, and when it is over it counts no more."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pdfplumber
import pytest
from click.testing import CliRunner

from pipeline.cli import award
from pipeline.errors import UsageError
from pipeline.office.cases.steps import waiting_for
from pipeline.office.cases.trial import trials
from pipeline.office.cases.waivers import in_force, open_findings, waive
from pipeline.office.deciding.meetings import make_packs
from pipeline.office.desk import Desk, open_desk
from pipeline.values import CaseState, Finding, Place, Severity, Waiver

from .offices import OAK, TODAY, cases, drop, make_office, record, run_office, scheme_of

UNTIL = TODAY + dt.timedelta(days=30)
REASON = "The hall is closed for building works"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    drop(root, "Record.xlsx", record(scheme_of(root), school_name="Oakfield Primary School", urn=OAK))
    run_office(root)
    return root


def case_of(desk: Desk) -> str:
    return cases(desk)[OAK]


def rules(desk: Desk) -> set[str]:
    return {finding.rule for finding in open_findings(desk, case_of(desk)) if finding.severity is Severity.REQUIRED}


def waived(desk: Desk, rule: str, scope: str = "", until: dt.date = UNTIL) -> int:
    return len(waive(desk, case_of(desk), rule, scope, REASON, "R. Achterberg", until)[1])


def test_a_waived_check_is_not_told_to_the_school_and_comes_back_when_it_is_over(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        assert "application-present" in rules(desk)
        assert waived(desk, "application-present") == 1
        assert "application-present" not in rules(desk)
    with open_desk(office, UNTIL) as desk:
        assert "application-present" not in rules(desk)
    with open_desk(office, UNTIL + dt.timedelta(days=1)) as desk:
        assert in_force(desk, case_of(desk)) == ()
        assert "application-present" in rules(desk)


def test_the_letter_says_nothing_of_what_is_waived_nor_that_it_was_put_right(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        waived(desk, "application-present")
    drop(
        office, "Again.xlsx", record(scheme_of(office), school_name="Oakfield Primary School", urn=OAK, head_name="Jo")
    )
    run_office(office)
    with open_desk(office, TODAY) as desk:
        case = case_of(desk)
        title = next(c.title for c in desk.scheme_of(case).checks if c.id == "application-present")
    folder = office / "outbox" / "schools" / case
    first, second = (_words(folder / f"feedback-{number}" / "Feedback letter.docx") for number in (1, 2))
    assert (title in first, title in second) == (True, False)


def test_a_case_with_nothing_else_open_is_ready_and_waits_no_more_when_the_waiver_is_over(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        for rule in rules(desk):
            waived(desk, rule)
        assert desk.register.case(case_of(desk)).state is CaseState.READY
        assert waiting_for(desk, desk.scheme, "application") == [case_of(desk)]
    with open_desk(office, UNTIL + dt.timedelta(days=1)) as desk:
        assert waiting_for(desk, desk.scheme, "application") == []


def test_a_scope_covers_one_row_and_leaves_the_others() -> None:
    def found(row: str) -> Finding:
        place = Place("R.xlsx", sheet="Plan", cell="H9")
        return Finding("late", Severity.REQUIRED, "Late", place, "", "", "", subject=row)

    waiver = Waiver("late", "a3", REASON, "R. A.", TODAY, UNTIL)
    assert [waiver.covers(found(row), TODAY) for row in ("A3", "A4")] == [True, False]
    assert not waiver.covers(found("A3"), TODAY - dt.timedelta(days=1))


def test_the_pack_says_what_was_waived_why_by_whom_and_until_when(office: Path) -> None:
    (office / "panel.csv").write_text("id,name,body,email,avoids\nm1,Jo Reader,Us,,\n", encoding="utf-8")
    with open_desk(office, TODAY) as desk:
        for rule in rules(desk):
            waived(desk, rule)
        meeting = desk.register.add_meeting("application", TODAY, (), [case_of(desk)], now=desk.now)
        text = " ".join(_text(make_packs(desk, meeting.reference, lambda _: None)[0]).split())
    assert "Waived by the office" in text
    # Columns of a table stand beside one another in the text of a page.
    assert set(f"{REASON} R. Achterberg {UNTIL.day} {UNTIL:%B %Y}".split()) - set(text.split()) == set()


def test_what_cannot_be_waived_is_said_in_a_sentence(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        with pytest.raises(UsageError, match=r"has no check “application-presnt” \(did you mean “application-present”"):
            waived(desk, "application-presnt")
        with pytest.raises(UsageError, match=r"01/03/2026 is over"):
            waived(desk, "application-present", until=TODAY - dt.timedelta(days=1))


def test_the_command_says_what_it_covers(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        case = case_of(desk)
    words = ["waive", case, "application-present", "--reason", REASON, "--by", "R. A.", "--until", UNTIL.isoformat()]
    done = CliRunner().invoke(award, ["--at", str(office), "--today", TODAY.isoformat(), *words])
    assert done.output.startswith(f"Waived “application-present” for {case} until 01/04/2026. It covers 1 finding now.")


def test_a_check_on_trial_is_counted_and_not_told(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    page = root / "rules" / "common" / "checks" / "1-files.yaml"
    text = page.read_text(encoding="utf-8")
    place = text.index("- id: application-present")
    later = text[place:].replace("severity:", "shadow: true\n    severity:", 1)
    page.write_text(text[:place] + later, encoding="utf-8")
    drop(root, "Record.xlsx", record(scheme_of(root), school_name="Oakfield Primary School", urn=OAK))
    run_office(root)
    with open_desk(root, TODAY) as desk:
        assert "application-present" not in rules(desk)
        (tried,) = trials(desk)
        assert (tried.rule, tried.cases, tried.found_in, tried.findings) == ("application-present", 1, 1, 1)
    said = CliRunner().invoke(award, ["--at", str(root), "--today", TODAY.isoformat(), "rules", "shadow"]).output
    assert said.startswith("application-present: found 1 time, in 1 of 1 case.")


def _words(path: Path) -> str:
    return " ".join(node.text or "" for node in docx.Document(str(path)).element.body.iter())


def _text(path: Path) -> str:
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)
