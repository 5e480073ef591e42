"""What a sheet's own key says about its colours: a coloured box with an option's name in it or beside it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.reading.answers.choices import option_names
from pipeline.reading.answers.wording import plain
from pipeline.reading.workbook import Workbook
from pipeline.scheme.model import Scheme

_LONGEST = 40


def colour_key(workbook: Workbook, scheme: Scheme) -> Mapping[str, str]:
    """Colour name to the words beside it, where every such box of the workbook agrees."""
    known = {name for choices in scheme.colours for name in option_names(choices, scheme)}
    said: dict[str, dict[str, str]] = {}
    for sheet in workbook.sheets:
        for (row, column), cell in sheet.cells.items():
            if not cell.colour:
                continue
            beside = sheet.cells.get((row, column + 1))
            text = cell.text.strip() or (beside.text.strip() if beside is not None and not beside.colour else "")
            if text and len(text) <= _LONGEST and plain(text) in known:
                said.setdefault(cell.colour, {})[plain(text)] = text
    return {colour: next(iter(texts.values())) for colour, texts in said.items() if len(texts) == 1}
