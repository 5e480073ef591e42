"""One member's workbook put together: the guide, a sheet for each case, the chair's decisions, the hidden lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.panel.score_sheets.case_sheet import case_sheet
from pipeline.panel.score_sheets.decisions_sheet import DECISIONS, decisions_sheet
from pipeline.panel.score_sheets.guide import guide_sheet, sheet_name
from pipeline.panel.score_sheets.judged import Judged, outcomes_at
from pipeline.panel.score_sheets.look import LISTS, clean, put
from pipeline.scheme.model import Scheme
from pipeline.values import Meeting, PanelMember

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def build_score_sheet(meeting: Meeting, member: PanelMember, cases: Sequence[Judged], scheme: Scheme) -> bytes:
    """One member's workbook, the same bytes for the same values.

    Each case comes with the edition of ``scheme`` that it is judged by. Schools in ``member.avoids`` are
    left out wholly, whatever the caller passes.
    """
    from openpyxl import Workbook

    from pipeline.ooxml.container import normalise

    shown = [judged for judged in cases if judged.case.school.key not in member.avoids]
    book = Workbook()
    guide = book.active
    assert guide is not None
    guide_sheet(guide, meeting, member, [judged.case for judged in shown], scheme)
    lists = book.create_sheet(LISTS)
    _lists(lists, meeting, scheme)
    for judged in shown:
        sheet = book.create_sheet(sheet_name(judged.case.reference))
        case_sheet(sheet, judged, member)
    decisions_sheet(book.create_sheet(DECISIONS), shown, meeting, scheme)
    book.move_sheet(lists, offset=len(shown) + 1)
    _properties(book, meeting, member, scheme)
    return normalise(_saved(book))


def _lists(sheet: Worksheet, meeting: Meeting, scheme: Scheme) -> None:
    for row, mark in enumerate(scheme.panel.marks, start=1):
        put(sheet, row, 1, mark)
    for row, outcome in enumerate(outcomes_at(meeting, scheme), start=1):
        put(sheet, row, 2, outcome.name)
    for row, level in enumerate(scheme.levels.levels if scheme.levels is not None else (), start=1):
        put(sheet, row, 3, level.name)
    sheet.sheet_state = "hidden"


def _properties(book: Workbook, meeting: Meeting, member: PanelMember, scheme: Scheme) -> None:
    from openpyxl.packaging.custom import StringProperty

    values = {
        "award.document": "score-sheet",
        "award.meeting": meeting.reference,
        "award.member": member.id,
        "award.held-on": meeting.held_on.isoformat(),
        "award.scheme": scheme.id,
        "award.version": scheme.version,
    }
    document: Any = book  # its published types do not know custom properties yet
    for name, value in values.items():
        document.custom_doc_props.append(StringProperty(name=name, value=clean(value)))
    book.properties.title = clean(f"Score sheet: {meeting.reference}, {member.name}")
    book.properties.creator = clean(scheme.name)
    book.properties.language = "en-GB"
    book.properties.created = dt.datetime.combine(meeting.held_on, dt.time())


def _saved(book: Workbook) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
