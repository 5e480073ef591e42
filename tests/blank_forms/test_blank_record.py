from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.blank_forms.record import build_record
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme

RULES = Path(__file__).parents[2] / "rules" / "kent-award"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(RULES)


@pytest.fixture(scope="module")
def data(scheme: Scheme) -> bytes:
    return build_record(scheme)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def _named(book: Any, name: str) -> tuple[str, str]:
    [(sheet, place)] = book.defined_names[name].destinations
    return sheet, place.replace("$", "")


def _options(book: Any, sheet: str, cell: str) -> list[str]:
    for rule in book[sheet].data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            name, _, place = rule.formula1.partition("!")
            return [row[0].value for row in book[name][place.replace("$", "")]]
    return []


def test_built_twice_it_is_the_same_bytes(scheme: Scheme, data: bytes) -> None:
    assert build_record(scheme) == data


def test_its_properties_say_which_scheme_version_and_document_it_is(scheme: Scheme, book: Any) -> None:
    found = {item.name: item.value for item in book.custom_doc_props.props}
    assert found == {"award.scheme": scheme.id, "award.version": scheme.version, "award.document": "record"}


def test_its_sheets_are_those_of_the_layout_and_the_lists_are_hidden(scheme: Scheme, book: Any) -> None:
    layout = scheme.document("record")
    assert book.sheetnames == [layout.guidance_sheet, *(section.sheet for section in layout.sections), "Lists"]
    assert book["Lists"].sheet_state == "hidden"


def test_each_field_name_stands_on_the_box_right_of_its_label(scheme: Scheme, book: Any) -> None:
    for section in scheme.document("record").sections:
        for field in section.fields:
            sheet, place = _named(book, f"award.record.{field.id}")
            assert sheet == section.sheet
            box = book[sheet][place]
            assert box.value is None
            assert box.offset(0, -1).value == field.label


def test_each_column_name_stands_on_its_header(scheme: Scheme, book: Any) -> None:
    for section in scheme.document("record").sections:
        for table in section.tables:
            for column in table.columns:
                sheet, place = _named(book, f"award.record.{table.id}.{column.id}")
                assert (sheet, book[sheet][place].value) == (section.sheet, column.label)


def test_each_principle_is_printed_once_in_order(scheme: Scheme, book: Any) -> None:
    sheet, place = _named(book, "award.record.activity.principle")
    header = book[sheet][place]
    column = [row[header.column - 1].value for row in book[sheet].iter_rows(min_row=header.row + 1)]
    assert [text for text in column if text] == list(scheme.options("principles"))


def test_actions_are_numbered_on_the_plan_and_the_review(scheme: Scheme, book: Any) -> None:
    for table in ("plan", "review"):
        count = scheme.document("record").table(table).blank_rows
        sheet, place = _named(book, f"award.record.{table}.number")
        header = book[sheet][place]
        printed = [header.offset(number, 0).value for number in range(1, count + 2)]
        assert printed == [*(f"A{number}" for number in range(1, count + 1)), None]


def test_the_review_shows_the_planned_action_by_its_number(book: Any) -> None:
    sheet, place = _named(book, "award.record.review.planned")
    formula = book[sheet][place].offset(3, 0).value
    plan, action = _named(book, "award.record.plan.action")
    [(letter, row)] = re.findall(r"^([A-Z]+)(\d+)$", action)
    assert formula.startswith(f"=IFERROR(INDEX('{plan}'!${letter}${int(row) + 1}:")
    assert f"MATCH($A{book[sheet][place].row + 3}," in formula


def test_drop_downs_offer_the_options_of_the_scheme(scheme: Scheme, book: Any) -> None:
    for table in scheme.document("record").tables:
        for column in table.columns:
            sheet, place = _named(book, f"award.record.{table.id}.{column.id}")
            first = book[sheet][place].offset(1, 0).coordinate
            wanted = list(scheme.options(column.choices)) if column.choices and not column.printed else []
            assert _options(book, sheet, first) == wanted


def test_no_list_and_no_date_box_refuses_what_a_school_writes(book: Any) -> None:
    rules = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert {rule.type for rule in rules} == {"list", "date"}
    assert {(rule.type, rule.errorStyle if rule.showErrorMessage else None) for rule in rules} == {
        ("list", "information"),
        ("date", None),
    }


def test_each_sheet_prints_on_landscape_a4_with_its_version_and_page(scheme: Scheme, book: Any) -> None:
    for sheet in book.worksheets[:-1]:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
        assert sheet.oddFooter.center.text == f"Version {scheme.version}"
        assert sheet.oddFooter.right.text == "Page &P of &N"


def test_long_tables_repeat_and_freeze_their_header(book: Any) -> None:
    for name in ("activity", "plan", "review"):
        table, place = _named(book, f"award.record.{name}.{'principle' if name == 'activity' else 'number'}")
        row = book[table][place].row
        assert book[table].print_title_rows == f"${row}:${row}"
        assert book[table].freeze_panes.endswith(str(row + 1))


def test_rows_for_answers_grow_with_what_is_written(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stage = archive.read("xl/worksheets/sheet3.xml").decode()
    rows = re.findall(r"<row [^>]*>", stage)
    assert [row for row in rows if 'ht="58"' in row and "customHeight" in row] == []
    assert sum('ht="58"' in row for row in rows) == 8


def test_an_ampersand_in_the_name_of_an_award_comes_out_in_the_footer(scheme: Scheme) -> None:
    other = scheme.model_copy(update={"short_name": "Calm & Kind <Award>"})
    book: Any = load_workbook(io.BytesIO(build_record(other)))
    assert book.worksheets[0].oddFooter.left.text.startswith("Calm && Kind <Award> · ")
