"""The panel's meetings: who sits, which cases, their packs and score sheets."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.office.cases.late import now_in_the_papers
from pipeline.office.cases.levels import level_found
from pipeline.office.cases.looking import hold_for_looking
from pipeline.office.cases.steps import held_in, waiting_for
from pipeline.office.cases.waivers import in_force, open_findings
from pipeline.office.desk import Desk
from pipeline.office.premises.setting_up import PANEL_COLUMNS, PANEL_FILE
from pipeline.panel.packs.compiling import build_meeting_pack, build_pack
from pipeline.panel.score_sheets import Judged, build_score_sheet
from pipeline.scheme import Scheme
from pipeline.values import Meeting, PanelMember


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


def call_meeting(desk: Desk, scheme: Scheme, step: str, held_on: dt.date) -> Meeting:
    """Put every case of a scheme that waits for this step before a new meeting. Raises UsageError when none does."""
    waiting = waiting_for(desk, scheme, step)
    if not waiting:
        raise UsageError(f"No case waits for the {step} meeting. `award status` shows where each one stands.")
    # Two schemes may have a step of one name on one day.
    name = f"{scheme.id}-{step}" if len(desk.schemes.every) > 1 else step
    meeting = desk.register.add_meeting(step, held_on, panel_members(desk), waiting, name=name, now=desk.now)
    for case in waiting:
        state = held_in(desk.scheme_of(case), step)
        desk.register.move(case, state, desk.today, f"On the agenda of {meeting.reference}.", now=desk.now)
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
    papers: list[tuple[Judged, bytes]] = []
    written: list[Path] = []
    for case_reference in cases:
        case = desk.register.case(case_reference)
        progress(case.school.name)
        submission, scheme = desk.submission(case_reference), desk.scheme_of(case)
        contents = {file.sha256: desk.archive.read(file.sha256) for file in desk.documents(case_reference)}
        findings = open_findings(desk, case_reference)
        judged = Judged(case, submission, scheme, level_found(desk, case_reference))
        waived = in_force(desk, case_reference)
        pack = build_pack(case, submission, findings, contents, scheme, meeting, desk.today, judged.level, waived)
        papers.append((judged, pack))
        relative = f"panel/{reference}/packs/{case_reference}.pdf"
        now_in_the_papers(desk, case_reference)
        written.append(desk.publish(case_reference, f"pack-{meeting.step}", relative, pack))
    for member in meeting.members:
        progress(member.name)
        written += _member_papers(desk, meeting, member, papers)
    return written


def _member_papers(desk: Desk, meeting: Meeting, member: PanelMember, papers: list[tuple[Judged, bytes]]) -> list[Path]:
    allowed = [(judged, pack) for judged, pack in papers if judged.case.school.key not in member.avoids]
    folder = f"panel/{meeting.reference}/{member.id}"
    scheme = desk.schemes.present(desk.register.case(meeting.cases[0]).scheme)
    whole = build_meeting_pack(meeting, [(judged.case, pack) for judged, pack in allowed], scheme)
    sheet = build_score_sheet(meeting, member, [judged for judged, _ in allowed], scheme)
    return [
        desk.publish(None, f"{folder}/pack", f"{folder}/Pack.pdf", whole),
        desk.publish(None, f"{folder}/score-sheet", f"{folder}/Score sheet.xlsx", sheet),
    ]
