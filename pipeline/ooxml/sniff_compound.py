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
_WORD_TABLE = 0x0200  # FibBase.fWhichTblStm
_SHEET_BOF = (0x0809, 0x0409, 0x0209, 0x0009)
_BEGINS = frozenset(kind.to_bytes(2, "little") for kind in _SHEET_BOF)
_SHEET_PASSWORD = 0x002F  # FilePass: [MS-XLS] 2.4.117
_LOOKED_AT = 4096  # FilePass follows the first record
_SHEET = 0x0085  # BoundSheet8: a sheet's name and where in the stream it begins ([MS-XLS] 2.4.28)
_END = 0x000A
_WORD_MARK = 0xA5EC  # FibBase.wIdent: [MS-DOC] 2.5.2
# What Microsoft's own readers tell by names alone; of the others a broken directory means a broken file.
_BY_NAME = frozenset({"locked", "msg"})


def compound_family(data: bytes) -> str:
    """The family of an OLE file by the streams at its top; “damaged” where it is not whole. Never raises."""
    import olefile

    try:
        with olefile.OleFileIO(data) as container:
            tops = {entry[0] for entry in container.listdir(streams=True, storages=True)}
            family = next((family for name, family in _TOP if name in tops), "ole")
            if _locked(container, family, tops):
                return "locked"
            return family if _is_whole(container, family, tops) else "damaged"
    # The library raises OS, struct, index and memory errors on broken directories; the names still tell.
    except Exception:
        named = next((family for name, family in _TOP if name.encode("utf-16-le") in data), "")
        return named if named in _BY_NAME else "damaged"


def _locked(container: OleFileIO, family: str, tops: set[str]) -> bool:
    if family == "doc":
        head = container.openstream("WordDocument").read(12)
        flags = struct.unpack_from("<H", head, _WORD_FLAGS_AT)[0] if len(head) == 12 else 0
        return bool(flags & _WORD_ENCRYPTED)
    if family == "xls":
        name = "Workbook" if "Workbook" in tops else "Book"
        return _has_password(container.openstream(name).read(_LOOKED_AT))
    return False


def _is_whole(container: OleFileIO, family: str, tops: set[str]) -> bool:
    """Whether an old Word document or workbook can be followed from its beginning to its end.

    LibreOffice opens one that was cut off or overwritten, and leaves out in silence what it does not find.
    """
    if family == "doc":
        data = container.openstream("WordDocument").read()
        flags = struct.unpack_from("<H", data, _WORD_FLAGS_AT)[0] if len(data) > _WORD_FLAGS_AT + 2 else 0
        table = "1Table" if flags & _WORD_TABLE else "0Table"
        return bool(flags) and struct.unpack_from("<H", data)[0] == _WORD_MARK and table in tops
    if family == "xls":
        data = container.openstream("Workbook" if "Workbook" in tops else "Book").read()
        starts = _records(data, 0)
        return starts is not None and all(_records(data, start) is not None for start in starts)
    return True


def _records(data: bytes, at: int) -> list[int] | None:
    """Where the sheets begin that a run of records names, or None when the run breaks off before its end."""
    starts: list[int] = []
    if data[at : at + 2] not in _BEGINS:
        return None
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<2H", data, at)
        if kind == _END:
            return starts
        if kind == 0 and length == 0:
            return None
        if kind == _SHEET and length >= 4:
            starts.append(struct.unpack_from("<I", data, at + 4)[0])
        at += 4 + length
    return None


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
