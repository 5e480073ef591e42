"""An office's inbox, archive and register, empty, for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.intake.archive import Archive
from pipeline.register.store import Register, open_register


@dataclass(frozen=True)
class Office:
    inbox: Path
    archive: Archive
    register: Register

    def drop(self, name: str, content: bytes) -> Path:
        target = self.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return target


@pytest.fixture
def office(tmp_path: Path, fresh_register: Path) -> Iterator[Office]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "register").mkdir()
    shutil.copyfile(fresh_register, tmp_path / "register" / "register.sqlite3")
    with open_register(tmp_path / "register" / "register.sqlite3") as register:
        yield Office(inbox, Archive(tmp_path / "archive"), register)
