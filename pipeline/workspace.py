"""The office's folder: where the inbox, the outbox, the rules and the register are.

Nothing else in the package spells out one of these paths.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BusyError, WorkspaceError

SCHOOL_COLUMNS: tuple[str, ...] = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "PhaseOfEducation (name)",
    "Street",
    "Town",
    "Postcode",
    "SchoolWebsite",
    "HeadTitle (name)",
    "HeadFirstName",
    "HeadLastName",
    "EstablishmentStatus (name)",
    "CloseDate",
    "Trusts (name)",
    "Federations (name)",
    "PreviousLA (code)",
    "PreviousEstablishmentNumber",
    "Key",
)
"""The columns of the public register of schools (GIAS) that the line reads, in its spelling. ``Key`` is ours: the
number of a setting that has no URN."""

OFFICE_KEYS: tuple[str, ...] = ("name", "address", "email", "telephone", "signatory", "signatory_role")

OFFICE_TOML = """\
# Who sends the letters. Printed at the head and the foot of everything that leaves the office.
name = "The award office"
address = "Sessions House, County Road, Exampleton EX1 1AA"
email = "award.office@example.org"
telephone = "01632 960 100"
signatory = "The award officer"
signatory_role = "Award officer"
"""


@dataclass(frozen=True)
class Workspace:
    """One office's folder. Open it with :meth:`open`, make one with :meth:`create`."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where the office puts what schools send."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where it finds what goes back."""
        return self.root / "outbox"

    @property
    def archive(self) -> Path:
        """Every file that ever came, by its hash."""
        return self.root / "archive"

    @property
    def copies(self) -> Path:
        """New Office files made of old ones, by the SHA-256 of the old; may be deleted, and are made again."""
        return self.root / "archive" / "copies"

    @property
    def quarantine(self) -> Path:
        """What was put aside, with the reason."""
        return self.root / "quarantine"

    @property
    def register(self) -> Path:
        """The register's database."""
        return self.root / "register" / "register.sqlite3"

    @property
    def rules(self) -> Path:
        """The schemes' folders of rules."""
        return self.root / "rules"

    @property
    def templates(self) -> Path:
        """The Word templates of letters and certificates."""
        return self.root / "templates"

    @property
    def schools(self) -> Path:
        """The list of schools."""
        return self.root / "schools.csv"

    @property
    def office(self) -> Path:
        """What the office says of itself."""
        return self.root / "office.toml"

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """The workspace in a folder; its working folders are made if they are not there.

        Raises :class:`WorkspaceError` when the folder is not a workspace or cannot be written.
        """
        root = Path(root).absolute()
        if not root.is_dir():
            raise WorkspaceError(f"There is no folder {root}. Make an office there with “award init --at {root}”.")
        missing = [name for name in ("inbox", "rules") if not (root / name).is_dir()]
        if missing:
            raise WorkspaceError(
                f"{root} is not an award office: it has no folder “{missing[0]}”. "
                f"Go to your office's folder, or make one here with “award init”."
            )
        workspace = cls(root)
        workspace._make_folders()
        return workspace

    @classmethod
    def create(cls, root: Path, content: Mapping[str, Path]) -> Workspace:
        """Make a workspace, or complete one. What is already there is never changed.

        ``content`` says which folders of rules and templates are copied, by their place in the workspace
        (``rules/our-award``). Raises :class:`WorkspaceError` when the folder cannot be written.
        """
        workspace = cls(Path(root).absolute())
        try:
            workspace.root.mkdir(parents=True, exist_ok=True)
            for name in ("rules", "templates"):
                (workspace.root / name).mkdir(exist_ok=True)
            for place, source in content.items():
                _copy_missing(source, workspace.root / place)
            if not workspace.office.exists():
                write_atomic(workspace.office, OFFICE_TOML.encode())
            if not workspace.schools.exists():
                header = io.StringIO()
                csv.writer(header).writerow(SCHOOL_COLUMNS)
                write_atomic(workspace.schools, header.getvalue().encode())
        except OSError as fault:
            raise WorkspaceError(f"We could not make an office in {root}: {fault.strerror}.") from fault
        workspace._make_folders()
        return workspace

    def office_details(self) -> Mapping[str, str]:
        """Who sends the letters: name, address, email, telephone, signatory, signatory_role.

        Every key is there; one that is not filled in is empty, the name alone has a stand-in.
        Raises :class:`WorkspaceError` when ``office.toml`` cannot be read.
        """
        try:
            read = tomllib.loads(self.office.read_text("utf-8")) if self.office.exists() else {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise WorkspaceError(f"{self.office}: this file is not written as it must be ({fault}).") from fault
        except OSError as fault:
            raise WorkspaceError(f"{self.office}: we could not read it: {fault.strerror}.") from fault
        details = {key: str(read.get(key, "")).strip() for key in OFFICE_KEYS}
        details["name"] = details["name"] or "The award office"
        return details

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the office for one run. The lock goes with the process, however it ends.

        Raises :class:`BusyError` when another run holds it.
        """
        import fcntl

        handle = os.open(self.register.parent / "office.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
                raise BusyError(
                    f"Another run is working in this office (process {holder}). Try again when it has ended."
                ) from None
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
            yield
        finally:
            os.close(handle)

    def write_output(self, relative: str, data: bytes) -> Path:
        """Put a file in the outbox whole or not at all; one that is already the same is not touched.

        Raises :class:`WorkspaceError` when the name leads out of the outbox or the disk refuses.
        """
        target = self.outbox / relative
        inside = Path(os.path.normpath(target))
        if not inside.is_relative_to(self.outbox) or inside == self.outbox or "\0" in relative:
            raise WorkspaceError(f"“{relative}” is not a name for a file in the outbox.")
        try:
            if not (inside.is_file() and inside.read_bytes() == data):
                inside.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(inside, data)
        except OSError as fault:
            raise WorkspaceError(f"We could not write {inside}: {fault.strerror}.") from fault
        return inside

    def _make_folders(self) -> None:
        try:
            for folder in (self.inbox, self.outbox, self.archive, self.quarantine, self.register.parent):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise WorkspaceError(f"We could not make the folder {fault.filename}: {fault.strerror}.") from fault


def write_atomic(target: Path, data: bytes) -> None:
    """Write aside, flush to the disk, rename: a reader sees the old file or the new one, never half."""
    aside = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with aside.open("xb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_missing(source: Path, target: Path) -> None:
    """Copy the files of a tree that are not there yet; the office may have edited the others."""
    if not source.is_dir() or source.resolve() == target.resolve():
        return
    target.mkdir(parents=True, exist_ok=True)
    for item in sorted(source.rglob("*")):
        copy = target / item.relative_to(source)
        if item.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(item, copy)
