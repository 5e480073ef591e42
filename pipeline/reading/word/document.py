"""From a Word package to its blocks."""

from __future__ import annotations

from functools import partial

from lxml import etree

from pipeline.ooxml.package import Package, custom_properties
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.word_walk import W
from pipeline.reading.word.blocks import WordDocument
from pipeline.reading.word.gathered import Gathered
from pipeline.reading.word.looks import Looks
from pipeline.reading.word.walk import Walk
from pipeline.values import FileClass

_ID = f"{W}id"
# Another document set into this one; its signs in the bytes of a part are looked for first, few parts have any.
_SET_IN, _SET_IN_TAGS = (b"altChunk", b"subDoc"), (f"{W}altChunk", f"{W}subDoc")
_PART_NOTES, _PART_MARGINS = ("comments", "footnotes", "endnotes"), ("header", "footer")


def read_document(package: Package) -> WordDocument:
    """The package's main text. Raises PackageError when a part is damaged or over the limits."""
    main = package.main_part()
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise PackageError(FileClass.CORRUPT, "the document has no text part")
    parts = [(kind, target) for kind, target in package.relations(main).values() if target in package]
    notes = {kind: _notes(package.xml(target)) for kind, target in parts if kind in _PART_NOTES}
    data = package.read(main)
    blocks = Walk(data, package.outward_links(main), notes).blocks(body)
    margins = [visible_text(package.xml(target)) for kind, target in parts if kind in _PART_MARGINS]
    properties, text = custom_properties(package), "\n".join(text for text in margins if text)
    styles = next((target for kind, target in parts if kind == "styles"), None)
    set_in = any(sign in data for sign in _SET_IN) and next(body.iter(*_SET_IN_TAGS), None) is not None
    return WordDocument(blocks, properties, text, set_in, Looks(body, partial(_styles, package, styles)))


def _styles(package: Package, part: str | None) -> etree._Element | None:
    """The styles, which are only asked for where a tick is missing; a damaged part says nothing of how words look."""
    try:
        return package.xml(part) if part is not None else None
    except PackageError:
        return None


def visible_text(element: etree._Element) -> str:
    """What a reader sees: insertions in, deletions out, a line to a paragraph, tick boxes as ☐ and ☒."""
    spot = Gathered([])
    Walk(b"", {}, {}).fill(element, spot)
    return spot.text()


def _notes(root: etree._Element) -> dict[str, tuple[str, str]]:
    return {note.get(_ID, ""): (note.get(f"{W}author", ""), visible_text(note)) for note in root}
