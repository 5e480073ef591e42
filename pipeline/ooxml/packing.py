"""A .docx package whose unchanged parts are copied as they are, already compressed.

Python's :mod:`zipfile` can only write a part by compressing it again, which would be nine tenths of
the time a letter takes; so the few bytes of a ZIP's frame are written here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8 = 0x800
_NEEDS = 20
# 1 January 1980, the first day a ZIP can say: the same input must give the same bytes.
_DATE, _TIME = 0x21, 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a package, compressed. ``method`` is the ZIP's: 0 stored, 8 deflated."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int


def pack(name: str, content: bytes) -> Part:
    """Compress one part."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    return Part(name, packed, zlib.crc32(content), len(content), zipfile.ZIP_DEFLATED)


def open_parts(data: bytes) -> tuple[list[str], dict[str, bytes]]:
    """The names of a package's parts in order, and what each holds. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [info.filename for info in package.infolist() if not info.is_dir()]
        return names, {name: package.read(name) for name in names}


def join(parts: Iterable[Part]) -> bytes:
    """The package as bytes; equal parts always give equal bytes."""
    body, directory, count = bytearray(), bytearray(), 0
    for part in parts:
        name = part.name.encode()
        offset = len(body)
        common = (_NEEDS, _UTF8, part.method, _TIME, _DATE, part.crc, len(part.packed), part.size, len(name), 0)
        body += _LOCAL.pack(b"PK\x03\x04", *common) + name + part.packed
        directory += _CENTRAL.pack(b"PK\x01\x02", _NEEDS, *common, 0, 0, 0, 0, offset) + name
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
