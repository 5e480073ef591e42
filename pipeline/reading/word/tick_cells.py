"""Cells that offer options to tick, read as a person reads them: by the boxes, else by what was put beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.ooxml.our_marks import without_our_words
from pipeline.reading.answers.option_lines import OptionLines, Sign, option_lines
from pipeline.reading.answers.wording import plain
from pipeline.reading.tables.header import Header
from pipeline.reading.word.beside import NOT_BY_RECORD, tick_lost
from pipeline.reading.word.blocks import Mark, MarkKind
from pipeline.reading.word.looks import Looks, standing_out
from pipeline.reading.word.switches import Look
from pipeline.scheme.model import ColumnLayout, Scheme
from pipeline.values import Confidence, Notice, NoticeKind, Place, Row, Understood, Value

# These say by themselves which option was meant; of the others a sentence says what was seen.
_PLAIN_SIGNS = frozenset({Sign.TICKED_BOX, Sign.TICK, Sign.FILLED, Sign.YES, Sign.X})
_PLAIN_LOOKS = frozenset({Look.HIGHLIGHTED, Look.CIRCLED})
_NO_TELLING = "We could not tell which option you mean."


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a cell says: one option, or several where nobody can tell. ``doubt`` is what was seen that is not plain."""

    options: tuple[str, ...]
    how: str = ""
    doubt: str = ""


class TickCells:
    """Settles the cells of one column of options, and gathers the notices on the way."""

    def __init__(self, column: ColumnLayout, scheme: Scheme, looks: Looks | None) -> None:
        self.column, self.scheme, self.looks = column, scheme, looks
        self.options = tuple(scheme.options(column.choices or ""))
        self.notices: list[Notice] = []

    def rows(
        self,
        rows: Iterable[Row],
        headers: Iterable[Header],
        marks: Mapping[Place, tuple[Mark, ...]],
        names: Mapping[str, str],
    ) -> tuple[Row, ...]:
        """The rows with this column settled. ``marks`` stand beside the cells' text, ``names`` name the rows by key."""
        name, texts = self.column.id, dict[Place, str]()
        for header in headers:
            if (column := header.columns.get(name)) is not None:
                texts |= {header.grid.place(row, column): header.grid.text(row, column) for row in header.grid.by_row()}
        settled = []
        for row in rows:
            value = row.cells.get(name)
            if value is not None and (text := texts.get(value.place, "")):
                key = row.key or ""
                seen = self.settle(value, text, marks.get(value.place, ()), names.get(key, key))
                row = row if seen is value else replace(row, cells={**row.cells, name: seen})
            settled.append(row)
        return tuple(settled)

    def settle(self, value: Value, text: str, marks: tuple[Mark, ...], row: str) -> Value:
        """The answer, seen again where its cell offers options. ``row`` is what a person calls the row."""
        against = next((mark for mark in marks if mark.kind is MarkKind.BOX_AGAINST), None)
        lines = option_lines(text, self.column.choices or "", self.scheme)
        if lines.offered:
            value = self._seen_again(value, lines, text, row)
        value = tick_lost(value, marks, f"{self.column.label}, {row}", f"criterion {row}", self.notices)
        if against is None:
            return self._commented(value, marks, row)
        taken = f"Word’s own record of the boxes says “{value.value}”, and we went by that." if value.answered else ""
        self._tell(NoticeKind.TICK_AGAINST, value, row, f"a box shows {against.text}", taken or NOT_BY_RECORD)
        return replace(value, confidence=Confidence.DOUBTFUL) if value.answered else value

    def _commented(self, value: Value, marks: tuple[Mark, ...], row: str) -> Value:
        """A ticked answer against which a comment names another option."""
        comments = [without_our_words(mark.text) for mark in marks if mark.kind is MarkKind.COMMENT]
        if not value.answered or not any(comments):
            return value
        text = f" {plain(' '.join(comments))} "
        others = [option for option in self.options if option != value.value and f" {plain(option)} " in text]
        if not others or f" {plain(str(value.value))} " in text:
            return value
        seen = f"a comment names “{others[0]}” beside the ticked “{value.value}”"
        self._tell(NoticeKind.TICK_DOUBTFUL, value, row, seen, f"We took it for “{value.value}”.")
        return replace(value, confidence=Confidence.DOUBTFUL, how=seen)

    def _seen_again(self, value: Value, lines: OptionLines, text: str, row: str) -> Value:
        seen = _signs_seen(lines)
        if not seen.options or (self.looks is not None and self.looks.strikes):
            seen = _with_looks(seen, self._looks_of(value.place))
        if not seen.options:
            return self._unanswered(value, lines, row)
        option = seen.options[0] if len(seen.options) == 1 else ""
        if option and value.answered and value.value == option and not seen.doubt:
            return value
        read = ", ".join(text.splitlines())
        if seen.doubt:
            taken = f"We took it for “{option}”." if option else _NO_TELLING
            self._tell(NoticeKind.TICK_DOUBTFUL, value, row, seen.doubt, taken)
        if not option:
            # Where marks name several options, these are what a person reads; else all that stands there.
            read = read if lines.typed or "" in seen.options else ", ".join(seen.options)
            return replace(value, value=None, read=read, understood=Understood.UNCLEAR, how=seen.doubt)
        sure = Confidence.DOUBTFUL if seen.doubt else Confidence.LIKELY if seen.how else Confidence.SURE
        how = seen.how or seen.doubt
        return replace(value, value=option, read=read, understood=Understood.ANSWER, confidence=sure, how=how)

    def _looks_of(self, place: Place) -> Mapping[str, frozenset[Look]]:
        spot = _spot(place)
        return standing_out(self.looks.pieces(*spot), self.options) if self.looks is not None and spot else {}

    def _unanswered(self, value: Value, lines: OptionLines, row: str) -> Value:
        spot = _spot(value.place)
        if spot is not None and self.looks is not None and self.looks.is_drawn_on(*spot):
            self._tell(NoticeKind.TICK_DOUBTFUL, value, row, "something is drawn over the options", _NO_TELLING)
            return replace(value, understood=Understood.UNCLEAR, how="something is drawn over the options")
        left = [one.option for one in lines.offered if one.option]
        if len(left) == 1 and lines.offered[0].boxed and not lines.words:
            doubt = f"only “{left[0]}” is left of the options, and its box is empty"
            self._tell(NoticeKind.TICK_DOUBTFUL, value, row, doubt, f"We took it for “{left[0]}”.")
            sure = Confidence.DOUBTFUL
            return replace(value, value=left[0], read=left[0], understood=Understood.ANSWER, confidence=sure, how=doubt)
        if value.understood is Understood.EMPTY and lines.words:
            return replace(value, read=" ".join(lines.words), understood=Understood.PLACEHOLDER)
        return value

    def _tell(self, kind: NoticeKind, value: Value, row: str, seen: str, taken: str) -> None:
        words = {"label": f"{self.column.label}, {row}", "where": f"criterion {row}", "seen": seen, "taken": taken}
        self.notices.append(Notice(kind, value.place, seen, words))


