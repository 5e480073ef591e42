"""The sheet “What to do next”: the first thing a school sees when it opens its Record again.

It is made as XML with its texts inside, so that no list of strings the workbook shares has to change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pipeline.feedback.looks import Look
from pipeline.feedback.notes import clean
from pipeline.feedback.steps import Standing, Step, since_last_time
from pipeline.ooxml.addresses import column_letters
from pipeline.ooxml.our_marks import NEXT_STEPS

HEADING_ROW = 5
_HEADINGS = ("No.", "What to do", "Where", "What we read and expected", "For example", "Status")
_WIDTHS = (6, 44, 30, 44, 28, 20)
_LINE_POINTS, _ROW_MARGIN = 15, 6
_LAST = column_letters(len(_WIDTHS))
_HOW = (
    "Click a place to go to it: the cell is outlined and has a note. Write your answers in the form itself, save, and "
    "send us this workbook. Your own copy of it will do as well. Leave this sheet in: we know it as ours."
)
_TAB = "FFF4B942"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table: what each cell says, how it looks, and where its place leads to."""

    texts: tuple[str, ...]
    looks: tuple[Look, ...]
    link: str = ""
    bold_first: str = ""


def sheet_xml(
    steps: Sequence[Step], formats: Mapping[Look, int], namespace: str, office: str, links: Mapping[int, str]
) -> bytes:
    """The sheet's part.

    ``formats`` are the workbook's indexes of our looks; ``links`` leads from a step's position to a place in
    this workbook, such as ``'Stage 2 Plan'!H9:H12``; a step without one is only named.
    """
    lines = [_line(number, step, links.get(number - 1, "")) for number, step in enumerate(steps, start=1)]
    rows = [
        _row(1, [NEXT_STEPS], [Look.TITLE], formats, height=34),
        _row(2, [_summary(steps)], [Look.LEAD], formats, height=20),
        _row(3, [_HOW], [Look.SMALL], formats, height=30),
        '<row r="4" ht="8" customHeight="1"/>',
        _row(HEADING_ROW, _HEADINGS, [Look.HEADING] * len(_HEADINGS), formats, height=24),
    ]
    hyperlinks = []
    for number, line in enumerate(lines, start=HEADING_ROW + 1):
        rows.append(_row(number, line.texts, line.looks, formats, bold_first=line.bold_first))
        if line.link:
            said = f"location={quoteattr(line.link)} display={quoteattr(clean(line.texts[2]))}"
            hyperlinks.append(f'<hyperlink ref="C{number}" {said}/>')
    return _PAGE.format(
        namespace=namespace,
        tab=_TAB,
        last_row=HEADING_ROW + len(lines),
        last=_LAST,
        frozen=HEADING_ROW,
        top=HEADING_ROW + 1,
        columns="".join(_COLUMN.format(number, width) for number, width in enumerate(_WIDTHS, start=1)),
        rows="".join(rows),
        links=f"<hyperlinks>{''.join(hyperlinks)}</hyperlinks>" if hyperlinks else "",
        office=escape(clean(office).replace("&", "&&")),
    ).encode()


_COLUMN = '<col min="{0}" max="{0}" width="{1}" customWidth="1"/>'
# Elements in the order of the schema. The heading is frozen, printed on each page, and the page fits its width.
_PAGE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="{tab}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<dimension ref="A1:{last}{last_row}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    '<pane ySplit="{frozen}" topLeftCell="A{top}" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="C{top}" sqref="C{top}"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>'
    '<mergeCells count="2"><mergeCell ref="A2:{last}2"/><mergeCell ref="A3:{last}3"/></mergeCells>{links}'
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L{office}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>"
)


def _summary(steps: Sequence[Step]) -> str:
    required = sum(step.required and step.standing is not Standing.FIXED for step in steps)
    advice = sum(not step.required and step.standing is not Standing.FIXED for step in steps)
    said = [
        f"{required} {'thing' if required == 1 else 'things'} to put right before the panel."
        if required
        else "There is nothing that you must put right."
    ]
    if advice:
        said.append(f"{advice} {'piece' if advice == 1 else 'pieces'} of advice.")
    return " ".join([*said, since_last_time(steps)]).strip()


def _line(number: int, step: Step, link: str) -> _Line:
    one = step.group
    place = one.places[:1].upper() + one.places[1:]
    if step.standing is Standing.FIXED:
        looks = (Look.NUMBER, *(Look.DONE,) * 4, Look.STATUS)
        return _Line(("✓", one.first.title, place, "", "", step.status), looks)
    looks = (Look.NUMBER, Look.TEXT, Look.LINK if link else Look.TEXT, Look.TEXT, Look.TEXT, Look.STATUS)
    texts = (str(number), one.fix, place, one.message, one.first.example, step.status)
    return _Line(texts, looks, link, bold_first=one.first.title)


def _row(
    number: int,
    texts: Sequence[str],
    looks: Sequence[Look],
    formats: Mapping[Look, int],
    *,
    height: int | None = None,
    bold_first: str = "",
) -> str:
    cells = []
    for column, (text, look) in enumerate(zip(texts, looks, strict=True), start=1):
        bold = f"<r><rPr><b/>{_BODY}</rPr>{_text(bold_first + chr(10))}</r>" if bold_first and column == 2 else ""
        inside = f"{bold}<r><rPr>{_BODY}</rPr>{_text(text)}</r>" if bold else _text(text)
        said = f' t="inlineStr"><is>{inside}</is></c>' if text or bold else "/>"
        cells.append(f'<c r="{column_letters(column)}{number}" s="{formats[look]}"{said}')
    tall = f'ht="{height}" customHeight="1"' if height else f'ht="{_height(texts, bold_first)}"'
    return f'<row r="{number}" {tall}>{"".join(cells)}</row>'


def _height(texts: Sequence[str], bold_first: str) -> float:
    """Room for the fullest cell of a row, in points: a program that does not measure text itself needs to be told."""
    said = [texts[0], f"{bold_first}\n{texts[1]}" if bold_first else texts[1], *texts[2:]]
    counted = (
        sum(1 + len(line) // width for line in text.split("\n")) for text, width in zip(said, _WIDTHS, strict=True)
    )
    return max(counted) * _LINE_POINTS + _ROW_MARGIN


_BODY = '<sz val="11"/><color rgb="FF1F3A4D"/><rFont val="Calibri"/><family val="2"/>'


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape(clean(text))}</t>'
