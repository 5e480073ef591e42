"""The notes of one sheet: the comments part with its words.

Notes of other people are kept. Where one stands on a cell of ours, our words follow theirs in the same note: a
cell holds only one. The same goes for a threaded comment: its thread stays untouched, and the note that stands in
for it in programs without threads says our words too.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from pipeline.house_colours import INK
from pipeline.ooxml.addresses import Spot, address, parse_address
from pipeline.ooxml.characters import clean_cell
from pipeline.ooxml.elements import Element
from pipeline.ooxml.our_marks import AUTHOR, FIRST_LINE, LAST_LINE, our_words
from pipeline.ooxml.splicing import serialise_with
from pipeline.scheme.words.phrases import ENGLISH, Phrases

_SCHOOL = "School"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOOK = f'<sz val="10"/><color rgb="FF{INK}"/><rFont val="Calibri"/><family val="2"/>'
_LONGEST = 4000  # characters; more than anyone reads in a box


class Note(NamedTuple):
    """All that we say in a note: its words, and its runs of text."""

    text: str
    xml: str


# A column of empty boxes gets one and the same note in every row.
@lru_cache(maxsize=512)
def our_note(findings: tuple[tuple[str, str, str, str], ...], phrases: Phrases = ENGLISH) -> Note:
    """A note's words from the title, message, fix and example of each finding that stands on its cell."""
    do, like, end = _labels(phrases)
    # Bold and plain by turns.
    said: list[str] = []
    for title, message, fix, example in findings:
        said += (f"\n\n{title.strip()}" if said else title.strip(), f"\n{message.strip()}")
        for label, words in ((do, fix), (like, example)):
            if words.strip():
                said += (label, words.strip())
    said = _shortened(said)
    said[0] = f"{FIRST_LINE}\n{said[0]}"
    xml = "".join([_run(words, at % 2 == 0) for at, words in enumerate(said)])
    return Note("".join((*said, end)), f"{xml}{_run(end)}")


@lru_cache(maxsize=8)
def _labels(phrases: Phrases) -> tuple[str, str, str]:
    """What stands before what to do and before the example, and at the end."""
    say = phrases.say
    return f"\n{say('What to do: ')}", f"\n{say('Example: ')}", f"\n\n{say(LAST_LINE)}"


# Titles, what to do and examples are the scheme's own words: the same from one note to the next.
@lru_cache(maxsize=1024)
def _run(words: str, bold: bool = False) -> str:
    return f'<r><rPr>{"<b/>" if bold else ""}{_LOOK}</rPr><t xml:space="preserve">{escape(clean_cell(words))}</t></r>'


