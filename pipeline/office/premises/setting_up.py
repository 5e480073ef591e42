"""Making a workspace, its blank forms, and finding out whether the machine has what it needs."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RulesError, UsageError, WorkspaceError
from pipeline.office.premises.schemes import EXAMPLES, Schemes, folders, offered
from pipeline.office.premises.shipped import shipped
from pipeline.scheme import Scheme

if TYPE_CHECKING:
    from pipeline.reading.identity import SchoolList

PANEL_FILE = "panel.csv"
# Templates for every scheme that has none of its own.
ANY_SCHEME = "any-scheme"
PANEL_COLUMNS = ("id", "name", "body", "email", "avoids")


def make_workspace(root: Path, schemes: Sequence[str] = ()) -> None:
    """A new workspace, or what an old one lacks; nothing that is there is changed.

    It gets the rules and templates of ``schemes``; when none is named, of those that it has, or else of those that
    the program offers. Raises UsageError for a scheme that did not come with the program.
    """
    from pipeline.workspace import Workspace

    known = folders(shipped())
    strange = [scheme for scheme in schemes if scheme not in known]
    if strange:
        raise UsageError(f"There is no scheme “{strange[0]}”. Schemes: {', '.join(sorted(known))}.")
    there = [page.parent.name for page in sorted(root.glob("rules/*/scheme.yaml"))]
    wanted = schemes or there or offered(shipped())
    content = {f"rules/{scheme}": known[scheme] for scheme in wanted if scheme in known}
    # What several schemes build on lies beside them.
    for shared in (page for page in (shipped() / "rules").iterdir() if page.is_dir() and page.name != EXAMPLES):
        if not (shared / "scheme.yaml").exists():
            content[f"rules/{shared.name}"] = shared
    for scheme in (*wanted, ANY_SCHEME):
        content[f"templates/{scheme}"] = shipped() / "templates" / scheme
    Workspace.create(root, content)
    panel = root / PANEL_FILE
    if not panel.exists():
        panel.write_text(",".join(PANEL_COLUMNS) + "\n", encoding="utf-8")


def find_scheme(root: Path, wanted: str = "") -> Scheme:
    """The scheme that is meant: the one named, or the only one of a workspace; the program's outside of one.

    Raises UsageError, with their ids, where there are several; RulesError for rules that are wrong.
    """
    return Schemes(root, wanted).the()


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
    from pipeline.blank_forms.application import build_application
    from pipeline.blank_forms.record import build_record

    makers = {"workbook": (".xlsx", build_record), "document": (".docx", build_application)}
    made: dict[str, bytes] = {}
    for layout in scheme.documents:
        ending, build = makers[layout.kind]
        made[f"{layout.file_name}{ending}"] = build(scheme)
    return made


def forms_of(schemes: Schemes, language: str = "") -> dict[str, bytes]:
    """The blank forms of each scheme by their place; where there are several, each has a folder of its own.

    Raises UsageError when a scheme has no page of ``language``.
    """
    for scheme in schemes.all():
        if language not in ("", *scheme.languages):
            known = ", ".join(scheme.languages) or "none"
            raise UsageError(f"{scheme.name} is not written in “{language}”. Its other languages: {known}.")
    several = len(schemes.ids) > 1
    return {
        f"{scheme.id}/{name}" if several else name: data
        for scheme in schemes.all()
        for name, data in blank_forms(schemes.spoken(scheme, language)).items()
    }


def templates_of(root: Path, scheme: str, language: str = "") -> list[Path]:
    """A scheme's Word templates by name: its own, and where it has none of a name, that for any scheme.

    Those of a ``language`` lie in a folder of its name within, and come first; of each, the workspace's come before
    those that came with the program.
    """
    found: dict[str, Path] = {}
    folders = [(scheme, language), (ANY_SCHEME, language)] if language else []
    for folder in (*folders, (scheme, ""), (ANY_SCHEME, "")):
        for base in (root, shipped()):
            for path in sorted((base / "templates").joinpath(*folder).glob("*.docx")):
                found.setdefault(path.name, path)
    return [found[name] for name in sorted(found)]


def list_templates(root: Path, wanted: str = "") -> dict[str, list[str]]:
    """Each Word template with the words it needs, below the folder of templates it lies in.

    Raises RulesError for a broken one.
    """
    from pipeline.rendering.word import Template

    found: dict[str, list[str]] = {}
    for scheme in Schemes(root, wanted).ids:
        for path in templates_of(root, scheme):
            name = f"{path.parent.name}/{path.name}"
            found[name] = sorted(Template(path.read_bytes(), str(path)).placeholders())
    return found


def examine(root: Path) -> list[dict[str, object]]:
    """One sign for each thing the line needs: ``what``, ``ok`` and what it ``says``."""
    from pipeline.rendering import pdf

    office = pdf.available()
    sandbox, weak = shutil.which("bwrap"), pdf.isolation()
    try:
        schemes = ", ".join(f"{scheme.name} {scheme.version}" for scheme in Schemes(root).all())
        rules = {"what": "rules", "ok": True, "says": schemes}
    except (RulesError, UsageError) as error:
        rules = {"what": "rules", "ok": False, "says": str(error)}
    return [
        rules,
        {"what": "LibreOffice", "ok": not office, "says": office or "makes the PDFs"},
        {
            "what": "bubblewrap",
            "ok": sandbox is not None and not weak,
            "says": weak or "keeps LibreOffice away from the network and your files"
            if sandbox
            else "not found: PDFs are made with less protection. Install the package bubblewrap.",
        },
        {
            "what": "schools list",
            "ok": (root / "schools.csv").is_file(),
            "says": f"{len(find_schools(root))} schools" if (root / "schools.csv").is_file() else "no schools.csv here",
        },
    ]
