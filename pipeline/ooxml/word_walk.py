"""How places in a Word document are counted: the one walk that reading and commenting share.

Content controls, accepted insertions and smart tags are looked through, so that a wrapped row or cell counts
like any other. What reading calls table 3, row 2, column 4 is thereby where a comment on it will stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"
_CONTROL, _VAL = f"{W}sdt", f"{W}val"
# A cell that a tracked change took out (``cellDel``) does not count.
_SPAN, _MERGE, _GONE = f"{W}gridSpan", f"{W}vMerge", f"{W}cellDel"
# How Word 97 to 2003 and what exports in their manner merge cells across: every cell of the grid stays, and says
# that it goes on from the one before (ECMA-376 part 4, 14.7).
_ACROSS, _TEXT = f"{W}hMerge", f"{W}t"
_BLOCKS, _ROWS, _CELLS = frozenset({PARAGRAPH, TABLE}), frozenset({f"{W}tr"}), frozenset({f"{W}tc"})
# Wrappers that hold what they hold: nothing of the reader's text changes when they are taken away.
WRAPPERS = frozenset(
    {
        *(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")),
        f"{_MC}AlternateContent",
        f"{_MC}Choice",
    }
)

Tags = tuple[str, ...]


class CellSpot(NamedTuple):
    """A table cell and where it stands. ``column`` is its first grid column from 1; ``tags`` are those of the
    controls around it. ``continued`` says that it only carries on the cell above, ``inserted`` that its row
    is a tracked change that nobody accepted.
    """

    element: etree._Element
    row: int
    column: int
    span: int
    tags: Tags
    continued: bool
    inserted: bool


def blocks(body: etree._Element) -> Iterator[tuple[etree._Element, Tags]]:
    """Top-level paragraphs and tables in reading order, each with the tags of the controls around it."""
    return _unwrapped(body, _BLOCKS, ())


def cells(table: etree._Element) -> Iterator[CellSpot]:
    """The cells of a table, row by row; rows that a tracked change took out do not count."""
    number = 0
    # Most tables have no cell that spans another: then no cell need be asked.
    plain = next(table.iter(_SPAN, _MERGE, _GONE, _ACROSS), None) is None
    for row, row_tags in _unwrapped(table, _ROWS, ()):
        properties = child(row, f"{W}trPr")
        if properties is not None and child(properties, f"{W}del") is not None:
            continue
        number += 1
        column = 1 + (_count(child(properties, f"{W}gridBefore"), 0) if properties is not None else 0)
        inserted = properties is not None and child(properties, f"{W}ins") is not None
        spots: list[CellSpot] = []
        for cell, tags in _unwrapped(row, _CELLS, row_tags):
            span, continued = (1, False) if plain else _merging(cell)
            if spots and not plain and _goes_on_across(cell):
                spots[-1] = spots[-1]._replace(span=spots[-1].span + span)
            elif span:
                spots.append(CellSpot(cell, number, column, span, tags, continued, inserted))
            column += span
        yield from spots


def _merging(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans (0: a tracked change took it out), and whether it goes on from above."""
    span, continued = 1, False
    settings = child(cell, f"{W}tcPr")
    for setting in settings.iterchildren(_SPAN, _MERGE, _GONE) if settings is not None else ():
        if setting.tag == _GONE:
            return 0, False
        if setting.tag == _SPAN:
            span = max(_count(setting, 1), 1)
        else:
            continued = setting.get(_VAL, "continue") == "continue"
    return span, continued


def _goes_on_across(cell: etree._Element) -> bool:
    """Whether a cell is a part of the one before it. One with words of its own is not: nothing may be lost in it."""
    settings = child(cell, f"{W}tcPr")
    merge = child(settings, _ACROSS) if settings is not None else None
    goes_on = merge is not None and merge.get(_VAL, "continue") == "continue"
    return goes_on and not any((text.text or "").strip() for text in cell.iter(_TEXT))


def child(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child of that kind: twice as quick as ``find``, which reads a path."""
    return next(parent.iterchildren(tag), None)


def tag_of(control: etree._Element) -> str | None:
    """The tag of a content control."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag.get(_VAL) if tag is not None else None


def _unwrapped(parent: etree._Element, wanted: frozenset[str], tags: Tags) -> Iterator[tuple[etree._Element, Tags]]:
    for element in parent:
        tag = element.tag
        if tag in wanted:
            yield element, tags
        elif tag in WRAPPERS:
            own = tag_of(element) if tag == _CONTROL else None
            yield from _unwrapped(element, wanted, (*tags, own) if own else tags)


def _count(setting: etree._Element | None, otherwise: int) -> int:
    value = setting.get(_VAL, "") if setting is not None else ""
    return min(int(value), 100) if value.isdecimal() and len(value) < 5 else otherwise
