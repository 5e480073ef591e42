"""What schools' own forms look like: the same answers laid out in two ways as sheets and in two as pages.

A layout knows where it put each answer, so the corpus says so itself and no reader is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from pipeline.believable_year.answering.answers import Answers, Cell
from pipeline.scheme.model import DocumentLayout, Scheme, TableLayout

TICKED, UNTICKED = "☒", "☐"
Places = dict[str, Sequence[object]]


@dataclass
class Sheet:
    """A sheet as rows of cells; ``headings`` are the numbers (from 1) of rows that hold headings."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """Add a row; its number, counted from 1."""
        self.rows.append(list(cells))
        return len(self.rows)


@dataclass
class Block:
    """A heading, a paragraph, or a table of a Word document; ``kind`` says which."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


# What a school's own export calls its sheets and columns: all of them other names that the rules know.
_EXPORT_SHEETS = {"school": "Details", "stage1": "Assess", "stage2": "Action plan", "stage3": "Impact"}
_EXPORT_WORDS = {
    "school_name": "School name", "urn": "DfE URN", "head_name": "Headteacher", "lead_name": "Award lead",
    "lead_email": "Email address", "started_on": "Start date", "team.name": "Team member", "team.post": "Job title",
    "team.role": "Team role", "activity.principle": "Area", "activity.current": "Current practice",
    "activity.evidence": "How do we know", "activity.gaps": "Gaps identified", "plan.number": "Action no",
    "plan.principle": "Area", "plan.origin": "Origin of action", "plan.action": "What we will do",
    "plan.who": "Person responsible", "plan.outcome": "Success criteria", "plan.start": "Start date",
    "plan.by_when": "Target date", "plan.evidenced_by": "Evidence of impact", "review.number": "Action no",
    "review.planned": "Planned action", "review.done": "Status", "review.impact": "Impact so far",
    "review.evidence": "Evidence refs",
}  # fmt: skip


def document(scheme: Scheme, name: str) -> DocumentLayout:
    """The layout of the form of that name."""
    return next(layout for layout in scheme.documents if layout.id == name)


def export_sheets(answers: Answers, scheme: Scheme) -> tuple[list[Sheet], Places]:
    """As a web application exports: no titles, headings in row 1, the team on a sheet of its own."""
    sheets: list[Sheet] = []
    places: Places = {}
    for section in document(scheme, "record").sections:
        sheet = Sheet(_EXPORT_SHEETS[section.id])
        for item in section.fields:
            row = sheet.add(_EXPORT_WORDS.get(item.id, item.label), answers.record[item.id])
            places[f"record.{item.id}"] = [sheet.name, f"B{row}"]
        if section.fields:
            sheets.append(sheet)
            sheet = Sheet("Resilience Team")
        for table in section.tables:
            _fill(sheet, table, answers, scheme, _EXPORT_WORDS, places)
        sheets.append(sheet)
    return sheets, places


def designed_sheets(answers: Answers, scheme: Scheme) -> tuple[list[Sheet], Places]:
    """As somebody draws the form again: a title, a line of advice, a gap, and the printed headings."""
    sheets: list[Sheet] = []
    places: Places = {}
    for section in document(scheme, "record").sections:
        sheet = Sheet(section.sheet or section.title)
        sheet.add(section.title)
        sheet.add(section.intro)
        sheet.add()
        for item in section.fields:
            row = sheet.add(item.label, answers.record[item.id])
            places[f"record.{item.id}"] = [sheet.name, f"B{row}"]
        for table in section.tables:
            if section.fields:
                sheet.add()
                sheet.add(table.title)
            _fill(sheet, table, answers, scheme, {}, places)
        sheets.append(sheet)
    return sheets, places


def _fill(
    sheet: Sheet, table: TableLayout, answers: Answers, scheme: Scheme, words: Mapping[str, str], places: Places
) -> None:
    head = sheet.add(*(words.get(f"{table.id}.{column.id}", column.label) for column in table.columns))
    sheet.headings.append(head)
    for number, row in enumerate(_rows(table, answers, scheme), start=1):
        at = sheet.add(*(row.get(column.id) for column in table.columns))
        for column, layout in enumerate(table.columns, start=1):
            places[f"record.{table.id}.{number}.{layout.id}"] = [sheet.name, f"{get_column_letter(column)}{at}"]
    for column, layout in enumerate(table.columns, start=1):
        places[f"record.{table.id}.{layout.id}"] = [sheet.name, f"{get_column_letter(column)}{head}"]


