"""An empty register for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.register.store import Register, open_register


@pytest.fixture(scope="session")
def fresh_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register made once; each test gets a copy, which is quicker than making the tables again."""
    path = tmp_path_factory.mktemp("fresh") / "register.sqlite3"
    open_register(path).close()
    return path


@pytest.fixture
def register(tmp_path: Path, fresh_register: Path) -> Iterator[Register]:
    shutil.copyfile(fresh_register, tmp_path / "register.sqlite3")
    with open_register(tmp_path / "register.sqlite3") as opened:
        yield opened
