"""What a row is called: its principle, its criterion, or the number that a form prints in front of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.reading.answers.choices import match_option, option_names
from pipeline.reading.answers.wording import first_line
from pipeline.reading.tables.grids import Grid
from pipeline.reading.word.criterion_rows import criteria_known
from pipeline.scheme.model import Scheme, TableLayout


class RowNames:
    """Which principle, criterion or printed number a row belongs to."""

    def __init__(
        self, document: str, table: TableLayout, grid: Grid, columns: Mapping[str, int], scheme: Scheme
    ) -> None:
        self.table, self.grid = table, grid
        self.columns = [columns[c.id] for c in table.columns if c.printed and c.copies is None and c.id in columns]
        self.principles = option_names("principles", scheme) if table.rows == "principles" else {}
        self.ids = frozenset(principle.id for principle in scheme.principles)
        self.criteria = criteria_known(scheme) if table.rows == "criteria" else None
        self.tagged = grid.tagged_rows(f"award.{document}.{table.id}.") if grid.tags else {}

    def key(self, number: int) -> str | None:
        """Which row of ours a row is, by what it prints or else by its tag; None for none."""
        if self.criteria is not None:
            return self.criteria.identify(self._printed(number), self.tagged.get(number)).key
        for text in self._printed(number):
            key = self._key_of(text) if text else None
            if key is not None:
                return key
        tag = self.tagged.get(number)
        return tag if self.table.rows == "blank" or tag in self.ids else None

    def goes_on(self, number: int) -> bool:
        """Whether a row without a key of its own goes on with the one above: one added below a printed row, or
        the rest of a merged box. A row that prints a criterion of the school's own stands for itself.
        """
        return self.table.rows != "blank" and not (self.criteria and any(self._printed(number)))

    def _printed(self, number: int) -> list[str]:
        """What the form's own columns show in a row."""
        return [self.grid.text(number, column) for column in self.columns]

    def _key_of(self, text: str) -> str | None:
        if self.table.rows == "principles":
            return match_option(first_line(text), self.principles) or _by_number(text, self.principles)
        return printed_number(text, self.table.number_prefix)


def _by_number(text: str, names: Mapping[str, str]) -> str | None:
    number = re.match(r"\s*(?:principle\s*)?(\d{1,2})\b", text, re.IGNORECASE)
    return names.get(number[1]) if number else None


# Two sheets of a form print the same numbers.
@lru_cache(maxsize=2_000)
def printed_number(text: str, prefix: str) -> str | None:
    """``"A3"``, ``"a 3"``, ``"Action 3"`` and ``"3"`` as ``A3``; another short text as it stands; None for nothing."""
    words = " ".join(text.split())
    number = rf"(?:(?:action|number|no\.?) ?)?{re.escape(prefix)}? ?0*(\d{{1,3}}) ?[.)]?"
    match = re.fullmatch(number, words, re.IGNORECASE) if prefix else None
    if match:
        return f"{prefix}{match[1]}"
    return text.strip()[:20] or None
