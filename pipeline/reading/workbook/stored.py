"""What a sheet's part stores in its rows, as it stands there: read from the bytes, or from the tree.

Five programs write nearly every workbook, and all write rows and cells in one plain way. That way is a small grammar,
and one pass of a regular expression takes it apart in a quarter of the time that a tree and a walk over it need.
Whatever the grammar does not know (rich text, a comment, a prefix, a cell without an address, anything damaged)
leaves the whole sheet to the tree, which knows everything. Both ways give the same values: a law in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, cast

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.addresses import Spot, parse_address
from pipeline.ooxml.careful_xml import parse_xml
from pipeline.ooxml.package_error import PackageError
from pipeline.reading.workbook.styles import is_switched_on
from pipeline.values import FileClass

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
S = f"{{{NAMESPACE}}}"
_VALUE, _INLINE, _FORMULA, _TEXT = f"{S}v", f"{S}is", f"{S}f", f"{S}t"
_OUTSIDE = "a cell stands outside every sheet"
_TRUE = frozenset({"1", "true"})


# The kind of a cell that holds a picture, or another object, and no text.
PICTURE = "picture"


class Struck(NamedTuple):
    """A text of which some words (``out``) have a line through them, and the others (``text``) do not."""

    text: str
    out: str


# What stands in a cell: nearly always plain words.
Text = str | Struck
# A cell with content: where it is, its style's number, its kind (``t``), its value or inline text, and its formula.
# A formula that is shared with another cell has no words of its own and is ``=``. Plain, for there are a thousand.
Stored = tuple[Spot, str, str, Text, str]


class Rows(NamedTuple):
    """Cells with content in their order, and the rows put away.

    ``blank`` gives the address and style of each styled cell without content when it is asked: few sheets are.
    """

    filled: list[Stored]
    blank: Callable[[], Iterable[tuple[str, str]]]
    hidden: frozenset[int]


def read_rows(data: bytes, name: str) -> tuple[Rows, etree._Element]:
    """A sheet's rows, and the tree of what stands around them (with the rows, where those were read from it).

    Raises PackageError when the part is damaged, or a cell stands outside every sheet.
    """
    quick = from_bytes(data, name)
    if quick is not None:
        return quick
    root = parse_xml(data, name)
    return from_tree(root), root


# Characters that XML forbids would be noticed by a parser, and a carriage return changed by it.
_CHARACTERS = r"[^<>\x00-\x08\x0b-\x1f\ufffe\uffff]*"
# Each setting of a row once. Excel's own prefix may stand there; its declaration is asked for.
_SETTINGS = r'(?: ((?:x14ac:)?[A-Za-z]\w*)(?![^<>]* \{}=)="[^"<&\x00-\x1f]*")*'
_FORMULA_SETTINGS = r'(?: aca="[a-z]+")?(?: t="[A-Za-z]+")?(?: ref="[A-Z0-9:]+")?(?: ca="\w+")?(?: si="\d+")?'
_CELL = r'<c r="{}"(?: s="{}")?(?: t="{}")?'
_ADDRESS, _NUMBER, _KIND = r"[A-Z]{1,3}[1-9]\d{0,6}", r"\d+", r"[A-Za-z]+"
_BLANK = _CELL.format(_ADDRESS, _NUMBER, _KIND) + "(?:/>|></c>)"
_KEPT = '(?: xml:space="preserve")?'
_FILLED = (
    f"{_CELL.format(f'({_ADDRESS})', f'({_NUMBER})', f'({_KIND})')}>(?!</c>)"
    rf"(?:(<f){_FORMULA_SETTINGS}(?:/>|>({_CHARACTERS})</f>))?"
    rf"(?:<v{_KEPT}>({_CHARACTERS})</v>|<is><t{_KEPT}>({_CHARACTERS})</t></is>)?</c>"
)
# In order of how often they come. The last takes, one character at a time, what no other does.
_PIECE = re.compile(rf"{_FILLED}|((?:{_BLANK})+)|(<row){_SETTINGS.format(10)} ?(/?)>|(</row>)|([\s\S])")
_STYLED = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"')
_AWAY = re.compile(r'<row(?=[^<>]* hidden="(?:1|true)")[^<>]* r="(\d+)"')
_START, _END = b"<sheetData>", b"</sheetData>"
_HEAD = re.compile(
    rb"(?:<\?xml version=.1\.0. encoding=.(?:UTF-8|utf-8).(?: standalone=.yes.)?\?>\s*)?<worksheet[ >]", re.DOTALL
)
_REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _UnknownError(Exception):
    """The rows say something that the grammar does not know."""


def from_bytes(data: bytes, name: str) -> tuple[Rows, etree._Element] | None:
    """The same from the bytes alone; None where only the tree can tell. Raises PackageError as :func:`read_rows`."""
    start, end = data.find(_START) + len(_START), data.find(_END)
    plain = len(_START) <= start <= end and data.count(b"<sheetData") == 1
    if not plain or not _HEAD.match(data):
        return None
    head, tail = data[:start], data[end:]
    try:
        text = data[start:end].decode()
        if "xmlns" in text or ("x14ac:" in text and b"xmlns:x14ac=" not in head):
            return None
        filled, blanks = _pieces(text)
    except (UnicodeDecodeError, _UnknownError):
        return None
    around = parse_xml(head + tail, name)
    if around.tag != f"{S}worksheet" or around.find(f"{S}sheetData") is None:
        return None

    def blank() -> Iterator[tuple[str, str]]:
        return (found for run in blanks for found in _STYLED.findall(run))

    hidden = frozenset(map(int, _AWAY.findall(text))) if "hidden=" in text else frozenset()
    return Rows(filled, blank, hidden), around


def _pieces(text: str) -> tuple[list[Stored], list[str]]:
    """The cells, and the runs of those without content. Raises _UnknownError at the first thing that is neither."""
    filled: list[Stored] = []
    blanks: list[str] = []
    within = False
    for address, style, kind, calculated, formula, value, inline, run, row, _, bare, _, other in _PIECE.findall(text):
        if other or within == bool(row):
            # A row within a row, or a cell outside all of them.
            raise _UnknownError
        if address:
            if calculated:
                formula = _said(formula) or "="
            spot, shown = parse_address(address), value or inline
            if spot is None:
                raise _UnknownError
            filled.append((spot, style or "0", kind or "n", _said(shown) if "&" in shown else shown, formula))
        elif run:
            blanks.append(run)
        elif not bare:
            within = bool(row)
    if within:
        raise _UnknownError
    return filled, blanks


def _said(text: str) -> str:
    return _REFERENCE.sub(_meant, text)


def _meant(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED[name]
    character = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    # XML 1.0, 2.2: all that a text may hold.
    if character in (9, 10, 13) or 32 <= character < 0xD800 or 0xE000 <= character < 0xFFFE:
        return chr(character)
    if 0x10000 <= character < 0x110000:
        return chr(character)
    raise _UnknownError


# In C: a form has three styled empty cells for each that holds something.
_NAMES = {"s": NAMESPACE}
_WITH_CONTENT = etree.XPath("s:sheetData/s:row/s:c[*]", namespaces=_NAMES)
_WITHOUT = etree.XPath("s:sheetData/s:row/s:c[not(*)][@s]", namespaces=_NAMES)
_UNPLACED = etree.XPath("boolean(s:sheetData/s:row/s:c[not(@r)])", namespaces=_NAMES)


def from_tree(root: etree._Element, before: int = 0) -> Rows:
    """A sheet's rows from its tree, after row ``before``. Raises PackageError when a cell is outside all sheets."""
    spots = _counted(root, before) if _UNPLACED(root) else _addressed(root)
    filled = [_stored(spot, element) for spot, element in spots]

    def blank() -> Iterator[tuple[str, str]]:
        return ((element.get("r", ""), element.get("s", "")) for element in _select(_WITHOUT, root))

    away = (row.get("r", "") for row in root.iterfind(f"{S}sheetData/{S}row[@hidden]") if row.get("hidden") in _TRUE)
    return Rows(filled, blank, frozenset(int(number) for number in away if number.isdigit()))


