"""An empty register for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.register.store import Register, open_register


@pytest.fixture
def register(tmp_path: Path, fresh_register: Path) -> Iterator[Register]:
    shutil.copyfile(fresh_register, tmp_path / "register.sqlite3")
    with open_register(tmp_path / "register.sqlite3") as opened:
        yield opened
