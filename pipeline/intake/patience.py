"""Waiting a moment for what has just been touched: it may still be on its way into the inbox."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.intake.folder import Waiting, scan
from pipeline.intake.stability import JUST_CHANGED, StabilityMemory

# A copy that still runs writes many times a second; one that pauses for longer is noticed by its missing end.
_QUIET_SECONDS = 1.0
# With a person at hand: so long a workbook may be without its end before it is taken for one that has none.
_GRACE_AT_HAND = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a thing must have been as it is before it is taken, and what waits for that; 0 takes it as it is."""

    quiet: float = 0
    memory: StabilityMemory = field(default_factory=StabilityMemory)
    wait: Callable[[float], None] = time.sleep

    def wait_for_what_is_fresh(self, inbox: Path, shelves: Collection[str]) -> None:
        """Wait once, and only if something was touched so lately that one look cannot tell whether it is whole."""
        if any(thing.reason == JUST_CHANGED for thing in scan(inbox, self.quiet, self.memory, shelves)):
            self.wait(self.quiet)

    def left(self, inbox: Path, shelves: Collection[str]) -> tuple[Waiting, ...]:
        """What stays in the inbox for the next run, with the reason."""
        seen = scan(inbox, self.quiet, self.memory, shelves)
        return tuple(thing for thing in seen if not thing.ready and not thing.ignorable)


NONE = Patience()


def at_hand() -> Patience:
    """For a run that a person asked for: what they have open themselves, they may well mean to send."""
    return Patience(_QUIET_SECONDS, StabilityMemory(grace=_GRACE_AT_HAND, hung=0))


def unattended() -> Patience:
    """For watching: nobody is there to run it again, so anything that may not be whole has its time."""
    return Patience(_QUIET_SECONDS)
