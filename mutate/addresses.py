"""Addresses of cells: ``H9`` and what it stands for."""

from __future__ import annotations

import re

from lxml import etree


def letters(column: int) -> str:
    """The letters of a column, counted from 1: 28 is ``AB``."""
    word = ""
    while column:
        column, rest = divmod(column - 1, 26)
        word = chr(65 + rest) + word
    return word


def at(ref: str) -> tuple[int, int]:
    """``H9`` as ``(9, 8)``. Raises ValueError for what is no address of one cell."""
    match = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", ref)
    if match is None:
        raise ValueError(ref)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def stands_at(cell: etree._Element) -> tuple[int, int]:
    """The row and the column that a cell says it stands in. Raises ValueError where it does not say so."""
    return at(cell.get("r", ""))
