"""A filled workbook form (the Record) as values: by its defined names, its headers and its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.ooxml.addresses import Spot, address
from pipeline.reading.answers.values import Raw, max_doubt, understand
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.answer_boxes import AnswerBox, AnswerBoxes
from pipeline.reading.tables.by_place import with_columns_by_place
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.headings import find_headers
from pipeline.reading.tables.labels import find_label, find_nearly, find_typed
from pipeline.reading.tables.of_a_form import rows_of_tables, tables_of
from pipeline.reading.tables.settling import may_be_a_day, settle
from pipeline.reading.which_form.printed_version import printed_version
from pipeline.reading.workbook import Cell, Sheet, Workbook
from pipeline.reading.workbook.around_answers import notices_around
from pipeline.reading.workbook.colour_keys import colour_key
from pipeline.reading.workbook.decoration import without_decoration
from pipeline.reading.workbook.formulas import follow
from pipeline.reading.workbook.old_sheets import without_old
from pipeline.reading.workbook.on_our_sheet import notices_on_ours
from pipeline.scheme.model import DocumentLayout, FieldLayout, Scheme
from pipeline.values import Confidence, Form, Link, Notice, NoticeKind, Place, Value
from pipeline.values.making import quickly

# A form prints its version at the top or at the end of a page, not among a thousand answers.
_VERSION_ROWS = 60
_BY_MARKER = "by the form’s own marker"
_place = quickly(Place)


def read_record(workbook: Workbook, file: str, layout: DocumentLayout, scheme: Scheme) -> Form | None:
    """The form in a workbook, or None when it does not look like one of this layout."""
    grids = _grids(workbook, file, scheme)
    home = {table.id: section.sheet or section.title for section in layout.sections for table in section.tables}
    names = _names(workbook, layout)
    anchors = {i: {k: spot for k, (at, spot) in names.items() if at == i} for i in range(len(grids))}
    headers = find_headers(grids, layout.tables, home, anchors)
    own = workbook.properties.get("award.document")
    found = {header.table.id for header in headers}
    if own != layout.id and (own or len(found) * 2 < max(len(layout.tables), 1)):
        return None
    seeker = _FieldSeeker(layout, grids, names, headers, scheme)
    fields = {field.id: value for field in layout.fields if (value := seeker.read(field)) is not None}
    began = next((value.first_day for value in fields.values() if value.first_day and not may_be_a_day(value)), None)
    hidden = frozenset(sheet.name for sheet in workbook.sheets if sheet.hidden)
    headers, left_out = without_old(headers, hidden, began, file)
    headers = with_columns_by_place(headers, layout, scheme)
    tables, missing, notices = tables_of(layout, headers, scheme)
    missing += [f"{layout.id}.{field.id}" for field in layout.fields if field.id not in fields]
    version = workbook.properties.get("award.version") or printed_version("\n".join(_texts(workbook)))
    form = Form(
        layout.id,
        file,
        workbook.properties.get("award.scheme"),
        version,
        fields,
        tables,
        tuple(missing),
        (*seeker.notices, *left_out, *notices),
        _links(workbook, file),
        workbook.properties.get("award.language", ""),
    )
    form = settle(form, scheme)
    around = notices_around(form, workbook, headers, layout)
    return replace(form, notices=(*form.notices, *around, *notices_on_ours(workbook, file)))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a field's answer stands, and why that is not quite certain."""

    grid: Grid
    box: AnswerBox
    how: str = ""


