"""What the rows of a blank Record print of themselves, and the colours that an answer takes on as it is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.scheme.model import Criterion, Scheme, TableLayout

# Pale enough to read dark words on, and told apart without red and green by how light each is.
SIGNALS: Mapping[str, str] = {"green": "BFE3C9", "amber": "FBE0A0", "red": "F2A99F"}


def printed_rows(table: TableLayout, scheme: Scheme, names: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    """For each row what our own columns show, by column; ``names`` are those of rows that nothing else names.

    The first says which row it is; of a criterion another may name its area, and the rest print its text.
    """
    first = table.columns[0].id
    if table.rows == "principles":
        return tuple({first: f"{area.number}. {area.short_name}"} for area in scheme.areas_in(table))
    if table.rows == "criteria":
        return tuple(_of_criterion(criterion, table, scheme) for criterion in scheme.criteria)
    return tuple({first: name if table.number_prefix else ""} for name in names)


def areas_begin(table: TableLayout, scheme: Scheme) -> tuple[int, ...]:
    """The rows, from 0, at which another area's criteria begin; not the first."""
    areas = [criterion.principle for criterion in scheme.criteria] if table.rows == "criteria" else []
    return tuple(number for number in range(1, len(areas)) if areas[number] != areas[number - 1])


def _of_criterion(criterion: Criterion, table: TableLayout, scheme: Scheme) -> Mapping[str, str]:
    area, text = scheme.principle(criterion.principle), "\n".join(criterion.printed)
    others = {
        column.id: f"{area.number}. {area.short_name}" if column.choices == "principles" else text
        for column in table.columns[1:]
        if column.printed and column.copies is None
    }
    return {table.columns[0].id: criterion.code, **others}


def colour_answers(sheet: Worksheet, cells: str, choices: str, scheme: Scheme) -> None:
    """An option that a colour stands for shows that colour once it is chosen."""
    printed = scheme.printed_choices.get(choices, {})
    for colour, option in scheme.colours.get(choices, {}).items():
        if colour in SIGNALS:
            said = printed.get(option, option).replace('"', '""')
            look = DifferentialStyle(fill=PatternFill(bgColor=SIGNALS[colour]))
            rule = Rule(type="cellIs", operator="equal", dxf=look, formula=[f'"{said}"'])
            sheet.conditional_formatting.add(cells, rule)
