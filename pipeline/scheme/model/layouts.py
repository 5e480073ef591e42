"""The documents of a scheme: what a form prints, and what is asked in it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pipeline.scheme.model.data import Data


class FieldType(StrEnum):
    """What may be answered in a field, and so how its answer is read and its box is made."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    CHOICE = "choice"
    EMAIL = "email"
    URN = "urn"
    REFS = "refs"
    TICK = "tick"


class FieldLayout(Data):
    """A labelled box. ``aliases`` are other labels schools write for the same thing."""

    id: str
    label: str
    type: FieldType
    aliases: tuple[str, ...] = ()
    choices: str | None = None
    help: str = ""
    optional: bool = False
    # More than one option of a list may stand in one box.
    several: bool = False
    # The answer may point at something else (“see our improvement plan”): evidence does.
    points: bool = False


class ColumnLayout(FieldLayout):
    """A table's column. ``printed`` cells are filled by the form, not by the school.

    ``width`` is in characters; ``ticks`` offers the choices as tick boxes in Word;
    ``copies`` names another table's column shown again (``plan.action``).
    """

    width: int = 20
    printed: bool = False
    ticks: bool = False
    # Each row is for one of them: “Action”. Several in one box are pointed out.
    one_to_a_row: bool = False
    copies: str | None = None


class TableLayout(Data):
    """``rows`` says what rows the form prints: one an area (``within`` a principle), one a criterion, or blank ones.

    ``split_by`` gives each area (``principle``) or each outermost principle (``group``) a table of its own.
    """

    id: str
    title: str
    rows: Literal["principles", "criteria", "blank"]
    within: str | None = None
    columns: tuple[ColumnLayout, ...]
    blank_rows: int = 0
    number_prefix: str = ""
    split_by: Literal["principle", "group"] | None = None


class SectionLayout(Data):
    """``alone_as`` are words in the name of a file that holds this section alone, printed and signed by hand."""

    id: str
    title: str
    sheet: str | None = None
    intro: str = ""
    alone_as: tuple[str, ...] = ()
    fields: tuple[FieldLayout, ...] = ()
    tables: tuple[TableLayout, ...] = ()


class Guidance(Data):
    """A piece of advice at the front of a form."""

    heading: str
    text: str


class DocumentLayout(Data):
    """A Record (``workbook``) or an Application (``document``)."""

    id: str
    kind: Literal["workbook", "document"]
    title: str
    also_called: str = ""
    file_name: str
    guidance_sheet: str = ""
    guidance: tuple[Guidance, ...] = ()
    sections: tuple[SectionLayout, ...]

    def table(self, table_id: str) -> TableLayout:
        """The table of that id. Raises KeyError."""
        for section in self.sections:
            for table in section.tables:
                if table.id == table_id:
                    return table
        raise KeyError(table_id)

    @property
    def fields(self) -> tuple[FieldLayout, ...]:
        """The labelled boxes of every section, in order."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def tables(self) -> tuple[TableLayout, ...]:
        """The tables of every section, in order."""
        return tuple(table for section in self.sections for table in section.tables)
