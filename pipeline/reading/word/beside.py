"""What stands beside an answer in Word: text boxes, comments, pictures, hidden words, tracked changes, date pickers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.ooxml.our_marks import without_our_words
from pipeline.reading.answers.asides import only_asks
from pipeline.reading.answers.values import Raw, understand
from pipeline.reading.word.blocks import Mark, MarkKind
from pipeline.reading.word.layout import Laid
from pipeline.scheme.model import ColumnLayout, FieldLayout, FieldType, Scheme, TableLayout
from pipeline.values import Confidence, Link, Notice, NoticeKind, Place, Row, Understood, Value

_UNANSWERED = (Understood.EMPTY, Understood.PLACEHOLDER)
_ROW_INSERTED = MarkKind.ROW_INSERTED
# What is said of a box to tick whose own record was read against what it shows.
BY_RECORD = "Word’s own record of it says that it is ticked, and we went by that."
_LOST = "the file does not say whether it is ticked"
NOT_BY_RECORD = "Word’s own record of it says that it is not ticked."


class Beside:
    """Settles answers by what stands beside them, and gathers the notices on the way."""

    def __init__(self, laid: Laid, scheme: Scheme) -> None:
        self.laid, self.scheme = laid, scheme
        self.notices: list[Notice] = []
        # Where in each row of each table anything stands beside the text: in most rows nothing does.
        self.rows: dict[tuple[int | None, int | None], list[Place]] = {}
        for place in (*laid.marks, *laid.days):
            self.rows.setdefault((place.table, place.row), []).append(place)

    def settle_row(self, row: Row, table: TableLayout, name: str) -> Row:
        """A row's answers settled; ``name`` is what a person calls the row."""
        places = self.rows.get((row.place.table, row.place.row))
        if places is None:
            return row
        items = {column.id: column for column in table.columns}
        cells = {key: self.settle(value, items[key], name) for key, value in row.cells.items()}
        self._tell_inserted(places, cells, table, name)
        return replace(row, cells=self._commented_beside(places, cells, items, name))

    def _tell_inserted(
        self, places: Sequence[Place], cells: Mapping[str, Value], table: TableLayout, name: str
    ) -> None:
        """One notice for a row that is a tracked change as a whole, at the first answer in it."""
        marked = {place for place in places for mark in self.laid.marks.get(place, ()) if mark.kind is _ROW_INSERTED}
        first = next((value for value in cells.values() if value.place in marked and value.read), None)
        if first is not None:
            words = {"label": f"{table.title}, {name}" if name else table.title, "row": name}
            self.notices.append(Notice(NoticeKind.TRACKED_CHANGES, first.place, first.read, words))

    def _commented_beside(
        self, places: Sequence[Place], cells: dict[str, Value], items: Mapping[str, ColumnLayout], name: str
    ) -> dict[str, Value]:
        """The answers, where a comment on what the row prints says the one that is missing."""
        asked = next((key for key in cells if items[key].type is FieldType.LONG_TEXT), None)
        if asked is None or cells[asked].understood not in _UNANSWERED:
            return cells
        answers = {value.place for value in cells.values()}
        marks = tuple(mark for place in places if place not in answers for mark in self.laid.marks.get(place, ()))
        text = _joined(marks, MarkKind.COMMENT)
        if not text:
            return cells
        item = items[asked]
        words = {"label": f"{item.label}, {name}" if name else item.label, "row": name}
        return {**cells, asked: self._instead(cells[asked], item, text, NoticeKind.IN_COMMENT, words)}

    def settle(self, value: Value, item: FieldLayout, row: str = "") -> Value:
        """The answer, with what a box, a comment or a date picker at its place adds. ``row`` is its row's name."""
        marks = self.laid.marks.get(value.place, ())
        if item.type is FieldType.DATE and value.understood is Understood.UNCLEAR:
            value = self._picked(value)
        if not marks:
            return value
        if item.type is FieldType.TICK:
            value = self._by_record(value, item, marks)
            value = tick_lost(value, marks, item.label, f"“{item.label}”", self.notices)
        words = {"label": f"{item.label}, {row}" if row else item.label, "row": row}
        texts = {kind: _joined(marks, kind) for kind in (MarkKind.TEXT_BOX, MarkKind.COMMENT, MarkKind.HIDDEN)}
        if value.understood in _UNANSWERED and texts[MarkKind.TEXT_BOX]:
            value = self._instead(value, item, texts[MarkKind.TEXT_BOX], NoticeKind.IN_TEXT_BOX, words)
        elif texts[MarkKind.TEXT_BOX] and texts[MarkKind.TEXT_BOX] not in value.read:
            # Words that go on in a text box are kept for the school to bring together: they are not in the answer.
            self.notices.append(Notice(NoticeKind.IN_TEXT_BOX, value.place, texts[MarkKind.TEXT_BOX], words))
        if value.understood in _UNANSWERED and texts[MarkKind.COMMENT]:
            value = self._instead(value, item, texts[MarkKind.COMMENT], NoticeKind.IN_COMMENT, words)
        if value.understood in _UNANSWERED and texts[MarkKind.HIDDEN]:
            self.notices.append(Notice(NoticeKind.HIDDEN, value.place, texts[MarkKind.HIDDEN], words))
        if value.understood in _UNANSWERED and any(mark.kind is MarkKind.PICTURE for mark in marks):
            self.notices.append(Notice(NoticeKind.IN_PICTURE, value.place, "", words))
        return self._tracked(value, item, marks, words)

    def _tracked(self, value: Value, item: FieldLayout, marks: tuple[Mark, ...], words: dict[str, str]) -> Value:
        """Tracked changes are told; one that strikes out a whole answer is told as the cause of there being none."""
        if all(mark.kind is not MarkKind.TRACKED for mark in marks):
            return value
        struck = " ".join(_joined(marks, MarkKind.DELETED).split())
        if not value.read and understand(item, Raw(struck), value.field, value.place, self.scheme).answered:
            self.notices.append(Notice(NoticeKind.ANSWER_DELETED, value.place, struck, words))
            return replace(value, how="a tracked change strikes it out")
        self.notices.append(Notice(NoticeKind.TRACKED_CHANGES, value.place, value.read, words))
        return replace(value, how=value.how or "as if the tracked changes were accepted")

    def _by_record(self, value: Value, item: FieldLayout, marks: tuple[Mark, ...]) -> Value:
        """A box to tick whose own record, which was read, says other than what it shows."""
        against = next((mark for mark in marks if mark.kind is MarkKind.BOX_AGAINST), None)
        if against is None:
            return value
        taken = NOT_BY_RECORD if not value.answered else BY_RECORD
        words = {
            "label": item.label,
            "where": f"“{item.label}”",
            "seen": f"the box shows {against.text}",
            "taken": taken,
        }
        self.notices.append(Notice(NoticeKind.TICK_AGAINST, value.place, against.text, words))
        return replace(value, confidence=Confidence.DOUBTFUL) if value.answered else value

    def _picked(self, value: Value) -> Value:
        """A date picker keeps its day beside words that may say it without the year (“18 July”)."""
        day = self.laid.days.get(value.place)
        if day is None or str(day.day) not in value.read:
            return value
        how = "the day that its date picker keeps"
        return replace(value, value=day, understood=Understood.ANSWER, confidence=Confidence.LIKELY, how=how)

    def _instead(self, value: Value, item: FieldLayout, text: str, kind: NoticeKind, words: dict[str, str]) -> Value:
        """An answer that stands where it was not asked for; what does not fit the question is only pointed out."""
        self.notices.append(Notice(kind, value.place, text, words))
        found = understand(item, Raw(text), value.field, value.place, self.scheme)
        asks = kind is NoticeKind.IN_COMMENT and text.rstrip().endswith("?")
        if asks or not found.answered:
            return value
        boxed = kind is NoticeKind.IN_TEXT_BOX
        confidence = Confidence.LIKELY if boxed else Confidence.DOUBTFUL
        return replace(found, confidence=confidence, how=f"read from a {'text box' if boxed else 'comment'}")

    def around(self) -> Iterator[Notice]:
        """Text boxes and pictures outside tables, where the form asks for nothing."""
        for place, marks in self.laid.marks.items():
            if place.paragraph is None:
                continue
            words = {"label": "Beside the form", "row": ""}
            if text := _joined(marks, MarkKind.TEXT_BOX):
                yield Notice(NoticeKind.IN_TEXT_BOX, place, text, words)
            if any(mark.kind is MarkKind.PICTURE for mark in marks):
                yield Notice(NoticeKind.PICTURE_BESIDE, place, "", words)

    def links(self) -> tuple[Link, ...]:
        """Every link behind words, tables first; our own comments hold none."""
        return tuple(
            Link(mark.target, mark.text, place)
            for place, marks in self.laid.marks.items()
            for mark in marks
            if mark.kind is MarkKind.LINK
        )


def tick_lost(value: Value, marks: tuple[Mark, ...], label: str, where: str, notices: list[Notice]) -> Value:
    """A box of which the file does not say whether it is ticked: nobody may take it for empty."""
    if value.answered or all(mark.kind is not MarkKind.TICK_LOST for mark in marks):
        return value
    notices.append(Notice(NoticeKind.TICK_LOST, value.place, "", {"label": label, "where": where}))
    return replace(value, value=None, understood=Understood.UNCLEAR, how=_LOST)


def _joined(marks: tuple[Mark, ...], kind: MarkKind) -> str:
    texts = [mark.text for mark in marks if mark.kind is kind]
    if kind is MarkKind.COMMENT:
        texts = [said for text in texts if not only_asks(said := without_our_words(text))]
    return "\n".join(text for text in texts if text.strip())
