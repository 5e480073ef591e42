"""What a file's name says of its title and its version: “Copy of Record FINAL v3 (1).xlsx” is “record”, version 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ENDING = re.compile(r"\.([A-Za-z0-9]{2,5})$")
# No system allows a file's name more letters.
_LONGEST_NAME = 255
_PICTURES = frozenset({"jpg", "jpeg", "png", "heic", "heif", "gif", "bmp", "tif", "tiff", "webp"})
# Windows, macOS, LibreOffice's file managers, Google Drive, Dropbox, Nextcloud and Syncthing, as each writes it.
_COPY = re.compile(
    r"^copy (?:\(\d+\) )?of\b|[\s_-]+copy(?:[\s_]*\(?\d+\)?)?$|\((?:another |\d+(?:st|nd|rd|th) )?copy(?: \d+)?\)"
    r"|\([^()]*conflict[^()]*\)|[._-]sync-conflict-[\w-]+|[\s_-]+conflict(?:ed)?(?:[\s_-]copy)?[\s_\d-]*$",
    re.IGNORECASE,
)
# Browsers and Windows number what is saved again. Pictures chosen together are numbered so too, and are many.
_NUMBERED = re.compile(r"[\s_]*\(\d{1,2}\)")
_VERSION = re.compile(r"(?:(?<=[\s_.-])|^)(?:v|ver|version|rev)[\s_.]?(\d{1,3}(?:\.\d{1,2})?)(?![\d])", re.IGNORECASE)
_DONE = re.compile(
    r"(?:(?<=[\s_-])|^)(?:final|finished|completed?|updated?|revised|amended|corrected|latest|signed)(?=$|[\s_-])",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"(?:(?<=[\s_-])|^)(?:draft|old|wip)(?=$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """How new a name says its file is: a version number, and whether it calls itself draft (-1) or final (1)."""

    number: float = 0
    finish: int = 0

    def newer(self, other: Version) -> bool | None:
        """Whether this one is newer; None when the names do not say, or say both."""
        ahead = self.number > other.number or self.finish > other.finish
        behind = self.number < other.number or self.finish < other.finish
        return None if ahead == behind else ahead


@lru_cache(maxsize=4096)
def title(name: str) -> str:
    """A file's name in small letters without its folder, ending, and marks of version and copy."""
    stem, picture = _stem(name)
    stem = _COPY.sub(" ", stem)
    if not picture:
        stem = _NUMBERED.sub(" ", stem)
    for marks in (_VERSION, _DONE, _DRAFT, _COPY):
        stem = marks.sub(" ", stem)
    words = " ".join("".join(c if c.isalnum() else " " for c in stem.casefold()).split())
    return words or stem.casefold().strip()


def version(name: str) -> Version:
    """The version that a file's name speaks of."""
    stem, _ = _stem(name)
    number = max((float(found) for found in _VERSION.findall(stem)), default=0.0)
    finish = 1 if _DONE.search(stem) else -1 if _DRAFT.search(stem) else 0
    return Version(number, finish)


def _stem(name: str) -> tuple[str, bool]:
    base = re.split(r"[\\/]", name.strip())[-1][-_LONGEST_NAME:]
    ending = _ENDING.search(base)
    return _ENDING.sub("", base), bool(ending and ending[1].casefold() in _PICTURES)
