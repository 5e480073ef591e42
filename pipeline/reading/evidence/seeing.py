"""What can be seen in a piece of evidence: its words, its newest date, what kind it seems to be, and what to mind."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.evidence.links import ADDRESS, trimmed
from pipeline.evidence.privacy import Part, looked_so_far, personal_notices
from pipeline.ooxml import limits
from pipeline.ooxml.addresses import address
from pipeline.ooxml.package import Package
from pipeline.ooxml.pictures import open_picture
from pipeline.ooxml.sniff_text import decode_text
from pipeline.reading.answers.wording import plain
from pipeline.reading.evidence.newest_date import newest_date
from pipeline.reading.evidence.out_of_sight import (
    Aside,
    files_within,
    in_document,
    in_picture,
    in_workbook,
    personal_asides,
)
from pipeline.reading.evidence.pdf_text import PdfText, read_pdf
from pipeline.reading.word.blocks import Paragraph, WordDocument
from pipeline.reading.workbook import Sheet, Workbook
from pipeline.scheme.model import Scheme
from pipeline.values import DateMeaning, Evidence, Notice, NoticeKind, Place

_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _CHANGED = 0x9003, 0x0132
# A document of pasted screenshots may have a heading of its own: so few letters beside pictures are no text.
_HEADING_LETTERS = 120
# “Please see our wellbeing policy here:” leaves the document as empty as the address alone.
_BESIDE_A_LINK = 60
# So many files within a file are told by name.
_NAMED_WITHIN = 5
# A list of people is so wide at most; a sheet may have a stray cell in its last column of 16,384.
_LIST_COLUMNS = 40
_CELLS_IN_TEXT = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of evidence, and what was noticed in it."""

    evidence: Evidence
    notices: tuple[Notice, ...] = ()


def see_pdf(name: str, data: bytes, scheme: Scheme) -> Seen:
    """A PDF. Raises whatever its readers raise on a broken file."""
    read = read_pdf(data)
    evidence = replace(
        see(name, "pdf", "\n".join(read.pages), read.count, scheme), pictures_only=read.pictures_only, blank=read.blank
    )
    lines = [[(Place(name, page=number), text)] for number, text in enumerate(read.pages, start=1)]
    lines += [[(Place(name, page=number), cell) for cell in row] for number, rows in read.lists for row in rows]
    rest = [looked_so_far(name)] if read.cut else []
    rest += [*_files_within(name, read.files), *personal_asides(_of_pdf(name, read), scheme)]
    notices = (*_wordless(name, evidence), *_only_link(name, evidence), *personal_notices(lines, scheme.privacy))
    return Seen(evidence, (*notices, *rest))


def see_workbook(name: str, workbook: Workbook, package: Package, scheme: Scheme) -> Seen:
    """A workbook that is no form of ours."""
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    boxes = (box.text for sheet in shown for box in sheet.text_boxes)
    evidence = see(name, "workbook", "\n".join((*map(_rows, shown), *boxes)), 1, scheme)
    evidence = _pictured(evidence, package, "xl/media/", "xl/charts/")
    notices = [notice for sheet in workbook.sheets for notice in _in_sheet(name, sheet, scheme)]
    notices += [*_set_in(name, package), *personal_asides(in_workbook(name, workbook, package), scheme)]
    return Seen(evidence, (*_wordless(name, evidence), *notices))


def see_document(name: str, document: WordDocument, package: Package, scheme: Scheme) -> Seen:
    """A Word document that is no form of ours."""
    evidence = _pictured(see(name, "word", document.text(), 1, scheme), package, "word/media/", "word/charts/")
    # “Reviewed September 2019” stands in the footer of many a policy.
    newest = see(name, "word", f"{document.text()}\n{document.margins}", 1, scheme)
    evidence = replace(evidence, latest_date=newest.latest_date, dated=newest.dated)
    notices = (
        *personal_notices(_document_lines(name, document), scheme.privacy),
        *_set_in(name, package),
        *personal_asides(in_document(name, document, package), scheme),
    )
    return Seen(evidence, (*_wordless(name, evidence), *_only_link(name, evidence), *notices))


