"""Templates keep every name as it was written, and refuse what they do not know."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest

from pipeline.errors import RulesError
from pipeline.rendering.word import Template

HARD_NAMES = (
    "St Mary's & St John's <C of E>",
    "Ysgol Tŷ Ŵyn a'r Môr",
    "Szkoła Świętej Łucji “Żółw”",
    "{{ school }} {% if %} {# #} {_{",
    '&amp; ]]> <w:p/> "quoted"  twice',
    "The Blessed Oswald & St Mary's Church of England Voluntary Aided Primary School and Nursery",
)


def word(*paragraphs: str, header: str = "", footer: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_name_comes_out_as_it_went_in_in_text_header_and_footer(name: str) -> None:
    template = Template(word("Dear {{ school }}, hello", header="{{ school }}", footer="For {{ school }}"))
    made = template.render({"school": name})
    section = docx.Document(io.BytesIO(made)).sections[0]
    assert texts(made) == [f"Dear {name}, hello"]
    assert section.header.paragraphs[0].text == name
    assert section.footer.paragraphs[0].text == f"For {name}"


def test_a_placeholder_that_word_split_into_pieces_still_works() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("Dear {", "{ sch", "ool }", "}!"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    assert texts(Template(out.getvalue()).render({"school": "Oak Hill"})) == ["Dear Oak Hill!"]


def test_paragraphs_are_repeated_and_left_out() -> None:
    template = Template(
        word("{%p for line in lines %}", "{{ line }}", "{%p endfor %}", "{%p if extra %}", "more", "{%p endif %}")
    )
    assert texts(template.render({"lines": ["one", "two"], "extra": False})) == ["one", "two"]


def test_a_key_that_is_also_a_method_of_dict_reads_as_the_key() -> None:
    template = Template(word("{{ group.items }}"))
    assert texts(template.render({"group": {"items": "three"}})) == ["three"]


def test_a_date_is_said_in_words() -> None:
    assert texts(Template(word("{{ day }}")).render({"day": dt.date(2026, 3, 2)})) == ["2 March 2026"]


def test_a_line_break_in_a_value_stays_a_line_break() -> None:
    assert texts(Template(word("{{ text }}")).render({"text": "a & b\r\nc"})) == ["a & b\nc"]


def test_a_character_that_xml_cannot_hold_is_left_out() -> None:
    assert texts(Template(word("{{ text }}")).render({"text": "a\x00\x0bb"})) == ["ab"]


def test_an_unknown_placeholder_is_named_with_the_template() -> None:
    with pytest.raises(RulesError, match=r"^letter\.docx:1:1: .*'shool' is undefined.*school"):
        Template(word("Dear {{ shool }}"), "letter.docx").render({"school": "Oak Hill"})


def test_an_unknown_key_of_a_row_is_named() -> None:
    with pytest.raises(RulesError, match="'nmae'"):
        Template(word("{{ row.nmae }}")).render({"row": {"name": "x"}})


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format('') }}",
        "{{ school.__init__.__globals__ }}",
    ],
)
def test_the_sandbox_refuses_to_look_behind_a_value(text: str) -> None:
    with pytest.raises(RulesError):
        Template(word(text)).render({"school": "Oak Hill"})


def test_a_fault_of_syntax_shows_the_words_it_stands_in() -> None:
    with pytest.raises(RulesError, match="Dear"):
        Template(word("Hello", "Dear {{ school"))


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(RulesError, match="not a Word"):
        Template(data)


def test_placeholders_are_those_of_text_header_and_footer() -> None:
    template = Template(word("{{ a }} {{ b.c }}", "{%p for x in d %}", "{{ x }}", "{%p endfor %}", header="{{ e }}"))
    assert template.placeholders() == frozenset({"a", "b", "d", "e"})


def test_the_same_record_gives_the_same_bytes_whenever_it_is_filled() -> None:
    data = word("{{ school }}")
    template = Template(data)
    first = template.render({"school": "Oak Hill"})
    template.render({"school": "Elm Row"})
    assert template.render({"school": "Oak Hill"}) == first
    assert Template(data).render({"school": "Oak Hill"}) == first


def test_every_other_part_is_kept_as_it_was() -> None:
    data = word("{{ school }}", header="{{ school }}")
    made = Template(data).render({"school": "Oak Hill"})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml", "word/header1.xml"]
