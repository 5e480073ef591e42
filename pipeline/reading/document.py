"""A Word document as blocks: paragraphs and tables as a reader sees them, controls and insertions unwrapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.package import Package, PackageError, custom_properties
from pipeline.ooxml.word_walk import TABLE, CellSpot, cells, tag_of
from pipeline.ooxml.word_walk import W as _W
from pipeline.ooxml.word_walk import blocks as walk
from pipeline.values import FileClass

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = f"{_W}val"
_GONE = {
    *(f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "sdtEndPr", "tcPr")),
    *(f"{_W}{tag}" for tag in ("trPr", "tblPr", "tblGrid", "footnoteReference", "commentReference")),
    f"{_MC}Fallback",
}
_PARAGRAPH, _TEXT, _SYMBOL, _FIELD = (f"{_W}{tag}" for tag in ("p", "t", "sym", "fldChar"))
# What stands for an empty element in the text.
_SPOKEN = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SYMBOLS = {
    "FE": "☑",
    "FD": "☒",
    "A8": "☐",
    "6F": "☐",
    "71": "☐",
    "FC": "✓",
    "FB": "✗",
    "52": "☑",
    "53": "☒",
    "A3": "☐",
}


@dataclass(frozen=True, slots=True)
class WordCell:
    """One table cell. ``column`` is its first grid column from 1; ``tags`` are those of controls in and around it.

    ``prompt`` says that the cell shows nothing but prompts that Word itself marks as such.
    """

    row: int
    column: int
    span: int
    text: str
    tags: tuple[str, ...]
    prompt: bool
    continued: bool


@dataclass(frozen=True, slots=True)
class WordTable:
    """A top-level table; ``number`` counts from 1 in reading order."""

    number: int
    cells: tuple[WordCell, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables, with its bookmarks and the text of each tagged control in it."""

    text: str
    bookmarks: tuple[str, ...]
    controls: Mapping[str, tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class WordDocument:
    """Blocks in reading order, custom properties, and the text of headers and footers."""

    blocks: tuple[Paragraph | WordTable, ...]
    properties: Mapping[str, str]
    margins: str

    @property
    def tables(self) -> tuple[WordTable, ...]:
        return tuple(block for block in self.blocks if isinstance(block, WordTable))

    def text(self) -> str:
        """Everything readable, a line to a paragraph or cell."""
        lines: list[str] = []
        for block in self.blocks:
            lines.extend([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
        return "\n".join(line for line in lines if line.strip())


def read_document(package: Package) -> WordDocument:
    """The package's main text. Raises PackageError when a part is damaged or over the limits."""
    main = package.main_part()
    body = package.xml(main).find(f"{_W}body")
    if body is None:
        raise PackageError(FileClass.CORRUPT, "the document has no text part")
    blocks: list[Paragraph | WordTable] = []
    tables = 0
    for element, tags in walk(body):
        if len(blocks) > limits.WORD_PARAGRAPHS or tables > limits.WORD_TABLES:
            raise PackageError(FileClass.TOO_LARGE, "it has more paragraphs or tables than any form")
        if element.tag == TABLE:
            tables += 1
            blocks.append(WordTable(tables, tuple(_cell(spot) for spot in cells(element))))
        else:
            blocks.append(_paragraph(element, tags))
    margins = [
        visible_text(package.xml(target))
        for kind, target in package.relations(main).values()
        if kind in {"header", "footer"} and target in package
    ]
    return WordDocument(tuple(blocks), custom_properties(package), "\n".join(margins))


def _paragraph(element: etree._Element, tags: tuple[str, ...]) -> Paragraph:
    text = visible_text(element)
    controls = dict.fromkeys(tags, (text, False))
    for control in element.iter(f"{_W}sdt"):
        tag = tag_of(control)
        content = control.find(f"{_W}sdtContent")
        if tag and content is not None:
            controls[tag] = (visible_text(content).strip(), _shows_prompt(control))
    bookmarks = tuple(mark.get(f"{_W}name", "") for mark in element.iter(f"{_W}bookmarkStart"))
    return Paragraph(text, bookmarks, controls)


def _shows_prompt(control: etree._Element) -> bool:
    mark = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return mark is not None and mark.get(_VAL, "1") not in {"0", "false"}


def _cell(spot: CellSpot) -> WordCell:
    controls = list(spot.element.iter(f"{_W}sdt"))
    inner = tuple(tag for control in controls if (tag := tag_of(control)))
    text = visible_text(spot.element)
    prompts = "".join(visible_text(control) for control in controls if _shows_prompt(control))
    prompt = bool(prompts) and "".join(prompts.split()) == "".join(text.split())
    return WordCell(spot.row, spot.column, spot.span, text, spot.tags + inner, prompt, spot.continued)


def visible_text(element: etree._Element) -> str:
    """What a reader sees: insertions in, deletions out, a line to a paragraph, tick boxes as ☐ and ☒."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: etree._Element, parts: list[str]) -> None:
    tag = element.tag
    if tag in _GONE:
        return
    if tag == _TEXT:
        parts.append(element.text or "")
    elif tag in _SPOKEN:
        parts.append(_SPOKEN[tag])
    elif tag == _SYMBOL:
        parts.append(_SYMBOLS.get(element.get(f"{_W}char", "")[-2:].upper(), ""))
    elif tag == _FIELD:
        parts.append(_legacy_tick(element))
    else:
        for child in element:
            _collect(child, parts)
        if tag == _PARAGRAPH:
            parts.append("\n")


def _legacy_tick(field: etree._Element) -> str:
    box = field.find(f"{_W}ffData/{_W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{_W}checked")
    if state is None:
        state = box.find(f"{_W}default")
    return "☒" if state is not None and state.get(_VAL, "1") in {"1", "true"} else "☐"
