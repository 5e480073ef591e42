"""Reading what schools sent, in a process of its own that may be lost, with old kinds turned into new ones first."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.office.reader import Request, frame, send
from pipeline.ooxml import kinds, limits
from pipeline.reading.files import Opened
from pipeline.sandbox import bubblewrap
from pipeline.sandbox.converting import can_convert, convert
from pipeline.scheme.models import Scheme
from pipeline.values import FileClass, FileKind, FileReading, SourceFile
from pipeline.workspace import write_atomic

# It sees the disk as it is but may not write to it: the interpreter may lie anywhere.
_BOX = ("--ro-bind", "/", "/", *bubblewrap.ALONE)
_STARTS_AT_ONCE = 2  # an office's machine has two cores; a third start only makes the others wait
_OURS = "pipeline.values."
_DATES = frozenset({"date", "datetime", "time", "timedelta", "timezone"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it arrived and what it says; ``parts`` are the files inside, each with what it says."""

    source: SourceFile
    reading: FileReading
    parts: tuple[tuple[SourceFile, FileReading], ...] = ()

    @property
    def read(self) -> tuple[tuple[SourceFile, FileReading], ...]:
        """What is to be filed: the parts, or the file itself where it holds none."""
        return self.parts or ((self.source, self.reading),)

    @property
    def readings(self) -> tuple[FileReading, ...]:
        """What the file says, then what its parts say."""
        return (self.reading, *(reading for _, reading in self.parts))


