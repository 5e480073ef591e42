"""What Word's properties of a run or a paragraph say of how words look, and what its styles add to that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from lxml import etree

from pipeline.ooxml.word_walk import W, child
from pipeline.reading.word import tick_boxes

_VAL, _PARAGRAPH_LOOK, _RUN_LOOK = f"{W}val", f"{W}pPr", f"{W}rPr"
_NO_FILL = frozenset({"", "auto", "ffffff"})
_INKS = frozenset({"", "auto", "000000"})
# Styles build on one another; a longer line of them goes in a circle.
_DEEPEST = 20


class Look(StrEnum):
    """What makes a word stand out, the plainest first. A value is what a sentence calls it."""

    HIGHLIGHTED = "highlighted"
    CIRCLED = "framed"
    SHADED = "shaded"
    UNDERLINED = "underlined"
    BOLD = "in bold"
    ITALIC = "in italics"
    COLOURED = "in another colour"
    STRUCK = "struck through"


Switches = Mapping[Look, bool]
"""Looks that properties turn on or off; what they do not name stays as it was."""

_ONES = MappingProxyType(
    {
        f"{W}b": Look.BOLD,
        f"{W}i": Look.ITALIC,
        f"{W}strike": Look.STRUCK,
        f"{W}dstrike": Look.STRUCK,
    }
)
_GIVEN = MappingProxyType({f"{W}highlight": Look.HIGHLIGHTED, f"{W}bdr": Look.CIRCLED, f"{W}u": Look.UNDERLINED})
# Of two styles that both turn one of these on, the second turns it off again (ECMA-376 part 1, 17.7.3).
_TOGGLES = frozenset(_ONES.values())
# Word's own styles that a document may name without holding them.
_LATENT: Mapping[str, Switches] = MappingProxyType(
    {
        "strong": {Look.BOLD: True},
        "emphasis": {Look.ITALIC: True},
        "intenseemphasis": {Look.BOLD: True, Look.ITALIC: True},
    }
)


def switches(properties: etree._Element | None) -> Switches:
    """What a ``w:rPr`` or ``w:pPr`` itself turns on or off."""
    found: dict[Look, bool] = {}
    for part in properties if properties is not None else ():
        said = _switch(part)
        if said is not None:
            found[said[0]] = found.get(said[0], False) or said[1]
    return found


def _switch(part: etree._Element) -> tuple[Look, bool] | None:
    said = part.get(_VAL, "").casefold()
    if part.tag in _ONES:
        return _ONES[part.tag], tick_boxes.is_on(part)
    if part.tag == f"{W}shd":
        return Look.SHADED, part.get(f"{W}fill", "").casefold() not in _NO_FILL
    if part.tag == f"{W}color":
        return Look.COLOURED, said not in _INKS
    if part.tag == f"{W}pBdr":
        return Look.CIRCLED, len(part) > 0
    given = _GIVEN.get(part.tag)
    return (given, said not in {"", "none", "nil"}) if given else None


class Styles:
    """The styles of a document by their ids, each with what it and those it builds on turn on or off."""

    def __init__(self, part: etree._Element | None) -> None:
        styles = list(part.iterchildren(f"{W}style")) if part is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._known: dict[str, Switches] = {}

    def of_run(self, paragraph: etree._Element | None, run: etree._Element | None) -> Switches:
        """What the styles that a paragraph's and a run's own properties name make of the run's words."""
        above, own = self._named(paragraph, f"{W}pStyle"), self._named(run, f"{W}rStyle")
        both = {look for look in _TOGGLES if above.get(look) and own.get(look)}
        return {**above, **own, **dict.fromkeys(both, False)}

    def _named(self, properties: etree._Element | None, kind: str) -> Switches:
        named = child(properties, kind) if properties is not None else None
        return self._switches(named.get(_VAL, "")) if named is not None else {}

    def _switches(self, name: str, depth: int = 0) -> Switches:
        if name in self._known:
            return self._known[name]
        style = self._styles.get(name)
        if style is None or depth > _DEEPEST:
            return _LATENT.get(name.casefold(), {})
        base = child(style, f"{W}basedOn")
        inherited = self._switches(base.get(_VAL, ""), depth + 1) if base is not None else {}
        own = {**switches(child(style, _PARAGRAPH_LOOK)), **switches(child(style, _RUN_LOOK))}
        self._known[name] = {**inherited, **own}
        return self._known[name]
