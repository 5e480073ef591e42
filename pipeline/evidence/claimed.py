"""Every place in a Record and an Application that points at evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from pipeline.evidence.file_names import base_name
from pipeline.evidence.mentions import Mention, at_most, mentions, on_the_web, refs
from pipeline.evidence.shelf import Shelf
from pipeline.scheme.model import ColumnLayout, FieldLayout, FieldType, Scheme, TableLayout
from pipeline.values import ClaimKind, FileKind, FileReading, Form, Link, Place, Row, Submission, Value

INDEX = "application.evidence"
_FILE_COLUMN = "file"
_DOCUMENTS = ("application", "record")
_WRITTEN = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.REFS)
# So much of one document is looked through, and so many pointers in it are followed. A Record that answers every
# criterion at length holds 100,000 letters and 300 pointers; more would make each new file cost without end.
LETTERS = 400_000
MOST_POINTERS = 2_000
_HAS_ENDING = re.compile(r"\.[A-Za-z]{2,4}\d?$")
_LINE = re.compile(r"\W*([A-Za-z]{1,2})\W?0*(\d{1,3})\W*")
_AS_LINE = re.compile(
    r"(?:please )?(?:see|as|same(?: file)? as|as (?:in|for)) +([A-Za-z]{1,2})\W?0*(\d{1,3})\.?", re.IGNORECASE
)
_NAME_LETTERS = 10  # a file's name of two words and so many letters is not written by chance


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer with its place. ``line`` is its own line of the index; ``choices`` the names it may stand for.

    ``more`` says that others follow it in its box, which were not looked at.
    """

    kind: ClaimKind
    place: Place
    address: str
    row: str
    text: str
    choices: tuple[str, ...]
    line: str = ""
    link: bool = False
    vague: bool = False
    more: bool = False


def prefix(scheme: Scheme) -> str:
    """The letter of evidence references, as the index prints it."""
    table = _index_layout(scheme)
    return (table.number_prefix if table else "") or "E"


def has_index(scheme: Scheme) -> bool:
    """Whether the scheme's Application numbers its pieces of evidence."""
    return _index_layout(scheme) is not None


def index_rows(submission: Submission, scheme: Scheme) -> tuple[Row, ...]:
    """The lines of the evidence index that the school wrote in."""
    form, layout = submission.application, _index_layout(scheme)
    if form is None or layout is None:
        return ()
    printed = {column.id for column in layout.columns if column.printed}
    return tuple(
        row for row in form.tables.get(layout.id, ())
        if row.key and any(value.read.strip() for name, value in row.cells.items() if name not in printed)
    )  # fmt: skip


def line_of(row: Row) -> str:
    """The reference of an index line as claims name it: ``e 07`` is ``E7``."""
    match = _LINE.fullmatch(row.key or "")
    return f"{match[1].upper()}{match[2]}" if match else row.key or ""


def pointers(submission: Submission, scheme: Scheme, shelf: Shelf) -> Iterator[Pointer]:
    """Every pointer, document by document, in reading order."""
    telling = _telling_names(shelf)
    for document in _DOCUMENTS:
        form = submission.form(document)
        if form is not None:
            yield from islice(_in_form(form, scheme, shelf, telling), MOST_POINTERS)


def cut_short(submission: Submission, told: Iterable[Pointer]) -> tuple[str, ...]:
    """The documents that were not looked through to their end: too long, or with more pointers than are followed."""
    told = tuple(told)
    counts = Counter(pointer.address.partition(".")[0] for pointer in told)
    boxes = {pointer.address.partition(".")[0] for pointer in told if pointer.more}
    forms = {document: submission.form(document) for document in _DOCUMENTS}
    letters = {name: sum(len(value.read) for value in form.values()) for name, form in forms.items() if form}
    cut = (name for name, count in letters.items() if count > LETTERS or counts[name] >= MOST_POINTERS or name in boxes)
    return tuple(cut)


def _in_form(form: Form, scheme: Scheme, shelf: Shelf, telling: Mapping[str, FileReading]) -> Iterator[Pointer]:
    letter, left = prefix(scheme), LETTERS
    written: dict[Place, str] = {}
    behind = {link.place: link.url for link in form.links if _leads_away(link)}
    lines: dict[str, Value] = {}
    for address, row, value, layout in _cells(form, scheme):
        written[value.place] = value.read
        left -= len(value.read)
        if left < 0:
            continue
        told: Iterator[Pointer]
        if address == f"{INDEX}.{_FILE_COLUMN}":
            lines[row] = value = _as_another(value, lines)
            told = _in_index(row, value, shelf, letter, behind.get(value.place, ""))
        else:
            told = _in_text(address, row, value, layout, telling, letter)
        yield from dict.fromkeys(told)
    if form.links:
        yield from _behind_words(form, written)


def _as_another(value: Value, lines: Mapping[str, Value]) -> Value:
    """What a line of the index says its file is; “as E2” is the file of that line, further up."""
    said = _AS_LINE.fullmatch(value.read.strip())
    other = lines.get(f"{said[1].upper()}{said[2]}") if said else None
    return replace(other, place=value.place) if other is not None else value


def _index_layout(scheme: Scheme) -> TableLayout | None:
    document, table = INDEX.split(".")
    try:
        return scheme.document(document).table(table)
    except KeyError:
        return None


