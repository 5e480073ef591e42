"""A form that an office program saved as web pages is known for what it was; every other page stays a page."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.ooxml.page_pieces import whole_page
from pipeline.ooxml.sniff import classify
from pipeline.scheme import Scheme
from pipeline.values import SourceFile
from tests.what_schools_send import as_web_pages
from tests.what_schools_send.making import packed


@pytest.fixture(scope="module")
def blank_record(scheme: Scheme) -> bytes:
    return build_record(scheme)


@pytest.fixture(scope="module")
def blank_application(scheme: Scheme) -> bytes:
    return build_application(scheme)


def family(name: str, content: bytes) -> str:
    return classify(SourceFile(name, content, ""))[1]


def test_the_pages_of_each_program_are_known(blank_record: bytes, blank_application: bytes) -> None:
    excel = as_web_pages.excel_pages(blank_record)
    google = zipfile.ZipFile(io.BytesIO(as_web_pages.google_sheets_zip(blank_record)))
    sent = {
        "Plan.htm": excel["Record_files/sheet004.htm"],
        "Record.htm": excel["Record.htm"],
        "Record.mht": as_web_pages.excel_in_one_file(blank_record),
        "Record.zip": packed(excel),
        "Google.zip": as_web_pages.google_sheets_zip(blank_record),
        "Stage 2 Plan.html": google.read("Stage 2 Plan.html"),
        "Application.htm": as_web_pages.word_filtered(blank_application),
        "Application.mht": as_web_pages.word_in_one_file(blank_application),
        "Application.zip": as_web_pages.google_docs_zip(blank_application),
    }
    assert {name: family(name, content) for name, content in sent.items()} == {
        **dict.fromkeys(("Plan.htm", "Record.mht", "Record.zip", "Google.zip", "Stage 2 Plan.html"), "page-xls"),
        **dict.fromkeys(("Application.htm", "Application.mht", "Application.zip"), "page-doc"),
        "Record.htm": "page-cover",
    }


@pytest.mark.parametrize("name", ["Record.mht", "Record.zip"])
def test_a_workbook_in_pieces_becomes_one_page_with_every_sheet_under_its_name(name: str, blank_record: bytes) -> None:
    save = {"Record.mht": as_web_pages.excel_in_one_file, "Record.zip": as_web_pages.google_sheets_zip}[name]
    page = html.document_fromstring(whole_page(save(blank_record)))
    named = [heading.text for heading in page.iter("h1")]
    assert named[:5] == ["Start here", "School and team", "Stage 1 Assess", "Stage 2 Plan", "Stage 3 Review"]
    assert len(list(page.iter("table"))) == len(named)
    assert list(page.iter("th")) == []


def test_of_a_page_by_libreoffice_what_its_cells_show_is_turned_and_not_what_they_keep() -> None:
    kept = b'<html><td align="left" sdval="45962" sdnum="1033;0;MMM-YY"><font size=2>Nov-25</font></td></html>'
    assert whole_page(kept) == b'<html><td align="left"><font size=2>Nov-25</font></td></html>'
    assert whole_page(b"<html><td>Nov-25</td></html>") == b""


def test_signs_that_nobody_sees_are_taken_out_of_a_page() -> None:
    assert (
        whole_page(b"<html><p><font size=2>\x04\x05</font></p></html>") == b"<html><p><font size=2></font></p></html>"
    )


def test_a_zip_with_anything_beside_the_pages_stays_a_zip(blank_application: bytes) -> None:
    page = as_web_pages.word_filtered(blank_application)
    assert family("a.zip", packed({"Application.htm": page, "Minutes.txt": b"Minutes"})) == "zip"
    assert family("a.zip", packed({"home.html": b"<html><body>Home</body></html>"})) == "zip"


def test_a_page_of_nobody_we_know_and_one_that_a_browser_saved_stay_refused(blank_record: bytes) -> None:
    page = as_web_pages.excel_pages(blank_record)["Record_files/sheet004.htm"]
    single = as_web_pages.excel_in_one_file(blank_record)
    assert family("Plan.htm", page.replace(b"Microsoft", b"Somebody")) == "html"
    assert family("Record.mht", single.replace(b"Microsoft", b"Somebody").replace(b"Frameset", b"Pages")) == "mhtml"


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_single_file_page_of_which_a_part_came_is_not_taken_for_the_whole(cut: float, blank_record: bytes) -> None:
    whole = as_web_pages.excel_in_one_file(blank_record)
    assert family("Record.mht", whole[: int(len(whole) * cut)]) == "mhtml"


def test_a_workbook_whose_sheets_did_not_all_come_is_not_taken_for_the_whole(blank_record: bytes) -> None:
    pages = as_web_pages.excel_pages(blank_record)
    del pages["Record_files/sheet004.htm"]
    assert family("Record.zip", packed(pages)) == "zip"


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1),
        min_size=2,
        max_size=3,
        unique=True,
    ),
    st.binary(max_size=200),
)
def test_pages_of_any_names_and_any_words_have_a_family(names: list[str], words: bytes) -> None:
    page = b"<style>.ritz .waffle a{}</style><table><td>" + words
    assert family("a.zip", packed({f"{name}.html": page for name in names})) != ""