class _FieldSeeker:
    """Finds the labelled boxes of a form: our marker and the label beside the box vote."""

    def __init__(
        self,
        layout: DocumentLayout,
        grids: Sequence[Grid],
        names: Mapping[str, tuple[int, Spot]],
        headers: Sequence[Header],
        scheme: Scheme,
    ) -> None:
        self.layout, self.grids, self.names, self.scheme = layout, grids, names, scheme
        self.skip = rows_of_tables(grids, headers)
        self.boxes = AnswerBoxes(layout.fields, headers, scheme)
        self.notices: list[Notice] = []
        self._home = {field.id: s.sheet or s.title for s in layout.sections for field in s.fields}

    def read(self, field: FieldLayout) -> Value | None:
        found = self._find(field)
        if found is None:
            return self._typed(field)
        name, place = f"{self.layout.id}.{field.id}", found.grid.place(*found.box.spot)
        value = understand(field, found.box.raw, name, place, self.scheme)
        doubts = [*filter(None, (value.how, found.how, found.box.how))]
        if len(doubts) > bool(value.how) and value.answered:
            return replace(value, how="; ".join(doubts), confidence=max_doubt(value.confidence, Confidence.LIKELY))
        return value

    def _typed(self, field: FieldLayout) -> Value | None:
        """An answer typed behind its label: “URN: 199270” in one box."""
        for index in self._ordered(field):
            grid = self.grids[index]
            found = find_typed(field, grid, [row for row in grid.by_row() if (index, row) not in self.skip])
            if found is not None:
                spot, text = found
                raw = Raw(text, how="behind its label, in one box")
                return understand(field, raw, f"{self.layout.id}.{field.id}", grid.place(*spot), self.scheme)
        return None

    def _find(self, field: FieldLayout) -> _Found | None:
        marked = self.names.get(field.id)
        if marked is not None and self._is_labelled(field, *marked):
            return self._marked(field, *marked)
        labelled = self._labelled(field)
        if labelled is None:
            return self._marked(field, *marked, _BY_MARKER) if marked is not None else self._nearly(field)
        box = self.boxes.of_label(field, *labelled)
        if marked is not None:
            self._disagree(field, marked, (labelled[0], box.spot))
        return _Found(labelled[0], box)

    def _marked(self, field: FieldLayout, index: int, spot: Spot, how: str = "") -> _Found:
        """The box at our marker, or, where that is empty, the one beyond it in which the answer was typed."""
        grid = self.grids[index]
        # Our own help is known by its words: what was typed over it keeps its looks.
        further = self.boxes.further(field, grid, spot, faint=True) if not grid.text(*spot) else None
        return _Found(grid, further or AnswerBox(spot, grid.boxes.get(spot, Raw())), how)

    def _is_labelled(self, field: FieldLayout, index: int, spot: Spot) -> bool:
        grid = self.grids[index]
        names = labels(field.label, field.aliases)
        return any(rank(grid.text(spot[0], column), names) is not None for column in range(spot[1] - 1, 0, -1))

    def _disagree(self, field: FieldLayout, marked: tuple[int, Spot], labelled: tuple[Grid, Spot]) -> None:
        """Told only where both boxes hold something: an empty one was left behind when the form was changed."""
        grid, (row, column) = self.grids[marked[0]], marked[1]
        beside = plain(grid.text(row, column - 1)) if column > 1 else ""
        known = {name for other in self.layout.fields for name in labels(other.label, other.aliases)}
        told = labelled[0].text(*labelled[1])
        if grid.text(row, column) and told and beside not in known and (marked[0], row) not in self.skip:
            words = {"label": field.label, "other": grid.text(row, column), "heading": told}
            self.notices.append(Notice(NoticeKind.ANCHORS_DISAGREE, labelled[0].place(*labelled[1]), told, words))

    def _ordered(self, field: FieldLayout) -> list[int]:
        home = plain(self._home[field.id])
        return [index for _away, index in sorted((plain(grid.name) != home, i) for i, grid in enumerate(self.grids))]

    def _labelled(self, field: FieldLayout) -> tuple[Grid, Spot] | None:
        ordered = self._ordered(field)
        position = {index: at for at, index in enumerate(ordered)}
        moved = {(position[index], row) for index, row in self.skip}
        return find_label(field, [self.grids[index] for index in ordered], moved, self.boxes)

    def _nearly(self, field: FieldLayout) -> _Found | None:
        index = self._ordered(field)[0] if self.grids else None
        if index is None:
            return None
        grid = self.grids[index]
        near = find_nearly(field, grid, [row for row in grid.by_row() if (index, row) not in self.skip])
        if near is None:
            return None
        spot, label = near
        self.notices.append(Notice(NoticeKind.HEADING_NEAR, grid.place(*spot), label, {"label": field.label}))
        return _Found(grid, self.boxes.of_label(field, grid, spot), f"beside “{label}”")


def _grids(workbook: Workbook, file: str, scheme: Scheme) -> list[Grid]:
    coloured = any(cell.colour for sheet in workbook.sheets for cell in sheet.cells.values())
    key = colour_key(workbook, scheme) if coloured else {}
    return [_grid(workbook, sheet, file, key, coloured) for sheet in workbook.sheets]


def _grid(workbook: Workbook, sheet: Sheet, file: str, key: Mapping[str, str], coloured: bool) -> Grid:
    name = sheet.name

    def place(row: int, column: int) -> Place:
        return _place(file, name, address(row, column))

    boxes = without_decoration(sheet.cells) if coloured else sheet.cells
    if key or any(_is_followed(cell) for cell in boxes.values()):
        boxes = {spot: _raw(workbook, sheet, cell, key) for spot, cell in boxes.items()}
    return Grid(boxes, place, name=sheet.name, merged=sheet.merged)


def _is_followed(cell: Cell) -> bool:
    """Whether a formula's result does not say what is meant: none was stored, or 0, as of an empty cell."""
    return cell.formula != "" and (cell.stale or cell.number == 0)


def _raw(workbook: Workbook, sheet: Sheet, cell: Cell, key: Mapping[str, str]) -> Raw:
    """A stored cell with what the sheet's key says of its colour, and a formula followed to what it shows."""
    formula = cell.formula
    if _is_followed(cell):
        followed = follow(workbook, sheet.name, cell)
        if followed is None and cell.stale:
            return Raw("", formula=formula, stale=True)
        if followed is not None:
            cell = followed[0]._replace(formula=formula, how=f"same as {followed[1]}", stale=False)
    return cell._replace(key=key[cell.colour]) if cell.colour in key else cell


def _names(workbook: Workbook, layout: DocumentLayout) -> Mapping[str, tuple[int, Spot]]:
    """What our own defined names point at: field id or ``table.column`` to (grid index, spot)."""
    indexes = {sheet.name: index for index, sheet in enumerate(workbook.sheets)}
    start = f"award.{layout.id}.".lower()
    known = [field.id for field in layout.fields]
    known += [f"{table.id}.{column.id}" for table in layout.tables for column in table.columns]
    found: dict[str, tuple[int, Spot]] = {}
    for word in known:
        target = workbook.names.get(f"{start}{word}".lower())
        if target and target[0] in indexes:
            found[word] = (indexes[target[0]], (target[1], target[2]))
    return found


def _texts(workbook: Workbook) -> list[str]:
    return [
        cell.text
        for sheet in workbook.sheets
        if not sheet.hidden
        for (row, _), cell in sheet.cells.items()
        if row <= _VERSION_ROWS
    ]


def _links(workbook: Workbook, file: str) -> tuple[Link, ...]:
    return tuple(
        Link(url, sheet.cells.get(spot, Cell("")).text, Place(file, sheet=sheet.name, cell=address(*spot)))
        for sheet in workbook.sheets
        for spot, url in sheet.links.items()
    )
