"""An office with several schemes: each delivery finds its own, and with one scheme nothing is asked."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli import award
from pipeline.errors import RulesError, UsageError
from pipeline.office.desk import open_desk
from pipeline.office.premises.schemes import Schemes
from pipeline.office.showing.overview import status
from pipeline.scheme.loader import load_scheme

from .offices import ELM, MARYS, OAK, TODAY, drop, mail, make_office, record, run_office

FIRST = "kent-award"
SECOND = "sister-award"
NAMES = f"{FIRST}, {SECOND}"


def sister(root: Path) -> None:
    """A second scheme beside the first: the same papers under another name, with criteria and numbers of its own."""
    rules = root / "rules"
    (rules / SECOND).mkdir()
    shutil.copytree(rules / FIRST, rules / SECOND, dirs_exist_ok=True)
    page = rules / SECOND / "scheme.yaml"
    text = page.read_text(encoding="utf-8").replace(f"id: {FIRST}", f"id: {SECOND}")
    text = text.replace('"KRA-{year}', '"SIS-{year}').replace(
        "Kent School Award for Resilience", "Sister Award for Calm"
    )
    page.write_text(text.replace("short_name: Kent Resilience Award", "short_name: Sister Award"), encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    sister(root)
    return root


def say(root: Path, *words: str) -> str:
    done = CliRunner().invoke(award, ["--at", str(root), "--today", TODAY.isoformat(), *words])
    return str(done.exception) if done.exception else done.output


def opened(root: Path) -> set[tuple[str, str]]:
    with open_desk(root, TODAY) as desk:
        return {(case.school.key, case.scheme) for case in desk.register.cases()}


def waiting(root: Path) -> list[str]:
    with open_desk(root, TODAY) as desk:
        told = status(desk)["for a person"]
    assert isinstance(told, list)
    return [entry["note"] for entry in told]


def form(root: Path, scheme: str, name: str, urn: str) -> bytes:
    return record(load_scheme(root / "rules" / scheme), school_name=name, urn=urn)


def test_each_form_opens_a_case_under_the_scheme_it_was_made_for(office: Path) -> None:
    drop(office, "one.xlsx", form(office, FIRST, "Oakfield Primary School", OAK))
    drop(office, "two.xlsx", form(office, SECOND, "St Mary's CofE Primary School", MARYS))
    run_office(office)
    assert opened(office) == {(OAK, FIRST), (MARYS, SECOND)}


def test_a_school_may_have_a_case_under_each_scheme(office: Path) -> None:
    drop(office, "one.xlsx", form(office, FIRST, "Oakfield Primary School", OAK))
    drop(office, "two.xlsx", form(office, SECOND, "Oakfield Primary School", OAK))
    run_office(office)
    assert opened(office) == {(OAK, FIRST), (OAK, SECOND)}
    with open_desk(office, TODAY) as desk:
        assert sorted(case.reference for case in desk.register.cases()) == ["KRA-26-0001", "SIS-26-0001"]


def test_what_is_no_form_goes_to_the_school_s_only_open_case(office: Path) -> None:
    drop(office, "two.xlsx", form(office, SECOND, "Oakfield Primary School", OAK))
    run_office(office)
    drop(
        office,
        "later.eml",
        mail("head@oakfield.kent.sch.uk", "Minutes", Minutes_txt=b"Oakfield Primary School " + OAK.encode()),
    )
    run_office(office)
    assert opened(office) == {(OAK, SECOND)}
    assert waiting(office) == []


def test_the_folder_it_was_dropped_in_tells_the_scheme_of_what_is_no_form(office: Path) -> None:
    drop(office, f"{SECOND}/Minutes.txt", b"Minutes of Oakfield Primary School, URN 118999, ZZ2 2BB")
    run_office(office)
    assert opened(office) == {(OAK, SECOND)}
    assert (office / "inbox" / SECOND).is_dir()


def test_a_form_is_believed_before_the_folder_it_was_dropped_in(office: Path) -> None:
    drop(office, f"{SECOND}/one.xlsx", form(office, FIRST, "Oakfield Primary School", OAK))
    run_office(office)
    assert opened(office) == {(OAK, FIRST)}


def test_the_officer_is_asked_for_the_scheme_and_says_it(office: Path) -> None:
    drop(office, "Minutes.txt", b"Minutes of Oakfield Primary School, URN 118999, ZZ2 2BB")
    run_office(office)
    (asked,) = waiting(office)
    command = f"“award assign D-0001 {OAK} --scheme ID”"
    assert asked == f"We could not tell which award it is for. Say it with {command}. ID is one of {NAMES}."
    assert "Put D-0001 with Oakfield Primary School" in say(office, "assign", "D-0001", OAK, "--scheme", SECOND)
    assert opened(office) == {(OAK, SECOND)}
    assert waiting(office) == []


def test_forms_of_two_schemes_in_one_parcel_are_parted_by_the_officer(office: Path) -> None:
    drop(office, "both/one.xlsx", form(office, FIRST, "Oakfield Primary School", OAK))
    drop(office, "both/two.xlsx", form(office, SECOND, "Oakfield Primary School", OAK))
    run_office(office)
    (asked,) = waiting(office)
    assert asked.startswith("It holds forms of several awards: ")
    say(office, "assign", "D-0001", OAK, "--scheme", FIRST, "--file", "one.xlsx")
    say(office, "assign", "D-0001", OAK, "--scheme", SECOND, "--file", "two.xlsx")
    assert opened(office) == {(OAK, FIRST), (OAK, SECOND)}
    assert waiting(office) == []


def test_a_record_finds_its_scheme_beside_one_that_asks_for_no_record(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    say(root, "init", "--scheme", "cymru-phases")
    drop(root, "one.xlsx", form(root, FIRST, "Oakfield Primary School", OAK))
    run_office(root)
    assert opened(root) == {(OAK, FIRST)}


def test_a_form_without_its_marker_is_known_by_the_name_at_its_head(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form(office, SECOND, "Oakfield Primary School", OAK)))
    book.custom_doc_props.props.clear()
    out = io.BytesIO()
    book.save(out)
    drop(office, "two.xlsx", out.getvalue())
    run_office(office)
    assert opened(office) == {(OAK, SECOND)}


def test_a_scheme_that_lies_ready_is_a_candidate_by_its_forms_and_not_offered_otherwise(office: Path) -> None:
    (office / "rules" / "offered.txt").write_text(f"# What we run.\n{FIRST}\n", encoding="utf-8")
    assert Schemes(office).ids == (FIRST,)
    drop(office, "two.xlsx", form(office, SECOND, "Oakfield Primary School", OAK))
    drop(office, "Minutes.txt", b"Minutes of Elm Infant School, URN 118101, ZZ4 4DD")
    run_office(office)
    assert opened(office) == {(OAK, SECOND), (ELM, FIRST)}


def test_a_command_that_needs_one_scheme_lists_them_in_one_sentence(office: Path) -> None:
    said = f"This office runs several schemes: {NAMES}. Say which with --scheme."
    (office / "Minutes.txt").write_text("Minutes")
    assert say(office, "check", str(office / "Minutes.txt")) == said
    assert say(office, "meeting", "application", "--on", "2026-03-12") == said
    with pytest.raises(UsageError, match="There is no scheme “kent”"):
        Schemes(office, "kent")


def test_each_scheme_s_forms_lie_in_a_folder_of_their_own(office: Path) -> None:
    say(office, "forms")
    made = {str(path.relative_to(office / "outbox" / "forms").parent) for path in (office / "outbox").rglob("*.xlsx")}
    assert made == {FIRST, SECOND}


def test_with_one_scheme_nothing_is_asked(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    drop(root, "Minutes.txt", b"Minutes of Oakfield Primary School, URN 118999, ZZ2 2BB")
    drop(root, f"{FIRST}/Minutes.txt", b"Minutes of Elm Infant School, URN 118101, ZZ4 4DD")
    run_office(root)
    assert opened(root) == {(OAK, FIRST), (ELM, FIRST)}
    assert say(root, "forms") != ""
    assert (root / "outbox" / "forms" / "Award Application.docx").is_file()


def test_a_workspace_is_made_with_the_schemes_that_are_named(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    assert Schemes(root).ids == (FIRST,)
    assert say(root, "init", "--scheme", "nowhere").startswith("There is no scheme “nowhere”. Schemes: ")


def bumped(root: Path, version: str) -> None:
    """The rules of another version: leadership must no longer come first, and numbers look otherwise."""
    page = root / "rules" / FIRST / "scheme.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('version: "2025.1"', f'version: "{version}"'), encoding="utf-8")


def changed(root: Path) -> None:
    """The rules of another version, in which a check has another name."""
    bumped(root, "2026.1")
    for page in (root / "rules").glob("*/checks/*.yaml"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("plan-has-actions", "plan-is-begun"), encoding="utf-8")


def begun(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    drop(root, "one.xlsx", form(root, FIRST, "Oakfield Primary School", OAK))
    run_office(root)
    return root


def judged(root: Path) -> dict[str, tuple[str, bool, bool]]:
    """By school: the version of its case, and whether the check is found by its old and by its new name."""
    drop(root, "again.xlsx", form(root, FIRST, "Oakfield Primary School", OAK))
    drop(root, "new.xlsx", form(root, FIRST, "St Mary's CofE Primary School", MARYS))
    run_office(root)
    told = {}
    with open_desk(root, TODAY) as desk:
        for case in desk.register.cases():
            rules = {finding.rule for finding in desk.register.findings(case.reference)}
            found = ("plan-has-actions" in rules, "plan-is-begun" in rules)
            told[case.school.key] = (case.scheme_version, *found)
    return told


KEPT = {OAK: ("2025.1", True, False), MARYS: ("2026.1", False, True)}


def test_a_case_keeps_the_rules_it_was_opened_under_though_nobody_kept_them(tmp_path: Path) -> None:
    root = begun(tmp_path)
    changed(root)
    assert judged(root) == KEPT


def test_rules_that_a_person_kept_beside_the_present_ones_come_first(tmp_path: Path) -> None:
    root = begun(tmp_path)
    before = root / "rules" / FIRST / "versions" / "2025.1"
    shutil.copytree(root / "rules" / FIRST, before)
    shutil.copytree(root / "rules" / "common", before / "common")
    shutil.rmtree(root / "archive" / "editions")
    changed(root)
    assert judged(root) == KEPT


def test_rules_that_are_nowhere_any_more_are_asked_for_by_their_folder(tmp_path: Path) -> None:
    root = begun(tmp_path)
    shutil.rmtree(root / "archive" / "editions")
    bumped(root, "2026.1")
    drop(root, "again.xlsx", form(root, FIRST, "Oakfield Primary School", OAK))
    with pytest.raises(RulesError, match=r"versions/2025\.1: the rules of version 2025\.1 are not there"):
        run_office(root)
