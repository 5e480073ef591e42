"""What programs do to a Record's package that changes nothing: styles, strings, names, properties."""

from __future__ import annotations

from random import Random

from lxml import etree

from mutate.addresses import letters, stands_at
from mutate.book import Book, S, child, comment
from mutate.container import CONTENT_TYPES
from mutate.mutant import Document, Faults, NotHereError, Sent, harmless
from mutate.operators import targets
from mutate.operators.record_shape_kept import heading_of
from mutate.operators.record_words_kept import dates_as_text

R = Document.RECORD
_TABLES = ("team", "activity", "plan", "review")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@harmless(R, "X10")
def names_removed(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The defined names were lost on the way through another program."""
    names = book.workbook.find(f"{S}definedNames")
    if names is None:
        raise NotHereError
    book.workbook.remove(names)
    return None


@harmless(R, "X10")
def properties_removed(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The document's properties, and with them our own marks, were removed before sending."""
    gone = [name for name in book.parts.names if name.startswith("docProps/")]
    for name in gone:
        book.parts.remove(name)
    return None


@harmless(R, "X10")
def everything_of_ours_removed(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Properties and defined names are both gone: only headings are left to go by."""
    properties_removed(book, _sent, random)
    names = book.workbook.find(f"{S}definedNames")
    if names is not None:
        book.workbook.remove(names)
    return None


@harmless(R, "X10", combines=False)
def styles_missing(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A generator left the styles out; dates are then text, as it writes them."""
    dates_as_text(book, _sent, random)
    name = book.parts.find("styles+xml")
    if name is None:
        raise NotHereError
    book.parts.remove(name)
    for sheet in book.sheets:
        for element in sheet.root.iter(f"{S}c", f"{S}row", f"{S}col"):
            element.attrib.pop("s", "")
            element.attrib.pop("style", "")
    return None


@harmless(R, "X10")
def odd_fill(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The styles hold an empty fill, which makes some readers give up."""
    name = book.parts.find("styles+xml")
    if name is None:
        raise NotHereError
    fills = child(book.parts.tree(name), "fills")
    etree.SubElement(fills, f"{S}fill")
    fills.set("count", str(len(fills)))
    return None


@harmless(R, "X9")
def dimension_wrong(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """The sheet says that it holds one cell, a million rows, or nothing."""
    said = random.choice(["A1", "A1:XFD1048576", None])
    for sheet in book.sheets:
        dimension = sheet.root.find(f"{S}dimension")
        if dimension is None:
            continue
        if said is None:
            sheet.root.remove(dimension)
        else:
            dimension.set("ref", said)
    return None


@harmless(R, "X7")
def million_rows_formatted(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A look was given to whole columns, and the last row that a sheet can have was touched."""
    sheet = random.choice(book.sheets)
    row = sheet.row(1_048_576)
    etree.SubElement(row, f"{S}c", r="A1048576")
    row.set("ht", "15")
    return None


@harmless(R, "X9", combines=False)
def addresses_left_out(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """Rows and cells carry no addresses: they count from the left and from the top."""
    for sheet in book.sheets:
        last, width = sheet.size()
        full = [sheet.cell(f"{letters(column)}{row}") for row in range(1, last + 1) for column in range(1, width + 1)]
        for cell in full:
            cell.attrib.pop("r")
        for row in sheet.rows():
            row.attrib.pop("r")
    return None


@harmless(R, "X10")
def inline_strings(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """Texts stand in their cells instead of in the shared list."""
    if book.strings is None:
        raise NotHereError
    for sheet in book.sheets:
        for cell in sheet.cells():
            if cell.get("t") == "s":
                book.write(cell, book.text(cell), inline=True)
    return None


@harmless(R, "X10")
def rich_text(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Parts of the answers are bold or coloured, so each text is in pieces."""
    if book.strings is None:
        raise NotHereError
    for item in book.strings:
        holder = item.find(f"{S}t")
        if holder is None or len(holder.text or "") < 4:
            continue
        text = holder.text or ""
        cut = random.randint(1, len(text) - 1)
        item.remove(holder)
        for number, piece in enumerate((text[:cut], text[cut:])):
            run = etree.SubElement(item, f"{S}r")
            if number:
                etree.SubElement(etree.SubElement(run, f"{S}rPr"), f"{S}b")
            made = etree.SubElement(run, f"{S}t")
            made.text = piece
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return None


@harmless(R, "X10")
def sounds_written_out(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The shared texts carry phonetic readings, as East Asian Excel adds them: they are no part of the text."""
    if book.strings is None:
        raise NotHereError
    for item in list(book.strings)[:40]:
        sound = etree.SubElement(item, f"{S}rPh", sb="0", eb="1")
        etree.SubElement(sound, f"{S}t").text = "ヨミ"
    return None


@harmless(R, "X22")
def filters_and_panes(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """A filter is on, but hides nothing."""
    heading = heading_of(book, "plan", "action")
    sheet, top = book.sheet_of(heading), stands_at(heading)[0]
    if sheet.root.find(f"{S}autoFilter") is not None:
        raise NotHereError
    sheet.data.addnext(etree.Element(f"{S}autoFilter", ref=f"A{top}:I{top + 20}"))
    return None


@harmless(R, "X22")
def rows_grouped(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Rows are grouped, and the group is open."""
    for row in random.choice(book.sheets).rows()[5:]:
        row.set("outlineLevel", "1")
    return None


@harmless(R, "X22")
def empty_rows_hidden(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Spare rows and spare columns are hidden; they hold nothing."""
    sheet = random.choice(book.sheets)
    last = sheet.size()[0]
    for row in (last + 2, last + 3):
        sheet.row(row).set("hidden", "1")
    return None


@harmless(R, "X10")
def other_looks(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Other heights, widths and looks: each text cell wears another style of the workbook."""
    for sheet in book.sheets:
        looks = sorted({look for cell in sheet.cells() if cell.get("t") == "s" and (look := cell.get("s"))})
        for cell in sheet.cells():
            if looks and cell.get("t") == "s":
                cell.set("s", random.choice(looks))
        for row in sheet.rows():
            row.set("ht", str(random.randint(12, 90)))
            row.set("customHeight", "1")
    return None


@harmless(R, "X23", combines=False)
def remark_in_comment(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """A colleague's remark is pinned to a cell that is filled in."""
    cell = book.cell(f"record.plan.{random.choice(targets.plan_rows())}.action")
    comment(book, cell, random.choice(["Well done!", "Ask Sian about this", "JM: agreed at SLT on Tuesday"]))
    return None


@harmless(R, "X24")
def foreign_parts(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """Parts of other programs travel along: custom XML, a thumbnail, a declaration that nobody uses."""
    book.parts.put("customXml/item9.xml", b"<school xmlns='urn:example'>Our own data</school>")
    book.parts.put("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xe0 no picture \xff\xd9")
    types = book.parts.tree(CONTENT_TYPES)
    namespace = etree.QName(types).namespace
    known = {entry.get("Extension") for entry in types}
    if "jpeg" not in known:
        types.insert(0, etree.Element(f"{{{namespace}}}Default", Extension="jpeg", ContentType="image/jpeg"))
    return None
