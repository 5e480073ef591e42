"""The sheet “What to do next”: the first thing a school sees when it opens its Record again.

It is made as XML with its texts inside, so that no list of strings the workbook shares has to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from pipeline.feedback.looks import Look
from pipeline.feedback.steps import Standing, Step, since_last_time
from pipeline.grouping import MOST_PLACES
from pipeline.house_colours import AMBER, INK
from pipeline.ooxml.addresses import column_letters
from pipeline.ooxml.characters import clean_cell
from pipeline.ooxml.our_marks import MARKS_COLUMNS, NEXT_STEPS, mark_of, marks_cell
from pipeline.scheme.words.phrases import ENGLISH, Phrases

HEADING_ROW = 5
_HEADINGS = ("No.", "What to do", "Where", "What we read and expected", "For example", "Status")
# In letters; together what an A4 page on its side holds without being made smaller.
_WIDTHS = (5, 38, 24, 38, 24, 16)
_WHERE = 3
_LINE_POINTS, _ROW_MARGIN = 15, 6
_LETTERS = [column_letters(column + 1) for column in range(len(_WIDTHS))]
_LAST, _MARKS_LETTERS = _LETTERS[-1], [column_letters(column) for column in MARKS_COLUMNS]
_HOW = (
    "Click a place to go to it: the cell is outlined and has a note. Write your answers in the form itself, save, and "
    "send us this workbook. Your own copy of it will do as well. Leave this sheet in: we know it as ours."
)
_LEFT_OUT = "No file of this name came again. If you sent it under another name, there is nothing to do."
_TAB = f"FF{AMBER}"


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a step's places are in this workbook: a sheet, and the runs of cells on it (none: the sheet itself)."""

    sheet: str
    cells: tuple[str, ...]

    def targets(self, phrases: Phrases = ENGLISH) -> list[tuple[str, str]]:
        """What is said of each run, and its cells: a cell holds one link, so each run has a line of its own."""
        if not self.cells:
            return [(_shortened(self.sheet, 0), "A1")]
        shown = self.cells[:MOST_PLACES]
        said = [(f"{_shortened(self.sheet, len(cells) + 2)}, {cells}", cells) for cells in shown]
        rest = len(self.cells) - len(shown)
        return [*said, (phrases.say("and {count} more", count=rest), self.cells[MOST_PLACES])] if rest else said

    def hyperlinks(self, row: int, targets: Sequence[tuple[str, str]]) -> Iterator[str]:
        """The link of each line, from a row of our sheet on."""
        quoted = self.sheet.replace("'", "''")
        # The name stands in quotation marks of its own, so that the attribute's are always the double ones.
        start = quoteattr(f"'{quoted}'!").removesuffix('"')
        return (f'<hyperlink ref="C{at}" location={start}{to}"/>' for at, (_, to) in enumerate(targets, start=row))


