"""Editions of rules that cases were opened under: kept by the office itself, so that a change never takes one away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.scheme import Scheme
from pipeline.workspace import write_atomic

# Earlier editions that a person put beside the present rules, a whole folder each.
VERSIONS = "versions"
_PAGE = "scheme.yaml"


def kept_in(archive: Path, scheme: str, version: str) -> Path:
    """Where the office's own copy of an edition is."""
    return archive / "editions" / scheme / version


def keep(rules: Path, scheme: Scheme, archive: Path) -> None:
    """Keep the present edition as it is now, with what it builds on, so that it can be read when it is no longer.

    ``rules`` is the scheme's folder. What is the same already is not written again.
    """
    target = kept_in(archive, scheme.id, scheme.version)
    wanted = dict(_pages(rules))
    base = _base(rules, scheme)
    if base is not None:
        wanted |= {f"{base.name}/{name}": page for name, page in _pages(base)}
    for name, page in wanted.items():
        copy, data = target / name, page.read_bytes()
        if not (copy.is_file() and copy.read_bytes() == data):
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(copy, data)


def edition(rules: Path, archive: Path, scheme: str, version: str) -> Path | None:
    """The folder of an earlier edition: the one beside the present rules, or else the office's own copy."""
    for folder in (rules / VERSIONS / version, kept_in(archive, scheme, version)):
        if (folder / _PAGE).is_file():
            return folder
    return None


def _base(rules: Path, scheme: Scheme) -> Path | None:
    if not scheme.builds_on:
        return None
    around = (rules, *rules.resolve().parents)
    return next((folder / scheme.builds_on for folder in around if (folder / scheme.builds_on).is_dir()), None)


def _pages(folder: Path) -> Iterator[tuple[str, Path]]:
    for page in sorted(folder.rglob("*.yaml")):
        name = page.relative_to(folder)
        if name.parts[0] != VERSIONS:
            yield name.as_posix(), page
