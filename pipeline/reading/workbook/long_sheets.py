"""A sheet far longer than any form, read some thousand rows at a time: its tree would take 28 times its own memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.careful_xml import parse_xml
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.workbook.stored import Rows, Stored, from_bytes, from_tree, last_row
from pipeline.values import FileClass

# The longest Record's longest sheet takes 200 KB. Of the shortest cells so much holds 20,000, whose tree takes 46 MB.
LONG_BYTES = 300_000
_PIECE_BYTES = 250_000
# What stands before and behind the rows: merged cells, links, rules for colours.
_AROUND_BYTES = 2_000_000
_ROOT = re.compile(rb"<((?:\w+:)?worksheet)\b[^<>]*(?<!/)>")
_OPENS, _CLOSES = re.compile(rb"<((?:\w+:)?sheetData)\b[^<>]*(?<!/)>"), re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW_ENDS = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row\b[^<>]*(?<=/)>")


def read_long_rows(data: bytes, name: str) -> tuple[Rows, etree._Element]:
    """As :func:`~pipeline.reading.workbook.stored.read_rows`, in little memory.

    Raises PackageError as well where the sheet holds too much, or is not written as sheets are.
    """
    root, opens, closes = _ROOT.search(data), _OPENS.search(data), _CLOSES.search(data)
    if root is None or opens is None or closes is None or _around(data, opens, closes) > _AROUND_BYTES:
        raise PackageError(FileClass.TOO_LARGE, "one of its sheets is far too long")
    frame = root.group() + opens.group(), b"</%s></%s>" % (opens[1], root[1])
    cuts = tuple(_cuts(data, opens.end(), closes.start()))
    filled: list[Stored] = []
    hidden: set[int] = set()
    for rows in _pieces(data, cuts, frame, name):
        filled.extend(rows.filled)
        hidden.update(rows.hidden)
        if len(filled) > limits.CELLS:
            raise PackageError(FileClass.TOO_LARGE, f"it has more than {limits.CELLS:,} filled cells")

    def blank() -> Iterator[tuple[str, str]]:
        return (cell for rows in _pieces(data, cuts, frame, name) for cell in rows.blank())

    rest = parse_xml(data[: opens.end()] + data[closes.start() :], name)
    return Rows(filled, blank, frozenset(hidden)), rest


def _around(data: bytes, opens: re.Match[bytes], closes: re.Match[bytes]) -> int:
    return len(data) - (closes.start() - opens.end())


def _cuts(data: bytes, start: int, end: int) -> Iterator[int]:
    """Where pieces begin, and the end: always behind a whole row."""
    while start < end:
        yield start
        row = _ROW_ENDS.search(data, min(start + _PIECE_BYTES, end), end)
        start = row.end() if row else end
    yield end


def _pieces(data: bytes, cuts: tuple[int, ...], frame: tuple[bytes, bytes], name: str) -> Iterator[Rows]:
    number, plain = 0, True
    for start, end in pairwise(cuts):
        piece = frame[0] + data[start:end] + frame[1]
        quick = from_bytes(piece, name) if plain else None
        # A program writes all rows alike: where one is not plain, the others are not tried.
        plain = quick is not None
        if quick is not None:
            yield quick[0]
            number = quick[0].filled[-1][0][0] if quick[0].filled else number
            continue
        tree = parse_xml(piece, name)
        yield from_tree(tree, number)
        number = last_row(tree, number)
