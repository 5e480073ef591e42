from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
