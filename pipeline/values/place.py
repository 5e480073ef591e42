"""Where something stands in a school's document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signpost:
    """What a person sees at a place in a Word document, which shows no numbers of tables, rows and columns.

    The part of the form (“Evidence index”), the row (“E2”, “criterion 2.1”) and the heading or label of the box.
    Empty where cells have addresses, or where nothing is printed.
    """

    part: str = ""
    row: str = ""
    label: str = ""

    def words(self) -> str:
        """In a sentence: ``Evidence index, E2, “File name”``; nothing for an empty one."""
        label = f"“{self.label}”" if self.label else ""
        return ", ".join(said for said in (self.part, self.row, label) if said)


NO_SIGN = Signpost()


@dataclass(frozen=True, slots=True)
class Place:
    """A spot a person can be sent to: a cell, a table cell, or a page; or a whole file.

    ``cell`` is an A1 address. ``table``, ``row`` and ``column`` count from 1 within a Word document,
    the way a reader would count them: tables in reading order, header row included. ``paragraph`` counts
    the paragraphs outside tables, from 1.
    """

    file: str
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None

    def words(self) -> str:
        """The place in a sentence: ``sheet "Stage 2 Plan", cell H9``."""
        if self.cell:
            return f"sheet “{self.sheet}”, cell {self.cell}"
        if self.sheet:
            return f"sheet “{self.sheet}”"
        if self.table:
            return f"table {self.table}, row {self.row}, column {self.column}"
        if self.paragraph:
            return f"paragraph {self.paragraph}"
        if self.page:
            return f"page {self.page}"
        return self.file

    def as_json(self) -> dict[str, object]:
        """The published shape: file, sheet and cell, or table, row and column."""
        if self.table is not None:
            return {"file": self.file, "table": self.table, "row": self.row, "column": self.column}
        shape: dict[str, object] = {"file": self.file, "sheet": self.sheet, "cell": self.cell}
        if self.page is not None:
            shape["page"] = self.page
        if self.paragraph is not None:
            shape["paragraph"] = self.paragraph
        return shape
