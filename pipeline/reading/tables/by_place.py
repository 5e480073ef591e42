"""Columns under headings that nobody knows: taken by their place where that leaves no choice, told where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.answers.values import Raw, understand
from pipeline.reading.answers.wording import labels, plain
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.heading_names import LONGEST_HEADING, heading_names
from pipeline.scheme.model import ColumnLayout, DocumentLayout, FieldType, Scheme
from pipeline.values import Confidence, Notice, NoticeKind, Place

# So many answers of a column show what it holds.
_SAMPLE = 12
# A person's name or post is shorter on average, and what a long text says is longer than “Yes” or “High”.
_LONGEST_NAMES, _SHORTEST_TEXTS = 80, 8
# A name that is part of a longer heading: “Evidence we have”. Shorter ones are part of anything.
_LEAST_LETTERS = 4
_MOST_TOLD = 4
# Columns of many action plans that no form of ours asks for, even where they stand in the place of one that it does.
_OTHERS = frozenset({
    "cost", "costs", "costing", "budget", "budgets", "funding", "resource", "resources", "resourcing", "priority",
    "priorities", "note", "notes", "year", "term", "cohort", "initials", "signed", "signature", "approved",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Gap:
    """Columns of ours that stand side by side and were not found, and the headings that stand in their place."""

    missing: tuple[ColumnLayout, ...]
    left_over: tuple[int, ...]


def with_columns_by_place(headers: Sequence[Header], layout: DocumentLayout, scheme: Scheme) -> list[Header]:
    """The headers with their columns completed; most need nothing."""
    return [_completed(header, layout, scheme) for header in headers]


def _completed(header: Header, layout: DocumentLayout, scheme: Scheme) -> Header:
    missing = _missing(header)
    left_over = _left_over(header, layout) if missing else ()
    if not left_over:
        return header
    found: dict[str, int] = {}
    for gap in _gaps(header, missing, left_over):
        if len(gap.missing) == len(gap.left_over):
            pairs = list(zip(gap.missing, gap.left_over, strict=True))
            if all(_fits(column, header, at, scheme) for column, at in pairs):
                found.update((column.id, at) for column, at in pairs)
    for column in missing:
        at = [at for at in left_over if at not in found.values() and _names_it(header, at, column)]
        if column.id not in found and len(at) == 1 and _fits(column, header, at[0], scheme):
            found[column.id] = at[0]
    taken = _with(header, found)
    still = [c for c in missing if c.id not in found and not c.printed and not c.optional]
    unread = [at for at in left_over if at not in found.values()]
    if not still or not unread:
        return taken
    return replace(taken, notices=(*taken.notices, _unknown(header, still, unread)))


def _missing(header: Header) -> list[ColumnLayout]:
    """A column that the form fills in by itself is not missed."""
    return [column for column in header.table.columns if column.id not in header.columns and not column.copies]


def _left_over(header: Header, layout: DocumentLayout) -> tuple[int, ...]:
    """The grid columns under a heading that is none of this table's found ones, nor of another table."""
    own = heading_names([header.table])
    others = heading_names([table for table in layout.tables if table.id != header.table.id])
    used = set(header.columns.values())
    found: list[int] = []
    for column in header.grid.by_row().get(header.row, ()):
        text = header.grid.text(header.row, column)
        if column in used or not 0 < len(text) <= LONGEST_HEADING:
            continue
        another = others.knows(text) and not own.knows(text)
        if not another and _OTHERS.isdisjoint(plain(text).split()):
            found.append(column)
    return tuple(found)


def _gaps(header: Header, missing: Sequence[ColumnLayout], left_over: Sequence[int]) -> list[_Gap]:
    """The runs of missing columns between two found ones in our order, with what stands between those two here."""
    gaps: list[_Gap] = []
    run: list[ColumnLayout] = []
    before = 0
    wanted = [column for column in header.table.columns if not column.copies]
    for column in (*wanted, None):
        if column is not None and column in missing:
            run.append(column)
            continue
        after = header.columns[column.id] if column is not None else 10**9
        if run:
            gaps.append(_Gap(tuple(run), tuple(at for at in left_over if before < at < after)))
        run, before = [], after
    return gaps


def _names_it(header: Header, at: int, column: ColumnLayout) -> bool:
    """Whether a longer heading has one of a column's names in it: “Evidence we have”."""
    words = f" {plain(header.grid.text(header.row, at))} "
    names = (name for name in labels(column.label, column.aliases) if len(name) >= _LEAST_LETTERS)
    return any(f" {name} " in words for name in names)


def _fits(column: ColumnLayout, header: Header, at: int, scheme: Scheme) -> bool:
    """Whether what stands below a heading can be answers of a column; where nothing does, nothing speaks against it."""
    boxes = [
        raw
        for row in header.grid.by_row()
        if row > header.row and (raw := header.grid.boxes.get((row, at))) is not None and raw.text.strip()
    ][:_SAMPLE]
    if not boxes or column.printed:
        return True
    length = sum(len(raw.text) for raw in boxes) / len(boxes)
    good = sum(_is_such(column, raw, scheme) for raw in boxes) * 2 > len(boxes)
    if column.type is FieldType.TEXT:
        return good and length <= _LONGEST_NAMES
    return good and (column.type is not FieldType.LONG_TEXT or column.points or length >= _SHORTEST_TEXTS)


def _is_such(column: ColumnLayout, raw: Raw, scheme: Scheme) -> bool:
    value = understand(column, raw, column.id, Place(""), scheme)
    if column.type in (FieldType.TEXT, FieldType.LONG_TEXT):
        return raw.date is None and any(letter.isalpha() for letter in raw.text)
    if column.type is FieldType.DATE:
        # “The third of November” is a date even where we cannot place it.
        return value.answered or any(letter.isdigit() for letter in raw.text)
    return value.answered


def _with(header: Header, found: dict[str, int]) -> Header:
    labelled = {column.id: column.label for column in header.table.columns}
    doubts, notices = dict(header.doubts), list(header.notices)
    for name, at in found.items():
        heading = header.grid.text(header.row, at)
        doubts[name] = Confidence.LIKELY, f"under the heading “{' '.join(heading.split())[:60]}”, by its place"
        words = {"label": labelled[name]}
        notices.append(Notice(NoticeKind.HEADING_BY_PLACE, header.grid.place(header.row, at), heading, words))
    return replace(header, columns={**header.columns, **found}, doubts=doubts, notices=tuple(notices))


def _unknown(header: Header, missing: Sequence[ColumnLayout], left_over: Sequence[int]) -> Notice:
    """One notice, at the first heading that is not known; it says all that is not found, and hides that it is not."""
    grid, row = header.grid, header.row
    headings = ", ".join(f"“{grid.text(row, at)}”" for at in left_over[:_MOST_TOLD])
    columns = ", ".join(f"“{column.label}”" for column in missing)
    words = {"label": header.table.title, "headings": headings, "columns": columns, "of_row": f"{header.table.id}|"}
    return Notice(NoticeKind.HEADING_UNKNOWN, grid.place(row, left_over[0]), grid.text(row, left_over[0]), words)
