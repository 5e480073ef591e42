"""From the inbox to the case: what finds its school, what waits for the officer, and how the officer says it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import award
from pipeline.office.cases.waivers import open_findings
from pipeline.office.desk import open_desk
from pipeline.office.showing.overview import status
from pipeline.office.showing.story import story_lines
from pipeline.office.taking_in.whose import Correspondence
from pipeline.values import CaseState, FileClass, FileKind, FileReading

from .offices import ELM, MARYS, OAK, TODAY, cases, drop, mail, make_office, record, run_office, scheme_of

NOBODY = "No school on the list is like “Nowhere”. Try “award schools find” with its name or postcode."
TWO = "“Elm” may be Elm Infant School (118101), Elm Junior School (118102). Give the number in brackets."


def command(root: Path, *words: str) -> Result:
    return CliRunner().invoke(award, ["--at", str(root), "--today", TODAY.isoformat(), *words])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over six parcels: two that find their school, four that a person must place."""
    root = make_office(tmp_path_factory.mktemp("whose") / "office")
    scheme = scheme_of(root)
    drop(root, "1.eml", mail("head@oakfield.kent.sch.uk", "Our form", Record_xlsx=record(
        scheme, school_name="St Marys CE Primary", urn=MARYS, postcode="ZZ1 1AA", lead_email="lead@st-marys.example"
    )))  # fmt: skip
    drop(root, "2 name only.xlsx", record(scheme, school_name="Oakfield Primary School", lead_name="Tom Brindle"))
    drop(root, "3 federation.xlsx", record(scheme, school_name="The Elm Federation", postcode="ZZ4 4DD"))
    drop(root, "4 nothing.txt", b"Minutes of the school council")
    drop(root, "5.eml", mail("office@oakfield.kent.sch.uk", "Evidence", Minutes_txt=b"Minutes, 3 March 2026"))
    form = record(scheme, lead_name="Jo Marsh")
    drop(root, "6.eml", mail("office@oakfield.kent.sch.uk", "Our form", Record_xlsx=form))
    run_office(root)
    return root


def test_what_could_be_placed_was_and_the_rest_waits_with_a_reason_and_a_place_to_look(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        told = status(desk)
        assert set(cases(desk)) == {OAK}
    waiting = {entry["delivery"]: entry["note"] for entry in told["for a person"]}  # type: ignore[attr-defined]
    assert waiting["D-0004"] == (
        "Nothing in it says which school it is from: no URN, DfE number, postcode or sender that we know. "
        "Please say whose it is. "
        "The files are in quarantine/D-0004; say it with “award assign D-0004 SCHOOL”."
    )
    kept = sorted(path.name for path in (office / "quarantine" / "D-0004").iterdir())
    assert [name.partition("-")[2] for name in kept] == ["4-nothing.txt", "4-nothing.txt.reason.txt"]


def test_papers_and_sender_of_two_schools_go_to_neither_until_the_officer_says_whose_they_are(office: Path) -> None:
    reason = (
        "The documents are from St Mary's CofE Primary School, but the sender points to Oakfield Primary School. "
        "Please look. It was put with no case, and nobody is answered, until you say whose it is: “award assign D-0001 "
        "118765” (St Mary's CofE Primary School) or “award assign D-0001 118999” (Oakfield Primary School). The files "
        "are in quarantine/D-0001."
    )
    with open_desk(office, TODAY) as desk:
        assert {"delivery": "D-0001", "name": "1.eml", "note": reason} in status(desk)["for a person"]  # type: ignore[operator]
        assert MARYS not in cases(desk)
        theirs = cases(desk)[OAK]
        assert f"  D-0001 may be this school's. {reason}" in story_lines(desk, theirs)
    assert not any(b"D-0001" in path.read_bytes() for path in (office / "outbox").rglob("*.eml"))
    assert command(office, "assign", "D-0001", MARYS).exit_code == 0
    with open_desk(office, TODAY) as desk:
        ours = cases(desk)[MARYS]
        assert not any("may be this school's" in line for line in story_lines(desk, theirs))
    assert (office / "outbox" / "schools" / ours / "feedback-1" / "E-mail to the school.eml").is_file()


def test_a_doubt_that_speaks_for_no_other_school_holds_nothing_up_and_only_the_officer_is_told(office: Path) -> None:
    doubt = "The documents do not say that they are from Oakfield Primary School; we went by the sender. Please look."
    with open_desk(office, TODAY) as desk:
        case = cases(desk)[OAK]
        shown = (
            f"{doubt} It is with {case}, Oakfield Primary School. If that is right, say so with “award assign D-0006 "
            "118999”; if not, with the number of its school."
        )
        assert {"delivery": "D-0006", "doubt": shown} in status(desk)["to look at"]  # type: ignore[operator]
        assert [f.message for f in desk.register.findings(case) if f.rule == "whose-doubt"] == [doubt]
        assert "    The lead is now Jo Marsh." in story_lines(desk, case)
        before = desk.register.attempts(case)
    answers = [p.read_bytes() for p in (office / "outbox" / "schools" / case).rglob("*.eml")]
    assert answers != []
    assert not any(b"went by" in answer for answer in answers)
    told = json.loads(command(office, "assign", "D-0006", OAK, "--json").output)
    assert (told["school"], told["moved from"]) == (OAK, "")
    with open_desk(office, TODAY) as desk:
        assert (desk.doubts(), desk.register.attempts(case)) == ({}, before)


def test_an_officer_says_whose_it_is_and_the_school_is_answered(office: Path) -> None:
    before = command(office, "assign", "D-0003", "Elm Infant", "--dry-run")
    assert before.output == "Would put D-0003 with Elm Infant School (118101).\n"
    done = command(office, "assign", "D-0003", "886/2101")
    with open_desk(office, TODAY) as desk:
        case = cases(desk)[ELM]
        record_ = desk.register.delivery("D-0003")
        assert (record_.case, record_.note) == (case, "The office said so.")
        assert desk.register.accounting()["waiting"] == 0
    assert done.output == f"Put D-0003 with Elm Infant School (118101), case {case}.\n"
    assert not (office / "quarantine" / "D-0003").exists()
    assert (office / "outbox" / "schools" / case / "receipts" / "D-0003.eml").is_file()
    assert list((office / "outbox" / "schools" / case / "feedback-1").iterdir()) != []
    assert command(office, "assign", "D-0003", "118101").output == done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("D-0099", OAK), "There is no delivery D-0099. “award status” lists what arrived."),
        (("D-0004", "Nowhere"), NOBODY),
        (("D-0004", "Elm"), TWO),
    ],
)
def test_what_cannot_be_assigned_is_said(office: Path, words: tuple[str, str], said: str) -> None:
    done = command(office, "assign", *words)
    assert (type(done.exception).__name__, str(done.exception)) == ("UsageError", said)


