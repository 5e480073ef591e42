"""Finding a layout's tables by their headings. Several signs say which column is which, and they vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import PlainNames, candidates, labels, plain
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.joined_headings import parted
from pipeline.scheme.model import ColumnLayout, TableLayout
from pipeline.values import Confidence, Notice, NoticeKind

# A header row must show this share of a table's columns, or a little less where an anchor agrees.
SHARE = 0.6
SHARE_WITH_ANCHOR = 0.4
# How much each sign counts: what the school sees above its answers, by our name for it or by another, then our hidden
# marker (which stays behind when columns are moved by hand), then a heading that is nearly ours, then the place.
_LABEL, _ALIAS, _MARKER, _NEAR, _POSITION = 4.0, 3.6, 3.0, 1.5, 0.25
# A heading with a letter or two wrong scores 85 and more; the nearest two headings of one table (“Start”,
# “Status”; “Outcome”, “Action”) stay below 75.
NEAR = 84.0
_LEAST_LETTERS = 4
# Instructions are longer than headings.
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands in a grid, and which grid column each layout column is.

    ``row`` is the last row of the header. ``doubts`` says which columns were not found by their own heading,
    and how they were; ``notices`` what an officer should know about it.
    """

    table: TableLayout
    grid: Grid
    row: int
    columns: Mapping[str, int]
    share: float
    doubts: Mapping[str, tuple[Confidence, str]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    by_text: bool = True


@dataclass(frozen=True, slots=True)
class _Vote:
    score: float
    order: int
    column: int
    layout: ColumnLayout
    sign: str


class _Index:
    """Every plain name of every column, to (table, column, rank): rank 0 is the printed label itself."""

    def __init__(self, tables: Sequence[TableLayout]) -> None:
        self.columns: dict[str, list[tuple[int, int, int]]] = {}
        for at, table in enumerate(tables):
            for order, layout in enumerate(table.columns):
                for rank, name in enumerate(labels(layout.label, layout.aliases)):
                    self.columns.setdefault(name, []).append((at, order, rank))
        self._names = PlainNames(self.columns)

    def knows(self, text: str) -> bool:
        """Whether a text is the heading of any column. Most texts of a form are none."""
        if len(text) > _LONGEST_HEADING or not self._names.begin(text):
            return False
        return not self.columns.keys().isdisjoint(candidates(text))


def find_headers(
    grids: Sequence[Grid],
    tables: Sequence[TableLayout],
    home: Mapping[str, str],
    anchors: Mapping[int, Mapping[str, Spot]],
) -> list[Header]:
    """Every header row in every grid, each given to the table it fits best, in reading order.

    ``home`` is the sheet or section a table belongs to; ``anchors`` maps a grid's index to named header
    spots (``plan.start``), which vote beside what the headings say.
    """
    index = _index(_Tables(tuple(tables)))
    headers: list[Header] = []
    for number, grid in enumerate(grids):
        named = anchors.get(number, {})
        found = list(_headers_of(grid, tables, home, named, index))
        # A marker alone counts only where no row has the headings themselves: names stay behind when rows move.
        told = {header.table.id for header in found if header.by_text}
        headers.extend(header for header in found if header.by_text or header.table.id not in told)
    return headers


@dataclass(frozen=True, slots=True)
class _Tables:
    """A layout's tables as a key: the very same ones have the same names."""

    tables: tuple[TableLayout, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.tables)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tables) and tuple(map(id, self.tables)) == tuple(map(id, other.tables))


@lru_cache(maxsize=32)
def _index(key: _Tables) -> _Index:
    return _Index(key.tables)


def _headers_of(
    grid: Grid, tables: Sequence[TableLayout], home: Mapping[str, str], named: Mapping[str, Spot], index: _Index
) -> Iterator[Header]:
    marked = {spot[0] for spot in named.values()}
    rows = grid.by_row()
    skip = 0
    for row, columns in rows.items():
        if row <= skip or (len(columns) < 2 and row not in marked):
            continue
        if row not in marked and not any(index.knows(grid.boxes[row, column].text.strip()) for column in columns):
            continue
        texts: Mapping[int, str] = {column: text for column in columns if (text := grid.text(row, column))}
        if grid.merged:
            texts = parted(grid, row, texts, index.knows)
        header = _best(grid, row, texts, tables, home, named if row in marked else {}, index)
        below = rows.get(row + 1)
        if below and (header is None or len(header.columns) < len(header.table.columns)):
            two = _over_two_rows(grid, row, texts, below, tables, home, named, index)
            if two is not None and (header is None or len(two.columns) > len(header.columns)):
                header = two
        if header is not None:
            skip = header.row
            yield header