def _spot(place: Place) -> tuple[int, int, int] | None:
    if place.table is None or place.row is None or place.column is None:
        return None
    return place.table, place.row, place.column


def _signs_seen(lines: OptionLines) -> _Seen:
    marked = lines.marked()
    options = tuple(dict.fromkeys((*marked, *lines.typed)))
    loose = {sign for sign in lines.stray if sign is not Sign.EMPTY_BOX}
    if lines.unsure or Sign.TICKED_BOX in loose or (loose and not options):
        return _Seen((*options, ""), "", "a mark stands where it could belong to more than one option")
    if "" in options or len(options) != 1:
        return _Seen(options if len(options) != 1 else ("", ""))
    option = options[0]
    sign = marked.get(option)
    if sign is None:
        return _Seen(options, "typed below the boxes")
    if any(one.option == option and one.ticked for one in lines.offered):
        return _Seen(options)
    how = f"{sign} beside the option"
    return _Seen(options, how) if sign in _PLAIN_SIGNS else _Seen(options, "", f"{sign} stands beside “{option}”")


def _with_looks(seen: _Seen, looks: Mapping[str, frozenset[Look]]) -> _Seen:
    """What the signs say, with how the options look: the one not struck through, or the one that stands out."""
    kept = tuple(option for option, look in looks.items() if Look.STRUCK not in look)
    if seen.options:
        struck = not kept or any(option in looks and option not in kept for option in seen.options)
        return _Seen((*seen.options, ""), "", "an option is ticked and struck through") if struck and looks else seen
    if len(looks) < 2:
        return seen
    if len(kept) < len(looks):
        return _Seen(kept, "the other options are struck through") if len(kept) == 1 else seen
    for look in Look:
        out = tuple(option for option in looks if look in looks[option])
        if not out or len(out) == len(looks):
            continue
        if look in _PLAIN_LOOKS:
            return _Seen(out, f"the option is {look}")
        if len(out) == 1:
            return _Seen(out, "", f"“{out[0]}” is {look}")
    return seen
