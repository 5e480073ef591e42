"""A filled Word form (the Application) as values: by its controls, its headings, headers, codes and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.reading.document import Paragraph, WordDocument, WordTable
from pipeline.reading.labels import find_answer
from pipeline.reading.record import printed_version, rows_of_tables, tables_of
from pipeline.reading.tables import Grid, Spot, find_headers
from pipeline.reading.values import Raw, understand
from pipeline.reading.wording import first_line, labels, plain
from pipeline.scheme.models import DocumentLayout, FieldLayout, FieldType, Scheme, SectionLayout
from pipeline.values import Form, Place, Value


@dataclass(slots=True)
class _Read:
    """A document laid out for finding things: grids of its tables, and paragraphs with their section."""

    grids: list[Grid] = field(default_factory=list)
    paragraphs: list[tuple[str, Paragraph]] = field(default_factory=list)
    # A control's tag to its grid and spot.
    tagged: dict[str, tuple[int, Spot]] = field(default_factory=dict)


def read_application(document: WordDocument, file: str, layout: DocumentLayout, scheme: Scheme) -> Form | None:
    """The form in a Word document, or None when it does not look like one of this layout."""
    read = _lay_out(document, file, layout)
    home = {table.id: section.title for section in layout.sections for table in section.tables}
    headers = find_headers(read.grids, layout.tables, home, _anchors(read, layout))
    own = document.properties.get("award.document")
    found = {header.table.id for header in headers}
    if own != layout.id and (own or len(found) * 2 < max(len(layout.tables), 1)):
        return None
    tables, missing = tables_of(layout, headers, scheme)
    skip = rows_of_tables(read.grids, headers)
    fields: dict[str, Value] = {}
    for section in layout.sections:
        for item in section.fields:
            spot = _find(item, section, read, skip, layout, file)
            if spot is None:
                missing.append(f"{layout.id}.{item.id}")
                continue
            raw, place = spot
            fields[item.id] = understand(item, raw, f"{layout.id}.{item.id}", place, scheme)
    version = document.properties.get("award.version") or printed_version(
        f"{document.margins}\n{document.text()[:5000]}"
    )
    return Form(layout.id, file, document.properties.get("award.scheme"), version, fields, tables, tuple(missing))


def _lay_out(document: WordDocument, file: str, layout: DocumentLayout) -> _Read:
    titles = {plain(section.title): section.title for section in layout.sections}
    bookmarks = {f"award_{section.id}": section.title for section in layout.sections}
    read = _Read()
    section = ""
    for block in document.blocks:
        if isinstance(block, WordTable):
            _add_table(read, block, file, section)
            continue
        marks = [bookmarks[name] for name in block.bookmarks if name in bookmarks]
        section = marks[-1] if marks else titles.get(plain(block.text), section)
        read.paragraphs.append((section, block))
    return read


def _add_table(read: _Read, table: WordTable, file: str, section: str) -> None:
    def place(row: int, column: int) -> Place:
        return Place(file, table=table.number, row=row, column=column)

    boxes: dict[Spot, Raw] = {}
    tags: dict[Spot, tuple[str, ...]] = {}
    merged: dict[Spot, Spot] = {}
    for cell in table.cells:
        spot = cell.row, cell.column
        if cell.text and not cell.continued:
            boxes[spot] = Raw(cell.text, prompt=cell.prompt)
        if cell.span > 1:
            merged[spot] = cell.row, cell.column + cell.span - 1
        if cell.tags:
            tags[spot] = cell.tags
            for tag in cell.tags:
                read.tagged.setdefault(tag, (len(read.grids), spot))
    read.grids.append(Grid(boxes, place, section=section, tags=tags, merged=merged))


def _anchors(read: _Read, layout: DocumentLayout) -> dict[int, dict[str, Spot]]:
    """Each tagged column's place in the row above the first tagged one, where its header stands."""
    first: dict[int, int] = {}
    columns: dict[int, dict[str, int]] = {}
    for tag, (index, (row, column)) in read.tagged.items():
        parts = tag.removeprefix(f"award.{layout.id}.").split(".")
        if len(parts) >= 3 and tag.startswith("award."):
            first[index] = min(row, first.get(index, row))
            columns.setdefault(index, {}).setdefault(f"{parts[0]}.{parts[-1]}", column)
    return {i: {name: (first[i] - 1, column) for name, column in found.items()} for i, found in columns.items()}


