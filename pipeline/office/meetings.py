"""The panel's meetings: who sits, which cases, their packs and score sheets."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.office.looking import hold_for_looking
from pipeline.office.setting_up import PANEL_COLUMNS, PANEL_FILE
from pipeline.panel.packs import build_meeting_pack, build_pack
from pipeline.panel.score_sheets import build_score_sheet
from pipeline.values import CaseState, CaseView, Meeting, PanelMember, Submission

# Which cases a meeting takes up, and the state they are in while it lasts.
TAKES = {"application": CaseState.READY, "moderation": CaseState.SAMPLE_RECEIVED}
HOLDS = {"application": CaseState.AT_PANEL, "moderation": CaseState.AT_MODERATION}


def panel_members(desk: Desk) -> tuple[PanelMember, ...]:
    """The members of panel.csv; ``avoids`` holds school keys separated by spaces.

    Raises UsageError when the file is missing, empty, or lacks a column.
    """
    path = desk.workspace.root / PANEL_FILE
    if not path.is_file():
        raise UsageError(f"There is no {PANEL_FILE} in {desk.workspace.root}. Its columns: {', '.join(PANEL_COLUMNS)}.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lacking = [column for column in PANEL_COLUMNS if rows and column not in rows[0]]
    if not rows or lacking:
        raise UsageError(f"{path} needs the columns {', '.join(PANEL_COLUMNS)} and at least one member.")
    return tuple(
        PanelMember(r["id"], r["name"], r["body"], r["email"] or "", frozenset((r["avoids"] or "").split()))
        for r in rows
    )


def waiting_for(desk: Desk, step: str) -> list[str]:
    """The cases that wait for a meeting of this step. Raises UsageError for a step there is not."""
    if step not in TAKES:
        raise UsageError(f"There is no step “{step}”. Steps: {', '.join(TAKES)}.")
    return [case.reference for case in desk.register.cases() if case.state is TAKES[step]]


def call_meeting(desk: Desk, step: str, held_on: dt.date) -> Meeting:
    """Put every case that waits for this step before a new meeting. Raises UsageError when none does."""
    waiting = waiting_for(desk, step)
    if not waiting:
        raise UsageError(f"No case waits for the {step} meeting. `award status` shows where each one stands.")
    meeting = desk.register.add_meeting(step, held_on, panel_members(desk), waiting, now=desk.now)
    for reference in waiting:
        desk.register.move(reference, HOLDS[step], desk.today, f"On the agenda of {meeting.reference}.", now=desk.now)
    return meeting


def make_packs(
    desk: Desk, reference: str, progress: Callable[[str], None], without: Collection[str] = ()
) -> list[Path]:
    """Each member's pack and score sheet, without the schools they avoid, and the packs one by one.

    Raises NeedsPersonError, before anything is made, while a pupil may be named in a case that the officer has
    not looked at; a case in ``without`` is left out of the papers. Raises UsageError when one is not on the agenda.
    """
    meeting = desk.register.meeting(reference)
    stray = sorted(set(without) - set(meeting.cases))
    if stray:
        raise UsageError(f"{', '.join(stray)} is not on the agenda of {reference}.")
    cases = [case for case in meeting.cases if case not in without]
    hold_for_looking(desk, cases)
    papers: list[tuple[CaseView, Submission, bytes]] = []
    written: list[Path] = []
    for case_reference in cases:
        case = desk.register.case(case_reference)
        progress(case.school.name)
        submission = desk.submission(case_reference)
        contents = {file.sha256: desk.archive.read(file.sha256) for file in desk.documents(case_reference)}
        findings = desk.register.findings(case_reference)
        pack = build_pack(case, submission, findings, contents, desk.scheme, meeting, desk.today)
        papers.append((case, submission, pack))
        relative = f"panel/{reference}/packs/{case_reference}.pdf"
        written.append(desk.publish(case_reference, f"pack-{meeting.step}", relative, pack))
    for member in meeting.members:
        progress(member.name)
        written += _member_papers(desk, meeting, member, papers)
    return written


def _member_papers(
    desk: Desk, meeting: Meeting, member: PanelMember, papers: list[tuple[CaseView, Submission, bytes]]
) -> list[Path]:
    allowed = [(case, submission, pack) for case, submission, pack in papers if case.school.key not in member.avoids]
    folder = f"panel/{meeting.reference}/{member.id}"
    whole = build_meeting_pack(meeting, [(case, pack) for case, _, pack in allowed], desk.scheme)
    sheet = build_score_sheet(meeting, member, [(case, submission) for case, submission, _ in allowed], desk.scheme)
    return [
        desk.publish(None, f"{folder}/pack", f"{folder}/Pack.pdf", whole),
        desk.publish(None, f"{folder}/score-sheet", f"{folder}/Score sheet.xlsx", sheet),
    ]
