"""Opening a zip package from a stranger without trusting anything it says about itself."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.careful_xml import parse_xml
from pipeline.ooxml.directory import check_entries, check_overlap, most_kept, named
from pipeline.ooxml.empty_rows import filled_rows, holds_rows
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.packing import packed_bytes, unpacked
from pipeline.values import FileClass

CONTENT_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """An opened package: part names as stored, and their bytes on demand (counted while inflating)."""

    data: bytes
    archive: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    _by_lower: dict[str, str] = field(default_factory=dict)
    _cache: dict[str, bytes] = field(default_factory=dict)
    _relations: dict[str, list[etree._Element]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, in the package's order."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._by_lower

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises PackageError when it is missing, damaged or larger than allowed."""
        stored = self._by_lower.get(name.lstrip("/").lower())
        if stored is None:
            raise PackageError(FileClass.CORRUPT, "something inside it is missing")
        if stored not in self._cache:
            self._cache[stored] = self._inflate(stored)
        return self._cache[stored]

    def as_sent(self, name: str) -> bytes:
        """A part with all its empty rows, as far as it can be held; for whoever gives a school its own file back."""
        stored = self._by_lower.get(name.lstrip("/").lower(), "")
        most = limits.SHEET_SENT_BYTES
        if holds_rows(stored) and limits.SHEET_LOOKED_THROUGH_BYTES < self._entries[stored].file_size <= most:
            try:
                return self._whole(self._entries[stored], most)
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                raise PackageError(FileClass.CORRUPT, "something inside it is damaged") from error
        return self.read(name)

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a part. Raises PackageError when they are damaged, KeyError when there is no such part."""
        info = self._entries[self._by_lower[name.lstrip("/").lower()]]
        try:
            return unpacked(packed_bytes(self.data, info), info.compress_type, most)
        except zlib.error as error:
            raise PackageError(FileClass.CORRUPT, "something inside it is damaged") from error

    def _inflate(self, stored: str) -> bytes:
        entry = self._entries[stored]
        most = most_kept(stored)
        data: bytes | None = None
        try:
            if holds_rows(stored) and entry.file_size > limits.SHEET_LOOKED_THROUGH_BYTES:
                with self.archive.open(entry) as stream:
                    data = filled_rows(stream, most)
            if data is None:
                data = self._whole(entry, most)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise PackageError(FileClass.CORRUPT, "something inside it is damaged") from error
        if len(data) > most:
            what = "one of its sheets is far too long" if holds_rows(stored) else "a file inside it is far too large"
            raise PackageError(FileClass.TOO_LARGE if holds_rows(stored) else FileClass.ZIP_BOMB, what)
        return data

    def _whole(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        data = unpacked(packed_bytes(self.data, entry), entry.compress_type, most + 1)
        if len(data) <= most and (len(data) != entry.file_size or zlib.crc32(data) != entry.CRC):
            raise zipfile.BadZipFile("not what the directory says")
        return data

    def xml(self, name: str) -> etree._Element:
        """A part as a tree, entities untouched. Raises PackageError."""
        return parse_xml(self.read(name), name)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id to (last word of its type, target part) for a part; ``""`` is the package itself."""
        folder = posixpath.dirname(name)
        found: dict[str, tuple[str, str]] = {}
        for relation in self._relationships(name):
            if relation.get("TargetMode") == "External":
                continue
            full = part_of(folder, relation.get("Target", ""))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], full)
        return found

    def outward_links(self, name: str) -> dict[str, str]:
        """Relationship id to the address outside the package that a part links to. Never followed."""
        return {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in self._relationships(name)
            if relation.get("TargetMode") == "External"
        }

    def _relationships(self, name: str) -> list[etree._Element]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._relations:
            self._relations[name] = list(self.xml(rels).iter(_RELATION)) if rels in self else []
        return self._relations[name]

    def main_part(self) -> str:
        """The part that is the document itself. Raises PackageError when the package names none."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self:
                return target
        raise PackageError(FileClass.CORRUPT, "the package does not say where its document is")


# Packages of one program have parts of much the same names.
@lru_cache(maxsize=1024)
def part_of(folder: str, target: str) -> str:
    """The part that a relation's target names, from the folder of the part that relates."""
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def open_package(data: bytes, most_entries: int = limits.PACKAGE_ENTRIES) -> Package:
    """Open a zip after looking at its directory only. Raises PackageError; never inflates here."""
    # A directory of a million entries takes seconds to parse: count their marks first, generously,
    # because a zip inside a zip shows its own marks too.
    if data.count(b"PK\x01\x02") > most_entries * 10:
        raise PackageError(FileClass.ZIP_BOMB, f"it holds more than {most_entries:,} files")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        OSError,
        EOFError,
        struct.error,
        OverflowError,
    ) as error:
        raise PackageError(FileClass.CORRUPT, "the package is damaged or was cut short") from error
    entries = archive.infolist()
    if len(entries) > most_entries:
        raise PackageError(FileClass.ZIP_BOMB, f"it holds {len(entries):,} files")
    files = named(entries)
    check_entries(entries)
    check_overlap(entries, data, archive.start_dir)
    return Package(data, archive, files, {name.lower(): name for name in files})


def custom_properties(package: Package) -> dict[str, str]:
    """The custom document properties by name; empty when there are none. Raises PackageError."""
    for kind, target in package.relations("").values():
        if kind == "custom-properties" and target in package:
            return {
                name: "".join(str(text) for text in prop.itertext()).strip()
                for prop in package.xml(target)
                if (name := prop.get("name"))
            }
    return {}
