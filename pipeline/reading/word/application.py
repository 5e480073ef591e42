"""A filled Word form (the Application) as values: by its controls, its headings, headers, codes and labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ooxml.addresses import Spot
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.answers.option_lines import Sign, signs_in
from pipeline.reading.answers.ticks import ticked, yes_or_no
from pipeline.reading.answers.values import Raw, understand
from pipeline.reading.answers.wording import after_label, first_line, labels, plain, rank
from pipeline.reading.tables.answer_boxes import AnswerBoxes
from pipeline.reading.tables.by_place import with_columns_by_place
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.headings import find_headers
from pipeline.reading.tables.labels import find_label
from pipeline.reading.tables.of_a_form import rows_of_tables, tables_of
from pipeline.reading.tables.settling import settle
from pipeline.reading.which_form.language import language_of
from pipeline.reading.which_form.printed_version import printed_version
from pipeline.reading.word.beside import Beside
from pipeline.reading.word.blocks import WordDocument
from pipeline.reading.word.headless import with_headless
from pipeline.reading.word.labelled_lines import answer_on_line
from pipeline.reading.word.layout import Laid, anchors, header_against, lay_out
from pipeline.reading.word.moved_borders import with_borders_back
from pipeline.reading.word.option_columns import options_in_columns
from pipeline.reading.word.rows import CriteriaSettled, shared_cells
from pipeline.reading.word.schools import several_schools
from pipeline.reading.word.tick_cells import TickCells
from pipeline.reading.word.typed_lines import criteria_in_lines
from pipeline.reading.word.uneven_rows import UnevenRows
from pipeline.scheme.model import ColumnLayout, DocumentLayout, FieldLayout, FieldType, Scheme, SectionLayout
from pipeline.values import Confidence, FileClass, Form, Notice, NoticeKind, Place, Row, Understood, Value

# What stands left and right of a tick box's label still belongs to it up to so many characters.
_BESIDE_A_TICK = 600


def read_application(document: WordDocument, file: str, layout: DocumentLayout, scheme: Scheme) -> Form | None:
    """The form in a Word document, or None when it does not look like one of this layout."""
    return _Application(document, file, layout, scheme).read()


class _Application:
    """One document in the reading."""

    def __init__(self, document: WordDocument, file: str, layout: DocumentLayout, scheme: Scheme) -> None:
        self.document, self.file, self.layout, self.scheme = document, file, layout, scheme
        self.laid: Laid = lay_out(document, file, layout)
        self.notices: list[Notice] = []

    def read(self) -> Form | None:
        self.notices += several_schools(self.laid, self.layout)
        self.notices += self._rows_struck_out()
        headers = self._headers()
        own = self.document.properties.get("award.document")
        if own not in (None, self.layout.id):
            return None
        self._look_for_what_is_set_in(headers)
        tables, missing, noticed = tables_of(self.layout, headers, self.scheme)
        # What the controls say against the headings is told by their own signs, not by the place alone.
        self.notices += [notice for notice in noticed if notice.kind is not NoticeKind.ANCHORS_DISAGREE]
        if own is None and not self._looks_like_one(headers, tables):
            return None
        fields = self._fields(headers, missing)
        beside = Beside(self.laid, self.scheme)
        items = {item.id: item for item in self.layout.fields}
        fields = {name: beside.settle(value, items[name]) for name, value in fields.items()}
        tables = {table: self._settled(table, rows, headers, beside) for table, rows in tables.items()}
        version = self.document.properties.get("award.version") or self._printed_version()
        form = Form(
            document=self.layout.id,
            file=self.file,
            scheme=self.document.properties.get("award.scheme"),
            version=version,
            fields=fields,
            tables=tables,
            missing=tuple(missing),
            notices=(*self.notices, *beside.notices, *beside.around()),
            links=beside.links(),
            language=language_of(self.document.properties, self.document.text, self.layout, self.scheme),
        )
        return settle(form, self.scheme)

    def _look_for_what_is_set_in(self, headers: Sequence[Header]) -> None:
        """Another document inside this one is told. Raises PackageError where all of the form must be in that one."""
        if not self.document.set_in:
            return
        if not headers:
            raise PackageError(FileClass.CORRUPT, "it holds another document that Word has not yet brought in")
        self.notices.append(Notice(NoticeKind.SET_IN, Place(self.file), self.file))

    def _rows_struck_out(self) -> list[Notice]:
        """Rows that a tracked change takes out and nobody accepted: each at the row above it."""
        struck = self.document.looks.struck_rows() if self.document.looks is not None else ()
        places = ((Place(self.file, table=table, row=max(row, 1), column=1), text) for table, row, text in struck)
        return [Notice(NoticeKind.TRACKED_ROW, place, text, {"label": "a row", "row": ""}) for place, text in places]

    def _looks_like_one(self, headers: Sequence[Header], tables: Mapping[str, tuple[Row, ...]]) -> bool:
        """Half of the layout's tables are there; one of criteria counts when it names a criterion of ours."""
        found = {header.table.id for header in headers}
        for table in self.layout.tables:
            if table.rows == "criteria" and not any(row.key for row in tables[table.id]):
                found.discard(table.id)
        return len(found) * 2 >= max(len(self.layout.tables), 1)

    def _printed_version(self) -> str | None:
        return printed_version(f"{self.document.margins}\n{self.document.text()[:5000]}")

    def _headers(self) -> list[Header]:
        home = {table.id: section.title for section in self.layout.sections for table in section.tables}
        for table in self.layout.tables:
            self.laid.grids[:] = [options_in_columns(grid, table, self.scheme) for grid in self.laid.grids]
        named = anchors(self.laid, self.layout)
        headers = find_headers(self.laid.grids, self.layout.tables, home, named)
        headers = with_headless(self.laid, headers, self.layout, self.scheme)
        for table in self.layout.tables:
            if table.rows == "criteria" and not any(header.table.id == table.id for header in headers):
                typed = criteria_in_lines(self.laid.paragraphs, table, self.layout, self.scheme, self.file)
                if typed is not None:
                    self.laid.grids.append(typed.grid)
                    self.notices += typed.notices
                    headers += find_headers([typed.grid], [table], home, {})
        self._headers_against_tags(headers)
        headers = with_columns_by_place(headers, self.layout, self.scheme)
        return with_borders_back(self.laid, headers, self.scheme) if self.laid.spans else headers

    def _headers_against_tags(self, headers: Sequence[Header]) -> None:
        tables = {table.id: table for table in self.layout.tables}
        for header in headers:
            tagged = header.grid.tagged_columns(f"award.{self.layout.id}.{header.table.id}.")
            for column, name in tagged.items():
                spot = header.row, column
                other = header_against(header.grid, f"{header.table.id}.{name}", spot, tables)
                if other is not None:
                    text = header.grid.text(*spot)
                    words = {"label": other, "row": "", "sign": f"the boxes below were made for “{name}”"}
                    self.notices.append(Notice(NoticeKind.ANCHORS_DISAGREE, header.grid.place(*spot), text, words))

    def _fields(self, headers: Sequence[Header], missing: list[str]) -> dict[str, Value]:
        skip = rows_of_tables(self.laid.grids, headers)
        boxes = AnswerBoxes(self.layout.fields, headers, self.scheme)
        fields: dict[str, Value] = {}
        for section in self.layout.sections:
            for item in section.fields:
                address = f"{self.layout.id}.{item.id}"
                spot = self._find(item, section, skip, boxes)
                if spot is None:
                    missing.append(address)
                    continue
                fields[item.id] = understand(item, spot[0], address, spot[1], self.scheme)
                if fields[item.id].understood is Understood.EMPTY:
                    fields[item.id] = self._in_margins(item, fields[item.id])
        return fields

    def _find(
        self, item: FieldLayout, section: SectionLayout, skip: set[tuple[int, int]], boxes: AnswerBoxes
    ) -> tuple[Raw, Place] | None:
        if item.type is FieldType.TICK:
            return self._tick(item)
        grids = self.laid.grids
        tagged = self._tagged(item, section)
        if tagged is not None:
            grid, spot = grids[tagged[0]], tagged[1]
            return grid.boxes.get(spot, Raw()), grid.place(*spot)
        at_home = [index for index, grid in enumerate(grids) if grid.section == section.title]
        # Outside its section a label such as “Name” or “Date” may mean anything: only the long ones count there.
        sure = any(" " in name for name in labels(item.label, ())) or item.type in (FieldType.URN, FieldType.EMAIL)
        elsewhere = [index for index in range(len(grids)) if index not in at_home] if sure or not at_home else []
        order = [*at_home, *elsewhere]
        moved = {(at, row) for at, index in enumerate(order) for i, row in skip if i == index}
        found = find_label(item, [grids[index] for index in order], moved, boxes)
        if found is not None:
            grid, label = found
            box = boxes.of_label(item, grid, label)
            return box.raw._replace(how=box.how or box.raw.how), grid.place(*box.spot)
        return self._in_paragraph(item, section)

    def _tagged(self, item: FieldLayout, section: SectionLayout) -> tuple[int, Spot] | None:
        """The control made for a field, unless the label before it is that of another: a person reads the label."""
        tagged = self.laid.tagged.get(f"award.{self.layout.id}.{item.id}")
        if tagged is None:
            return None
        grid, (row, column) = self.laid.grids[tagged[0]], tagged[1]
        label = grid.text(row, column - 1)
        if not label or rank(label, labels(item.label, item.aliases)) is not None:
            return tagged
        other = next((o for o in section.fields if rank(label, labels(o.label, o.aliases)) == 0), None)
        if other is None:
            return tagged
        words = {"label": item.label, "row": "", "sign": f"the box beside it was made for “{item.label}”"}
        self.notices.append(Notice(NoticeKind.ANCHORS_DISAGREE, grid.place(row, column), label, words))
        return None

    def _in_paragraph(self, item: FieldLayout, section: SectionLayout) -> tuple[Raw, Place] | None:
        headed = any(at == section.title for at, _paragraph in self.laid.paragraphs)
        for at, paragraph in self.laid.paragraphs:
            place = Place(self.file, paragraph=paragraph.number)
            control = paragraph.controls.get(f"award.{self.layout.id}.{item.id}")
            if control is not None:
                return Raw(control.text, prompt=control.prompt), place
            if at != section.title and headed:
                continue
            answer = answer_on_line(first_line(paragraph.text), item, section)
            if answer is not None:
                return Raw(answer), place
        return None

    def _in_margins(self, item: FieldLayout, empty: Value) -> Value:
        """An answer that stands in a page header or footer alone."""
        names = labels(item.label, item.aliases)
        for line in self.document.margins.splitlines():
            answer = after_label(line, names)
            if answer is not None and item.type is not FieldType.TICK:
                found = understand(item, Raw(answer), empty.field, empty.place, self.scheme)
                if found.answered:
                    return replace(found, confidence=Confidence.LIKELY, how="read from the page header or footer")
        return empty

    def _tick(self, item: FieldLayout) -> tuple[Raw, Place] | None:
        """What stands in a tick box: the control itself, or whatever is written before or after its label."""
        tag = f"award.{self.layout.id}.{item.id}"
        lines: list[tuple[str, Place]] = []
        for _section, paragraph in self.laid.paragraphs:
            place = Place(self.file, paragraph=paragraph.number)
            if tag in paragraph.controls:
                own = paragraph.controls[tag].text
                return Raw(own if ticked(own)[0] else _mark(paragraph.text, item) or own), place
            lines.append((paragraph.text, place))
        for grid in self.laid.grids:
            for (row, column), box in grid.boxes.items():
                beside = f"{grid.text(row, column - 1)} {box.text} {grid.text(row, column + 1)}"
                lines.append((beside if len(beside) < _BESIDE_A_TICK else box.text, grid.place(row, column)))
        for name in labels(item.label, item.aliases):
            for text, place in lines:
                if f" {name} " in f" {plain(text)} ":
                    return Raw(_mark(text, item) or "☐"), place
        return None

    def _settled(self, table: str, rows: tuple[Row, ...], headers: Sequence[Header], beside: Beside) -> tuple[Row, ...]:
        layout = self.layout.table(table)
        own = [header for header in headers if header.table.id == table]
        names = {criterion.id: criterion.code for criterion in self.scheme.criteria}
        for column in layout.columns:
            if column.ticks:
                rows = self._ticked(column, rows, own, names)
        if self.laid.ends or self.laid.spans:
            uneven = UnevenRows(self.layout.id, layout, own, self.scheme)
            rows = uneven.settle(rows, self.laid.ends, names)
            rows = uneven.across(rows, names) if layout.rows == "criteria" else rows
            self.notices += uneven.notices
        if self.laid.continued:
            rows = shared_cells(rows, self.laid.continued)
        if layout.rows == "criteria":
            criteria = CriteriaSettled(self.layout.id, layout, own, self.scheme)
            rows = tuple(criteria.settle(row) for row in rows)
            self.notices += criteria.notices
        if not self.laid.marks and not self.laid.days:
            return rows
        return tuple(beside.settle_row(row, layout, names.get(row.key or "", row.key or "")) for row in rows)

    def _ticked(
        self, column: ColumnLayout, rows: tuple[Row, ...], headers: Sequence[Header], names: Mapping[str, str]
    ) -> tuple[Row, ...]:
        cells = TickCells(column, self.scheme, self.document.looks)
        rows = cells.rows(rows, headers, self.laid.marks, names)
        self.notices += cells.notices
        return rows


def _mark(text: str, item: FieldLayout) -> str:
    """What a line says beside its label's words: ``☒`` for any kind of tick, ``☐``, ``✗``, ``Yes``."""
    signs = set(signs_in(text))
    if signs & {Sign.TICKED_BOX, Sign.TICK, Sign.FILLED, Sign.X}:
        return "☒"
    if Sign.CROSS in signs:
        return "✗"
    words = {word.casefold() for word in re.findall(r"\w+", item.label)}
    left = " ".join(word for word in re.findall(r"\w+", text) if word.casefold() not in words)[:20]
    # A word for yes beside an empty box is the answer of whoever could not tick it.
    return "☐" if Sign.EMPTY_BOX in signs and not yes_or_no(left) else left
