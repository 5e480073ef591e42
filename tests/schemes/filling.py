"""A worked case filled into its scheme's own blank forms as a school would, with files for its evidence."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence

from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import Workbook, load_workbook
from reportlab.pdfgen.canvas import Canvas

from pipeline.scheme.blank_application import build_application
from pipeline.scheme.blank_record import build_record
from pipeline.scheme.models import Example, Scheme, TableLayout
from pipeline.values import SourceFile

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SHOWN = "What the school did, whom it asked and what came of it stands here."
Answer = str | int | dt.date | bool | None
Cells = Mapping[str, object]


def sources(case: Example, scheme: Scheme) -> list[SourceFile]:
    """Everything the school sends."""
    files: list[tuple[str, bytes]] = []
    if case.record is not None:
        files.append(("Record.xlsx", filled_record(case.record, scheme)))
    if case.application is not None:
        files.append(("Application.docx", filled_application(case.application, scheme)))
    files += [(str(file["name"]), a_page(str(file["name"]))) for file in case.files]
    return [SourceFile(name, content, hashlib.sha256(content).hexdigest()) for name, content in files]


def filled_record(answers: Cells, scheme: Scheme) -> bytes:
    """The blank Record with a case's answers typed in."""
    book = load_workbook(io.BytesIO(build_record(scheme)))
    layout = scheme.document("record")
    for address, row, answer in _told(answers, layout.tables, [field.id for field in layout.fields], scheme):
        sheet, cell = next(iter(book.defined_names[f"award.record.{address}"].destinations))
        head = book[sheet][cell.replace("$", "")]
        book[sheet].cell(head.row + row, head.column).value = answer
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_application(answers: Cells, scheme: Scheme) -> bytes:
    """The blank Application with a case's answers typed in, its boxes ticked."""
    document = Document(io.BytesIO(build_application(scheme)))
    layout = scheme.document("application")
    told = {
        ".".join(filter(None, ("award.application", table, key, column))): answer
        for table, key, column, answer in _by_key(answers, layout.tables, [f.id for f in layout.fields], scheme)
    }
    for control in list(document.element.body.iter(qn("w:sdt"))):
        answer = told.get(_property(control, "tag"))
        if answer is None:
            continue
        if control.find(f".//{_W14}checkbox") is None:
            _type(control, answer)
        elif answer is True or answer == _property(control, "alias").partition(" ")[2]:
            _tick(control)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_page(name: str) -> bytes:
    """A file of evidence with a few words in it, of the kind that its name says."""
    title, _, ending = name.rpartition(".")
    out = io.BytesIO()
    if ending == "docx":
        document = Document()
        for words in (title, SHOWN):
            document.add_paragraph(words)
        document.save(out)
    elif ending == "xlsx":
        book = Workbook()
        for row in ([title], [SHOWN], ["October", 41], ["January", 57]):
            book.worksheets[0].append(row)
        book.save(out)
    else:
        page = Canvas(out, invariant=1)
        page.drawString(60, 760, title)
        page.drawString(60, 730, SHOWN)
        page.showPage()
        page.save()
    return out.getvalue()


def _by_key(
    answers: Cells, tables: Sequence[TableLayout], fields: Sequence[str], scheme: Scheme
) -> Iterator[tuple[str, str, str, Answer]]:
    """Table, key of the row, column and answer; of a field outside tables only its id and the answer."""
    for field in fields:
        if field in answers:
            yield "", "", field, _plain(answers[field], field, None, scheme)
    for table in tables:
        for key, cells in _rows(answers.get(table.id), table, scheme):
            for column, answer in cells.items():
                yield table.id, key, column, _plain(answer, column, table, scheme)


def _told(
    answers: Cells, tables: Sequence[TableLayout], fields: Sequence[str], scheme: Scheme
) -> Iterator[tuple[str, int, Answer]]:
    """Address, how many rows below its heading (none for a field), and answer."""
    for field in fields:
        if field in answers:
            yield field, 0, _plain(answers[field], field, None, scheme)
    for table in tables:
        for number, (_, cells) in enumerate(_rows(answers.get(table.id), table, scheme), start=1):
            for column, answer in cells.items():
                yield f"{table.id}.{column}", number, _plain(answer, column, table, scheme)


def _rows(given: object, table: TableLayout, scheme: Scheme) -> list[tuple[str, Mapping[str, object]]]:
    if isinstance(given, Mapping):
        printed = (
            [p.id for p in scheme.areas_in(table)] if table.rows == "principles" else [c.id for c in scheme.criteria]
        )
        but = given.get("but", {})
        return [(key, but.get(key, given.get("each", {})) or {}) for key in printed]
    rows = given if isinstance(given, (list, tuple)) else ()
    return [(f"{table.number_prefix}{number}", row) for number, row in enumerate(rows, start=1)]


def _plain(answer: object, column: str, table: TableLayout | None, scheme: Scheme) -> Answer:
    """As a person types it: several answers with commas, an area by its number and name."""
    layout = next((c for c in table.columns if c.id == column), None) if table is not None else None
    several = answer if isinstance(answer, (list, tuple)) else [answer]
    if layout is not None and layout.choices == "principles":
        names = {p.id: f"{p.number}. {p.short_name}" for p in scheme.principles}
        several = [names.get(str(one), one) for one in several]
    if len(several) == 1 and isinstance(several[0], (str, int, dt.date, bool, type(None))):
        return several[0]
    return ", ".join(map(str, several))


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn('w:' + name)}")
    return "" if found is None else found.get(qn("w:val"), "")


def _tick(control: etree._Element) -> None:
    for checked in control.iter(f"{_W14}checked"):
        checked.set(f"{_W14}val", "1")
    for text in control.iter(qn("w:t")):
        text.text = "☒"


def _type(control: etree._Element, answer: Answer) -> None:
    for part in [*control.iter(qn("w:showingPlcHdr")), *control.iter(qn("w:rStyle"))]:
        parent = part.getparent()
        if parent is not None:
            parent.remove(part)
    texts = list(control.iter(qn("w:t")))
    texts[0].text = f"{answer:%d/%m/%Y}" if isinstance(answer, dt.date) else str(answer)
