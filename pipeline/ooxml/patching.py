"""Changing a few parts of a stranger's package, and copying every other one byte for byte.

What a school's document holds beyond our understanding (sparklines, slicers, custom XML, fonts) is thereby never
lost. The limits for opening it are those of reading: nothing is inflated before the directory was looked at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipeline.ooxml.package import CONTENT_TYPES, PackageError, open_package, part_of
from pipeline.ooxml.packing import Part, join, packed_as_it_came, quickly
from pipeline.values import FileClass

Element = etree._Element  # noqa: SLF001  lxml has no public name for the type of its elements

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS}}}Relationship"
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"></Relationships>'
).encode()
_ENCODING_SAID = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["'](?!utf-8|us-ascii)""", re.IGNORECASE)
_OVERRIDE = rb"""(?i)<(?:[\w.-]+:)?Override\s[^<>]*?\bPartName=["']%s["'][^<>]*(?:/>|></(?:[\w.-]+:)?Override\s*>)"""
_EXTENSION = re.compile(rb"""\sExtension=["']([^"']*)["']""")
_RELATION_ID = re.compile(rb"""\sId=["']([^"']*)["']""")
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
        end = f"</{_local(holder.tag)}>".encode()
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


def _with_entries(data: bytes, part: str, root: str, first: Iterable[str], last: Iterable[str]) -> bytes:
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


