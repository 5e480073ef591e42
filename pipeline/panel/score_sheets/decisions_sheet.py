"""The sheet for the chair: one line a school, with what may be decided at this meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.house_colours import AMBER_PALE, INK, TEAL
from pipeline.ooxml.addresses import column_letters
from pipeline.panel.cases.level import about_level
from pipeline.panel.lots.sampling import choose_sample
from pipeline.panel.score_sheets.judged import Judged, outcomes_at
from pipeline.panel.score_sheets.look import FIRST_ROW, drop_down, headings, printing, put, room_for
from pipeline.scheme.model import Scheme
from pipeline.values import Meeting

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DECISIONS = "Decisions"
LEAST_DECISION = 54  # points: room to write a reason by hand
ABOUT_LEVEL, LEVEL = ("About the level", 44), ("Level", 16)
DECISION_COLUMNS = (
    ("Case", 14), ("School", 38), ("Decision", 26), ("Reason", 48), ("Strengths", 44), ("Evidence items", 22),
)  # fmt: skip


def decisions_sheet(sheet: Worksheet, shown: Sequence[Judged], meeting: Meeting, scheme: Scheme) -> None:
    """Fill the chair's sheet: a line for each case shown, with drop-downs of what ``meeting`` may decide."""
    levels = scheme.levels.levels if scheme.levels is not None else ()
    columns: Sequence[tuple[str, int]] = DECISION_COLUMNS
    if levels:
        columns = (*DECISION_COLUMNS[:2], ABOUT_LEVEL, DECISION_COLUMNS[2], LEVEL, *DECISION_COLUMNS[3:])
    put(sheet, 1, 1, "Decisions", bold=True, size=16, colour=INK, wrap=False)
    put(sheet, 2, 1, "For the person in the chair. Leave a line blank when nothing was decided.", wrap=False)
    put(sheet, 3, 1, _about_items(meeting, scheme), colour=TEAL, wrap=False)
    headings(sheet, FIRST_ROW - 1, columns)
    for row, judged in enumerate(shown, start=FIRST_ROW):
        drawn = ", ".join(_drawn(judged, meeting))
        told = {"Case": judged.case.reference, "School": judged.case.school.name, "Evidence items": drawn}
        told["About the level"] = about_level(judged.level, judged.scheme, meeting.held_on)
        texts = [told.get(label, "") for label, _ in columns]
        for column, (text, (label, _)) in enumerate(zip(texts, columns, strict=True), start=1):
            asked = label not in ("Case", "School", "About the level")
            put(sheet, row, column, text, boxed=True, bold=column == 1, fill=AMBER_PALE if asked else "")
        room_for(sheet, row, texts, columns, LEAST_DECISION)
    for label, letter, count in (("Decision", "B", len(outcomes_at(meeting, scheme))), ("Level", "C", len(levels))):
        if shown and count:
            at = column_letters([known for known, _ in columns].index(label) + 1)
            cells = f"{at}{FIRST_ROW}:{at}{FIRST_ROW + len(shown) - 1}"
            drop_down(sheet, letter, count, cells, f"Please choose a {label.lower()} from the list.")
    printing(sheet, f"{meeting.reference} · Decisions")


def _samples(meeting: Meeting, scheme: Scheme) -> bool:
    """Whether this step ends in asking for evidence rather than in an award."""
    return not any(outcome.certificate for outcome in outcomes_at(meeting, scheme))


def _drawn(judged: Judged, meeting: Meeting) -> tuple[str, ...]:
    if not _samples(meeting, judged.scheme):
        return ()
    return choose_sample(judged.submission, judged.scheme, f"{meeting.reference}/{judged.case.reference}")


def _about_items(meeting: Meeting, scheme: Scheme) -> str:
    if _samples(meeting, scheme):
        return "“Evidence items” holds a sample drawn by lot. Change it if the panel wants to see something else."
    return "In “Evidence items” write what is still wanted, such as E2, E5."
