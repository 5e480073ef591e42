"""Which column is which: the signs above a table's answers vote, and the row is its header or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.answers.wording import candidates, labels, plain
from pipeline.reading.tables.grids import Grid
from pipeline.reading.tables.header import Header
from pipeline.reading.tables.heading_names import LONGEST_HEADING, nearest
from pipeline.reading.tables.own_numbers import numbered_column
from pipeline.scheme.model import ColumnLayout, TableLayout
from pipeline.values import Confidence, Notice, NoticeKind

# A header row must show this share of a table's columns, or a little less where an anchor agrees.
SHARE = 0.6
SHARE_WITH_ANCHOR = 0.4
# How much each sign counts: our own numbers under a heading, whatever it says; what the school sees above its answers,
# by our name for it or by another; then our hidden marker (which stays behind when columns are moved by hand), then a
# heading that is nearly ours, then the place.
_NUMBERS, _LABEL, _ALIAS, _MARKER, _NEAR, _POSITION = 8.0, 4.0, 3.6, 3.0, 1.5, 0.25
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class _Vote:
    score: float
    order: int
    column: int
    layout: ColumnLayout
    sign: str


def elect(
    grid: Grid,
    row: int,
    texts: Mapping[int, str],
    table: TableLayout,
    hits: Sequence[tuple[int, int, int]],
    marks: Mapping[str, int],
    at_home: bool,
) -> Header | None:
    """The header that a row is of a table, if enough of its columns are found in it.

    ``hits`` are headings that a column goes by (grid column, layout column, rank of the name), ``marks`` the grid
    columns that our own markers name; ``at_home`` where the table belongs to this sheet or section.
    """
    votes = _votes(texts, table, hits, marks)
    numbers = numbered_column(grid, row, texts, table)
    if numbers is not None:
        order, column = numbers
        votes.append(_Vote(_NUMBERS, order, column, table.columns[order], "numbers"))
    taken: dict[str, _Vote] = {}
    used: set[int] = set()
    for vote in sorted(votes, key=lambda v: (-v.score, v.order, v.column)):
        if vote.layout.id not in taken and vote.column not in used:
            taken[vote.layout.id] = vote
            used.add(vote.column)
    told = sum(vote.sign not in {"marker", "numbers"} for vote in taken.values())
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
        if layout.id in marks and not _is_nearly_anothers(texts, marks[layout.id], layout, table, hits):
            score, sign = scores.get((order, marks[layout.id]), (0.0, "marker"))
            scores[order, marks[layout.id]] = score + _MARKER, sign if score >= _LABEL else "marker"
    at = {column: number for number, column in enumerate(sorted(texts))}
    return [
        _Vote(score + (_POSITION if at.get(column) == order else 0.0), order, column, table.columns[order], sign)
        for (order, column), (score, sign) in scores.items()
    ]


def _is_nearly_anothers(
    texts: Mapping[int, str], mark: int, layout: ColumnLayout, table: TableLayout, hits: Sequence[tuple[int, int, int]]
) -> bool:
    """Whether a heading under one column's marker is another column's but for a slip: the marker was left behind.

    Not where that other column has a heading of its own elsewhere.
    """
    text = texts.get(mark, "")
    word, own = plain(text), labels(layout.label, layout.aliases)
    if not _LEAST_LETTERS <= len(word) <= LONGEST_HEADING or not {*candidates(text)}.isdisjoint(own):
        return False
    names = {name: other.id for other in table.columns for name in labels(other.label, other.aliases)}
    near = nearest(word, tuple(names))
    if near is None or near[0] in own:
        return False
    return names[near[0]] not in {table.columns[order].id for column, order, _rank in hits if column != mark}


def _nearly(texts: Mapping[int, str], table: TableLayout, taken: Mapping[str, _Vote]) -> dict[str, _Vote]:
    """Columns that are still missing, under headings that are nearly theirs; each heading for one column only."""
    found: dict[str, _Vote] = {}
    used = {vote.column for vote in taken.values()}
    for column, text in texts.items():
        word = plain(text)
        if column in used or not _LEAST_LETTERS <= len(word) <= LONGEST_HEADING:
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
