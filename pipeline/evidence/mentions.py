"""How people point at evidence in what they write: file names, references, “see attached”, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TypeVar

from pipeline.evidence.links import ADDRESS, trimmed
from pipeline.values import ClaimKind

_ENDINGS = (
    "pdf|docx?|docm|xlsx?|xlsm|csv|pptx?|odt|ods|odp|rtf|txt|jpe?g|png|gif|heic|heif|tiff?|eml|msg|zip|pages|numbers"
    "|mp4|mov"
)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})\b", re.IGNORECASE)
_OUTSIDE_NAMES = re.compile(r"[\n\r\t;:,“”\"<>|]")
# Windows allows 255 letters; a name that people write out in a sentence has far fewer.
_NAME_LETTERS = 120
# Words after which a file's name begins, and words after which it may.
_BEGINS = re.compile(r"^.*\b(?:see also|see|refer to|attached|as in|called|named|and|or)\s+(?=\S)|^&\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|our)\s+", re.IGNORECASE)
_MAY_BEGIN = re.compile(r"\b(?:in|our|the|from|file|evidence|is|on)\s+(?=\S)", re.IGNORECASE)
# “See Minutes, friendship and garden.pdf”: a name may hold commas, and words that begin others.
_MAY_BEGIN_WITHIN = re.compile(
    r"\A[\s,]*|,\s*|\n\s*|\b(?:see|to|attached|in|as|called|named|and|or|our|the|is|from|file)\s+(?=\S)", re.IGNORECASE
)
_ATTACHED = re.compile(
    r"\b(?:(?:please|pls)\s{1,3}see|see|as(?:\s{1,3}per)?|per|(?:please|pls)\s{1,3}find|find|refer\s{1,3}to)\s{1,3}"
    r"(?:(?:the|our)\s{1,3})?(?:attached|enclosed|attachments?|enclosures?)\b"
    r"|\b(?:is|are)\s{1,3}(?:attached|enclosed)\b(?!\s+to\b)|\A\W*(?:attached|enclosed)\W*\Z",
    re.IGNORECASE,
)
# Where a piece of evidence is said to be, with no address that leads there.
_ON_THE_WEB = re.compile(
    r"\W*(?:(?:please|see|refer|to|as|it|is|are|available|published|shown|found|displayed|view(?:ed)?|on|at|via|from|the|our"
    r"|your|this|school|school['’]?s)\W+){0,8}(?:web\s?-?sites?|web\s?-?pages?|home\s?page|facebook(?:\s+page)?|twitter"
    r"|instagram|youtube(?:\s+channel)?|padlet|blog)\W*",
    re.IGNORECASE,
)
# “Evidence 7 – photo”; “Evidence 12 months ago” counts something else.
_WRITTEN_OUT = re.compile(
    r"\b(Evidence|Ev\.?)\s{1,2}(?:(?:no\.?|number|item|piece|ref\.?)\s?)?0*(\d{1,3})(?:\s?(?:-|–|to)\s?0*(\d{1,3}))?\b"
    r"(?!\s?%|\s(?:years?|months?|weeks?|days?|terms?|pupils?|children|staff|families|parents|pieces?|items?|of|out)\b)"
)
_NUMBERED = re.compile(r"\b((?i:appendix|annexe?|attachment|enclosure))\s{1,3}(\d{1,2}|[A-Z])\b")
_AFTER_ATTACHED = re.compile(r"\W{0,3}((?:[^\W_][\w'’&-]{0,40}[ ]?){1,6})")
# A list of all evidence names 60 things; what goes on for longer than this is no list that a person wrote.
MOST_IN_A_TEXT = 200
# What one written name may stand for: each is looked for among all files.
_CHOICES = 12
_LONG_NAME = 6  # words: more are likely a sentence that ends in a name


@dataclass(frozen=True, slots=True)
class Mention:
    """One pointer in a text. ``choices`` are the names it may stand for, the likeliest first.

    ``more`` says that others of its sort follow in the text, which were not looked at.
    """

    kind: ClaimKind
    text: str
    choices: tuple[str, ...]
    more: bool = False


_Found = TypeVar("_Found")
# Where a pointer begins, where its shown text stands, and what it says.
_Pointed = tuple[int, int, Mention]


def mentions(text: str, prefix: str = "E") -> tuple[Mention, ...]:
    """The pointers in a text, in order, at most ``MOST_IN_A_TEXT`` of a sort.

    ``prefix`` is the letter of the index's references. Takes time in step with the text's length.
    """
    found: list[tuple[int, Mention]] = []
    # Signs are quick to look for, and most cells have none.
    for pointed in _POINTERS if _has_sign(text) else ():
        of_a_sort, more = at_most(pointed(text))
        found.extend((start, mention) for start, _, mention in of_a_sort)
        if more:
            found[-1] = found[-1][0], replace(found[-1][1], more=True)
        # What is a name is not looked through again: “E2 Rota.xlsx” is no reference beside a file.
        text = _blanked(text, [(at, len(mention.text)) for _, at, mention in of_a_sort])
    references, more = at_most(_references(text, prefix))
    found.extend(references)
    if more:
        found[-1] = found[-1][0], replace(found[-1][1], more=True)
    return tuple(mention for _, mention in sorted(found, key=lambda item: item[0]))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with spaces in place of some of its parts, given in order by start and length."""
    pieces: list[str] = []
    done = 0
    for start, length in spans:
        pieces += (text[done:start], " " * length)
        done = start + length
    return "".join((*pieces, text[done:]))


