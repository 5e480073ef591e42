"""What our additions look like, appended to a workbook's styles without changing any style in it.

What was appended once is found again and used again, so a workbook that comes and goes does not grow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.ooxml.packing import Part, pack
from pipeline.ooxml.patching import Element, insert_in_order, parse_verbatim, serialise
from pipeline.ooxml.schema_order import STYLESHEET

_INK, _TEAL, _GREY, _LINE = "FF1F3A4D", "FF2A7F86", "FF5B6B76", "FFC9D6D8"
_FONT = '<font>{0}<sz val="{1}"/><color rgb="{2}"/><name val="Calibri"/><family val="2"/></font>'
_SOLID = '<fill><patternFill patternType="solid"><fgColor rgb="{0}"/><bgColor {1}/></patternFill></fill>'
_UNDER = '<border><left/><right/><top/><bottom style="thin"><color rgb="{0}"/></bottom><diagonal/></border>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
# A little room, so that the texts of two columns do not run into one another.
_INDENTED = '<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/>'
_CENTRED = '<alignment horizontal="center" vertical="top"/>'
BLANK = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
)


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


class Looks:
    """``xl/styles.xml``, with all of our looks in it from the start: whatever is said, it grows by the same."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._space = etree.QName(root).namespace or ""
        for group in etree.fromstring(BLANK):
            # The first entry of each list is every plain cell's look, and so must never be one of ours.
            holder = self._holder(etree.QName(group).localname)
            if not len(holder):
                self._append(holder, [etree.tostring(entry, encoding="unicode") for entry in group])
        outlines, looks = list(Outline), list(Look)
        self.outlines = dict(zip(outlines, self._put("dxfs", [_dxf(*one.value) for one in outlines]), strict=True))
        fonts, fills, lines = (
            dict(zip(said, self._put(group, said), strict=True))
            for group, said in (
                (group, list(dict.fromkeys(one.value[part] for one in looks if one.value[part])))
                for part, group in enumerate(("fonts", "fills", "borders"))
            )
        )
        wanted = [
            _XF.format(fonts[font], fills.get(fill, 0), lines.get(line, 0), alignment)
            for font, fill, line, alignment in (one.value for one in looks)
        ]
        self.formats = dict(zip(looks, self._put("cellXfs", wanted), strict=True))

    def _put(self, group: str, texts: Sequence[str]) -> list[int]:
        """The indexes of some entries of a list: those that say the same, or new ones at its end."""
        holder = self._holder(group)
        entries = list(holder.iterchildren("*"))
        # The last of equals: when we wrote before, that is ours and not one that happens to look like it.
        known = {_signature(entry): index for index, entry in enumerate(entries)} if self._been_here else {}
        new = [text for text in texts if _signature(self._parsed([text])[0]) not in known] if known else list(texts)
        self._append(holder, new)
        at = {text: len(entries) + position for position, text in enumerate(new)}
        return [at[text] if text in at else known[_signature(self._parsed([text])[0])] for text in texts]

    @cached_property
    def _been_here(self) -> bool:
        """Whether a look that only we use is in the styles already."""
        return any(colour.get("rgb") == Outline.REQUIRED.value[1] for colour in self._holder("dxfs").iter("{*}color"))

    def _append(self, holder: Element, texts: Sequence[str]) -> None:
        if texts:
            holder.extend(self._parsed(texts))
            holder.set("count", str(sum(1 for _ in holder.iterchildren("*"))))

    def _parsed(self, texts: Sequence[str]) -> Element:
        return etree.fromstring(f'<a xmlns="{self._space}">{"".join(texts)}</a>')

    def _holder(self, group: str) -> Element:
        holder = self.root.find(f"{{{self._space}}}{group}")
        if holder is None:
            holder = etree.Element(f"{{{self._space}}}{group}", count="0")
            insert_in_order(self.root, holder, STYLESHEET)
        return holder


_XF = (
    '<xf numFmtId="0" fontId="{}" fillId="{}" borderId="{}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
    'applyAlignment="1">{}</xf>'
)


def may_outline(styles: bytes) -> bool:
    """Whether a stylesheet may hold the looks of our outlines: only then may a sheet hold any."""
    said = styles.upper()
    return any(one.value[part].encode() in said for one, part in ((Outline.REQUIRED, 1), (Outline.ADVICE, 2)))


@lru_cache(maxsize=8)
def with_looks(styles: bytes, part: str) -> tuple[bytes, Part, Mapping[Outline, int], Mapping[Look, int]]:
    """A stylesheet with our looks in it, as it is and packed, and their indexes as outlines and as formats.

    Kept for the next Record: those of one scheme began as one form, and mostly still share its stylesheet.
    Raises PackageError.
    """
    looks = Looks(parse_verbatim(styles, part))
    content = serialise(looks.root)
    return content, pack(part, content), MappingProxyType(looks.outlines), MappingProxyType(looks.formats)


def _dxf(line: str, colour: str, fill: str) -> str:
    side = f'<{{0}} style="{line}"><color rgb="{colour}"/></{{0}}>'
    around = "".join(side.format(name) for name in ("left", "right", "top", "bottom"))
    return f"<dxf>{_SOLID.format(fill, 'rgb=' + quoteattr(fill))}<border>{around}</border></dxf>"


def _signature(element: Element) -> object:
    """What an entry says, whatever its prefix and the order of its attributes."""
    name = element.tag.rpartition("}")[2]
    inside = tuple(_signature(child) for child in element.iterchildren("*")) if len(element) else ()
    return name, frozenset(element.attrib.items()), inside