def test_schools_are_found_from_the_command(office: Path) -> None:
    assert command(office, "schools", "find", "st", "mary").output == (
        "118765  St Mary's CofE Primary School  Dale, ZZ1 1AA  886/3614\n"
    )
    for words in (("zz4 4dd",), ("elm", "federation")):
        found = json.loads(command(office, "schools", "find", *words, "--json").output)
        assert [entry["key"] for entry in found] == ["118101", "118102"]


def test_what_went_to_the_wrong_case_is_moved_and_the_officer_is_warned(office: Path) -> None:
    with open_desk(office, TODAY) as desk:
        wrong, right = cases(desk)[OAK], cases(desk)[MARYS]
    done = command(office, "assign", "D-0005", MARYS)
    assert done.output.splitlines() == [
        f"Put D-0005 with St Mary's CofE Primary School (118765), case {right}.",
        f"It was with {wrong}. Do not send what the outbox still holds for that case from it.",
    ]
    with open_desk(office, TODAY) as desk:
        assert "Minutes.txt" not in {file.name for file in desk.register.case_files(wrong)}
        assert "Minutes.txt" in {file.name for file in desk.register.case_files(right)}


def test_a_case_whose_only_papers_were_another_schools_is_withdrawn_and_asks_for_nothing(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "elm.xlsx", record(scheme_of(root), school_name="Elm Infant School", urn=ELM, postcode="ZZ4 4DD"))
    run_office(root)
    done = command(root, "assign", "D-0001", OAK)
    assert done.output.splitlines()[1:] == [
        "It was with KRA-26-0001. Do not send what the outbox still holds for that case from it.",
        "KRA-26-0001 has no other papers, so it is withdrawn.",
    ]
    with open_desk(root, TODAY) as desk:
        assert desk.register.case("KRA-26-0001").state is CaseState.WITHDRAWN
        assert open_findings(desk, "KRA-26-0001") == ()
        assert not any("KRA-26-0001" in str(entry) for entry in status(desk)["to look at"])  # type: ignore[attr-defined]
        assert len(open_findings(desk, cases(desk)[OAK])) > 0


def test_what_a_colleague_forwards_may_be_any_schools(office: Path) -> None:
    minutes = FileReading("Minutes.txt", "m", 1, FileKind.EVIDENCE, FileClass.PARSED)
    with open_desk(office, TODAY) as desk:
        record_ = desk.register.delivery("D-0004")
        post = Correspondence(desk)
        for sender in ("Award office <award.office@example.org>", "lead@elsewhere.example"):
            post.heard(cases(desk)[ELM], sender)
        found = [
            post.whose(replace(record_, sender=sender), [minutes]).school
            for sender in ("sue@example.org", "award.office@example.org", "lead@elsewhere.example")
        ]
    assert [school.key if school else None for school in found] == [None, None, ELM]


def test_what_waited_longer_than_the_last_answer_is_answered_when_it_finds_its_school(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "1 first.txt", b"Minutes of the school council")
    run_office(root)
    drop(root, "2.eml", mail("office@oakfield.kent.sch.uk", "Evidence", Minutes_txt=b"Minutes, 3 March 2026"))
    run_office(root)
    assert command(root, "assign", "D-0001", OAK).exit_code == 0
    with open_desk(root, TODAY) as desk:
        case = cases(desk)[OAK]
        assert desk.register.attempts(case) == 2
    assert run_office(root).answered == ()


@pytest.mark.parametrize("name", ["From Oakfield/RE evidence.eml", "From Oakfield/sub/RE evidence.eml"])
def test_an_e_mail_saved_into_a_folder_says_who_sent_it(tmp_path: Path, name: str) -> None:
    root = make_office(tmp_path / "office")
    drop(root, name, mail("office@oakfield.kent.sch.uk", "Evidence", Minutes_txt=b"Minutes, 3 March 2026"))
    run_office(root)
    with open_desk(root, TODAY) as desk:
        assert list(cases(desk)) == [OAK]