def _best(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    tables: Sequence[TableLayout],
    home: Mapping[str, str],
    named: Mapping[str, Spot],
    index: _Index,
) -> Header | None:
    hits: dict[int, list[tuple[int, int, int]]] = {}
    for column, text in texts.items():
        if len(text) > _LONGEST_HEADING:
            continue
        for name in candidates(text):
            for at, order, rank in index.columns.get(name, ()):
                hits.setdefault(at, []).append((column, order, rank))
    best: Header | None = None
    for at, table in enumerate(tables):
        marks = _markers(table, row, named) if named else {}
        if at not in hits and not marks:
            continue
        own_home = home.get(table.id, "")
        at_home = bool(own_home) and plain(own_home) in {plain(grid.name), plain(grid.section)}
        header = _elect(grid, row, texts, table, hits.get(at, []), marks, at_home)
        if header is not None and (best is None or header.share > best.share):
            best = header
    return best


def _over_two_rows(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    below: Sequence[int],
    tables: Sequence[TableLayout],
    home: Mapping[str, str],
    named: Mapping[str, Spot],
    index: _Index,
) -> Header | None:
    """A header of two rows (“Dates” over “Start” and “By when”). Every box of the second must itself be a heading."""
    lower = {column: text for column in below if (text := grid.text(row + 1, column))}
    joined: dict[int, str] = dict(texts)
    for column, text in lower.items():
        above = texts.get(column) or _spanning(grid, row, column)
        both = f"{above} {text}"
        known = [each for each in (text, both) if index.knows(each)]
        if not known:
            return None
        joined[column] = known[0]
    header = _best(grid, row, joined, tables, home, named, index)
    if header is None or not any(column in lower for column in header.columns.values()):
        return None
    return Header(
        header.table, grid, row + 1, header.columns, header.share, header.doubts, header.notices, header.by_text
    )


def _spanning(grid: Grid, row: int, column: int) -> str:
    """The text of the box that is merged across a column from further left."""
    for (top, left), (_, right) in grid.merged.items():
        if top == row and left < column <= right:
            return grid.text(top, left)
    return ""


def _elect(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    table: TableLayout,
    hits: Sequence[tuple[int, int, int]],
    marks: Mapping[str, int],
    at_home: bool,
) -> Header | None:
    votes = _votes(texts, table, hits, marks)
    taken: dict[str, _Vote] = {}
    used: set[int] = set()
    for vote in sorted(votes, key=lambda v: (-v.score, v.order, v.column)):
        if vote.layout.id not in taken and vote.column not in used:
            taken[vote.layout.id] = vote
            used.add(vote.column)
    told = sum(vote.sign != "marker" for vote in taken.values())
    if told >= 2 or marks:
        taken.update(_nearly(texts, table, taken))
    share = len(taken) / len(table.columns)
    if share < (SHARE_WITH_ANCHOR if marks or at_home else SHARE) or len(taken) < 2:
        return None
    return Header(
        table,
        grid,
        row,
        {name: vote.column for name, vote in taken.items()},
        share + (0.1 if at_home else 0) + (0.2 if marks else 0),
        {name: doubt for name, vote in taken.items() if (doubt := _doubt(vote, texts))},
        tuple(_notices(grid, row, texts, taken, marks)),
        by_text=told >= 2,
    )


