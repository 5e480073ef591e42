"""An option that stands out by a style is seen like one that was made bold or yellow by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from lxml import etree

from pipeline.reading.word.looks import Piece, _pieces
from pipeline.reading.word.switches import Look, Styles
from pipeline.scheme import Scheme
from pipeline.values import Confidence, Understood
from tests.reading.conftest import replace_part
from tests.reading.test_ticks_as_sent import RATING
from tests.reading.test_word_as_sent import ROW, W, answer, changed, put, read, xml

OPTIONS = ("Met", "Partly", "Not yet")


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ROW))


def style(name: str, kind: str, look: str, base: str = "") -> str:
    above = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{above}<w:rPr>{look}</w:rPr></w:style>'


def options(paragraphs: Sequence[str] = ("", "", ""), runs: Sequence[str] = ("", "", "")) -> str:
    """Three empty boxes; the styles of their paragraphs, and the properties of their runs."""
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{above}"/></w:pPr><w:r><w:rPr>{own}</w:rPr><w:t>☐ {option}</w:t></w:r></w:p>'
        for option, above, own in zip(OPTIONS, paragraphs, runs, strict=True)
    )


def styled(filled: bytes, inside: str, *styles: str) -> bytes:
    end = "</w:styles>"
    return replace_part(
        changed(filled, put(RATING, inside)),
        "word/styles.xml",
        lambda part: part.replace(end.encode(), ("".join(styles) + end).encode()),
    )


NAMED = '<w:rStyle w:val="Ours"/>'
SECOND = ("", NAMED, "")


@pytest.mark.parametrize(
    ("look", "how", "sure"),
    [
        ('<w:highlight w:val="yellow"/>', "the option is highlighted", Confidence.LIKELY),
        ("<w:b/>", "“Partly” is in bold", Confidence.DOUBTFUL),
        ("<w:i/>", "“Partly” is in italics", Confidence.DOUBTFUL),
        ('<w:u w:val="single"/>', "“Partly” is underlined", Confidence.DOUBTFUL),
    ],
)
def test_a_style_of_words_marks_an_option(look: str, how: str, sure: Confidence, filled: bytes, scheme: Scheme) -> None:
    value = answer(
        read(styled(filled, options(runs=SECOND), style("Ours", "character", look)), scheme), column="rating"
    )
    assert (value.value, value.how, value.confidence) == ("Partly", how, sure)


def test_a_style_of_paragraphs_marks_an_option_by_the_style_it_builds_on(filled: bytes, scheme: Scheme) -> None:
    ours = style("Bold", "paragraph", "<w:b/>"), style("Ours", "paragraph", "", "Bold")
    value = answer(read(styled(filled, options(("", "Ours", "")), *ours), scheme), column="rating")
    assert (value.value, value.how) == ("Partly", "“Partly” is in bold")


def test_a_look_that_all_options_share_marks_none(filled: bytes, scheme: Scheme) -> None:
    ours = style("Ours", "paragraph", "<w:b/>")
    value = answer(read(styled(filled, options(("Ours", "Ours", "Ours")), ours), scheme), column="rating")
    assert value.understood is Understood.EMPTY


def pieces(inside: str, *styles: str) -> list[Piece]:
    (cell,) = xml(f"<w:tc>{inside}</w:tc>")
    part = etree.fromstring(f'<w:styles xmlns:w="{W[1:-1]}">{"".join(styles)}</w:styles>')
    return [piece for piece in _pieces(cell, Styles(part)) if piece.text.strip()]


def test_direct_formatting_turns_a_style_off() -> None:
    found = pieces(options(("Ours",) * 3, ("", '<w:b w:val="0"/>', "")), style("Ours", "paragraph", "<w:b/>"))
    assert [piece.looks for piece in found] == [{Look.BOLD}, set(), {Look.BOLD}]


def test_bold_within_bold_is_not_bold() -> None:
    ours = style("Ours", "paragraph", "<w:b/>"), style("Own", "character", "<w:b/>")
    found = pieces(options(("Ours",) * 3, ("", '<w:rStyle w:val="Own"/>', "")), *ours)
    assert [piece.looks for piece in found] == [{Look.BOLD}, set(), {Look.BOLD}]


def test_styles_that_build_on_one_another_in_a_circle_come_to_an_end() -> None:
    ours = style("Ours", "paragraph", "<w:b/>", "Own"), style("Own", "paragraph", "<w:i/>", "Ours")
    found = pieces(options(("Ours", "", "")), *ours)
    assert [piece.looks for piece in found] == [{Look.BOLD, Look.ITALIC}, set(), set()]
