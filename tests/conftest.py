"""What most tests need: the shipped scheme, a day, and an empty register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.register.store import open_register
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme(ROOT / "rules" / "kent-award")


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 3, 2)


@pytest.fixture(scope="session")
def fresh_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register made once; each test gets a copy, which is quicker than making the tables again."""
    path = tmp_path_factory.mktemp("fresh") / "register.sqlite3"
    open_register(path).close()
    return path