def _shortened(name: str, beside: int) -> str:
    """A sheet's name so that it fits a line: LibreOffice does not break the words of a link."""
    room = _WIDTHS[_WHERE - 1] - beside - 1
    return name if len(name) <= room else f"{name[: room - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table: what each cell says, its format, and what its place says and leads to, line by line.

    ``above`` are the formats of all its lines but the last.
    """

    texts: tuple[str, ...]
    formats: tuple[int, ...]
    bold_first: str = ""
    links: Sequence[tuple[str, str]] = ()
    above: tuple[int, ...] = ()


_OPEN = (Look.NUMBER, Look.TEXT, Look.TEXT, Look.TEXT, Look.TEXT, Look.STATUS)
_LINKED, _ABOVE = ((*_OPEN[: _WHERE - 1], link, *_OPEN[_WHERE:]) for link in (Look.LINK, Look.LINK_ABOVE))
_CLOSED = (Look.NUMBER, *(Look.DONE,) * 4, Look.STATUS)


def sheet_xml(
    steps: Sequence[Step], formats: Mapping[Look, int], namespace: str, office: str, links: Mapping[int, Leads]
) -> tuple[bytes, str]:
    """The sheet's part, and which of its cells are printed.

    ``formats`` are the workbook's indexes of our looks; ``links`` leads from a step's position to its places in
    this workbook; a step without any is only named.
    """
    phrases = steps[0].group.phrases if steps else ENGLISH
    of = {looks: tuple(formats[look] for look in looks) for looks in (_OPEN, _LINKED, _ABOVE, _CLOSED)}
    title, heading = _same_rows(phrases, *(formats[look] for look in _SAME_LOOKS))
    rows = [title, _row(2, [_summary(steps)], [formats[Look.LEAD]], height=20), heading]
    hyperlinks: list[str] = []
    merged = [f"A2:{_LAST}2", f"A3:{_LAST}3"]
    number = HEADING_ROW
    for position, step in enumerate(steps):
        leads = links.get(position)
        line = _line(position + 1, step, leads, of)
        rows += _rows(number + 1, line)
        hyperlinks += leads.hyperlinks(number + 1, line.links) if leads else ()
        last = number + max(len(line.links), 1)
        columns = "ABDEF" if last > number + 1 else ""
        merged += [f"{column}{number + 1}:{column}{last}" for column in columns]
        number = last
    page = _page(namespace, phrases, office, "".join(rows), merged, "".join(hyperlinks), last_row=number)
    return page.encode(), f"$A$1:${_LAST}${number}"


def _page(
    namespace: str, phrases: Phrases, office: str, rows: str, merged: Sequence[str], hyperlinks: str, *, last_row: int
) -> str:
    """The whole sheet around its rows, with what is printed above and below them."""
    return _PAGE.format(
        namespace=namespace,
        tab=_TAB,
        last_row=last_row,
        last=_MARKS_LETTERS[-1],
        first_marks=MARKS_COLUMNS[0],
        last_marks=MARKS_COLUMNS[-1],
        merged="".join(f'<mergeCell ref="{area}"/>' for area in merged),
        count=len(merged),
        frozen=HEADING_ROW,
        top=HEADING_ROW + 1,
        columns="".join(_COLUMN.format(number, width) for number, width in enumerate(_WIDTHS, start=1)),
        rows=rows,
        links=f"<hyperlinks>{hyperlinks}</hyperlinks>" if hyperlinks else "",
        page=escape(phrases.say("Page ")),
        of=escape(phrases.say(" of ")),
        office=escape(clean_cell(office).replace("&", "&&")),
    )


_SAME_LOOKS = (Look.TITLE, Look.SMALL, Look.HEADING)


@lru_cache(maxsize=8)
def _same_rows(phrases: Phrases, *formats: int) -> tuple[str, str]:
    """What stands on every such sheet: its title; and how it works, with the table's heading."""
    title, small, heading = formats
    headings = [phrases.say(words) for words in _HEADINGS]
    table = _row(HEADING_ROW, headings, [heading] * len(_HEADINGS), height=24)
    how = _row(3, [phrases.say(_HOW)], [small], height=30)
    return _row(1, [NEXT_STEPS], [title], height=34), f'{how}<row r="4" ht="8" customHeight="1"/>{table}'


_COLUMN = '<col min="{0}" max="{0}" width="{1}" customWidth="1"/>'
# Elements in the order of the schema. The heading is frozen, printed on each page, and the page fits its width.
_PAGE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="{tab}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<dimension ref="A1:{last}{last_row}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    '<pane ySplit="{frozen}" topLeftCell="A{top}" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="C{top}" sqref="C{top}"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>{columns}'
    '<col min="{first_marks}" max="{last_marks}" width="9" hidden="1" customWidth="1"/></cols>'
    '<sheetData>{rows}</sheetData><mergeCells count="{count}">{merged}</mergeCells>{links}'
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L{office}&amp;R{page}&amp;P{of}&amp;N</oddFooter></headerFooter></worksheet>"
)


def _summary(steps: Sequence[Step]) -> str:
    required = sum(step.required and step.open for step in steps)
    advice = sum(not step.required and step.open for step in steps)
    say = steps[0].group.phrases.say if steps else ENGLISH.say
    things = (
        "{count} thing to put right before the panel."
        if required == 1
        else ("{count} things to put right before the panel.")
    )
    said = [say(things, count=required) if required else say("There is nothing that you must put right.")]
    if advice:
        said.append(say("{count} piece of advice." if advice == 1 else "{count} pieces of advice.", count=advice))
    return " ".join([*said, since_last_time(steps)]).strip()


