"""A workbook as stored cells with their addresses, and what lies beside and over them."""

from pipeline.reading.workbook.model import Beside, Cell, Sheet, Workbook
from pipeline.reading.workbook.reader import read_workbook

__all__ = ["Beside", "Cell", "Sheet", "Workbook", "read_workbook"]
