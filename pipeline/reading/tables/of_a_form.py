"""The tables of a whole form: from the headings that were found to their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.rows import read_table
from pipeline.scheme.model import DocumentLayout, Scheme, TableLayout
from pipeline.values import Notice, Row


def tables_of(
    layout: DocumentLayout, headers: Sequence[Header], scheme: Scheme
) -> tuple[dict[str, tuple[Row, ...]], list[str], list[Notice]]:
    """Rows of every table that was found, the addresses of columns that were not, and what was noticed."""
    prefix = evidence_prefix(scheme)
    tables: dict[str, tuple[Row, ...]] = {}
    missing: list[str] = []
    examples: dict[str, frozenset[str]] = {}
    notices: list[Notice] = []
    for table in layout.tables:
        own = [header for header in headers if header.table.id == table.id]
        # What a review says of an example belongs to the example, and is no row of its own.
        of_examples, about = _examples_gone_through(table, examples), _gone_through(table, tables)
        about = {**dict.fromkeys(of_examples, ""), **about} if about else about
        reading = read_table(layout.id, own, scheme, prefix, headers, about)
        rows = tuple(row for row in reading.rows if row.key not in of_examples) if of_examples else reading.rows
        tables[table.id] = _numbered(rows, table, layout) if len(own) == 1 else rows
        examples[table.id] = reading.examples
        notices.extend(reading.notices)
        seen = {column for header in own for column in header.columns}
        seen |= {column for row in reading.rows for column in row.cells}
        missing.extend(f"{layout.id}.{table.id}.{c.id}" for c in table.columns if c.id not in seen and not c.printed)
    return tables, missing, notices


def _numbered(rows: tuple[Row, ...], table: TableLayout, layout: DocumentLayout) -> tuple[Row, ...]:
    """A plan without any number, by which its review calls the actions, counted from the top as a person would."""
    copied = any(
        (column.copies or "").startswith(f"{table.id}.") for other in layout.tables for column in other.columns
    )
    if not copied or not table.number_prefix or any(row.key is not None for row in rows):
        return rows
    return tuple(replace(row, key=f"{table.number_prefix}{number}") for number, row in enumerate(rows, start=1))


def _gone_through(table: TableLayout, tables: Mapping[str, tuple[Row, ...]]) -> dict[str, str]:
    """The rows that a table goes through again, by key, with the words that it copies: the plan's actions."""
    found: dict[str, str] = {}
    for name, _, column in (column.copies.partition(".") for column in table.columns if column.copies):
        for row in tables.get(name, ()):
            if row.key is not None:
                value = row.cells.get(column)
                found.setdefault(row.key, value.read if value else "")
    return found


def _examples_gone_through(table: TableLayout, examples: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The keys of the example rows in the tables that this one goes through again."""
    names = {column.copies.partition(".")[0] for column in table.columns if column.copies}
    return frozenset(key for name in names for key in examples.get(name, ()))


def evidence_prefix(scheme: Scheme) -> str:
    """The letter of evidence references, as the scheme's index prints it."""
    for document in scheme.documents:
        for table in document.tables:
            if table.id == "evidence" and table.number_prefix:
                return table.number_prefix
    return "E"


def rows_of_tables(grids: Sequence[Grid], headers: Sequence[Header]) -> set[tuple[int, int]]:
    """(grid index, row) of every header and everything below it, where a label is not a label."""
    skip: set[tuple[int, int]] = set()
    for index, grid in enumerate(grids):
        first = min((header.row for header in headers if header.grid is grid), default=None)
        if first is not None:
            skip.update((index, row) for row in grid.by_row() if row >= first)
    return skip
