"""How people point at evidence in what they write: file names, references, “see attached”, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.evidence.links import ADDRESS, trimmed
from pipeline.values import ClaimKind

_ENDINGS = (
    "pdf|docx?|docm|xlsx?|xlsm|csv|pptx?|odt|ods|odp|rtf|txt|jpe?g|png|gif|heic|heif|tiff?|eml|msg|zip|pages|numbers"
    "|mp4|mov"
)
_FILE = re.compile(rf"[^\n\r\t;:,“”\"<>|]*?\.(?:{_ENDINGS})\b", re.IGNORECASE)
# Words after which a file's name begins, and words after which it may.
_BEGINS = re.compile(r"^.*\b(?:see also|see|refer to|attached|as in|called|named|and|or)\s+(?=\S)|^&\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|our)\s+", re.IGNORECASE)
_MAY_BEGIN = re.compile(r"\b(?:in|our|the|from|file|evidence|is|on)\s+(?=\S)", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\b(?:please\s+see|see|as|please\s+find|find)\s+(?:the\s+|our\s+)?(?:attached|enclosed|attachments?|enclosures?)\b"
    r"|\b(?:is|are)\s+(?:attached|enclosed)\b(?!\s+to\b)|\A\W*(?:attached|enclosed)\W*\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b((?i:appendix|annexe?|attachment|enclosure))\s+(\d{1,2}|[A-Z])\b")
_AFTER_ATTACHED = re.compile(r"\W{0,3}((?:[^\W_][\w'’&-]*[ ]?){1,6})")
MOST_OF_A_RANGE = 60
_LONG_NAME = 6  # words: more are likely a sentence that ends in a name


@dataclass(frozen=True, slots=True)
class Mention:
    """One pointer in a text. ``choices`` are the names it may stand for, the likeliest first."""

    kind: ClaimKind
    text: str
    choices: tuple[str, ...]


def mentions(text: str, prefix: str = "E") -> tuple[Mention, ...]:
    """Every pointer in a text, in order. ``prefix`` is the letter of the index's references."""
    found: list[tuple[int, Mention]] = []
    # Signs are quick to look for, and most cells have none.
    for pattern, take in _POINTERS if _SIGN.search(text) else ():
        for match in pattern.finditer(text):
            mention = take(match)
            found.append((match.start(), mention))
            # What is a name is not looked through again: “E2 Rota.xlsx” is no reference beside a file.
            end = match.start() + match.group().rindex(mention.text) + len(mention.text)
            text = text[: end - len(mention.text)] + " " * len(mention.text) + text[end:]
    for match in _reference(prefix).finditer(text):
        found.extend((match.start(), Mention(ClaimKind.REFERENCE, match.group(), (ref,))) for ref in _refs(match))
    return tuple(mention for _, mention in sorted(found, key=lambda item: item[0]))


def refs(text: str, prefix: str = "E") -> tuple[str, ...]:
    """The references in a text, each once: ``E1, e 2`` gives E1 and E2, ``E3-E5`` gives three."""
    found = (ref for match in _reference(prefix).finditer(text) for ref in _refs(match))
    return tuple(dict.fromkeys(found))


@cache
def _reference(prefix: str) -> re.Pattern[str]:
    letter = re.escape(prefix)
    # “E1 6AN” is the beginning of a postcode.
    return re.compile(
        rf"\b({letter})\s?-?0*(\d{{1,3}})(?:\s*(?:-|–|to)\s*(?:{letter})?\s?0*(\d{{1,3}}))?\b(?!\s?\d[A-Z]{{2}}\b)",
        re.IGNORECASE,
    )


def _refs(match: re.Match[str]) -> Iterator[str]:
    first, last = int(match[2]), int(match[3] or match[2])
    end = min(last, first + MOST_OF_A_RANGE) if last >= first else first
    return (f"{match[1].upper()}{number}" for number in range(first, end + 1))


def _address(match: re.Match[str]) -> Mention:
    address = trimmed(match.group())
    return Mention(ClaimKind.LINK, address, (address,))


def _file(match: re.Match[str]) -> Mention:
    """“Told in our wellbeing survey.xlsx” may mean all of its words or the last two: the longest that fits is right."""
    whole = match.group().strip(" -–—()[]*•·‘’'.")
    name = _BEGINS.sub("", whole)
    starts = [found.end() for found in _MAY_BEGIN.finditer(name)]
    words = name.split()
    tails = [*(name[start:] for start in starts), *(" ".join(words[at:]) for at in range(1, len(words) - 1))]
    choices = dict.fromkeys((whole, name, *sorted(tails, key=len, reverse=True)))
    shown = name[starts[-1] :] if starts and len(words) > _LONG_NAME else _ARTICLE.sub("", name)
    return Mention(ClaimKind.FILE, shown, tuple(choices))


def _numbered(match: re.Match[str]) -> Mention:
    return Mention(ClaimKind.ATTACHMENT, match.group(), (f"{match[1]} {match[2]}",))


def is_numbered(text: str) -> bool:
    """Whether words that point name one thing by its number: “Appendix 2”, not “see attached”."""
    return _NUMBERED.search(text) is not None


def _attached(match: re.Match[str]) -> Mention:
    after = _AFTER_ATTACHED.match(match.string, match.end())
    words = after[1].split() if after else []
    choices = tuple(" ".join(words[:count]) for count in range(len(words), 0, -1))
    return Mention(ClaimKind.ATTACHMENT, match.group().strip(), choices)


_SIGN = re.compile(rf"[/\\]|www\.|\.(?:{_ENDINGS})\b|append|annex|attach|enclos", re.IGNORECASE)
_POINTERS = ((ADDRESS, _address), (_FILE, _file), (_NUMBERED, _numbered), (_ATTACHED, _attached))