def _votes(
    texts: Mapping[int, str], table: TableLayout, hits: Sequence[tuple[int, int, int]], marks: Mapping[str, int]
) -> list[_Vote]:
    """One vote for each column of the layout and each column of the grid that any sign speaks for."""
    scores: dict[tuple[int, int], tuple[float, str]] = {}
    for column, order, rank in hits:
        # Of several aliases, the scheme names the plainer ones first.
        score = _LABEL if rank == 0 else _ALIAS - rank / 1000
        if score > scores.get((order, column), (0.0, ""))[0]:
            scores[order, column] = score, "label" if rank == 0 else "alias"
    for order, layout in enumerate(table.columns):
        if layout.id in marks and not _is_nearly_anothers(texts.get(marks[layout.id], ""), layout, table):
            score, sign = scores.get((order, marks[layout.id]), (0.0, "marker"))
            scores[order, marks[layout.id]] = score + _MARKER, sign if score >= _LABEL else "marker"
    at = {column: number for number, column in enumerate(sorted(texts))}
    return [
        _Vote(score + (_POSITION if at.get(column) == order else 0.0), order, column, table.columns[order], sign)
        for (order, column), (score, sign) in scores.items()
    ]


def _is_nearly_anothers(text: str, layout: ColumnLayout, table: TableLayout) -> bool:
    """Whether a heading under one column's marker is another column's but for a slip: the marker was left behind."""
    word, own = plain(text), labels(layout.label, layout.aliases)
    if not _LEAST_LETTERS <= len(word) <= _LONGEST_HEADING or not {*candidates(text)}.isdisjoint(own):
        return False
    names = {name: other.id for other in table.columns for name in labels(other.label, other.aliases)}
    near = nearest(word, tuple(names))
    return near is not None and near[0] not in own


def _nearly(texts: Mapping[int, str], table: TableLayout, taken: Mapping[str, _Vote]) -> dict[str, _Vote]:
    """Columns that are still missing, under headings that are nearly theirs; each heading for one column only."""
    found: dict[str, _Vote] = {}
    used = {vote.column for vote in taken.values()}
    for column, text in texts.items():
        word = plain(text)
        if column in used or not _LEAST_LETTERS <= len(word) <= _LONGEST_HEADING:
            continue
        near = sorted(
            (best[1], order)
            for order, layout in enumerate(table.columns)
            if layout.id not in taken and layout.id not in found
            if (best := nearest(word, labels(layout.label, layout.aliases))) is not None
        )
        if near and (len(near) == 1 or near[-1][0] > near[-2][0]):
            order = near[-1][1]
            found[table.columns[order].id] = _Vote(_NEAR, order, column, table.columns[order], "near")
    return found


def nearest(word: str, names: Sequence[str]) -> tuple[str, float] | None:
    """The name that a word is nearly (in plain form), and how nearly out of 100; None when it is none of them."""
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return (best[0], best[1]) if best else None


def _doubt(vote: _Vote, texts: Mapping[int, str]) -> tuple[Confidence, str] | None:
    heading = " ".join(texts.get(vote.column, "").split())[:60]
    if vote.sign in {"alias", "near"}:
        return Confidence.LIKELY, f"under the heading “{heading}”"
    if vote.sign == "marker" and vote.score < _MARKER + _ALIAS - 1:
        return Confidence.LIKELY, "by the form’s own marker"
    return None


def _notices(
    grid: Grid, row: int, texts: Mapping[int, str], taken: Mapping[str, _Vote], marks: Mapping[str, int]
) -> Iterator[Notice]:
    used = {vote.column for vote in taken.values()}
    for name, vote in taken.items():
        heading = texts.get(vote.column, "")
        if vote.sign == "near":
            yield Notice(NoticeKind.HEADING_NEAR, grid.place(row, vote.column), heading, {"label": vote.layout.label})
        marked = marks.get(name, vote.column)
        # Where the marked column is plainly another one, the columns were moved and our markers stayed behind.
        if marked != vote.column and marked not in used and texts.get(marked):
            words = {"label": vote.layout.label, "other": texts.get(marked, ""), "heading": heading}
            yield Notice(NoticeKind.ANCHORS_DISAGREE, grid.place(row, vote.column), heading, words)


def _markers(table: TableLayout, row: int, named: Mapping[str, Spot]) -> dict[str, int]:
    return {
        layout.id: spot[1]
        for layout in table.columns
        if (spot := named.get(f"{table.id}.{layout.id}")) is not None and spot[0] == row
    }
