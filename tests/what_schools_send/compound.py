"""Compound files as Outlook writes its messages: storages and streams, small ones in the small-block chain.

[MS-CFB] for the container, [MS-OXMSG] for what is in it. Nothing here is read back by our own code's rules.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list[object]] = []
        self.small, self.small_chain = b"", list[int]()
        self.bodies, self.chain = list[bytes](), list[int]()

    def add(self, name: str, content: bytes | Tree) -> int:
        at = len(self.entries)
        self.entries.append([])
        if isinstance(content, bytes):
            start = self._small(content) if len(content) < _CUTOFF else self._large(content)
            self.entries[at] = [name, 2, _NONE, _NONE, start, len(content)]
            return at
        # A chain to the right, in the order of the format: shorter names first, then by their capitals.
        inside = [self.add(key, content[key]) for key in sorted(content, key=lambda key: (len(key), key.upper()))]
        for one, following in zip(inside, [*inside[1:], _NONE], strict=True):
            self.entries[one][2] = following
        self.entries[at] = [name, 1 if at else 5, _NONE, inside[0] if inside else _NONE, 0, 0]
        return at

    def _small(self, content: bytes) -> int:
        if not content:
            return _END
        start, count = len(self.small_chain), -(-len(content) // _SMALL)
        self.small_chain += [*range(start + 1, start + count), _END]
        self.small += content.ljust(count * _SMALL, b"\0")
        return start

    def _large(self, content: bytes) -> int:
        start, count = len(self.chain), -(-len(content) // _SECTOR)
        self.chain += [*range(start + 1, start + count), _END]
        self.bodies.append(content.ljust(count * _SECTOR, b"\0"))
        return start


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 whose root holds the tree."""
    out = _Writer()
    out.add("Root Entry", tree)
    size = len(out.small)
    root_start = out._large(out.small) if size else _END
    small_fat = b"".join(struct.pack("<I", link) for link in out.small_chain)
    small_sectors = -(-len(small_fat) // _SECTOR)
    small_start = out._large(small_fat.ljust(small_sectors * _SECTOR, b"\xff")) if small_fat else _END
    out.entries[0][4:] = [root_start, size]
    directory = b"".join(_entry(*entry) for entry in out.entries)  # type: ignore[arg-type]
    blank = _entry("", 0, _NONE, _NONE, 0, 0)
    while len(directory) % _SECTOR:
        directory += blank
    directory_start = out._large(directory)
    count = 1
    while (len(out.chain) + count) * 4 > count * _SECTOR:
        count += 1
    at = len(out.chain)
    fat = [*out.chain, *[_FAT] * count]
    table = b"".join(struct.pack("<I", link) for link in fat).ljust(count * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count,
        directory_start, 0, _CUTOFF, small_start, small_sectors, _END, 0, at,
    )  # fmt: skip
    places = struct.pack("<108I", *[*range(at + 1, at + count), *[_FREE] * (109 - count)])
    return header + places + b"".join(out.bodies) + table


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le")
    length = len(spelt) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ", spelt, length, kind, 1, _NONE, right, child, b"", 0, 0, 0, start, size
    )  # fmt: skip


def outlook_message(subject: str, body: str, sender: str, attached: Mapping[str, bytes]) -> bytes:
    """An Outlook message (.msg) with files attached ([MS-OXMSG] 2.2 and 2.4)."""
    tree: dict[str, bytes | Tree] = {
        "__nameid_version1.0": {
            "__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b"",
        },
    }  # fmt: skip
    texts = {"001A": "IPM.Note", "0037": subject, "1000": body, "0C1A": sender, "0C1F": sender, "5D01": sender,
             "0C1E": "SMTP"}  # fmt: skip
    for tag, text in texts.items():
        tree[f"__substg1.0_{tag}001F"] = text.encode("utf-16-le")
    counts = struct.pack("<8sIIII8s", b"", 0, len(attached), 0, len(attached), b"")
    tree["__properties_version1.0"] = counts + b"".join(_text_property(tag, text) for tag, text in texts.items())
    for number, (name, content) in enumerate(attached.items()):
        names = {"3707": name, "3704": name[:8], "3001": name}
        storage: dict[str, bytes | Tree] = {
            f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in names.items()
        }
        storage["__substg1.0_37010102"] = content
        storage["__properties_version1.0"] = (
            bytes(8)
            + b"".join(_text_property(tag, text) for tag, text in names.items())
            + struct.pack("<IIIII", 0x37010102, 6, len(content), 0, 0)[:16]
            + struct.pack("<IIII", 0x37050003, 6, 1, 0)
            + struct.pack("<IIII", 0x0E210003, 6, number, 0)
        )
        tree[f"__attach_version1.0_#{number:08X}"] = storage
    return compound(tree)


def _text_property(tag: str, text: str) -> bytes:
    return struct.pack("<IIII", int(f"{tag}001F", 16), 6, len(text.encode("utf-16-le")) + 2, 0)