def _line(number: int, step: Step, leads: Leads | None, formats: Mapping[tuple[Look, ...], tuple[int, ...]]) -> _Line:
    one = step.group
    title, status = one.first.title, step.status
    if step.open and leads:
        texts = (str(number), one.fix, "", one.message, one.example, status)
        return _Line(texts, formats[_LINKED], title, leads.targets(one.phrases), formats[_ABOVE])
    place = one.places
    place = place[:1].upper() + place[1:]
    if step.open:
        return _Line((str(number), one.fix, place, one.message, one.example, status), formats[_OPEN], title)
    fixed = step.standing is Standing.FIXED
    said = title if fixed else f"{title}. {one.phrases.say(_LEFT_OUT)}"
    return _Line(("✓" if fixed else "–", said, place, "", "", status), formats[_CLOSED])


def _rows(number: int, line: _Line) -> list[str]:
    """The rows of one line: one for each of its links, the other cells drawn together over them."""
    texts = list(line.texts)
    if line.links:
        texts[_WHERE - 1] = line.links[0][0]
    if len(line.links) < 2:
        return [_row(number, texts, line.formats, bold_first=line.bold_first)]
    whole = [*line.texts]
    whole[1] = f"{line.bold_first}\n{whole[1]}"
    # The last row of the line takes what room the other cells still need.
    short = _LINE_POINTS + _ROW_MARGIN
    last = max(short, _height(whole) - short * (len(line.links) - 1))
    made = [_row(number, texts, line.above, height=short, bold_first=line.bold_first)]
    for at, (said, _) in enumerate(line.links[1:], start=number + 1):
        below = ["" if column != _WHERE - 1 else said for column in range(len(texts))]
        formats, height = (line.formats, last) if at == number + len(line.links) - 1 else (line.above, short)
        made.append(_row(at, below, formats, height=height))
    return made


def _row(
    number: int, texts: Sequence[str], formats: Sequence[int], *, height: int | None = None, bold_first: str = ""
) -> str:
    said, inside = list(texts), [_text(text) for text in texts]
    if bold_first:
        said[1], inside[1] = f"{bold_first}\n{texts[1]}", _bold_text(bold_first, texts[1])
    cells = [
        f'<c r="{letter}{number}" s="{look}" t="inlineStr"><is>{xml}</is></c>'
        if xml
        else f'<c r="{letter}{number}" s="{look}"/>'
        for letter, look, xml in zip(_LETTERS, formats, inside, strict=False)
    ]
    if marks := _text(marks_cell([_mark(text) for text in said if text])):
        cells += [f'<c r="{letter}{number}" t="inlineStr"><is>{marks}</is></c>' for letter in _MARKS_LETTERS]
    tall = f'ht="{height}" customHeight="1"' if height else f'ht="{_height(said)}"'
    return f'<row r="{number}" {tall}>{"".join(cells)}</row>'


def _height(texts: Sequence[str]) -> int:
    """Room for the fullest cell of a row, in points: a program that does not measure text itself needs to be told."""
    lines = 1
    for text, width in zip(texts, _WIDTHS, strict=True):
        if len(text) >= width or "\n" in text:
            lines = max(lines, sum([1 + len(line) // width for line in text.split("\n")]))
    return lines * _LINE_POINTS + _ROW_MARGIN


_BODY = f'<sz val="11"/><color rgb="FF{INK}"/><rFont val="Calibri"/><family val="2"/>'


# What to do, examples and standings are the scheme's own words: the same from one Record to the next.
@lru_cache(maxsize=1024)
def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape(clean_cell(text))}</t>' if text else ""


@lru_cache(maxsize=1024)
def _bold_text(bold: str, text: str) -> str:
    """A text after a bold line of its own."""
    plain = f"<r><rPr>{_BODY}</rPr>{_text(text)}</r>" if text else ""
    return f"<r><rPr><b/>{_BODY}</rPr>{_text(bold + chr(10))}</r>{plain}"


@lru_cache(maxsize=1024)
def _mark(text: str) -> str:
    return mark_of(clean_cell(text))
