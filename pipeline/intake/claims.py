"""Claims: a dropped thing is made ours by one rename, and its claim's number is part of the new name.

Because the number is on the disk before anything else happens, a run that dies can be finished by the next
one without the thing counting twice.
"""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.stability import in_order
from pipeline.workspace import sync_folder

LONGEST_NAME = 255
NUMBER = re.compile("([0-9a-f]{32})(?:@([A-Za-z0-9._-]+))?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A thing we hold. ``entry`` is what stands in ``.claimed``; ``path`` the thing itself, ``name`` its own name.

    ``number`` is empty for a thing that somebody else put among our claims; ``shelf`` names the folder of the
    inbox that it was dropped in, where it was not the inbox itself.
    """

    number: str
    name: str
    entry: Path
    path: Path
    shelf: str = ""


def claimed_folder(inbox: Path) -> Path:
    """Where things are held while they are taken in."""
    return inbox / ".claimed"


def taken_folder(inbox: Path) -> Path:
    """Where things go when the register has them."""
    return inbox / ".taken"


def shown(name: str) -> str:
    """A name as text, whatever bytes the sender's system put there."""
    return os.fsencode(name).decode("utf-8", "replace")


def make_claim(thing: Path, inbox: Path, name: str | None = None, shelf: str = "") -> Claim:
    """Rename a thing into ``.claimed`` under a fresh number, by its own name or the one given.

    Raises ``OSError`` when it cannot be moved.
    """
    name = thing.name if name is None else name
    folder = claimed_folder(inbox)
    folder.mkdir(exist_ok=True)
    number = uuid.uuid4().hex
    head = f"{number}@{shelf}" if shelf else number
    entry = folder / f"{head}__{name}"
    if len(os.fsencode(entry.name)) > LONGEST_NAME:
        # No room for the number beside so long a name: a folder of that number holds it.
        (folder / head).mkdir()
        entry = folder / head / name
    thing.rename(entry)
    if entry.parent != folder:
        sync_folder(entry.parent)
    sync_folder(folder)
    sync_folder(thing.parent)
    return Claim(number, name, entry if entry.parent == folder else entry.parent, entry, shelf)


def read_claims(folder: Path) -> list[Claim]:
    """Every claim that stands in ``.claimed`` or ``.taken``, in the order of the things' own names."""
    if not folder.is_dir():
        return []
    claims = [claim for entry in folder.iterdir() if (claim := _read(entry)) is not None]
    return sorted(claims, key=lambda claim: (in_order(claim.name), claim.number))


def move_claim(claim: Claim, to: Path) -> None:
    """Move a claim to another of our folders. Done already, nothing happens."""
    to.mkdir(exist_ok=True)
    claim.entry.rename(to / claim.entry.name)
    sync_folder(to)
    sync_folder(claim.entry.parent)


def _read(entry: Path) -> Claim | None:
    head, mark, name = entry.name.partition("__")
    ours = NUMBER.fullmatch(head)
    if ours is None:
        # Somebody put it here by hand; it has yet to be claimed.
        return Claim("", entry.name, entry, entry)
    number, shelf = ours[1], ours[2] or ""
    if mark:
        return Claim(number, name, entry, entry, shelf)
    if entry.is_dir() and not entry.is_symlink():
        inside = list(entry.iterdir())
        if len(inside) == 1:
            return Claim(number, inside[0].name, entry, inside[0], shelf)
        if not inside:
            # The run ended between making the folder and the rename; the thing is still in the inbox.
            entry.rmdir()
            return None
    return Claim("", entry.name, entry, entry)
