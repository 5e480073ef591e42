"""The quarantine: a copy of what a person must look at, with the reason beside it. The archive has the bytes too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.office.desk import Desk
from pipeline.register.records import DeliveryRecord, FileRecord
from pipeline.values import SourceFile


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that lies in the quarantine though its delivery found a case. ``where`` is below the workspace."""

    delivery: str
    file: str
    case: str
    where: str
    reason: str


def put_aside(desk: Desk, record: DeliveryRecord, part: SourceFile, reason: str) -> None:
    """A copy where a person can look at it, with the reason beside it. A sender's name is data, never a path."""
    kept = _place(desk, record, part)
    kept.parent.mkdir(parents=True, exist_ok=True)
    text = f"File: {part.name!r}\nArrived as: {record.name!r}\nReason: {reason}\n"
    kept.write_bytes(part.content)
    _beside(kept).write_text(text, encoding="utf-8")


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
            if kept.is_file() and _beside(kept).is_file():
                reason = _beside(kept).read_text(encoding="utf-8").partition("\nReason: ")[2].strip()
                where = kept.relative_to(desk.workspace.root).as_posix()
                found.append(Aside(record.reference, file.name, file.case or "", where, reason))
    return tuple(found)


def _place(desk: Desk, record: DeliveryRecord, part: SourceFile | FileRecord) -> Path:
    stem, _, ending = part.name.rsplit("/", 1)[-1].rpartition(".")
    slug = re.sub(r"[^a-z0-9]+", "-", (stem or ending).lower()).strip("-")[:60] or "file"
    kept = f"{part.sha256[:8]}-{slug}" + (f".{ending.lower()}" if re.fullmatch(r"[A-Za-z0-9]{1,5}", ending) else "")
    return desk.workspace.quarantine / record.reference / kept


def _beside(kept: Path) -> Path:
    return kept.with_name(f"{kept.name}.reason.txt")
