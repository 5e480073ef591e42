"""What most tests need: the shipped scheme, and a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.scheme import Scheme, load_scheme

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme(ROOT / "rules" / "kent-award")


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 3, 2)
