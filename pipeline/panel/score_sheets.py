"""Score sheets: the workbook a panel member marks in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.ooxml.addresses import column_letters
from pipeline.panel.about_level import about_level
from pipeline.panel.dossier import Answer, Cited, answers, evidence_graph
from pipeline.panel.sampling import choose_sample
from pipeline.panel.score_reading import ScoreSheet, is_score_sheet, read_score_sheet
from pipeline.scheme.model import Outcome, Scheme
from pipeline.scheme.words.marked import marked_table
from pipeline.values import CaseView, LevelFound, Meeting, PanelMember, Submission

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Judged", "ScoreSheet", "build_score_sheet", "is_score_sheet", "outcomes_at", "read_score_sheet"]

INK, TEAL, PALE, AMBER_PALE, GREY = "1F3A4D", "2A7F86", "EAF3F3", "FFF4D6", "C9D6D8"
GUIDE, DECISIONS, LISTS = "How to mark", "Decisions", "Lists"
# XML 1.0 has no place for these; a school's text may still hold them.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST_ROW = 6
LEAST_DECISION = 54  # points: room to write a reason by hand
# What stands before and after the school's own words, each with its width.
ASKED = (("Ref.", 7), ("Criterion", 32), ("School says", 12))
JUDGED = (("Evidence", 24), ("Mark", 13), ("Comment", 36))
ABOUT_LEVEL, LEVEL = ("About the level", 44), ("Level", 16)
DECISION_COLUMNS = (
    ("Case", 14), ("School", 38), ("Decision", 26), ("Reason", 48), ("Strengths", 44), ("Evidence items", 22),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its papers, the edition of the scheme that it is judged by, and what is found of its level."""

    case: CaseView
    submission: Submission
    scheme: Scheme
    level: LevelFound | None = None


def outcomes_at(meeting: Meeting, scheme: Scheme) -> tuple[Outcome, ...]:
    """The outcomes that a meeting of this step may decide."""
    return tuple(outcome for outcome in scheme.outcomes if outcome.step in {meeting.step, "any"})


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
    _guide(guide, meeting, member, [judged.case for judged in shown], scheme)
    lists = book.create_sheet(LISTS)
    _lists(lists, meeting, scheme)
    for judged in shown:
        sheet = book.create_sheet(sheet_name(judged.case.reference))
        _case_sheet(sheet, judged.case, judged.submission, member, judged.scheme)
    _decisions(book.create_sheet(DECISIONS), shown, meeting, scheme)
    book.move_sheet(lists, offset=len(shown) + 1)
    _properties(book, meeting, member, scheme)
    return normalise(_saved(book))


def _saved(book: Workbook) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_name(reference: str) -> str:
    """A case reference as Excel lets a sheet be called."""
    return re.sub(r"[\[\]:*?/\\']", "-", reference)[:31] or "Case"


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
        document.custom_doc_props.append(StringProperty(name=name, value=_clean(value)))
    book.properties.title = _clean(f"Score sheet: {meeting.reference}, {member.name}")
    book.properties.creator = _clean(scheme.name)
    book.properties.language = "en-GB"
    book.properties.created = dt.datetime.combine(meeting.held_on, dt.time())


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)[:32_000]


