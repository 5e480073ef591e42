"""The pages about the school: who they are, who is on the team, and what else their forms asked of the whole school."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from pipeline.evidence.claimed import INDEX
from pipeline.panel.cases.dossier import cell, field, rows
from pipeline.panel.packs import style
from pipeline.panel.packs.document import Progress, heading
from pipeline.panel.packs.grids import facts, grid
from pipeline.panel.packs.style import para
from pipeline.scheme.model import ColumnLayout, FieldType, Scheme, SectionLayout, TableLayout
from pipeline.scheme.words.marked import marked_table
from pipeline.values import CaseView, Submission

# What is said on the first page itself, or is no business of the panel's.
SAID = {
    *("school_name", "urn", "postcode", "head_name", "lead_name", "lead_email", "started_on", "declared", "share"),
    *("declaration_name", "declaration_role", "declaration_date"),
}
TEAM = "team"
# They have pages of their own.
ELSEWHERE = frozenset({"plan", "review"})
AREA_WIDTH = 110


def school_and_team(progress: Progress, case: CaseView, submission: Submission, scheme: Scheme) -> list[Flowable]:
    """Who they are, who leads, who is on the team, and what they wrote that belongs to no criterion."""
    record, application = submission.record, submission.application

    def said(name: str) -> str:
        return field(application, name) or field(record, name)

    pairs = [
        ("School or setting", said("school_name") or case.school.name),
        ("Headteacher or manager", said("head_name") or case.school.head),
        ("Lead for this award", said("lead_name") or case.lead_name),
        ("Work began on", field(record, "started_on")),
    ]
    signed = ", ".join(filter(None, (said("declaration_name"), said("declaration_role"), said("declaration_date"))))
    pairs.append(("Declaration signed by", signed))
    return [*heading(progress, "school", "School and team"), facts(pairs), *_told(submission, scheme), PageBreak()]


def _told(submission: Submission, scheme: Scheme) -> Iterator[Flowable]:
    """Section by section of both forms, in their order; a section that nothing was written in is left out."""
    marked = marked_table(scheme)
    elsewhere = {INDEX, marked.address if marked is not None else ""}
    for document in scheme.documents:
        for section in document.sections:
            yield from _fields(submission, document.id, section)
            for table in section.tables:
                if f"{document.id}.{table.id}" not in elsewhere and table.id not in ELSEWHERE:
                    yield from _rows(submission, document.id, table, scheme)


def _fields(submission: Submission, document: str, section: SectionLayout) -> Iterator[Flowable]:
    form = submission.form(document)
    answered = [(known.label, field(form, known.id)) for known in section.fields if known.id not in SAID]
    told = [(label, text) for label, text in answered if text]
    if told:
        yield KeepTogether([para(section.title, style.SECTION), facts(told)])


def _rows(submission: Submission, document: str, table: TableLayout, scheme: Scheme) -> Iterator[Flowable]:
    found = rows(submission.form(document), table.id, scheme)
    if not found:
        if table.id == TEAM:
            yield from (para(table.title, style.SECTION), para("No team was named.", style.LEAD))
        return
    asked = [column for column in table.columns if not column.printed and _is_shown(column, table)]
    names = {area.id: f"{area.number}. {area.short_name}" for area in scheme.principles}
    named = table.rows == "principles"
    data: list[list[Any]] = [[*[table.columns[0].label] * named, *(column.label for column in asked)]]
    for row in found:
        first = [names.get(row.key or "", cell(row, table.columns[0].id))] if named else []
        texts = (names.get(cell(row, c.id), cell(row, c.id)) for c in asked)
        data.append([para(text, style.SMALL) for text in (*first, *texts)])
    room = style.INNER - AREA_WIDTH * named
    widths = [room * column.width / sum(c.width for c in asked) for column in asked]
    yield from (para(table.title, style.SECTION), grid(data, [*[AREA_WIDTH] * named, *widths]))


def _is_shown(column: ColumnLayout, table: TableLayout) -> bool:
    """Where a school tells of each area, what only points at evidence is left to the index."""
    return table.rows != "principles" or not (column.points or column.type is FieldType.REFS)
