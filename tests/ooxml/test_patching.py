"""A package's lists of content types and relations take a new entry however a program writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from pipeline.ooxml.package import CONTENT_TYPES
from pipeline.ooxml.packing import join, open_parts, pack
from pipeline.ooxml.patching import Patch, Relations

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/a/old.xml" ContentType="old"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="t/old" Target="old.xml"/></Relationships>'
)
Change = Callable[[str], bytes]


def _prefixed(text: str) -> bytes:
    opened = text.replace("<", "<p:").replace("<p:/", "</p:").replace(" xmlns=", " xmlns:p=")
    return opened.encode()


CHANGES: list[Change] = [
    str.encode,
    _prefixed,
    lambda text: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"),
    lambda text: text.replace("><", "><!-- </Types></Relationships> -->\n<").encode(),
    lambda text: text.replace('"', "'").encode(),
]


def package(change: Change, relations: str = RELATIONS) -> bytes:
    parts = {CONTENT_TYPES: change(TYPES), "a/main.xml": b"<a/>", "a/old.xml": b"<a/>"}
    parts["a/_rels/main.xml.rels"] = change(relations)
    return join(pack(name, content) for name, content in parts.items())


def listed(data: bytes, part: str, *names: str) -> list[tuple[str | None, ...]]:
    root = etree.fromstring(open_parts(data)[1][part])
    return [tuple(entry.get(name) for name in names) for entry in root.iterchildren("*")]


@pytest.mark.parametrize("change", CHANGES)
def test_a_new_part_is_named_and_related_however_the_lists_are_written(change: Change) -> None:
    patch = Patch(package(change))
    patch.replace("a/b/new.vml", b"<b/>")
    patch.declare("a/b/new.vml", "new")
    patch.declare("a/b/new.vml", "drawing", by_extension=True)
    patch.declare("a/b/new.xml", "application/xml", by_extension=True)
    assert Relations(patch, "a/main.xml").add("t/new", "a/b/new.vml") == "rId2"
    written = patch.write()
    assert listed(written, CONTENT_TYPES, "Extension", "PartName", "ContentType") == [
        ("vml", None, "drawing"),
        ("xml", None, "application/xml"),
        (None, "/a/old.xml", "old"),
        (None, "/a/b/new.vml", "new"),
    ]
    assert list(Relations(Patch(written), "a/main.xml")) == [
        ("rId1", "t/old", "a/old.xml"),
        ("rId2", "t/new", "a/b/new.vml"),
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_a_part_taken_out_leaves_the_list_of_content_types(change: Change) -> None:
    patch = Patch(package(change))
    patch.remove("a/old.xml")
    assert listed(patch.write(), CONTENT_TYPES, "PartName", "Extension") == [(None, "xml")]


def test_a_list_of_relations_that_holds_none_takes_the_first() -> None:
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships" />'
    patch = Patch(package(str.encode, empty))
    Relations(patch, "a/main.xml").add("t/new", "a/old.xml")
    assert listed(patch.write(), "a/_rels/main.xml.rels", "Id", "Target") == [("rId1", "old.xml")]
