"""What lies around a Record's answers: comments, text boxes, pictures, hidden rows, locks, formulas that change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, address, column_letters, parse_address
from pipeline.reading.answers.asides import only_asks
from pipeline.reading.tables.header import Header
from pipeline.reading.workbook import Beside, Sheet, Workbook
from pipeline.reading.workbook.formulas import changes_daily
from pipeline.scheme.model import DocumentLayout
from pipeline.values import Form, Notice, NoticeKind, Place, Understood, Value

# A decoration holds a word or two; what a school wants read is longer.
_LEAST_LETTERS = 20
# What is said of a workbook whose cells' formats could not be read.
NUMBER_UNKNOWN = "Here we read “{number}”. It may be shown as a date or as per cent."
LOOKS_MISSED = "Colours and words with a line through them may have been missed on this sheet."
_NO_ANSWER, _NOT_CLEAR = "no answer", "“{read}”, which is not clear to us"
_OPEN = (Understood.EMPTY, Understood.PLACEHOLDER)


def notices_around(form: Form, workbook: Workbook, headers: Sequence[Header], layout: DocumentLayout) -> list[Notice]:
    """Notices about everything that is not an answer's own text. Sheets that hold no answers are passed over."""
    answers: dict[str, dict[Spot, Value]] = {}
    for value in form.values():
        spot = parse_address(value.place.cell or "")
        if spot and value.place.sheet is not None:
            answers.setdefault(value.place.sheet, {})[spot] = value
    named = {f"{layout.id}.{field.id}": field.label for field in layout.fields}
    named |= {f"{layout.id}.{t.id}.{c.id}": c.label for t in layout.tables for c in t.columns}
    found: list[Notice] = []
    for sheet in workbook.sheets:
        own = answers.get(sheet.name)
        if own is not None:
            around = _Around(form.file, sheet, own, [h for h in headers if h.grid.name == sheet.name], named)
            found.extend(around.notices())
            found.extend(around.looks_unread() if workbook.looks_unread else ())
    return found


