"""Where the rules and templates lie that came with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def shipped() -> Path:
    """The folder that holds them: within the installed package, or the repository it runs from."""
    inside = Path(str(resources.files("pipeline"))) / "shipped"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3]
