"""Rows of a Word table settled: cells that span rows, edited criteria, answers typed into the criterion's own box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.answers.option_lines import option_lines
from pipeline.reading.tables.criterion_rows import added_to, criteria_known
from pipeline.reading.tables.header import Header
from pipeline.scheme.model import ColumnLayout, Criterion, FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Notice, NoticeKind, Place, Row, Understood, Value

# Fewer words beside a tick or a reference are a remark on it (“see the minutes of the school council”).
_SENTENCE = 8
_UNANSWERED = (Understood.EMPTY, Understood.PLACEHOLDER)


def shared_cells(rows: tuple[Row, ...], continued: Mapping[Place, Place]) -> tuple[Row, ...]:
    """A cell that spans rows answers each of them. ``continued`` maps a lower part's place to its cell's."""
    read = {value.place: value for row in rows for value in row.cells.values()}
    shared: list[Row] = []
    for row in rows:
        cells = dict(row.cells)
        for name, value in row.cells.items():
            origin = read.get(continued.get(value.place, value.place))
            if origin is not None and origin is not value and origin.answered:
                how = origin.how or "one box stands for several rows"
                cells[name] = replace(origin, confidence=Confidence.LIKELY, how=how)
        shared.append(replace(row, cells=cells))
    return tuple(shared)


class CriteriaSettled:
    """Rows of a table of criteria, with what their printed boxes say beyond the form's own words."""

    def __init__(self, document: str, table: TableLayout, headers: Sequence[Header], scheme: Scheme) -> None:
        self.table, self.start, self.scheme = table, f"{document}.{table.id}", scheme
        self.known = criteria_known(scheme)
        self.printed = [column.id for column in table.columns if column.printed]
        self.answer = next((c for c in table.columns if not c.printed and c.type is FieldType.LONG_TEXT), None)
        self.at = {header.grid.place(row, 1): (header, row) for header in headers for row in header.grid.by_row()}
        self.tags = {id(header): header.grid.tagged_rows(f"award.{self.start}.") for header in headers}
        self.notices: list[Notice] = []
        self.first: dict[str, list[str]] = {}

    def settle(self, row: Row) -> Row:
        """The row; a criterion known by its edited text alone makes its answers a little less sure."""
        header, number = self.at.get(replace(row.place, column=1), (None, 0))
        criterion = self.known.by_id.get(row.key or "")
        if header is None or criterion is None:
            return row
        spots = [(number, header.columns[name]) for name in self.printed if name in header.columns]
        texts = [header.grid.text(*spot) for spot in spots]
        if any(texts):
            self._told_if_twice(row, criterion)
        tag = self.tags[id(header)].get(number)
        if texts == [criterion.code, "\n".join(criterion.printed)] and tag in (None, criterion.id):
            return self._beside_another(row, header, number, criterion)
        identity = self.known.identify(texts, tag)
        if identity.against:
            words = {"label": criterion.code, "row": criterion.code, "sign": identity.against}
            self.notices.append(Notice(NoticeKind.ANCHORS_DISAGREE, row.place, texts[0], words))
        if identity.by == "nearest" or identity.against:
            row = _less_sure(row, identity.against or f"the criterion’s text is nearest to that of {criterion.code}")
        for spot, text in zip(spots, texts, strict=True):
            answer = added_to(text, criterion) if text.strip() != criterion.code else ""
            if answer:
                row = self._in_wrong_box(row, header.grid.place(*spot), answer, criterion.code)
        return self._beside_another(row, header, number, criterion)

    def _beside_another(self, row: Row, header: Header, number: int, criterion: Criterion) -> Row:
        """The row, with an answer that stands among the boxes to tick or beside the references, its own box empty."""
        for column in self.table.columns:
            held = row.cells.get(self.answer.id) if self.answer else None
            if column.printed or held is None or held.understood not in _UNANSWERED:
                continue
            text = header.grid.text(number, header.columns.get(column.id, 0))
            said = self._said_beside(column, text) if text else ""
            if len(said.split()) >= _SENTENCE:
                place = row.cells[column.id].place
                row = self._in_wrong_box(row, place, said, f"{criterion.code} (“{column.label}”)")
        return row

    def _said_beside(self, column: ColumnLayout, text: str) -> str:
        """What a box to tick or one for references says beyond what it asks for."""
        if column.ticks:
            return "\n".join(option_lines(text, column.choices or "", self.scheme).words)
        return text if column.type is FieldType.REFS else ""

    def _told_if_twice(self, row: Row, criterion: Criterion) -> None:
        """A notice where a criterion stands again with other answers."""
        said = [value.read for name, value in row.cells.items() if name not in self.printed]
        if any(said) and said != self.first.setdefault(criterion.id, said):
            words = {"label": self.table.title, "row": criterion.code}
            self.notices.append(Notice(NoticeKind.ROW_TWICE, row.place, criterion.code, words))

    def _in_wrong_box(self, row: Row, place: Place, answer: str, box: str) -> Row:
        """``box`` is the code of the criterion in whose own box the answer stands, or names another box of its row."""
        if self.answer is None:
            return row
        words = {"label": self.answer.label, "row": box}
        self.notices.append(Notice(NoticeKind.WRONG_BOX, place, answer, words))
        held = row.cells.get(self.answer.id)
        if held is not None and held.understood not in _UNANSWERED:
            return row
        how = "typed into another box of the row"
        address = f"{self.start}.{self.answer.id}"
        value = Value(address, answer, answer, place, Understood.ANSWER, Confidence.DOUBTFUL, how)
        return replace(row, cells={**row.cells, self.answer.id: value})


def _less_sure(row: Row, how: str) -> Row:
    cells = {
        name: replace(value, confidence=Confidence.LIKELY, how=value.how or how)
        if value.answered and value.confidence is Confidence.SURE
        else value
        for name, value in row.cells.items()
    }
    return replace(row, cells=cells)
