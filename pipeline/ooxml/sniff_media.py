"""Pictures, films, sounds and other things that are known by their first bytes."""

from __future__ import annotations

# The leading bytes, as the makers of each format publish them.
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1aE\xdf\xa3", "video"),  # Matroska and WebM
    (b"0&\xb2u\x8ef\xcf\x11", "video"),  # Windows Media
    (b"\0\0\x01\xba", "video"),  # MPEG
    (b"\0\0\x01\xb3", "video"),
    (b"FLV\x01", "video"),
    (b"ID3", "audio"),
    (b"\xff\xfb", "audio"),
    (b"\xff\xf3", "audio"),
    (b"OggS", "audio"),
    (b"fLaC", "audio"),
    (b"#!AMR", "audio"),
    (b"7z\xbc\xaf'\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b", "archive"),  # gzip, and with it .tar.gz
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"MSCF", "archive"),
    (b"L\0\0\0\x01\x14\x02\0", "shortcut"),  # .lnk: [MS-SHLLINK] 2.1
    (b"bplist00", "shortcut"),  # a .webloc that Safari wrote; no other property list has a reason to come
    (b"book\0\0\0\0mark\0\0\0\0", "shortcut"),  # an alias that macOS made
    (b"\xe4R\\{\x8c\xd8\xa7M\xae\xb1Sx\xd0)\x96\xd3", "onenote"),  # [MS-ONESTORE] 2.3.1, its GUID
    (b"\x78\x9f\x3e\x22", "tnef"),  # winmail.dat: [MS-OXTNEF] 2.1.3.1
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_RIFF = {b"WEBP": "image", b"AVI ": "video", b"WAVE": "audio"}
# ISO 14496-12: the brand after "ftyp" says what kind of film or picture the boxes hold.
_PICTURE_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
_TAR_AT = 257


def media_family(data: bytes) -> str:
    """``image``, ``video``, ``audio``, ``archive``, ``shortcut`` …, or an empty string where the bytes say none."""
    for start, family in _STARTS:
        if data.startswith(start):
            return family
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        return _boxed(data)
    if data[4:8] in (b"moov", b"mdat", b"wide") and data[:2] == b"\0\0":
        return "video"  # an early QuickTime film, which has no brand
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image"
    return "archive" if data[_TAR_AT : _TAR_AT + 5] == b"ustar" else ""


def _boxed(data: bytes) -> str:
    if data[8:12] in _PICTURE_BRANDS:
        return "image"
    return "audio" if data[8:12] in _SOUND_BRANDS else "video"
