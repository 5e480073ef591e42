"""Two sheets that answer the same questions, and not alike."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.tables.header import Header
from pipeline.scheme.model import TableLayout
from pipeline.values import Notice, NoticeKind, Place, Row

_Read = tuple[Header, list[Row]]


def without_rivals(read: Sequence[_Read], every: Sequence[Header]) -> tuple[list[_Read], list[Notice]]:
    """The rows of one table, sheet by sheet, without those that an earlier sheet answers otherwise, and a notice for
    each sheet that lost some.

    ``every`` are the headers of all tables. Rows are the same where their keys are: a principle, or an action that
    is reviewed.
    """
    if not _is_asked_once(read[0][0].table, every):
        return list(read), []
    kept: list[_Read] = []
    notices: list[Notice] = []
    known: dict[str | None, tuple[str, Row]] = {}
    for header, rows in read:
        name = header.grid.name
        rivals = [known[row.key][0] for row in rows if row.key in known and _differ(row, known[row.key][1])]
        if rivals:
            file = header.grid.place(header.row, 1).file
            notices.append(Notice(NoticeKind.ON_TWO_SHEETS, Place(file, sheet=name), name, {"first": rivals[0]}))
            rows = [row for row in rows if row.key not in known]
        kept.append((header, rows))
        answered = (row for row in rows if row.key is not None and any(v.answered for v in row.cells.values()))
        known = {row.key: (name, row) for row in answered} | known
    return kept, notices


def _is_asked_once(table: TableLayout, every: Sequence[Header]) -> bool:
    """Whether two sheets with the same rows of a table must be rivals: it asks about each principle, or reviews a
    plan that stands on one sheet. Plans on a sheet for each term begin their numbers anew.
    """
    copied = {column.copies.partition(".")[0] for column in table.columns if column.copies}
    if not copied:
        return table.rows == "principles"
    return len({header.grid.name for header in every if header.table.id in copied}) == 1


def _differ(row: Row, other: Row) -> bool:
    pairs = ((value, other.cells.get(name)) for name, value in row.cells.items())
    return any(one.answered and two is not None and two.answered and one.value != two.value for one, two in pairs)
