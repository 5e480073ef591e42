"""Files in Microsoft's old container: Word and Excel to 2003, Outlook messages, locked new files."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The name of a stream or folder at the top, and the family it tells. The first that is there decides.
_TOP = (
    ("EncryptedPackage", "locked"),
    ("__properties_version1.0", "msg"),
    ("__substg1.0_", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "powerpoint"),
    ("Quill", "publisher"),
)
_WORD_FLAGS_AT = 10
_WORD_ENCRYPTED = 0x0100  # FibBase.fEncrypted: [MS-DOC] 2.5.2
_SHEET_BOF = (0x0809, 0x0409, 0x0209, 0x0009)
_SHEET_PASSWORD = 0x002F  # FilePass: [MS-XLS] 2.4.117
_LOOKED_AT = 4096  # FilePass follows the first record


def compound_family(data: bytes) -> str:
    """The family of an OLE file by the streams at its top. Never raises."""
    import olefile

    try:
        with olefile.OleFileIO(data) as container:
            tops = {entry[0] for entry in container.listdir(streams=True, storages=True)}
            family = next((family for name, family in _TOP if name in tops), "ole")
            return "locked" if _locked(container, family, tops) else family
    # The library raises OS, struct, index and memory errors on broken directories; the names still tell.
    except Exception:
        return next((family for name, family in _TOP if name.encode("utf-16-le") in data), "ole")


def _locked(container: OleFileIO, family: str, tops: set[str]) -> bool:
    if family == "doc":
        head = container.openstream("WordDocument").read(12)
        flags = struct.unpack_from("<H", head, _WORD_FLAGS_AT)[0] if len(head) == 12 else 0
        return bool(flags & _WORD_ENCRYPTED)
    if family == "xls":
        name = "Workbook" if "Workbook" in tops else "Book"
        return _has_password(container.openstream(name).read(_LOOKED_AT))
    return False


def _has_password(records: bytes) -> bool:
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<2H", records, at)
        if kind == _SHEET_PASSWORD:
            return True
        # Only the start of the file may stand before it, and a record for files that a user wants protected.
        if kind not in (*_SHEET_BOF, 0x0086):
            return False
        at += 4 + length
    return False
