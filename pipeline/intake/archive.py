"""The archive: the bytes of everything that ever arrived, each kept once under its own SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
import uuid
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.workspace import sync_folder

CHUNK = 1 << 20
STALE_SECONDS = 36 * 3600


class NotTaken(Exception):  # noqa: N818 - not a fault of ours: the file cannot be taken, for this reason
    """Why a file's bytes cannot be taken; the text is for the officer."""


class Archive:
    """A folder of blobs. They are read-only and never change; the same bytes are kept once."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._aside = self.root / "tmp"

    def path(self, sha256: str) -> Path:
        """Where a blob is kept, whether it is there or not."""
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return self.path(sha256).is_file()

    def read(self, sha256: str, limit: int | None = None) -> bytes:
        """The bytes, at most ``limit`` of them. Raises :class:`WorkspaceError` when missing or damaged."""
        try:
            with self.path(sha256).open("rb") as handle:
                data = handle.read() if limit is None else handle.read(limit)
                whole = limit is None or not handle.read(1)
        except OSError as fault:
            raise WorkspaceError(
                f"The archive has lost {sha256[:12]}… ({fault.strerror}). Put back the archive's last copy."
            ) from fault
        if whole and hashlib.sha256(data).hexdigest() != sha256:
            raise WorkspaceError(f"{self.path(sha256)} was changed after it was stored. Put back the last copy.")
        return data

    def put(self, data: bytes) -> str:
        """Keep bytes and give their name. Raises :class:`WorkspaceError` when the disk refuses."""
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            aside = self._new_aside()
            with aside.open("xb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            self.store(aside, sha256)
        except OSError as fault:
            raise WorkspaceError(f"We could not write to the archive: {fault.strerror}.") from fault
        return sha256

    def copy(self, source: Path) -> tuple[Path, str, int]:
        """Copy a file aside while hashing it: (aside, sha256, size), flushed to the disk.

        Never follows a link and never waits on a pipe. Raises :class:`NotTaken` when the thing has no bytes
        that we may take, ``OSError`` when the disk fails.
        """
        try:
            handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except PermissionError as fault:
            raise NotTaken("We may not open this file: its permissions forbid it.") from fault
        except OSError as fault:
            if fault.errno in {errno.ELOOP, errno.ENXIO}:
                # It was swapped for a link or a pipe after we looked.
                raise NotTaken("This is not an ordinary file, so there is nothing in it to read.") from fault
            raise
        try:
            for _ in range(3):
                before = os.fstat(handle)
                if not stat.S_ISREG(before.st_mode):
                    raise NotTaken(reason_not_taken(before.st_mode))
                os.lseek(handle, 0, os.SEEK_SET)
                aside = self._new_aside()
                sha256, size = _copy_hashing(handle, aside)
                after = os.fstat(handle)
                if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and size == after.st_size:
                    return aside, sha256, size
                # Somebody wrote while we copied; the copy is of neither version.
                aside.unlink()
        finally:
            os.close(handle)
        raise OSError(f"{source} keeps changing while it is copied")

    def store(self, aside: Path, sha256: str) -> None:
        """Give a copied file its final name. One that is there already is proved equal first."""
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and hash_file(target) == sha256:
            aside.unlink()
        else:
            # The open mode keeps a blob from being changed by accident; its name proves its content.
            aside.chmod(0o400)
            aside.replace(target)
        # In both cases: an earlier run may have renamed and died before its name was safe.
        sync_folder(target.parent)
        sync_folder(self.root)

    def sweep(self) -> None:
        """Remove what interrupted runs left aside. Nothing there was ever promised to anybody."""
        if not self._aside.is_dir():
            return
        for item in self._aside.iterdir():
            if time.time() - item.lstat().st_mtime > STALE_SECONDS:
                item.unlink(missing_ok=True)

    def _new_aside(self) -> Path:
        self._aside.mkdir(parents=True, exist_ok=True)
        return self._aside / uuid.uuid4().hex


def reason_not_taken(mode: int) -> str:
    """Why a thing that is not an ordinary file is not taken, for the officer."""
    if stat.S_ISLNK(mode):
        return "This is a link to another place, not a file. We never follow links; send the file itself."
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return "This is a pipe between programs, not a file. There is nothing in it to read."
    return "This is not an ordinary file, so there is nothing in it to read."


def _copy_hashing(handle: int, aside: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with aside.open("xb") as copy:
        while chunk := os.read(handle, CHUNK):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size


def hash_file(path: Path) -> str:
    """The SHA-256 of a file as it stands."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