class Copies:
    """The new Office files made of old ones, by the SHA-256 of the old. Kept in ``folder``, or else only here."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes | None:
        """The copy made of a file; None where none was made."""
        if self._folder is None:
            return self._held.get(sha256)
        path = self._folder / sha256
        return path.read_bytes() if path.is_file() else None

    def put(self, sha256: str, copy: bytes) -> None:
        """Keep a copy."""
        if self._folder is None:
            self._held[sha256] = copy
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomic(self._folder / sha256, copy)


class Patience:
    """How long the files of one submission may still take together, in seconds by the clock."""

    def __init__(self) -> None:
        self.left = limits.SUBMISSION_SECONDS

    def spent(self, seconds: float) -> None:
        """Charge what a file took beyond what is free."""
        self.left -= max(0.0, seconds - limits.FREE_SECONDS)


class ReadingRoom:
    """Reads files in one process after another, each used until it dies. For one thread; close it at the end."""

    def __init__(self, scheme: Scheme, copies: Copies | None = None) -> None:
        self._scheme = scheme
        self._copies = copies or Copies()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start the reader, which takes a quarter of a second, while there is something else to do."""
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = _start_reader()
            with suppress(OSError):  # one that died at once is noticed, and replaced, when it is asked
                send(_stream(self._child.stdin), self._scheme)

    def close(self) -> None:
        """End the reader."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                with suppress(OSError):
                    _stream(stream).close()
            self._child = None

    def take(self, sources: Iterable[SourceFile]) -> tuple[Taken, ...]:
        """The files of one submission, and the files inside them. Never raises on content, and ends in time."""
        patience = Patience()
        opened = [(source, self._open(Request(source), patience)) for source in sources]
        parts = [
            [(part, self._open(Request(part, inside=True), patience)) for part in whole.members] for _, whole in opened
        ]
        # Old kinds are turned all at once: LibreOffice takes as long to start as to turn ten files.
        found = [*opened, *(part for some in parts for part in some)]
        turned = self._turn([(source, item.family) for source, item in found], patience)

        def settled(source: SourceFile, item: Opened) -> FileReading:
            return turned.get((source.name, source.sha256), item.reading)

        return tuple(
            Taken(source, settled(source, whole), tuple((part, settled(part, item)) for part, item in inside))
            for (source, whole), inside in zip(opened, parts, strict=True)
        )

    def read(self, source: SourceFile) -> FileReading:
        """One file that is known to hold no others."""
        patience = Patience()
        opened = self._open(Request(source, inside=True), patience)
        turned = self._turn([(source, opened.family)], patience)
        return turned.get((source.name, source.sha256), opened.reading)

    def copy_of(self, sha256: str) -> bytes | None:
        """The new Office file that was read in place of an old one."""
        return self._copies.get(sha256)

    def _turn(self, files: Sequence[tuple[SourceFile, str]], patience: Patience) -> dict[tuple[str, str], FileReading]:
        old = {family: [s for s, own in files if own == family] for family in dict.fromkeys(f for _, f in files)}
        old = {family: sources for family, sources in old.items() if can_convert(family)}
        self._make_copies(old, patience)
        return {
            (source.name, source.sha256): self._by_copy(source, family, patience)
            for family, sources in old.items()
            for source in sources
        }

    def _make_copies(self, old: Mapping[str, Sequence[SourceFile]], patience: Patience) -> None:
        """Turn what has not been turned before: one start of LibreOffice for each kind, two at a time."""
        new = {
            family: {s.sha256: s.content for s in sources if self._copies.get(s.sha256) is None}
            for family, sources in old.items()
        }
        new = {family: contents for family, contents in new.items() if contents}
        if not new or patience.left <= 0:
            return
        began = time.monotonic()
        ends = began + min(limits.CONVERT_SECONDS, patience.left)

        def turn(family: str) -> list[bytes | None]:
            return convert(family, list(new[family].values()), max(0.0, ends - time.monotonic()))

        with ThreadPoolExecutor(max_workers=_STARTS_AT_ONCE) as pool:
            made = list(pool.map(turn, new))
        patience.spent(time.monotonic() - began)
        for contents, copies in zip(new.values(), made, strict=True):
            for sha256, copy in zip(contents, copies, strict=True):
                if copy is not None:
                    self._copies.put(sha256, copy)

    def _by_copy(self, source: SourceFile, family: str, patience: Patience) -> FileReading:
        copy = self._copies.get(source.sha256)
        if copy is None:
            kind = kinds.KINDS[family]
            return _said(source, kind.file_class, kinds.unturned_sentence(kind))
        return self._open(Request(source, family=family, copy=copy), patience).reading

    def _open(self, request: Request, patience: Patience) -> Opened:
        if patience.left <= 0:
            return Opened(_said(request.source, FileClass.CORRUPT, kinds.NOT_REACHED), "unknown")
        began = time.monotonic()
        answer = self._ask(request, patience.left)
        patience.spent(time.monotonic() - began)
        if answer is None:
            return Opened(_said(request.source, FileClass.CORRUPT, kinds.TOO_SLOW), "unknown")
        return answer

    def _ask(self, request: Request, seconds: float) -> Opened | None:
        """The reader's answer; None when it died over the file or had to be ended."""
        self.start()
        child = self._child
        assert child is not None, "it was just started"
        ender = threading.Timer(seconds, child.kill)
        ender.start()
        try:
            send(_stream(child.stdin), request)
            data = frame(_stream(child.stdout), limits.ANSWER_BYTES)
        except OSError:
            data = None
        finally:
            ender.cancel()
        opened = None if data is None else _unpickled(data)
        if opened is None:
            self.close()
        return opened


def _start_reader() -> subprocess.Popen[bytes]:
    box = bubblewrap.command(_BOX) if bubblewrap.holds(_BOX) else []
    return subprocess.Popen(
        [*box, sys.executable, "-m", "pipeline.office.reader"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # The same code as ours, wherever we were started; and never a line of a school's on a terminal.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _stream(stream: Any) -> Any:
    assert stream is not None, "both ends are pipes"
    return stream


class _Values(pickle.Unpickler):
    """Takes our own values only: a reader that was taken over must not be able to send us anything that acts."""

    def find_class(self, module: str, name: str) -> object:
        ours = module.startswith(_OURS) or (module, name) == (Opened.__module__, Opened.__name__)
        if ours or (module == "datetime" and name in _DATES):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _unpickled(data: bytes) -> Opened | None:
    try:
        answer = _Values(io.BytesIO(data)).load()
    # What was garbled on the way raises nearly anything.
    except Exception:
        return None
    return answer if isinstance(answer, Opened) else None


def _said(source: SourceFile, file_class: FileClass, sentence: str) -> FileReading:
    return FileReading(source.name, source.sha256, len(source.content), FileKind.OTHER, file_class, sentence)
