"""One file, opened as far as is safe: the door between strangers' bytes and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.ooxml import limits
from pipeline.ooxml.package import PackageError, open_package
from pipeline.ooxml.sniff import AGAIN, classify, fault_sentence
from pipeline.reading import evidence
from pipeline.reading.application import read_application
from pipeline.reading.document import read_document
from pipeline.reading.record import read_record
from pipeline.reading.surroundings import saved_at, shown_in_document, shown_in_workbook
from pipeline.reading.unpacking import mail_text, unpack
from pipeline.reading.workbook import read_workbook
from pipeline.scheme.models import Scheme
from pipeline.values import Evidence, FileClass, FileKind, FileReading, Form, SourceFile

SCORE_SHEET = "score-sheet"
UNOPENED_ZIP = (
    "We could not take any files out of this zip: it is empty, or it lies too deep inside other zips. "
    "Please put the files themselves into one zip and send it again."
)


@dataclass(frozen=True, slots=True)
class _Read:
    kind: FileKind
    form: Form | None = None
    evidence: Evidence | None = None
    text: str = ""
    saved: dt.datetime | None = None


def read_files(sources: Iterable[SourceFile], scheme: Scheme) -> tuple[FileReading, ...]:
    """Every file in order; a zip or a mail is followed by what it holds. Never raises on content."""
    readings: list[FileReading] = []
    for source in sources:
        members = unpack(source)
        if members == (source,):
            readings.append(read_part(source, scheme))
        else:
            readings.append(read_file(source, scheme))
            readings.extend(read_part(member, scheme) for member in members)
    return tuple(readings)


def read_part(source: SourceFile, scheme: Scheme) -> FileReading:
    """A file that holds no others as far as we unpack: a zip here is one that we did not open."""
    reading = read_file(source, scheme)
    if reading.kind is FileKind.ARCHIVE and reading.file_class is FileClass.PARSED:
        return _reading(source, FileKind.ARCHIVE, FileClass.UNSUPPORTED, UNOPENED_ZIP)
    return reading


def read_file(source: SourceFile, scheme: Scheme) -> FileReading:
    """What a file is, and what it says. Never raises on content: a file that cannot be read says so."""
    try:
        file_class, family, message = classify(source)
        if file_class is not FileClass.PARSED:
            return _reading(source, FileKind.OTHER, file_class, message)
        read = _read(source, family, scheme)
    except PackageError as fault:
        return _reading(source, FileKind.OTHER, fault.file_class, fault_sentence(fault))
    # The last net: readers of PDF, picture and mail raise nearly anything on broken files, and one bad
    # file must not take the run down. Memory and stack limits count as “cannot be read” too.
    except (Exception, RecursionError, MemoryError):
        text = f"The file is damaged, and we could not read it to its end. {AGAIN}"
        return _reading(source, FileKind.OTHER, FileClass.CORRUPT, text)
    return FileReading(
        source.name, source.sha256, len(source.content), read.kind, FileClass.PARSED, "", read.form, read.evidence,
        text=read.text, saved=read.saved,
    )  # fmt: skip


def _reading(source: SourceFile, kind: FileKind, file_class: FileClass, message: str) -> FileReading:
    return FileReading(source.name, source.sha256, len(source.content), kind, file_class, message)


def _read(source: SourceFile, family: str, scheme: Scheme) -> _Read:
    if family == "xlsx":
        return _workbook(source, scheme)
    if family == "docx":
        return _document(source, scheme)
    if family == "zip":
        package = open_package(source.content, limits.ARCHIVE_ENTRIES)
        for name in package.names:
            package.read(name)
        return _Read(FileKind.ARCHIVE)
    if family == "message":
        if unpack(source) != (source,):
            return _Read(FileKind.MESSAGE)
        return _Read(FileKind.EVIDENCE, evidence=evidence.see(source.name, "text", mail_text(source), 1, scheme))
    if family == "pdf":
        text, pages = evidence.pdf_text(source.content)
        return _Read(FileKind.EVIDENCE, evidence=evidence.see(source.name, "pdf", text, pages, scheme))
    if family == "image":
        text = evidence.picture_date(source.content)
        return _Read(FileKind.EVIDENCE, evidence=evidence.see(source.name, "image", text, 1, scheme))
    return _Read(
        FileKind.EVIDENCE, evidence=evidence.see(source.name, "text", evidence.read_plain(source.content), 1, scheme)
    )


def _workbook(source: SourceFile, scheme: Scheme) -> _Read:
    package = open_package(source.content)
    workbook = read_workbook(package)
    if workbook.properties.get("award.document") == SCORE_SHEET:
        return _Read(FileKind.SCORE_SHEET)
    for layout in scheme.documents:
        if layout.kind == "workbook":
            form = read_record(workbook, source.name, layout, scheme)
            if form is not None:
                return _Read(FileKind(layout.id), form, None, shown_in_workbook(workbook, package), saved_at(package))
    text = evidence.workbook_text(workbook)
    return _Read(FileKind.EVIDENCE, evidence=evidence.see(source.name, "workbook", text, 1, scheme))


def _document(source: SourceFile, scheme: Scheme) -> _Read:
    package = open_package(source.content)
    document = read_document(package)
    for layout in scheme.documents:
        if layout.kind == "document":
            form = read_application(document, source.name, layout, scheme)
            if form is not None:
                return _Read(FileKind(layout.id), form, None, shown_in_document(document), saved_at(package))
    return _Read(FileKind.EVIDENCE, evidence=evidence.see(source.name, "word", document.text(), 1, scheme))
