"""The XML of strangers' parts as trees: no network, no entities, no DTD, bounded depth and memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.package_error import PackageError
from pipeline.values import FileClass

# Strict Open XML says the same things under other names; most readers see an empty file.
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|wordprocessingml/main|officeDocument/[A-Za-z/]+)"
)
_TRANSITIONAL = {
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# What the parser says of a tree of more than 256 levels; Word itself makes none of more than 60.
_TOO_DEEP = "Excessive depth"
_CAREFUL: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
# One parser for all parts: it knows the tag names already, and reads a part in half the time of a new one.
# It locks itself, so threads may share it.
_PARSER = etree.XMLParser(**_CAREFUL)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Bytes to a tree: no network, no entities, no DTD, bounded depth and memory. Raises PackageError."""
    data = _looked_through(data, name)
    if len(data) > limits.TREE_WEIGHED_FROM_BYTES and _weight(data) > limits.TREE_BYTES:
        raise PackageError(FileClass.TOO_LARGE, "something inside it is far too long")
    try:
        tree = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        if _TOO_DEEP in str(error):
            raise PackageError(FileClass.TOO_LARGE, "tables or boxes in it lie too deep within one another") from error
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{name}”)") from error
    if tree is None or tree.getroottree().docinfo.internalDTD is not None:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")
    return tree


def each_element(data: bytes, name: str, tag: str) -> Iterator[etree._Element]:
    """The elements of one tag, each gone when the next one comes: for parts whose tree would take too much memory.

    As careful as :func:`parse_xml`. Raises PackageError.
    """
    try:
        for _, element in etree.iterparse(io.BytesIO(_looked_through(data, name)), tag=tag, **_CAREFUL):
            yield element
            element.clear()
            above = element.getparent()
            while above is not None and element.getprevious() is not None:
                del above[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{name}”)") from error


def _weight(data: bytes) -> int:
    """About how many bytes a tree takes."""
    return (
        len(data)
        + data.count(b"<") * limits.TREE_BYTES_OF_TAG
        + (data.count(b'="') + data.count(b"='")) * limits.TREE_BYTES_OF_SETTING
    )


def _looked_through(data: bytes, name: str) -> bytes:
    """The bytes of a part without a DTD, in the names that Office itself uses. Raises PackageError."""
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    lowered = plain[:4096].lower() if len(plain) > 4096 else plain.lower()
    if b"<!doctype" in lowered or b"<!DOCTYPE" in plain:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(_to_transitional, data)
    return data


def _to_transitional(match: re.Match[bytes]) -> bytes:
    word = match.group(1)
    if word in _TRANSITIONAL:
        return _TRANSITIONAL[word]
    rest = word.removeprefix(b"officeDocument/")
    return b"http://schemas.openxmlformats.org/officeDocument/2006/" + rest
