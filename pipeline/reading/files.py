"""One file, opened as far as is safe: the door between strangers' bytes and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.ooxml import limits
from pipeline.ooxml.kinds import KINDS, UNREADABLE, fault_sentence, unturned_sentence
from pipeline.ooxml.package import Package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.page_pieces import PAGES, whole_page
from pipeline.ooxml.rich_text import with_lost_ticks
from pipeline.ooxml.sniff import look_into
from pipeline.reading.evidence import seeing
from pipeline.reading.forms import form_in_document, form_in_workbook
from pipeline.reading.parcels.mails import crowded, said
from pipeline.reading.parcels.unpacking import MAILS, unpack
from pipeline.reading.surroundings import saved_at, shown_in_document, shown_in_workbook
from pipeline.reading.which_form.stand_ins import in_place_of_form
from pipeline.reading.word.document import read_document
from pipeline.reading.word.signed_page import signed_page
from pipeline.reading.workbook import read_workbook
from pipeline.scheme.model import Scheme
from pipeline.values import (
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    Form,
    Notice,
    NoticeKind,
    OpenedFile,
    Place,
    SourceFile,
)

SCORE_SHEET = "score-sheet"
UNOPENED = {
    FileKind.ARCHIVE: (
        "We could not take any files out of this zip: it is empty, or it lies too deep inside other zips. "
        "Please put the files themselves into one zip and send it again."
    ),
    FileKind.MESSAGE: (
        "We did not open what is attached to this e-mail: it lies too deep inside other e-mails or zips. "
        "Please send the attached files themselves."
    ),
}


@dataclass(frozen=True, slots=True)
class _Read:
    kind: FileKind
    form: Form | None = None
    evidence: Evidence | None = None
    text: str = ""
    saved: dt.datetime | None = None
    notices: tuple[Notice, ...] = ()


def read_files(sources: Iterable[SourceFile], scheme: Scheme) -> tuple[FileReading, ...]:
    """Every file in order; a zip or a mail is followed by what it holds. Never raises on content."""
    readings: list[FileReading] = []
    for source in sources:
        opened = open_file(source, scheme)
        readings.append(opened.reading)
        readings.extend(open_part(member, scheme).reading for member in opened.members)
    return tuple(readings)


def open_file(source: SourceFile, scheme: Scheme) -> OpenedFile:
    """A file as it arrived, and the files inside when it is a zip or a mail. Never raises on content."""
    # A zip may hold itself; opening that again would never end.
    members = tuple(member for member in unpack(source) if member.content != source.content)
    if not members:
        return open_part(source, scheme)
    opened = _open(source, scheme)
    return OpenedFile(opened.reading, opened.family, members)


def open_part(source: SourceFile, scheme: Scheme) -> OpenedFile:
    """A file that holds no others as far as we unpack: a zip here is one that we did not open."""
    opened = _open(source, scheme)
    reading = opened.reading
    if reading.kind in UNOPENED and reading.file_class is FileClass.PARSED:
        unopened = _reading(source, reading.kind, FileClass.UNSUPPORTED, UNOPENED[reading.kind])
        return OpenedFile(unopened, opened.family)
    return opened


def read_file(source: SourceFile, scheme: Scheme) -> FileReading:
    """What a file is, and what it says. Never raises on content: a file that cannot be read says so."""
    return _open(source, scheme).reading


def read_converted(source: SourceFile, family: str, copy: bytes, scheme: Scheme) -> FileReading:
    """What a file of an old kind says, by the copy that was made of it; the file itself is the one that is named."""
    kind = KINDS[family]
    reading = _open(SourceFile(source.name, copy, source.sha256), scheme).reading
    if reading.file_class is not FileClass.PARSED:
        return _reading(source, FileKind.OTHER, kind.file_class, unturned_sentence(kind))
    words = {"old": kind.name, "newer": f".{kind.becomes}"}
    notice = Notice(NoticeKind.CONVERTED, Place(source.name), source.name, words)
    return replace(reading, size=len(source.content), notices=(*reading.notices, notice), converted_from=family)


def _open(source: SourceFile, scheme: Scheme) -> OpenedFile:
    family = "unknown"
    try:
        (file_class, family, message), package = look_into(source)
        if file_class is not FileClass.PARSED:
            refused = _reading(source, FileKind.OTHER, file_class, message)
            return OpenedFile(refused, family, instead=_to_turn(source.content, family))
        read = _packed(source, family, package, scheme) if package is not None else _read(source, family, scheme)
    except PackageError as fault:
        sentence = fault_sentence(fault.file_class, fault.detail)
        return OpenedFile(_reading(source, FileKind.OTHER, fault.file_class, sentence), family)
    # The last net: readers of PDF, picture and mail raise nearly anything on broken files, and one bad
    # file must not take the run down. Memory and stack limits count as “cannot be read” too.
    except (Exception, RecursionError, MemoryError):
        return OpenedFile(_reading(source, FileKind.OTHER, FileClass.CORRUPT, UNREADABLE), family)
    if read is None:
        kind = KINDS["wrapper"]
        return OpenedFile(_reading(source, FileKind.OTHER, kind.file_class, kind.sentence), kind.family)
    read = _told_apart(source.name, read, scheme)
    reading = FileReading(
        source.name, source.sha256, len(source.content), read.kind, FileClass.PARSED, "", read.form, read.evidence,
        text=read.text, saved=read.saved, notices=read.notices,
    )  # fmt: skip
    return OpenedFile(reading, family)


def _to_turn(data: bytes, family: str) -> bytes:
    """What is to be turned into a newer kind in place of the bytes as they came, if anything."""
    if family == "rtf":
        return with_lost_ticks(data)
    return whole_page(data) if family in PAGES else b""


def _told_apart(name: str, read: _Read, scheme: Scheme) -> _Read:
    """A print-out of a form or its signed page is no evidence; another scheme's form says so beside what it shows."""
    if read.evidence is None or read.kind is not FileKind.EVIDENCE:
        return read
    told = (NoticeKind.PERSONAL_DATA, NoticeKind.LOOKED_SO_FAR)
    personal = tuple(notice for notice in read.notices if notice.kind in told)
    instead = in_place_of_form(name, read.evidence, scheme)
    if instead is not None:
        # A workbook or a letter with one table of ours may be an earlier plan, sent as evidence beside the form.
        printed = instead.kind is NoticeKind.PRINTOUT and read.evidence.media not in {"workbook", "word"}
        kind = FileKind(instead.words["form"]) if printed else read.kind
        return replace(read, kind=kind, notices=(instead, *personal))
    signed = signed_page(name, read.evidence, scheme)
    return replace(read, kind=FileKind.OTHER, notices=(signed, *personal)) if signed is not None else read


