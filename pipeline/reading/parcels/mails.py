"""E-mails as programs save them (.eml, .msg, winmail.dat): what is attached, and what they say."""

from __future__ import annotations

import email
import email.header
import email.policy
import mimetypes
import struct
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import TYPE_CHECKING

from pipeline.ooxml import limits
from pipeline.reading.parcels.mail_words import as_text, fuller, words_of

if TYPE_CHECKING:
    from oxmsg.storage import Storage

Attached = tuple[str, bytes]

# [MS-OXTNEF] 2.1.3.3: the parts of winmail.dat that name a file and hold it.
_TNEF_RENDERED, _TNEF_TITLE, _TNEF_DATA = 0x9002, 0x8010, 0x800F
_TNEF_HEAD = 6
_TNEF_PART = struct.Struct("<BHHL")
# [MS-OXCMSG] 2.2.2.9: an attached message lies in a folder of this name within the attachment.
_MSG_WITHIN = "__substg1.0_3701000D"
_MSG_SHORT_NAME = 0x3704
_MSG_CONTENT_ID = 0x3712


def attached(family: str, data: bytes) -> list[Attached]:
    """Names and bytes of what is attached to a ``message``, ``msg`` or ``tnef``; pictures of signatures left out.

    Raises whatever the readers raise on a broken message, which may be nearly anything.
    """
    if family == "msg":
        return list(_in_outlook(data))
    return list(_in_tnef(data) if family == "tnef" else _in_mail(data))


def crowded(family: str, data: bytes) -> bool:
    """Whether a mail has more parts than are taken out of it. Raises as :func:`attached`."""
    if family == "tnef":
        return False
    if family == "msg":
        from olefile import OleFileIO
        from oxmsg.storage import Storage

        with OleFileIO(data) as container:
            parts: Iterable[object] = tuple(Storage.from_ole(container).iter_attachment_storages())
    else:
        parts = email.message_from_bytes(data, policy=email.policy.compat32).walk()
    return any(number > limits.MAIL_PARTS for number, _ in enumerate(parts))


def said(family: str, data: bytes) -> str:
    """Subject, date, sender and plain text of a mail, as far as they can be read. Raises as :func:`attached`."""
    if family == "msg":
        from oxmsg import Message as Outlook

        message = Outlook.load(data)
        lines = [("Subject", message.subject), ("Date", message.sent_date), ("From", message.sender)]
        words = fuller(message.body or "", as_text(message.html_body or ""))
        return "\n".join([*(f"{name}: {value}" for name, value in lines if value), words])
    return "" if family == "tnef" else _mail_text(data)


def _in_mail(data: bytes) -> Iterator[Attached]:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for number, part in enumerate(message.walk()):
        if number > limits.MAIL_PARTS:
            break
        name = _name(part) or _called_by_kind(part, number)
        if not name or part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and not _in_signature(part.get("Content-ID"), part.get_content_type(), content):
            yield name, content


def _in_signature(content_id: object, media: str, content: bytes) -> bool:
    """Whether a picture belongs to a mail's words: named in them by a number of its own, and small."""
    return bool(content_id) and media.startswith("image/") and len(content) < limits.SIGNATURE_BYTES


def _called_by_kind(part: Message, number: int) -> str:
    """A name for an attachment that has none, as a scanner or a telephone sends it; nothing for the mail's words."""
    kind = part.get_content_type()
    words = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    if words or part.get_content_maintype() in ("multipart", "message"):
        return ""
    return f"attachment {number}{mimetypes.guess_extension(kind) or ''}"


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


def _mail_text(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    lines = [f"{name}: {message.get(name)}" for name in ("Subject", "Date", "From") if message.get(name)]
    return "\n".join([*lines, words_of(message)])


def _in_outlook(data: bytes) -> Iterator[Attached]:
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    with OleFileIO(data) as container:
        yield from _in_storage(Storage.from_ole(container), limits.NESTING)


def _in_storage(message: Storage, depth: int) -> Iterator[Attached]:
    from oxmsg.attachment import Attachment

    for number, storage in enumerate(message.iter_attachment_storages()):
        if number > limits.MAIL_PARTS:
            break
        within = [inner for inner in storage.storages if inner.name == _MSG_WITHIN]
        if within:
            if depth > 1:
                yield from _in_storage(within[0], depth - 1)
            continue
        attachment = Attachment(storage)
        content = attachment.file_bytes
        if content is None:
            continue
        media, number_of_its_own = attachment.mime_type or "", attachment.properties.str_prop_value(_MSG_CONTENT_ID)
        if not _in_signature(number_of_its_own, media, content):
            name = attachment.file_name or attachment.properties.str_prop_value(_MSG_SHORT_NAME)
            yield name or "attachment", content


def _in_tnef(data: bytes) -> Iterator[Attached]:
    """The files in a winmail.dat: a head of six bytes, then parts of kind, length, content and checksum."""
    at, name, content = _TNEF_HEAD, "", None
    while at + _TNEF_PART.size <= len(data):
        _level, kind, _type, length = _TNEF_PART.unpack_from(data, at)
        at += _TNEF_PART.size
        held, at = data[at : at + length], at + length + 2
        if kind == _TNEF_RENDERED and content is not None:
            yield name or "attachment", content
            name, content = "", None
        elif kind == _TNEF_TITLE:
            name = held.rstrip(b"\0").decode("cp1252", "replace")
        elif kind == _TNEF_DATA:
            content = held
    if content is not None:
        yield name or "attachment", content
