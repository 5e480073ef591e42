"""The quarantine: a copy of what a person must look at, with the reason beside it. The archive has the bytes too."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.office.desk import Desk
from pipeline.register.records import DeliveryRecord, FileRecord, Outcome
from pipeline.values import SourceFile


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that lies in the quarantine though its delivery found a case. ``where`` is below the workspace.

    Of what cannot be copied, a link or a pipe, only the reason lies there.
    """

    delivery: str
    file: str
    case: str
    where: str
    reason: str


def put_aside(desk: Desk, record: DeliveryRecord, part: SourceFile, reason: str) -> None:
    """A copy where a person can look at it, with the reason beside it. A sender's name is data, never a path."""
    kept = _place(desk, record, part)
    _say_beside(kept, record, part.name, reason)
    kept.write_bytes(part.content)


def say_what_was_not_taken(desk: Desk, record: DeliveryRecord) -> None:
    """The reason alone, for each thing of a delivery that has no bytes we may take: a link, a pipe, a locked folder."""
    for file in record.files:
        if _was_not_taken(file):
            _say_beside(_place(desk, record, file), record, file.name, file.message)


def say_why(desk: Desk, record: DeliveryRecord, reason: str) -> None:
    """The reason alone, for what cannot be copied: a link, a pipe, an empty folder."""
    folder = desk.workspace.quarantine / record.reference
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Arrived as: {record.name!r}\nReason: {reason}\n"
    (folder / "reason.txt").write_text(text, encoding="utf-8")


def take_back(desk: Desk, record: DeliveryRecord, parts: list[SourceFile]) -> None:
    """Remove our copies of what has found its case; whatever else a person put there stays."""
    for part in parts:
        kept = _place(desk, record, part)
        kept.unlink(missing_ok=True)
        _beside(kept).unlink(missing_ok=True)
    folder = desk.workspace.quarantine / record.reference
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def aside(desk: Desk) -> tuple[Aside, ...]:
    """What was put aside of deliveries that found their case, while our copy of it lies there."""
    found = []
    for record in desk.register.deliveries():
        for file in record.files if record.cases else ():
            kept = _place(desk, record, file)
            if (kept.is_file() or _was_not_taken(file)) and _beside(kept).is_file():
                reason = _beside(kept).read_text(encoding="utf-8").partition("\nReason: ")[2].strip()
                there = kept if kept.is_file() else _beside(kept)
                where = there.relative_to(desk.workspace.root).as_posix()
                found.append(Aside(record.reference, file.name, file.case or "", where, reason))
    return tuple(found)


def _was_not_taken(file: FileRecord) -> bool:
    return not file.sha256 and file.outcome is Outcome.QUARANTINED


def _say_beside(kept: Path, record: DeliveryRecord, name: str, reason: str) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    text = f"File: {name!r}\nArrived as: {record.name!r}\nReason: {reason}\n"
    _beside(kept).write_text(text, encoding="utf-8")


def _place(desk: Desk, record: DeliveryRecord, part: SourceFile | FileRecord) -> Path:
    stem, _, ending = part.name.rsplit("/", 1)[-1].rpartition(".")
    slug = re.sub(r"[^a-z0-9]+", "-", (stem or ending).lower()).strip("-")[:60] or "file"
    known_by = part.sha256 or hashlib.sha256(part.name.encode()).hexdigest()
    kept = f"{known_by[:8]}-{slug}" + (f".{ending.lower()}" if re.fullmatch(r"[A-Za-z0-9]{1,5}", ending) else "")
    return desk.workspace.quarantine / record.reference / kept


def _beside(kept: Path) -> Path:
    return kept.with_name(f"{kept.name}.reason.txt")