def see_picture(name: str, data: bytes, scheme: Scheme) -> Seen:
    """A photograph: the day it was taken, and whether it says where. Raises whatever Pillow raises."""
    with open_picture(data) as picture:
        tags = picture.getexif()
        taken = str(tags.get_ifd(_EXIF).get(_TAKEN) or tags.get(_CHANGED) or "")[:10].replace(":", "-")
        located = bool(tags.get_ifd(_GPS))
        asides = tuple(in_picture(name, picture))
    evidence = replace(see(name, "image", taken, 1, scheme), text="", dated=DateMeaning.TAKEN)
    place = (Notice(NoticeKind.HOLDS_LOCATION, Place(name), name),) if located else ()
    return Seen(evidence, (*place, *personal_asides(asides, scheme)))


def see_text(name: str, text: str, scheme: Scheme, *, mail: bool = False) -> Seen:
    """Plain text, or the words of an e-mail."""
    evidence = see(name, "text", text, 1, scheme)
    if mail and evidence.dated is DateMeaning.NAMED:
        evidence = replace(evidence, dated=DateMeaning.SENT)
    evidence = replace(evidence, blank=not text.strip())
    told = (*_wordless(name, evidence), *(() if mail else _only_link(name, evidence)))
    return Seen(evidence, (*told, *personal_notices(_text_lines(name, text), scheme.privacy)))