def _reading(source: SourceFile, kind: FileKind, file_class: FileClass, message: str) -> FileReading:
    return FileReading(source.name, source.sha256, len(source.content), kind, file_class, message)


def _packed(source: SourceFile, family: str, package: Package, scheme: Scheme) -> _Read:
    if family == "xlsx":
        return _workbook(source, package, scheme)
    if family == "docx":
        return _document(source, package, scheme)
    for name in package.names:
        package.read(name)
    return _Read(FileKind.ARCHIVE)


def _read(source: SourceFile, family: str, scheme: Scheme) -> _Read | None:
    if family in MAILS:
        if unpack(source) != (source,):
            if crowded(family, source.content):
                raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.MAIL_PARTS} parts")
            return _Read(FileKind.MESSAGE, text=said(family, source.content)[: limits.EVIDENCE_CHARACTERS])
        if family == "tnef":
            return None
        return _evidence(seeing.see_text(source.name, said(family, source.content), scheme, mail=True))
    if family == "pdf":
        return _evidence(seeing.see_pdf(source.name, source.content, scheme))
    if family == "image":
        return _evidence(seeing.see_picture(source.name, source.content, scheme))
    return _evidence(seeing.see_text(source.name, seeing.read_plain(source.content), scheme))


def _evidence(seen: seeing.Seen) -> _Read:
    return _Read(FileKind.EVIDENCE, evidence=seen.evidence, notices=seen.notices)


def _workbook(source: SourceFile, package: Package, scheme: Scheme) -> _Read:
    workbook = read_workbook(package)
    if workbook.properties.get("award.document") == SCORE_SHEET:
        return _Read(FileKind.SCORE_SHEET)
    form = form_in_workbook(workbook, source.name, scheme)
    if isinstance(form, Form):
        return _Read(FileKind(form.document), form, None, shown_in_workbook(workbook, package), saved_at(package))
    return _no_form(form, seeing.see_workbook(source.name, workbook, package, scheme))


def _document(source: SourceFile, package: Package, scheme: Scheme) -> _Read:
    document = read_document(package)
    form = form_in_document(document, source.name, scheme)
    if isinstance(form, Form):
        return _Read(FileKind(form.document), form, None, shown_in_document(document), saved_at(package))
    return _no_form(form, seeing.see_document(source.name, document, package, scheme))


def _no_form(notice: Notice | None, seen: seeing.Seen) -> _Read:
    """Evidence, or another award's form: then the notice is all there is to say about it."""
    if notice is None:
        return _evidence(seen)
    return _Read(FileKind.OTHER, evidence=seen.evidence, notices=(notice,))