class _Around:
    """One sheet with its answers."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        answers: Mapping[Spot, Value],
        headers: Sequence[Header],
        names: Mapping[str, str],
    ) -> None:
        self.file, self.sheet, self.answers, self.headers, self.names = file, sheet, answers, headers, names

    def notices(self) -> Iterator[Notice]:
        for spot, value in self.answers.items():
            cell = self.sheet.cells.get(spot)
            if cell is not None and cell.formula and value.answered and changes_daily(cell.formula):
                yield self._at(NoticeKind.CHANGES_DAILY, spot, value.read, formula=f"={cell.formula}")
        yield from self._commented()
        for box in self.sheet.text_boxes:
            yield from self._over(NoticeKind.IN_TEXT_BOX, box, loose=True)
        for picture in self.sheet.pictures:
            yield from self._over(NoticeKind.IN_PICTURE, picture, loose=False)
        for box in self.sheet.ticked_boxes:
            yield from self._over(NoticeKind.IN_TICK_BOX, box, loose=False)
        for kind in self.sheet.left_out:
            words = {"what": kind, "most": f"{limits.BESIDE_CELLS:,}"}
            yield Notice(NoticeKind.BESIDE_LEFT_OUT, Place(self.file, sheet=self.sheet.name), self.sheet.name, words)
        yield from self._hidden()
        if self.sheet.locked and any(spot not in self.sheet.unlocked for spot in self.answers):
            yield Notice(NoticeKind.LOCKED_SHEET, Place(self.file, sheet=self.sheet.name), self.sheet.name)

    def _commented(self) -> Iterator[Notice]:
        for comment in self.sheet.comments:
            if only_asks(comment.text):
                continue
            value = self.answers.get(comment.first)
            unclear = value.read if value is not None and value.understood is Understood.UNCLEAR else ""
            if unclear:
                # Below our note on what we could not read, a school often writes what it meant.
                yield self._at(NoticeKind.IN_COMMENT, comment.first, comment.text, held=_NOT_CLEAR.format(read=unclear))
            elif self._is_open(comment.first):
                yield self._at(NoticeKind.IN_COMMENT, comment.first, comment.text, held=_NO_ANSWER)

    def looks_unread(self) -> Iterator[Notice]:
        """One notice for each number that may be shown as something else; for a sheet without one, of the sheet."""
        numbers = [spot for spot in self.answers if (cell := self.sheet.cells.get(spot)) and cell.number is not None]
        for spot in numbers:
            seen = NUMBER_UNKNOWN.format(number=self.sheet.cells[spot].text)
            yield self._at(NoticeKind.LOOKS_UNREAD, spot, self.answers[spot].read, seen=seen)
        if not numbers:
            place = Place(self.file, sheet=self.sheet.name)
            yield Notice(NoticeKind.LOOKS_UNREAD, place, self.sheet.name, {"label": "", "seen": LOOKS_MISSED})

    def _at(self, kind: NoticeKind, spot: Spot, read: str, **words: str) -> Notice:
        place = Place(self.file, sheet=self.sheet.name, cell=address(*spot))
        return Notice(kind, place, read, {"label": self._label(spot), **words})

    def _label(self, spot: Spot) -> str:
        if spot in self.answers:
            return self.names.get(self.answers[spot].field, "")
        return next((label for header in self._above(spot) for label in self._column(header, spot[1])), "")

    def _above(self, spot: Spot) -> list[Header]:
        """The one header whose rows reach to a spot, or none."""
        above = [header for header in self.headers if header.row < spot[0]]
        return sorted(above, key=lambda header: -header.row)[:1]

    def _column(self, header: Header, number: int) -> list[str]:
        return [c.label for c in header.table.columns if header.columns.get(c.id) == number and not c.printed]

    def _is_open(self, spot: Spot) -> bool:
        """Whether an answer is wanted in a box and none stands there: in a field, a row, or a row not begun."""
        value = self.answers.get(spot)
        if value is not None:
            return value.understood in _OPEN
        return any(self._column(header, spot[1]) for header in self._above(spot))

    def _over(self, kind: NoticeKind, item: Beside, *, loose: bool) -> Iterator[Notice]:
        """A drawing over the first open box it covers; a text over none of them is told as such."""
        (top, left), (bottom, right) = item.first, item.last
        covered = [spot for spot in self.answers if top <= spot[0] <= bottom and left <= spot[1] <= right]
        opened = next((spot for spot in sorted({item.first, *covered}) if self._is_open(spot)), None)
        if opened is not None:
            yield self._at(kind, opened, item.text)
        elif loose and len(item.text) >= _LEAST_LETTERS:
            yield self._at(NoticeKind.LOOSE_TEXT, item.first, item.text)

    def _hidden(self) -> Iterator[Notice]:
        if not (self.sheet.hidden or self.sheet.hidden_rows or self.sheet.hidden_columns):
            return
        answered = sorted(spot for spot, value in self.answers.items() if value.answered)
        if self.sheet.hidden and answered:
            yield self._put_away(answered[0], "the whole sheet")
            return
        rows = sorted({row for row, _ in answered if row in self.sheet.hidden_rows})
        if rows:
            first = next(spot for spot in answered if spot[0] == rows[0])
            yield self._put_away(first, _named("row", list(map(str, rows))))
        columns = sorted({column for _, column in answered if self._is_hidden_column(column)})
        if columns:
            first = next(spot for spot in answered if spot[1] == columns[0])
            yield self._put_away(first, _named("column", list(map(column_letters, columns))))

    def _put_away(self, spot: Spot, what: str) -> Notice:
        return self._at(NoticeKind.HIDDEN, spot, self.answers[spot].read, what=what)

    def _is_hidden_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.sheet.hidden_columns)


def _named(what: str, names: list[str]) -> str:
    return f"{what} {names[0]}" if len(names) == 1 else f"{what}s {', '.join(names[:-1])} and {names[-1]}"
