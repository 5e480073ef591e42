"""Reading what schools sent, in a process of its own that may be lost, with old kinds turned into new ones first."""

from __future__ import annotations

import os
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

from pipeline.office.reading_room.reader import Request, frame, send
from pipeline.office.reading_room.trusting import unpickled
from pipeline.office.reading_room.turns import Turns
from pipeline.ooxml import kinds, limits
from pipeline.sandbox import bubblewrap
from pipeline.sandbox.converting import can_convert, convert
from pipeline.scheme.model import Scheme
from pipeline.values import FileClass, FileKind, FileReading, OpenedFile, SourceFile
from pipeline.workspace import write_atomic

# It sees the disk as it is but may not write to it: the interpreter may lie anywhere.
_BOX = ("--ro-bind", "/", "/", *bubblewrap.ALONE)
_STARTS_AT_ONCE = 2  # an office's machine has two cores; a third start only makes the others wait


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
        self._starting = False

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
            self._child, self._starting = _start_reader(), True
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
        sources = tuple(sources)
        found = self._work([Request(source) for source in sources])
        wholes = [found[id(source)] for source in sources]
        parts = [[found[id(part)].reading for part in whole.members] for whole in wholes]
        told = iter(_told_together([r for whole, inside in zip(wholes, parts, strict=True)
                                    for r in (whole.reading, *inside)]))  # fmt: skip
        return tuple(
            Taken(source, next(told), tuple((part, next(told)) for part in whole.members))
            for source, whole in zip(sources, wholes, strict=True)
        )

    def read(self, source: SourceFile) -> FileReading:
        """One file that is known to hold no others."""
        return _told_together([self._work(_inside([source]))[id(source)].reading])[0]

    def copy_of(self, sha256: str) -> bytes | None:
        """The new Office file that was read in place of an old one."""
        return self._copies.get(sha256)

    def _work(self, requests: Sequence[Request]) -> Mapping[int, OpenedFile]:
        """What each file and each file inside it says, by the ``id`` of its source; of an old one its new copy."""
        deadline, turns = Deadline(), Turns(document.id for document in self._scheme.documents)
        found: dict[int, OpenedFile] = {}
        old: list[tuple[OpenedFile, SourceFile]] = []
        turns.add(requests)
        while turns.left or old:
            if old and not turns.first_left:
                turns.add(self._copied(old, deadline, found))
                old = []
                continue
            request, seconds = turns.next(deadline.left)
            answer = self._ask(request, seconds, deadline)
            if answer is _Ended.BY_US and deadline.left:
                turns.ended()
                continue
            if answer is _Ended.BY_FILE:
                turns.lost()
            opened = found[id(request.source)] = _answer(request.source, answer)
            turns.add(_inside(opened.members))
            if can_convert(opened.family) and not request.copy:
                old.append((opened, request.source))
        return found

    def _copied(
        self, old: Sequence[tuple[OpenedFile, SourceFile]], deadline: Deadline, found: dict[int, OpenedFile]
    ) -> list[Request]:
        """The new Office files made of old ones, to be read in their place; of those that were not made, says why.

        They are turned all at once: LibreOffice takes as long to start as to turn ten files.
        """
        contents: dict[str, dict[str, bytes]] = {}
        for opened, source in old:
            contents.setdefault(opened.family, {})[source.sha256] = opened.instead or source.content
        self._make_copies(contents, deadline)
        for opened, source in old:
            unturned = _unturned(source, opened.family)
            found[id(source)] = unturned if deadline.left else _answer(source, _Ended.NEVER_ASKED)
        requests = (Request(s, family=o.family, copy=self._copies.get(s.sha256) or b"") for o, s in old)
        return [request for request in requests if request.copy]

    def _make_copies(self, old: Mapping[str, Mapping[str, bytes]], deadline: Deadline) -> None:
        """Turn what has not been turned before: one start of LibreOffice for each kind, two at a time."""
        new = {
            family: {sha: content for sha, content in contents.items() if self._copies.get(sha) is None}
            for family, contents in old.items()
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

    def _ask(self, request: Request, seconds: float, deadline: Deadline) -> OpenedFile | _Ended:
        """The reader's answer, or why there is none: it died over the file, or had to be ended."""
        if seconds <= 0:
            return _Ended.NEVER_ASKED
        self.start()
        ready = self._heard(deadline.left) if self._starting else b""
        self._starting = False
        data = ready if isinstance(ready, _Ended) else self._heard(seconds, request)
        opened = data if isinstance(data, _Ended) else unpickled(data)
        if not isinstance(opened, OpenedFile):
            self.close()
        return _Ended.BY_FILE if opened is None else opened

    def _heard(self, seconds: float, request: Request | None = None) -> bytes | _Ended:
        """What the reader says next, to a request or of its own accord, within so many seconds."""
        child = self._child
        assert child is not None, "it was just started"
        ended = threading.Event()

        def end() -> None:
            ended.set()
            child.kill()

        ender = threading.Timer(seconds, end)
        ender.start()
        try:
            if request is not None:
                send(_stream(child.stdin), request)
            data = frame(_stream(child.stdout), limits.ANSWER_BYTES)
        except OSError:
            data = None
        finally:
            ender.cancel()
        return data if data is not None else _Ended.BY_US if ended.is_set() else _Ended.BY_FILE


def _inside(sources: Iterable[SourceFile]) -> list[Request]:
    return [Request(source, inside=True) for source in sources]


def _answer(source: SourceFile, answer: OpenedFile | _Ended) -> OpenedFile:
    if isinstance(answer, OpenedFile):
        return answer
    if answer is _Ended.BY_FILE:
        return OpenedFile(_said(source, FileClass.CORRUPT, kinds.TOO_SLOW), "unknown")
    return OpenedFile(_said(source, FileClass.OUT_OF_TIME, ""), "unknown")


def _unturned(source: SourceFile, family: str) -> OpenedFile:
    kind = kinds.KINDS[family]
    return OpenedFile(_said(source, kind.file_class, kinds.unturned_sentence(kind)), family)


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
        [*box, sys.executable, "-m", "pipeline.office.reading_room.reader"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # The same code as ours, wherever we were started; and never a line of a school's on a terminal.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _stream(stream: Any) -> Any:
    assert stream is not None, "both ends are pipes"
    return stream


def _said(source: SourceFile, file_class: FileClass, sentence: str) -> FileReading:
    return FileReading(source.name, source.sha256, len(source.content), FileKind.OTHER, file_class, sentence)
