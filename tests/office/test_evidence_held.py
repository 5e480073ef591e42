"""What of a school's evidence we hold: the letters and the panel's papers ask the same graph as the checks."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from pdfplumber import open as open_words

from pipeline.blank_forms.application import build_application
from pipeline.evidence.graph import build_graph
from pipeline.office.deciding.decisions import by_hand, decide
from pipeline.office.deciding.letters import make_letters
from pipeline.office.deciding.meetings import make_packs
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.values import CaseState, ClaimStatus, FileUse, PanelMember, School
from pipeline.values.records import Arrival, ArrivedFile

TODAY = dt.date(2026, 3, 13)
MEETING_DAY = dt.date(2026, 3, 20)
INDEX, FILE_NAME = 9, 4  # the table of the Application that is the evidence index, and its column of files
MINUTES = "School council minutes"
SHORTCUT = b"[InternetShortcut]\nURL=https://school.sharepoint.com/minutes\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    make_workspace(tmp_path / "office")
    with open_desk(tmp_path / "office", TODAY) as opened:
        yield opened


@pytest.fixture
def case(desk: Desk) -> str:
    opened = desk.register.open_case(
        School("900001", "Ashmere Primary School"), desk.scheme.id, desk.scheme.version, TODAY, "", "",
        prefix="KRA", now=desk.now,
    )  # fmt: skip
    desk.register.move(opened.reference, CaseState.READY, TODAY, "", now=desk.now)
    return opened.reference


def application(desk: Desk, *named: str) -> bytes:
    """An Application whose evidence index names these files, E1 first."""
    document = docx.Document(io.BytesIO(build_application(desk.scheme)))
    for row, name in zip(document.tables[INDEX].rows[1:], named, strict=False):
        row.cells[FILE_NAME].text = name
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def words(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def deliver(desk: Desk, case: str, **contents: bytes) -> None:
    """One delivery of a case, as intake and register leave it."""
    files = tuple(ArrivedFile(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in contents.items())
    arrival = Arrival(f"{case}/{files}", "folder", "documents", files)
    delivery = desk.register.add_delivery(arrival, now=desk.now).reference
    for file in files:
        desk.archive.put(contents[file.name])
        read = desk.reading(file.name, file.sha256, desk.scheme)
        desk.register.set_file_outcome(
            delivery, file.name, kind=read.kind.value, file_class=read.file_class.value, message=read.message,
            case=case, outcome="processed", now=desk.now,
        )  # fmt: skip


def came(desk: Desk, case: str) -> tuple[ClaimStatus, list[str]]:
    """What became of E1, and the names of the evidence that counts."""
    graph = build_graph(desk.submission(case), desk.scheme, TODAY)
    return graph.status_of_line("E1"), [reading.file for reading in graph.files]


def test_two_files_of_one_title_in_one_delivery_are_both_kept_and_said_to_be_two(desk: Desk, case: str) -> None:
    autumn = f"Autumn/{MINUTES}.docx"
    sent = {f"{MINUTES}.docx": words("January"), autumn: words("October")}
    deliver(desk, case, **{"Application.docx": application(desk, MINUTES)}, **sent)
    assert came(desk, case) == (ClaimStatus.AMBIGUOUS, [*sent])


def test_of_two_files_of_one_title_the_one_that_nothing_names_is_said_never_to_be_cited(desk: Desk, case: str) -> None:
    autumn, spring = f"Autumn/{MINUTES}.docx", f"Spring/{MINUTES}.docx"
    sent = {spring: words("January"), autumn: words("October")}
    deliver(desk, case, **{"Application.docx": application(desk, spring)}, **sent)
    graph = build_graph(desk.submission(case), desk.scheme, TODAY)
    assert graph.uses == {spring: FileUse.CITED, autumn: FileUse.NEVER_CITED}


def test_a_document_sent_later_takes_the_place_of_the_shortcut_that_was_sent_for_it(desk: Desk, case: str) -> None:
    deliver(desk, case, **{"Application.docx": application(desk, f"{MINUTES}.docx"), f"{MINUTES}.url": SHORTCUT})
    assert came(desk, case) == (ClaimStatus.MISSING, [f"{MINUTES}.url"])
    deliver(desk, case, **{f"{MINUTES}.docx": words("January")})
    assert came(desk, case) == (ClaimStatus.ATTACHED, [f"{MINUTES}.docx"])


def test_a_letter_says_we_have_what_came_under_another_version_of_its_name(desk: Desk, case: str) -> None:
    named = application(desk, MINUTES, "Parent survey.docx")
    sent = {f"{MINUTES} v2.docx": words("January"), "Parent survey.url": SHORTCUT}
    deliver(desk, case, **{"Application.docx": named}, **sent)
    desk.register.move(case, CaseState.AT_PANEL, TODAY, "", now=desk.now)
    meeting = desk.register.add_meeting("application", TODAY, (), [case], now=desk.now)
    decide(desk, meeting, by_hand(desk, meeting, case, "sample", "", ("E1", "E2")))
    (letter,) = (path for path in make_letters(desk) if path.suffix == ".docx")
    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(letter)).tables for row in table.rows]
    assert [(row[0], row[-1]) for row in rows if row[0] in {"E1", "E2"}] == [
        ("E1", "We have it"), ("E2", "Please send"),
    ]  # fmt: skip


def test_a_pack_says_the_day_it_was_made_and_the_day_of_the_meeting(desk: Desk, case: str) -> None:
    meeting = desk.register.add_meeting(
        "application", MEETING_DAY, (PanelMember("m1", "Delia Harcourt", "kcc"),), [case], now=desk.now
    )
    pack = next(path for path in make_packs(desk, meeting.reference, lambda _: None) if path.stem == case)
    with open_words(pack) as document:
        cover = document.pages[0].extract_text().splitlines()
    assert [line for line in cover if line.startswith(("Held on", "Pack made on"))] == [
        "Held on 20 March 2026", "Pack made on 13 March 2026",
    ]  # fmt: skip
