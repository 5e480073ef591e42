"""Nothing of a scheme is in Python: its id and its names stand in its rules, and in the demo's content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.scheme.loader import load_scheme

ROOT = Path(__file__).resolve().parents[1]
SCHEMES = sorted(page.parent for page in (ROOT / "rules").rglob("scheme.yaml"))
PAGES = sorted((ROOT / "pipeline").rglob("*.py"))


@pytest.mark.parametrize("folder", SCHEMES, ids=lambda folder: folder.name)
def test_no_scheme_is_named_in_python(folder: Path) -> None:
    scheme = load_scheme(folder)
    names = {scheme.id, scheme.name, scheme.short_name, *(body.name for body in scheme.bodies)}
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(names)), re.IGNORECASE)
    found = {
        f"{page.relative_to(ROOT)}:{number}: {line.strip()}"
        for page in PAGES
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if named.search(line)
    }
    assert found == set()
