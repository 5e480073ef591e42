"""A submission seen as a panel member wants it: answers by criterion, evidence by reference."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evidence.by_area import areas_of, principles_citing
from pipeline.evidence.claimed import line_of
from pipeline.evidence.file_names import base_name
from pipeline.evidence.graph import build_graph
from pipeline.panel.cases.standing import HELD, Standing, of_line, standing
from pipeline.scheme.model import Criterion, FieldType, Scheme
from pipeline.scheme.words.marked import MarkedTable, marked_table
from pipeline.values import (
    Claim,
    ClaimKind,
    DateSpan,
    FileKind,
    FileReading,
    Form,
    Graph,
    Row,
    Scalar,
    Submission,
    Understood,
)

REFERENCE = re.compile(r"\b[Ee]\s?(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: a line of the index with its file, or a file the index does not name.

    ``ref`` is empty for a file outside the index; ``files`` is empty when nothing was attached, and holds
    several where more than one fits. ``held`` says that the piece came and can be read, ``areas`` for which areas it
    counts, by their ids.
    """

    ref: str
    title: str
    kind: str
    area: str
    file_name: str
    dated: str
    files: tuple[FileReading, ...]
    standing: Standing = HELD
    held: bool = True
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cited:
    """One pointer of an answer: an index reference (``ref``), or other words that point, and how it stands."""

    ref: str
    text: str
    files: tuple[FileReading, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """What a school wrote for one criterion. ``rating`` is empty when it chose none; ``said`` is label and words."""

    criterion: Criterion
    rating: str
    said: tuple[tuple[str, str], ...]
    cited: tuple[Cited, ...]
    evidence_words: str


def show(value: Scalar) -> str:
    """A value as a reader expects it: dates in words, ticks as yes and no, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, DateSpan):
        return f"{show(value.first)} to {show(value.last)}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def cell(row: Row, column: str) -> str:
    """A cell's answer, or what stood there when it could not be understood."""
    value = row.cells.get(column)
    if value is None:
        return ""
    return show(value.value) if value.answered else value.read.strip()


def field(form: Form | None, name: str) -> str:
    """A field's answer as text, or an empty string."""
    value = form.fields.get(name) if form is not None else None
    return show(value.value) if value is not None and value.answered else ""


def rows(form: Form | None, table: str, scheme: Scheme) -> tuple[Row, ...]:
    """The rows of a table that the school wrote in; a number that the form prints is not writing.

    None where the scheme has no such table.
    """
    layouts = scheme.document(form.document).tables if form is not None else ()
    layout = next((known for known in layouts if known.id == table), None)
    if form is None or layout is None:
        return ()
    printed = {column.id for column in layout.columns if column.printed}
    return tuple(
        row
        for row in form.tables.get(table, ())
        if any(name not in printed and value.understood is not Understood.EMPTY for name, value in row.cells.items())
    )


def evidence_graph(submission: Submission, scheme: Scheme) -> Graph:
    """What came of what the school points at. How old it may be is for the findings to say."""
    return build_graph(submission, scheme, None)


def answers(submission: Submission, scheme: Scheme, graph: Graph) -> tuple[Answer, ...]:
    """One answer a criterion, in the scheme's order, whatever order the school's form has."""
    marked = marked_table(scheme)
    if marked is None:
        return tuple(Answer(criterion, "", (), (), "") for criterion in scheme.criteria)
    form = submission.form(marked.document)
    by_key = {row.key: row for row in (form.tables.get(marked.table.id, ()) if form is not None else ())}
    claims: dict[str, list[Claim]] = {}
    for claim in graph.claims:
        if claim.address.startswith(f"{marked.address}."):
            claims.setdefault(claim.row, []).append(claim)
    return tuple(
        _answer(criterion, by_key.get(criterion.id), marked, _cited(claims.get(criterion.id, ()), graph))
        for criterion in scheme.criteria
    )


def _answer(criterion: Criterion, row: Row | None, marked: MarkedTable, cited: tuple[Cited, ...]) -> Answer:
    told = tuple((column.label, cell(row, column.id) if row is not None else "") for column in marked.told)
    if row is None:
        return Answer(criterion, "", told, (), "")
    references = [column.id for column in marked.table.columns if column.type is FieldType.REFS]
    pointed = " ".join(filter(None, (cell(row, column) for column in references)))
    return Answer(criterion, cell(row, marked.mark.id), told, cited, pointed)


def _cited(claims: Sequence[Claim], graph: Graph) -> tuple[Cited, ...]:
    """Each pointer once, references first; “see attached” is left out where it only means those."""
    references = {claim.target: claim for claim in claims if claim.kind is ClaimKind.REFERENCE}
    others = {claim.text: claim for claim in claims if claim.kind is not ClaimKind.REFERENCE}
    meant = {reading.file for claim in references.values() for reading in claim.files}
    shown = [claim for claim in others.values() if not claim.files or {f.file for f in claim.files} - meant]
    return (
        *(Cited(ref, ref, claim.files, standing(claim, graph)) for ref, claim in references.items()),
        *(Cited("", claim.text, claim.files, standing(claim, graph)) for claim in shown),
    )


def items(submission: Submission, scheme: Scheme, graph: Graph) -> tuple[Item, ...]:
    """The evidence index in its order with each line's files; then attached files it does not name."""
    used: set[str] = set()
    found: list[Item] = []
    citing = principles_citing(graph, scheme)
    for position, row in enumerate(rows(submission.application, "evidence", scheme), start=1):
        named = cell(row, "file")
        line = line_of(row)
        files = graph.of_line(line)
        used.update(reading.sha256 for reading in files)
        match = REFERENCE.search(row.key or cell(row, "ref"))
        ref = f"E{int(match.group(1))}" if match else f"E{position}"
        title = cell(row, "title") or named or "Untitled evidence"
        found.append(
            Item(ref, title, cell(row, "kind"), cell(row, "area"), named, cell(row, "date"), files,
                 of_line(line, graph), graph.holds(line), areas_of(row, scheme, citing))
        )  # fmt: skip
    kinds = {kind.id: kind.name for kind in scheme.evidence.kinds}
    for reading in graph.files:
        if reading.kind is FileKind.EVIDENCE and reading.sha256 not in used:
            used.add(reading.sha256)
            kind = kinds.get(reading.evidence.kind or "", "") if reading.evidence is not None else ""
            name = base_name(reading.file)
            found.append(Item("", "Attached, not in the evidence index", kind, "", name, "", (reading,)))
    return tuple(found)
