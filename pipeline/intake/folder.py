"""The inbox folder: claim by rename, archive, one transaction, release. In that order, always.

A delivery is one dropped file, folder (with everything below it), zip or e-mail. Dying between any two
steps loses nothing and counts nothing twice: the next run finishes what stands in ``.claimed``. What the
register has goes to ``.taken``, where :func:`review_taken` looks at it once more before it is removed,
because a program can still write into a file that has been moved.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from pipeline.errors import WorkspaceError
from pipeline.intake.archive import Archive, NotTaken, hash_file, reason_not_taken
from pipeline.intake.claims import Claim, claimed_folder, make_claim, move_claim, read_claims, shown, taken_folder
from pipeline.intake.envelope import HEADER_LIMIT, sender_and_subject
from pipeline.intake.stability import OURS, StabilityMemory, in_order, walk, why_wait
from pipeline.ooxml.litter import is_litter
from pipeline.values import Delivery, SourceFile
from pipeline.values.records import Arrival, ArrivedFile, DeliveryRecord, Outcome, Receipt

FLOOR_BYTES = 64 << 20
READ_LIMIT = (100 << 20) + 1
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class Ledger(Protocol):
    """What intake asks of the register."""

    def add_delivery(self, arrival: Arrival, *, now: dt.datetime) -> Receipt:
        """Takes responsibility for what came. The same claim again gives the same receipt."""
        ...

    def claim_known(self, claim: str) -> str | None:
        """The delivery that a claim became; None where the register has not heard of it."""
        ...

    def delivery(self, reference: str) -> DeliveryRecord:
        """What is known of a delivery. Raises UsageError where there is none of that number."""
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing in the inbox. ``reason`` says why it is not taken yet; empty when ``ready``."""

    name: str
    reason: str
    ready: bool
    ignorable: bool


def scan(
    inbox: Path, quiet: float = 0, memory: StabilityMemory | None = None, shelves: Collection[str] = ()
) -> tuple[Waiting, ...]:
    """Everything in the inbox by name, also what an interrupted run holds and what we never take.

    A folder in ``shelves`` is no delivery: what lies in it is.
    With ``quiet`` above 0, ``memory`` must be kept from scan to scan: a thing is ready when it looked
    the same for so many seconds.
    """
    memory = StabilityMemory() if memory is None else memory
    held = [
        Waiting(shown(claim.name), "The last run ended while taking it in; the next one finishes it.", True, False)
        for claim in read_claims(claimed_folder(inbox))
    ]
    return (*held, *(_look(thing, quiet, memory) for thing in _things(inbox, shelves)))


def take_in(
    inbox: Path,
    archive: Archive,
    register: Ledger,
    *,
    now: dt.datetime,
    quiet: float = 0,
    memory: StabilityMemory | None = None,
    after_step: Callable[[str], None] = lambda _step: None,
    shelves: Collection[str] = (),
) -> tuple[Receipt, ...]:
    """Take in what an interrupted run held and everything that is ready; a receipt for each.

    Each folder in ``shelves`` is emptied like the inbox itself, and what lay in it remembers its name.
    What cannot be moved or copied now stays where it is, for the next run. ``after_step`` hears the name of
    each step once it is done. Raises :class:`WorkspaceError` when the disk is full or read-only.
    """
    memory = StabilityMemory() if memory is None else memory
    _refuse_full_disk(archive)
    archive.sweep()
    finish = partial(_finish, inbox=inbox, archive=archive, register=register, now=now, after_step=after_step)
    again = partial(_take, inbox=inbox, finish=finish, after_step=after_step)
    held = read_claims(claimed_folder(inbox))
    receipts = [_guarded(partial(finish, claim) if claim.number else partial(again, claim.path)) for claim in held]
    receipts += [
        _guarded(partial(again, thing)) for thing in _things(inbox, shelves) if _look(thing, quiet, memory).ready
    ]
    return tuple(receipt for receipt in receipts if receipt is not None)


def load(record: DeliveryRecord, archive: Archive) -> Delivery:
    """A delivery with the bytes of its dropped files; without what could not be taken or is only leavings.

    Of a file beyond every limit only so much is read that reading finds it too large.
    """
    return Delivery(
        reference=record.reference,
        source=record.source,
        name=record.name,
        received_at=record.received_at,
        files=tuple(
            SourceFile(file.name, archive.read(file.sha256, READ_LIMIT), file.sha256)
            for file in record.files
            if file.sha256 and not file.parent and file.outcome is not Outcome.IGNORED
        ),
        sender=record.sender,
        subject=record.subject,
    )


def review_taken(
    inbox: Path, archive: Archive, register: Ledger, *, now: dt.datetime, keep: dt.timedelta = dt.timedelta(days=7)
) -> tuple[str, ...]:
    """Look once more at what was taken. Names of things that were changed afterwards, and so come in again.

    What is unchanged after ``keep`` is removed; the archive has it. A thing of which something could not be
    taken is never removed.
    """
    changed = []
    for claim in read_claims(taken_folder(inbox)):
        reference = register.claim_known(claim.number) if claim.number else None
        if reference is None:
            # Not known: better once too often in the register than never.
            move_claim(claim, claimed_folder(inbox))
            continue
        record = register.delivery(reference)
        told = claim.path.lstat()
        old = now.timestamp() - told.st_ctime >= keep.total_seconds()
        if not old and _newest_write(claim.path) <= record.received_at.timestamp():
            continue
        if any(not file.sha256 for file in record.files if not file.parent):
            continue
        if _contents(claim) != {(f.name, f.sha256) for f in record.files if not f.parent}:
            make_claim(claim.path, inbox, claim.name, claim.shelf)
            changed.append(shown(claim.name))
        elif old and all(_is_kept(file.sha256, archive) for file in record.files if not file.parent):
            shutil.rmtree(claim.entry) if claim.entry.is_dir() else claim.entry.unlink()
    return tuple(changed)