def _select(path: etree.XPath, root: etree._Element) -> Iterable[Any]:
    # The stubs cannot know that these paths name elements only.
    return cast(Iterable[Any], path(root))


def _addressed(root: etree._Element) -> Iterator[tuple[Spot, etree._Element]]:
    for element in _select(_WITH_CONTENT, root):
        spot = parse_address(element.get("r", ""))
        if spot is None:
            raise PackageError(FileClass.CORRUPT, _OUTSIDE)
        yield spot, element


def _stored(spot: Spot, element: etree._Element) -> Stored:
    text: Text = ""
    formula = ""
    for child in element:
        tag = child.tag
        if tag == _VALUE:
            text = child.text or ""
        elif tag == _INLINE:
            text = struck_text(child)
        elif tag == _FORMULA:
            formula = child.text or "="
    kind = element.get("t", "n")
    if kind == "e" and "vm" in element.attrib:
        # Programs that do not know pictures in cells show this error in their place.
        return (spot, element.get("s", "0"), PICTURE, "", "")
    return (spot, element.get("s", "0"), kind, text, formula)


def _numbered(root: etree._Element, number: int) -> Iterator[tuple[int, etree._Element]]:
    """The rows with their numbers: one without its own comes after the last."""
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        given = row.get("r", "")
        number = int(given) if given.isdigit() and len(given) < 9 else number + 1
        yield number, row


