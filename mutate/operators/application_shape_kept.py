"""Shapes of an Application that change nothing: moved, added and renamed rows, columns and tables."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from lxml import etree

from mutate.around import parent_of
from mutate.mutant import Document, Faults, Sent, harmless
from mutate.paper import (
    Paper,
    W,
    cells_of,
    row_like,
    row_of,
    rows_of,
    run,
    table_of,
    text_of,
    write,
)
from mutate.school import scheme

A = Document.APPLICATION
_AUTHOR = {f"{W}id": "9001", f"{W}author": "A governor", f"{W}date": "2026-01-20T19:30:00Z"}


def criteria_table(paper: Paper, random: Random) -> etree._Element:
    """One of the tables of criteria."""
    key = random.choice([criterion.id for criterion in scheme().criteria])
    return table_of(paper.cell(f"application.criteria.{key}.how"))


@harmless(A, "D7")
def headings_in_other_letters(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Headings in capitals, with colons or hard spaces."""
    table = criteria_table(paper, random)
    for cell in cells_of(rows_of(table)[0]):
        text = text_of(cell).strip()
        write(cell, random.choice([text.upper(), text.lower(), f"{text}:", text.replace(" ", "\u00a0"), f" {text} "]))
    return None


@harmless(A, "D7")
def headings_by_another_name(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A heading is one of the other names that the rules know."""
    table_id = random.choice(["criteria", "evidence"])
    layout = next(
        t
        for d in scheme().documents
        for s in d.sections
        for t in s.tables
        if t.id == table_id and d.id == "application"
    )
    key = scheme().criteria[0].id if table_id == "criteria" else "E1"
    taken = {name.casefold() for c in layout.columns for name in (c.label,)}
    columns = [(c, [a for a in c.aliases if a.casefold() not in taken]) for c in layout.columns if not c.printed]
    column, names = random.choice([(c, names) for c, names in columns if names])
    cell = paper.cell(f"application.{table_id}.{key}.{column.id}")
    at = cells_of(row_of(cell)).index(cell)
    write(cells_of(rows_of(table_of(cell))[0])[at], random.choice(names))
    return None


@harmless(A, "D7")
def labels_by_another_name(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A label about the school is one of the other names that the rules know."""
    section = next(s for d in scheme().documents if d.id == "application" for s in d.sections if s.id == "about")
    item = random.choice(section.fields)
    cell = paper.cell(f"application.{item.id}")
    write(cells_of(row_of(cell))[0], random.choice(item.aliases))
    return None


@harmless(A, "D7", combines=False)
def columns_moved(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Two columns changed places in a table of criteria."""
    table = criteria_table(paper, random)
    first, second = sorted(random.sample(range(len(cells_of(rows_of(table)[0]))), 2))
    for row in rows_of(table):
        cells = cells_of(row)
        one, two = _outer(cells[first], row), _outer(cells[second], row)
        places = list(row)
        places[places.index(one)], places[places.index(two)] = two, one
        row[:] = places
    return None


def _outer(cell: etree._Element, row: etree._Element) -> etree._Element:
    """The cell, or the control around it, that is the row's own child."""
    while parent_of(cell) is not row:
        cell = parent_of(cell)
    return cell


def _shuffle(rows: Sequence[etree._Element], random: Random) -> None:
    """Neighbouring rows in another order, where the first of them stood."""
    parent = parent_of(rows[0])
    first = parent.index(rows[0])
    for at, row in enumerate(random.sample(rows, len(rows)), start=first):
        parent.insert(at, row)


@harmless(A, "D7", combines=False)
def rows_reordered(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The lines of a table of criteria stand in another order."""
    table = criteria_table(paper, random)
    _shuffle(rows_of(table)[1:], random)
    return None


@harmless(A, "D7")
def blank_row_inserted(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A blank line was added to a table."""
    table = (
        criteria_table(paper, random)
        if random.random() < 0.5
        else table_of(paper.cell("application.evidence.E1.title"))
    )
    rows = rows_of(table)
    row = random.choice(rows[1:])
    blank = etree.Element(f"{W}tr")
    for _ in cells_of(row):
        etree.SubElement(etree.SubElement(blank, f"{W}tc"), f"{W}p")
    row.addnext(blank)
    return None


@harmless(A, "D7")
def title_row_above(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A band with the principle's name stands above the headings, merged across."""
    table = criteria_table(paper, random)
    head = rows_of(table)[0]
    band = etree.Element(f"{W}tr")
    cell = etree.SubElement(band, f"{W}tc")
    etree.SubElement(etree.SubElement(cell, f"{W}tcPr"), f"{W}gridSpan").set(f"{W}val", str(len(cells_of(head))))
    etree.SubElement(cell, f"{W}p").append(run("Our self-assessment"))
    head.addprevious(band)
    return None


@harmless(A, "D7")
def extra_table(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A table of the school's own stands before or after ours."""
    table = etree.Element(f"{W}tbl")
    etree.SubElement(table, f"{W}tblPr")
    for words in (("Agreed by", "On"), ("SLT", "12 January"), ("Governors", "15 January")):
        row = etree.SubElement(table, f"{W}tr")
        for word in words:
            etree.SubElement(etree.SubElement(row, f"{W}tc"), f"{W}p").append(run(word))
    ours = criteria_table(paper, random)
    outer = parent_of(ours) if parent_of(ours).tag == f"{W}sdtContent" else ours
    outer.addprevious(table)
    table.addnext(etree.Element(f"{W}p"))
    return None


@harmless(A, "D7")
def extra_column(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The school added a column of its own at the right of a table."""
    table = criteria_table(paper, random)
    for number, row in enumerate(rows_of(table)):
        cell = etree.SubElement(row, f"{W}tc")
        etree.SubElement(cell, f"{W}p").append(
            run("Our notes" if number == 0 else random.choice(["ask Sian", "by May", ""]))
        )
    return None


@harmless(A, "D7")
def paragraphs_between(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Remarks stand between the tables."""
    for words in random.sample(["Draft for governors", "With thanks to all who helped", "Page break here", ""], 2):
        made = etree.Element(f"{W}p")
        made.append(run(words))
        _outer_of_body(criteria_table(paper, random), paper).addprevious(made)
    return None


def _outer_of_body(element: etree._Element, paper: Paper) -> etree._Element:
    while parent_of(element) is not paper.body:
        element = parent_of(element)
    return element


@harmless(A, "D5")
def cells_marked_merged(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Cells carry the marks of a merge that has one row or one column only."""
    for criterion in random.sample(scheme().criteria, 6):
        cell = paper.cell(f"application.criteria.{criterion.id}.how")
        properties = cell.find(f"{W}tcPr")
        if properties is None:
            properties = etree.Element(f"{W}tcPr")
            cell.insert(0, properties)
        etree.SubElement(properties, f"{W}vMerge").set(f"{W}val", "restart")
    return None


@harmless(A, "D7", combines=False)
def index_rows_reordered(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The lines of the evidence index stand in another order, each with its number."""
    table = table_of(paper.cell("application.evidence.E1.title"))
    _shuffle(rows_of(table)[1:], random)
    return None


@harmless(A, "D7")
def row_repeated_heading(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The headings were repeated further down a long table."""
    table = criteria_table(paper, random)
    rows = rows_of(table)
    random.choice(rows[1:]).addprevious(row_like(rows[0], *(text_of(cell).strip() for cell in cells_of(rows[0]))))
    return None
