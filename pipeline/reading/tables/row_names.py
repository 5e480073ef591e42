"""What a row is called: its principle, its criterion, or the number that a form prints in front of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from pipeline.reading.answers.choices import match_option, option_names
from pipeline.reading.answers.wording import NUMBER_WORDS, first_line, plain
from pipeline.reading.tables.criterion_rows import criteria_known
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.heading_names import nearest
from pipeline.scheme.model import Scheme, TableLayout
from pipeline.values import Notice, NoticeKind

# A word or two may be the beginning of any action.
_LEAST_OF_WORDS = 10
_BEFORE_NUMBER = r"(?:(?:action|act|item|ref|step|target)\.?)?(?: ?(?:number|no\.?|nr\.?|#))?"
_BEGINS_WITH_NUMBER = re.compile(r"\s*((?:action |no\.? ?)?[A-Za-z]?\d{1,3})\s*[.:)–—-]\s*\S", re.IGNORECASE)
NO_ROWS: Mapping[str, str] = MappingProxyType({})


class RowNames:
    """Which principle, criterion or printed number a row belongs to."""

    def __init__(
        self,
        document: str,
        table: TableLayout,
        grid: Grid,
        columns: Mapping[str, int],
        scheme: Scheme,
        about: Mapping[str, str] = NO_ROWS,
    ) -> None:
        """``about`` are the rows that this table's rows go through again, by key, with the words that they copy."""
        self.table, self.grid, self.about = table, grid, about
        self._found: dict[int, str | None] = {}
        self.by_words = {plain(words): key for key, words in about.items() if plain(words)}
        self.copied = next((c for c in table.columns if c.copies), None)
        self.copied_at = columns.get(self.copied.id) if self.copied else None
        self.columns = [columns[c.id] for c in table.columns if c.printed and c.copies is None and c.id in columns]
        named = next((c for c in table.columns if c.printed and c.copies is None and c.id in columns), None)
        # Where a row's name stands, and what the column is called.
        self.first = (columns[named.id], named.label) if named else (min(columns.values()), "")
        self.principles = option_names("principles", scheme) if table.rows == "principles" else {}
        self.ids = frozenset(principle.id for principle in scheme.principles)
        self.criteria = criteria_known(scheme) if table.rows == "criteria" else None
        self.tagged = grid.tagged_rows(f"award.{document}.{table.id}.") if grid.tags else {}

    def key(self, number: int) -> str | None:
        """The row's key; each is looked up once."""
        if number not in self._found:
            self._found[number] = self._key(number)
        return self._found[number]

    def _key(self, number: int) -> str | None:
        """Which row of ours a row is, by what it prints or else by its tag; None for none."""
        if self.criteria is not None:
            return self.criteria.identify(self._printed(number), self.tagged.get(number)).key
        for text in self._printed(number):
            key = self._key_of(text) if text else None
            if key is not None:
                return key
        tag = self.tagged.get(number)
        return tag if self.table.rows == "blank" or tag in self.ids else None

    def goes_on(self, number: int) -> bool:
        """Whether a row without a key of its own goes on with the one above: one added below a printed row, or
        the rest of a merged box. A row under a name of the school's own stands for itself.
        """
        return self.table.rows != "blank" and not any(self._printed(number))

    def gone_through(self, number: int) -> str | None:
        """The key of the row that one without a name of its own goes through again, by its words copied from there."""
        if not self.by_words or self.copied_at is None:
            return None
        return self._by_words(self.grid.text(number, self.copied_at))

    def _by_words(self, text: str) -> str | None:
        """The one row that a text is about: its own words, their beginning, or nearly they."""
        words = plain(text)
        if len(words) < _LEAST_OF_WORDS or words in self.by_words:
            return self.by_words.get(words)
        parts = {
            key
            for own, key in self.by_words.items()
            if own.startswith(words) or own in (words[: len(own)], words[-len(own) :])
        }
        if len(parts) == 1:
            return parts.pop()
        near = nearest(words, tuple(self.by_words))
        return self.by_words[near[0]] if near else None

    def unknown(self, number: int) -> Notice | None:
        """A notice about a row without a key, under a name that is none of the scheme's principles; None without."""
        if self.table.rows != "principles":
            return None
        name = next(filter(None, self._printed(number)), "")
        return self._notice(NoticeKind.UNKNOWN_ROW, number, name) if name else None

    def notices(self, number: int, key: str | None, known: Container[str | None]) -> Iterator[Notice]:
        """A notice where a row has the number of one before it (``known``), or where a review does not say of what."""
        if self.table.rows == "blank" and key in known:
            yield self._notice(NoticeKind.NUMBER_TWICE, number, key or "")
        if self.is_astray(key) and self.copied and self.copied.copies:
            # All that is said of rows without a review follows from this.
            table = self.copied.copies.partition(".")[0]
            read = next(filter(None, self._printed(number)), "")
            kind = NoticeKind.NO_NUMBER if key is None else NoticeKind.UNKNOWN_NUMBER
            yield self._notice(kind, number, read if key is not None else "", of_row=f"{table}|")

    def is_astray(self, key: str | None) -> bool:
        """Whether a row of a review is about none of the rows that there are to review."""
        return bool(self.about) and key not in self.about

    def _notice(self, kind: NoticeKind, number: int, read: str, **words: str) -> Notice:
        column, label = self.first
        return Notice(kind, self.grid.place(number, column), read, {"label": label, **words})

    def _printed(self, number: int) -> list[str]:
        """What the form's own columns show in a row."""
        return [self.grid.text(number, column) for column in self.columns]

    def _key_of(self, text: str) -> str | None:
        if self.table.rows == "principles":
            return match_option(first_line(text), self.principles) or _by_number(text, self.principles)
        key = printed_number(text, self.table.number_prefix)
        if key is None or not self.is_astray(key):
            return key
        # “Action 3: hold a council”, or the action itself where its number should stand.
        begins = _BEGINS_WITH_NUMBER.match(text)
        number = printed_number(begins[1], self.table.number_prefix) if begins else None
        return self._by_words(text) or (key if self.is_astray(number) else number)


def _by_number(text: str, names: Mapping[str, str]) -> str | None:
    number = re.match(r"\s*(?:(?:principle|area|theme|strand|p|no\.?)\s*)?(\d{1,2})\b", text, re.IGNORECASE)
    return names.get(number[1]) if number else None


# Two sheets of a form print the same numbers.
@lru_cache(maxsize=2_000)
def printed_number(text: str, prefix: str) -> str | None:
    """``"A3"``, ``"a 3"``, ``"Action 3"``, ``"#3"``, ``"three"`` and ``"3"`` as ``A3``.

    Another short text as it stands; None for nothing.
    """
    words = " ".join(text.split())
    number = rf"\(?(?:{_BEFORE_NUMBER} ?)?{re.escape(prefix)}? ?[.-]?0*(\d{{1,3}}|{'|'.join(NUMBER_WORDS)}) ?[.):]*"
    match = re.fullmatch(number, words, re.IGNORECASE) if prefix else None
    if match:
        figures = match[1].lower()
        return f"{prefix}{NUMBER_WORDS.get(figures, figures)}"
    return text.strip()[:20] or None
