"""A filled workbook form (the Record) as values: by its defined names, its headers and its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.ooxml.addresses import address
from pipeline.reading.labels import find_answer
from pipeline.reading.settling import settle
from pipeline.reading.tables import Grid, Header, Spot, find_headers, read_table
from pipeline.reading.values import Raw, understand
from pipeline.reading.wording import plain
from pipeline.reading.workbook import Sheet, Workbook
from pipeline.scheme.models import DocumentLayout, FieldLayout, Scheme
from pipeline.values import Form, Place, Row, Value

_VERSION = re.compile(r"\bversion:?\s+([0-9][0-9A-Za-z.\-]{0,20})", re.IGNORECASE)


def read_record(workbook: Workbook, file: str, layout: DocumentLayout, scheme: Scheme) -> Form | None:
    """The form in a workbook, or None when it does not look like one of this layout."""
    sheets = [sheet for sheet in workbook.sheets if not sheet.hidden]
    grids = [_grid(sheet, file) for sheet in sheets]
    home = {table.id: section.sheet or section.title for section in layout.sections for table in section.tables}
    names = _names(workbook, layout, sheets)
    anchors = {i: {k: spot for k, (at, spot) in names.items() if at == i} for i in range(len(grids))}
    headers = find_headers(grids, layout.tables, home, anchors)
    own = workbook.properties.get("award.document")
    found = {header.table.id for header in headers}
    if own != layout.id and (own or len(found) * 2 < max(len(layout.tables), 1)):
        return None
    tables, missing = tables_of(layout, headers, scheme)
    fields: dict[str, Value] = {}
    skip = rows_of_tables(grids, headers)
    for section in layout.sections:
        own_sheet = plain(section.sheet or section.title)
        ordered = [index for _away, index in sorted((plain(grid.name) != own_sheet, i) for i, grid in enumerate(grids))]
        for field in section.fields:
            named = names.get(field.id)
            spot = (grids[named[0]], named[1]) if named else _labelled(field, grids, ordered, skip)
            if spot is None:
                missing.append(f"{layout.id}.{field.id}")
                continue
            grid, (row, column) = spot
            raw = grid.boxes.get((row, column), Raw())
            fields[field.id] = understand(field, raw, f"{layout.id}.{field.id}", grid.place(row, column), scheme)
    version = workbook.properties.get("award.version") or printed_version("\n".join(_texts(sheets)))
    form = Form(layout.id, file, workbook.properties.get("award.scheme"), version, fields, tables, tuple(missing))
    return settle(form, scheme)


def tables_of(
    layout: DocumentLayout, headers: Sequence[Header], scheme: Scheme
) -> tuple[dict[str, tuple[Row, ...]], list[str]]:
    """Rows of every table that was found, and the addresses of columns that were not."""
    prefix = _evidence_prefix(scheme)
    tables: dict[str, tuple[Row, ...]] = {}
    missing: list[str] = []
    for table in layout.tables:
        own = [header for header in headers if header.table.id == table.id]
        tables[table.id] = read_table(layout.id, own, scheme, prefix)
        seen = {column for header in own for column in header.columns}
        missing.extend(f"{layout.id}.{table.id}.{c.id}" for c in table.columns if c.id not in seen and not c.printed)
    return tables, missing


def _evidence_prefix(scheme: Scheme) -> str:
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


def printed_version(text: str) -> str | None:
    """The version that a form prints about itself (“Version 2025.1”), or None."""
    match = _VERSION.search(text)
    return match[1].rstrip(".") if match else None


def _labelled(
    field: FieldLayout, grids: Sequence[Grid], ordered: Sequence[int], skip: set[tuple[int, int]]
) -> tuple[Grid, Spot] | None:
    position = {index: at for at, index in enumerate(ordered)}
    moved = {(position[index], row) for index, row in skip}
    return find_answer(field, [grids[index] for index in ordered], moved)


def _grid(sheet: Sheet, file: str) -> Grid:
    def place(row: int, column: int) -> Place:
        return Place(file, sheet=sheet.name, cell=address(row, column))

    boxes = {spot: Raw(cell.text, cell.number, cell.date, cell.formula) for spot, cell in sheet.cells.items()}
    return Grid(boxes, place, name=sheet.name, merged=sheet.merged)


def _names(workbook: Workbook, layout: DocumentLayout, sheets: Sequence[Sheet]) -> Mapping[str, tuple[int, Spot]]:
    """What our own defined names point at: field id or ``table.column`` to (grid index, spot)."""
    indexes = {sheet.name: index for index, sheet in enumerate(sheets)}
    start = f"award.{layout.id}.".lower()
    known = [field.id for field in layout.fields]
    known += [f"{table.id}.{column.id}" for table in layout.tables for column in table.columns]
    found: dict[str, tuple[int, Spot]] = {}
    for word in known:
        target = workbook.names.get(f"{start}{word}".lower())
        if target and target[0] in indexes:
            found[word] = (indexes[target[0]], (target[1], target[2]))
    return found


def _texts(sheets: Sequence[Sheet]) -> list[str]:
    return [cell.text for sheet in sheets for (row, _), cell in sheet.cells.items() if row <= 60]
