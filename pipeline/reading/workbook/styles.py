"""What a cell's style says about its content: whether it is a date, its fill's colour, its font."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from lxml import etree

from pipeline.ooxml.package import Package
from pipeline.ooxml.package_error import PackageError

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_MONTH_FORMAT = "17"  # mmm-yy
# Written so that each sign is passed once: a bracket or quotation mark that nobody closes reaches to the end.
_NOT_CODE = re.compile(r'"[^"]*(?:"|\Z)|\\.|\[[^\]]*(?:\]|\Z)|_.|\*.')
# The palette's signal colours (ECMA-376 part 1, 18.8.27); the others stand for nothing.
_INDEXED = {
    2: "FF0000", 3: "00FF00", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 13: "FFFF00", 16: "800000", 17: "008000",
    50: "339966", 51: "FFCC00", 52: "FF9900", 53: "FF6600", 57: "339966",
}  # fmt: skip
# Where a hue counts as a traffic light's, in degrees; paler and greyer fills only decorate.
_HUES = (("red", 0, 16), ("amber", 24, 68), ("green", 80, 165), ("red", 340, 361))
# Colours that stand for nothing by themselves; darker ones are headings.
_OTHER_HUES = (("blue", 180, 255), ("purple", 255, 320))
ADORNING = frozenset(name for name, _least, _most in _OTHER_HUES)
_DARKEST_OTHER = 0.36
_LEAST_SATURATION = 0.3
# Excel's own “Good”, “Bad” and “Neutral” reach 0.89; the tint that marks our findings lies at 0.92.
_PALEST = 0.905
_DARKEST = 0.15
# Letters in grey: from Excel's “Text 1, Lighter 35%” (595959) to “Background 1, Darker 25%” (BFBFBF).
_GREYS, _MOST_APART = (0x59, 0xC4), 12
TICK_FONTS = frozenset({"wingdings", "wingdings 2", "webdings", "marlett"})


class Shape(Enum):
    """How a number that is no day is shown."""

    PLAIN = "as it is"
    PERCENT = "per cent"
    TIME = "a time of day"


@dataclass(frozen=True, slots=True)
class Style:
    """One cell format. ``is_month`` says of a date that only its month and year show; ``font`` is named only where
    it draws marks in place of letters.
    """

    is_date: bool = False
    is_month: bool = False
    colour: str = ""
    font: str = ""
    faint: bool = False
    unlocked: bool = False
    struck: bool = False
    shape: Shape = Shape.PLAIN


PLAIN = Style()
# The formats that every workbook knows by number (ECMA-376 part 1, 18.8.30).
_SHAPES = {"9": Shape.PERCENT, "10": Shape.PERCENT} | dict.fromkeys(("18", "19", "20", "21"), Shape.TIME)
_T = TypeVar("_T")


def read_styles(package: Package, part: str | None, theme: str | None) -> tuple[Style, ...] | None:
    """Every cell format by its number; None where there are formats that cannot be read: too many, or damaged."""
    if part is None or part not in package:
        return ()
    try:
        root = package.xml(part)
        themes = _theme_colours(package, theme) if b"theme=" in package.read(part) else ()
    except PackageError:
        return None
    return tuple(_styles(root, themes))


def _styles(root: etree._Element, themes: tuple[str, ...]) -> list[Style]:
    codes = {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in root.iter(f"{_S}numFmt")}
    dates = {code: is_date_format(text) for code, text in codes.items()}
    months = {code for code, text in codes.items() if is_month_format(text)} | {_MONTH_FORMAT} - codes.keys()
    shapes = _SHAPES | {code: shape_of(text) for code, text in codes.items()}
    fills = [_fill_name(fill, themes) for fill in root.iterfind(f"{_S}fills/{_S}fill")]
    fonts = [_font(font, themes) for font in root.iterfind(f"{_S}fonts/{_S}font")]
    found: list[Style] = []
    for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        code = style.get("numFmtId", "0")
        is_date = dates[code] if code in dates else code.isdigit() and int(code) in _DATE_FORMATS
        name, faint, struck = _at(fonts, style.get("fontId"), ("", False, False))
        protection = style.find(f"{_S}protection")
        unlocked = protection is not None and protection.get("locked", "1") in {"0", "false"}
        fill = _at(fills, style.get("fillId"), "")
        shape = shapes.get(code, Shape.PLAIN)
        found.append(Style(is_date, code in months, fill, name, faint, unlocked, struck, shape))
    return found


def _at(items: list[_T], index: str | None, otherwise: _T) -> _T:
    return items[int(index)] if index and index.isdigit() and int(index) < len(items) else otherwise


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a year (and not only a time or a number)."""
    first = _NOT_CODE.sub("", code.split(";")[0]).lower()
    return "general" not in first and ("y" in first or "d" in first or "mmm" in first)


