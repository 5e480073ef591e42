"""Tick boxes as Word and its forerunners write them, as the four signs ☑ ☒ ☐ ✓."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from pipeline.ooxml.word_walk import W, child

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
TICK_BOX, _CHECKED, _CHECKED_VAL = f"{W14}checkbox", f"{W14}checked", f"{W14}val"
_VAL = f"{W}val"

# By the low byte of the character, as the fonts' own tables draw them.
_WINGDINGS = MappingProxyType(
    {0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x6E: "■", 0xFC: "✓", 0xFB: "✗"}
)
_WINGDINGS_2 = MappingProxyType(
    {0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗"}
)
_WEBDINGS = MappingProxyType({0x61: "✓", 0x63: "☐", 0x72: "✗"})
_FONTS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}
)
# Symbol fonts put their characters here (U+F0FE), and keep them there when the font's name is lost.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
# A thorn that stands alone is a Wingdings tick whose font was lost: no English word is written so.
_THORN = re.compile(r"(?<![^\s|])þ(?![^\s|])")
SIGNS, UNTICKED = "☑☒☐✓✔✗✘", "☐"


def symbol(font: str, code: str) -> str:
    """A ``w:sym`` by its font and hexadecimal character; nothing for one that is no tick."""
    try:
        return _FONTS.get(font.casefold(), _WINGDINGS).get(int(code, 16) & 0xFF, "")
    except ValueError:
        return ""


def in_symbol_font(text: str, font: str) -> str:
    """Text of a run set in ``font``, ticks as signs; anything else as it stands."""
    table = _FONTS.get(font.casefold())
    if table is None:
        return text
    return "".join(table.get(ord(c) & 0xFF if ord(c) >= 0xF000 else ord(c), c) for c in text)


def may_have_lost_fonts(part: bytes) -> bool:
    """Whether any tick whose font's name was lost can stand in a part: by bytes that few parts have at all."""
    return b"\xef" in part or b"\xbe" in part or (b"#" in part and b"&#" in part)


def lost_fonts(text: str) -> str:
    """Ticks whose font's name was lost on the way, as signs."""
    if text.isascii():
        return text
    text = _PRIVATE.sub(lambda match: _WINGDINGS.get(ord(match.group()) & 0xFF, match.group()), text)
    return _THORN.sub("☑", text) if "þ" in text else text


def old_field(field: etree._Element) -> str:
    """What an old form field shows by itself: a tick box's state, or the chosen entry of a list."""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        if state is None:
            state = box.find(f"{W}default")
        return "☒" if state is not None and is_on(state) else "☐"
    choice = field.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(_VAL, "") for entry in choice.iter(f"{W}listEntry")]
    result = choice.find(f"{W}result")
    number = result.get(_VAL, "0") if result is not None else "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def box_state(box: etree._Element) -> str:
    """The state of a ``w14:checkbox`` by its own record."""
    state = child(box, _CHECKED)
    return "☒" if state is not None and state.get(_CHECKED_VAL, "1") in {"1", "true", "on"} else "☐"


def is_on(switch: etree._Element) -> bool:
    """A Word switch: on unless it says otherwise."""
    return switch.get(_VAL, "1") not in {"0", "false", "off"}


def as_recorded(shown: str, state: str) -> tuple[str, str]:
    """A tick box as its own record has it, whatever it shows, and what of that speaks against the record.

    ``state`` is the sign that the record stands for. Words typed into the box stay beside it.
    """
    drawn = next((sign for sign in shown if sign in SIGNS), "")
    if drawn:
        against = (drawn in UNTICKED) is not (state in UNTICKED)
        return shown.replace(drawn, state, 1), drawn if against else ""
    against = state in UNTICKED and bool(shown.strip())
    return f"{state}\n" if shown.endswith("\n") else state, shown.strip() if against else ""
