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
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.office.reader import Request, frame, send
from pipeline.ooxml import kinds, limits
from pipeline.sandbox import bubblewrap
from pipeline.sandbox.converting import can_convert, convert
from pipeline.scheme.model import Scheme
from pipeline.values import FileClass, FileKind, FileReading, OpenedFile, SourceFile
from pipeline.workspace import write_atomic

# It sees the disk as it is but may not write to it: the interpreter may lie anywhere.
_BOX = ("--ro-bind", "/", "/", *bubblewrap.ALONE)
_STARTS_AT_ONCE = 2  # an office's machine has two cores; a third start only makes the others wait
_FORMS = (".xlsx", ".docx", ".zip", ".eml", ".msg", ".xls", ".ods", ".doc", ".odt")
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


class Deadline:
    """When the files of one submission must all be done, counted from now on."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + limits.SUBMISSION_SECONDS

    @property
    def left(self) -> float:
        """The seconds that are left; 0 when there are none."""
        return max(0.0, self._ends - time.monotonic())


class _Ended(Enum):
    """Why the reader gave no answer."""

    BY_FILE = "the file was too much for it"
    BY_US = "its share of the time was up"
    NEVER_ASKED = "the submission's time was up"


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
        deadline, sources = Deadline(), tuple(sources)
        opened = self._open([Request(source) for source in sources], deadline)
        members = [part for whole in opened for part in whole.members]
        # Old kinds are turned all at once: LibreOffice takes as long to start as to turn ten files.
        found = [*zip((*sources, *members), (*opened, *self._open(_inside(members), deadline)), strict=True)]
        settled = iter(_told_together(self._settled(found, deadline)))
        wholes = [next(settled) for _ in sources]
        return tuple(
            Taken(source, reading, tuple((part, next(settled)) for part in whole.members))
            for source, reading, whole in zip(sources, wholes, opened, strict=True)
        )

    def read(self, source: SourceFile) -> FileReading:
        """One file that is known to hold no others."""
        deadline = Deadline()
        (opened,) = self._open(_inside([source]), deadline)
        return _told_together(self._settled([(source, opened)], deadline))[0]

    def copy_of(self, sha256: str) -> bytes | None:
        """The new Office file that was read in place of an old one."""
        return self._copies.get(sha256)

    def _settled(self, found: Sequence[tuple[SourceFile, OpenedFile]], deadline: Deadline) -> list[FileReading]:
        """What each file says; where it is of an old kind, by the new one made of it."""
        old: dict[str, list[SourceFile]] = {}
        for source, opened in found:
            if can_convert(opened.family):
                old.setdefault(opened.family, []).append(source)
        self._make_copies(old, deadline)
        requests = [
            Request(source, family=family, copy=self._copies.get(source.sha256) or b"")
            for family, sources in old.items()
            for source in sources
        ]
        made = [request for request in requests if request.copy]
        read = {id(r.source): o.reading for r, o in zip(made, self._open(made, deadline), strict=True)}
        return [read.get(id(source), self._unturned(source, opened)) for source, opened in found]

    def _unturned(self, source: SourceFile, opened: OpenedFile) -> FileReading:
        """A file of a new kind, or an old one that could not be turned, which its own sentence says."""
        if not can_convert(opened.family):
            return opened.reading
        kind = kinds.KINDS[opened.family]
        return _said(source, kind.file_class, kinds.unturned_sentence(kind))

    def _make_copies(self, old: Mapping[str, Sequence[SourceFile]], deadline: Deadline) -> None:
        """Turn what has not been turned before: one start of LibreOffice for each kind, two at a time."""
        new = {
            family: {s.sha256: s.content for s in sources if self._copies.get(s.sha256) is None}
            for family, sources in old.items()
        }
        new = {family: contents for family, contents in new.items() if contents}
        if not new or not deadline.left:
            return
        ends = time.monotonic() + min(limits.CONVERT_SECONDS, deadline.left)

        def turn(family: str) -> list[bytes | None]:
            return convert(family, list(new[family].values()), max(0.0, ends - time.monotonic()))

        with ThreadPoolExecutor(max_workers=_STARTS_AT_ONCE) as pool:
            made = list(pool.map(turn, new))
        for contents, copies in zip(new.values(), made, strict=True):
            for sha256, copy in zip(contents, copies, strict=True):
                if copy is not None:
                    self._copies.put(sha256, copy)

    def _open(self, requests: Sequence[Request], deadline: Deadline) -> list[OpenedFile]:
        """Each file within a fair share of the time first, so that none keeps the others waiting; what needs longer
        has what is left. What may be a form comes first, and the small before the large.
        """
        answers: dict[int, OpenedFile | _Ended] = {}
        order = sorted(range(len(requests)), key=lambda at: _turn(requests[at].source))
        for done, at in enumerate(order):
            share = max(limits.FREE_SECONDS, deadline.left / (len(order) - done))
            answers[at] = self._ask(requests[at], min(share, deadline.left))
        for at in order:
            if answers[at] is _Ended.BY_US and deadline.left:
                answers[at] = self._ask(requests[at], deadline.left)
        return [_answer(request.source, answers[at]) for at, request in enumerate(requests)]

    def _ask(self, request: Request, seconds: float) -> OpenedFile | _Ended:
        """The reader's answer, or why there is none: it died over the file, or had to be ended."""
        if seconds <= 0:
            return _Ended.NEVER_ASKED
        self.start()
        child = self._child
        assert child is not None, "it was just started"
        ended = threading.Event()

        def end() -> None:
            ended.set()
            child.kill()

        ender = threading.Timer(seconds, end)
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
            return _Ended.BY_US if ended.is_set() else _Ended.BY_FILE
        return opened


