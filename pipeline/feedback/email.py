"""An e-mail as a draft an officer opens, reads and sends: one .eml file, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

# Named here and not left to the machine's own table, which differs from one machine to the next.
_TYPES = {
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("application", "pdf"),
    "png": ("image", "png"),
    "jpg": ("image", "jpeg"),
    "svg": ("image", "svg+xml"),
}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


def draft(
    to: str,
    subject: str,
    body: str,
    attachments: Sequence[tuple[str, bytes]],
    date: dt.date | dt.datetime,
    about: str = "",
) -> bytes:
    """A draft e-mail (.eml, marked unsent so that mail programs open it to be sent).

    ``to`` is one or more addresses; what is no address is left out, so that the officer must fill it in.
    ``about`` says what the e-mail answers, so that two of the same words are two messages to a mail program.
    ``attachments`` are names with contents. A date without a time, or without a zone, is taken as UTC.
    """
    recipients = _recipients(to)
    line = _one_line(subject)
    text = body.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"
    digest = _digest(", ".join(recipients), line, text, about, attachments)
    message = EmailMessage(policy=SMTP)
    if recipients:
        message["To"] = ", ".join(recipients)
    message["Subject"] = line
    message["Date"] = format_datetime(_moment(date))
    message["Message-ID"] = f"<{digest[:40]}@award.invalid>"
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    for name, content in attachments:
        safe = _one_line(name.replace("\\", "/").rsplit("/", 1)[-1]) or "attachment"
        main, sub = _TYPES.get(safe.rsplit(".", 1)[-1].casefold(), ("application", "octet-stream"))
        message.add_attachment(content, maintype=main, subtype=sub, filename=safe)
    if message.is_multipart():
        message.set_boundary(f"=_{digest[:48]}")
    return message.as_bytes()


def _recipients(to: str) -> list[str]:
    # Nothing after a line break: it is no part of what a person wrote as an address.
    first_line = _CONTROL.split(to.strip())[0]
    pairs = getaddresses([first_line.replace(";", ",")])
    return list(dict.fromkeys(found for _, found in pairs if _ADDRESS.fullmatch(found)))


def _one_line(text: str) -> str:
    """Text for a header: a line break in it would begin a header of the sender's choosing."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode().strip()


def _moment(date: dt.date | dt.datetime) -> dt.datetime:
    moment = date if isinstance(date, dt.datetime) else dt.datetime(date.year, date.month, date.day, 9, tzinfo=dt.UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _digest(to: str, subject: str, text: str, about: str, attachments: Sequence[tuple[str, bytes]]) -> str:
    hashed = hashlib.sha256()
    parts = [to.encode(), subject.encode(), text.encode("utf-8", "replace"), about.encode("utf-8", "replace")]
    for name, content in attachments:
        parts += [name.encode("utf-8", "replace"), content]
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()