def _text_lines(name: str, text: str) -> list[list[Part]]:
    """The rows of a CSV with their cells; any other text whole."""
    if not name.lower().endswith(_CELLS_IN_TEXT):
        return [[(Place(name), text)]]
    # Excel parts cells with semicolons where commas are decimals, and with tabs in “Unicode text”.
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        return [[(Place(name), cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error:  # a cell without end: what stands there is looked through all the same
        return [[(Place(name), text)]]


def read_plain(data: bytes) -> str:
    """The words of a text file; none where its bytes are no text."""
    return decode_text(data) or ""


def see(name: str, media: str, text: str, pages: int, scheme: Scheme) -> Evidence:
    """An evidence value from a file's name and text; ``media`` is pdf, word, workbook, image or text."""
    text = text.replace("\0", "")
    # When it was last looked at may stand on the last page of a long policy.
    day, meaning = newest_date(text[: limits.DATED_CHARACTERS])
    text = text[: limits.EVIDENCE_CHARACTERS]
    return Evidence(media, pages, text, day, kind_of(name, text, media, scheme), meaning)


def _rows(sheet: Sheet) -> str:
    """The cells' texts, a line to a row."""
    rows: dict[int, list[str]] = {}
    for (row, _column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(cell.text)
    return "\n".join("\t".join(texts) for texts in rows.values())


def _in_sheet(name: str, sheet: Sheet, scheme: Scheme) -> Sequence[Notice]:
    return personal_notices(_sheet_lines(name, sheet), scheme.privacy)


def _sheet_lines(name: str, sheet: Sheet) -> Iterator[list[Part]]:
    """A sheet's rows one by one: a long list is looked through no further than its first letters."""
    for row, cells in groupby(sorted(sheet.cells.items()), key=lambda item: item[0][0]):
        yield _in_columns(
            {at: (Place(name, sheet=sheet.name, cell=address(row, at)), cell.text) for (_, at), cell in cells}
        )


def _in_columns(row: Mapping[int, Part]) -> list[Part]:
    """A row's cells, each in its column though cells before it are empty; what lies far to the right follows."""
    near = range(1, min(max(row), _LIST_COLUMNS) + 1)
    empty = (next(iter(row.values()))[0], "")
    return [row.get(column, empty) for column in near] + [part for at, part in row.items() if at > _LIST_COLUMNS]


def _document_lines(name: str, document: WordDocument) -> Iterator[Sequence[Part]]:
    """The paragraphs and the tables' rows of a document in their order."""
    paragraph = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraph += 1
            yield [(Place(name, paragraph=paragraph), block.text)]
            continue
        rows: dict[int, list[Part]] = {}
        for cell in block.cells:
            place = Place(name, table=block.number, row=cell.row, column=cell.column)
            rows.setdefault(cell.row, []).append((place, cell.text))
        yield from rows.values()


def _pictured(evidence: Evidence, package: Package, *folders: str) -> Evidence:
    """The evidence with what its pictures make of it: only pictures, or nothing at all."""
    pictures = any(part.lower().startswith(folders) for part in package.names)
    letters = sum(map(str.isalnum, evidence.text))
    return replace(
        evidence, pictures_only=int(pictures and letters < _HEADING_LETTERS), blank=not letters and not pictures
    )


def _of_pdf(name: str, read: PdfText) -> Iterator[Aside]:
    for page, text in read.remarks:
        yield Aside("a remark on the page", text, Place(name, page=page))
    yield Aside("the file's properties or bookmarks", read.properties, Place(name))


def _set_in(name: str, package: Package) -> Sequence[Notice]:
    """That files are set into a document of which a reader sees the icon alone."""
    count = files_within(package)
    said = "a file" if count == 1 else f"{count} files"
    return (Notice(NoticeKind.HOLDS_FILES, Place(name), name, {"files": said}),) if count else ()


def _files_within(name: str, files: Sequence[str]) -> Sequence[Notice]:
    if not files:
        return ()
    said = ", ".join(f"“{file}”" for file in files[:_NAMED_WITHIN])
    more = f" and {len(files) - _NAMED_WITHIN} more" if len(files) > _NAMED_WITHIN else ""
    return (Notice(NoticeKind.HOLDS_FILES, Place(name), name, {"files": said + more}),)


def _wordless(name: str, evidence: Evidence) -> Sequence[Notice]:
    if evidence.blank:
        return (Notice(NoticeKind.BLANK, Place(name), name),)
    if not evidence.pictures_only:
        return ()
    few, all_of = evidence.pictures_only, evidence.pages
    pages = (
        "its one page" if all_of == 1 else f"all {all_of} pages" if few == all_of else f"{few} of its {all_of} pages"
    )
    return (Notice(NoticeKind.NO_TEXT, Place(name), name, {"pages": pages}),)


def _only_link(name: str, evidence: Evidence) -> Sequence[Notice]:
    """That a document holds an address and nothing to speak of beside it: what it leads to did not come."""
    found = ADDRESS.search(evidence.text)
    if found is None or evidence.pictures_only:
        return ()
    beside = sum(map(str.isalnum, ADDRESS.sub("", evidence.text)))
    link = trimmed(found.group())
    return (Notice(NoticeKind.ONLY_LINK, Place(name), name, {"link": f"“{link}”"}),) if beside < _BESIDE_A_LINK else ()


def kind_of(name: str, text: str, media: str, scheme: Scheme) -> str | None:
    """The id of the evidence kind that a file's name speaks of, else its first lines; None when neither does."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    lines = [line for line in text.splitlines() if line.strip()][:5]
    for words in (stem.replace("_", " "), *lines):
        kind = _kind_in(plain(words), scheme)
        if kind is not None:
            return kind
    if media == "image":
        return next((kind.id for kind in scheme.evidence.kinds if kind.id == "photo"), None)
    return None


def _kind_in(words: str, scheme: Scheme) -> str | None:
    # The longest phrase says most: “scheme of work” before “plan”.
    hits = [
        (-len(plain(word)), order, kind.id)
        for order, kind in enumerate(scheme.evidence.kinds)
        for word in kind.words
        if re.search(rf"\b{re.escape(plain(word))}s?\b", words)
    ]
    return min(hits)[2] if hits else None