def shape_of(code: str) -> Shape:
    """How a number format shows what is no day: ``0%`` as per cent, ``hh:mm`` as a time."""
    first = _NOT_CODE.sub("", code.split(";")[0]).lower()
    if "%" in first:
        return Shape.PERCENT
    return Shape.TIME if "h" in first and "m" in first and not is_date_format(code) else Shape.PLAIN


def is_month_format(code: str) -> bool:
    """Whether a number format shows a month and its year, and no day: what Excel makes of “Sep 2025”."""
    first = _NOT_CODE.sub("", code.split(";")[0]).lower()
    return "mmm" in first and "y" in first and "d" not in first


def _font(font: etree._Element, themes: tuple[str, ...]) -> tuple[str, bool, bool]:
    """The font's name where it draws signs, whether its letters stand back, and whether a line goes through them."""
    name = font.find(f"{_S}name")
    face = name.get("val", "").casefold() if name is not None else ""
    colour = _rgb(font.find(f"{_S}color"), themes)
    faint = is_switched_on(font, "i") or (bool(colour) and _recedes(colour))
    return face if face in TICK_FONTS else "", faint, is_switched_on(font, "strike")


def is_switched_on(font: etree._Element, name: str) -> bool:
    """Whether a font, or a run's looks, say yes to a switch such as ``i`` or ``strike``."""
    switch = font.find(f"{_S}{name}")
    return switch is not None and switch.get("val", "1") not in {"0", "false"}


def _recedes(rgb: str) -> bool:
    """Whether letters of a colour stand back, as a form's examples do: in green, or in grey."""
    try:
        parts = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    grey = max(parts) - min(parts) <= _MOST_APART and _GREYS[0] <= sum(parts) / 3 <= _GREYS[1]
    return grey or colour_name(rgb) == "green"


def _fill_name(fill: etree._Element, themes: tuple[str, ...]) -> str:
    if (gradient := fill.find(f"{_S}gradientFill")) is not None:
        return _gradient_name(gradient, themes)
    pattern = fill.find(f"{_S}patternFill")
    if pattern is None or pattern.get("patternType", "none") in {"none", "gray125"}:
        return ""
    rgb = _rgb(pattern.find(f"{_S}fgColor"), themes)
    return colour_name(rgb) if rgb else ""


def _gradient_name(gradient: etree._Element, themes: tuple[str, ...]) -> str:
    """The one colour of a fill that fades, mostly from or to white; none where it goes from one colour to another."""
    stops = (_rgb(stop.find(f"{_S}color"), themes) for stop in gradient.iterfind(f"{_S}stop"))
    names = {name for rgb in stops if rgb and (name := colour_name(rgb))}
    return names.pop() if len(names) == 1 else ""


def _rgb(colour: etree._Element | None, themes: tuple[str, ...]) -> str:
    """Six hexadecimal digits, or nothing where the colour is not said or not known."""
    if colour is None:
        return ""
    if colour.get("rgb"):
        return colour.get("rgb", "")[-6:]
    indexed, theme = colour.get("indexed", ""), colour.get("theme", "")
    if indexed.isdigit():
        return _INDEXED.get(int(indexed), "")
    if theme.isdigit() and int(theme) < len(themes):
        return _tinted(themes[int(theme)], colour.get("tint", "0"))
    return ""


def _tinted(rgb: str, tint: str) -> str:
    try:
        share, (red, green, blue) = float(tint), (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))


def colour_name(rgb: str) -> str:
    """``92D050`` as ``green``, ``00B0F0`` as ``blue``; empty for white, greys, dark blues and faint tints."""
    try:
        red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < _LEAST_SATURATION or not _DARKEST <= light <= _PALEST:
        return ""
    hues = _HUES if light < _DARKEST_OTHER else (*_HUES, *_OTHER_HUES)
    return next((name for name, least, most in hues if least <= hue * 360 < most), "")


def _theme_colours(package: Package, part: str | None) -> tuple[str, ...]:
    """The theme's colours in the order that styles count them: the first two pairs stand the other way round."""
    if part is None or part not in package:
        return ()
    scheme = package.xml(part).find(f"{_A}themeElements/{_A}clrScheme")
    found = [next(iter(entry), None) for entry in scheme] if scheme is not None else []
    colours = [(c.get("lastClr") or c.get("val") or "") if c is not None else "" for c in found]
    return (*(colours[at] for at in (1, 0, 3, 2) if at < len(colours)), *colours[4:])