def _rows(table: TableLayout, answers: Answers, scheme: Scheme) -> list[dict[str, Cell]]:
    rows: Sequence[dict[str, Cell]] = getattr(answers, table.id)
    if table.id == "activity":
        names = scheme.options("principles")
        return [{"principle": name, **row} for name, row in zip(names, rows, strict=True)]
    if table.id == "plan":
        return [{"number": f"A{number}", **row} for number, row in enumerate(rows, start=1)]
    if table.id == "review":
        planned = [row["action"] for row in answers.plan]
        return [
            {"number": f"A{number}", "planned": action, **row}
            for number, (action, row) in enumerate(zip(planned, rows, strict=True), start=1)
        ]
    return [dict(row) for row in rows]


def pages(answers: Answers, scheme: Scheme, *, boxes: bool) -> tuple[list[Block], Places]:
    """The Application as headings, paragraphs and plain tables; with tick boxes, or the word that was meant."""
    blocks: list[Block] = [Block("title", document(scheme, "application").title)]
    places: Places = {}
    for section in document(scheme, "application").sections:
        blocks.append(Block("heading", section.title))
        if section.intro:
            blocks.append(Block("paragraph", section.intro))
        if section.fields:
            _labels(blocks, [(item.id, item.label) for item in section.fields if item.type != "tick"], answers, places)
        for item in section.fields:
            if item.type == "tick":
                box = TICKED if answers.application[item.id] else UNTICKED
                blocks.append(Block("paragraph", f"{box} {item.label}"))
        for table in section.tables:
            _table(blocks, table, _written(table, answers, scheme, boxes=boxes), places)
    return blocks, places


def _labels(blocks: list[Block], items: list[tuple[str, str]], answers: Answers, places: Places) -> None:
    number = _tables(blocks) + 1
    rows = []
    for at, (name, label) in enumerate(items, start=1):
        rows.append([label, say(answers.application[name])])
        places[f"application.{name}"] = [number, at, 2]
    blocks.append(Block("table", rows=rows))


def _table(blocks: list[Block], table: TableLayout, rows: dict[str, dict[str, str]], places: Places) -> None:
    number = _tables(blocks) + 1
    grid = [[column.label for column in table.columns]]
    for at, (key, row) in enumerate(rows.items(), start=2):
        grid.append([row.get(column.id, "") for column in table.columns])
        for column, layout in enumerate(table.columns, start=1):
            places[f"application.{table.id}.{key}.{layout.id}"] = [number, at, column]
    places[f"application.{table.id}"] = [number, 1, 1]
    blocks.append(Block("table", rows=grid))


def _tables(blocks: list[Block]) -> int:
    return sum(block.kind == "table" for block in blocks)


def _written(table: TableLayout, answers: Answers, scheme: Scheme, *, boxes: bool) -> dict[str, dict[str, str]]:
    if table.id == "evidence":
        return _index(answers, scheme)
    written = {}
    for criterion in scheme.criteria:
        cells = {name: say(value) for name, value in answers.criteria[criterion.id].items()}
        if boxes:
            options = scheme.options("rating")
            chosen = cells["rating"]
            cells["rating"] = "\n".join(f"{TICKED if o == chosen else UNTICKED} {o}" for o in options)
        refs = [f"E{n}" for n, piece in enumerate(answers.pieces, start=1) if criterion.id in piece.criteria]
        written[criterion.id] = {
            "code": criterion.code, "criterion": criterion.text, "evidence": ", ".join(refs), **cells
        }  # fmt: skip
    return written


def _index(answers: Answers, scheme: Scheme) -> dict[str, dict[str, str]]:
    kinds = {kind.id: kind.name for kind in scheme.evidence.kinds}
    areas = {area.id: area.name for area in scheme.evidence.areas}
    return {
        f"E{number}": {
            "ref": f"E{number}", "title": piece.title, "kind": kinds[piece.kind], "area": areas.get(piece.area, ""),
            "file": piece.file, "date": say(piece.dated),
        }
        for number, piece in enumerate(answers.pieces, start=1)
    }  # fmt: skip


def say(value: Cell) -> str:
    """A value as somebody types it into Word."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
