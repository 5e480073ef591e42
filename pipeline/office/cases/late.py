"""What comes for a case while a meeting has it: it is kept and not checked, and the officer is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.office.cases.leads import keep_lead
from pipeline.office.cases.steps import AT_MEETING
from pipeline.office.desk import Desk

PAPERS_RENEWED = "papers-renewed"


@dataclass(frozen=True, slots=True)
class Late:
    """What came after a case's papers were made or, where none were, after it went on the agenda.

    ``came`` are its deliveries, each with the names of its files.
    """

    case: str
    meeting: str
    came: Mapping[str, tuple[str, ...]]
    papers: bool

    def words(self) -> str:
        """What came, what was not done, and what the officer can do."""
        pack = f"“award pack {self.meeting}”"
        after, then = (
            ("the papers were made for", f"To give them to the panel, make the papers again with {pack}.")
            if self.papers
            else ("it went on the agenda of", f"They will be in the papers that {pack} makes.")
        )
        came = " and ".join(f"{delivery} ({', '.join(files)})" for delivery, files in self.came.items())
        return (
            f"New documents came after {after} {self.meeting}: {came}. "
            f"They were not checked: what was found, and who leads, stay as they were. {then} "
            f"If they are another school's, say so with “award assign {list(self.came)[-1]} SCHOOL”."
        )


def came_late(desk: Desk) -> tuple[Late, ...]:
    """Every case at a meeting for which something came that the meeting's papers do not have."""
    meetings = {case: meeting.reference for meeting in desk.register.meetings() for case in meeting.cases}
    found = (
        _late(desk, case.reference, meetings[case.reference])
        for case in desk.cases()
        if case.state in AT_MEETING and case.reference in meetings
    )
    return tuple(late for late in found if late.came)


def now_in_the_papers(desk: Desk, case: str) -> None:
    """The papers were made again with what came late: the forms' lead counts, and nothing is late any more."""
    if not any(late.case == case for late in came_late(desk)):
        return
    with desk.register.transaction():
        keep_lead(desk, case)
        desk.register.note(PAPERS_RENEWED, {}, case, now=desk.now)


def _late(desk: Desk, case: str, meeting: str) -> Late:
    came: list[str] = []
    papers = False
    for event in desk.register.events(case):
        if event.kind == "case-moved" and event.body["to"] in AT_MEETING:
            came, papers = [], False
        elif event.kind == PAPERS_RENEWED or (
            event.kind == "document-made" and str(event.body["kind"]).startswith("pack-")
        ):
            came, papers = [], True
        elif event.kind == "delivery-finished":
            came.append(str(event.body["delivery"]))
    # One that was given to another school since is no longer this one's.
    ours = {name: _files(desk, name, case) for name in dict.fromkeys(came) if _is_news(desk, name, case)}
    return Late(case, meeting, ours, papers)


def _files(desk: Desk, delivery: str, case: str) -> tuple[str, ...]:
    return tuple(file.name for file in desk.register.case_files(case) if file.delivery == delivery)


def _is_news(desk: Desk, delivery: str, case: str) -> bool:
    record = desk.register.delivery(delivery)
    return record.duplicate_of is None and case in record.cases
