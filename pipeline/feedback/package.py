"""An .xlsx as a package of parts, where only the parts we replace are written anew.

Every other part is copied as the compressed bytes that came, in the order they came, so that what a
school's workbook holds beyond our understanding (sparklines, slicers, custom XML) is never lost.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001  lxml has no public name for the type of its elements

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPES_PART = "[Content_Types].xml"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_HAS_DESCRIPTOR = 0x08
_UTF8_NAME = 0x800


class NotAWorkbookError(ValueError):
    """The bytes are no workbook that can be annotated; the text says why."""


def parse(data: bytes) -> Element:
    """One part as XML, without entities and without the network. Raises NotAWorkbookError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise NotAWorkbookError(f"A part of the workbook is not XML: {fault}") from fault


def serialise(root: Element) -> bytes:
    """The part's bytes, the way spreadsheet programs write them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Package:
    """The parts of a workbook: read any, replace or add some, write the whole again."""

    def __init__(self, data: bytes) -> None:
        """Raises NotAWorkbookError when the bytes are not a zip archive."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise NotAWorkbookError(f"The workbook is not a readable package: {fault}") from fault
        self._data = data
        # Part names are compared without regard to case (OPC), and a last duplicate wins as in zipfile.
        self._entries = {info.filename.casefold(): info for info in self._archive.infolist()}
        self._changed: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def has(self, part: str) -> bool:
        return part.casefold() in self._changed or part.casefold() in self._entries

    def read(self, part: str) -> bytes:
        """The part's content. Raises NotAWorkbookError when it is missing or damaged."""
        key = part.casefold()
        if key in self._changed:
            return self._changed[key]
        if key not in self._entries:
            raise NotAWorkbookError(f"The workbook has no part “{part}”.")
        try:
            return self._archive.read(self._entries[key])
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
            raise NotAWorkbookError(f"The part “{part}” cannot be read: {fault}") from fault

    def replace(self, part: str, content: bytes) -> None:
        """Give a part new content, or add it at the end of the package."""
        if self.has(part) and self.read(part) == content:
            return
        self._names.setdefault(part.casefold(), part)
        self._changed[part.casefold()] = content

    @property
    def changed(self) -> bool:
        return bool(self._changed)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that is not taken."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def write(self) -> bytes:
        """The package: untouched parts as their own compressed bytes, the others newly compressed."""
        if not self.changed:
            return self._data
        writer = _Writer()
        for info in self._archive.infolist():
            content = self._changed.get(info.filename.casefold())
            if content is None:
                writer.copy(info, self._raw(info))
            elif self._entries[info.filename.casefold()] is info:
                writer.add(info.filename, content)
        for key, content in self._changed.items():
            if key not in self._entries:
                writer.add(self._names[key], content)
        return writer.finish()

    def _raw(self, info: zipfile.ZipInfo) -> bytes:
        name_length, extra_length = struct.unpack_from("<HH", self._data, info.header_offset + 26)
        start = info.header_offset + 30 + name_length + extra_length
        return self._data[start : start + info.compress_size]


class _Writer:
    """Writes zip entries from already compressed bytes, which the zipfile module does not offer."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._directory = io.BytesIO()
        self._count = 0

    def copy(self, info: zipfile.ZipInfo, raw: bytes) -> None:
        flags = info.flag_bits & ~_HAS_DESCRIPTOR
        name = info.orig_filename.encode("utf-8" if flags & _UTF8_NAME else "cp437")
        sizes = (info.CRC, info.compress_size, info.file_size)
        self._entry(name, flags, info.compress_type, info.date_time, sizes, raw, info.external_attr)

    def add(self, name: str, content: bytes) -> None:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        raw = deflate.compress(content) + deflate.flush()
        flags = 0 if name.isascii() else _UTF8_NAME
        sizes = (zlib.crc32(content), len(raw), len(content))
        self._entry(name.encode(), flags, zipfile.ZIP_DEFLATED, _FIXED_DATE, sizes, raw, 0)

    def _entry(
        self,
        name: bytes,
        flags: int,
        method: int,
        date: tuple[int, int, int, int, int, int],
        sizes: tuple[int, int, int],
        raw: bytes,
        attributes: int,
    ) -> None:
        day = (max(date[0], 1980) - 1980) << 9 | date[1] << 5 | date[2]
        time = date[3] << 11 | date[4] << 5 | date[5] // 2
        common = struct.pack("<HHHHHIIIHH", 20, flags, method, time, day, *sizes, len(name), 0)
        offset = self._out.tell()
        self._out.write(b"PK\x03\x04" + common + name + raw)
        tail = struct.pack("<HHHII", 0, 0, 0, attributes, offset)
        self._directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + common + tail + name)
        self._count += 1

    def finish(self) -> bytes:
        directory = self._directory.getvalue()
        end = struct.pack("<HHHHIIH", 0, 0, self._count, self._count, len(directory), self._out.tell(), 0)
        return self._out.getvalue() + directory + b"PK\x05\x06" + end


class Relations:
    """The relations of one part: where its ids lead."""

    def __init__(self, package: Package, part: str) -> None:
        folder, name = posixpath.split(part)
        self._package = package
        self._folder = folder
        self._part = posixpath.join(folder, "_rels", f"{name}.rels")
        empty = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        self._root = parse(package.read(self._part) if package.has(self._part) else empty)

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Id, type and part of every relation that stays inside the package."""
        for relation in self._root.iterchildren(f"{{{RELATIONS}}}Relationship"):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + self._folder, relation.get("Target", "")))
                yield relation.get("Id", ""), relation.get("Type", ""), target.lstrip("/")

    def find(self, kind: str) -> str | None:
        """The part of the first relation whose type ends in ``kind``."""
        return next((part for _, type_, part in self if type_.rsplit("/", 1)[-1] == kind), None)

    def target(self, relation_id: str) -> str | None:
        return next((part for id_, _, part in self if id_ == relation_id), None)

    def add(self, type_: str, part: str) -> str:
        """Relate to a part and write the relations back. Returns the new id."""
        taken = {relation.get("Id") for relation in self._root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        relation = etree.SubElement(self._root, f"{{{RELATIONS}}}Relationship")
        relation.set("Id", f"rId{number}")
        relation.set("Type", type_)
        relation.set("Target", posixpath.relpath("/" + part, "/" + self._folder))
        self._package.replace(self._part, serialise(self._root))
        return f"rId{number}"


def declare(package: Package, part: str, content_type: str, *, by_extension: bool = False) -> None:
    """Name a new part's content type, for itself or for every part with its extension."""
    root = parse(package.read(TYPES_PART))
    if by_extension:
        extension = part.rsplit(".", 1)[-1]
        known = root.iterchildren(f"{{{CONTENT_TYPES}}}Default")
        if any(entry.get("Extension", "").casefold() == extension for entry in known):
            return
        entry = etree.Element(f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=content_type)
        root.insert(0, entry)
    else:
        entry = etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override")
        entry.set("PartName", "/" + part)
        entry.set("ContentType", content_type)
    package.replace(TYPES_PART, serialise(root))
