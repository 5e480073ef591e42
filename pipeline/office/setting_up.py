"""Making a workspace, its blank forms, and finding out whether the machine has what it needs."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RulesError, UsageError, WorkspaceError
from pipeline.scheme import Scheme, load_scheme

if TYPE_CHECKING:
    from pipeline.reading.identity import SchoolList

PANEL_FILE = "panel.csv"
PANEL_COLUMNS = ("id", "name", "body", "email", "avoids")


def shipped() -> Path:
    """The folder that holds the rules and templates this program came with."""
    inside = Path(str(resources.files("pipeline"))) / "shipped"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2]


def make_workspace(root: Path) -> None:
    """A new workspace, or what an old one lacks; nothing that is there is changed."""
    from pipeline.workspace import Workspace

    Workspace.create(root, shipped())
    panel = root / PANEL_FILE
    if not panel.exists():
        panel.write_text(",".join(PANEL_COLUMNS) + "\n", encoding="utf-8")


def find_scheme(root: Path) -> Scheme:
    """The workspace's scheme, or the shipped one outside a workspace. Raises RulesError."""
    for base in (root / "rules", shipped() / "rules"):
        folders = sorted(p.parent for p in base.glob("*/scheme.yaml"))
        if folders:
            return load_scheme(folders[0])
    raise RulesError(f"No scheme was found in {root / 'rules'}. A scheme is a folder with a scheme.yaml in it.")


def find_schools(root: Path) -> SchoolList:
    """The workspace's schools list; empty when there is none. Raises WorkspaceError when it cannot be read."""
    from pipeline.reading.identity import SchoolList, parse_schools

    path = root / "schools.csv"
    if not path.is_file():
        return SchoolList()
    try:
        return parse_schools(path.read_bytes())
    except OSError as error:
        raise WorkspaceError(f"{path}: the schools list cannot be read ({error.strerror}).") from error
    except WorkspaceError as error:
        raise WorkspaceError(f"{path}: {error}") from error


def blank_forms(scheme: Scheme) -> dict[str, bytes]:
    """The blank Record and Application by file name."""
    from pipeline.scheme.blank_application import build_application
    from pipeline.scheme.blank_record import build_record

    return {
        f"{scheme.document('record').file_name}.xlsx": build_record(scheme),
        f"{scheme.document('application').file_name}.docx": build_application(scheme),
    }


def list_templates(root: Path) -> dict[str, list[str]]:
    """Each Word template's name with the words it needs. Raises RulesError for a broken one."""
    from pipeline.rendering.word import Template

    scheme = find_scheme(root)
    own = root / "templates" / scheme.id
    folder = own if own.is_dir() else shipped() / "templates" / scheme.id
    return {path.name: sorted(Template(path.read_bytes()).placeholders()) for path in sorted(folder.glob("*.docx"))}


def examine(root: Path) -> list[dict[str, object]]:
    """One sign for each thing the line needs: ``what``, ``ok`` and what it ``says``."""
    from pipeline.rendering import pdf

    office = pdf.available()
    sandbox = shutil.which("bwrap")
    try:
        scheme = find_scheme(root)
        rules = {"what": "rules", "ok": True, "says": f"{scheme.name} {scheme.version}"}
    except (RulesError, UsageError) as error:
        rules = {"what": "rules", "ok": False, "says": str(error)}
    return [
        rules,
        {"what": "LibreOffice", "ok": not office, "says": office or "makes the PDFs"},
        {
            "what": "bubblewrap",
            "ok": sandbox is not None,
            "says": "keeps LibreOffice away from the network and your files"
            if sandbox
            else "not found: PDFs are made with less protection. Install the package bubblewrap.",
        },
        {
            "what": "schools list",
            "ok": (root / "schools.csv").is_file(),
            "says": f"{len(find_schools(root))} schools" if (root / "schools.csv").is_file() else "no schools.csv here",
        },
    ]
