"""A file's name taken apart, as people write and programs save it: what of it tells which document it is."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

# Endings of more letters are few, and “Minutes.autumn” has none.
_EXTENSION = re.compile(r"\.(?:[A-Za-z0-9]{2,5}|webloc|desktop|gsheet|gslides|numbers)$", re.IGNORECASE)
# Windows calls a shortcut “Minutes - Shortcut.lnk” and macOS “Minutes alias”; it stands for the file all the same.
# “Minutes.pdf.pdf”: a second ending counts as one only when it is well known.
_SECOND = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|heic|txt)$", re.IGNORECASE)
_COPY = re.compile(
    r"^copy \d* ?of | *\((?:\d+|another copy|\d*\w{0,2} ?copy)\)"
    r"| - shortcut(?: \(\d+\))?$| alias(?: \d+)?$"
    r"|[ _-]+copy(?: ?\d+)?$|[ _-]+final(?: final)*$|[ _-]+v ?\d+(?:\.\d+)?$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^([A-Za-z]{1,2})[ _.-]?0*(\d{1,3})(?!\d)(?:[ _.:)–—-]+|$)")
# Windows, macOS and SharePoint allow a file's name 255 letters; what is longer is no name, and its end tells most.
_LONGEST_NAME = 255
# “%20” and “+” stand for a space in what a browser saved.
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# Where in a document something stands: “, page 2”, “(tab 3)”, “p. 4 of”.
_WITHIN = re.compile(
    r"^(?:pages?|pp?\.?)\s*\d{1,3}\s*(?:of|in)\s+"
    r"|[\s,;:(\[–—-]+(?:see\s+)?(?:pages?|pp?\.?|tabs?|sheets?|slides?|sections?|paragraphs?|chapters?)\s*\d{1,3}"
    r"(?:\s*(?:-|–|to|and|&|,)\s*\d{1,3})*\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_PART = r"[-_. ]"
_DAY = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d{_PART}?(?:0[1-9]|1[0-2])(?:{_PART}?[0-3]\d)?|[0-3]?\d{_PART}[01]?\d{_PART}(?:20)?\d\d"
    rf"|(?:[0-3]?\d(?:st|nd|rd|th)?{_PART})?{_MONTH}{_PART}?20\d\d|20\d\d(?:[-/](?:20)?\d\d)?)(?!\d)",
    re.IGNORECASE,
)
# What people add to a name without meaning another document: how final it is, who changed it, what it is sent for.
_ADDED = re.compile(
    r"\b(?:[a-z]{2} (?:edits?|comments?|amends?)|finals?|drafts?|edit(?:s|ed)?|updated?|latest|new|signed|approved"
    r"|cop(?:y|ies)|scan(?:ned)?|versions?|revised|amended|bronze|silver|gold|submission|evidence|v \d{1,2}"
    r"|s\d{1,2})\b",
    re.IGNORECASE,
)
_TELLING = 10  # letters left of a name, in two words or more: one such word fits too many documents


@dataclass(frozen=True, slots=True)
class FileName:
    """A name as it is, without ending, without marks of a copy, and its reference.

    ``core`` holds its words without dates and what people add; ``days`` the dates. Both are empty where too
    little is left to tell a document by.
    """

    full: str
    stem: str
    bare: str
    rest: str
    reference: str
    words: tuple[str, ...]
    core: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def taken_apart(name: str) -> FileName:
    """A file's name without its folder, ending and marks of copies, and what is left to compare it by."""
    base = unicodedata.normalize("NFC", base_name(_decoded(name))).strip()[-_LONGEST_NAME:]
    stem = _SECOND.sub("", _EXTENSION.sub("", base))
    bare, before = stem, ""
    while bare != before:
        before, bare = bare, _COPY.sub("", bare)
    match = _REFERENCE.match(stem)
    reference = f"{match[1].upper()}{int(match[2])}" if match else ""
    rest = bare[match.end() :] if match else bare
    core = _core(rest)
    days = tuple(plain(day) for day in _DAY.findall(rest)) if core else ()
    return FileName(
        base.casefold(), plain(stem), plain(bare), plain(rest), reference, words_of(rest or bare), core, days
    )


def without_page(name: str) -> str:
    """A name without the page or tab that is written beside it: “Minutes, page 2” as “Minutes”."""
    return _WITHIN.sub("", name) if len(name) <= _LONGEST_NAME else name


def base_name(name: str) -> str:
    """The last part of a name that may carry folders."""
    return re.split(r"[\\/]", name)[-1]


def plain(text: str) -> str:
    """The letters and digits of a name in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def words_of(text: str) -> tuple[str, ...]:
    """The words and the numbers of a name, in order."""
    return tuple(re.findall(r"\d+|[^\W\d_]+", text.casefold().replace("'", "").replace("’", "")))


def _core(rest: str) -> tuple[str, ...]:
    words = words_of(_ADDED.sub(" ", re.sub(r"[\W_]+", " ", re.sub(r"(?<=v)(?=\d)", " ", _DAY.sub(" ", rest)))))
    return words if len(words) > 1 and sum(map(len, words)) >= _TELLING else ()


def _decoded(name: str) -> str:
    """A name as it read before a browser wrote it down."""
    if _ENCODED.search(name):
        name = unquote(name, errors="replace")
    if " " not in name and name.count("+") > 1:
        name = name.replace("+", " ")
    return html.unescape(name)