def at_most(found: Iterable[_Found]) -> tuple[tuple[_Found, ...], bool]:
    """As many as are looked at in one text, and whether there are more."""
    first = tuple(islice(found, MOST_IN_A_TEXT + 1))
    return first[:MOST_IN_A_TEXT], len(first) > MOST_IN_A_TEXT


def _references(text: str, prefix: str) -> Iterator[tuple[int, Mention]]:
    """Each way of writing references once: “E1” in every sentence is one pointer."""
    seen: set[str] = set()
    for match in _matches(text, prefix):
        if match.group() in seen:
            continue
        seen.add(match.group())
        for ref in _refs(match, prefix):
            yield match.start(), Mention(ClaimKind.REFERENCE, match.group(), (ref,))


def refs(text: str, prefix: str = "E") -> tuple[str, ...]:
    """The references in a text, each once: ``E1, e 2`` gives E1 and E2, ``E3-E5`` gives three."""
    return tuple(dict.fromkeys(ref for match in _matches(text, prefix) for ref in _refs(match, prefix)))


def _matches(text: str, prefix: str) -> Iterator[re.Match[str]]:
    yield from _reference(prefix).finditer(text)
    if "Ev" in text:
        yield from _WRITTEN_OUT.finditer(text)


@cache
def _reference(prefix: str) -> re.Pattern[str]:
    letter = "".join(f"[{re.escape(c.lower())}{re.escape(c.upper())}]" for c in prefix)
    # It begins with its own letter, which is looked for quickly. “E1 6AN” is the beginning of a postcode.
    return re.compile(
        rf"({letter})(?<!\w.{{{len(prefix)}}})[\s.]?-?0*(\d{{1,3}})(?:\s*(?:-|–|[Tt][Oo])\s*(?:{letter})?\s?0*(\d{{1,3}}))?"
        r"\b(?!\s?\d[A-Za-z]{2}\b)"
    )


def _refs(match: re.Match[str], prefix: str) -> Iterator[str]:
    first, last = int(match[2]), int(match[3] or match[2])
    end = min(last, first + MOST_IN_A_TEXT) if last >= first else first
    return (f"{prefix.upper()}{number}" for number in range(first, end + 1))


def _addresses(text: str) -> Iterator[_Pointed]:
    for match in ADDRESS.finditer(text):
        address = trimmed(match.group())
        yield match.start(), match.start(), Mention(ClaimKind.LINK, address, (address,))


def _files(text: str) -> Iterator[_Pointed]:
    """Names are found by their ending, and go back to a mark that no name holds or to the name before."""
    done = 0
    for ending in _ENDING.finditer(text):
        start = max(done, ending.start() - _NAME_LETTERS)
        outside = [mark.end() for mark in _OUTSIDE_NAMES.finditer(text, start, ending.start())]
        written = text[outside[-1] if outside else start : ending.end()]
        mention = _file(written, text[start : ending.end()])
        yield ending.end() - len(written), ending.end() - len(written) + written.rindex(mention.text), mention
        done = ending.end()


def _file(written: str, with_commas: str) -> Mention:
    """“Told in our wellbeing survey.xlsx” may mean all of its words or the last two: the longest that fits is right."""
    whole = written.strip(" -–—()[]*•·‘’'.")
    name = _BEGINS.sub("", whole)
    starts = [found.end() for found in _MAY_BEGIN.finditer(name)]
    words = name.split()
    tails = [*(name[start:] for start in starts), *(" ".join(words[at:]) for at in range(1, len(words) - 1))]
    within = [with_commas[begin.end() :] for begin in _MAY_BEGIN_WITHIN.finditer(with_commas)]
    choices = dict.fromkeys((whole, name, *sorted(tails, key=len, reverse=True)[-_CHOICES:], *within[-_CHOICES:]))
    shown = name[starts[-1] :] if starts and len(words) > _LONG_NAME else _ARTICLE.sub("", name)
    return Mention(ClaimKind.FILE, shown, tuple(choices))


def _numbered(text: str) -> Iterator[_Pointed]:
    for match in _NUMBERED.finditer(text):
        choices = (f"{match[1]} {match[2]}",)
        yield match.start(), match.start(), Mention(ClaimKind.ATTACHMENT, match.group(), choices)


def is_numbered(text: str) -> bool:
    """Whether words that point name one thing by its number: “Appendix 2”, not “see attached”."""
    return _NUMBERED.search(text) is not None


def on_the_web(text: str) -> bool:
    """Whether a text only says that something is on a web page: “see our web page”."""
    return _ON_THE_WEB.fullmatch(text) is not None


def _attached(text: str) -> Iterator[_Pointed]:
    for match in _ATTACHED.finditer(text):
        after = _AFTER_ATTACHED.match(text, match.end())
        words = after[1].split() if after else []
        choices = tuple(" ".join(words[:count]) for count in range(len(words), 0, -1))
        said = match.group().strip()
        yield match.start(), match.start() + match.group().index(said), Mention(ClaimKind.ATTACHMENT, said, choices)


_SIGNS = ("/", "\\", "www.", "append", "annex", "attach", "enclos")


def _has_sign(text: str) -> bool:
    small = text.lower()
    return any(sign in small for sign in _SIGNS) or _ENDING.search(text) is not None


_POINTERS: tuple[Callable[[str], Iterator[_Pointed]], ...] = (_addresses, _files, _numbered, _attached)
