"""What a school typed can stand in a part, whatever it is, and loses nothing that XML can hold."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.escape import unescape

from pipeline.ooxml.characters import clean_cell, clean_xml

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
@example("\ud800 a lone half \ufffe\uffff\x0b\x00")
def test_any_text_can_stand_in_a_part_and_is_read_back_as_it_was_written(text: str) -> None:
    element = etree.Element("t")
    element.text = clean_xml(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean_xml(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF) | st.sampled_from("\t\n")))
def test_text_that_xml_can_hold_stays_as_it_is(text: str) -> None:
    assert clean_xml(text) == text


def test_every_kind_of_line_end_becomes_one() -> None:
    assert clean_xml("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


@given(ANY_TEXT.map(lambda text: f"{text}_x0041_{text}"))
def test_a_workbook_shows_what_looks_like_an_escape_as_it_was_typed(text: str) -> None:
    assert unescape(clean_cell(text)) == clean_xml(text)
