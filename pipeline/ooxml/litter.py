"""What programs leave beside documents, and no school means to send: locks, half downloads, thumbnails."""

from __future__ import annotations

import fnmatch
import re

_PATTERNS: tuple[str, ...] = (
    # Word and Excel, LibreOffice and other editors while a file is open, and what they save aside.
    "~$*", ".~lock.*#", "*.tmp", "*.~*", "*~", ".goutputstream-*", "*.sb-*",
    "*.asd", "*.wbk", "*.xlk", "*.bak", ".*.sw[op]",
    # Downloads and copies that are not finished.
    "*.part", "*.partial", "*.crdownload", "*.download", "*.opdownload", "*.filepart",
    "*.aria2", ".tmp.drivedownload", ".tmp.driveupload", "*:zone.identifier",
    # Finder, Explorer and the file servers of schools.
    "._*", ".ds_store", ".localized", "icon\r", "__macosx", ".spotlight-v100", ".fseventsd", ".trashes",
    "thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", ".trash-*", ".directory",
    ".apdisk", ".com.apple.*", "thumbs.db:*", "desktop.ini ",
    "@eadir", ".nfs*", ".fuse_hidden*", ".smbdelete*",
    # Programs that keep folders alike.
    ".dropbox", ".dropbox.*", ".stfolder", ".stversions", ".syncthing.*", "~syncthing~*", ".owncloudsync.log*",
    ".nextcloudsync.log*",
    ".sync_*.db*", "._sync_*", ".csync_*",
    # A clone of the repository is a working office.
    ".gitkeep", ".gitignore",
)  # fmt: skip
"""Shell patterns of names in small letters, of files and of folders with all they hold."""

_LITTER = re.compile("|".join(fnmatch.translate(pattern) for pattern in _PATTERNS))


def is_litter(name: str) -> bool:
    """Whether a name, or a folder in it, is one that programs leave behind."""
    return any(_LITTER.match(part) for part in name.replace("\\", "/").lower().split("/") if part)
