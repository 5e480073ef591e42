"""A sheet's part without the rows that hold nothing.

A row that was only ever formatted is written all the same, so a plan of twenty lines may claim 1,048,576 rows
and 45 MB. Such rows say nothing: they are left out while the part is inflated, before anything grows with them.
Only programs that write sheets without a prefix (``<x:row>``) have been seen to do that, so those are untouched.
"""

from __future__ import annotations

import re
from typing import IO

_EMPTY = re.compile(rb"<row\b[^<>]*(?:/>|>\s*</row>)")
# A row without its number is counted from the one before it, so then every row must stay.
_UNNUMBERED = re.compile(rb"<row\b(?![^<>]*\sr=)[^<>]*>")
_CHUNK = 1 << 18
_LONGEST_TAG = 4_096


def holds_rows(name: str) -> bool:
    """Whether a part of this name is a sheet."""
    return "/worksheets/" in name.lower() and name.lower().endswith(".xml")


def filled_rows(stream: IO[bytes], most: int) -> bytes | None:
    """The part's bytes without its empty rows, at most ``most`` and one more; None where a row has no number."""
    kept: list[bytes] = []
    size, carried = 0, b""
    while size <= most and (chunk := stream.read(_CHUNK)):
        text = _EMPTY.sub(b"", carried + chunk)
        # A row may be cut by the end of the chunk: what could be the start of one waits for the next.
        cut = max(text.rfind(b"<row"), 0)
        if len(text) - cut > _LONGEST_TAG:
            cut = len(text) - len(b"<row")
        kept.append(text[:cut])
        carried = text[cut:]
        size += cut
        if _UNNUMBERED.search(kept[-1]):
            return None
    kept.append(carried)
    return None if _UNNUMBERED.search(carried) else b"".join(kept)
