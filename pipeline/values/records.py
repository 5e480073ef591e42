"""What intake hands to the register, and what the register gives back beside the other values.

Both sides speak these, so that neither has to import the other. Frozen, without behaviour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a file that arrived. Empty until it was dealt with."""

    WAITING = ""
    PROCESSED = "processed"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One file as it came in. ``problem`` says why its bytes could not be taken (a link, no permission).

    ``parent`` names the zip or e-mail it was unpacked from; ``ignored`` marks what programs leave behind.
    """

    name: str
    sha256: str
    size: int
    parent: str = ""
    problem: str = ""
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files that arrived together. ``claim`` is on the disk before the register knows, and makes it count once.

    ``scheme`` is the id of the scheme in whose folder of the inbox they lay; empty for the inbox itself.
    """

    claim: str
    source: str
    name: str
    files: tuple[ArrivedFile, ...]
    sender: str | None = None
    subject: str | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The delivery's number, and the earlier delivery that held the very same files."""

    reference: str
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a delivery and what became of it."""

    delivery: str
    name: str
    parent: str
    sha256: str
    size: int
    kind: str
    file_class: str
    message: str
    case: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A delivery as the register knows it, without the bytes."""

    reference: str
    source: str
    name: str
    received_at: dt.datetime
    sender: str | None
    subject: str | None
    duplicate_of: str | None
    case: str | None
    note: str
    finished: bool
    files: tuple[FileRecord, ...]
    scheme: str = ""

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases its files went to: several when a person divided it among schools."""
        own = (self.case, *(file.case for file in self.files))
        return tuple(dict.fromkeys(case for case in own if case))

    def count_for(self, case: str) -> int:
        """How many files came for a case: all of them, unless the delivery was divided."""
        mine = [file for file in self.files if len(self.cases) < 2 or file.case == case]
        return sum(file.outcome is not Outcome.IGNORED for file in mine)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file that belongs to a case."""

    delivery: str
    name: str
    sha256: str
    received_at: dt.datetime
    parent: str
    kind: str


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """A document that was made: one per case (None: the panel's or the office's own), version and kind."""

    case: str | None
    version: int
    kind: str
    path: str
    sha256: str
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the event log."""

    n: int
    at: dt.datetime
    case: str | None
    kind: str
    body: Mapping[str, object]
