"""What can be seen in a piece of evidence: its words, its newest date, what kind it seems to be, and what to mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.evidence.privacy import personal_notices
from pipeline.ooxml import limits
from pipeline.ooxml.addresses import address
from pipeline.ooxml.package import Package
from pipeline.ooxml.pictures import open_picture
from pipeline.ooxml.sniff_text import decode_text
from pipeline.reading.answers.wording import plain
from pipeline.reading.evidence.newest_date import newest_date
from pipeline.reading.evidence.pdf_text import read_pdf
from pipeline.reading.word.blocks import Paragraph, WordDocument, WordTable
from pipeline.reading.workbook import Sheet, Workbook
from pipeline.scheme.models import Scheme
from pipeline.values import DateMeaning, Evidence, Notice, NoticeKind, Place

_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _CHANGED = 0x9003, 0x0132
# A document of pasted screenshots may have a heading of its own: so few letters beside pictures are no text.
_HEADING_LETTERS = 120


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
    parts = [(Place(name, page=number), text) for number, text in enumerate(read.pages, start=1)]
    parts += [(Place(name, page=number), text) for number, text in read.lists]
    return Seen(evidence, (*_wordless(name, evidence), *personal_notices(parts, scheme.privacy)))


def see_workbook(name: str, workbook: Workbook, package: Package, scheme: Scheme) -> Seen:
    """A workbook that is no form of ours."""
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    evidence = see(name, "workbook", "\n".join(map(_rows, shown)), 1, scheme)
    evidence = _pictured(evidence, package, "xl/media/", "xl/charts/")
    notices: list[Notice] = []
    for sheet in workbook.sheets:
        place = Place(name, sheet=sheet.name)
        cells = {address(*spot): cell.text for spot, cell in sheet.cells.items()}
        for notice in personal_notices([(place, _rows(sheet))], scheme.privacy):
            spot = next((spot for spot, text in cells.items() if notice.words["find"] in text), None)
            notices.append(replace(notice, place=replace(place, cell=spot)))
    return Seen(evidence, (*_wordless(name, evidence), *notices))


def see_document(name: str, document: WordDocument, package: Package, scheme: Scheme) -> Seen:
    """A Word document that is no form of ours."""
    evidence = _pictured(see(name, "word", document.text(), 1, scheme), package, "word/media/", "word/charts/")
    notices: list[Notice] = []
    paragraph = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraph += 1
            notices += personal_notices([(Place(name, paragraph=paragraph), block.text)], scheme.privacy)
        else:
            notices += _in_table(name, block, scheme)
    return Seen(evidence, (*_wordless(name, evidence), *notices))


def see_picture(name: str, data: bytes, scheme: Scheme) -> Seen:
    """A photograph: the day it was taken, and whether it says where. Raises whatever Pillow raises."""
    with open_picture(data) as picture:
        tags = picture.getexif()
        taken = str(tags.get_ifd(_EXIF).get(_TAKEN) or tags.get(_CHANGED) or "")[:10].replace(":", "-")
        located = bool(tags.get_ifd(_GPS))
    evidence = replace(see(name, "image", taken, 1, scheme), text="", dated=DateMeaning.TAKEN)
    return Seen(evidence, (Notice(NoticeKind.HOLDS_LOCATION, Place(name), name),) if located else ())


def see_text(name: str, text: str, scheme: Scheme, *, mail: bool = False) -> Seen:
    """Plain text, or the words of an e-mail."""
    evidence = see(name, "text", text, 1, scheme)
    if mail and evidence.dated is DateMeaning.NAMED:
        evidence = replace(evidence, dated=DateMeaning.SENT)
    evidence = replace(evidence, blank=not text.strip())
    return Seen(evidence, (*_wordless(name, evidence), *personal_notices([(Place(name), text)], scheme.privacy)))


def read_plain(data: bytes) -> str:
    return decode_text(data) or ""


def see(name: str, media: str, text: str, pages: int, scheme: Scheme) -> Evidence:
    """An evidence value from a file's name and text; ``media`` is pdf, word, workbook, image or text."""
    text = text.replace("\0", "")[: limits.EVIDENCE_CHARACTERS]
    day, meaning = newest_date(text)
    return Evidence(media, pages, text, day, kind_of(name, text, media, scheme), meaning)


def _rows(sheet: Sheet) -> str:
    """The cells' texts, a line to a row."""
    rows: dict[int, list[str]] = {}
    for (row, _column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(cell.text)
    return "\n".join("\t".join(texts) for texts in rows.values())


def _in_table(name: str, table: WordTable, scheme: Scheme) -> list[Notice]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
    place = Place(name, table=table.number, row=1, column=1)
    found = []
    for notice in personal_notices([(place, "\n".join(map("\t".join, rows.values())))], scheme.privacy):
        at = next((cell for cell in table.cells if notice.words["find"] in cell.text.replace("\n", " ")), None)
        spot = replace(place, row=at.row, column=at.column) if at else place
        found.append(replace(notice, place=spot))
    return found


def _pictured(evidence: Evidence, package: Package, *folders: str) -> Evidence:
    """The evidence with what its pictures make of it: only pictures, or nothing at all."""
    pictures = any(part.lower().startswith(folders) for part in package.names)
    letters = sum(map(str.isalnum, evidence.text))
    return replace(
        evidence, pictures_only=int(pictures and letters < _HEADING_LETTERS), blank=not letters and not pictures
    )


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
