from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.blank_forms.application import build_application
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import FieldType, Scheme
from pipeline.scheme.words.placeholders import PLACEHOLDERS

RULES = Path(__file__).parents[2] / "rules" / "kent-award"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(RULES)


@pytest.fixture(scope="module")
def data(scheme: Scheme) -> bytes:
    return build_application(scheme)


@pytest.fixture(scope="module")
def body(data: bytes) -> Any:
    return Document(io.BytesIO(data)).element.body


def _text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def _controls(body: Any) -> list[tuple[str, Any]]:
    return [(sdt.find(f".//{qn('w:tag')}").get(qn("w:val")), sdt) for sdt in body.iter(qn("w:sdt"))]


def _rows(body: Any) -> list[list[str]]:
    return [[_text(cell) for cell in row.iter(qn("w:tc"))] for row in body.iter(qn("w:tr"))]


def test_built_twice_it_is_the_same_bytes(scheme: Scheme, data: bytes) -> None:
    assert build_application(scheme) == data


def test_its_properties_say_which_scheme_version_and_document_it_is(scheme: Scheme, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("docProps/custom.xml"))
    found = {item.get("name"): item[0].text for item in root}
    assert found == {"award.scheme": scheme.id, "award.version": scheme.version, "award.document": "application"}


def test_it_is_titled_and_in_british_english(scheme: Scheme, data: bytes) -> None:
    document = Document(io.BytesIO(data))
    assert document.core_properties.title == f"{scheme.short_name}: {scheme.document('application').title}"
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_every_field_and_answer_cell_has_a_control_named_after_it(scheme: Scheme, body: Any) -> None:
    layout = scheme.document("application")
    wanted = Counter(f"award.application.{field.id}" for field in layout.fields)
    for table in layout.tables:
        blank = [f"{table.number_prefix}{number}" for number in range(1, table.blank_rows + 1)]
        for row in [c.id for c in scheme.criteria] if table.rows == "criteria" else blank:
            for column in table.columns:
                if not column.printed:
                    times = len(scheme.options(column.choices or "")) if column.ticks else 1
                    wanted[f"award.application.{table.id}.{row}.{column.id}"] = times
    assert Counter(tag for tag, _ in _controls(body)) == wanted


def test_no_control_or_bookmark_name_is_longer_than_word_allows(body: Any) -> None:
    assert [tag for tag, _ in _controls(body) if len(tag) > 64] == []
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [name for name in names if not re.fullmatch(r"[a-z]\w{0,39}", name)] == []
    assert len(names) == len(set(names))


def test_control_numbers_are_never_shared(body: Any) -> None:
    numbers = [sdt.find(f".//{qn('w:id')}").get(qn("w:val")) for _, sdt in _controls(body)]
    assert len(numbers) == len(set(numbers))


def test_each_principle_is_a_heading_once(scheme: Scheme, data: bytes) -> None:
    headings = [p.text for p in Document(io.BytesIO(data)).paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == [f"{p.number}. {p.name}" for p in scheme.principles]


def test_each_criterion_is_printed_once_beside_its_code(scheme: Scheme, body: Any) -> None:
    printed = [(row[0], row[1]) for row in _rows(body) if re.fullmatch(r"\d+\.\d+", row[0])]
    wanted = [(c.code, f"{c.text}For example: {', '.join(c.examples)}.") for c in scheme.criteria]
    assert printed == wanted


def test_each_rating_is_three_empty_boxes_each_on_its_own_line(scheme: Scheme, body: Any) -> None:
    wanted = [f"☐ {option}" for option in scheme.options("rating")]
    for row in body.iter(qn("w:tr")):
        cells = list(row.iter(qn("w:tc")))
        if re.fullmatch(r"\d+\.\d+", _text(cells[0])):
            assert [_text(line) for line in cells[2].iter(qn("w:p"))] == wanted
            assert len(list(cells[2].iter(f"{W14}checkbox"))) == len(wanted)


def test_the_evidence_index_prints_its_references(scheme: Scheme, body: Any) -> None:
    count = scheme.document("application").table("evidence").blank_rows
    printed = [row[0] for row in _rows(body) if re.fullmatch(r"E\d+", row[0])]
    assert printed == [f"E{number}" for number in range(1, count + 1)]


def test_lists_offer_the_options_of_the_scheme(scheme: Scheme, body: Any) -> None:
    offered = {
        tag.rsplit(".", maxsplit=1)[1]: [item.get(qn("w:value")) for item in sdt.iter(qn("w:listItem"))]
        for tag, sdt in _controls(body)
        if sdt.find(f".//{qn('w:comboBox')}") is not None
    }
    assert offered == {
        "kind": list(scheme.options("evidence-kinds")),
        "area": list(scheme.options("evidence-areas")),
    }


def test_an_untouched_answer_is_marked_as_a_placeholder(body: Any) -> None:
    for _, sdt in _controls(body):
        tick = sdt.find(f".//{W14}checkbox") is not None
        assert (sdt.find(f".//{qn('w:showingPlcHdr')}") is not None) is not tick
        assert tick or _text(sdt) in PLACEHOLDERS


def test_declarations_are_ticks_before_their_words(scheme: Scheme, data: bytes) -> None:
    ticks = [field for field in scheme.document("application").fields if field.type is FieldType.TICK]
    lines = [_text(p._p) for p in Document(io.BytesIO(data)).paragraphs]
    assert [line for line in lines if line.startswith("☐")] == [f"☐ {field.label}" for field in ticks]


def test_tables_have_alt_text_whole_rows_and_repeating_headers(scheme: Scheme, body: Any) -> None:
    tables = list(body.iter(qn("w:tbl")))
    assert len(tables) == len(scheme.principles) + 3
    for table in tables:
        assert table.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        assert table.find(f".//{qn('w:tblDescription')}").get(qn("w:val"))
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table.iter(qn("w:tr")))
    assert sum(table.find(f".//{qn('w:tblHeader')}") is not None for table in tables) == len(scheme.principles) + 1


def test_markup_in_a_criterion_stays_words(scheme: Scheme) -> None:
    text = "Łucja & Siân say <b>yes</b> “now”"
    first = scheme.criteria[0].model_copy(update={"text": text, "examples": ()})
    other = scheme.model_copy(update={"criteria": (first, *scheme.criteria[1:])})
    rows = _rows(Document(io.BytesIO(build_application(other))).element.body)
    assert [row[1] for row in rows if row[0] == first.code] == [text]


def test_it_carries_no_look_for_tables_that_no_table_has(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "word/stylesWithEffects.xml" not in package.namelist()
        looks = etree.fromstring(package.read("word/styles.xml")).iterfind(qn("w:style"))
    assert [look.get(qn("w:styleId")) for look in looks if look.get(qn("w:type")) == "table"] == ["TableNormal"]
