"""A file's name taken apart, as people write and programs save it: what of it tells which document it is."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import lru_cache
from urllib.parse import unquote

from pipeline.values.school_names import folded

# Endings of more letters are few, and “Minutes.autumn” has none.
_EXTENSION = re.compile(r"\.(?:[A-Za-z0-9]{2,5}|webloc|desktop|gsheet|gslides|numbers|download)$", re.IGNORECASE)
# Windows calls a shortcut “Minutes - Shortcut.lnk” and macOS “Minutes alias”; it stands for the file all the same.
# “Minutes.pdf.pdf”: a second ending counts as one only when it is well known.
_SECOND = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|heic|txt)$", re.IGNORECASE)
_COPY = re.compile(
    r"^copy \d* ?of | *\((?:\d+|another copy|\d*\w{0,2} ?copy)\)"
    r"| - shortcut(?: \(\d+\))?$| alias(?: \d+)?$"
    r"|[ _-]+copy(?: ?\d+)?$|[ _-]+final(?: final)*$|[ _-]+v ?\d+(?:\.\d+)?$|\[\d+\]$"
    # What browsers, Word and Excel after a fall, and OneDrive and Dropbox after two people saved at once, add.
    r"| - google (?:docs|sheets|slides)$| ?[(\[](?:autosaved|auto-recovered|recovered|repaired)[)\]]$"
    r"| \((?:word|pdf|google docs?)\)$| \([^()]{0,60}conflicted copy[^()]{0,30}\)$|-(?:desktop|laptop)-[a-z0-9]{5,10}$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^[(\[]?([A-Za-z]{1,2})[ _.-]?0*(\d{1,3})(?!\d)(?:[ _.:)\]–—-]+|$)")
# Windows, macOS and SharePoint allow a file's name 255 letters; what is longer is no name, and its end tells most.
_LONGEST_NAME = 255
# “%20” and “+” stand for a space in what a browser saved.
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# “CafÃ©” and “Caf├⌐”: UTF-8 read as the Windows, the Latin or the old DOS alphabet.
_UTF8_SEEN = re.compile("[ÃÂâ├┬Γ]")
_TAKEN_FOR = ("cp1252", "latin-1", "cp437")
# Where in a document something stands: “, page 2”, “(tab 3)”, “p. 4 of”.
_WITHIN = re.compile(
    r"^(?:pages?|pp?\.?)\s*\d{1,3}\s*(?:of|in)\s+"
    r"|[\s,;:(\[–—-]+(?:see\s+)?(?:pages?|pp?\.?|tabs?|sheets?|slides?|sections?|paragraphs?|chapters?)\s*\d{1,3}"
    r"(?:\s*(?:-|–|to|and|&|,)\s*\d{1,3})*\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_PART = r"[-_. ]"
_DAY = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d{_PART}?(?:0[1-9]|1[0-2])(?:{_PART}?[0-3]\d)?|[0-3]?\d{_PART}[01]?\d{_PART}(?:20)?\d\d"
    rf"|(?:[0-3]?\d(?:st|nd|rd|th)?{_PART})?{_MONTH}{_PART}?(?:20)?\d\d|20\d\d(?:[-/](?:20)?\d\d)?)(?!\d)",
    re.IGNORECASE,
)
# “12. Policy”, “Evidence 12 - Policy” and “Policy (E12)”: the number of a line, with or without its letter.
_NUMBERED = re.compile(
    rf"^(?:(?i:evidence|ev|item|ref)\.? ?(?:(?i:no)\.? ?)?)?0*(\d{{1,2}})(?: ?[._):–—-]+ ?| (?=[A-Z]))(?=[^\W\d_]{{2}})"
    rf"(?!(?i:{_MONTH})\b)"
)
_REFERENCE_LAST = re.compile(
    r"(?: ?[(\[](?![qrstvy])([a-z])0*(\d{1,2})[)\]]|[ _]-[ _](?![qrstvy])([a-z])0*(\d{1,2}))$", re.IGNORECASE
)
# What people add to a name without meaning another document: how final it is, who changed it, what it is sent for.
_ADDED = re.compile(
    r"\b(?:[a-z]{2} (?:edits?|comments?|amends?)|finals?|drafts?|edit(?:s|ed)?|updated?|latest|new|signed|approved"
    r"|cop(?:y|ies)|scan(?:ned)?|versions?|revised|amended|bronze|silver|gold|submission|evidence|v \d{1,2}"
    r"|s\d{1,2}|compressed|reduced|resized|optimi[sz]ed|redacted|anonymi[sz]ed|fwd?|use this(?: one)?"
    r"|(?:word|pdf) version|(?:by|at) (?:fgb|gb|governors|slt|head)"
    r"|(?:appendix|annexe?|attachment|enclosure) \d{1,2})\b",
    re.IGNORECASE,
)
_TELLING = 10  # letters left of a name, in two words or more: one such word fits too many documents


@dataclass(frozen=True, slots=True)
class FileName:
    """A name as it is, without ending, without marks of a copy, and its reference.

    ``shown`` is the name without ending and marks as it is written. ``core`` holds its words without dates and what
    people add; ``days`` the dates. Both are empty where too little is left to tell a document by.
    """

    full: str
    stem: str
    bare: str
    rest: str
    reference: str
    words: tuple[str, ...]
    shown: str = ""
    core: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def taken_apart(name: str) -> FileName:
    """A file's name without its folder, ending and marks of copies, and what is left to compare it by."""
    base = unicodedata.normalize("NFC", base_name(_decoded(name))).strip()[-_LONGEST_NAME:]
    stem = _SECOND.sub("", _EXTENSION.sub("", base))
    bare, before = stem, ""
    while bare != before:
        before, bare = bare, _SECOND.sub("", _COPY.sub("", bare))
    reference, rest = _reference_apart(bare)
    core = _core(rest)
    days = tuple(plain(day) for day in _DAY.findall(rest)) if core else ()
    return FileName(
        base.casefold(), plain(stem), plain(bare), plain(rest), reference, words_of(rest or bare), bare, core, days
    )


