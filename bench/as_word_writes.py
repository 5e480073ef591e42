"""The same Application as Microsoft Word writes it once a person has typed into it and saved it on several days.

A document made by a program is leaner than any that a school sends. Word gives each paragraph, row and run the
number of the sitting in which it was written (``w:rsid…``, ECMA-376 part 1, 17.15.1.70). It cuts a run where
another sitting begins and around a word that its dictionary lacks (``w:proofErr``, 17.13.8.1), and every piece of
what was typed says its fonts and its language again. Where the person was last there is a bookmark. The words stay
the same, and so must every answer. The main part grows by half, from some 205 to some 300 KB.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT = "word/document.xml"
# A person opens the form on so many days.
_SITTINGS = ("00A77B3E", "00C41F08", "001D52E9", "00F3366A")
# A sitting ends after so many words of a longer answer.
_WORDS_A_SITTING = 25
# Word's dictionary lacks the names of people and places: a capital within a sentence.
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]+)(?=[ ,.;])")


def as_word_writes(document: bytes) -> bytes:
    """The package with its main part as Word would have saved it; every other part stays as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _as_word(content) if name == _DOCUMENT else content)
    return out.getvalue()


def _as_word(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for number, row in enumerate(root.iter(f"{_W}tr")):
        _sat(row, number, ("rsidR", "rsidTr"))
    for number, paragraph in enumerate(root.iter(f"{_W}p")):
        _sat(paragraph, number, ("rsidR", "rsidRDefault", "rsidP"))
    for run in list(root.iter(f"{_W}r")):
        _cut(run)
    last = root.find(f"{_W}body/{_W}p")
    if last is not None:
        last.append(_element("bookmarkStart", id="9001", name="_GoBack"))
        last.append(_element("bookmarkEnd", id="9001"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sat(element: etree._Element, number: int, kinds: Sequence[str]) -> None:
    for at, kind in enumerate(kinds):
        element.set(f"{_W}{kind}", _SITTINGS[(number + at) % len(_SITTINGS)])


def _cut(run: etree._Element) -> None:
    """The run in pieces: a new one at each sitting, and one for each word that the dictionary lacks."""
    parent, texts = run.getparent(), run.findall(f"{_W}t")
    if parent is None or len(texts) != 1 or not texts[0].text:
        return
    if parent.tag == f"{_W}sdtContent":
        _typed(run)
    at = parent.index(run)
    for text, unknown, sitting in reversed(list(_pieces(texts[0].text))):
        piece = copy.deepcopy(run)
        piece.set(f"{_W}rsidRPr", _SITTINGS[sitting % len(_SITTINGS)])
        words = piece.find(f"{_W}t")
        if words is not None:
            words.text = text
            # Word says that spaces count only where a piece begins or ends with one.
            words.attrib.pop(_SPACE, None)
            if text != text.strip():
                words.set(_SPACE, "preserve")
        around = (_element("proofErr", type="spellStart"), piece, _element("proofErr", type="spellEnd"))
        parent[at:at] = around if unknown else (piece,)
    parent.remove(run)


def _pieces(text: str) -> Iterator[tuple[str, bool, int]]:
    """Each piece's words, whether the dictionary lacks them, and in which sitting they were typed."""
    words = 0
    for number, piece in enumerate(_NAME.split(text)):
        if piece:
            yield piece, number % 2 == 1, words // _WORDS_A_SITTING
        words += len(piece.split())


def _typed(run: etree._Element) -> None:
    """What Word says again in each run of what a person typed: its fonts and its language."""
    look = run.find(f"{_W}rPr")
    if look is None:
        look = etree.Element(f"{_W}rPr")
        run.insert(0, look)
    if look.find(f"{_W}rFonts") is None:
        look.insert(0, _element("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial"))
    look.append(_element("lang", val="en-GB"))


def _element(name: str, /, **settings: str) -> etree._Element:
    element = etree.Element(f"{_W}{name}")
    for setting, value in settings.items():
        element.set(f"{_W}{setting}", value)
    return element
