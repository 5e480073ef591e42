"""A sheet's part without what was only ever formatted: rows that hold nothing, and empty cells far to the right.

A row that was only ever formatted is written all the same, so a plan of twenty lines may claim 1,048,576 rows
of nine empty cells each, and 270 MB. Such rows say nothing: they are left out while the part is inflated, before
anything grows with them, and so are the empty cells of a row that was formatted as a whole, beyond column ZZ.
Only programs that write sheets without a prefix (``<x:row>``) have been seen to do that, so those are untouched.
"""

from __future__ import annotations

import re
from typing import IO

# Nothing in it is tried twice, so that a row takes time in step with its length.
_EMPTY = re.compile(rb"<row\b(?=[^<>]*\sr=)[^<>]*+(?:(?<=/)>|(?<!/)>(?:<c\b[^<>]*+(?:(?<=/)>|(?<!/)></c>)|\s)*+</row>)")
_FAR = re.compile(rb'<c r="[A-Z]{3}\d+"[^<>]*+(?<=/)>')
# A row without its number is counted from the one before it, so then every row must stay.
_UNNUMBERED = re.compile(rb"<row\b(?![^<>]*\sr=)[^<>]*>")
_CHUNK = 1 << 18
# A row that was formatted as a whole has 16,384 cells of 25 bytes.
_LONGEST_ROW = 500_000


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
        if len(text) - cut > _LONGEST_ROW:
            cut = len(text) - len(b"<row")
        kept.append(_FAR.sub(b"", text[:cut]))
        carried = text[cut:]
        size += len(kept[-1])
        if _UNNUMBERED.search(kept[-1]):
            return None
    kept.append(_FAR.sub(b"", carried))
    return None if _UNNUMBERED.search(carried) else b"".join(kept)