def _reference_apart(bare: str) -> tuple[str, str]:
    """The reference that a name begins or ends with (“E7”, or “7” where it has no letter), and the rest of the name."""
    match = _REFERENCE.match(bare)
    if match and match[1].upper() != "EV":
        return f"{match[1].upper()}{int(match[2])}", bare[match.end() :]
    number = _NUMBERED.match(bare)
    if number and not _DAY.match(bare):
        return number[1], bare[number.end() :]
    last = _REFERENCE_LAST.search(bare)
    if last:
        return f"{(last[1] or last[3]).upper()}{int(last[2] or last[4])}", bare[: last.start()]
    return "", bare


def without_page(name: str) -> str:
    """A name without the page or tab that is written beside it: “Minutes, page 2” as “Minutes”."""
    return _WITHIN.sub("", name) if len(name) <= _LONGEST_NAME else name


def base_name(name: str) -> str:
    """The last part of a name that may carry folders."""
    return re.split(r"[\\/]", name)[-1]


def plain(text: str) -> str:
    """The letters and digits of a name in small letters without accents, which few people type."""
    return "".join(filter(str.isalnum, folded(text)))


def words_of(text: str) -> tuple[str, ...]:
    """The words and the numbers of a name, in order."""
    return tuple(re.findall(r"\d+|[^\W\d_]+", folded(text).replace("'", "").replace("’", "")))


def _header_read(name: str) -> str:
    """“=?utf-8?Q?Policy?=” (RFC 2047), as it stays when a program saves an attachment by its raw name."""
    try:
        return str(make_header(decode_header(name)))
    except (LookupError, UnicodeError, HeaderParseError):
        return name


def _core(rest: str) -> tuple[str, ...]:
    words = words_of(_ADDED.sub(" ", re.sub(r"[\W_]+", " ", re.sub(r"(?<=v)(?=\d)", " ", _DAY.sub(" ", rest)))))
    return words if telling(words) else ()


def telling(words: tuple[str, ...]) -> bool:
    """Whether so many words are left of a name that they tell a document from others."""
    return len(words) > 1 and sum(map(len, words)) >= _TELLING


def _decoded(name: str) -> str:
    """A name as it read before a browser or a mail program wrote it down, or took UTF-8 for something else."""
    if "=?" in name and "?=" in name:
        name = _header_read(name)
    for _ in range(2):  # what was saved from one cloud into another is written down twice
        if _ENCODED.search(name):
            name = unquote(name, errors="replace")
    for taken_for in _TAKEN_FOR if _UTF8_SEEN.search(name) else ():
        try:
            name = name.encode(taken_for).decode("utf-8")
            break
        except UnicodeError:
            continue
    if " " not in name and name.count("+") > 1:
        name = name.replace("+", " ")
    return html.unescape(name)
