"""What `award run` tells the officer: how much came, where the answers are, and what waits for whom."""

from __future__ import annotations

from pipeline.office.desk import Desk
from pipeline.office.taking_in.arrivals import RunReport
from pipeline.values.showing import counted


def run_data(done: RunReport) -> dict[str, object]:
    """The published shape of ``award run --json``."""
    return {
        "deliveries": done.deliveries,
        "duplicates": done.duplicates,
        "for a person": done.quarantined,
        "answered": list(done.answered),
        "restored": done.restored,
        "left in the inbox": [{"name": thing.name, "reason": thing.reason} for thing in done.left],
        "came late": [late.case for late in done.late],
    }


def run_lines(desk: Desk, done: RunReport) -> list[str]:
    """The same in lines: numbers, and beneath them a line for each thing that the officer has to do."""
    lines = [f"{name}: {len(v) if isinstance(v, list) else v}" for name, v in run_data(done).items()]
    lines += [_answered(desk, case) for case in done.answered]
    if done.quarantined:
        wait = counted(done.quarantined, "delivery waits", "deliveries wait")
        lines.append(f"  {wait} for you: “award status” says why, and what to type.")
    lines += [f"  {thing.name}: {thing.reason} The next run looks again." for thing in done.left]
    lines += [f"  {late.case}: {late.words()}" for late in done.late]
    return lines


def _answered(desk: Desk, case: str) -> str:
    school, attempt = desk.register.case(case).school.name, desk.register.attempts(case)
    return f"  {case}, {school}: the answer to send is in outbox/schools/{case}/feedback-{attempt}."
