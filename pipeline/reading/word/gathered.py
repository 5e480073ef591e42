"""What a walk through a Word part has gathered so far in one place, and what a control there says of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lxml import etree

from pipeline.ooxml import limits
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.word_walk import CellSpot, W
from pipeline.reading.word import tick_boxes
from pipeline.reading.word.blocks import Control, Mark, MarkKind, WordCell
from pipeline.values import FileClass

_TAG, _PROMPT, _DATE = f"{W}tag", f"{W}showingPlcHdr", f"{W}date"
_VAL, _FULL_DATE = f"{W}val", f"{W}fullDate"


@dataclass(slots=True)
class Gathered:
    """What has been gathered so far in one place: a cell, or a paragraph outside tables.

    Most places hold plain words alone: what they seldom hold is kept in tuples, which cost nothing while empty.
    """

    parts: list[str]
    outside: bool = False
    # Whether a tick whose font's name was lost may stand here.
    lost_fonts: bool = True
    tags: tuple[str, ...] = ()
    marks: dict[Mark, None] | None = None
    controls: tuple[tuple[str, Control], ...] = ()
    bookmarks: tuple[str, ...] = ()
    tables: tuple[etree._Element, ...] = ()
    day: dt.date | None = None
    # Whether a prompt of Word's stands here, and whether anything else does.
    prompted: bool = False
    said: bool = False
    # Where in the parts such prompts stand.
    prompts: tuple[tuple[int, int], ...] = ()
    # The instruction of the field that is being walked through, and the part its words begin with.
    link: str = ""
    link_from: int = -1

    def text(self, start: int = 0) -> str:
        """Lines without needless space; ``str.split`` knows the no-break space too. Raises PackageError if too long."""
        whole = "".join(self.parts[start:] if start else self.parts).strip()
        if len(whole) > limits.WORD_BOX_CHARACTERS:
            raise PackageError(FileClass.TOO_LARGE, "one box in it holds more words than a whole form")
        if "\n" not in whole:
            words = " ".join(whole.split())
        else:
            lines = [" ".join(line.split()) for line in whole.split("\n")]
            words = "\n".join(line for line in lines if line)
        return tick_boxes.lost_fonts(words) if self.lost_fonts else words

    def mark(self, kind: MarkKind, text: str = "", target: str = "") -> None:
        """Keeps a mark beside the words, once."""
        if self.marks is None:
            self.marks = {}
        self.marks[Mark(kind, text, target)] = None

    def cell(self, spot: CellSpot) -> WordCell:
        """The cell that has been gathered. A prompt that was left beside an answer is none of its words."""
        if self.prompted and self.said:
            for start, end in self.prompts:
                self.parts[start:end] = ["\n" if part.endswith("\n") else " " for part in self.parts[start:end]]
        prompt = self.prompted and not self.said
        tags = (*spot.tags, *self.tags)
        marks = tuple(self.marks or ())
        return WordCell(spot.row, spot.column, spot.span, self.text(), tags, prompt, spot.continued, self.day, marks)


@dataclass(slots=True)
class Settings:
    """What a control's properties say; ``box`` is the state of a tick box, empty for another control."""

    tag: str = ""
    prompt: bool = False
    box: str = ""
    day: dt.date | None = None


NO_SETTINGS = Settings()


def settings_of(properties: etree._Element) -> Settings:
    """What a control's ``w:sdtPr`` says."""
    found = Settings()
    for setting in properties:
        tag = setting.tag
        if tag == _TAG:
            found.tag = setting.get(_VAL, "")
        elif tag == _PROMPT:
            found.prompt = tick_boxes.is_on(setting)
        elif tag == _DATE:
            found.day = _day(setting.get(_FULL_DATE, ""))
        elif tag == tick_boxes.TICK_BOX:
            found.box = tick_boxes.box_state(setting)
    return found


def _day(stamp: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(stamp[:10])
    except ValueError:
        return None