def _turn(source: SourceFile) -> tuple[bool, int]:
    return not source.name.lower().endswith(_FORMS), len(source.content)


def _inside(sources: Iterable[SourceFile]) -> list[Request]:
    return [Request(source, inside=True) for source in sources]


def _answer(source: SourceFile, answer: OpenedFile | _Ended) -> OpenedFile:
    if isinstance(answer, OpenedFile):
        return answer
    if answer is _Ended.BY_FILE:
        return OpenedFile(_said(source, FileClass.CORRUPT, kinds.TOO_SLOW), "unknown")
    return OpenedFile(_said(source, FileClass.OUT_OF_TIME, ""), "unknown")


def _told_together(readings: Sequence[FileReading]) -> list[FileReading]:
    """The readings with one sentence that names every file for which there was no time."""
    names = [reading.file for reading in readings if reading.file_class is FileClass.OUT_OF_TIME]
    if not names:
        return list(readings)
    sentence = kinds.out_of_time_sentence(names)
    return [replace(r, message=sentence) if r.file_class is FileClass.OUT_OF_TIME else r for r in readings]


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
        """Our own values, days and members of our enums. Raises UnpicklingError for anything else."""
        if (module, name) == ("builtins", "getattr"):
            return _member
        if module.startswith(_OURS) or (module == "datetime" and name in _DATES):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _member(kind: type[Enum], name: str) -> Enum:
    """A member of one of our enums: Python 3.11.2, which Debian 12 has, writes them down as ``getattr(kind, name)``."""
    if not (isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith(_OURS)):
        raise pickle.UnpicklingError(f"{name} is asked of what is no word of ours")
    return kind[name]


def _unpickled(data: bytes) -> OpenedFile | None:
    try:
        answer = _Values(io.BytesIO(data)).load()
    # What was garbled on the way raises nearly anything.
    except Exception:
        return None
    return answer if isinstance(answer, OpenedFile) else None


def _said(source: SourceFile, file_class: FileClass, sentence: str) -> FileReading:
    return FileReading(source.name, source.sha256, len(source.content), FileKind.OTHER, file_class, sentence)
