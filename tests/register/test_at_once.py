"""Several programs writing at once wait for each other: no number twice, no line of the log lost."""

from __future__ import annotations

import subprocess
import sys
import textwrap

PROGRAM = textwrap.dedent("""
    import datetime as dt, sys
    from pathlib import Path
    from pipeline.register.store import open_register
    from pipeline.values import CaseState, School
    now = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
    register = open_register(Path(sys.argv[1]))
    steps = ["ready", "at-panel", "sample-requested", "sample-received", "at-moderation", "awarded"]
    for n in range(5):
        school = School(f"{sys.argv[2]}-{n}", "School")
        case = register.open_case(school, "award", "1", now.date(), "", "", prefix="T", now=now).reference
        for step in steps:
            register.move(case, CaseState(step), now.date(), "", now=now)
        register.issue_award(case, now.date(), now.date(), "A-{sequence:04d}", now=now)
""")


def test_numbers_stay_unique_when_programs_write_at_once(register):
    register.close()
    started = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(register.path), str(worker)]) for worker in range(3)
    ]

    assert [process.wait() for process in started] == [0, 0, 0]
    assert sorted(award.number for award in register.awards()) == [f"A-{n:04d}" for n in range(1, 16)]
    assert sorted(case.reference for case in register.cases()) == [f"T-26-{n:04d}" for n in range(1, 16)]
    assert register.verify_log() == ""