def _things(inbox: Path, shelves: Collection[str]) -> list[Path]:
    folders = [inbox, *(inbox / shelf for shelf in sorted(shelves) if _is_shelf(inbox / shelf))]
    things = (
        thing
        for folder in folders
        for thing in folder.iterdir()
        if thing.name not in OURS and not (folder == inbox and thing in folders)
    )
    return sorted(things, key=lambda thing: in_order(thing.name))


def _is_shelf(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()


def _look(thing: Path, quiet: float, memory: StabilityMemory) -> Waiting:
    name = shown(thing.name)
    if is_litter(thing.name):
        return Waiting(name, "Left behind by a program; it stays where it is.", False, True)
    try:
        reason = why_wait(thing, quiet, memory)
    except OSError:
        # Office saves by renaming: a file may be gone between the listing and the look.
        reason = "It was moved while we looked."
    return Waiting(name, reason, not reason, False)


def _take(
    thing: Path, inbox: Path, finish: Callable[[Claim], Receipt | None], after_step: Callable[[str], None]
) -> Receipt | None:
    claim = make_claim(thing, inbox, shelf="" if thing.parent in (inbox, claimed_folder(inbox)) else thing.parent.name)
    after_step("claimed")
    return finish(claim)


def _finish(
    claim: Claim,
    *,
    inbox: Path,
    archive: Archive,
    register: Ledger,
    now: dt.datetime,
    after_step: Callable[[str], None],
) -> Receipt | None:
    """Everything after the claim. A claim the register knows only has to be released."""
    receipt = None
    if register.claim_known(claim.number) is None:
        arrival = _archive(claim, archive, after_step)
        receipt = register.add_delivery(arrival, now=now)
        after_step("recorded")
    move_claim(claim, taken_folder(inbox))
    after_step("released")
    return receipt


def _archive(claim: Claim, archive: Archive, after_step: Callable[[str], None]) -> Arrival:
    """Copy every file of a claimed thing into the archive and say what was there."""
    sender = subject = None
    source = _source(claim)
    if source == "folder":
        files = tuple(_archive_file(claim.path / name, name, archive, after_step) for name, _ in _members(claim.path))
        files = files or (ArrivedFile(shown(claim.name), "", 0, problem="We may not open this folder."),)
    else:
        files = (_archive_file(claim.path, claim.name, archive, after_step),)
        if source == "mail" and files[0].sha256:
            sender, subject = sender_and_subject(archive.read(files[0].sha256, HEADER_LIMIT))
    return Arrival(claim.number, source, shown(claim.name), files, sender, subject, claim.shelf)


def _archive_file(path: Path, name: str, archive: Archive, after_step: Callable[[str], None]) -> ArrivedFile:
    ignored = is_litter(name)
    mode = path.lstat().st_mode
    try:
        if not stat.S_ISREG(mode):
            raise NotTaken(reason_not_taken(mode))
        aside, sha256, size = archive.copy(path)
    except NotTaken as fault:
        return ArrivedFile(shown(name), "", 0, problem=str(fault), ignored=ignored)
    after_step("copied")
    archive.store(aside, sha256)
    after_step("stored")
    return ArrivedFile(shown(name), sha256, size, ignored=ignored)


def _source(claim: Claim) -> str:
    if stat.S_ISDIR(claim.path.lstat().st_mode):
        return "folder"
    return {".zip": "zip", ".eml": "mail"}.get(Path(claim.name).suffix.lower(), "file")


def _members(folder: Path) -> list[tuple[str, os.stat_result]]:
    try:
        return list(walk(folder))
    except PermissionError:
        return []


def _contents(claim: Claim) -> set[tuple[str, str]]:
    """Names and hashes of a taken thing as it is now; what is no ordinary file has no hash, and so is a change."""
    if not stat.S_ISDIR(claim.path.lstat().st_mode):
        return {(shown(claim.name), _hash_now(claim.path))}
    return {(shown(name), _hash_now(claim.path / name)) for name, _ in _members(claim.path)}


def _hash_now(path: Path) -> str:
    return hash_file(path) if stat.S_ISREG(path.lstat().st_mode) else ""


def _is_kept(sha256: str, archive: Archive) -> bool:
    """Before the sender's copy goes, ours is read once more."""
    return archive.has(sha256) and hash_file(archive.path(sha256)) == sha256


def _newest_write(path: Path) -> float:
    below = _members(path) if path.is_dir() else []
    return max([path.lstat().st_mtime, *(told.st_mtime for _, told in below)])


def _guarded(step: Callable[[], Receipt | None]) -> Receipt | None:
    """A thing that cannot be moved or copied now must not keep the others out; a full disk stops everything."""
    try:
        return step()
    except OSError as fault:
        if fault.errno in FULL_DISK:
            raise WorkspaceError(
                f"The disk cannot take more ({fault.strerror}). What has arrived stays safe in the inbox; "
                "make room and run again."
            ) from fault
        return None


def _refuse_full_disk(archive: Archive) -> None:
    archive.root.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(archive.root).free < FLOOR_BYTES:
        raise WorkspaceError(
            "The disk is nearly full. What has arrived stays safe in the inbox; make room and run again."
        )
