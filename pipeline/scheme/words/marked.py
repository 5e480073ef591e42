"""Where a scheme's criteria are marked by the school, and what a scheme calls the things it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.scheme.model import ColumnLayout, FieldType, Principle, Scheme, TableLayout


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """The table with a row for each criterion, and its column with the school's own mark."""

    document: str
    table: TableLayout
    mark: ColumnLayout

    @property
    def address(self) -> str:
        """``application.criteria``."""
        return f"{self.document}.{self.table.id}"

    @property
    def told(self) -> tuple[ColumnLayout, ...]:
        """What a school writes beside its mark, references to evidence left out."""
        return tuple(
            column
            for column in self.table.columns
            if not column.printed and column.id != self.mark.id and column.type is not FieldType.REFS
        )


def marked_table(scheme: Scheme) -> MarkedTable | None:
    """The table that ``marking`` names, else the first with a row a criterion and a choice in it."""
    wanted = scheme.marking.column if scheme.marking is not None else ""
    for document in scheme.documents:
        for table in document.tables:
            for column in table.columns:
                first = not wanted and table.rows == "criteria" and column.type is FieldType.CHOICE
                if first or f"{document.id}.{table.id}.{column.id}" == wanted:
                    return MarkedTable(document.id, table, column)
    return None


def marked_areas(scheme: Scheme) -> tuple[Principle, ...]:
    """The areas that hold criteria; a form may ask about others in words alone."""
    return tuple(area for area in scheme.areas if scheme.criteria_of(area.id))


def marks_of(scheme: Scheme) -> tuple[str, ...]:
    """What a criterion may be marked, in the scheme's order."""
    marked = marked_table(scheme)
    return scheme.options(marked.mark.choices) if marked is not None and marked.mark.choices else ()


def printed_marks(scheme: Scheme) -> Mapping[str, str]:
    """How marks are printed in the scheme's language; one that is not there is printed as it is."""
    marked = marked_table(scheme)
    return scheme.printed_choices.get(marked.mark.choices or "", {}) if marked is not None else {}


def colour_of_mark(mark: str, scheme: Scheme) -> str:
    """The colour that stands for a mark (``green``, ``amber``, ``red``), or an empty string."""
    marked = marked_table(scheme)
    colours = scheme.colours.get(marked.mark.choices or "", {}) if marked is not None else {}
    return next((colour for colour, option in colours.items() if option == mark), "")


def area_word(scheme: Scheme) -> str:
    """What the scheme's forms call a group of criteria: “Principle”, “Compartment”."""
    columns = (column for document in scheme.documents for table in document.tables for column in table.columns)
    return next((column.label for column in columns if column.choices == "principles"), "Area")
