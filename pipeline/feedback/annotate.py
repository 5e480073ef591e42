"""The school's own Record back: what to do next on a sheet in front, and each place outlined with a note.

The workbook is never loaded and saved. Touched are only: the workbook part with its relations, the content types,
the styles, the sheets that we mark (their cells never) or that were open, and the notes of the sheets we mark with
their boxes and relations. Added is our own sheet. Every other part keeps its bytes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.feedback.boxes import Boxes
from pipeline.feedback.difference import Before
from pipeline.feedback.looks import Look, Outline
from pipeline.feedback.next_steps import HEADING_ROW, Leads, sheet_xml
from pipeline.feedback.notes import Notes, our_note
from pipeline.feedback.sheet_xml import Sheet
from pipeline.feedback.steps import Step, next_steps
from pipeline.feedback.styles_xml import BLANK, Styles, may_outline
from pipeline.feedback.workbook_xml import Book, SheetPart
from pipeline.grouping import and_more, ranges
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.ooxml.our_marks import AUTHOR, FIRST_LINE
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.patching import Patch, Relations
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import FileClass, Finding, Severity

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# Excel gives the notes of one sheet 1,024 numbers, and the school's own need some.
MOST_NOTES = 1000
_ONLY_OUTLINED = "Those cells are outlined, and have no note."
# Whether a sheet is the open one stands before these; mostly within its first bytes.
_AFTER_VIEWS = (b"sheetFormatPr", b"sheetData")
_HEAD_BYTES = 1024
# LibreOffice writes “false” at every other sheet: there is nothing to change there.
_SELECTED = re.compile(rb"""\stabSelected\s*=\s*["']\s*(?:1|true)\s*["']""")
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def annotate_record(
    workbook: bytes,
    findings: Sequence[Finding],
    *,
    before: Before | None = None,
    file: str | None = None,
    office: str = AUTHOR,
    phrases: Phrases = ENGLISH,
) -> bytes:
    """Put each finding that names a sheet and a cell on that cell, and all of them on “What to do next”.

    ``before`` is the attempt before, to say what is fixed, still open and new; ``file`` is the
    Record's name where the findings are also about other files; ``office`` is who says it. Findings for the
    office are left out. What we wrote before is replaced; with nothing to say and nothing to replace the very
    same bytes come back. The same input gives the same bytes. Raises PackageError when the bytes are no workbook.
    """
    try:
        return _annotated(workbook, next_steps(findings, before, phrases), _shown(findings, file), office, file)
    except (ValueError, OverflowError, KeyError, IndexError, NotImplementedError, struct.error, zlib.error) as fault:
        # A number that is none, an address beyond the end: the package is damaged in a way of its own.
        raise PackageError(FileClass.CORRUPT, f"the workbook is damaged ({fault})") from fault


def _shown(findings: Iterable[Finding], file: str | None) -> list[Finding]:
    """Findings that stand on a cell of this workbook."""
    return [
        f for f in findings
        if f.severity is not Severity.OFFICE and f.place.sheet and f.place.cell and file in (None, f.place.file)
    ]  # fmt: skip


def _annotated(
    workbook: bytes, steps: Sequence[Step], shown: Sequence[Finding], office: str, file: str | None
) -> bytes:
    patch = Patch(workbook)
    book = Book(patch)
    desks = [_Desk(patch, book, place) for place in book.sheets()]
    # All of what we wrote before goes first, so that a new part finds the name that it would have found without it.
    outlined = book.holds_ours or _may_outline(patch, book)
    for desk in desks:
        desk.clear(outlined)
    page, printed = b"", ""
    if steps:
        outlines, formats = _looks(patch, book, outlined)
        by_sheet: dict[str, list[Finding]] = {}
        for finding in shown:
            by_sheet.setdefault(_plain(finding.place.sheet or ""), []).append(finding)
        for desk in desks:
            desk.mark(by_sheet.get(_plain(desk.place.name), []), outlines, steps[0].group.phrases)
        links = _links(steps, [desk.place.name for desk in desks], file)
        page, printed = sheet_xml(steps, formats, book.namespace, office, links)
    for desk in desks:
        desk.drop_empty()
    for desk in desks:
        desk.save()
    if page:
        for desk in desks:
            desk.unselect()
        book.put_ours_in_front(page, HEADING_ROW, printed)
    else:
        book.take_ours_away()
    return patch.write()


def _may_outline(patch: Patch, book: Book) -> bool:
    styles = book.links.find("styles")
    return styles is not None and may_outline(patch.read(styles))


def _looks(patch: Patch, book: Book, been_here: bool) -> tuple[Mapping[Outline, int], Mapping[Look, int]]:
    """Our looks put into the workbook's styles, which are made where there are none."""
    part = book.links.find("styles")
    if part is None:
        part = patch.free_name("xl/styles{}.xml")
        book.links.add(f"{book.relation_namespace}/styles", part)
        patch.declare(part, _STYLES_TYPE)
        patch.replace(part, BLANK % book.namespace.encode())
    styles = Styles(patch.read(part), part, been_here=been_here)
    patch.replace(part, styles.data)
    return styles.outlines, styles.formats


def _plain(name: str) -> str:
    """A sheet's name without what Excel does not tell apart."""
    return name.strip().casefold()


def _links(steps: Sequence[Step], sheets: Collection[str], file: str | None) -> dict[int, Leads]:
    """Where each step's places lead to in this workbook: a sheet, and a link for each run of cells."""
    names = {_plain(name): name for name in sheets}
    links: dict[int, Leads] = {}
    for position, step in enumerate(steps):
        place = step.group.findings[0].place
        name = names.get(_plain(place.sheet or ""))
        if name is not None and file in (None, place.file):
            links[position] = Leads(name, ranges(step.group.findings))
    return links


@dataclass(slots=True)
class _Desk:
    """One of the school's sheets, with its notes and their boxes, opened only when something is to be done."""

    patch: Patch
    book: Book
    place: SheetPart
    links: Relations = field(init=False)
    _sheet: Sheet | None = None
    _notes: Notes | None = None
    _boxes: Boxes | None = None
    _touched: bool = False

    def __post_init__(self) -> None:
        self.links = Relations(self.patch, self.place.part)

    @property
    def sheet(self) -> Sheet:
        if self._sheet is None:
            self._sheet = Sheet(self.patch.read(self.place.part), self.place.part)
        return self._sheet

    def clear(self, outlined: bool) -> None:
        """Take out what we wrote and drew before; ``outlined`` says whether the sheet may hold our outlines."""
        if outlined and AUTHOR.encode() in self.patch.read(self.place.part):
            self._touched = self.sheet.remove_outlines()
        comments = self.links.find("comments")
        if comments is None or FIRST_LINE.encode() not in self.patch.read(comments):
            return
        self._open_notes()
        if self._notes is not None and self._boxes is not None:
            gone, kept = self._notes.remove_ours()
            self._boxes.remove(gone)
            self._boxes.shrink(kept)

    def mark(self, findings: Sequence[Finding], outlines: Mapping[Outline, int], phrases: Phrases) -> None:
        """Outline the findings' cells and write a note on each."""
        cells = _by_cell(findings, self.sheet) if findings else {}
        if not cells:
            return
        self._touched = True
        self._open_notes()
        if self._notes is not None and self._boxes is not None:
            noted = sorted(cells)[:MOST_NOTES]
            for cell in noted:
                said = [(f.title, f.message, f.fix, f.example) for f in cells[cell]]
                if cell is noted[-1] and len(cells) > len(noted):
                    more = and_more(len(cells) - len(noted), phrases)
                    said.append((f"{more}.", phrases.say(_ONLY_OUTLINED), "", ""))
                self._boxes.show(cell, self.sheet, self._notes.add(cell, our_note(tuple(said), phrases)))
        required = {cell for cell, here in cells.items() if any(f.severity is Severity.REQUIRED for f in here)}
        self.sheet.outline(required, outlines[Outline.REQUIRED])
        self.sheet.outline(cells.keys() - required, outlines[Outline.ADVICE])

    def drop_empty(self) -> None:
        """Let notes and boxes go that hold nothing any more."""
        if self._notes is None and self._boxes is None:
            return
        comments, boxes = self.links.find("comments"), self._boxes_part() if self._boxes else None
        if self._notes is not None and self._notes.empty and comments is not None:
            self._drop(comments)
        if self._boxes is not None and self._boxes.empty and boxes is not None:
            self._drop(boxes)
            self._touched = True
            self.sheet.set_legacy_drawing(self.book.relation_namespace, None)

    def _drop(self, part: str) -> None:
        self.patch.remove(part)
        self.links.remove(part)

    def save(self) -> None:
        """Write back what was changed."""
        if self._notes is not None and not self._notes.empty:
            self._save_notes(self._notes)
        if self._boxes is not None and not self._boxes.empty:
            self._save_boxes(self._boxes)
        if self._touched:
            self.patch.replace(self.place.part, self.sheet.content())

    def unselect(self) -> None:
        """Let our sheet be the one that is open: two selected sheets would be typed into at once."""
        head = self.patch.beginning(self.place.part, _HEAD_BYTES)
        told = any(after in head for after in _AFTER_VIEWS)
        if b"tabSelected" in (head if told else self.patch.read(self.place.part)):
            views, cells, rest = self.patch.read(self.place.part).partition(b"sheetData")
            if _SELECTED.search(views):
                self.patch.replace(self.place.part, _SELECTED.sub(b"", views) + cells + rest)

    def _open_notes(self) -> None:
        if self._notes is not None:
            return
        comments = self.links.find("comments")
        self._notes = Notes(self.patch.xml(comments)) if comments else Notes.blank(self.sheet.namespace)
        part = self._boxes_part()
        self._boxes = Boxes(self.patch.read(part) if part and self.patch.has(part) else None, self.place.number)

    def _boxes_part(self) -> str | None:
        drawing = self.sheet.legacy_drawing(self.book.relation_namespace)
        return self.links.target(drawing) if drawing else None

    def _save_notes(self, notes: Notes) -> None:
        part = self.links.find("comments")
        if part is None:
            part = self.patch.free_name("xl/comments{}.xml")
            self.patch.declare(part, _COMMENTS_TYPE)
            self.links.add(f"{self.book.relation_namespace}/comments", part)
        self.patch.replace(part, notes.content())

    def _save_boxes(self, boxes: Boxes) -> None:
        part = self._boxes_part()
        if part is None:
            part = self.patch.free_name("xl/drawings/vmlDrawing{}.vml")
            self.patch.declare(part, _BOXES_TYPE, by_extension=True)
            link = self.links.add(f"{self.book.relation_namespace}/vmlDrawing", part)
            self.sheet.set_legacy_drawing(self.book.relation_namespace, link)
        self.patch.replace(part, boxes.serialise())


def _by_cell(findings: Sequence[Finding], sheet: Sheet) -> dict[Spot, list[Finding]]:
    """Findings by the cell they stand on, most important first, none said twice."""
    cells: dict[Spot, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.severity is not Severity.REQUIRED, f.order, f.rule)):
        spot = parse_address(finding.place.cell or "")
        if spot is None:
            continue
        here = cells.setdefault(sheet.anchor_of(spot), [])
        if all((f.title, f.message) != (finding.title, finding.message) for f in here):
            here.append(finding)
    return cells