class Notes:
    """A comments part."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._main = f"{{{etree.QName(root).namespace}}}"
        authors, notes = root.find(f"{self._main}authors"), root.find(f"{self._main}commentList")
        if authors is None:
            authors = etree.Element(f"{self._main}authors")
            root.insert(0, authors)
        if notes is None:
            notes = etree.Element(f"{self._main}commentList")
            authors.addnext(notes)
        self._authors: Element = authors
        self._notes: Element = notes
        self._standing: dict[Spot | None, Element] | None = None
        self._new: list[str] = []
        self._us = 0

    @classmethod
    def blank(cls, namespace: str) -> Notes:
        """The notes of a sheet that has none yet."""
        return cls(etree.fromstring(f'<comments xmlns="{namespace}"/>'))

    @property
    def empty(self) -> bool:
        """Whether the part holds no note at all."""
        return not self._new and not len(self._notes)

    def remove_ours(self) -> tuple[set[Spot], set[Spot]]:
        """Take out what we wrote before. Returns the cells without a note now, and those that keep one."""
        gone: set[Spot] = set()
        kept: set[Spot] = set()
        for note in list(self._notes):
            cell = parse_address(note.get("ref") or "")
            span = our_words(self._said(note))
            if cell is None or span is None:
                continue
            if self._cut(note, *span).strip():
                kept.add(cell)
                if self._by_us(note):
                    note.set("authorId", str(self._author(_SCHOOL)))
            else:
                self._notes.remove(note)
                gone.add(cell)
        self._drop_unused_author()
        return gone, kept

    def add(self, cell: Spot, note: Note) -> str:
        """Write a note, or write on in the one that stands there. Returns all that it says now."""
        if self._standing is None:
            self._standing = {parse_address(note.get("ref") or ""): note for note in self._notes}
        standing = self._standing.get(cell)
        if standing is not None:
            self._append(standing, _run("\n\n") + note.xml)
            return self._said(standing)
        if not self._new:
            self._us = self._author(AUTHOR)
        said = f'ref="{address(*cell)}" authorId="{self._us}" shapeId="0"'
        self._new.append(f"<comment {said}><text>{note.xml}</text></comment>")
        return note.text

    def content(self) -> bytes:
        """The part's bytes."""
        inside, self._new = "".join(self._new), []
        return serialise_with(self.root, [(self._notes, inside)] if inside else [])

    def _parsed(self, inside: str) -> Element:
        return etree.fromstring(f'<a xmlns="{self._main[1:-1]}">{inside}</a>')

    def _said(self, note: Element) -> str:
        return "".join(word.text or "" for _, word in self._words(note))

    def _words(self, note: Element) -> list[tuple[Element, Element]]:
        """The pieces of a note, each with the element that holds its text. Phonetic guides are not words."""
        text = note.find(f"{self._main}text")
        pieces: list[tuple[Element, Element]] = []
        for piece in () if text is None else text.iterchildren(f"{self._main}t", f"{self._main}r"):
            word = piece if piece.tag == f"{self._main}t" else piece.find(f"{self._main}t")
            if word is not None:
                pieces.append((piece, word))
        return pieces

    def _by_us(self, note: Element) -> bool:
        number = note.get("authorId") or ""
        return number.isdigit() and self._names()[int(number) : int(number) + 1] == [AUTHOR]

    def _names(self) -> list[str]:
        return [(author.text or "").strip() for author in self._authors]

    def _author(self, name: str) -> int:
        names = self._names()
        if name not in names:
            etree.SubElement(self._authors, f"{self._main}author").text = name
            names.append(name)
        return names.index(name)

    def _drop_unused_author(self) -> None:
        names = self._names()
        used = {note.get("authorId") for note in self._notes}
        if names and names[-1] == AUTHOR and str(len(names) - 1) not in used:
            self._authors.remove(self._authors[-1])

    def _append(self, note: Element, runs: str) -> None:
        text = note.find(f"{self._main}text")
        if text is None:
            text = etree.Element(f"{self._main}text")
            note.insert(0, text)
        plain = text.find(f"{self._main}t")
        if plain is not None:
            # A note may be one plain text; only runs can follow one another.
            run = etree.Element(f"{self._main}r")
            plain.addprevious(run)
            run.append(plain)
            plain.set(_XML_SPACE, "preserve")
        text.extend(self._parsed(runs))

    def _cut(self, note: Element, start: int, end: int) -> str:
        """Cut a stretch out of a note. Returns what is left of it."""
        place = 0
        for holder, word in self._words(note):
            said = word.text or ""
            first, last = max(start - place, 0), max(end - place, 0)
            place += len(said)
            left = said[:first] + said[last:]
            above = holder.getparent()
            if left != said:
                word.text = left
                if not left and above is not None:
                    above.remove(holder)
        self._unwrap(note)
        return self._said(note)

    def _unwrap(self, note: Element) -> None:
        """A plain text that we had put in a run stands alone again."""
        text = note.find(f"{self._main}text")
        runs = [] if text is None else list(text)
        if text is not None and len(runs) == 1 and len(runs[0]) == 1 and runs[0][0].tag == f"{self._main}t":
            text.append(runs[0][0])
            text.remove(runs[0])


def _shortened(said: list[str]) -> list[str]:
    """What is said, cut where a note grows longer than anyone reads (and Excel keeps)."""
    ends = list(accumulate(map(len, said)))
    if ends[-1] <= _LONGEST:
        return said
    last = bisect_right(ends, _LONGEST)
    return [*said[:last], f"{said[last][: _LONGEST - ends[last]]} …"]
