"""How a blank Application looks: the house style on python-docx's starting document, without what that brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.blank_forms.word_parts import element
from pipeline.house_colours import GREY, INK, PALE, TEAL

FONT = "Calibri"
BRITISH = "en-GB"
# What stands after a paragraph's shade, as the schema orders it.
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def house_style(document: Document, language: str = BRITISH) -> None:
    """Give python-docx's own starting document the office's look, and say the language it is written in."""
    for key, link in list(document.part.package.rels.items()):
        if link.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    _defaults(document, language)
    body = {"size": 10.5, "color": "222222", "after": 4}
    _style(document, "Normal", body)
    _style(document, "Subtitle", {"size": 12, "color": TEAL, "bold": True, "after": 0})
    _style(document, "Title", {"size": 24, "color": INK, "bold": True, "after": 8})
    _style(document, "Heading 1", {"size": 17, "color": INK, "bold": True, "before": 14, "after": 4, "keep": True})
    _style(document, "Heading 2", {"size": 13, "color": TEAL, "bold": True, "before": 10, "after": 4, "keep": True})
    _style(document, "Guidance", {"size": 10.5, "color": INK, "after": 0, "fill": PALE, "inside": 5})
    _style(document, "Intro", {"size": 10.5, "color": INK, "after": 6, "keep": True})
    _style(document, "Tick", {"size": 11, "color": "222222", "before": 2, "after": 4, "keep": True})
    _style(document, "Label", {"size": 10.5, "color": INK, "bold": True, "after": 0})
    _style(document, "TableHead", {"size": 10.5, "color": "FFFFFF", "bold": True, "after": 0, "keep": True})
    _style(document, "Answer", {"size": 10, "color": "222222", "after": 0})
    _style(document, "TickCell", {"size": 10, "color": "222222", "after": 2})
    _style(document, "Example", {"size": 8.5, "color": GREY, "before": 3, "after": 0})
    _style(document, "Gap", {"size": 4, "color": GREY, "after": 0})
    _style(document, "Footer", {"size": 9, "color": GREY, "after": 0})
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(265), WD_TAB_ALIGNMENT.RIGHT)
    prompt = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    prompt.font.color.rgb = RGBColor.from_string("6B7780")


def _defaults(document: Document, language: str) -> None:
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    settings = document.settings.element
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), language)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            # 15 is Word 2013 and later; older modes show “Compatibility Mode” in the title bar.
            setting.set(qn("w:val"), "15")


def _style(document: Document, name: str, look: Mapping[str, Any]) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for side in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{side}"), FONT)
    font, space = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look["size"]), look.get("bold", False), False
    font.color.rgb = RGBColor.from_string(look["color"])
    space.space_before, space.space_after = Pt(look.get("before", 0)), Pt(look["after"])
    space.line_spacing = 1.08
    if "inside" in look:
        space.left_indent = space.right_indent = Pt(look["inside"])
    space.keep_with_next = look.get("keep", False)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if "fill" in look:
        # A border of the fill's own colour pads the words.
        sides = ("top", "left", "bottom", "right")
        edges = [element(f"w:{side}", val="single", sz="8", space="5", color=look["fill"]) for side in sides]
        properties.insert_element_before(element("w:pBdr", *edges), "w:shd", *_AFTER_SHADE)
        properties.insert_element_before(element("w:shd", val="clear", color="auto", fill=look["fill"]), *_AFTER_SHADE)


def without_unused_looks(document: Document) -> None:
    """Take out what the library's template brings along and a form never uses: 99 looks for tables, and a second
    copy of all looks for Word 2007. They were half of the file, and three quarters of it once unpacked.
    """
    used = {style.get(qn("w:val")) for style in document.element.body.iter(qn("w:tblStyle"))}
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        is_table = style.get(qn("w:type")) == "table"
        if is_table and not style.get(qn("w:default")) and style.get(qn("w:styleId")) not in used:
            styles.remove(style)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]
