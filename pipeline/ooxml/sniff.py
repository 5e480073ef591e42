"""What a file really is, judged by its bytes and never by its name alone."""

from __future__ import annotations

import io
import re

from pipeline.ooxml import limits
from pipeline.ooxml.package import CONTENT_TYPES, Package, PackageError, is_xml, open_package
from pipeline.values import FileClass, SourceFile

Verdict = tuple[FileClass, str, str]

_LITTER = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_OFFICE_NAMES = {"xlsx", "docx", "xlsm", "docm", "pdf", "png", "jpg", "jpeg", "gif", "zip", "xls", "doc", "tif", "tiff"}
_TEXT_NAMES = {"txt", "csv", "text", "md", "tsv", ""}
_MAIL = re.compile(rb"\A(?:[A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.DOTALL)
_MAIL_HEADERS = re.compile(
    rb"^(From|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Subject):", re.IGNORECASE | re.MULTILINE
)

XLSX_HOW = "Please open it in Excel and choose File, Save As, Excel Workbook (.xlsx), and send that."
DOCX_HOW = "Please open it in Word and choose File, Save As, Word Document (.docx), and send that."
PDF_HOW = "Please save it as a PDF and send that."
AGAIN = "Please open it on your computer to make sure it is whole, save it and send it again."


def classify(source: SourceFile) -> Verdict:
    """Class, family (xlsx, docx, pdf, image, text, message, zip or what it seems) and a sentence.

    The sentence is empty for :attr:`FileClass.PARSED`. Never raises, whatever the bytes are.
    """
    if is_litter(source.name):
        return FileClass.IGNORED, "litter", "This is a file that computers leave in folders. There is nothing to do."
    data = source.content
    if not data:
        return FileClass.CORRUPT, "empty", f"The file is empty: it holds 0 bytes. {AGAIN}"
    zipped = data.startswith(b"PK")
    if len(data) > (limits.ARCHIVE_BYTES if zipped else limits.FILE_BYTES):
        return _too_large(len(data))
    if data.startswith(_OLE):
        return _ole(data)
    if zipped:
        return _zip(data)
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(_IMAGES) or (data[:4], data[8:12]) == (b"RIFF", b"WEBP"):
        return _image(data)
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return _image(data)
    return _plain(source)


def is_litter(name: str) -> bool:
    """Whether a name is one that Office or the computer leaves behind, and no school means to send."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return base in _LITTER or base.startswith(("~$", "._", ".~lock.")) or "__macosx/" in name.lower()


def extension(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower().strip() if "." in base else ""


def _too_large(size: int) -> Verdict:
    most = limits.FILE_BYTES // 1_000_000
    text = f"The file is {size / 1_000_000:.0f} MB and we can take {most} MB. Please make its pictures smaller."
    return FileClass.TOO_LARGE, "unknown", text


def fault_sentence(fault: PackageError) -> str:
    """What to say about a package that could not be opened: what we read, what to do."""
    if fault.file_class is FileClass.ENCRYPTED:
        return (
            "The file is locked with a password, so we cannot read it. Please take the password off and send it again."
        )
    if fault.file_class is FileClass.ZIP_BOMB:
        return f"We did not unpack this file because {fault.detail}. Please send the documents themselves."
    if fault.file_class is FileClass.TOO_LARGE:
        return f"We did not read this file to its end because {fault.detail}. Please send only what the award needs."
    if fault.file_class is FileClass.UNSUPPORTED:
        return f"We cannot unpack this file because {fault.detail}. Please send the documents themselves."
    return f"The file could not be read: {fault.detail}. {AGAIN}"


def _ole(data: bytes) -> Verdict:
    if _wide("EncryptedPackage") in data:
        text = (
            "The file is locked with a password, so we cannot read it. Please take the password off and send it again."
        )
        return FileClass.ENCRYPTED, "office", text
    if _wide("WordDocument") in data:
        return FileClass.UNSUPPORTED, "doc", f"This is an old Word document (.doc), which we cannot read. {DOCX_HOW}"
    if _wide("Workbook") in data or _wide("Book") in data:
        return FileClass.UNSUPPORTED, "xls", f"This is an old Excel workbook (.xls), which we cannot read. {XLSX_HOW}"
    if _wide("__substg1.0_") in data or _wide("__properties_version1.0") in data:
        text = "This is an Outlook message (.msg), which we cannot read. Please send what is attached to it."
        return FileClass.UNSUPPORTED, "msg", text
    text = f"This is an old kind of Office file, which we cannot read. {PDF_HOW}"
    return FileClass.UNSUPPORTED, "ole", text


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _zip(data: bytes) -> Verdict:
    try:
        package = open_package(data)
        if CONTENT_TYPES in package:
            return _office(package, len(data))
        if "mimetype" in package:
            return _open_document(package)
        if any(name.lower().endswith(".iwa") for name in package.names):
            text = "This was made with Numbers or Pages, which we cannot read. Please export it as Excel or Word."
            return FileClass.UNSUPPORTED, "iwork", text
        if not package.names:
            return FileClass.CORRUPT, "zip", f"The zip file holds no files. {AGAIN}"
        if len(package.names) > limits.ARCHIVE_ENTRIES:
            raise PackageError(FileClass.TOO_LARGE, f"it holds {len(package.names):,} files")
    except PackageError as fault:
        if fault.file_class is FileClass.TOO_LARGE:
            text = (
                f"The zip holds more than {limits.ARCHIVE_ENTRIES} files. Please send only what the application needs."
            )
            return FileClass.TOO_LARGE, "zip", text
        return fault.file_class, "zip", fault_sentence(fault)
    return FileClass.PARSED, "zip", ""


def _office(package: Package, size: int) -> Verdict:
    types = _types_in_use(package)
    if b"sheet.binary" in types:
        return (
            FileClass.UNSUPPORTED,
            "xlsb",
            f"This is a binary Excel workbook (.xlsb), which we cannot read. {XLSX_HOW}",
        )
    if b"macroEnabled" in types or b"vbaProject" in types or any("vbaproject" in n.lower() for n in package.names):
        how = XLSX_HOW if b"spreadsheetml" in types or b"ms-excel" in types else DOCX_HOW
        return FileClass.MACRO, "macro", f"The file holds macros (small programs), which we do not open. {how}"
    if b"presentationml" in types:
        return FileClass.UNSUPPORTED, "pptx", f"This is a PowerPoint presentation, which we cannot read. {PDF_HOW}"
    if b"spreadsheetml.sheet.main" in types or b"spreadsheetml.template.main" in types:
        family = "xlsx"
    elif b"wordprocessingml.document.main" in types or b"wordprocessingml.template.main" in types:
        family = "docx"
    else:
        return FileClass.UNSUPPORTED, "ooxml", f"This Office file is neither a workbook nor a Word document. {PDF_HOW}"
    if size > limits.FILE_BYTES:
        return _too_large(size)
    for name in package.names:
        if is_xml(name):
            _refuse_document_type(package.read(name), name)
            package.forget()
    package.main_part()
    return FileClass.PARSED, family, ""


def _types_in_use(package: Package) -> bytes:
    """What the parts that are there are said to be.

    Defaults for extensions that no part has say nothing: SheetJS declares binary workbooks in every file.
    """
    ours = package.xml(CONTENT_TYPES)
    extensions = {name.rpartition(".")[2].lower() for name in package.names}
    told = [
        entry.get("ContentType", "")
        for entry in ours
        if entry.get("PartName") or entry.get("Extension", "").lower() in extensions
    ]
    return "\n".join(told).encode()


def _refuse_document_type(data: bytes, name: str) -> None:
    plain = data.replace(b"\0", b"") if b"\0" in data[:200] else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise PackageError(FileClass.CORRUPT, f"the part “{name}” holds a document type, which Office never writes")


def _open_document(package: Package) -> Verdict:
    kind = package.read("mimetype")[:100]
    if b"spreadsheet" in kind:
        return (
            FileClass.UNSUPPORTED,
            "ods",
            f"This is an OpenDocument spreadsheet (.ods), which we cannot read. {XLSX_HOW}",
        )
    if b"opendocument.text" in kind:
        return FileClass.UNSUPPORTED, "odt", f"This is an OpenDocument text (.odt), which we cannot read. {DOCX_HOW}"
    return FileClass.UNSUPPORTED, "odf", f"This is a kind of file that we cannot read. {PDF_HOW}"


def _pdf(data: bytes) -> Verdict:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError:
        text = "The PDF is locked with a password, so we cannot read it. Please save it without one and send it again."
        return FileClass.ENCRYPTED, "pdf", text
    # Broken PDFs make the library raise nearly anything (measured on real files), so the net is wide.
    except Exception:
        return FileClass.CORRUPT, "pdf", f"The PDF is damaged and could not be read. {AGAIN}"
    if pages == 0:
        return FileClass.CORRUPT, "pdf", f"The PDF holds no pages. {AGAIN}"
    return FileClass.PARSED, "pdf", ""


def _image(data: bytes) -> Verdict:
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                picture.verify()
    # Pillow's decoders raise struct, OS, value and syntax errors of many kinds on broken pictures.
    except Exception:
        return FileClass.CORRUPT, "image", f"The picture is damaged and could not be opened. {AGAIN}"
    if width * height > limits.IMAGE_PIXELS:
        text = f"The picture is {width} by {height} dots, which is more than we can take. Please make it smaller."
        return FileClass.TOO_LARGE, "image", text
    return FileClass.PARSED, "image", ""


def _plain(source: SourceFile) -> Verdict:
    data, named = source.content, extension(source.name)
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return FileClass.UNSUPPORTED, "rtf", f"This is a rich text file (.rtf), which we cannot read. {DOCX_HOW}"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"hevc"):
        text = "This is an iPhone photograph (.heic), which we cannot show. Please save it as a JPEG and send that."
        return FileClass.UNSUPPORTED, "heic", text
    if head.startswith((b"<!doctype html", b"<html")):
        return FileClass.NOT_OFFICE, "html", f"This is a web page, not a document that we can read. {PDF_HOW}"
    if named == "eml" or (_MAIL.match(data[:20_000]) and len(_MAIL_HEADERS.findall(data[:20_000])) >= 2):
        if named == "eml" and not _MAIL_HEADERS.search(data[:20_000]):
            return FileClass.CORRUPT, "message", f"The name says e-mail (.eml), but this is not an e-mail. {AGAIN}"
        return FileClass.PARSED, "message", ""
    if named in _TEXT_NAMES and decode_text(data) is not None:
        return FileClass.PARSED, "text", ""
    if named in _OFFICE_NAMES:
        text = f"The name ends in .{named}, but what is inside is not that kind of file. {AGAIN}"
        return FileClass.CORRUPT, named, text
    text = "We do not know this kind of file. If it is part of your application, please save it as a PDF and send that."
    return FileClass.NOT_OFFICE, "unknown", text


def decode_text(data: bytes) -> str | None:
    """Bytes as text, or None when they are not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 0:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
