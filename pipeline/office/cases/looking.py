"""Before the panel sees a case: the officer looks at what may be a pupil's personal data, and says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.errors import NeedsPersonError
from pipeline.evidence.privacy import mark, pointed_out
from pipeline.office.cases.waivers import open_findings
from pipeline.office.desk import Desk
from pipeline.register.records import Event
from pipeline.register.transitions import CLOSED
from pipeline.values import Notice, Severity, Submission

LOOKED_AT = "personal-data-looked-at"
POINTED_OUT = "personal-data-pointed-out"
# The kind of check that finds what may name a pupil.
POINTED_OUT_BY = "personal-data"


def waiting_notices(desk: Desk, case: str) -> tuple[Notice, ...]:
    """What may be personal data in a case, and nobody has looked at since its file came."""
    submission = desk.submission(case)
    seen = _marks(desk.register.events(case), LOOKED_AT)
    return tuple(n for n in pointed_out(submission, desk.scheme_of(case)) if mark(n, submission) not in seen)


def note_pointed_out(desk: Desk, case: str, submission: Submission) -> None:
    """Put on record how much of a case is to be looked at, so that a glance at the office need not read it again."""
    marks = sorted({mark(notice, submission) for notice in pointed_out(submission, desk.scheme_of(case))})
    before = [event.body["marks"] for event in desk.register.events(case) if event.kind == POINTED_OUT]
    if marks != (before[-1] if before else []):
        desk.register.note(POINTED_OUT, {"marks": marks}, case, now=desk.now)


def cases_to_look_at(desk: Desk) -> dict[str, int]:
    """How many places wait to be looked at, by open case, as they stood when its school was last answered."""
    by_case: defaultdict[str, list[Event]] = defaultdict(list)
    for event in desk.register.events():
        if event.case and event.kind in (POINTED_OUT, LOOKED_AT):
            by_case[event.case].append(event)
    waiting: dict[str, int] = {}
    for case in desk.cases():
        told = by_case[case.reference]
        newest = [event for event in told if event.kind == POINTED_OUT][-1:]
        left = _marks(newest, POINTED_OUT) - _marks(told, LOOKED_AT)
        if left and case.state not in CLOSED:
            waiting[case.reference] = len(left)
    return waiting


def points_for_office(desk: Desk) -> dict[str, int]:
    """How many findings no school is told, by open case; what may name a pupil is counted by the other list."""
    waiting: dict[str, int] = {}
    for case in desk.cases():
        if case.state in CLOSED:
            continue
        ours = {check.id for check in desk.scheme_of(case.reference).checks if check.kind != POINTED_OUT_BY}
        found = open_findings(desk, case.reference)
        count = sum(finding.severity is Severity.OFFICE and finding.rule in ours for finding in found)
        if count:
            waiting[case.reference] = count
    return waiting


def _marks(events: Iterable[Event], kind: str) -> set[str]:
    lists = (event.body["seen" if kind == LOOKED_AT else "marks"] for event in events if event.kind == kind)
    return {told for marks in lists if isinstance(marks, list) for told in marks}


def look_at(desk: Desk, case: str) -> int:
    """Record that the officer has looked at all of it. How many notices that settles; the log holds no names."""
    notices = waiting_notices(desk, case)
    if notices:
        submission = desk.submission(case)
        desk.register.note(LOOKED_AT, {"seen": [mark(n, submission) for n in notices]}, case, now=desk.now)
    return len(notices)


def hold_for_looking(desk: Desk, cases: Sequence[str]) -> None:
    """Raise NeedsPersonError, naming every case of these that waits to be looked at."""
    held = {case: len(waiting_notices(desk, case)) for case in cases}
    lines = [f"{case} ({_places(count)}): {how_to_look(case)}" for case, count in held.items() if count]
    if lines:
        why = "No papers were made, because pupils may be named in them. To leave a case out, use --without CASE."
        raise NeedsPersonError("\n".join([why, *lines]))


def pupils_may_be_named(case: str, count: int) -> str:
    """Why a case is to be looked at, and how."""
    return f"A pupil may be named or described in {_places(count)}, so no papers are made: {how_to_look(case)}"


def points_to_read(case: str, count: int) -> str:
    """What was found that is for the office alone, and how to read it."""
    points = "1 point is" if count == 1 else f"{count} points are"
    return f"{points} for the office alone: read what was found with “award case {case}”."


def how_to_look(case: str) -> str:
    """The two commands."""
    return f"look with “award evidence {case} --names”, then “award evidence {case} --looked-at”."


def _places(count: int) -> str:
    return f"{count} {'place' if count == 1 else 'places'}"
