"""Where an office's rule files are."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.errors import UsageError, WorkspaceError
from pipeline.office.premises.setting_up import ANY_SCHEME
from pipeline.office.premises.shipped import shipped
from pipeline.rulebook.beginning import begin
from pipeline.rulebook.criteria_sheet import read_criteria
from pipeline.rulebook.guide import HTML, MARKDOWN, guide
from pipeline.rulebook.inspecting import Inspected, inspect_rules
from pipeline.rulebook.schema import FOLDER, first_line, schemas, with_first_line
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.pages.building_on import shared_checks

SCHEME = "scheme.yaml"
# What the schemes of an office build on.
COMMON = "common"
_FOLDER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def rule_folders(root: Path, name: str | None = None) -> tuple[Path, ...]:
    """The folders of the workspace's schemes (of the shipped ones outside a workspace), or the one that is named.

    A name is a folder's, or a path to one. Raises UsageError when there is none.
    """
    if name is not None and (Path(name) / SCHEME).is_file():
        return (Path(name),)
    base = root / "rules" if any((root / "rules").rglob(SCHEME)) else shipped() / "rules"
    found = tuple(sorted(path.parent for path in base.rglob(SCHEME) if "versions" not in path.parts))
    if name is None:
        return found
    named = tuple(folder for folder in found if folder.name == name)
    if not named:
        hint = nearest(name, (folder.name for folder in found))
        raise UsageError(f"There is no scheme “{name}” in {base}{hint}. A scheme is a folder with a {SCHEME} in it.")
    return named


def letters_of(root: Path, scheme: str) -> Collection[str]:
    """The names of a scheme's Word templates, without their ending: its own and those for any scheme."""
    bases = (root / "templates", shipped() / "templates")
    return {path.stem for base in bases for name in (scheme, ANY_SCHEME) for path in (base / name).glob("*.docx")}


def write_schemas(rules: Path) -> list[Path]:
    """Puts the schemas beside the rules, and the line that names one into each rule file; returns what it changed.

    Raises WorkspaceError when there are no rules there, or a file cannot be written.
    """
    if not any(rules.rglob(SCHEME)):
        raise WorkspaceError(f"There are no rules in {rules}. `award init` makes a workspace that has some.")
    wanted = {rules / FOLDER / name: text for name, text in schemas().items()}
    for path in sorted(rules.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        wanted[path] = with_first_line(text, first_line(path, rules))
    written = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    try:
        (rules / FOLDER).mkdir(exist_ok=True)
        for path in written:
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
    except OSError as error:
        raise WorkspaceError(f"{error.filename}: cannot be written ({error.strerror}).") from error
    return written


def write_guide(folder: Path, out: Path) -> Path:
    """A scheme's rules as a page for officers: HTML, or Markdown for a file that ends in .md.

    Raises RulesError for rules that are wrong, WorkspaceError when the file cannot be written.
    """
    text = guide(load_scheme(folder), MARKDOWN if out.suffix == ".md" else HTML, shared_checks(folder))
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WorkspaceError(f"{out}: cannot be written ({error.strerror}).") from error
    return out


def begin_scheme(root: Path, folder: str, criteria: Path, name: str, today: dt.date) -> Inspected:
    """Writes ``rules/<folder>/`` from a list of criteria; what schemes share is put beside it where it lacks.

    Raises UsageError for a name that cannot be used or is taken and for a list that cannot be understood,
    WorkspaceError when nothing can be written there.
    """
    if not _FOLDER.fullmatch(folder):
        raise UsageError(f"“{folder}” cannot be a scheme's name. Use small letters, digits and hyphens: calm-schools.")
    target = root / "rules" / folder
    if target.exists():
        raise UsageError(f"{target} is there already. Nothing was changed; choose another name.")
    try:
        listed = read_criteria(criteria.name, criteria.read_bytes())
    except OSError as error:
        raise UsageError(f"{criteria} cannot be read ({error.strerror}).") from error
    files = begin(folder, name or folder.replace("-", " ").title(), listed, today)
    try:
        if not (root / "rules" / COMMON).is_dir():
            shutil.copytree(shipped() / "rules" / COMMON, root / "rules" / COMMON)
        for within, text in files.items():
            (target / within).parent.mkdir(parents=True, exist_ok=True)
            line = first_line(target / within, root / "rules")
            (target / within).write_text(with_first_line(text, line), encoding="utf-8", newline="\n")
    except OSError as error:
        raise WorkspaceError(f"{error.filename}: cannot be written ({error.strerror}).") from error
    write_schemas(root / "rules")
    return inspect_rules(target, today, letters_of(root, folder))
