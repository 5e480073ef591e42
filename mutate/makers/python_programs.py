"""The corpus' forms that are written from Python: openpyxl, XlsxWriter, python-docx, and our own blank form."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from docx import Document
from docx.shared import Cm
from openpyxl import load_workbook

from mutate.makers.layout import Places, designed_sheets, pages
from mutate.school import answers, scheme
from pipeline.believable_year.filling_in.application import fill_application
from pipeline.believable_year.filling_in.record import fill_record
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.ooxml.container import normalise
from pipeline.values import Place

Made = tuple[bytes, Places]


def openpyxl_record() -> Made:
    """Our blank Record, filled and saved by openpyxl."""
    blank = build_record(scheme())
    content, places = fill_record(blank, answers(), "Record.xlsx")
    spots: Places = {key: [place.sheet, place.cell] for key, place in places.items() if place.cell}
    for name, anchor in load_workbook(io.BytesIO(blank)).defined_names.items():
        sheet, cell = next(iter(anchor.destinations))
        spots.setdefault(name.removeprefix("award."), [sheet, cell.replace("$", "")])
    return content, spots


def own_application() -> Made:
    """Our blank Application with its boxes filled."""
    content, places = fill_application(build_application(scheme()), answers(), scheme(), "Application.docx")
    return content, {key: _spot(place) for key, place in places.items()}


def _spot(place: Place) -> list[object]:
    return [place.table, place.row, place.column]


def xlsxwriter_record() -> Made:
    """The Record drawn again from scratch: titles, fills, wrapped text, dates as dates, the principle merged."""
    sheets, places = designed_sheets(answers(), scheme())
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd mmm yyyy"})
    book.set_properties({"created": dt.datetime(2026, 1, 5, tzinfo=dt.UTC)})
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd mmm yyyy", "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, 8, 30)
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                look = bold if row + 1 in sheet.headings else body
                if isinstance(value, dt.date):
                    page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
                elif value is not None:
                    page.write_string(row, column, str(value), look)
        page.freeze_panes(sheet.headings[-1], 0)
    book.close()
    return normalise(out.getvalue(), dt.date(2026, 1, 5)), places


def python_docx_application() -> Made:
    """The Application typed again as plain tables, with boxes to tick as characters."""
    blocks, places = pages(answers(), scheme(), boxes=True)
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(1.5)
    for block in blocks:
        if block.kind in ("title", "heading"):
            document.add_heading(block.text, level=0 if block.kind == "title" else 1)
        elif block.kind == "paragraph":
            document.add_paragraph(block.text)
        else:
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue(), dt.date(2026, 1, 5)), places
