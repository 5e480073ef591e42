"""The words of a mail's body: its plain text, or what its web page shows where that says more."""

from __future__ import annotations

import re
from email.message import Message

from lxml import etree, html

from pipeline.ooxml import limits

_NEW_LINE = frozenset({"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS, _UNSEEN = frozenset({"td", "th"}), ("script", "style", "head", "title")
# The plain text of some programs says no more than that the mail is a web page, or leaves out its tables.
_SAYS_MORE = 2


def words_of(message: Message) -> str:
    """The body as text: rows of a table on a line each, its cells apart by tabs. Never raises on content."""
    plain: list[str] = []
    shown: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > limits.MAIL_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_filename():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            text = _decoded(content, part.get_content_charset())
            (plain if kind == "text/plain" else shown).append(text if kind == "text/plain" else as_text(text))
    return fuller("\n".join(plain), "\n".join(shown))


def fuller(said: str, page: str) -> str:
    """A mail's plain text, or the text of its web page where that says much more."""
    return page if len(page.split()) > _SAYS_MORE * len(said.split()) else said


def as_text(page: str) -> str:
    """What a web page shows, in lines."""
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    etree.strip_elements(root, etree.Comment, *_UNSEEN, with_tail=False)
    for element in root.iter():
        apart = "\n" if element.tag in _NEW_LINE else "\t" if element.tag in _CELLS else ""
        if apart:
            element.tail = apart + (element.tail or "")
    lines = (re.sub(r"[^\S\t]+", " ", line).strip() for line in "".join(map(str, root.itertext())).splitlines())
    return "\n".join(line for line in lines if line)


def _decoded(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
