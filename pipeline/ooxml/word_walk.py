"""How places in a Word document are counted: the one walk that reading and commenting share.

Content controls, accepted insertions and smart tags are looked through, so that a wrapped row or cell counts
like any other. What reading calls table 3, row 2, column 4 is thereby where a comment on it will stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"
_ROW, _CELL, _CONTROL, _VAL = f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}val"
# Wrappers that hold what they hold: nothing of the reader's text changes when they are taken away.
WRAPPERS = frozenset(
    {
        *(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")),
        f"{_MC}AlternateContent",
        f"{_MC}Choice",
    }
)

Tags = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellSpot:
    """A table cell and where it stands. ``column`` is its first grid column from 1; ``tags`` are those of the
    controls around it. ``continued`` says that it only carries on the cell above.
    """

    element: etree._Element
    row: int
    column: int
    span: int
    tags: Tags
    continued: bool


def blocks(body: etree._Element) -> Iterator[tuple[etree._Element, Tags]]:
    """Top-level paragraphs and tables in reading order, each with the tags of the controls around it."""
    return _unwrapped(body, {PARAGRAPH, TABLE}, ())


def cells(table: etree._Element) -> Iterator[CellSpot]:
    """The cells of a table, row by row; rows that a tracked change took out do not count."""
    number = 0
    for row, row_tags in _unwrapped(table, {_ROW}, ()):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        number += 1
        column = 1 + _count(properties, "gridBefore", 0)
        for cell, tags in _unwrapped(row, {_CELL}, row_tags):
            settings = cell.find(f"{W}tcPr")
            span = _count(settings, "gridSpan", 1)
            merge = settings.find(f"{W}vMerge") if settings is not None else None
            continued = merge is not None and merge.get(_VAL, "continue") == "continue"
            yield CellSpot(cell, number, column, span, tags, continued)
            column += span


def tag_of(control: etree._Element) -> str | None:
    """The tag of a content control."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag.get(_VAL) if tag is not None else None


def _unwrapped(parent: etree._Element, wanted: set[str], tags: Tags) -> Iterator[tuple[etree._Element, Tags]]:
    for child in parent:
        if child.tag in wanted:
            yield child, tags
        elif child.tag in WRAPPERS:
            own = tag_of(child) if child.tag == _CONTROL else None
            yield from _unwrapped(child, wanted, (*tags, own) if own else tags)


def _count(properties: etree._Element | None, tag: str, otherwise: int) -> int:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    value = found.get(_VAL, "") if found is not None else ""
    return min(int(value), 100) if value.isdigit() and len(value) < 5 else otherwise
