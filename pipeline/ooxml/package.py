"""Opening a zip package from a stranger without trusting anything it says about itself."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.empty_rows import filled_rows, holds_rows
from pipeline.ooxml.packing import packed_bytes, unpacked
from pipeline.values import FileClass

CONTENT_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
# A part's own header ends with how long its name and its extra field are.
_LOCAL_HEADER_BYTES, _LOCAL_LENGTHS = 30, struct.Struct("<2H")
# Strict Open XML says the same things under other names; most readers see an empty file.
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|wordprocessingml/main|officeDocument/[A-Za-z/]+)"
)
_TRANSITIONAL = {
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# What the parser says of a tree of more than 256 levels; Word itself makes none of more than 60.
_TOO_DEEP = "Excessive depth"
_CAREFUL: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
# One parser for all parts: it knows the tag names already, and reads a part in half the time of a new one.
# It locks itself, so threads may share it.
_PARSER = etree.XMLParser(**_CAREFUL)


class PackageError(Exception):
    """The package must not or cannot be opened. ``file_class`` says why in the published words."""

    def __init__(self, file_class: FileClass, detail: str) -> None:
        super().__init__(detail)
        self.file_class = file_class
        self.detail = detail


@dataclass(slots=True)
class Package:
    """An opened package: part names as stored, and their bytes on demand (counted while inflating)."""

    data: bytes
    archive: zipfile.ZipFile
    names: tuple[str, ...]
    _by_lower: dict[str, str] = field(default_factory=dict)
    _cache: dict[str, bytes] = field(default_factory=dict)
    _relations: dict[str, list[etree._Element]] = field(default_factory=dict)

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
        if holds_rows(stored) and limits.SHEET_LOOKED_THROUGH_BYTES < self.archive.getinfo(stored).file_size <= most:
            try:
                return self._whole(self.archive.getinfo(stored), most)
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                raise PackageError(FileClass.CORRUPT, "something inside it is damaged") from error
        return self.read(name)

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a part. Raises PackageError when they are damaged, KeyError when there is no such part."""
        info = self.archive.getinfo(self._by_lower[name.lstrip("/").lower()])
        try:
            return unpacked(packed_bytes(self.data, info), info.compress_type, most)
        except zlib.error as error:
            raise PackageError(FileClass.CORRUPT, "something inside it is damaged") from error

    def _inflate(self, stored: str) -> bytes:
        entry = self.archive.getinfo(stored)
        most = _most_kept(stored)
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


def is_xml(name: str) -> bool:
    """Whether a part is written in XML, by its name."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Bytes to a tree: no network, no entities, no DTD, bounded depth and memory. Raises PackageError."""
    data = _looked_through(data, name)
    if len(data) > limits.TREE_WEIGHED_FROM_BYTES and _weight(data) > limits.TREE_BYTES:
        raise PackageError(FileClass.TOO_LARGE, "something inside it is far too long")
    try:
        tree = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        if _TOO_DEEP in str(error):
            raise PackageError(FileClass.TOO_LARGE, "tables or boxes in it lie too deep within one another") from error
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{name}”)") from error
    if tree is None or tree.getroottree().docinfo.internalDTD is not None:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")
    return tree


def each_element(data: bytes, name: str, tag: str) -> Iterator[etree._Element]:
    """The elements of one tag, each gone when the next one comes: for parts whose tree would take too much memory.

    As careful as :func:`parse_xml`. Raises PackageError.
    """
    try:
        for _, element in etree.iterparse(io.BytesIO(_looked_through(data, name)), tag=tag, **_CAREFUL):
            yield element
            element.clear()
            above = element.getparent()
            while above is not None and element.getprevious() is not None:
                del above[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{name}”)") from error


def _weight(data: bytes) -> int:
    """About how many bytes a tree takes."""
    return (
        len(data)
        + data.count(b"<") * limits.TREE_BYTES_OF_TAG
        + (data.count(b'="') + data.count(b"='")) * limits.TREE_BYTES_OF_SETTING
    )


def _looked_through(data: bytes, name: str) -> bytes:
    """The bytes of a part without a DTD, in the names that Office itself uses. Raises PackageError."""
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    lowered = plain[:4096].lower() if len(plain) > 4096 else plain.lower()
    if b"<!doctype" in lowered or b"<!DOCTYPE" in plain:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(_to_transitional, data)
    return data


def _to_transitional(match: re.Match[bytes]) -> bytes:
    word = match.group(1)
    if word in _TRANSITIONAL:
        return _TRANSITIONAL[word]
    rest = word.removeprefix(b"officeDocument/")
    return b"http://schemas.openxmlformats.org/officeDocument/2006/" + rest


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
    _check_entries(entries)
    _check_overlap(entries, data, archive.start_dir)
    names = tuple(entry.filename for entry in entries if not entry.is_dir())
    return Package(data, archive, names, {name.lower(): name for name in names})


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    total = in_sheets = 0
    for entry in entries:
        key, size = entry.filename.lower(), entry.file_size
        if _leads_outside(entry.orig_filename):
            raise PackageError(FileClass.CORRUPT, "something inside it has a name that leads out of it")
        if entry.flag_bits & 0x1:
            raise PackageError(FileClass.ENCRYPTED, f"“{entry.filename}” inside it has a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(FileClass.UNSUPPORTED, "it is packed in an unusual way")
        if key in seen:
            raise PackageError(FileClass.CORRUPT, f"it holds “{entry.filename}” twice")
        seen.add(key)
        is_sheet = holds_rows(key)
        in_sheets += size if is_sheet else 0
        total += 0 if is_sheet else size
        squeezed = size > limits.RATIO_FROM_BYTES and size / max(entry.compress_size, 1) > limits.RATIO
        # XML is the least that a part may hold, and nearly every part is smaller.
        large = size > limits.XML_PART_BYTES and size > _most_kept(key)
        too_long = in_sheets > limits.SHEETS_BYTES if is_sheet else large
        if squeezed or too_long or total > limits.UNPACKED_BYTES:
            raise PackageError(FileClass.ZIP_BOMB, "it unpacks to far more than a school's document holds")


def _most_kept(name: str) -> int:
    """How many bytes of a part may be held."""
    if holds_rows(name):
        return limits.SHEET_PART_BYTES
    return limits.XML_PART_BYTES if is_xml(name) else limits.PART_BYTES


def _leads_outside(name: str) -> bool:
    """Whether a part's name is a path to somewhere else: ``../``, from the root, a drive, or cut short by a NUL."""
    if name.startswith(("/", "\\")) or "\0" in name:
        return True
    return (".." in name and ".." in name.replace("\\", "/").split("/")) or _DRIVE.match(name) is not None


def _check_overlap(entries: list[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        start = entry.header_offset
        if start + _LOCAL_HEADER_BYTES > len(data) or not data.startswith(b"PK\x03\x04", start):
            raise PackageError(FileClass.CORRUPT, "the package is damaged or was cut short")
        if start < end:
            raise PackageError(FileClass.ZIP_BOMB, "what it holds overlaps")
        name, extra = _LOCAL_LENGTHS.unpack_from(data, start + _LOCAL_HEADER_BYTES - _LOCAL_LENGTHS.size)
        end = start + _LOCAL_HEADER_BYTES + name + extra + entry.compress_size
    if end > directory:
        raise PackageError(FileClass.CORRUPT, "the package is damaged or was cut short")


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
