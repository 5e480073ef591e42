"""How a blank Record looks: its colours, fonts and borders, rows that grow, and how a sheet is printed."""

from __future__ import annotations

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.house_colours import LINE, TEAL

THIN = Side(style="thin", color=LINE)
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LINE_BELOW = Border(bottom=THIN)
NEW_AREA = Border(left=THIN, right=THIN, top=Side(style="medium", color=TEAL), bottom=THIN)
WRAP = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
MIDDLE = Alignment(horizontal="left", wrap_text=True, vertical="center", indent=1)

AnyCell = Cell | MergedCell


class _GrowingRow(RowDimension):
    """A row that is tall while blank and still grows with what is typed in it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's own name
        return False


def put(sheet: Worksheet, row: int, column: int, text: str, look: Font, alignment: Alignment) -> AnyCell:
    """Writes words of our own into a cell; gives the cell."""
    cell = sheet.cell(row, column)
    cell.value, cell.font, cell.alignment = text, look, alignment
    return cell


def font(color: str, size: int = 11, *, bold: bool = False, italic: bool = False, underline: bool = False) -> Font:
    """The one typeface of the form."""
    return Font(name="Calibri", color=color, size=size, bold=bold, italic=italic, u="single" if underline else None)


def fill(colour: str) -> PatternFill:
    """A cell's ground, in RGB as the file writes it: ``1F3A4D``."""
    return PatternFill("solid", fgColor=colour)


def tall(sheet: Worksheet, row: int, height: float) -> None:
    """A row of at least this height, in points."""
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)


def print_setup(sheet: Worksheet, colour: str, pages: int, foot: tuple[str, str, str]) -> None:
    """Landscape A4 with a line at its foot: left, middle, right.

    ``pages`` high at most; 0 is as many as the rows need.
    """
    sheet.sheet_properties.tabColor = colour
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.35
    sheet.print_options.horizontalCentered = True
    left, center, right = (_HeaderFooterPart(text=text) for text in foot)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, center=center, right=right)
