"""What was touched a moment ago is looked at twice; what still grows, or is cut off, waits for the next run."""

from __future__ import annotations

import pytest

from pipeline.intake.folder import take_in
from pipeline.intake.patience import Patience
from pipeline.intake.stability import JUST_CHANGED, StabilityMemory

from .test_folder import NOW

LONG = 3600.0
CUT_OFF = "It looks cut off, as if it is still being copied."


def run(office, patience):
    """Names that were taken, and what was left with its reason."""
    patience.wait_for_what_is_fresh(office.inbox, ())
    receipts = take_in(
        office.inbox, office.archive, office.register, now=NOW, quiet=patience.quiet, memory=patience.memory
    )
    left = {thing.name: thing.reason for thing in patience.left(office.inbox, ())}
    return [office.register.delivery(receipt.reference).name for receipt in receipts], left


class Waits:
    """Stands in for a wait: notes it, lets so much time have passed for what was seen, and does something in it."""

    def __init__(self, meanwhile=lambda: None):
        self.waited, self.memory, self.meanwhile = [], StabilityMemory(), meanwhile

    def __call__(self, seconds):
        self.waited.append(seconds)
        self.memory.seen = {name: (mark, since - seconds) for name, (mark, since) in self.memory.seen.items()}
        self.meanwhile()


def test_what_is_still_growing_is_left_and_what_beside_it_is_whole_is_taken(office):
    growing = office.drop("1 film.mp4", b"first")
    office.drop("2 notes.txt", b"whole")
    waits = Waits(lambda: growing.write_bytes(b"first and second"))
    assert run(office, Patience(LONG, waits.memory, waits)) == (["2 notes.txt"], {"1 film.mp4": JUST_CHANGED})
    waits.meanwhile = lambda: None
    assert run(office, Patience(LONG, waits.memory, waits)) == (["1 film.mp4"], {})
    assert waits.waited == [LONG, LONG]


def test_nobody_waits_for_what_has_lain_there(office):
    office.drop("notes.txt", b"whole")
    waits = Waits()
    waits.memory.wall = lambda: (office.inbox / "notes.txt").stat().st_ctime + LONG
    assert run(office, Patience(LONG, waits.memory, waits)) == (["notes.txt"], {})
    assert waits.waited == []


@pytest.mark.parametrize(
    ("grace", "taken", "left"), [(LONG * 2, [], {"Record.xlsx": CUT_OFF}), (LONG, ["Record.xlsx"], {})]
)
def test_a_workbook_without_its_end_is_left_for_as_long_as_the_grace(office, grace, taken, left):
    office.drop("Record.xlsx", b"PK\x03\x04 the first half")
    waits = Waits()
    waits.memory.grace = grace
    assert run(office, Patience(LONG, waits.memory, waits)) == (taken, left)


def test_without_patience_nothing_is_looked_at_twice(office):
    office.drop("notes.txt", b"whole")
    assert run(office, Patience(wait=lambda _: pytest.fail("It waited."))) == (["notes.txt"], {})
