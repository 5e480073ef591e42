"""The process that reads what strangers sent: no network, nothing to write to, little memory, and easily replaced.

It is started by :mod:`pipeline.office.reading_room.room` and answers requests one by one until its input ends.
Whatever a file does to it (a reader that never ends, one that ends the whole process, memory without end)
costs that file its answer and nothing else.
"""

from __future__ import annotations

import math
import os
import pickle
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from pipeline.ooxml import limits

if TYPE_CHECKING:
    from pipeline.scheme.model import Scheme
    from pipeline.values import OpenedFile, SourceFile

_LENGTH = struct.Struct("<Q")


class Request(NamedTuple):
    """Open a file as it arrived; or, with ``inside``, as a part of one; or by the ``copy`` made of an old kind."""

    source: SourceFile
    inside: bool = False
    family: str = ""
    copy: bytes = b""


def main() -> None:
    """Answer requests on standard input until it ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A library that prints must not spoil an answer.
    os.dup2(2, 1)
    scheme: Scheme = receive(requests)
    from pipeline.reading import files  # noqa: F401 - before memory is counted: what the reader itself takes is free

    _limit_process()
    send(answers, None)  # ready: from here on the time is that of the files
    while (request := receive(requests)) is not None:
        _limit_processor_time()
        send(answers, answer(request, scheme))


def answer(request: Request, scheme: Scheme) -> OpenedFile:
    """What a file says. Never raises on content."""
    from pipeline.reading.files import open_file, open_part, read_converted
    from pipeline.values import OpenedFile

    if request.copy:
        return OpenedFile(read_converted(request.source, request.family, request.copy, scheme), request.family)
    return open_part(request.source, scheme) if request.inside else open_file(request.source, scheme)


def send(stream: BinaryIO, thing: object) -> None:
    """One thing with its length before it. Raises OSError when nobody reads."""
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next thing that our own side sent; None at the end."""
    data = frame(stream)
    return None if data is None else pickle.loads(data)  # noqa: S301 - our own side is the only one that writes here


def frame(stream: BinaryIO, most: int | None = None) -> bytes | None:
    """The bytes of the next thing; None at the end, or where it is longer than ``most``."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if most is not None and length > most:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


def _limit_process() -> None:
    """Set the limits that the system holds us to; a system without them has only the time limit from outside."""
    try:
        import resource
    except ImportError:
        return
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NOFILE: limits.READER_OPEN_FILES}
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        wanted |= {resource.RLIMIT_AS: used + limits.READER_BYTES, resource.RLIMIT_NPROC: 0}
    for what, most in wanted.items():
        resource.setrlimit(what, (most, most))


def _limit_processor_time() -> None:
    """End the process, by the system's own hand, when one file takes more of the processor than any form should."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = math.ceil(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + limits.FILE_PROCESSOR_SECONDS, hard))


if __name__ == "__main__":
    main()
