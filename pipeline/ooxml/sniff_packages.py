"""Zip packages: new Office, OpenDocument, Apple's, and plain zips; each looked through before it is believed."""

from __future__ import annotations

import re

from pipeline.ooxml import limits
from pipeline.ooxml.directory import is_xml
from pipeline.ooxml.package import CONTENT_TYPES, Package
from pipeline.ooxml.package_error import PackageError
from pipeline.values import FileClass

# The part's name that tells which of Apple's programs wrote a package, new or old.
_APPLE = (("index/calculationengine.iwa", "numbers"), ("index/slide", "keynote"), ("index.apxl", "keynote"))
_APPLE_OLD = ((b"ls:document", "numbers"), (b"sl:document", "pages"), (b"key:presentation", "keynote"))
# A document type stands before the first element, and that within so many bytes in what any program writes.
_BEGINNING = 2_048
# A project in Visual Basic, and the sheets that held macros before there was one.
_MACROS = (b"vbaProject", b"macrosheet")
_MAIN = re.compile(
    rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main"
    rb"|wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main"
)
_ELEMENT = re.compile(rb"<[A-Za-z_]")


def package_family(package: Package) -> str:
    """The family of a zip; ``hollow`` when it holds nothing, ``crowded`` when it holds too much.

    Raises PackageError when the zip is damaged, or holds what an Office file never holds.
    """
    if CONTENT_TYPES in package:
        return _office(package)
    if "mimetype" in package:
        return _open_document(package)
    family = _apple(package)
    if family:
        return family
    if not package.names:
        return "hollow"
    return "crowded" if len(package.names) > limits.ARCHIVE_ENTRIES else "zip"


def _office(package: Package) -> str:
    types = _types_in_use(package)
    # A file that may hold macros (.xlsm, .docm, .xlsb) says so whether it holds any or not.
    macros = any(sign in types for sign in _MACROS) or any("vbaproject" in name.lower() for name in package.names)
    if b"sheet.binary" in types and not macros:
        return "xlsb"
    if macros:
        return "macro-workbook" if b"spreadsheetml" in types or b"ms-excel" in types else "macro-document"
    if b"presentationml" in types:
        return "powerpoint"
    family = _main_family(types)
    if family != "ooxml":
        for name in package.names:
            if is_xml(name):
                _refuse_document_type(package, name)
        package.main_part()
    return family


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


def _main_family(types: bytes) -> str:
    main = _MAIN.search(types)
    return "ooxml" if main is None else "docx" if b"word" in main[0] else "xlsx"


def _refuse_document_type(package: Package, name: str) -> None:
    """Most parts are never read, and their styles alone may be 800 KB: only the beginning is unpacked. A part that
    is read is looked through again before it is parsed.
    """
    plain = package.beginning(name, _BEGINNING).replace(b"\0", b"")
    if not _ELEMENT.search(plain):
        plain = package.beginning(name, limits.XML_PART_BYTES).replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")


def _open_document(package: Package) -> str:
    kind = package.read("mimetype")[:100]
    # A locked one lists how each part was locked: OpenDocument 1.2, part 3, 4.8.
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        return "locked"
    if b"epub" in kind:
        return "book"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    return "odt" if b"opendocument.text" in kind else "odf"


def _apple(package: Package) -> str:
    names = [name.lower() for name in package.names]
    if any(name.endswith(".iwa") for name in names) or "index.zip" in names or "index/index.zip" in names:
        told = [family for start, family in _APPLE if any(name.startswith(start) for name in names)]
        return told[0] if told else _by_elimination(names)
    for part in ("index.apxl", "index.xml"):
        if part in package:
            head = package.read(part)[:4096]
            return next((family for mark, family in _APPLE_OLD if mark in head), "")
    return ""


def _by_elimination(names: list[str]) -> str:
    # Pages has a document and neither tables nor slides of its own; a packed index does not tell.
    return "pages" if "index/document.iwa" in names else "iwork"
