"""What lies beside and over a sheet's cells: comments, text boxes, shapes, SmartArt, pictures, embedded files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.ooxml.our_marks import without_our_words
from pipeline.ooxml.package import Package
from pipeline.reading.workbook.model import Beside
from pipeline.reading.workbook.stored import S, rich_text

_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
# What Excel writes into the old kind of comment when there is a conversation behind it.
_THREAD_NOTE = re.compile(r"\A\[Threaded comment\].*?(?:Comment|Reply):\s*", re.DOTALL)
# Excel's own words for form controls (MS-OI29500, 2.1.1877 and ECMA-376 part 4, 19.4.2.12). Not always well-formed XML.
_TICK_BOX = re.compile(rb'<x:ClientData ObjectType="Checkbox">(.*?)</x:ClientData>', re.DOTALL)
_ANCHOR = re.compile(rb"<x:Anchor>\s*(\d+),\s*\d+,\s*(\d+),\s*\d+,\s*(\d+),\s*\d+,\s*(\d+),")
_TICKED = re.compile(rb"<x:Checked>\s*1\s*</x:Checked>")
_AUTHOR_LINE = re.compile(r"\A[^\n]{1,60}:\n")


def links(package: Package, sheet: str, root: etree._Element) -> dict[Spot, str]:
    """The addresses behind cells, by a range's first cell; never followed."""
    outward = package.outward_links(sheet)
    found: dict[Spot, str] = {}
    for entry in root.iter(f"{S}hyperlink") if outward else ():
        spot = parse_address(entry.get("ref", "").partition(":")[0])
        target = outward.get(entry.get(_LINKED, ""))
        if spot and target:
            found[spot] = target
    return found


def comments(package: Package, sheet: str) -> tuple[Beside, ...]:
    """What the school wrote in comments, by cell; a conversation's messages one under another. Ours are left out."""
    said: dict[Spot, list[str]] = {}
    threaded: set[Spot] = set()
    for kind, part in sorted(_related(package, sheet), key=lambda pair: pair[0] != "threadedComment"):
        if kind == "threadedComment":
            for entry in package.xml(part).iter(f"{_THREADED}threadedComment"):
                spot = parse_address(entry.get("ref", ""))
                text = entry.findtext(f"{_THREADED}text") or ""
                if spot:
                    threaded.add(spot)
                    said.setdefault(spot, []).append(text)
        elif kind == "comments":
            for entry in package.xml(part).iter(f"{S}comment"):
                spot, body = parse_address(entry.get("ref", "")), entry.find(f"{S}text")
                if spot and body is not None and spot not in threaded:
                    note = without_our_words(_THREAD_NOTE.sub("", rich_text(body)))
                    said.setdefault(spot, []).append(_AUTHOR_LINE.sub("", note))
    texts = {spot: "\n".join(filter(None, map(str.strip, notes))) for spot, notes in said.items()}
    return tuple(Beside(spot, spot, text) for spot, text in sorted(texts.items()) if text)


def drawings(package: Package, sheet: str) -> tuple[tuple[Beside, ...], tuple[Beside, ...]]:
    """Text boxes (with shapes and SmartArt) and pictures (with embedded files), each with the cells it covers."""
    boxes: list[Beside] = []
    pictures: list[Beside] = []
    for kind, part in _related(package, sheet):
        if kind != "drawing":
            continue
        for anchor, first, last in _anchors(package.xml(part)):
            text = "\n".join(filter(None, (_words(body) for body in anchor.iter(f"{_XDR}txBody"))))
            text = text or _smart_art(package, part, anchor)
            if text:
                boxes.append(Beside(first, last, text[: limits.CELL_CHARACTERS]))
            elif anchor.find(f".//{_XDR}pic") is not None:
                pictures.append(Beside(first, last, _picture_name(package, part, anchor)))
    pictures.extend(_embedded(package, sheet))
    return tuple(boxes), tuple(pictures)


def ticked_boxes(package: Package, sheet: str) -> tuple[Beside, ...]:
    """Tick boxes drawn over the sheet that are ticked. Every program keeps them in the old kind of drawing too."""
    found: list[Beside] = []
    for kind, part in _related(package, sheet):
        if kind == "vmlDrawing":
            for data in _TICK_BOX.findall(package.read(part)):
                spots = _ANCHOR.search(data)
                if spots and _TICKED.search(data):
                    left, top, right, bottom = (int(number) + 1 for number in spots.groups())
                    found.append(Beside((top, left), (bottom, right), "a ticked box"))
    return tuple(found)


def _related(package: Package, part: str) -> list[tuple[str, str]]:
    return [(kind, target) for kind, target in package.relations(part).values() if target in package]


def _anchors(root: etree._Element) -> Iterator[tuple[etree._Element, Spot, Spot]]:
    # What older programs show in place of something they do not know: a slicer, say. It is no text of the school's.
    for stands_in in list(root.iter(_FALLBACK)):
        above = stands_in.getparent()
        if above is not None:
            above.remove(stands_in)
    for anchor in root.iter(f"{_XDR}twoCellAnchor", f"{_XDR}oneCellAnchor", f"{_XDR}absoluteAnchor"):
        # One that is tied to no cell belongs to the sheet as a whole.
        start = _corner(anchor.find(f"{_XDR}from")) or (1, 1)
        yield anchor, start, _corner(anchor.find(f"{_XDR}to")) or start


def _corner(element: etree._Element | None) -> Spot | None:
    """The cell of an anchor's corner: drawings count rows and columns from 0."""
    if element is None:
        return None
    found = {etree.QName(child).localname: child.text or "" for child in element}
    row, column = found.get("row", ""), found.get("col", "")
    return (int(row) + 1, int(column) + 1) if row.isdigit() and column.isdigit() else None


def _words(body: etree._Element) -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{_A}t")) for line in body.iter(f"{_A}p"))
    return "\n".join(line.strip() for line in lines if line.strip())


def _smart_art(package: Package, drawing: str, anchor: etree._Element) -> str:
    wanted = [entry.get(_DIAGRAM_DATA, "") for entry in anchor.iter(_DIAGRAM)]
    relations = package.relations(drawing) if wanted else {}
    parts = [relations[name][1] for name in wanted if name in relations and relations[name][1] in package]
    return "\n".join(filter(None, (_words(package.xml(part)) for part in parts)))


def _picture_name(package: Package, drawing: str, anchor: etree._Element) -> str:
    blip = anchor.find(f".//{_A}blip")
    target = package.relations(drawing).get(blip.get(_EMBED, ""), ("", ""))[1] if blip is not None else ""
    return posixpath.basename(target) or "a picture"


def _embedded(package: Package, sheet: str) -> Iterator[Beside]:
    """Documents dropped onto the sheet as objects: what they say is not in any cell."""
    if b"oleObject" not in package.read(sheet):
        return
    for entry in package.xml(sheet).iter(f"{S}oleObject"):
        anchor = entry.find(f"{S}objectPr/{S}anchor")
        first = _corner(anchor.find(f"{S}from")) if anchor is not None else None
        if anchor is not None and first:
            last = _corner(anchor.find(f"{S}to")) or first
            yield Beside(first, last, f"an embedded file ({entry.get('progId', 'object')})")