def _put(sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> Any:
    """Write text as text: a school's “=1+1” stays three characters and never becomes a sum."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    target = sheet.cell(row=row, column=column)
    target.value = _clean(text) or None
    if target.value is not None:
        target.data_type = "s"
    formula_like = text[:1] in {"=", "+", "-", "@"}
    target.font = Font(
        name="Calibri", size=look.get("size", 11), bold=look.get("bold", False), color=look.get("colour", "222222")
    )
    target.alignment = Alignment(
        wrap_text=look.get("wrap", True),
        vertical=look.get("vertical", "top"),
        horizontal="left",
        indent=int(look.get("boxed", False)),
    )
    if look.get("fill"):
        target.fill = PatternFill("solid", fgColor=look["fill"])
    if look.get("boxed"):
        side = Side(style="thin", color=GREY)
        target.border = Border(left=side, right=side, top=side, bottom=side)
    if formula_like:
        target.quotePrefix = True
    return target


def _headings(sheet: Worksheet, row: int, columns: Sequence[tuple[str, int]]) -> None:
    from openpyxl.utils import get_column_letter

    for number, (label, width) in enumerate(columns, start=1):
        _put(sheet, row, number, label, bold=True, colour="FFFFFF", fill=TEAL, boxed=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[row].height = 22
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def _printing(sheet: Worksheet, footer: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.35
    foot: Any = sheet.oddFooter
    foot.left.text = _clean(footer).replace("&", "&&")
    foot.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False


def _guide(sheet: Worksheet, meeting: Meeting, member: PanelMember, cases: Sequence[CaseView], scheme: Scheme) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 84
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20
    step = next((s.name for s in scheme.process if s.id == meeting.step), meeting.step)
    _put(sheet, 1, 1, "Score sheet", bold=True, size=20, colour=INK, wrap=False)
    _put(sheet, 2, 1, scheme.name, colour=TEAL, size=12, wrap=False)
    facts = (
        ("Meeting", meeting.reference), ("Member", member.id), ("Name", member.name), ("Step", step),
        ("Held on", f"{meeting.held_on.day} {meeting.held_on:%B %Y}"),
    )  # fmt: skip
    for row, (label, text) in enumerate(facts, start=4):
        _put(sheet, row, 1, label, bold=True, colour=INK, fill=PALE, boxed=True)
        _put(sheet, row, 2, text, boxed=True)
        sheet.row_dimensions[row].height = 18
    row = 10
    for label, text in _advice(scheme):
        _put(sheet, row, 1, label, bold=True, colour=INK)
        _put(sheet, row, 2, text)
        sheet.row_dimensions[row].height = 15.5 * (1 + len(text) // 96) + 6
        row += 1
    _put(sheet, row + 1, 1, "Your schools", bold=True, colour=INK)
    for offset, case in enumerate(cases):
        target = _put(sheet, row + 2 + offset, 1, case.reference, colour=TEAL, wrap=False)
        _put(sheet, row + 2 + offset, 2, case.school.name)
        sheet.row_dimensions[row + 2 + offset].height = 18 if len(case.school.name) < 80 else 33
        target.hyperlink = f"#'{sheet_name(case.reference)}'!A1"
    _printing(sheet, f"{meeting.reference} · {member.name}")


def _advice(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    return (
        ("1. Read", "Open the pack of the school. It has the answers, the evidence and what the checks found."),
        ("2. Mark", f"There is one sheet for each school. Choose a mark: {', '.join(scheme.panel.marks)}."),
        ("3. Comment", "A few words are enough. Say what is missing when your mark is not the best one."),
        ("4. Decide", "The sheet “Decisions” is for the person in the chair, at the meeting. Others leave it blank."),
        ("5. Send back", "Save this workbook and return it to the award office. Type only in the pale yellow boxes."),
    )  # fmt: skip


def _lists(sheet: Worksheet, meeting: Meeting, scheme: Scheme) -> None:
    for row, mark in enumerate(scheme.panel.marks, start=1):
        _put(sheet, row, 1, mark)
    for row, outcome in enumerate(outcomes_at(meeting, scheme), start=1):
        _put(sheet, row, 2, outcome.name)
    for row, level in enumerate(scheme.levels.levels if scheme.levels is not None else (), start=1):
        _put(sheet, row, 3, level.name)
    sheet.sheet_state = "hidden"


def _drop_down(sheet: Worksheet, column: str, entries: int, cells: str, words: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=f"{LISTS}!${column}$1:${column}${max(entries, 1)}", allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = words, "Not in the list", True
    sheet.add_data_validation(rule)
    rule.add(cells)


def _case_sheet(sheet: Worksheet, case: CaseView, submission: Submission, member: PanelMember, scheme: Scheme) -> None:
    _put(sheet, 1, 1, case.school.name, bold=True, size=16, colour=INK, wrap=False)
    _put(sheet, 2, 1, "Case", bold=True, colour=INK)
    _put(sheet, 2, 2, case.reference)
    place = " · ".join(part for part in (case.school.phase, case.school.town) if part)
    _put(sheet, 3, 1, place, colour=TEAL, wrap=False)
    columns = case_columns(scheme)
    _headings(sheet, FIRST_ROW - 1, columns)
    found = answers(submission, scheme, evidence_graph(submission, scheme))
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
        _drop_down(sheet, "A", len(scheme.panel.marks), cells, "Please choose a mark from the list.")
    _printing(sheet, f"{case.reference} · {case.school.name} · {member.name}")


def case_columns(scheme: Scheme) -> tuple[tuple[str, int], ...]:
    """The headings of a case's sheet with their widths; what a school is asked to write stands in the middle."""
    marked = marked_table(scheme)
    told = tuple((column.label, column.width) for column in marked.told) if marked is not None else ()
    return (*ASKED, *told, *JUDGED)


def _band(sheet: Worksheet, row: int, scheme: Scheme, principle_id: str, width: int) -> None:
    principle = scheme.principle(principle_id)
    for column in range(1, width + 1):
        _put(sheet, row, column, "", fill=PALE)
    text = f"{principle.number}. {principle.name}"
    _put(sheet, row, 1, text, bold=True, colour=INK, fill=PALE, wrap=False, vertical="center")
    sheet.row_dimensions[row].height = 20


def _criterion_row(sheet: Worksheet, row: int, answer: Answer, columns: Sequence[tuple[str, int]]) -> None:
    evidence = "\n".join(map(_said, answer.cited)) or answer.evidence_words
    told = (words for _, words in answer.said)
    texts = (answer.criterion.code, answer.criterion.text, answer.rating or "not rated", *told, evidence, "", "")
    mark = len(columns) - 1
    for column, text in enumerate(texts, start=1):
        fill = AMBER_PALE if column >= mark else ""
        _put(sheet, row, column, text, boxed=True, fill=fill, bold=column in {1, mark})
    _height(sheet, row, texts, columns)


def _said(cited: Cited) -> str:
    """“E2 (not attached)”: what is pointed at, and what is amiss with it."""
    return f"{cited.text} ({cited.standing.words})" if cited.standing.words else cited.text


def _height(
    sheet: Worksheet, row: int, texts: Sequence[str], columns: Sequence[tuple[str, int]], least: float = 0
) -> None:
    """Room for the longest cell: LibreOffice and Excel do not agree on growing rows by themselves."""
    lines = 1
    for text, (_, width) in zip(texts, columns, strict=True):
        lines = max(lines, sum(1 + int(len(part) // (width * 0.9 - 2)) for part in text.split("\n")))
    sheet.row_dimensions[row].height = min(409, max(least, 15.5 * lines + 5))


def _decisions(sheet: Worksheet, shown: Sequence[Judged], meeting: Meeting, scheme: Scheme) -> None:
    levels = scheme.levels.levels if scheme.levels is not None else ()
    columns: Sequence[tuple[str, int]] = DECISION_COLUMNS
    if levels:
        columns = (*DECISION_COLUMNS[:2], ABOUT_LEVEL, DECISION_COLUMNS[2], LEVEL, *DECISION_COLUMNS[3:])
    _put(sheet, 1, 1, "Decisions", bold=True, size=16, colour=INK, wrap=False)
    _put(sheet, 2, 1, "For the person in the chair. Leave a line blank when nothing was decided.", wrap=False)
    _put(sheet, 3, 1, _about_items(meeting, scheme), colour=TEAL, wrap=False)
    _headings(sheet, FIRST_ROW - 1, columns)
    for row, judged in enumerate(shown, start=FIRST_ROW):
        drawn = ", ".join(_drawn(judged, meeting))
        told = {"Case": judged.case.reference, "School": judged.case.school.name, "Evidence items": drawn}
        told["About the level"] = about_level(judged.level, judged.scheme, meeting.held_on)
        texts = [told.get(label, "") for label, _ in columns]
        for column, (text, (label, _)) in enumerate(zip(texts, columns, strict=True), start=1):
            asked = label not in ("Case", "School", "About the level")
            _put(sheet, row, column, text, boxed=True, bold=column == 1, fill=AMBER_PALE if asked else "")
        _height(sheet, row, texts, columns, LEAST_DECISION)
    for label, letter, count in (("Decision", "B", len(outcomes_at(meeting, scheme))), ("Level", "C", len(levels))):
        if shown and count:
            at = column_letters([known for known, _ in columns].index(label) + 1)
            cells = f"{at}{FIRST_ROW}:{at}{FIRST_ROW + len(shown) - 1}"
            _drop_down(sheet, letter, count, cells, f"Please choose a {label.lower()} from the list.")
    _printing(sheet, f"{meeting.reference} · Decisions")


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
