"""What a school wrote on our own sheet “What to do next”: no answer, but words that a person should read."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ooxml.addresses import Spot, address
from pipeline.ooxml.our_marks import mark_of, marks_in
from pipeline.reading.workbook.model import Sheet, Workbook
from pipeline.values import Notice, NoticeKind, Place


def notices_on_ours(workbook: Workbook, file: str) -> Iterator[Notice]:
    """A notice for every cell, comment and text box of our sheets that we did not write, in reading order.

    What we wrote is known by its marks, which stand in hidden columns; a sheet without them is passed over.
    """
    for sheet in workbook.ours:
        ours = {mark for cell in sheet.cells.values() for mark in marks_in(cell.text) or ()}
        if ours:
            for spot, text in sorted(_said(sheet)):
                if text.strip() and mark_of(text) not in ours:
                    place = Place(file, sheet=sheet.name, cell=address(*spot))
                    yield Notice(NoticeKind.ON_OUR_SHEET, place, text)


def _said(sheet: Sheet) -> Iterator[tuple[Spot, str]]:
    yield from ((spot, cell.text) for spot, cell in sheet.cells.items() if marks_in(cell.text) is None)
    yield from ((beside.first, beside.text) for beside in (*sheet.comments, *sheet.text_boxes))