def _cells(form: Form, scheme: Scheme) -> Iterator[tuple[str, str, Value, FieldLayout]]:
    """Every box and cell that a school writes words in, with its address and the key of its row."""
    layout = scheme.document(form.document)
    for table in layout.tables:
        whole = f"{form.document}.{table.id}"
        pointing = [(f"{whole}.{column.id}", column) for column in table.columns if _points(whole, column)]
        for row in form.tables.get(table.id, ()):
            key = line_of(row) if whole == INDEX else row.key or ""
            for address, column in pointing:
                value = row.cells.get(column.id)
                if value is not None and value.read.strip():
                    yield address, key, value, column


def _points(table: str, column: ColumnLayout) -> bool:
    if column.printed or column.type not in _WRITTEN:
        return False
    # What a piece of evidence is called names it; it does not point at it.
    return table != INDEX or column.id == _FILE_COLUMN


def _in_text(
    address: str, row: str, value: Value, layout: FieldLayout, telling: Mapping[str, FileReading], letter: str
) -> Iterator[Pointer]:
    found = list(mentions(value.read, letter))
    if layout.type is FieldType.REFS and isinstance(value.value, tuple):
        spelt = frozenset(refs(value.read, letter))
        # “1, 2 and 5” in a column of references: the reader knows what is meant.
        unspelt, more = at_most(ref for ref in value.value if ref not in spelt)
        found += [Mention(ClaimKind.REFERENCE, ref, (ref,), more) for ref in unspelt]
    for mention in found:
        yield _pointer(mention, value.place, address, row)
    if telling and layout.type is not FieldType.REFS:
        yield from _by_name(address, row, value, found, telling)


def _pointer(mention: Mention, place: Place, address: str, row: str, line: str = "") -> Pointer:
    kind = ClaimKind.INDEX if line else mention.kind
    vague = mention.kind is ClaimKind.ATTACHMENT
    choices = mention.choices or (mention.text,)
    link = mention.kind is ClaimKind.LINK
    return Pointer(kind, place, address, row, mention.text, choices, line, link, vague, mention.more)


def _telling_names(shelf: Shelf) -> dict[str, FileReading]:
    """Files whose names, without ending, are words that nobody writes by chance."""
    stems = {_words(_stem(f.file)): f for f in shelf.readable() if f.kind in (FileKind.EVIDENCE, FileKind.OTHER)}
    return {words: f for words, f in stems.items() if len(words) >= _NAME_LETTERS and " " in words}


def _by_name(
    address: str, row: str, value: Value, found: list[Mention], telling: Mapping[str, FileReading]
) -> Iterator[Pointer]:
    """A file that came and is written without its ending: “Wellbeing survey results show …”."""
    text = f" {_words(value.read)} "
    for words, reading in telling.items():
        if f" {words} " in text:
            stem = _stem(reading.file)
            said = any(stem.casefold() in choice.casefold() for mention in found for choice in mention.choices)
            if not said:
                yield Pointer(ClaimKind.FILE, value.place, address, row, stem, (base_name(reading.file),))


def _stem(file: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{2,5}$", "", base_name(file))


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _in_index(row: str, value: Value, shelf: Shelf, letter: str, behind: str) -> Iterator[Pointer]:
    """The files a line of the index names: several may be parted by new lines, semicolons, commas or “and”.

    Words that lead to an address ``behind`` them (“here”) are that link, unless they name a file.
    """
    leads = behind and behind not in value.read and not _HAS_ENDING.search(value.read)
    if leads and not shelf.find(value.read, row).files:
        yield _pointer(Mention(ClaimKind.LINK, behind, (behind,)), value.place, f"{INDEX}.{_FILE_COLUMN}", row, row)
        return
    parts, more = at_most(filter(None, map(str.strip, re.split(r"[;\n]+", value.read))))
    for part in parts:
        web = [Mention(ClaimKind.LINK, part, (part,))] if on_the_web(part) else []
        told = web or [m for m in mentions(part, letter) if m.kind in (ClaimKind.LINK, ClaimKind.ATTACHMENT)]
        whole = shelf.find(part, row)
        if told and not whole.files:
            for mention in told:
                yield _pointer(mention, value.place, f"{INDEX}.{_FILE_COLUMN}", row, row)
        elif value.answered:
            names, others = _names(part, row, shelf)
            for name in names:
                address = f"{INDEX}.{_FILE_COLUMN}"
                yield Pointer(ClaimKind.INDEX, value.place, address, row, name, (name,), row, more=more or others)


def _names(part: str, row: str, shelf: Shelf) -> tuple[tuple[str, ...], bool]:
    """One name, or several where each of the pieces has an ending or is a file that came; and whether more follow."""
    if shelf.find(part, row).files:
        return (part,), False
    pieces, more = at_most(filter(None, map(str.strip, re.split(r",| and | & | \+ ", part))))
    several = len(pieces) > 1 and all(_HAS_ENDING.search(piece) or shelf.find(piece).files for piece in pieces)
    return (pieces, more) if several else ((part,), False)


def _leads_away(link: Link) -> bool:
    return not link.url.lower().startswith(("mailto:", "tel:", "#"))


def _behind_words(form: Form, written: dict[Place, str]) -> Iterator[Pointer]:
    """Links whose address does not show."""
    addresses = {value.place: value.field for value in form.values()}
    index = f"{INDEX}.{_FILE_COLUMN}"
    keys = {value.place: row.key or "" for rows in form.tables.values() for row in rows for value in row.cells.values()}
    for link in form.links:
        hidden = link.url not in written.get(link.place, "")
        if hidden and _leads_away(link) and addresses.get(link.place) != index:
            address, row = addresses.get(link.place, form.document), keys.get(link.place, "")
            yield Pointer(ClaimKind.LINK, link.place, address, row, link.text or link.url, (link.url,), link=True)