def insert_in_order(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Put a child where the schema's order of elements wants it, after those of its own name.

    Elements that the order does not name stay with the one before them.
    """
    before = set(order[: order.index(_local(child.tag)) + 1])
    for sibling in parent.iterchildren("*", reversed=True):
        if _local(sibling.tag) in before:
            sibling.addnext(child)
            return
    parent.insert(0, child)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class Patch:
    """A package under change: read any part, replace, add or remove some, write the whole again."""

    def __init__(self, data: bytes) -> None:
        """Raises PackageError when the bytes are no package that may be opened."""
        self._data = data
        self._package = open_package(data)
        self._changed: dict[str, tuple[str, bytes]] = {}
        self._removed: set[str] = set()
        self._extensions: dict[str, str] = {}
        self._overrides: dict[str, str] = {}

    @property
    def main_part(self) -> str:
        """The part that is the document itself. Raises PackageError."""
        return self._package.main_part()

    def has(self, part: str) -> bool:
        """Whether a part is there after what was changed so far."""
        key = part.casefold()
        return key in self._changed or (key not in self._removed and part in self._package)

    def read(self, part: str) -> bytes:
        """The part's content. Raises PackageError when it is missing, damaged or larger than allowed."""
        changed = self._changed.get(part.casefold())
        return changed[1] if changed else self._package.as_sent(part)

    def beginning(self, part: str, most: int) -> bytes:
        """The first bytes of a part, without unpacking the rest. Raises PackageError, and KeyError for no part."""
        changed = self._changed.get(part.casefold())
        return changed[1][:most] if changed else self._package.beginning(part, most)

    def xml(self, part: str) -> Element:
        """The part as a tree. Raises PackageError."""
        return parse_verbatim(self.read(part), part)

    def replace(self, part: str, content: bytes) -> None:
        """Give a part new content, or add it at the end of the package."""
        key = part.casefold()
        self._removed.discard(key)
        if part in self._package and self._package.as_sent(part) == content:
            self._changed.pop(key, None)
        else:
            self._changed[key] = (part, content)

    def remove(self, part: str) -> None:
        """Take a part out, with its relations and its content type; nothing happens where there is none."""
        for name in (part, _relations_of(part)):
            if self.has(name):
                self._changed.pop(name.casefold(), None)
                self._removed.add(name.casefold())
        self._overrides.pop(part, None)
        types = spliceable(self.read(CONTENT_TYPES), CONTENT_TYPES)
        self.replace(CONTENT_TYPES, re.sub(_OVERRIDE % re.escape(escape(f"/{part}").encode()), b"", types))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that is not taken."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def declare(self, part: str, content_type: str, *, by_extension: bool = False) -> None:
        """Name a new part's content type, for itself or for every part with its extension."""
        said = f"ContentType={quoteattr(content_type)}"
        if by_extension:
            extension = part.rsplit(".", 1)[-1]
            self._extensions[extension] = f"Default Extension={quoteattr(extension)} {said}"
        else:
            self._overrides[part] = f"Override PartName={quoteattr(f'/{part}')} {said}"

    def _declare_all(self) -> None:
        types = spliceable(self.read(CONTENT_TYPES), CONTENT_TYPES)
        known = {found[1].decode().casefold() for found in _EXTENSION.finditer(types)} if self._extensions else ()
        first = [entry for extension, entry in self._extensions.items() if extension not in known]
        types = _with_entries(types, CONTENT_TYPES, "Types", first, self._overrides.values())
        self.replace(CONTENT_TYPES, types)

    def write(self) -> bytes:
        """The package; the very bytes that came where nothing was changed."""
        if self._extensions or self._overrides:
            self._declare_all()
        gone = {key for key in self._removed if key not in self._changed}
        if not self._changed and not gone:
            return self._data
        return join(self._parts(gone))

    def _parts(self, gone: set[str]) -> Iterator[Part]:
        left = dict(self._changed)
        for info in self._package.archive.infolist():
            key = info.filename.casefold()
            changed = left.pop(key, None)
            if changed is not None:
                yield quickly(info.filename, changed[1])
            elif key not in gone:
                yield packed_as_it_came(self._data, info)
        for name, content in left.values():
            yield quickly(name, content)


@lru_cache(maxsize=512)
def _relative(part: str, folder: str) -> str:
    return posixpath.relpath("/" + part, "/" + folder)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Relations:
    """The relations of one part: where its ids lead. Changes are written to the patch as they are made."""

    def __init__(self, patch: Patch, part: str) -> None:
        self._patch = patch
        self._folder = posixpath.dirname(part)
        self._part = _relations_of(part)
        self._list: list[tuple[str, str, str]] | None = None

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Id, type and part of every relation that stays inside the package."""
        if self._list is None and not self._patch.has(self._part):
            self._list = []
        if self._list is None:
            every = self._patch.xml(self._part).iterchildren(_RELATION)
            inside = [one for one in every if one.get("TargetMode") != "External"]
            self._list = [
                (one.get("Id", ""), one.get("Type", ""), part_of(self._folder, one.get("Target", ""))) for one in inside
            ]
        return iter(self._list)

    def find(self, kind: str) -> str | None:
        """The part of the first relation whose type ends in ``kind`` and that is there."""
        return next((p for _, type_, p in self if type_.endswith(f"/{kind}") and self._patch.has(p)), None)

    def target(self, relation_id: str) -> str | None:
        """The part that an id stands for; None where it stands for nothing."""
        return next((part for id_, _, part in self if id_ == relation_id), None)

    def add(self, type_: str, part: str) -> str:
        """Relate to a part. Returns the new id."""
        has = self._patch.has(self._part)
        data = spliceable(self._patch.read(self._part), self._part) if has else _NO_RELATIONS
        taken, number = {found[1] for found in _RELATION_ID.finditer(data)}, 1
        while b"rId%d" % number in taken:
            number += 1
        new, target = f"rId{number}", _relative(part, self._folder)
        entry = f'Relationship Id="{new}" Type={quoteattr(type_)} Target={quoteattr(target)}'
        self._list = [*self, (new, type_, part)]
        self._patch.replace(self._part, _with_entries(data, self._part, "Relationships", (), (entry,)))
        return new

    def remove(self, part: str) -> None:
        """Take out the relations to a part; the last one takes the whole list with it."""
        gone = {id_ for id_, _, target in self if target.casefold() == part.casefold()}
        root = self._patch.xml(self._part)
        for relation in list(root.iterchildren(_RELATION)):
            if relation.get("Id") in gone:
                root.remove(relation)
        self._list = None
        if len(root):
            self._patch.replace(self._part, serialise(root))
        else:
            self._patch.remove(self._part)
