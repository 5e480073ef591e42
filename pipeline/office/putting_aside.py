"""The quarantine: a copy of what a person must look at, with the reason beside it. The archive has the bytes too."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.office.desk import Desk
from pipeline.register.records import DeliveryRecord
from pipeline.values import SourceFile


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


def _place(desk: Desk, record: DeliveryRecord, part: SourceFile) -> Path:
    stem, _, ending = part.name.rsplit("/", 1)[-1].rpartition(".")
    slug = re.sub(r"[^a-z0-9]+", "-", (stem or ending).lower()).strip("-")[:60] or "file"
    kept = f"{part.sha256[:8]}-{slug}" + (f".{ending.lower()}" if re.fullmatch(r"[A-Za-z0-9]{1,5}", ending) else "")
    return desk.workspace.quarantine / record.reference / kept


def _beside(kept: Path) -> Path:
    return kept.with_name(f"{kept.name}.reason.txt")
