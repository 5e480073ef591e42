"""How a score sheet looks: its cells, headings, drop-downs and printed page, the same on every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.house_colours import FAINT_LINE, TEAL
from pipeline.ooxml.characters import clean_xml

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# The hidden sheet that drop-downs look in.
LISTS = "Lists"
FIRST_ROW = 6
_LONGEST = 32_000  # characters; Excel holds 32,767 in a cell


def clean(text: str) -> str:
    """A school's words as a cell can hold them."""
    return clean_xml(text)[:_LONGEST]


def put(sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> Any:
    """Write text as text: a school's “=1+1” stays three characters and never becomes a sum."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    target = sheet.cell(row=row, column=column)
    target.value = clean(text) or None
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
        side = Side(style="thin", color=FAINT_LINE)
        target.border = Border(left=side, right=side, top=side, bottom=side)
    if formula_like:
        target.quotePrefix = True
    return target


def headings(sheet: Worksheet, row: int, columns: Sequence[tuple[str, int]]) -> None:
    """The row that names the columns, each with its width in characters; it stays in sight and on every page."""
    from openpyxl.utils import get_column_letter

    for number, (label, width) in enumerate(columns, start=1):
        put(sheet, row, number, label, bold=True, colour="FFFFFF", fill=TEAL, boxed=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[row].height = 22
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def printing(sheet: Worksheet, footer: str) -> None:
    """A4 across, as wide as the page, with ``footer`` and the page's number beneath."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.35
    foot: Any = sheet.oddFooter
    foot.left.text = clean(footer).replace("&", "&&")
    foot.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False


def drop_down(sheet: Worksheet, column: str, entries: int, cells: str, words: str) -> None:
    """A choice of the first ``entries`` of that column of the hidden sheet; ``words`` are said for anything else."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=f"{LISTS}!${column}$1:${column}${max(entries, 1)}", allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = words, "Not in the list", True
    sheet.add_data_validation(rule)
    rule.add(cells)


def room_for(
    sheet: Worksheet, row: int, texts: Sequence[str], columns: Sequence[tuple[str, int]], least: float = 0
) -> None:
    """Room for the longest cell: LibreOffice and Excel do not agree on growing rows by themselves."""
    lines = 1
    for text, (_, width) in zip(texts, columns, strict=True):
        lines = max(lines, sum(1 + int(len(part) // (width * 0.9 - 2)) for part in text.split("\n")))
    sheet.row_dimensions[row].height = min(409, max(least, 15.5 * lines + 5))
