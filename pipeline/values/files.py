"""What arrived and what each file turned out to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.form import Form
from pipeline.values.notice import Notice


class FileKind(StrEnum):
    """What a file is for."""

    RECORD = "record"
    APPLICATION = "application"
    EVIDENCE = "evidence"
    SCORE_SHEET = "score-sheet"
    MESSAGE = "message"
    ARCHIVE = "archive"
    OTHER = "other"


class FileClass(StrEnum):
    """What became of a file when it was opened. A published word list."""

    PARSED = "parsed"
    ENCRYPTED = "encrypted"
    MACRO = "macro"
    CORRUPT = "corrupt"
    UNSUPPORTED = "unsupported"
    NOT_OFFICE = "not-office"
    TOO_LARGE = "too-large"
    ZIP_BOMB = "zip-bomb"
    IGNORED = "ignored"
    OUT_OF_TIME = "out-of-time"  # the submission's time was up before it was opened


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one file and the name its sender gave it (a name is data, never a path)."""

    name: str
    content: bytes
    sha256: str


class DateMeaning(StrEnum):
    """What the newest date of a piece of evidence stands for."""

    NAMED = "named"  # stands somewhere in the text
    AGREED = "agreed"  # agreed, adopted, approved or ratified on that day
    REVIEWED = "reviewed"  # looked at again on that day
    HELD = "held"  # a meeting or survey was on that day
    SENT = "sent"  # the day of an e-mail
    TAKEN = "taken"  # the day a photograph was taken


@dataclass(frozen=True, slots=True)
class Evidence:
    """What could be seen in an evidence file.

    ``media`` is one of pdf, word, workbook, image, text; ``pages`` counts PDF pages or 1;
    ``text`` is at most 20,000 characters; ``latest_date`` the newest date named in the text and ``dated``
    what that date stands for; ``kind`` the id of the evidence kind its name and first lines speak of.
    ``pictures_only`` counts the pages that show something and have no text (scans); ``blank`` says that
    the file opens and holds neither text nor pictures.
    """

    media: str
    pages: int
    text: str
    latest_date: dt.date | None
    kind: str | None
    dated: DateMeaning = DateMeaning.NAMED
    pictures_only: int = 0
    blank: bool = False


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file, opened as far as is safe. ``message`` is empty for a file with nothing to say about it.

    ``converted_from`` is the kind of file (``xls``, ``odt``) that LibreOffice turned into the one that was
    read; every value then comes from the converted copy. ``text`` is what a form shows anywhere, headers and
    footers too, at most 20,000 characters; ``saved`` is when its program last saved it, by its own word.
    """

    file: str
    sha256: str
    size: int
    kind: FileKind
    file_class: FileClass
    message: str = ""
    form: Form | None = None
    evidence: Evidence | None = None
    notices: tuple[Notice, ...] = ()
    converted_from: str = ""
    text: str = ""
    saved: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file looked into once: what it says, its family (a row of the kinds' table), and the files inside.

    ``instead`` is what LibreOffice is to turn in its place: a web page in one piece for one in several, rich text
    with a sign where a tick was lost.
    """

    reading: FileReading
    family: str
    members: tuple[SourceFile, ...] = ()
    instead: bytes = b""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that arrived together. Immutable.

    ``source`` is folder, zip, mail or file; ``sender`` and ``subject`` only for mail.
    """

    reference: str
    source: str
    name: str
    received_at: dt.datetime
    files: tuple[SourceFile, ...]
    sender: str | None = None
    subject: str | None = None
