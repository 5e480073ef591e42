"""Files that an office also gets: locked, cut short, with macros, or not meant for it at all."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile

from pipeline.believable_year.evidence import files as evidence_files
from pipeline.believable_year.evidence.words import Words
from pipeline.ooxml.container import normalise

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
# A stream this short would belong in the small-block chain; longer ones need none.
_LEAST = 4096


def locked_workbook(content: bytes) -> bytes:
    """An OLE container with the two streams of a workbook locked by a password.

    The inside is scrambled, not truly enciphered: nobody is meant to open it.
    """
    scrambled = bytes(byte ^ 0xA5 ^ (at * 31 & 0xFF) for at, byte in enumerate(content))
    package = struct.pack("<Q", len(content)) + scrambled
    info = struct.pack("<HHII", 4, 4, 0x40, 0x40) + b"<encryption/>".ljust(_LEAST, b" ")
    return _compound((("EncryptionInfo", info), ("EncryptedPackage", package)))


def _compound(streams: tuple[tuple[str, bytes], ...]) -> bytes:
    """A compound file (MS-CFB, version 3) whose root holds these streams."""
    bodies: list[bytes] = []
    chains: list[int] = []
    starts: list[int] = []
    for _, content in streams:
        padded = content.ljust(max(_LEAST, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        count = len(padded) // _SECTOR
        start = len(chains)
        starts.append(start)
        chains += [*range(start + 1, start + count), _END]
        bodies.append(padded)
    directory_at = len(chains)
    chains.append(_END)
    fat_count = 1
    while (len(chains) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_at = len(chains)
    chains += [_FAT] * fat_count
    fat = b"".join(struct.pack("<I", link) for link in chains).ljust(fat_count * _SECTOR, b"\xff")
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, ((name, content), start) in enumerate(zip(streams, starts, strict=True), start=1):
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, start, max(_LEAST, len(content)), right=right))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return _header(fat_count, fat_at, directory_at) + b"".join(bodies) + directory + fat


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _NONE, right: int = _NONE) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    return (
        spelt.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelt), kind, 1, _NONE, right, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )


def _header(fat_count: int, fat_at: int, directory_at: int) -> bytes:
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_count, directory_at, 0, _LEAST, _END, 0, _END, 0)
    places = [fat_at + number for number in range(fat_count)]
    return head + b"".join(struct.pack("<I", place) for place in places + [_FREE] * (109 - fat_count))


def cut_short(content: bytes) -> bytes:
    """A zip container whose end never arrived."""
    return content[: len(content) * 3 // 5]


def with_macros(workbook: bytes) -> bytes:
    """The workbook as one that holds macros: the content type, the relation and a project."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                ).replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    b"</Types>",
                )
            if entry.filename == "xl/_rels/workbook.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdVba" Target="vbaProject.bin"'
                    b' Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>',
                )
            target.writestr(entry.filename, content)
        project = _compound((("dir", b"\x01"), ("PROJECT", b'Name="VBAProject"\r\nModule=Module1\r\n')))
        target.writestr("xl/vbaProject.bin", project)
    return normalise(out.getvalue())


def strangers_invoice(dated_words: str) -> bytes:
    """A plumber's invoice, sent to the wrong address."""
    words = Words(
        "Invoice 20418 · Gullhaven Plumbing & Heating Ltd",
        f"Dated {dated_words}. To: The Old Bakery, Quay Street. Payment within thirty days.",
        (("Work done", "Replaced a leaking valve under the sink in the ground-floor kitchen and tested the boiler."),),
        ("Item", "Pounds"),
        (("Labour, two hours", 96), ("Valve and fittings", 31), ("Call-out", 45), ("Total", 172)),
    )
    return evidence_files.pdf(words, dt.date(2026, 1, 12))
