"""Packages as parts that keep their own compressed bytes: what is not changed is copied, never packed again.

Python's :mod:`zipfile` can only write a part by compressing it again, which would be nine tenths of the time
that a letter takes, and would change bytes that are not ours; so the few bytes of a ZIP's frame are written here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LOCAL = struct.Struct("<4s5H3I2H")
# What a part's own header and its entry in the directory both say, and what only the directory does.
_COMMON, _PLACE = struct.Struct("<5H3I2H"), struct.Struct("<3H2I")
_END = struct.Struct("<4s4H2IH")
_NAME_LENGTHS = struct.Struct("<2H")
# Window and memory of zlib. What fits a small window is packed the same with it, without clearing 256 KB first.
_SMALL_BYTES, _SMALL, _LARGE = 8192, (13, 6), (15, 8)
# Three fifths of the time that zlib usually takes, a tenth more bytes.
_QUICK = 1
# A list of relations or content types, mostly; four of them make a package larger by 4 KB.
_STORED_BYTES = 2500
_UTF8 = 0x800
_NEEDS = 20
_CENTRAL = b"PK\x01\x02" + struct.pack("<H", _NEEDS)
# 1 January 1980, the first day a ZIP can say: the same input must give the same bytes.
_FIRST_DAY = (0, 0x21)


class Part(NamedTuple):
    """One part of a package, compressed. ``method`` is the ZIP's: 0 stored, 8 deflated; ``stamp`` its time and day."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int
    stamp: tuple[int, int] = _FIRST_DAY
    attributes: int = 0


def pack(name: str, content: bytes, level: int = 6) -> Part:
    """Compress one part, as small as zlib usually makes it or quicker."""
    window, memory = _SMALL if len(content) <= _SMALL_BYTES else _LARGE
    packer = zlib.compressobj(level, zlib.DEFLATED, -window, memory)
    packed = packer.compress(content) + packer.flush()
    return Part(name, packed, zlib.crc32(content), len(content), zipfile.ZIP_DEFLATED)


def quickly(name: str, content: bytes) -> Part:
    """One part, compressed as quickly as zlib can; as it is where compressing takes longer than it is worth."""
    if len(content) > _STORED_BYTES:
        return pack(name, content, _QUICK)
    return Part(name, content, zlib.crc32(content), len(content), zipfile.ZIP_STORED)


def unpacked(packed: bytes, method: int, most: int) -> bytes:
    """The first ``most`` bytes, at most, of what was packed. Raises zlib.error when it is damaged."""
    return packed[:most] if method == zipfile.ZIP_STORED else zlib.decompressobj(-15).decompress(packed, most)


def packed_as_it_came(package: bytes, info: zipfile.ZipInfo) -> Part:
    """A part of a package with the very bytes, day and time it has there."""
    year, month, day, hour, minute, second = info.date_time
    stamp = (hour << 11 | minute << 5 | second // 2, (max(year, 1980) - 1980) << 9 | month << 5 | day)
    packed = packed_bytes(package, info)
    return Part(info.filename, packed, info.CRC, info.file_size, info.compress_type, stamp, info.external_attr)


def packed_bytes(package: bytes, info: zipfile.ZipInfo) -> bytes:
    """The compressed bytes of a part of a package."""
    start = info.header_offset + _LOCAL.size + sum(_NAME_LENGTHS.unpack_from(package, info.header_offset + 26))
    return package[start : start + info.compress_size]


def open_parts(data: bytes) -> tuple[list[str], dict[str, bytes]]:
    """The names of a package's parts in order, and what each holds. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [info.filename for info in package.infolist() if not info.is_dir()]
        return names, {name: package.read(name) for name in names}


def join(parts: Iterable[Part]) -> bytes:
    """The package as bytes; equal parts always give equal bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        common = _COMMON.pack(
            _NEEDS, _UTF8, part.method, *part.stamp, part.crc, len(part.packed), part.size, len(name), 0
        )
        pieces += (b"PK\x03\x04", common, name, part.packed)
        directory += (_CENTRAL, common, _PLACE.pack(0, 0, 0, part.attributes, offset), name)
        offset += _LOCAL.size + len(name) + len(part.packed)
    listed, count = b"".join(directory), len(pieces) // 4
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), offset, 0)
    return b"".join((*pieces, listed, end))
