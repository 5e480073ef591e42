"""What identity is told beside the files: the e-mail they came in, and the cases the office already has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.reading.identity.numbers import mail_address
from pipeline.values import CaseView, FileKind, FileReading


@dataclass(frozen=True, slots=True)
class Post:
    """How a delivery came. ``sender`` is an address or ``Name <address>``: a hint, never a proof."""

    sender: str = ""
    subject: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the register, whether it is still open, and the addresses that sent something for it before."""

    case: CaseView
    open: bool = True
    senders: AbstractSet[str] = frozenset()


def post_of(readings: Iterable[FileReading]) -> Post:
    """The e-mail that lies among the files, as one saved out of Outlook does: its sender and subject.

    Nothing where there is none, or where several came from different people.
    """
    mails = [reading.text for reading in readings if reading.kind is FileKind.MESSAGE and reading.text]
    senders = {mail_address(_line("From", mail)) for mail in mails}
    if len(senders) != 1:
        return Post()
    return Post(senders.pop(), " ".join(dict.fromkeys(_line("Subject", mail) for mail in mails)))


def _line(name: str, mail: str) -> str:
    found = re.search(rf"^{name}: (.*)$", mail, re.MULTILINE)
    return found[1] if found else ""
