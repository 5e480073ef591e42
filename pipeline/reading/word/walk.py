"""One walk through a Word part: controls and insertions unwrapped, deletions left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from pipeline.ooxml import limits, word_walk
from pipeline.ooxml.elements import Element
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.rich_text import LOST_TICK
from pipeline.ooxml.word_walk import W
from pipeline.reading.word import tick_boxes
from pipeline.reading.word.blocks import Control, MarkKind, Paragraph, WordCell, WordTable
from pipeline.reading.word.gathered import NO_SETTINGS, Gathered, settings_of
from pipeline.values import FileClass

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FORMULAS = f"{_M}oMath", f"{_M}oMathPara"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_ID = f"{W}id"
_RUN, _TEXT, _ROW, _CELL = f"{W}r", f"{W}t", f"{W}tr", f"{W}tc"
_SDT, _SDT_CONTENT, _SDT_PR = f"{W}sdt", f"{W}sdtContent", f"{W}sdtPr"
_BOX_TEXT, _BOOKMARK = f"{W}txbxContent", f"{W}bookmarkStart"
_INSERTED = frozenset(f"{W}{tag}" for tag in ("ins", "moveTo"))
_DELETED = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom"))
# What stands for an empty element in the text.
_SPOKEN = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)"?([^"\s]+)"?', re.IGNORECASE)
# Signs in the bytes of a part that a closer look at its runs, cells and paragraphs is worth while.
_IN_FONTS = (b"ingdings",)
_HIDDEN = b":vanish"
_DELETION = b":del"

# By kind of note (comments, footnotes, endnotes): number to (author, text).
Notes = Mapping[str, Mapping[str, tuple[str, str]]]
_Steps = Mapping[object, Callable[[Element, Gathered], None]]


class Walk:
    """One walk through a part. ``links`` are its outward relationships, ``notes`` its comments and notes."""

    def __init__(self, data: bytes, links: Mapping[str, str], notes: Notes) -> None:
        self.links, self.notes = links, notes
        self.fonts = any(sign in data for sign in _IN_FONTS)
        self.hidden = _HIDDEN in data
        self.lost_fonts = tick_boxes.may_have_lost_fonts(data)
        self.deleted = _DELETION in data
        self.lost_ticks = LOST_TICK.encode() in data
        self.numbered, self.paragraphs, self.nesting = 0, 0, 0
        self.prompting = False
        self.steps, self.bits = self._block_steps(), self._run_steps()

    def _block_steps(self) -> _Steps:
        """What is done with each element that may stand around runs."""
        return {
            _RUN: self._run,
            word_walk.PARAGRAPH: self._paragraph_within,
            _SDT: self._control,
            word_walk.TABLE: self._table_within,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            f"{_MC}AlternateContent": self._alternate,
            _BOOKMARK: self._bookmark,
            f"{W}commentRangeStart": self._comment,
            **dict.fromkeys(_FORMULAS, self._formula),
            **dict.fromkeys(word_walk.WRAPPERS - {_SDT, f"{_MC}AlternateContent"}, self.fill),
            **dict.fromkeys((f"{W}bdo", f"{W}dir"), self.fill),
            **dict.fromkeys(_INSERTED, self._inserted),
            **dict.fromkeys(_DELETED, self._deleted),
            # Reached from a table's rows and cells when it is read as part of a cell's text.
            _ROW: self.fill,
            _CELL: self.fill,
        }

    def _run_steps(self) -> _Steps:
        """What is done with each element that may stand in a run beside its text."""
        return {
            f"{W}sym": lambda e, spot: spot.parts.append(
                tick_boxes.symbol(e.get(f"{W}font", ""), e.get(f"{W}char", ""))
            ),
            f"{W}fldChar": self._field,
            f"{W}instrText": self._instruction,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
            f"{_MC}AlternateContent": self._alternate,
            f"{W}commentReference": self._comment,
            f"{W}ruby": self._under_ruby,
            f"{W}footnoteReference": lambda e, spot: self._note("footnotes", e, spot),
            f"{W}endnoteReference": lambda e, spot: self._note("endnotes", e, spot),
        }

    def blocks(self, body: etree._Element) -> tuple[Paragraph | WordTable, ...]:
        """The body's blocks in reading order. Raises PackageError over the limits."""
        found: list[Paragraph | WordTable] = []
        for element, tags in word_walk.blocks(body):
            if element.tag == word_walk.TABLE:
                self.numbered += 1
                found.extend(self._tables(element, self.numbered))
            else:
                found.append(self._paragraph(element, tags))
            if self.paragraphs > limits.WORD_PARAGRAPHS or len(found) > limits.WORD_PARAGRAPHS:
                raise PackageError(FileClass.TOO_LARGE, "it has more paragraphs than any form")
            if self.numbered > limits.WORD_TABLES:
                raise PackageError(FileClass.TOO_LARGE, "it has more tables than any form")
        return tuple(found)

    def _paragraph(self, element: etree._Element, tags: Sequence[str]) -> Paragraph:
        self.paragraphs += 1
        spot = Gathered([], True, self.lost_fonts)
        self.fill(element, spot)
        text = spot.text()
        controls = dict.fromkeys(tags, Control(text)) | dict(reversed(spot.controls))
        return Paragraph(text, spot.bookmarks, controls, self.paragraphs, tuple(spot.marks or ()))

    def _tables(self, table: etree._Element, number: int, inside: tuple[int, int] | None = None) -> list[WordTable]:
        """A table, followed by those inside its cells."""
        cells: list[WordCell] = []
        inner: list[WordTable] = []
        for spot in word_walk.cells(table):
            held = Gathered([], False, self.lost_fonts)
            self.fill(spot.element, held)
            if spot.inserted:
                held.mark(MarkKind.ROW_INSERTED)
            cells.append(held.cell(spot))
            for nested in held.tables:
                inner.extend(self._tables(nested, number, inside or (spot.row, spot.column)))
        return [WordTable(number, tuple(cells), inside), *inner]

    def fill(self, element: etree._Element, spot: Gathered) -> None:
        """Gather what an element's children say. Unknown children say nothing."""
        steps = self.steps
        for child in element:
            tag = child.tag
            if tag in steps:
                steps[tag](child, spot)

    def _paragraph_within(self, paragraph: etree._Element, spot: Gathered) -> None:
        self.fill(paragraph, spot)
        if not (self.deleted and _mark_deleted(paragraph)):
            spot.parts.append("\n")

    def _run(self, run: etree._Element, spot: Gathered) -> None:
        font, hidden = self._look_of(run) if self.fonts or self.hidden else ("", False)
        bits, parts = self.bits, spot.parts
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                text = child.text or ""
                if self.lost_ticks and LOST_TICK in text:
                    spot.mark(MarkKind.TICK_LOST)
                    text = text.replace(LOST_TICK, tick_boxes.UNTICKED)
                if hidden:
                    spot.mark(MarkKind.HIDDEN, text)
                    continue
                parts.append(tick_boxes.in_symbol_font(text, font) if font else text)
                if self.prompting:
                    spot.prompted = True
                elif not spot.said and not text.isspace():
                    spot.said = True
            elif tag in _SPOKEN:
                parts.append(_SPOKEN[tag])
            elif tag in bits:
                bits[tag](child, spot)

    def _look_of(self, run: etree._Element) -> tuple[str, bool]:
        """A run's font and whether it is hidden."""
        look = word_walk.child(run, f"{W}rPr")
        if look is None:
            return "", False
        font, vanish = word_walk.child(look, f"{W}rFonts"), word_walk.child(look, f"{W}vanish")
        # A letter beyond ASCII (ü) is drawn in the font of “hAnsi”; where a run names one font, it names it for both.
        name = (font.get(f"{W}ascii") or font.get(f"{W}hAnsi") or "") if font is not None else ""
        return name, vanish is not None and tick_boxes.is_on(vanish)

    def _control(self, control: etree._Element, spot: Gathered) -> None:
        settings, start = NO_SETTINGS, len(spot.parts)
        for part in control:
            if part.tag == _SDT_PR:
                settings = settings_of(part)
            elif part.tag == _SDT_CONTENT:
                before, self.prompting = self.prompting, self.prompting or settings.prompt
                self.fill(part, spot)
                self.prompting = before
                if settings.prompt:
                    spot.prompts = (*spot.prompts, (start, len(spot.parts)))
        if settings.box:
            spot.said = True
            self._box(settings.box, spot, start)
        spot.day = settings.day or spot.day
        if settings.tag:
            spot.tags = (*spot.tags, settings.tag)
            if spot.outside:
                held = Control(spot.text(start), settings.prompt, settings.day)
                spot.controls = (*spot.controls, (settings.tag, held))

    def _box(self, state: str, spot: Gathered, start: int) -> None:
        """A tick box, as its own record has it."""
        kept, against = tick_boxes.as_recorded("".join(spot.parts[start:]), state)
        if against:
            spot.mark(MarkKind.BOX_AGAINST, against, state)
        spot.parts[start:] = [kept]

    def _formula(self, formula: etree._Element, spot: Gathered) -> None:
        """What was typed with Word's own editor of formulas: “25%” among other words."""
        words = "".join(part.text or "" for part in formula.iter(f"{_M}t"))
        spot.parts.append(words)
        spot.said = spot.said or bool(words.strip())

    def _under_ruby(self, ruby: etree._Element, spot: Gathered) -> None:
        for base in ruby.iterchildren(f"{W}rubyBase"):
            self.fill(base, spot)

    def _bookmark(self, mark: etree._Element, spot: Gathered) -> None:
        spot.bookmarks = (*spot.bookmarks, mark.get(f"{W}name", ""))

    def _inserted(self, change: etree._Element, spot: Gathered) -> None:
        spot.mark(MarkKind.TRACKED)
        self.fill(change, spot)

    def _deleted(self, change: etree._Element, spot: Gathered) -> None:
        spot.mark(MarkKind.TRACKED)
        # What was moved stands elsewhere now: only deleted words may be missed.
        if words := "".join(text.text or "" for text in change.iter(f"{W}delText")).strip():
            spot.mark(MarkKind.DELETED, words)

    def _table_within(self, table: etree._Element, spot: Gathered) -> None:
        if not self.nesting:
            spot.tables = (*spot.tables, table)
        self.nesting += 1
        self.fill(table, spot)
        self.nesting -= 1

    def _alternate(self, choices: etree._Element, spot: Gathered) -> None:
        """The first of several ways to say one thing: the others are for older programs."""
        for choice in choices:
            if choice.tag in (f"{_MC}Choice", f"{_MC}Fallback") and len(choice):
                self._either(choice, spot)
                return

    def _either(self, holder: etree._Element, spot: Gathered) -> None:
        for child in holder:
            step = self.steps.get(child.tag) or self.bits.get(child.tag)
            if step is not None:
                step(child, spot)

    def _drawing(self, drawing: etree._Element, spot: Gathered) -> None:
        boxes = list(drawing.iter(_BOX_TEXT))
        for box in boxes:
            inner = Gathered([])
            self.fill(box, inner)
            if text := inner.text():
                spot.mark(MarkKind.TEXT_BOX, text)
        if not boxes and next(drawing.iter(_DRAWN, _VML_IMAGE), None) is not None:
            spot.mark(MarkKind.PICTURE)

    def _hyperlink(self, link: etree._Element, spot: Gathered) -> None:
        start = len(spot.parts)
        self.fill(link, spot)
        if target := self.links.get(link.get(f"{_R}id", "")):
            spot.mark(MarkKind.LINK, spot.text(start), target)

    def _simple_field(self, simple: etree._Element, spot: Gathered) -> None:
        start = len(spot.parts)
        self.fill(simple, spot)
        if found := _HYPERLINK.match(simple.get(f"{W}instr", "")):
            spot.mark(MarkKind.LINK, "".join(spot.parts[start:]).strip(), found[1])

    def _field(self, mark: etree._Element, spot: Gathered) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            shown = tick_boxes.old_field(mark)
            spot.parts.append(shown)
            spot.said = spot.said or bool(shown)
            spot.link, spot.link_from = "", -1
        elif kind == "separate":
            spot.link_from = len(spot.parts)
        elif kind == "end" and spot.link_from >= 0:
            if found := _HYPERLINK.match(spot.link):
                spot.mark(MarkKind.LINK, "".join(spot.parts[spot.link_from :]).strip(), found[1])
            spot.link_from = -1

    def _instruction(self, instruction: etree._Element, spot: Gathered) -> None:
        spot.link += instruction.text or ""

    def _comment(self, anchor: etree._Element, spot: Gathered) -> None:
        author, text = self.notes.get("comments", {}).get(anchor.get(_ID, ""), ("", ""))
        if text:
            spot.mark(MarkKind.COMMENT, text, author)

    def _note(self, kind: str, anchor: etree._Element, spot: Gathered) -> None:
        text = self.notes.get(kind, {}).get(anchor.get(_ID, ""), ("", ""))[1]
        if text:
            spot.parts.append(f" ({text}) ")


def _mark_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change takes away the paragraph's end, so that the next one goes on in its line."""
    look = word_walk.child(paragraph, f"{W}pPr")
    return look is not None and len(look) > 0 and look.find(f"{W}rPr/{W}del") is not None
