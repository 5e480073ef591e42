"""What our additions look like, appended to a workbook's styles without changing any style in it.

What was appended once is found again and used again, so a workbook that comes and goes does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.ooxml.patching import Element, insert_in_order, serialise_with
from pipeline.ooxml.schema_order import STYLESHEET

_INK, _TEAL, _GREY, _LINE = "FF1F3A4D", "FF2A7F86", "FF5B6B76", "FFC9D6D8"
_FONT = '<font>{0}<sz val="{1}"/><color rgb="{2}"/><name val="Calibri"/><family val="2"/></font>'
_SOLID = '<fill><patternFill patternType="solid"><fgColor rgb="{0}"/><bgColor {1}/></patternFill></fill>'
_UNDER = '<border><left/><right/><top/><bottom style="thin"><color rgb="{0}"/></bottom><diagonal/></border>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
# A little room, so that the texts of two columns do not run into one another.
_INDENTED = '<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/>'
_CENTRED = '<alignment horizontal="center" vertical="top"/>'
BLANK = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"{}/>'
# The first entry of each list is every plain cell's look, and so must never be one of ours.
_FIRST = {
    "fonts": ['<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125")],
    "borders": ["<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellStyleXfs": [_PLAIN.format("")],
    "cellXfs": [_PLAIN.format(' xfId="0"')],
}


class Outline(Enum):
    """How a cell with a finding is marked: a line around it in a strong colour, and a pale fill within.

    The lines differ too (whole for what is needed, dashed for advice): nothing is told by colour alone.
    """

    REQUIRED = ("thin", "FF9A6A00", "FFFFF4D6")
    ADVICE = ("dashed", "FF2A7F86", "FFE3F1F1")


class Look(Enum):
    """How the cells of “What to do next” look: font, fill, line below, alignment."""

    TITLE = (_FONT.format("<b/>", 20, _INK), "", "", '<alignment vertical="center"/>')
    LEAD = (_FONT.format("", 12, _INK), "", "", _WRAPPED)
    SMALL = (_FONT.format("", 10, _GREY), "", "", _WRAPPED)
    HEADING = (
        _FONT.format("<b/>", 11, "FFFFFFFF"), _SOLID.format(_INK, 'indexed="64"'), "",
        '<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>',
    )  # fmt: skip
    NUMBER = (_FONT.format("<b/>", 11, _INK), "", _UNDER.format(_LINE), _CENTRED)
    TEXT = (_FONT.format("", 11, _INK), "", _UNDER.format(_LINE), _INDENTED)
    LINK = (_FONT.format("<u/>", 11, _TEAL), "", _UNDER.format(_LINE), _INDENTED)
    STATUS = (_FONT.format("<b/>", 11, _INK), "", _UNDER.format(_LINE), _INDENTED)
    DONE = (_FONT.format("", 11, _GREY), "", _UNDER.format(_LINE), _INDENTED)


# All fonts, fills and lines of our looks, none twice.
_OURS = {
    group: list(dict.fromkeys(look.value[part] for look in Look if look.value[part]))
    for part, group in enumerate(("fonts", "fills", "borders"))
}


class Looks:
    """``xl/styles.xml``, with all of our looks in it from the start: whatever is said, it grows by the same."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._space = etree.QName(root).namespace or ""
        self._holders: dict[str, Element] = {}
        self._counts: dict[str, int] = {}
        self._new: dict[str, str] = {}
        for group, entries in _FIRST.items():
            if not self._count(group):
                self._append(group, entries)
        self.outlines = dict(zip(Outline, self._put("dxfs", [_dxf(*one.value) for one in Outline]), strict=True))
        at = {(group, text): place for group, said in _OURS.items() for text, place in self._placed(group, said)}
        wanted = [
            _XF.format(at["fonts", font], at.get(("fills", fill), 0), at.get(("borders", line), 0), alignment)
            for font, fill, line, alignment in (one.value for one in Look)
        ]
        self.formats = dict(zip(Look, self._put("cellXfs", wanted), strict=True))

    def content(self) -> bytes:
        """The part's bytes."""
        return serialise_with(self._root, [(self._holder(group), new) for group, new in self._new.items()])

    def _placed(self, group: str, texts: Sequence[str]) -> Iterator[tuple[str, int]]:
        return zip(texts, self._put(group, texts), strict=True)

    def _put(self, group: str, texts: Sequence[str]) -> list[int]:
        """The indexes of some entries of a list: those that say the same, or new ones at its end."""
        # The last of equals: when we wrote before, that is ours and not one that happens to look like it.
        entries = self._holder(group).iterchildren("*") if self._been_here else ()
        known = {_signature(entry): index for index, entry in enumerate(entries)}
        at = {text: known.get(_signature(self._parsed(text))) for text in texts} if known else dict.fromkeys(texts)
        new = [text for text in texts if at[text] is None]
        at |= zip(new, range(self._count(group), self._count(group) + len(new)), strict=True)
        self._append(group, new)
        return [place for text in texts if (place := at[text]) is not None]

    @cached_property
    def _been_here(self) -> bool:
        """Whether a look that only we use is in the styles already."""
        return any(colour.get("rgb") == Outline.REQUIRED.value[1] for colour in self._holder("dxfs").iter("{*}color"))

    def _append(self, group: str, texts: Sequence[str]) -> None:
        if texts:
            self._new[group] = self._new.get(group, "") + "".join(texts)
            self._counts[group] = self._count(group) + len(texts)
            self._holder(group).set("count", str(self._counts[group]))

    def _count(self, group: str) -> int:
        if group not in self._counts:
            self._counts[group] = sum(1 for _ in self._holder(group).iterchildren("*"))
        return self._counts[group]

    def _parsed(self, text: str) -> Element:
        return etree.fromstring(f'<a xmlns="{self._space}">{text}</a>')[0]

    def _holder(self, group: str) -> Element:
        if group not in self._holders:
            holder = self._root.find(f"{{{self._space}}}{group}")
            if holder is None:
                holder = etree.Element(f"{{{self._space}}}{group}", count="0")
                insert_in_order(self._root, holder, STYLESHEET)
            self._holders[group] = holder
        return self._holders[group]


_XF = (
    '<xf numFmtId="0" fontId="{}" fillId="{}" borderId="{}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
    'applyAlignment="1">{}</xf>'
)


def may_outline(styles: bytes) -> bool:
    """Whether a stylesheet may hold the looks of our outlines: only then may a sheet hold any."""
    said = styles.upper()
    return any(one.value[part].encode() in said for one, part in ((Outline.REQUIRED, 1), (Outline.ADVICE, 2)))


def _dxf(line: str, colour: str, fill: str) -> str:
    side = f'<{{0}} style="{line}"><color rgb="{colour}"/></{{0}}>'
    around = "".join(side.format(name) for name in ("left", "right", "top", "bottom"))
    return f"<dxf>{_SOLID.format(fill, 'rgb=' + quoteattr(fill))}<border>{around}</border></dxf>"


def _signature(element: Element) -> object:
    """What an entry says, whatever its prefix and the order of its attributes."""
    name = element.tag.rpartition("}")[2]
    inside = tuple(_signature(child) for child in element.iterchildren("*")) if len(element) else ()
    return name, frozenset(element.attrib.items()), inside
