"""Answers into the blank Application, the way a school types them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.believable_year.answering.answers import Answers, Cell
from pipeline.ooxml.container import normalise
from pipeline.scheme.model import Scheme
from pipeline.values import Place

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED = "☒"
# “award.application.evidence.E16.title”: the stem with its letter, and the number.
_NUMBERED = re.compile(r"(award\.\w+\.\w+\.[A-Z]{0,2})(\d+)\.\w+")


def fill_application(blank: bytes, answers: Answers, scheme: Scheme, file: str) -> tuple[bytes, dict[str, Place]]:
    """The filled document of a school of the long year; see :func:`write_application`."""
    return write_application(blank, _written(answers, scheme), file, answers.sent)


def write_application(
    blank: bytes, answers: Mapping[str, Cell], file: str, saved: dt.date
) -> tuple[bytes, dict[str, Place]]:
    """The filled document, and where each answer stands: ``application.criteria.staff-training.how``.

    ``answers`` are by the same addresses. The head of the evidence index is at ``application.evidence``.
    """
    document = Document(io.BytesIO(blank))
    written = {f"award.{address}": value for address, value in answers.items()}
    _make_room(document.element.body, written)
    places: dict[str, Place] = {}
    tables = {table: number for number, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1)}
    for control in list(document.element.body.iter(qn("w:sdt"))):
        tag = _property(control, "tag")
        place = _place(control, tables, file)
        if place is not None and tag.startswith("award."):
            places[tag.removeprefix("award.")] = place
        if control.find(f".//{_W14}checkbox") is not None:
            label = _property(control, "alias").partition(" ")[2]
            value = written.get(tag)
            if value is True or (value and value == label):
                _tick(control)
        elif written.get(tag) is not None:
            _type(control, written[tag])
    if first := places.get("application.evidence.E1.title"):
        places["application.evidence"] = Place(file, table=first.table, row=1, column=1)
    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue(), saved), places


def _make_room(body: etree._Element, written: Mapping[str, Cell]) -> None:
    """Rows beneath the last numbered one of a table, the way a school adds them, for as many as are written."""
    last = {}
    for control in body.iter(qn("w:sdt")):
        numbered = _NUMBERED.fullmatch(_property(control, "tag"))
        if numbered is not None:
            last[numbered[1]] = (int(numbered[2]), next(_ancestors(control, "w:tr")))
    wanted = [found for tag in written if (found := _NUMBERED.fullmatch(tag)) is not None]
    for stem, (highest, row) in last.items():
        most = max((int(found[2]) for found in wanted if found[1] == stem), default=0)
        prefix = stem.rpartition(".")[2]
        for number in range(most, highest, -1):
            text = etree.tostring(row, encoding="unicode")
            text = text.replace(f"{stem}{highest}.", f"{stem}{number}.")
            text = text.replace(f">{prefix}{highest}<", f">{prefix}{number}<")
            row.addnext(etree.fromstring(text))


def _written(answers: Answers, scheme: Scheme) -> dict[str, Cell]:
    written: dict[str, Cell] = {f"application.{key}": value for key, value in answers.application.items()}
    kinds = {kind.id: kind.name for kind in scheme.evidence.kinds}
    areas = {area.id: area.name for area in scheme.evidence.areas}
    shown: dict[str, list[str]] = {}
    for number, piece in enumerate(answers.pieces, start=1):
        row = f"application.evidence.E{number}"
        written |= {f"{row}.title": piece.title, f"{row}.kind": kinds[piece.kind], f"{row}.file": piece.file}
        written |= {f"{row}.area": areas.get(piece.area), f"{row}.date": piece.dated}
        for criterion in piece.criteria:
            shown.setdefault(criterion, []).append(f"E{number}")
    for key, cells in answers.criteria.items():
        for column, value in cells.items():
            written[f"application.criteria.{key}.{column}"] = value
        written[f"application.criteria.{key}.evidence"] = ", ".join(shown.get(key, []))
    return written


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn('w:' + name)}")
    return "" if found is None else found.get(qn("w:val"), "")


def _ancestors(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    return element.iterancestors(qn(tag))


def _place(control: etree._Element, tables: dict[etree._Element, int], file: str) -> Place | None:
    cell = next(_ancestors(control, "w:tc"), None)
    if cell is None:
        return None
    row = next(_ancestors(cell, "w:tr"))
    table = next(_ancestors(row, "w:tbl"))
    rows, cells = list(table.iter(qn("w:tr"))), list(row.iter(qn("w:tc")))
    return Place(file, table=tables[table], row=rows.index(row) + 1, column=cells.index(cell) + 1)


def _tick(control: etree._Element) -> None:
    for checked in control.iter(f"{_W14}checked"):
        checked.set(f"{_W14}val", "1")
    for text in control.iter(qn("w:t")):
        text.text = _TICKED


def _type(control: etree._Element, value: Cell) -> None:
    words = f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
    for prompt in list(control.iter(qn("w:showingPlcHdr"))):
        _drop(prompt)
    for date in control.iter(qn("w:date")):
        if isinstance(value, dt.date):
            date.set(qn("w:fullDate"), f"{value.isoformat()}T00:00:00Z")
    texts = list(control.iter(qn("w:t")))
    texts[0].text = words
    for style in list(control.iter(qn("w:rStyle"))):
        _drop(style)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
