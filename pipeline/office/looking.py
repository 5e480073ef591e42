"""Before the panel sees a case: the officer looks at what may be a pupil's personal data, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import NeedsPersonError
from pipeline.evidence.privacy import mark, pointed_out
from pipeline.office.desk import Desk
from pipeline.values import Notice

LOOKED_AT = "personal-data-looked-at"


def waiting_notices(desk: Desk, case: str) -> tuple[Notice, ...]:
    """What may be personal data in a case, and nobody has looked at since its file came."""
    submission = desk.submission(case)
    events = (event.body["seen"] for event in desk.register.events(case) if event.kind == LOOKED_AT)
    seen = {told for marks in events if isinstance(marks, list) for told in marks}
    return tuple(n for n in pointed_out(submission, desk.scheme) if mark(n, submission) not in seen)


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
    lines = [
        f"{case} ({count} {'place' if count == 1 else 'places'}): look with “award evidence {case} --names”, "
        f"then “award evidence {case} --looked-at”."
        for case, count in held.items()
        if count
    ]
    if lines:
        why = "No papers were made, because pupils may be named in them. To leave a case out, use --without CASE."
        raise NeedsPersonError("\n".join([why, *lines]))
