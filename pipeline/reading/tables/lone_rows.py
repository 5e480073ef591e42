"""Rows of a plan that hold a note or a heading and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.scheme.model import ColumnLayout
from pipeline.values import Notice, NoticeKind, Row, Understood, Value

# A row with so many answers is one that somebody has filled in.
_BEGUN = 3
_NOTE = re.compile(
    r"(?:note|n\.?b|signed|agreed|approved|reviewed|updated|seen by|discussed|checked|autumn|spring|summer|term)\b"
    r"|(?:(?:this|the|our) )?(?:action )?plan (?:(?:was|is) )?(?:signed|agreed|approved|ratified|seen|adopted)\b"
    r"|.*(?:\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|:)\s*\Z",
    re.IGNORECASE | re.DOTALL,
)


def without_lone(rows: Sequence[Row], columns: Sequence[ColumnLayout], given: str) -> tuple[list[Row], list[Notice]]:
    """The rows without those that hold only a note where the action should be, and a notice for each of them.

    ``given`` is the column that a band or the sheet's name answers for all rows: it counts for none. Where no row
    is further on, a plan was only begun: then every row is kept.
    """
    main = next((column for column in columns if column.one_to_a_row), None)
    if main is None or not any(len(_written(row, given)) >= _BEGUN for row in rows):
        return list(rows), []
    lone = [row for row in rows if _written(row, given) == [main.id] and is_note(row.cells[main.id])]
    notices = [Notice(NoticeKind.LONE_NOTE, row.cells[main.id].place, row.cells[main.id].read) for row in lone]
    return [row for row in rows if row not in lone], notices


def _written(row: Row, given: str) -> list[str]:
    return [name for name, value in row.cells.items() if value.understood is not Understood.EMPTY and name != given]


def is_note(value: Value) -> bool:
    """Whether a text is no action and no answer, but a heading or who signed what and when."""
    return value.answered and (value.read.isupper() or _NOTE.match(value.read) is not None)
