"""What our additions to a workbook look like: the outlines of cells, and the cells of “What to do next”."""

from __future__ import annotations

from enum import Enum

from pipeline.house_colours import AMBER_PALE, FAINT_LINE, INK, TEAL

_INK, _TEAL, _GREY, _LINE = f"FF{INK}", f"FF{TEAL}", "FF5B6B76", f"FF{FAINT_LINE}"
_FONT = '<font>{0}<sz val="{1}"/><color rgb="{2}"/><name val="Calibri"/><family val="2"/></font>'
SOLID = '<fill><patternFill patternType="solid"><fgColor rgb="{0}"/><bgColor {1}/></patternFill></fill>'
_UNDER = '<border><left/><right/><top/><bottom style="thin"><color rgb="{0}"/></bottom><diagonal/></border>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
# A little room, so that the texts of two columns do not run into one another.
_INDENTED = '<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/>'
_CENTRED = '<alignment horizontal="center" vertical="top"/>'


class Outline(Enum):
    """How a cell with a finding is marked: a line around it in a strong colour, and a pale fill within.

    The lines differ too (whole for what is needed, dashed for advice): nothing is told by colour alone.
    """

    REQUIRED = ("thin", "FF9A6A00", f"FF{AMBER_PALE}")
    ADVICE = ("dashed", f"FF{TEAL}", "FFE3F1F1")


class Look(Enum):
    """How the cells of “What to do next” look: font, fill, line below, alignment."""

    TITLE = (_FONT.format("<b/>", 20, _INK), "", "", '<alignment vertical="center"/>')
    LEAD = (_FONT.format("", 12, _INK), "", "", _WRAPPED)
    SMALL = (_FONT.format("", 10, _GREY), "", "", _WRAPPED)
    HEADING = (
        _FONT.format("<b/>", 11, "FFFFFFFF"), SOLID.format(_INK, 'indexed="64"'), "",
        '<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>',
    )  # fmt: skip
    NUMBER = (_FONT.format("<b/>", 11, _INK), "", _UNDER.format(_LINE), _CENTRED)
    TEXT = (_FONT.format("", 11, _INK), "", _UNDER.format(_LINE), _INDENTED)
    LINK = (_FONT.format("<u/>", 11, _TEAL), "", _UNDER.format(_LINE), _INDENTED)
    # More links follow in the same box of the table.
    LINK_ABOVE = (_FONT.format("<u/>", 11, _TEAL), "", "", _INDENTED)
    STATUS = (_FONT.format("<b/>", 11, _INK), "", _UNDER.format(_LINE), _INDENTED)
    DONE = (_FONT.format("", 11, _GREY), "", _UNDER.format(_LINE), _INDENTED)