def _find(
    item: FieldLayout,
    section: SectionLayout,
    read: _Read,
    skip: set[tuple[int, int]],
    layout: DocumentLayout,
    file: str,
) -> tuple[Raw, Place] | None:
    if item.type is FieldType.TICK:
        return _tick(item, read, layout, file)
    tagged = read.tagged.get(f"award.{layout.id}.{item.id}")
    if tagged is not None:
        grid, spot = read.grids[tagged[0]], tagged[1]
        return grid.boxes.get(spot, Raw()), grid.place(*spot)
    at_home = [index for index, grid in enumerate(read.grids) if grid.section == section.title]
    # Outside its section a label such as “Name” or “Date” may mean anything: only the long ones count there.
    sure = any(" " in name for name in labels(item.label, ())) or item.type in (FieldType.URN, FieldType.EMAIL)
    elsewhere = [index for index in range(len(read.grids)) if index not in at_home] if sure or not at_home else []
    order = [*at_home, *elsewhere]
    moved = {(at, row) for at, index in enumerate(order) for i, row in skip if i == index}
    found = find_answer(item, [read.grids[index] for index in order], moved)
    if found is not None:
        grid, spot = found
        return grid.boxes.get(spot, Raw()), grid.place(*spot)
    return _in_paragraph(item, section, read, layout, file)


def _in_paragraph(
    item: FieldLayout, section: SectionLayout, read: _Read, layout: DocumentLayout, file: str
) -> tuple[Raw, Place] | None:
    names = labels(item.label, item.aliases)
    for at, paragraph in read.paragraphs:
        control = paragraph.controls.get(f"award.{layout.id}.{item.id}")
        if control is not None:
            return Raw(control[0], prompt=control[1]), Place(file)
        label, colon, answer = first_line(paragraph.text).partition(":")
        if colon and at == section.title and plain(label) in names:
            return Raw(answer.strip()), Place(file)
    return None


def _tick(item: FieldLayout, read: _Read, layout: DocumentLayout, file: str) -> tuple[Raw, Place] | None:
    """What stands in a tick box: the control itself, or whatever is written before or after its label."""
    tag = f"award.{layout.id}.{item.id}"
    lines: list[tuple[str, Place]] = []
    for _section, paragraph in read.paragraphs:
        if tag in paragraph.controls:
            return Raw(paragraph.controls[tag][0]), Place(file)
        lines.append((paragraph.text, Place(file)))
    for grid in read.grids:
        for (row, column), box in grid.boxes.items():
            beside = f"{grid.text(row, column - 1)} {box.text} {grid.text(row, column + 1)}"
            lines.append((beside if len(beside) < 600 else box.text, grid.place(row, column)))
    for name in labels(item.label, item.aliases):
        for text, place in lines:
            if f" {name} " in f" {plain(text)} ":
                return Raw(_mark(text, item) or "☐"), place
    return None


def _mark(text: str, item: FieldLayout) -> str:
    """The line without its label's words: ``☒``, ``X``, ``[x]``, ``Yes``."""
    boxes = re.findall(r"[☑☒✓✔✅☐□]|\[\s*[xX✓✔]?\s*\]|\(\s*[xX✓✔]?\s*\)", text)
    if boxes:
        return "☒" if any(re.search(r"[☑☒✓✔✅xX]", box) for box in boxes) else "☐"
    words = {word.casefold() for word in re.findall(r"\w+", item.label)}
    left = [word for word in re.findall(r"\w+", text) if word.casefold() not in words]
    return " ".join(left)[:20]
