"""The Record: the workbook that schools fill in, made from the scheme's layout, blank or with answers in it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.blank_forms.answers import BLANK, Answers, Filled, in_words
from pipeline.blank_forms.record_look import (
    BOX,
    LINE_BELOW,
    MIDDLE,
    NEW_AREA,
    WRAP,
    AnyCell,
    fill,
    font,
    print_setup,
    put,
    tall,
)
from pipeline.blank_forms.record_rows import areas_begin, colour_answers, printed_rows
from pipeline.house_colours import AMBER, GREY, INK, PALE, TEAL
from pipeline.ooxml.container import normalise
from pipeline.scheme.model import (
    ColumnLayout,
    DocumentLayout,
    FieldLayout,
    FieldType,
    Scheme,
    SectionLayout,
    TableLayout,
)

LISTS = "Lists"
# Rows below the printed ones, for schools that add their own: lists and look-ups reach there.
SPARE_ROWS = 50
LEAST_COLUMNS = 3


def build_record(scheme: Scheme, answers: Answers = BLANK) -> bytes:
    """The Record as XLSX bytes, with any ``answers`` in it; the same scheme always gives the same bytes.

    Raises KeyError when the layout names a list or a column that the scheme does not have.
    """
    return _Record(scheme, answers).build()


class _Record:
    """One workbook in the making."""

    def __init__(self, scheme: Scheme, answers: Answers) -> None:
        self.scheme, self.answers = scheme, answers
        self.layout: DocumentLayout = scheme.document("record")
        self.book = Workbook()
        self.lists: dict[str, str] = {}
        # Where a table's column stands: sheet name, column letter, first row, last row.
        self.places: dict[str, tuple[str, str, int, int]] = {}

    def build(self) -> bytes:
        """The workbook from its guidance to its lists, as XLSX bytes."""
        self.book.remove(self.book.worksheets[0])
        if self.layout.guidance_sheet:
            self._guidance(self.book.create_sheet(self.layout.guidance_sheet))
        sheets = [self.book.create_sheet(section.sheet or section.title) for section in self.layout.sections]
        self._write_lists(self.book.create_sheet(LISTS))
        for section, sheet in zip(self.layout.sections, sheets, strict=True):
            self._section(sheet, section)
        self._properties()
        out = io.BytesIO()
        self.book.save(out)
        return normalise(out.getvalue(), self.scheme.effective_from)

    def _properties(self) -> None:
        properties = self.book.properties
        properties.title = f"{self.scheme.short_name}: {self.layout.title}"
        properties.creator = self.scheme.name
        properties.lastModifiedBy = self.scheme.name
        properties.language = self.scheme.language or "en-GB"
        anchors = [("scheme", self.scheme.id), ("version", self.scheme.version), ("document", self.layout.id)]
        anchors += [("language", self.scheme.language)] * bool(self.scheme.language)
        for name, value in anchors:
            self.book.custom_doc_props.append(StringProperty(name=f"award.{name}", value=value))  # type: ignore[attr-defined]  # not in the stubs

    def _guidance(self, sheet: Worksheet) -> None:
        widths = (28, 92)
        row = self._banner(sheet, self.layout.title, self.scheme.name, widths)
        for guidance in self.layout.guidance:
            put(sheet, row, 1, guidance.heading, font(TEAL, 12, bold=True), WRAP)
            put(sheet, row, 2, guidance.text, font(INK), WRAP)
            for column in (1, 2):
                sheet.cell(row, column).border, sheet.cell(row, column).alignment = LINE_BELOW, MIDDLE
            sheet.row_dimensions[row].height = 28 + 15 * (len(guidance.text) // 96)
            row += 1
        row += 1
        put(sheet, row, 1, "The sheets", font(TEAL, 12, bold=True), WRAP)
        for section in self.layout.sections:
            name = section.sheet or section.title
            cell = put(sheet, row, 2, section.title, font(TEAL, underline=True), WRAP)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(name)}!A1")
            sheet.row_dimensions[row].height = 18
            row += 1
        print_setup(sheet, AMBER, 1, self._foot())

    def _write_lists(self, sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"
        columns = [c for table in self.layout.tables for c in table.columns]
        names = [field.choices for field in (*self.layout.fields, *columns) if field.choices]
        for number, name in enumerate(dict.fromkeys(names), start=1):
            options = self.scheme.printed_options(name)
            for row, text in enumerate((name, *options), start=1):
                sheet.cell(row, number, text)
            letter = get_column_letter(number)
            self.lists[name] = f"{LISTS}!${letter}$2:${letter}${len(options) + 1}"

    def _section(self, sheet: Worksheet, section: SectionLayout) -> None:
        widths = [0.0] * LEAST_COLUMNS if section.fields else []
        for table in section.tables:
            widths = [
                max(a, b) for a, b in zip(_padded(widths, len(table.columns)), _widths(table, len(widths)), strict=True)
            ]
        if not section.tables:
            widths = [30, 50, 40]
        row = self._banner(sheet, section.title, section.intro, widths)
        for field in section.fields:
            self._field(sheet, row, field)
            row += 1
        alone = not section.fields and len(section.tables) == 1
        for table in section.tables:
            if not alone:
                put(sheet, row + 1, 1, table.title, font(TEAL, 13, bold=True), MIDDLE)
                sheet.cell(row + 1, 1).alignment = Alignment(horizontal="left", vertical="center")
                sheet.row_dimensions[row + 1].height = 24
                row += 2
            row = self._table(sheet, row, table, alone=alone)
        if not alone:
            sheet.freeze_panes = "A3"
        print_setup(sheet, TEAL if alone else INK, 0 if alone else 1, self._foot())

    def _banner(self, sheet: Worksheet, title: str, intro: str, widths: Sequence[float]) -> int:
        """Title, introduction and a gap; the next free row."""
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width + 2
            for row in (1, 2):
                sheet.cell(row, number).fill = fill(INK if row == 1 else PALE)
        # Words run on over the empty cells beside them, so nothing needs merging.
        left = Alignment(horizontal="left", vertical="center", indent=1)
        put(sheet, 1, 1, title, font("FFFFFF", 18, bold=True), left)
        put(sheet, 2, 1, intro, font(INK), left)
        for row, height in ((1, 36), (2, 24), (3, 9)):
            sheet.row_dimensions[row].height = height
        return 4

    def _field(self, sheet: Worksheet, row: int, field: FieldLayout) -> None:
        label = put(sheet, row, 1, field.label, font(INK, bold=True), MIDDLE)
        label.fill, label.border = fill(PALE), BOX
        answer = sheet.cell(row, 2)
        self._answer(answer, field, self.answers.boxes.get(field.id))
        answer.alignment = MIDDLE
        if field.type is not FieldType.DATE and field.help:
            put(sheet, row, 3, field.help, font(GREY, 10, italic=True), MIDDLE)
        elif field.type is FieldType.DATE:
            put(sheet, row, 3, "In full, such as 18/07/2026.", font(GREY, 10, italic=True), MIDDLE)
        self._name(f"{field.id}", sheet, answer)
        self._validate(sheet, field, f"B{row}")
        tall(sheet, row, 30)

    def _table(self, sheet: Worksheet, row: int, table: TableLayout, *, alone: bool) -> int:
        header, first = row, row + 1
        names = self.answers.rows(table, self.scheme)
        rows = printed_rows(table, self.scheme, names)
        last = first + len(rows) - 1
        for number, column in enumerate(table.columns, start=1):
            cell = put(sheet, header, number, column.label, font("FFFFFF", bold=True), MIDDLE)
            cell.fill, cell.border = fill(TEAL), BOX
            letter = get_column_letter(number)
            self._name(f"{table.id}.{column.id}", sheet, cell)
            self.places[f"{table.id}.{column.id}"] = (sheet.title, letter, first, last + SPARE_ROWS)
            for at, (name, printed) in enumerate(zip(names, rows, strict=True), start=first):
                filled = self.answers.boxes.get(f"{table.id}.{name}.{column.id}")
                self._cell(sheet.cell(at, number), column, printed.get(column.id, ""), filled, bold=number == 1)
            if not column.printed:
                cells = f"{letter}{first}:{letter}{last + SPARE_ROWS}"
                self._validate(sheet, column, cells)
                colour_answers(sheet, cells, column.choices or "", self.scheme)
        sheet.row_dimensions[header].height = 32
        for at in range(first, last + 1):
            tall(sheet, at, _height(table))
        for begins in areas_begin(table, self.scheme):
            for number in range(1, len(table.columns) + 1):
                sheet.cell(first + begins, number).border = NEW_AREA
        if alone:
            printed_columns = sum(column.printed for column in table.columns)
            sheet.freeze_panes = f"{get_column_letter(printed_columns + 1)}{first}"
            sheet.print_title_rows = f"{header}:{header}"
        return last + 1

    def _cell(self, cell: AnyCell, column: ColumnLayout, printed: str, filled: Filled | None, *, bold: bool) -> None:
        self._answer(cell, column, filled)
        if not column.printed:
            return
        cell.fill, cell.font = fill(PALE), font(INK, bold=bold)
        if column.copies:
            cell.value, cell.number_format = (
                self._copy_formula(column.copies, coordinate_from_string(cell.coordinate)[1]),
                "General",
            )
        elif printed:
            cell.value, cell.alignment = printed, MIDDLE

    def _copy_formula(self, source: str, row: int) -> str:
        """Looks the row's number up in the other table, so sorting or adding rows there does no harm."""
        sheet, letter, first, last = self.places[source]
        table = self.layout.table(source.split(".", maxsplit=1)[0])
        number = self.places[f"{table.id}.{table.columns[0].id}"][1]
        at = quote_sheetname(sheet)
        texts, keys = (f"{at}!${column}${first}:${column}${last}" for column in (letter, number))
        return f'=IFERROR(INDEX({texts},MATCH($A{row},{keys},0))&"","")'

    def _answer(self, cell: AnyCell, field: FieldLayout, filled: Filled | None) -> None:
        cell.border, cell.alignment, cell.font, cell.fill = BOX, WRAP, font("222222"), fill("FFFFFF")
        # As text, an answer that begins with a dash or an equals sign is not taken for a formula.
        cell.number_format = "dd/mm/yyyy" if field.type is FieldType.DATE else "@"
        if isinstance(filled, dt.date):
            cell.value = filled
        elif filled is not None:
            cell.value, cell.data_type = in_words(filled), "s"

    def _name(self, address: str, sheet: Worksheet, cell: AnyCell) -> None:
        letter, row = coordinate_from_string(cell.coordinate)
        place = f"{quote_sheetname(sheet.title)}!${letter}${row}"
        name = f"award.{self.layout.id}.{address}"
        self.book.defined_names[name] = DefinedName(name, attr_text=place)

    def _validate(self, sheet: Worksheet, field: FieldLayout, cells: str) -> None:
        if field.choices:
            rule = DataValidation(type="list", formula1=self.lists[field.choices], allow_blank=True)
            # Says so, and lets it stand: a school's own words are better than no answer.
            rule.errorStyle, rule.errorTitle = "information", field.label[:32]
            rule.error = "This is not on the list. You can keep it, or choose from the list."
            rule.showErrorMessage = True
        elif field.type is FieldType.DATE:
            rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
            rule.showErrorMessage = False
            rule.promptTitle, rule.prompt = field.label[:32], "Please write the date in full, such as 18/07/2026."
            rule.showInputMessage = True
        else:
            return
        rule.add(cells)
        sheet.add_data_validation(rule)

    def _foot(self) -> tuple[str, str, str]:
        """What is printed at the foot of each page; the program takes a single “&” for an order."""
        name, title = (words.replace("&", "&&") for words in (self.scheme.short_name, self.layout.title))
        return f"{name} · {title}", f"Version {self.scheme.version}", "Page &P of &N"


def _height(table: TableLayout) -> float:
    if table.rows != "blank":
        return 58 if table.rows == "principles" else 44
    return 48 if any(column.type is FieldType.LONG_TEXT for column in table.columns) else 22


def _widths(table: TableLayout, least: int) -> list[float]:
    return _padded([float(column.width) for column in table.columns], least)


def _padded(widths: Sequence[float], length: int) -> list[float]:
    return [*widths, *[0.0] * (length - len(widths))]
