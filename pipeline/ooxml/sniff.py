"""What a file really is, judged by its bytes and never by its name alone."""

from __future__ import annotations

import io

from pipeline.ooxml import kinds, limits
from pipeline.ooxml.kinds import KINDS
from pipeline.ooxml.litter import is_litter
from pipeline.ooxml.package import Package, open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.page_pieces import page_in_zip
from pipeline.ooxml.sniff_compound import OLE, compound_family
from pipeline.ooxml.sniff_media import media_family
from pipeline.ooxml.sniff_packages import package_family
from pipeline.ooxml.sniff_text import decode_text, text_family
from pipeline.values import FileClass, SourceFile

Verdict = tuple[FileClass, str, str]

_OFFICE_NAMES = {"xlsx", "docx", "xlsm", "docm", "pdf", "png", "jpg", "jpeg", "gif", "zip", "xls", "doc", "tif", "tiff"}
# Cameras write these as TIFF, whose readers find no picture in them or a small preview.
_RAW_NAMES = {"cr2", "nef", "arw", "dng", "orf", "rw2", "pef", "srw"}
# What a computer would run, though it is text inside.
_PROGRAM_NAMES = {"bat", "cmd", "com", "js", "ps1", "scr", "sh", "vbs"}
_TEXT_NAMES = {"txt", "csv", "text", "md", "tsv", ""}
_PDF_WITHIN = 1024  # readers allow this much before the mark; some scanners write a header of their own


def classify(source: SourceFile) -> Verdict:
    """Class, family (a row of :mod:`pipeline.ooxml.kinds`) and a sentence.

    The sentence is empty for :attr:`FileClass.PARSED`. Never raises, whatever the bytes are.
    """
    return look_into(source)[0]


def look_into(source: SourceFile) -> tuple[Verdict, Package | None]:
    """What :func:`classify` says, and the package that was opened on the way where the file is one."""
    if is_litter(source.name):
        return _verdict("litter"), None
    data = source.content
    if not data:
        return _verdict("empty"), None
    zipped = data.startswith(b"PK")
    if len(data) > (limits.ARCHIVE_BYTES if zipped else limits.FILE_BYTES):
        return _too_large(data), None
    return _zip(data) if zipped else (_unzipped(source, data), None)


def _unzipped(source: SourceFile, data: bytes) -> Verdict:
    if data.startswith(OLE):
        return _verdict(compound_family(data))
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return _pdf(data)
    named = extension(source.name)
    family = media_family(data)
    if family == "image" and named in _RAW_NAMES:
        return _verdict("raw-photograph")
    if family:
        return _image(data) if family == "image" else _verdict(family)
    return _verdict("program") if named in _PROGRAM_NAMES else _text(source)


def extension(name: str) -> str:
    """The ending of a name in small letters, without its dot."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower().strip() if "." in base else ""


def _verdict(family: str) -> Verdict:
    kind = KINDS[family]
    return kind.file_class, family, kind.sentence


def _too_large(data: bytes) -> Verdict:
    """A film is told that it is a film: sent smaller, it would be refused again."""
    family = media_family(data)
    if family and family != "image":
        return _verdict(family)
    most = limits.FILE_BYTES // 1_000_000
    return FileClass.TOO_LARGE, "unknown", kinds.TOO_LARGE.format(size=len(data) / 1_000_000, most=most)


def _zip(data: bytes) -> tuple[Verdict, Package | None]:
    try:
        package = open_package(data)
        family = package_family(package)
    except PackageError as fault:
        return (fault.file_class, "zip", kinds.fault_sentence(fault.file_class, fault.detail)), None
    if family in {"xlsx", "docx"} and len(data) > limits.FILE_BYTES:
        return _too_large(data), None
    if family == "hollow":
        return (FileClass.CORRUPT, "zip", kinds.EMPTY_ZIP), None
    if family == "crowded":
        return (FileClass.TOO_LARGE, "zip", kinds.CROWDED_ZIP.format(most=limits.ARCHIVE_ENTRIES)), None
    page = page_in_zip(package) if family == "zip" else None
    if page is not None:
        return _verdict(page.family), None
    return _verdict(family), package


def _pdf(data: bytes) -> Verdict:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError:
        return FileClass.ENCRYPTED, "pdf", kinds.LOCKED_PDF
    # Broken PDFs make the library raise nearly anything (measured on real files), so the net is wide.
    except Exception:
        return FileClass.CORRUPT, "pdf", kinds.DAMAGED_PDF
    if pages == 0:
        return FileClass.CORRUPT, "pdf", kinds.EMPTY_PDF
    return _verdict("pdf")


def _image(data: bytes) -> Verdict:
    from pipeline.ooxml.pictures import count_dots

    dots = count_dots(data)
    if dots is None:
        return FileClass.CORRUPT, "image", kinds.DAMAGED_PICTURE
    if dots > limits.IMAGE_PIXELS:
        return FileClass.TOO_LARGE, "image", kinds.LARGE_PICTURE.format(most=limits.IMAGE_PIXELS // 1_000_000)
    return _verdict("image")


def _text(source: SourceFile) -> Verdict:
    data, named = source.content, extension(source.name)
    family = text_family(data, named)
    if family:
        return _verdict(family)
    if named == "eml":
        return FileClass.CORRUPT, "message", kinds.NOT_A_MAIL
    if named in _TEXT_NAMES and decode_text(data) is not None:
        return _verdict("text")
    if named in _OFFICE_NAMES:
        return FileClass.CORRUPT, named, kinds.NOT_THAT_KIND.format(named=named)
    return _verdict("unknown")
