"""The text of a Word document under change, without the tables that nothing is said about: they keep every byte.

Nine tenths of an Application are its tables, and a letter speaks of a few cells of them. Each table is cut out before
the text is parsed, and parsed by itself when it is asked for; what was not asked for is put back as it came.
"""

from __future__ import annotations

import re

from pipeline.ooxml.elements import Element
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.splicing import can_be_spliced, parse_verbatim, serialise
from pipeline.ooxml.word_walk import W
from pipeline.values import FileClass

# Where a table begins or ends. “<” stands everywhere in such a text, and is looked at only here.
_TABLE_TAG = re.compile(rb"w:tbl[\s>]")
_MARK = re.compile(rb"""<w:comment(?:RangeStart|RangeEnd|Reference)\s[^<>]*?\bw:id=["'](\d{1,9})["']""")
COMMENT_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_NUMBER = f"{W}cut"
_CUT = re.compile(rb'<w:tbl w:cut="(\d+)"/>')
_ROOT = re.compile(rb"<w:document\b[^<>]*>")
_SAYS_W = b'xmlns:w="%s"' % W[1:-1].encode()


class WordText:
    """A document's main part: its tree, in which a table that was not asked for is empty."""

    def __init__(self, data: bytes, part: str, *, whole: bool) -> None:
        """``whole`` parses every table at once. Raises PackageError when the part is no XML or holds no text."""
        root = _ROOT.search(data)
        spans = [] if whole or root is None or _SAYS_W not in root[0] or not can_be_spliced(data) else _tables(data)
        self._part, self._head = part, root[0] if root else b""
        self._cut = [data[start:end] for start, end in spans]
        pieces: list[bytes] = []
        done = 0
        for number, (start, end) in enumerate(spans):
            pieces += (data[done:start], b'<w:tbl w:cut="%d"/>' % number)
            done = end
        self.root = parse_verbatim(b"".join((*pieces, data[done:])), part)
        body = self.root.find(f"{W}body")
        if body is None:
            raise PackageError(FileClass.CORRUPT, "the document has no text part")
        self.body: Element = body

    def filled(self, table: Element) -> Element:
        """The table with all that it holds, in its place in the tree. Raises PackageError."""
        number = table.get(_NUMBER)
        parent = table.getparent()
        if number is None or parent is None:
            return table
        alone = parse_verbatim(b"%s%s</w:document>" % (self._head, self._cut[int(number)]), self._part)
        whole = alone[0]
        whole.tail = table.tail
        parent.replace(table, whole)
        return whole

    def comment_numbers(self) -> list[int]:
        """The numbers of all comments that are marked anywhere in the text."""
        said = [mark.get(f"{W}id") or "" for mark in self.root.iter(*COMMENT_MARKS)]
        said += [found[1].decode() for table in self._cut for found in _MARK.finditer(table)]
        return [int(number) for number in said if number.isdecimal()]

    def content(self) -> bytes:
        """The part's bytes."""
        return _CUT.sub(lambda found: self._cut[int(found[1])], serialise(self.root))


def _tables(data: bytes) -> list[tuple[int, int]]:
    """From where to where the tables go that are in no other; none where their tags do not pair."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for at in [found.start() for found in _TABLE_TAG.finditer(data)]:
        if data.endswith(b"</", 0, at):
            depth -= 1
            if depth < 0:
                return []
            if depth == 0:
                spans.append((start, data.index(b">", at) + 1))
        elif data.endswith(b"<", 0, at):
            start = start if depth else at - 1
            depth += 1
    return spans if depth == 0 else []
