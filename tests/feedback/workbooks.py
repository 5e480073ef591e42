"""Workbooks as schools send them: with notes of their own, a chart, a picture, lists and rules."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image as Picture

from pipeline.ooxml.our_marks import OUTLINE_FORMULA
from pipeline.values import Finding, Place, Severity

PLAN = "Stage 2 Plan"


def finding(
    cell: str | None,
    *,
    sheet: str | None = PLAN,
    severity: Severity = Severity.REQUIRED,
    rule: str = "plan-dates",
    title: str = "No date to finish by",
    message: str = "We read “soon”. We expected a date.",
    order: int = 100,
    subject: str = "",
) -> Finding:
    return Finding(
        rule,
        severity,
        title,
        Place("Record.xlsx", sheet, cell),
        "soon",
        message,
        "Write a full date.",
        "18/07/2026",
        order,
        subject,
    )


def busy_workbook() -> bytes:
    """A plan with a chart, a picture, a list, a colour rule, a table, and a colleague's notes on it."""
    book = Workbook()
    plan = book.active
    assert plan is not None
    plan.title = PLAN
    for column, heading in enumerate(("No.", "Action", "Who", "By when"), start=1):
        plan.cell(4, column, heading).font = Font(bold=True, color="FFFFFF")
        plan.cell(4, column).fill = PatternFill("solid", fgColor="1F3A4D")
    for row in range(5, 13):
        plan.cell(row, 1, f"A{row - 4}")
        plan.cell(row, 2, f"Action {row - 4} at St Mary’s & St John’s")
        plan.cell(row, 4, "soon").font = Font(italic=True)
    plan["C5"].comment = Comment("Ask Rhian first", "Rhian Tŷ-Gwyn")
    plan["D6"].comment = Comment("After half term?", "Rhian Tŷ-Gwyn")
    plan.merge_cells("F1:H2")
    plan.column_dimensions["B"].width = 44
    rule = DataValidation("list", formula1='"Yes,No"')
    rule.add("E5:E12")
    plan.add_data_validation(rule)
    plan.conditional_formatting.add("A5:A12", CellIsRule("equal", ["1"], fill=PatternFill(bgColor="FF0000")))  # type: ignore[no-untyped-call]
    plan.add_table(Table(displayName="Plan", ref="A4:D12"))
    picture = io.BytesIO()
    Picture.new("RGB", (40, 30), "#2A7F86").save(picture, "PNG")
    plan.add_image(Image(picture), "J2")
    numbers = book.create_sheet("Numbers")
    for row, number in enumerate((3, 5, 8), start=1):
        numbers.cell(row, 1, number)
    chart = BarChart()
    chart.add_data(Reference(numbers, min_col=1, min_row=1, max_row=3))
    numbers.add_chart(chart, "C2")
    book.create_sheet("Empty & <quiet>")
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes(workbook: bytes, sheet: str = PLAN) -> dict[str, str]:
    """The notes on a sheet as another program reads them."""
    cells = (cell for row in load_workbook(io.BytesIO(workbook))[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def outlines(workbook: bytes, sheet: str = PLAN) -> dict[str, str]:
    """The cells that our rule outlines as another program reads it, with the style of the line."""
    found: dict[str, str] = {}
    for area, rules in load_workbook(io.BytesIO(workbook))[sheet].conditional_formatting._cf_rules.items():
        for rule in rules:
            if rule.formula == [OUTLINE_FORMULA] and rule.dxf is not None:
                found.update(dict.fromkeys(str(area.sqref).split(), rule.dxf.border.left.style))
    return found
