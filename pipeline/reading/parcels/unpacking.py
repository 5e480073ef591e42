"""The files inside a zip or an e-mail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.ooxml import limits
from pipeline.ooxml.litter import is_litter
from pipeline.ooxml.package import open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.sniff import classify
from pipeline.reading.parcels.mails import attached
from pipeline.values import FileClass, SourceFile

MAILS = frozenset({"message", "msg", "tnef"})
_MOST = limits.UNPACKED_BYTES


def unpack(source: SourceFile) -> tuple[SourceFile, ...]:
    """The files inside, through a mail that holds a zip; the file itself when it holds none.

    A zip's members keep their folders in their names. Litter such as ``.DS_Store`` is left out.
    Never raises: what cannot be unpacked comes back as it is.
    """
    try:
        return _unpack(source, limits.NESTING) or (source,)
    # The mail libraries raise on broken messages in many ways, and on 2,000 parts within parts by their stack.
    except (Exception, RecursionError, MemoryError):
        return (source,)


def _unpack(source: SourceFile, depth: int) -> tuple[SourceFile, ...]:
    if depth == 0:
        return ()
    file_class, family, _message = classify(source)
    if file_class is not FileClass.PARSED or family not in {"zip", *MAILS}:
        return ()
    members = _zip_members(source) if family == "zip" else _mail_members(source, family)
    members = [member for member in members if not is_litter(member.name)]
    unpacked: list[SourceFile] = []
    for left, member in zip(range(len(members), 0, -1), members, strict=True):
        inside = _unpack(member, depth - 1)
        # What would be too much in all stays packed, and is said to be: nothing is left out without a word.
        crowded = len(unpacked) + len(inside) + left - 1 > limits.ARCHIVE_ENTRIES or _size(unpacked, inside) > _MOST
        unpacked.extend((member,) if crowded or not inside else inside)
    return tuple(unpacked)


def _size(*files: Iterable[SourceFile]) -> int:
    return sum(len(file.content) for some in files for file in some)


def _zip_members(source: SourceFile) -> list[SourceFile]:
    try:
        package = open_package(source.content, limits.ARCHIVE_ENTRIES)
    except PackageError:
        return []
    members = []
    for name in package.names:
        try:
            members.append(_file(name, package.read(name)))
        except PackageError:
            continue  # read_file opens the zip itself as well, and says that it is damaged
    return members


def _mail_members(source: SourceFile, family: str) -> list[SourceFile]:
    return [_file(name, content) for name, content in attached(family, source.content)]


def _file(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())
