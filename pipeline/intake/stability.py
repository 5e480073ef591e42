"""Is a dropped thing whole? What to wait for before it is taken."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

OURS: frozenset[str] = frozenset({".claimed", ".taken", "README.md"})
"""What is in the inbox by our own doing."""

GRACE_SECONDS = 15 * 60
HUNG_SECONDS = 30 * 60
JUST_CHANGED = "It changed a moment ago, so it may still be arriving."


@dataclass
class StabilityMemory:
    """What was seen at the last scan: a thing's fingerprint and since when (monotonic seconds) it is so.

    Wall time alone would do harm here: a clock set back must not make a finished file wait. It only lets in at once
    what was touched long ago. ``grace`` is how long something may look cut off before it is taken for what it is,
    ``hung`` how long a program may have it open.
    """

    seen: dict[str, tuple[object, float]] = field(default_factory=dict)
    grace: float = GRACE_SECONDS
    hung: float = HUNG_SECONDS
    wall: Callable[[], float] = time.time

    def unchanged_for(self, name: str, fingerprint: object) -> float:
        """Seconds for which the thing has looked the same; 0 at first sight."""
        here = time.monotonic()
        known, since = self.seen.get(name, (None, here))
        if known != fingerprint:
            since = here
        self.seen[name] = (fingerprint, since)
        return here - since


def in_order(name: str) -> tuple[object, ...]:
    """Sort names so that a later version comes later: “Record”, “Record (2)”, “Record v9”, “Record v10”.

    Of two versions in one delivery the last counts, and plain sorting would put “Record (2).xlsx” first.
    """
    stem, _, ending = name.rpartition(".") if "." in name else (name, "", "")
    parts = re.split("([0-9]+)", stem.casefold())
    return (tuple(int(part) if place % 2 else part for place, part in enumerate(parts)), ending, name)


def walk(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below a folder that is not a folder, as (name below it, lstat), by name; links not followed."""
    with os.scandir(path) as listing:
        entries = sorted(listing, key=lambda entry: in_order(entry.name))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            try:
                below = list(walk(path / entry.name))
            except PermissionError:
                # Named as it is, so that somebody learns that there was a folder we could not open.
                yield entry.name, entry.stat(follow_symlinks=False)
                continue
            for name, told in below:
                yield f"{entry.name}/{name}", told
        else:
            yield entry.name, entry.stat(follow_symlinks=False)


def why_wait(path: Path, quiet: float, memory: StabilityMemory) -> str:
    """Why a thing is not taken yet, for the officer; empty when it can be taken.

    ``quiet`` 0 means that a person said “now”: only an empty folder and a file that a program is writing
    at this moment wait.
    """
    told = path.lstat()
    if stat.S_ISDIR(told.st_mode):
        try:
            members = list(walk(path))
        except OSError:
            # It is taken all the same, and what could not be opened is named in the delivery.
            return ""
        if not members:
            return "The folder is empty."
        fingerprint: object = tuple((name, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in members)
        files = [(path / name, s) for name, s in members if stat.S_ISREG(s.st_mode)]
    elif stat.S_ISREG(told.st_mode):
        fingerprint = (told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
        files = [(path, told)]
    else:
        return ""
    if any(_being_written(file, s) for file, s in files):
        return "A program is still writing it."
    return _why_not_quiet(str(path), fingerprint, files, quiet, memory) if quiet > 0 else ""


def _why_not_quiet(
    name: str, fingerprint: object, files: list[tuple[Path, os.stat_result]], quiet: float, memory: StabilityMemory
) -> str:
    touched = max((max(told.st_mtime, told.st_ctime) for _, told in files), default=0.0)
    calm = max(memory.unchanged_for(name, fingerprint), memory.wall() - touched)
    if calm < quiet:
        return JUST_CHANGED
    if calm < memory.hung and any(_open_in_office(file) for file, _ in files):
        return "It is open in Word or Excel."
    if calm < memory.grace and not all(_looks_complete(file) for file, _ in files):
        return "It looks cut off, as if it is still being copied."
    return ""


def _being_written(path: Path, told: os.stat_result) -> bool:
    """Whether some program has the file open for writing. Linux tells by refusing a lease; elsewhere we cannot know."""
    try:
        import fcntl

        lease, set_signal = fcntl.F_SETLEASE, fcntl.F_SETSIG
    except (ImportError, AttributeError):
        return False
    import signal

    if time.time() - told.st_mtime > HUNG_SECONDS:
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # A lease that breaks sends SIGIO, which would end us; SIGURG is ignored unless asked for.
        fcntl.fcntl(handle, set_signal, signal.SIGURG)
        fcntl.fcntl(handle, lease, fcntl.F_RDLCK)
        fcntl.fcntl(handle, lease, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        # Not ours, or a file system without leases: no answer.
        return False
    finally:
        os.close(handle)
    return False


def _open_in_office(path: Path) -> bool:
    """Office keeps a ``~$`` twin beside an open file; it drops the first letters of longer names."""
    twins = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any((path.parent / twin).exists() for twin in twins)


def _looks_complete(path: Path) -> bool:
    """A zip (also .xlsx, .docx) ends with its directory and a PDF with its mark; of others we cannot tell."""
    try:
        with path.open("rb") as handle:
            start = handle.read(4)
            size = handle.seek(0, os.SEEK_END)
            handle.seek(max(0, size - 66_000))
            tail = handle.read()
    except OSError:
        return True
    if start == b"PK\x03\x04":
        return b"PK\x05\x06" in tail
    return not start.startswith(b"%PDF") or b"%%EOF" in tail[-2048:]
