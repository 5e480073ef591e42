"""Parts read and written back as they were: trees that lose nothing, and bytes with more put in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml import etree

from pipeline.ooxml.elements import Element, local_name
from pipeline.ooxml.package_error import PackageError
from pipeline.values import FileClass

_ENCODING_SAID = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["'](?!utf-8|us-ascii)""", re.IGNORECASE)
# One parser for all parts, for the reasons of the one that reads.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False, collect_ids=False
)


def parse_verbatim(data: bytes, name: str) -> Element:
    """A part as a tree that keeps comments and instructions, so that it can be written back. Raises PackageError."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{name}”)") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError(FileClass.CORRUPT, f"it holds instructions that Office never writes (“{name}”)")
    return root


def serialise(root: Element) -> bytes:
    """A part's bytes, the way Office programs write them."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def serialise_with(root: Element, additions: Sequence[tuple[Element, str]]) -> bytes:
    """A part's bytes with more elements at the end of some of its elements.

    An addition is such an element, and the text of what goes into it, in the namespace that the part writes without
    a prefix. Spliced in, it need not be parsed only to be written again.
    """
    for holder, _ in additions:
        if not len(holder) and not holder.text:
            holder.text = ""
    data = serialise(root)
    places: list[tuple[int, str]] = []
    for holder, inside in additions:
        end = f"</{local_name(holder.tag)}>".encode()
        place = data.rfind(end)
        if holder.prefix is not None or data.find(end) != place:
            return _serialise_parsed(root, additions)
        places.append((place, inside))
    pieces: list[bytes] = []
    done = 0
    for place, inside in sorted(places):
        pieces += (data[done:place], inside.encode())
        done = place
    return b"".join((*pieces, data[done:]))


def _serialise_parsed(root: Element, additions: Sequence[tuple[Element, str]]) -> bytes:
    """The same where it cannot be spliced: elements have prefixes, or others have their names."""
    for holder, inside in additions:
        holder.extend(etree.fromstring(f'<a xmlns="{etree.QName(holder).namespace or ""}">{inside}</a>'))
    return serialise(root)


def can_be_spliced(data: bytes) -> bool:
    """Whether a tag found in a part's bytes can only be that tag: no comment, no CDATA, one byte a letter."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]
    # Looked for by the rarer letter: in a sheet's cells “<” stands everywhere.
    marked = any(before.endswith(b"<") for before in data.split(b"!")[:-1])
    return not (wide or marked or _ENCODING_SAID.match(data))


def spliceable(data: bytes, part: str) -> bytes:
    """A part's bytes; those that cannot be spliced as they are, written again without comments. Raises PackageError."""
    if can_be_spliced(data):
        return data
    root = parse_verbatim(data, part)
    etree.strip_tags(root, etree.Comment)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def with_entries(data: bytes, part: str, root: str, first: Iterable[str], last: Iterable[str]) -> bytes:
    """A list of relations or content types with more entries, put in without reading and writing the others.

    ``data`` can be spliced, and ``root`` is the list's own tag; ``first`` and ``last`` are new entries for its
    beginning and its end, without their ``<`` and ``/>``. Raises PackageError.
    """
    begins = _begins(root).search(data)
    if begins is None:
        raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{part}”)")
    after, prefix = begins.end(), begins[1]
    start, end = (b"".join([b"<%s%s/>" % (prefix, one.encode()) for one in entries]) for entries in (first, last))
    closes = data.rfind(b"</%s%s" % (prefix, root.encode()))
    if closes < 0:
        return b"%s>%s%s</%s%s>" % (data[:after].rstrip(b"/> "), start, end, prefix, root.encode())
    return b"".join((data[:after], start, data[after:closes], end, data[closes:]))


@lru_cache(maxsize=8)
def _begins(root: str) -> re.Pattern[bytes]:
    return re.compile(rb"<((?:[\w.-]+:)?)%s\b[^<>]*>" % root.encode())
