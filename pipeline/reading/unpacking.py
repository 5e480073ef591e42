"""The files inside a zip or an e-mail."""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import Message

from pipeline.ooxml import limits
from pipeline.ooxml.package import PackageError, open_package
from pipeline.ooxml.sniff import classify, is_litter
from pipeline.values import FileClass, SourceFile


def unpack(source: SourceFile) -> tuple[SourceFile, ...]:
    """The files inside, through a mail that holds a zip; the file itself when it holds none.

    A zip's members keep their folders in their names. Litter such as ``.DS_Store`` is left out.
    Never raises: what cannot be unpacked comes back as it is.
    """
    try:
        return _unpack(source, limits.NESTING) or (source,)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        # The mail library raises on broken messages in many ways, and on 2,000 parts within parts by its stack.
        return (source,)


def _unpack(source: SourceFile, depth: int) -> tuple[SourceFile, ...]:
    if depth == 0:
        return ()
    file_class, family, _message = classify(source)
    if file_class is not FileClass.PARSED or family not in {"zip", "message"}:
        return ()
    members = _zip_members(source) if family == "zip" else _mail_members(source)
    unpacked: list[SourceFile] = []
    for member in members:
        if not is_litter(member.name):
            unpacked.extend(_unpack(member, depth - 1) or (member,))
    return tuple(unpacked[: limits.ARCHIVE_ENTRIES])


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


def _mail_members(source: SourceFile) -> list[SourceFile]:
    message = email.message_from_bytes(source.content, policy=email.policy.compat32)
    members: list[SourceFile] = []
    for number, part in enumerate(message.walk()):
        if number > limits.MAIL_PARTS:
            break
        name = _name(part)
        if not name or part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            members.append(_file(name, content))
    return members


def _name(part: Message) -> str:
    # The library raises on real messages' headers (measured), each in its own way.
    try:
        raw = part.get_filename()
        if not raw:
            return ""
        pieces = email.header.decode_header(raw)
        return "".join(p.decode(c or "utf-8", "replace") if isinstance(p, bytes) else p for p, c in pieces)
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return "attachment"


def mail_text(source: SourceFile) -> str:
    """Subject, date and plain text of a mail, as far as they can be read."""
    message = email.message_from_bytes(source.content, policy=email.policy.compat32)
    lines = [f"{name}: {message.get(name)}" for name in ("Subject", "Date", "From") if message.get(name)]
    for number, part in enumerate(message.walk()):
        if number > limits.MAIL_PARTS:
            break
        if part.get_content_type() == "text/plain" and not part.get_filename():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                lines.append(content.decode("utf-8", "replace"))
    return "\n".join(lines)


def _file(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())
