"""The docs speak of what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _links(page: Path) -> list[Path]:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [(page.parent / link).resolve() for link in found if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_something(page: Path) -> None:
    assert [link for link in _links(page) if not link.exists()] == []


def test_every_page_and_picture_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [link for link in _links(page) if link.is_file() and link.suffix == ".md"]
            reached |= {link for link in _links(page) if link.suffix == ".png"}
    there = {path for path in (ROOT / "docs").rglob("*") if path.is_file()}
    assert there - reached == set()


def test_the_developers_page_names_every_room() -> None:
    page = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
    stages = ("reading", "scheme", "checking", "panel", "believable_year", "office")
    rooms = {f"{room.parent.name}/" for stage in stages for room in (ROOT / "pipeline" / stage).glob("*/__init__.py")}
    assert {name for name in rooms if f"`{name}`" not in page} == set()


def test_every_stage_of_the_pipeline_is_on_the_developers_page() -> None:
    page = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
    stages = {path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py")} - {"believable_year"}
    assert {stage for stage in stages if f"`{stage}`" not in page and f"/{stage}/`" not in page} == set()
