"""Words of a piece of evidence that stand beside its pages: comments, headers, deletions, properties, bookmarks.

Nobody sees them on a print, and everybody who opens the file. So they are looked through for pupils' names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.evidence.privacy import Part, personal_notices
from pipeline.ooxml.package import Package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.word_walk import W
from pipeline.reading.word.blocks import Mark, MarkKind, Paragraph, WordDocument
from pipeline.reading.workbook import Workbook
from pipeline.scheme.model import Scheme
from pipeline.values import Notice, NoticeKind, Place

if TYPE_CHECKING:
    from PIL.Image import Image

# So many letters of one aside are looked at; a header or a comment that a person wrote is far shorter.
_LETTERS = 20_000
# Dublin Core and Word's own names in docProps/core.xml; authors are grown-ups.
_PROPERTIES = re.compile(rb"<\w+:(?:title|subject|description|keywords|category)\b[^>]{0,200}>([^<]{1,5000})<")
_MARKS = {
    MarkKind.COMMENT: "a comment or note",
    MarkKind.TEXT_BOX: "a text box",
    MarkKind.HIDDEN: "hidden words",
}
_HEADER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)[^>]{0,80}>([^<]{1,2000})<")
# “&C” begins the middle, “&"Arial,Bold"” a look, “&P” the page's number (ECMA-376 part 1, 18.3.1.46).
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F]{6}|[A-Z])')
_CHOICES = re.compile(rb"<formula1>(?:&quot;|\")([^<]{1,2000})<")
_CACHED = re.compile(rb"<s [^>]{0,200}?v=\"([^\"]{1,400})\"")
_SPOKEN = re.compile(rb"\b(?:descr|title)=\"([^\"]{1,2000})\"")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PAGES = re.compile(r"(?:word/document\d*|xl/worksheets/[^/]+)\.xml", re.IGNORECASE)
_CACHES = re.compile(r"xl/pivotCache/pivotCacheDefinition\d*\.xml", re.IGNORECASE)
# How Word and Excel write that a file set into the page shows its icon and nothing of what it says.
_ICON_IN_WORD, _ICON_IN_EXCEL = b'DrawAspect="Icon"', b'dvAspect="DVASPECT_ICON"'
# Image description, and the title, comment, keywords and subject that Windows writes, all in UTF-16 (Exif 2.3, 4.6.4).
_EXIF_WORDS, _EXIF_WINDOWS = (0x010E,), (0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)
_IN_PICTURES = ("Title", "Description", "Comment", "comment", "Caption")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words beside the page: where they stand, in words and as far as it is a place of its own."""

    where: str
    text: str
    place: Place


def personal_asides(asides: Iterable[Aside], scheme: Scheme) -> tuple[Notice, ...]:
    """What of words beside the page may be a pupil's personal data; each notice says where it stands."""
    told: list[Notice] = []
    for aside in asides:
        parts: list[list[Part]] = [[(aside.place, aside.text[:_LETTERS])]]
        told.extend(
            replace(notice, read=f"{notice.read} (in {aside.where})")
            for notice in personal_notices(parts, scheme.privacy)
            if notice.kind is NoticeKind.PERSONAL_DATA
        )
    return tuple(told)


def in_document(name: str, document: WordDocument, package: Package) -> Iterator[Aside]:
    """The asides of a Word document."""
    for place, mark in _marks(name, document):
        if mark.kind in _MARKS and mark.text.strip():
            yield Aside(_MARKS[mark.kind], mark.text, place)
    if document.margins:
        yield Aside("a header or footer", document.margins, Place(name))
    main = package.main_part()
    data = package.read(main)
    if b"delText" in data:
        deleted = package.xml(main).iter(f"{W}del")
        lines = ("".join(text.text or "" for text in part.iter(f"{W}delText")) for part in deleted)
        yield Aside("words that were deleted and are still kept", "\n".join(lines), Place(name))
    yield from _spoken(name, data)
    yield from _properties(name, package)


def in_workbook(name: str, workbook: Workbook, package: Package) -> Iterator[Aside]:
    """The asides of a workbook."""
    for sheet in workbook.sheets:
        yield Aside("the name of a sheet", sheet.name, Place(name, sheet=sheet.name))
        for where, things in (("a comment", sheet.comments), ("a text box", sheet.text_boxes)):
            for thing in things:
                yield Aside(where, thing.text, Place(name, sheet=sheet.name))
    for part in package.names:
        if _SHEETS.fullmatch(part):
            data = _read(package, part)
            data = data[data.rfind(b"</sheetData>") + 1 :]
            yield Aside("a header or footer", _HEADER_CODES.sub("\n", _all_of(_HEADER, data)), Place(name))
            yield Aside("a list of choices", _all_of(_CHOICES, data).replace(",", "\n"), Place(name))
        elif _CACHES.fullmatch(part):
            yield Aside("what a pivot table remembers", _all_of(_CACHED, _read(package, part)), Place(name))
        elif part.startswith("xl/drawings/") and part.endswith(".xml"):
            yield from _spoken(name, _read(package, part))
    yield from _properties(name, package)


def in_picture(name: str, picture: Image) -> Iterator[Aside]:
    """The words that a picture carries beside what it shows."""
    tags = picture.getexif()
    words = [str(tags.get(tag, "")) for tag in _EXIF_WORDS]
    words += [_from_windows(tags.get(tag)) for tag in _EXIF_WINDOWS]
    words += [str(picture.info.get(key, "")) for key in _IN_PICTURES]
    yield Aside("the description of the picture", "\n".join(filter(None, words)), Place(name))


def files_within(package: Package) -> int:
    """How many files are set into a document or workbook of which only the icon shows."""
    parts = [part for part in package.names if _PAGES.fullmatch(part)]
    return sum(_read(package, part).count(sign) for part in parts for sign in (_ICON_IN_WORD, _ICON_IN_EXCEL))


def _marks(name: str, document: WordDocument) -> Iterator[tuple[Place, Mark]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from ((Place(name, paragraph=block.number), mark) for mark in block.marks)
            continue
        for cell in block.cells:
            place = Place(name, table=block.number, row=cell.row, column=cell.column)
            yield from ((place, mark) for mark in cell.marks)


def _spoken(name: str, data: bytes) -> Iterator[Aside]:
    yield Aside("the description of a picture", _all_of(_SPOKEN, data), Place(name))


def _properties(name: str, package: Package) -> Iterator[Aside]:
    for kind, part in package.relations("").values():
        if kind == "core-properties" and part in package:
            yield Aside("the file's properties", _all_of(_PROPERTIES, _read(package, part)), Place(name))


def _read(package: Package, part: str) -> bytes:
    """A part's bytes, or none: a damaged part beside the pages is no reason to read none of them."""
    try:
        return package.read(part)
    except PackageError:
        return b""


def _all_of(words: re.Pattern[bytes], data: bytes) -> str:
    return "\n".join(html.unescape(found.decode("utf-8", "replace")) for found in words.findall(data))


def _from_windows(value: object) -> str:
    return value.decode("utf-16-le", "replace").strip("\0") if isinstance(value, bytes) else str(value or "")
