"""One school's sheet: what it says on each criterion, what shows it, and the boxes for a member's mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.house_colours import AMBER_PALE, INK, PALE, TEAL
from pipeline.ooxml.addresses import column_letters
from pipeline.panel.cases.dossier import Answer, Cited, answers, evidence_graph
from pipeline.panel.score_sheets.judged import Judged
from pipeline.panel.score_sheets.look import FIRST_ROW, drop_down, headings, printing, put, room_for
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.marked import marked_table
from pipeline.values import PanelMember

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# What stands before and after the school's own words, each with its width.
ASKED = (("Ref.", 7), ("Criterion", 32), ("School says", 12))
JUDGED = (("Evidence", 24), ("Mark", 13), ("Comment", 36))


def case_sheet(sheet: Worksheet, judged: Judged, member: PanelMember) -> None:
    """Fill the sheet of one case, with the criteria of the edition that it is judged by."""
    case, scheme = judged.case, judged.scheme
    put(sheet, 1, 1, case.school.name, bold=True, size=16, colour=INK, wrap=False)
    put(sheet, 2, 1, "Case", bold=True, colour=INK)
    put(sheet, 2, 2, case.reference)
    place = " · ".join(part for part in (case.school.phase, case.school.town) if part)
    put(sheet, 3, 1, place, colour=TEAL, wrap=False)
    columns = case_columns(scheme)
    headings(sheet, FIRST_ROW - 1, columns)
    found = answers(judged.submission, scheme, evidence_graph(judged.submission, scheme))
    row, principle = FIRST_ROW, ""
    marked: list[int] = []
    for answer in found:
        if answer.criterion.principle != principle:
            principle = answer.criterion.principle
            _band(sheet, row, scheme, principle, len(columns))
            row += 1
        _criterion_row(sheet, row, answer, columns)
        marked.append(row)
        row += 1
    if marked:
        at = column_letters(len(columns) - 1)
        cells = f"{at}{marked[0]}:{at}{marked[-1]}"
        drop_down(sheet, "A", len(scheme.panel.marks), cells, "Please choose a mark from the list.")
    printing(sheet, f"{case.reference} · {case.school.name} · {member.name}")


def case_columns(scheme: Scheme) -> tuple[tuple[str, int], ...]:
    """The headings of a case's sheet with their widths; what a school is asked to write stands in the middle."""
    marked = marked_table(scheme)
    told = tuple((column.label, column.width) for column in marked.told) if marked is not None else ()
    return (*ASKED, *told, *JUDGED)


def _band(sheet: Worksheet, row: int, scheme: Scheme, principle_id: str, width: int) -> None:
    principle = scheme.principle(principle_id)
    for column in range(1, width + 1):
        put(sheet, row, column, "", fill=PALE)
    text = f"{principle.number}. {principle.name}"
    put(sheet, row, 1, text, bold=True, colour=INK, fill=PALE, wrap=False, vertical="center")
    sheet.row_dimensions[row].height = 20


def _criterion_row(sheet: Worksheet, row: int, answer: Answer, columns: Sequence[tuple[str, int]]) -> None:
    evidence = "\n".join(map(_said, answer.cited)) or answer.evidence_words
    told = (words for _, words in answer.said)
    texts = (answer.criterion.code, answer.criterion.text, answer.rating or "not rated", *told, evidence, "", "")
    mark = len(columns) - 1
    for column, text in enumerate(texts, start=1):
        fill = AMBER_PALE if column >= mark else ""
        put(sheet, row, column, text, boxed=True, fill=fill, bold=column in {1, mark})
    room_for(sheet, row, texts, columns)


def _said(cited: Cited) -> str:
    """“E2 (not attached)”: what is pointed at, and what is amiss with it."""
    return f"{cited.text} ({cited.standing.words})" if cited.standing.words else cited.text
