"""Every scheme that came with the program, also those that only show what rules can say."""

from __future__ import annotations

from pathlib import Path

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = tuple(sorted(page.parent for page in RULES.rglob("scheme.yaml")))
NAMES = tuple(str(folder.relative_to(RULES)) for folder in FOLDERS)
