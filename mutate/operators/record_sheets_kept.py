"""Sheets of a Record that change nothing: one more, another order, another name."""

from __future__ import annotations

from random import Random

from lxml import etree

from mutate.addresses import letters
from mutate.book import Book, S, child
from mutate.mutant import Document, Faults, Sent, harmless

R = Document.RECORD
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@harmless(R, "X2")
def extra_sheet(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A sheet of the school's own, before or after ours."""
    rows: list[list[str | float]] = random.choice(
        [
            [["Spending", "Amount"], ["Beanbags", 120], ["Books", 64.5]],
            [["Notes from SLT"], ["Ask about the garden"], ["Thank the cook"]],
            [["Date", "Who came", "Apologies"], ["3 Nov", "All", ""]],
            [],
        ]
    )
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letters(c)}{number}"'
            + (f"><v>{v}</v></c>" if isinstance(v, (int, float)) else f' t="inlineStr"><is><t>{v}</t></is></c>')
            for c, v in enumerate(row, start=1)
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    part = "xl/worksheets/sheetX1.xml"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    xml = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    relation = book.parts.add(part, xml.encode(), kind, "xl/workbook.xml", "worksheet")
    sheets = child(book.workbook, "sheets")
    entry = etree.Element(f"{S}sheet", name=random.choice(["Budget", "Sheet1", "Notes", "Old"]), sheetId="977")
    entry.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    # A name that belongs to one sheet counts sheets from the left, so only the end is free for all.
    own = book.workbook.find(f".//{S}definedName[@localSheetId]") is not None
    sheets.insert(len(sheets) if own else random.choice([0, len(sheets)]), entry)
    return None


@harmless(R, "X2")
def sheets_reordered(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """The sheets stand in another order."""
    sheets = child(book.workbook, "sheets")
    order = list(sheets)
    shuffled = random.sample(order, len(order))
    for name in book.workbook.iter(f"{S}definedName"):
        if "localSheetId" in name.attrib:
            name.set("localSheetId", str(shuffled.index(order[int(name.attrib["localSheetId"])])))
    sheets[:] = shuffled
    return None


@harmless(R, "X2")
def sheet_renamed(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A sheet has another name; names and formulas follow, as Excel makes them."""
    sheet = random.choice(book.sheets)
    old, new = sheet.name, random.choice(["Our plan", "Tab 2", "2025-26", "Wellbeing", "Sian's copy"])
    sheet.entry.set("name", new)
    quoted = "'" + new.replace("'", "''") + "'!"
    texts = [e for s in book.sheets for e in s.root.iter(f"{S}f", f"{S}formula1")] + list(
        book.workbook.iter(f"{S}definedName")
    )
    for element in texts:
        if element.text:
            element.text = element.text.replace(f"'{old}'!", quoted).replace(f"{old}!", quoted)
    return None
