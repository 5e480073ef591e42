"""The two fills of our notes, appended to a workbook's styles without changing any style in it."""

from __future__ import annotations

import copy

from lxml import etree

from pipeline.feedback.package import Element

REQUIRED_FILL = "FFFFF4D6"
# A little stronger than the pale teal of printed cells in the forms, or advice on one of them would not show.
ADVICE_FILL = "FFD3EAEA"


class Styles:
    """``xl/styles.xml``, growing by fills and cell formats as they are asked for."""

    def __init__(self, root: Element) -> None:
        self.root = root
        namespace = etree.QName(root).namespace or ""
        self._main = f"{{{namespace}}}"
        self._fills = root.find(f"{self._main}fills")
        self._formats = root.find(f"{self._main}cellXfs")
        self._made: dict[tuple[int, str], int] = {}
        self.grown = False

    def filled(self, style: int, colour: str) -> int:
        """The index of a format that is ``style`` in everything but its fill; the same one each time."""
        if self._fills is None or self._formats is None:
            return style
        key = (style, colour)
        if key not in self._made:
            self._made[key] = self._filled(self._formats, style, self._fill(self._fills, colour))
        return self._made[key]

    def plain(self, style: int) -> int:
        """The format a cell most likely had before we filled it: the same but for the fill.

        A cell without our fill keeps its format.
        """
        if self._fills is None or self._formats is None:
            return style
        formats = list(self._formats.iterchildren(f"{self._main}xf"))
        ours = {str(i) for i, fill in enumerate(self._fills) if self._colour(fill) in (REQUIRED_FILL, ADVICE_FILL)}
        if style >= len(formats) or formats[style].get("fillId") not in ours:
            return style
        wanted = self._signature(formats[style])
        for index, candidate in enumerate(formats):
            if candidate.get("fillId", "0") not in ours and self._signature(candidate) == wanted:
                return index
        bare = copy.deepcopy(formats[style])
        bare.set("fillId", "0")
        return self._append(self._formats, bare)

    def _filled(self, formats: Element, style: int, fill: int) -> int:
        known = list(formats.iterchildren(f"{self._main}xf"))
        original = known[style] if style < len(known) else etree.Element(f"{self._main}xf")
        wanted = copy.deepcopy(original)
        wanted.tail = None
        wanted.set("fillId", str(fill))
        wanted.set("applyFill", "1")
        signature = self._signature(wanted)
        for index, candidate in enumerate(known):
            if candidate.get("fillId") == str(fill) and self._signature(candidate) == signature:
                return index
        return self._append(formats, wanted)

    def _append(self, formats: Element, wanted: Element) -> int:
        formats.append(wanted)
        self.grown = True
        count = len(list(formats.iterchildren(f"{self._main}xf")))
        formats.set("count", str(count))
        return count - 1

    def _fill(self, fills: Element, colour: str) -> int:
        known = list(fills.iterchildren(f"{self._main}fill"))
        for index, fill in enumerate(known):
            if self._colour(fill) == colour:
                return index
        fill = etree.SubElement(fills, f"{self._main}fill")
        pattern = etree.SubElement(fill, f"{self._main}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{self._main}fgColor", rgb=colour)
        etree.SubElement(pattern, f"{self._main}bgColor", indexed="64")
        fills.set("count", str(len(known) + 1))
        self.grown = True
        return len(known)

    def _colour(self, fill: Element) -> str | None:
        colour = fill.find(f"{self._main}patternFill[@patternType='solid']/{self._main}fgColor")
        return None if colour is None else colour.get("rgb")

    @staticmethod
    def _signature(xf: Element) -> tuple[object, ...]:
        """What a format says beside its fill."""
        said = {name: value for name, value in xf.attrib.items() if name not in ("fillId", "applyFill")}
        inner = tuple(etree.tostring(child, method="c14n", with_tail=False) for child in xf)
        return tuple(sorted(said.items())), inner