def last_row(root: etree._Element, before: int) -> int:
    """The number of a tree's last row, where ``before`` is that of the row before its first."""
    return next(reversed([number for number, _ in _numbered(root, before)]), before)


def _counted(root: etree._Element, before: int) -> Iterator[tuple[Spot, etree._Element]]:
    """Some programs leave addresses out: a cell without one stands beside the last."""
    for number, row in _numbered(root, before):
        column = 0
        for element in row.iterchildren(f"{S}c"):
            spot = parse_address(element.get("r", "")) or (number, column + 1)
            column = spot[1]
            if spot[0] > limits.LAST_ROW or column > limits.LAST_COLUMN:
                raise PackageError(FileClass.CORRUPT, _OUTSIDE)
            if len(element):
                yield spot, element


def rich_text(element: etree._Element) -> str:
    """The words of a text with runs. Phonetic guides hold the same words again and are not read twice."""
    if len(element) == 1:
        only = element[0]
        if only.tag == _TEXT:
            return only.text or ""
    return "".join(
        text.text or ""
        for text in element.iter(_TEXT)
        if (parent := text.getparent()) is not None and parent.tag != f"{S}rPh"
    )


def struck_text(element: etree._Element) -> Text:
    """The same, with the words apart that have a line through them."""
    if element.find(f"{S}r/{S}rPr/{S}strike") is None:
        return rich_text(element)
    kept: list[str] = []
    out: list[str] = []
    for run in element.iterchildren(f"{S}r", _TEXT):
        words = (run.text if run.tag == _TEXT else run.findtext(_TEXT)) or ""
        looks = run.find(f"{S}rPr")
        (out if looks is not None and is_switched_on(looks, "strike") else kept).append(words)
    return Struck("".join(kept), "".join(out)) if out else "".join(kept)


def font_of_runs(element: etree._Element) -> str:
    """The one font of a text's runs, for marks that are drawn by a font; empty without runs."""
    fonts = {font.get("val", "") for font in element.iterfind(f"{S}r/{S}rPr/{S}rFont")}
    return fonts.pop() if len(fonts) == 1 else ""
