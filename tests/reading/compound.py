"""Microsoft's compound files ([MS-CFB]) written by hand: nothing here can run Outlook, Publisher or old Excel.

Version 3: sectors of 512 bytes, streams under 4,096 bytes in a mini stream of 64-byte sectors, one FAT sector
for each 128 sectors, a directory whose entries hang from one another to the right.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list[object]] = []
        self.sectors: list[bytes] = []
        self.chain: list[int] = []
        self.mini = bytearray()
        self.mini_chain: list[int] = []

    def add(self, name: str, held: bytes | Tree) -> int:
        """An entry and all below it. Its number."""
        number = len(self.entries)
        entry: list[object] = [name, 2, _NONE, _NONE, _END, 0]  # name, type, right, child, start, size
        self.entries.append(entry)
        if isinstance(held, bytes):
            entry[4], entry[5] = self.stream(held), len(held)
            return number
        entry[1] = 1
        children = sorted(held, key=lambda child: (len(child), child.upper()))
        numbers = [self.add(child, held[child]) for child in children]
        for one, next_one in pairwise(numbers):
            self.entries[one][2] = next_one
        entry[3] = numbers[0] if numbers else _NONE
        return number

    def stream(self, data: bytes) -> int:
        if len(data) >= _CUTOFF:
            return self.put(data)
        start = len(self.mini_chain)
        count = -(-len(data) // _MINI)
        self.mini += data.ljust(count * _MINI, b"\0")
        self.mini_chain += [*range(start + 1, start + count), _END][:count]
        return start if count else _END

    def put(self, data: bytes) -> int:
        start, count = len(self.sectors), max(1, -(-len(data) // _SECTOR))
        padded = data.ljust(count * _SECTOR, b"\0")
        self.sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        self.chain += [*range(start + 1, start + count), _END]
        return start


def compound(tree: Tree) -> bytes:
    """A compound file with these streams (bytes) and folders (further trees) at its top."""
    out = _Writer()
    out.add("Root Entry", tree)
    root = out.entries[0]
    root[1], root[4], root[5] = 5, out.put(bytes(out.mini)) if out.mini else _END, len(out.mini)
    mini_fat = out.put(struct.pack(f"<{len(out.mini_chain)}L", *out.mini_chain).ljust(_SECTOR, b"\xff"))
    directory = out.put(b"".join(_entry(entry) for entry in out.entries))
    used = len(out.sectors)
    fats = 1
    while fats * 128 < used + fats:
        fats += 1
    table = [*out.chain, *[_FAT] * fats]
    table += [_FREE] * (fats * 128 - len(table))
    head = struct.pack(
        "<8s16s5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, directory, 0, _CUTOFF, mini_fat, 1, _END, 0,
    )  # fmt: skip
    head += struct.pack("<109L", *[*range(used, used + fats), *[_FREE] * (109 - fats)])
    return head + b"".join(out.sectors) + struct.pack(f"<{len(table)}L", *table)


def _entry(entry: list[object]) -> bytes:
    name, kind, right, child, start, size = entry
    text = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB3L16sL8s8sLQ",
        text,
        len(text),
        kind,
        1,
        _NONE,
        right,
        child,
        bytes(16),
        0,
        bytes(8),
        bytes(8),
        start,
        size,
    )
