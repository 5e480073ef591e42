"""A1 addresses: the one place where letters and numbers become rows and columns, counted from 1."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.ooxml import limits

Spot = tuple[int, int]

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})\Z")


def column_letters(column: int) -> str:
    """``28`` as ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=20_000)
def address(row: int, column: int) -> str:
    """``(9, 8)`` as ``H9``."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=20_000)
def parse_address(text: str) -> Spot | None:
    """``$H$9`` as ``(9, 8)``; None when it is not an address that a sheet can have."""
    match = _ADDRESS.match(text.strip())
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if 1 <= row <= limits.LAST_ROW and 1 <= column <= limits.LAST_COLUMN else None


def parse_range(text: str) -> tuple[Spot, Spot] | None:
    """``B2:D5`` (or ``B2`` alone) as its first and last cell; None when it is no range of one sheet."""
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    return (start, end) if start and end else None
