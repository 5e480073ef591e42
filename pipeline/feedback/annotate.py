"""The school's own Record back, with what we found as notes and fills on the exact cells.

The workbook is never loaded and saved: the XML of the sheets concerned, their notes and the styles are
patched, and every other part keeps its bytes.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.feedback.cells import Sheet
from pipeline.feedback.fills import ADVICE_FILL, REQUIRED_FILL, Styles
from pipeline.feedback.notes import AUTHOR, Boxes, Cell, Comments, Run, clean, shortened
from pipeline.feedback.package import Element, NotAWorkbookError, Package, Relations, declare, parse, serialise
from pipeline.ooxml.addresses import parse_address
from pipeline.values import Finding, Severity

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class _SheetPart:
    name: str
    part: str
    number: int


def annotate_record(workbook: bytes, findings: Sequence[Finding]) -> bytes:
    """Put each finding that names a sheet and a cell on that cell, as a note and a fill.

    Findings for the office, for sheets that are not there and for no cell are left out. Notes that we wrote
    before are replaced; with nothing to say and nothing to replace the very same bytes come back. The same
    input gives the same bytes. Raises NotAWorkbookError when the bytes are no readable workbook.
    """
    try:
        return _annotated(workbook, findings)
    except NotAWorkbookError:
        raise
    except (ValueError, OverflowError, NotImplementedError, struct.error, zlib.error) as fault:
        # A number that is none, an address beyond the end: the package is damaged in a way of its own.
        raise NotAWorkbookError(f"The workbook is damaged: {fault}") from fault


def _annotated(workbook: bytes, findings: Sequence[Finding]) -> bytes:
    package = Package(workbook)
    main = _workbook_part(package)
    links = Relations(package, main)
    styles_part = links.find("styles")
    if styles_part is not None and not package.has(styles_part):
        styles_part = None
    styles = Styles(parse(package.read(styles_part))) if styles_part else None
    said = [f for f in findings if f.severity is not Severity.OFFICE and f.place.sheet and f.place.cell]
    for sheet in _sheets(package, main, links):
        here = [f for f in said if _same_name(f.place.sheet or "", sheet.name)]
        _annotate_sheet(package, sheet, here, styles)
    if styles is not None and styles_part and styles.grown:
        package.replace(styles_part, serialise(styles.root))
    return package.write()


def _workbook_part(package: Package) -> str:
    part = Relations(package, "").find("officeDocument")
    if part is None:
        raise NotAWorkbookError("The package does not say which of its parts is the workbook.")
    return part


def _sheets(package: Package, main: str, links: Relations) -> Iterator[_SheetPart]:
    """The worksheets of the workbook; chart sheets have no cells."""
    root = parse(package.read(main))
    parts = {id_: part for id_, type_, part in links if posixpath.basename(type_) == "worksheet"}
    namespace = etree.QName(root).namespace
    for number, entry in enumerate(root.iterfind(f"{{{namespace}}}sheets/{{{namespace}}}sheet"), start=1):
        part = parts.get(entry.get(f"{{{_relation_namespace(root)}}}id") or "")
        if part is not None and package.has(part):
            yield _SheetPart(entry.get("name", ""), part, number)


def _relation_namespace(root: Element) -> str:
    return _STRICT_RELATIONS if etree.QName(root).namespace == _STRICT_MAIN else _OFFICE_RELATIONS


def _same_name(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _annotate_sheet(package: Package, place: _SheetPart, findings: Sequence[Finding], styles: Styles | None) -> None:
    links = Relations(package, place.part)
    comments_part = links.find("comments")
    if comments_part is not None and not package.has(comments_part):
        comments_part = None
    if not findings and (comments_part is None or AUTHOR.encode() not in package.read(comments_part)):
        return
    sheet = Sheet(parse(package.read(place.part)))
    notes = _by_cell(findings, sheet)
    comments = Comments(parse(package.read(comments_part))) if comments_part else Comments.blank(sheet.namespace)
    gone, kept = comments.remove_ours()
    if not notes and not gone and not kept:
        return
    relation = _relation_namespace(sheet.root)
    drawing = sheet.legacy_drawing(relation)
    boxes_part = links.target(drawing) if drawing else None
    boxes = Boxes(package.read(boxes_part) if boxes_part and package.has(boxes_part) else None, place.number)
    boxes.remove(gone)
    for cell in sorted(notes):
        boxes.show(cell, sheet, comments.add(cell, _runs(notes[cell])))
    if styles is not None:
        _fill(sheet, styles, notes, (gone | kept) - notes.keys())
    if comments_part is None:
        comments_part = package.free_name("xl/comments{}.xml")
        declare(package, comments_part, _COMMENTS_TYPE)
        links.add(f"{relation}/comments", comments_part)
    if boxes_part is None:
        boxes_part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        declare(package, boxes_part, _BOXES_TYPE, by_extension=True)
        sheet.set_legacy_drawing(relation, links.add(f"{relation}/vmlDrawing", boxes_part))
    package.replace(comments_part, serialise(comments.root))
    package.replace(boxes_part, boxes.serialise())
    package.replace(place.part, serialise(sheet.root))


def _by_cell(findings: Sequence[Finding], sheet: Sheet) -> dict[Cell, list[Finding]]:
    """Findings by the cell they stand on, most important first, none said twice."""
    notes: dict[Cell, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.severity is not Severity.REQUIRED, f.order, f.rule)):
        cell = parse_address(finding.place.cell or "")
        if cell is None:
            continue
        here = notes.setdefault(sheet.anchor_of(*cell), [])
        if all((f.title, f.message) != (finding.title, finding.message) for f in here):
            here.append(finding)
    return notes


def _runs(findings: Sequence[Finding]) -> list[Run]:
    """What a note says: for each finding its title, what we read, what to do and an example."""
    runs: list[Run] = []
    for number, finding in enumerate(findings):
        runs.append(Run(("\n\n" if number else "") + clean(finding.title.strip()), bold=True))
        runs.append(Run("\n" + clean(finding.message.strip())))
        for label, words in (("What to do: ", finding.fix), ("Example: ", finding.example)):
            if words.strip():
                runs += [Run("\n" + label, bold=True), Run(clean(words.strip()))]
    return shortened(runs)


def _fill(sheet: Sheet, styles: Styles, notes: dict[Cell, list[Finding]], mended: set[Cell]) -> None:
    """Fill the cells of our notes, and give those that no longer have one their own look back."""
    for row, column in sorted(mended):
        style = sheet.style(row, column)
        plain = styles.plain(style)
        if plain != style:
            sheet.set_style(row, column, plain)
    for (row, column), here in sorted(notes.items()):
        required = any(finding.severity is Severity.REQUIRED for finding in here)
        colour = REQUIRED_FILL if required else ADVICE_FILL
        sheet.set_style(row, column, styles.filled(sheet.style(row, column), colour))
