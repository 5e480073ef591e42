"""Dying after any step of intake, once or again while recovering, loses nothing and counts nothing twice."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import textwrap

import pytest

from pipeline.errors import WorkspaceError
from pipeline.intake.folder import load, take_in

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
LONG = "n" * 240 + ".pdf"
CONTENTS = {
    "Record.xlsx": {"Record.xlsx": b"record"},
    LONG: {LONG: b"long"},
    "school": {"Application.docx": b"application", "evidence/minutes.pdf": b"minutes"},
}


class PowerCut(BaseException):
    """Not an Exception: nothing may catch it."""


def fill(office):
    office.drop("Record.xlsx", b"record")
    office.drop("school/Application.docx", b"application")
    office.drop("school/evidence/minutes.pdf", b"minutes")
    office.drop(LONG, b"long")


def run_until(office, step):
    """Take in, and die after the step of that number; the number of steps that were done."""
    done = 0

    def count(_step):
        nonlocal done
        done += 1
        if done == step:
            raise PowerCut

    try:
        take_in(office.inbox, office.archive, office.register, now=NOW, after_step=count)
    except PowerCut:
        office.register.close()
    return done


def what_arrived(office):
    found = {}
    for record in office.register.deliveries():
        assert record.name not in found
        found[record.name] = {file.name: file.content for file in load(record, office.archive).files}
    return found


# 4 files copied and stored, 3 things claimed, recorded and released.
STEPS = 4 * 2 + 3 * 3


def test_the_steps_are_as_many_as_we_kill(office):
    fill(office)
    assert run_until(office, 0) == STEPS
    assert what_arrived(office) == CONTENTS


@pytest.mark.parametrize("second", [0, 2])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_dying_after_a_step_loses_nothing_and_counts_nothing_twice(office, step, second):
    fill(office)
    run_until(office, step)
    run_until(office, second)
    run_until(office, 0)

    assert what_arrived(office) == CONTENTS
    assert office.register.accounting()["arrived"] == 4
    assert office.register.verify_log() == ""
    assert {entry.name for entry in office.inbox.iterdir()} == {".claimed", ".taken"}
    assert list((office.inbox / ".claimed").iterdir()) == []


@pytest.mark.parametrize("step", ["claimed", "copied", "stored", "recorded", "released"])
def test_a_killed_process_is_finished_by_the_next(office, step):
    fill(office)
    office.register.close()
    program = textwrap.dedent("""
        import datetime as dt, os, signal, sys
        from pathlib import Path
        from pipeline.intake.archive import Archive
        from pipeline.intake.folder import take_in
        from pipeline.register.store import open_register
        inbox, archive, register, step = sys.argv[1:]
        def die(done):
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)
        take_in(Path(inbox), Archive(Path(archive)), open_register(Path(register)),
                now=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC), after_step=die)
    """)
    places = [str(office.inbox), str(office.archive.root), str(office.register.path)]
    ended = subprocess.run([sys.executable, "-c", program, *places, step], env=dict(os.environ), check=False)

    assert ended.returncode == -9
    run_until(office, 0)
    assert what_arrived(office) == CONTENTS


def test_a_full_disk_stops_intake_and_leaves_everything_for_the_next_run(office):
    fill(office)
    office.archive.root.mkdir()

    class Full(type(office.archive)):
        def copy(self, source):
            raise OSError(28, "No space left on device")

    with pytest.raises(WorkspaceError, match="make room"):
        take_in(office.inbox, Full(office.archive.root), office.register, now=NOW)
    run_until(office, 0)
    assert what_arrived(office) == CONTENTS
