"""A package's directory, judged before anything is unpacked: names, sizes, and where each part lies."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence

from pipeline.ooxml import limits
from pipeline.ooxml.empty_rows import holds_rows
from pipeline.ooxml.package_error import PackageError
from pipeline.values import FileClass

# What only a package of an Office program holds: Microsoft's, OpenDocument's, Apple's.
_MARKS_OFFICE = re.compile(r"^(?:\[content_types\]\.xml|mimetype)$|\.iwa$|^index(?:/index)?\.zip$", re.IGNORECASE)
_NAMELESS = "file"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
# A part's own header ends with how long its name and its extra field are.
_LOCAL_HEADER_BYTES, _LOCAL_LENGTHS = 30, struct.Struct("<2H")


def named(entries: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """What a package holds, each by a name of its own, folders left out.

    In an Office file a name that leads outside, or that stands there twice, is no program's: PackageError. A parcel
    that a school packed itself may have got one anyhow. Its files are data and no paths: a way that leads outside is
    left off, and the second of a name is numbered as a browser would.
    """
    files = [entry for entry in entries if not entry.is_dir()]
    if any(_MARKS_OFFICE.search(entry.filename) for entry in files):
        _refuse_odd_names(entries)
        return {entry.filename: entry for entry in files}
    found: dict[str, zipfile.ZipInfo] = {}
    used: dict[str, int] = {}
    for entry in files:
        found[_own_name(_within(entry.orig_filename), used)] = entry
    return found


def _refuse_odd_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if _leads_outside(entry.orig_filename):
            raise PackageError(FileClass.CORRUPT, "something inside it has a name that leads out of it")
        if entry.filename.lower() in seen:
            raise PackageError(FileClass.CORRUPT, f"it holds “{entry.filename}” twice")
        seen.add(entry.filename.lower())


def _within(name: str) -> str:
    """A name without what leads outside; as it is when nothing does."""
    if not _leads_outside(name):
        return name
    steps = _DRIVE.sub("", name.replace("\0", "")).replace("\\", "/").split("/")
    return "/".join(step for step in steps if step not in ("", ".", "..")) or _NAMELESS


def _own_name(name: str, used: dict[str, int]) -> str:
    """The name, numbered when it is ``used``: there it stands with how often it was asked for, and is noted."""
    folder, slash, base = name.rpartition("/")
    stem, dot, ending = base.rpartition(".") if "." in base else (base, "", "")
    own = name
    while own.lower() in used:
        used[name.lower()] += 1
        own = f"{folder}{slash}{stem} ({used[name.lower()]}){dot}{ending}"
    used[own.lower()] = 1
    return own


def check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Raises PackageError for a password, an odd packing, or more than may be unpacked."""
    total = in_sheets = 0
    for entry in entries:
        key, size = entry.filename.lower(), entry.file_size
        if entry.flag_bits & 0x1:
            raise PackageError(FileClass.ENCRYPTED, f"“{entry.filename}” inside it has a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(FileClass.UNSUPPORTED, "it is packed in an unusual way")
        is_sheet = holds_rows(key)
        in_sheets += size if is_sheet else 0
        total += 0 if is_sheet else size
        squeezed = size > limits.RATIO_FROM_BYTES and size / max(entry.compress_size, 1) > limits.RATIO
        # XML is the least that a part may hold, and nearly every part is smaller.
        large = size > limits.XML_PART_BYTES and size > most_kept(key)
        too_long = in_sheets > limits.SHEETS_BYTES if is_sheet else large
        if squeezed or too_long or total > limits.UNPACKED_BYTES:
            raise PackageError(FileClass.ZIP_BOMB, "it unpacks to far more than a school's document holds")


def check_overlap(entries: Sequence[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """Raises PackageError where parts lie over one another, or past the ``directory`` at that byte of the package."""
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


def _leads_outside(name: str) -> bool:
    """Whether a part's name is a path to somewhere else: ``../``, from the root, a drive, or cut short by a NUL."""
    if name.startswith(("/", "\\")) or "\0" in name:
        return True
    return (".." in name and ".." in name.replace("\\", "/").split("/")) or _DRIVE.match(name) is not None


def most_kept(name: str) -> int:
    """How many bytes of a part may be held."""
    if holds_rows(name):
        return limits.SHEET_PART_BYTES
    return limits.XML_PART_BYTES if is_xml(name) else limits.PART_BYTES


def is_xml(name: str) -> bool:
    """Whether a part is written in XML, by its name."""
    return name.lower().endswith((".xml", ".rels", ".vml"))
