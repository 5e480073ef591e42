"""A workbook's stylesheet with our looks in it: put in among its bytes, so that no style of the school's changes.

What was put in once is found again and used again, so a workbook that comes and goes does not grow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.feedback.looks import SOLID, Look, Outline
from pipeline.ooxml.elements import Element, local_name
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.schema_order import STYLESHEET
from pipeline.ooxml.splicing import parse_verbatim, spliceable
from pipeline.values import FileClass

# For a workbook without any; its namespace is the workbook's own.
BLANK = b'<styleSheet xmlns="%s"/>'
_PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"{}/>'
# The first entry of each list is every plain cell's look, and so must never be one of ours.
_FIRST = {
    "fonts": ['<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125")],
    "borders": ["<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellStyleXfs": [_PLAIN.format("")],
    "cellXfs": [_PLAIN.format(' xfId="0"')],
}
_LOOKS = [look.value for look in Look]
# The fonts, fills and lines of our looks, none twice.
_FONTS, _FILLS, _LINES = (list(dict.fromkeys(filter(None, said))) for said in list(zip(*_LOOKS, strict=True))[:3])
_FORMAT = (
    '<xf numFmtId="0" fontId="{}" fillId="{}" borderId="{}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
    'applyAlignment="1">{}</xf>'
)
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)styleSheet\b[^<>]*>")
_COUNT = re.compile(rb"""\scount=["']\d*["']""")
_TAG = re.compile(rb"<(/?)")


def _dxf(line: str, colour: str, fill: str) -> str:
    side = f'<{{0}} style="{line}"><color rgb="{colour}"/></{{0}}>'
    around = "".join(side.format(name) for name in ("left", "right", "top", "bottom"))
    return f"<dxf>{SOLID.format(fill, 'rgb=' + quoteattr(fill))}<border>{around}</border></dxf>"


_DXFS = [_dxf(*outline.value) for outline in Outline]


def may_outline(styles: bytes) -> bool:
    """Whether a stylesheet may hold the looks of our outlines: only then may a sheet hold any."""
    said = styles.upper()
    return any(outline.value[at].encode() in said for outline, at in ((Outline.REQUIRED, 1), (Outline.ADVICE, 2)))


class Styles:
    """``xl/styles.xml``, with all of our looks in it from the start: whatever is said, it grows by the same."""

    def __init__(self, data: bytes, part: str, *, been_here: bool) -> None:
        """``been_here``: it may hold our looks already. Raises PackageError, and ValueError for a list without end."""
        self.data = spliceable(data, part)
        root = _ROOT.search(self.data)
        if root is None:
            raise PackageError(FileClass.CORRUPT, f"something inside it is damaged (“{part}”)")
        self._prefix = root[1]
        if root[0].endswith(b"/>"):
            self.data = b"%s></%sstyleSheet>" % (self.data[: root.end() - 2], self._prefix)
        self._known = _known(parse_verbatim(data, part)) if been_here else {}
        self._put("cellStyleXfs", [])
        self.outlines = dict(zip(Outline, self._put("dxfs", _DXFS), strict=True))
        fonts = dict(zip(_FONTS, self._put("fonts", _FONTS), strict=True))
        fills = dict(zip(_FILLS, self._put("fills", _FILLS), strict=True)) | {"": 0}
        lines = dict(zip(_LINES, self._put("borders", _LINES), strict=True)) | {"": 0}
        formats = [_FORMAT.format(fonts[font], fills[fill], lines[line], how) for font, fill, line, how in _LOOKS]
        self.formats = dict(zip(Look, self._put("cellXfs", formats), strict=True))

    def _put(self, group: str, texts: Sequence[str]) -> list[int]:
        """The indexes of some entries of a list: those that say the same, or new ones at its end."""
        known = self._known.get(group)
        if not known:
            first = self._grown(group, texts)
            return list(range(first, first + len(texts)))
        standing = [known.get(_signature(etree.fromstring(text))) for text in texts]
        new = [text for text, at in zip(texts, standing, strict=True) if at is None]
        free = count(self._grown(group, new))
        return [next(free) if at is None else at for at in standing]

    def _grown(self, group: str, new: Sequence[str]) -> int:
        """Put entries at the end of a list, which is made where there is none. Returns the index of the first."""
        name, entry = self._prefix + group.encode(), self._prefix + _entry(group)
        start = self.data.find(b"<" + name)
        if start < 0:
            start = self._place(group)
            self.data = b'%s<%s count="0"/>%s' % (self.data[:start], name, self.data[start:])
        after = self.data.index(b">", start) + 1
        if self.data.startswith(b"/", after - 2):
            self.data = b"%s></%s>%s" % (self.data[: after - 2], name, self.data[after:])
            after -= 1
        end = self.data.index(b"</" + name, after)
        there = len(_starts(entry).findall(self.data, after, end))
        first = () if there else _FIRST.get(group, ())
        if first or new:
            tag = _COUNT.sub(b' count="%d"' % (there + len(first) + len(new)), self.data[start:after])
            inside = "".join((*first, *new)).encode()
            if self._prefix:
                inside = _TAG.sub(rb"<\1" + self._prefix, inside)
            self.data = b"".join((self.data[:start], tag, self.data[after:end], inside, self.data[end:]))
        return there + len(first)

    def _place(self, group: str) -> int:
        """Where the schema wants a list: after the last of those before it, or at the beginning."""
        names = b"|".join(name.encode() for name in STYLESHEET[: STYLESHEET.index(group)])
        name = re.escape(self._prefix) + b"(?:%s)" % names
        ended = [found.end() for found in re.finditer(rb"</%s\s*>|<%s\b[^<>]*/>" % (name, name), self.data)]
        return max(ended) if ended else self.data.index(b">", self.data.index(b"<%sstyleSheet" % self._prefix)) + 1


def _entry(group: str) -> bytes:
    """What one entry of a list is called."""
    return b"xf" if group.endswith("Xfs") else group.removesuffix("s").encode()


@lru_cache(maxsize=16)
def _starts(entry: bytes) -> re.Pattern[bytes]:
    """What an entry begins with, and no longer name."""
    return re.compile(rb"<%s[\s/>]" % re.escape(entry))


def _known(root: Element) -> dict[str, dict[object, int]]:
    """The index of each entry by what it says. The last of equals: that is ours, and not one that looks like it."""
    return {
        local_name(holder.tag): {_signature(entry): at for at, entry in enumerate(holder.iterchildren("*"))}
        for holder in root.iterchildren("*")
    }


def _signature(element: Element) -> object:
    """What an entry says, whatever its prefix and the order of its attributes."""
    name = local_name(element.tag)
    inside = tuple(_signature(child) for child in element.iterchildren("*")) if len(element) else ()
    return name, frozenset(element.attrib.items()), inside
