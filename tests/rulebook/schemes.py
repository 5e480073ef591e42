"""Every scheme that came with the program, also those that only show what rules can say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = tuple(sorted(page.parent for page in RULES.rglob("scheme.yaml")))
NAMES = tuple(str(folder.relative_to(RULES)) for folder in FOLDERS)


@cache
def loaded(folder: Path) -> Scheme:
    """A shipped scheme, read once for all tests."""
    return load_scheme(folder)
