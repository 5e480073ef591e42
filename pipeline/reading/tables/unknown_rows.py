"""Rows under a name that is none of the form's, in a table that lacks one that is: they may be one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.scheme.model import Scheme, TableLayout
from pipeline.values import Notice, NoticeKind, Row


def with_what_is_missing(
    notices: Sequence[Notice], rows: Sequence[Row], table: TableLayout, scheme: Scheme
) -> list[Notice]:
    """The notices, those about unknown rows with the names of the rows that are missing, if any are.

    Each stands for one of them, in order: that it was not found is then said at the row, and nowhere else.
    """
    unknown = [notice for notice in notices if notice.kind is NoticeKind.UNKNOWN_ROW]
    if not unknown:
        return list(notices)
    found = {row.key for row in rows}
    missing = [area for area in scheme.areas_in(table) if area.id not in found]
    if not missing:
        return list(notices)
    names = ", ".join(f"“{area.short_name}”" for area in missing)
    told: list[Notice] = []
    for notice in notices:
        if notice.kind is NoticeKind.UNKNOWN_ROW:
            area = missing[min(unknown.index(notice), len(missing) - 1)]
            words = {**notice.words, "missing": names, "one": area.short_name, "of_row": f"{table.id}|{area.id}"}
            notice = replace(notice, kind=NoticeKind.UNKNOWN_PRINCIPLE, words=words)
        told.append(notice)
    return told
