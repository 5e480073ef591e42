"""Changing a few parts of a stranger's package, and copying every other one byte for byte.

What a school's document holds beyond our understanding (sparklines, slicers, custom XML, fonts) is thereby never
lost. The limits for opening it are those of reading: nothing is inflated before the directory was looked at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from pipeline.ooxml.elements import Element
from pipeline.ooxml.package import CONTENT_TYPES, open_package, part_of
from pipeline.ooxml.packing import Part, join, packed_as_it_came, quickly
from pipeline.ooxml.splicing import parse_verbatim, serialise, spliceable, with_entries

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS}}}Relationship"
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"></Relationships>'
).encode()
_OVERRIDE = rb"""(?i)<(?:[\w.-]+:)?Override\s[^<>]*?\bPartName=["']%s["'][^<>]*(?:/>|></(?:[\w.-]+:)?Override\s*>)"""
_EXTENSION = re.compile(rb"""\sExtension=["']([^"']*)["']""")
_RELATION_ID = re.compile(rb"""\sId=["']([^"']*)["']""")


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
        types = with_entries(types, CONTENT_TYPES, "Types", first, self._overrides.values())
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
        self._patch.replace(self._part, with_entries(data, self._part, "Relationships", (), (entry,)))
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
