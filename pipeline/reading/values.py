"""From what literally stands in a box to what it means, without guessing in silence."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass

from pipeline.reading.wording import plain
from pipeline.scheme import placeholders
from pipeline.scheme.models import FieldLayout, FieldType, Scheme
from pipeline.values import Place, Scalar, Understood, Value

# What people write in a box when they have no answer yet.
PLACEHOLDERS = frozenset(
    [
        "type here",
        "enter text here",
        "write here",
        "your answer here",
        "insert text",
        "tbc",
        "tba",
        "tbd",
        "to be confirmed",
        "to be completed",
        "to follow",
        "n a",
        "na",
        "not applicable",
        "see attached",
        "attached",
        "see attachment",
        "as attached",
        "see above",
        "as above",
        "see below",
        "xxx",
        "xx",
        "x",
        "none yet",
        "pending",
        "to do",
        "todo",
        "awaiting",
        "dd mm yyyy",
        "dd mm yy",
        "name here",
        "date here",
    ]
)
# What Word and our own forms show in an untouched box: the school wrote nothing there.
PROMPTS = frozenset(plain(text) for text in placeholders.PLACEHOLDERS) | frozenset(
    [
        "click or tap here to enter text",
        "click here to enter text",
        "click or tap to enter a date",
        "click here to enter a date",
        "choose an item",
        "choose one",
        "choose a kind",
        "choose an area",
        "click to choose",
        "choose",
        "select",
        "please select",
        "click or tap to choose",
        "click to type",
    ]
)
_ONLY_MARKS = re.compile(r"[\s\W_]*\Z")
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d+")
_TICKED, _UNTICKED = "☑☒✓✔✅🗹🗸☓", "☐□▢❏❑🗆"
_BOX = re.compile(rf"[{_TICKED}{_UNTICKED}]\ufe0f?|\[\s*[xX✓✔]?\s*\]|\(\s*[xX✓✔]?\s*\)|\A[xX](?=\s)|(?<=\s)[xX]\Z")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMERIC = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4}|\d{2})\Z")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?.*)?\Z")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]*(?:of\s+)?([a-z]{3,9})\.?,?[\s\-]*(\d{4}|\d{2})\Z")
_WEEKDAY = re.compile(r"\A(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;()]+@[^\s@<>,;()]+\.[^\s@<>,;().]{2,}")
_URN = re.compile(r"(?:urn)?\W*((?:EY)?\d{6})\W*\Z", re.IGNORECASE)
_REF = re.compile(r"([A-Za-z]?)\s?(\d{1,3})(?:\s*(?:-|–|—|to)\s*([A-Za-z]?)\s?(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Raw:
    """What stands in a box: its text as a person sees it, a date or number a sheet keeps, and ticks.

    ``prompt`` says that Word itself marks the text as its own prompt.
    """

    text: str = ""
    number: float | None = None
    date: dt.date | None = None
    formula: bool = False
    prompt: bool = False


def understand(layout: FieldLayout, raw: Raw, address: str, place: Place, scheme: Scheme, prefix: str = "E") -> Value:
    """One answer from one box. ``prefix`` is the letter of evidence references. Never raises."""
    read = raw.text.strip()
    if not read or raw.prompt or plain(read) in PROMPTS or _is_prompt(layout, read):
        return Value(address, None, "", place, Understood.EMPTY)
    if _ERROR.fullmatch(read):
        return Value(address, None, read, place, Understood.UNCLEAR)
    if layout.type is FieldType.TICK:
        return _tick(address, read, place)
    if plain(read) in PLACEHOLDERS or _is_only_marks(read):
        return Value(address, None, read, place, Understood.PLACEHOLDER)
    value, understood = _meaning(layout, raw, read, scheme, prefix)
    ticked, boxes = _ticked(read) if layout.type is FieldType.CHOICE else ([], 0)
    if boxes:
        # A person reads the boxes that are ticked, not the ones that are offered.
        read = ", ".join(ticked)
    return Value(address, value, read, place, understood)


def _is_prompt(layout: FieldLayout, read: str) -> bool:
    return bool(layout.help) and plain(read) == plain(layout.help)


def _is_only_marks(read: str) -> bool:
    return len(read) <= 10 and bool(_ONLY_MARKS.match(read)) and not any(c in _TICKED + _UNTICKED for c in read)


def _meaning(layout: FieldLayout, raw: Raw, read: str, scheme: Scheme, prefix: str) -> tuple[Scalar, Understood]:
    found: Scalar
    if layout.type is FieldType.DATE:
        found = raw.date or _serial(raw.number) or parse_date(read)
    elif layout.type is FieldType.CHOICE:
        found, empty = choose(read, layout.choices or "", scheme)
        if empty:
            return None, Understood.EMPTY
    elif layout.type is FieldType.EMAIL:
        match = _EMAIL.search(read.removeprefix("mailto:"))
        found = match.group().strip(".") if match and len(_EMAIL.findall(read)) == 1 else None
    elif layout.type is FieldType.URN:
        urn = _URN.match(read)
        found = urn.group(1).upper() if urn else None
    elif layout.type is FieldType.REFS:
        found = parse_refs(read, prefix) or None
    else:
        return read, Understood.ANSWER
    return found, Understood.UNCLEAR if found is None else Understood.ANSWER


def parse_date(text: str) -> dt.date | None:
    """A full date, day first as in Britain, or None: ``18/07/2026``, ``18th July 26``, ``2026-07-18``."""
    text = _WEEKDAY.sub("", " ".join(text.casefold().split()), count=1)
    if iso := _ISO.match(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.match(text):
        return _date(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    if worded := _WORDED.match(text):
        month = month_number(worded[2])
        return _date(int(worded[3]), month, int(worded[1])) if month else None
    return None


def month_number(word: str) -> int | None:
    """1 to 12 for an English month or its beginning of at least three letters (``Sept``)."""
    word = word.casefold().rstrip(".")
    for number, name in enumerate(_MONTHS, start=1):
        if len(word) >= 3 and name.startswith(word):
            return number
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        date = dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return date if 1950 <= date.year <= 2100 else None


def _serial(number: float | None) -> dt.date | None:
    # A bare day count in a date column is a date whose format was lost; 2000 to 2100 leaves years alone.
    if number is None or not 36_526 <= number <= 73_415:
        return None
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(number))


def parse_refs(text: str, prefix: str) -> tuple[str, ...]:
    """Evidence references in order, each once: ``"E1, e 2 and E4-E6"``; empty when there is anything unlike one."""
    rest = re.sub(r"\b(and|evidence|refs?|items?|no|nos|see|numbers?)\b", " ", text, flags=re.IGNORECASE)
    found: list[str] = []
    for match in _REF.finditer(rest):
        letter, first, last_letter, last = match.groups()
        if (letter or prefix).upper() != prefix.upper() or (last_letter or prefix).upper() != prefix.upper():
            continue
        end = int(last) if last else int(first)
        if not int(first) <= end <= int(first) + 50:
            return ()
        found.extend(f"{prefix}{number}" for number in range(int(first), end + 1))
    bare = not re.search(rf"{re.escape(prefix)}\s?\d", rest, re.IGNORECASE)
    if bare and re.search(r"[A-Za-z]", _REF.sub(" ", rest)):
        return ()
    return tuple(dict.fromkeys(found))


def choose(read: str, choices: str, scheme: Scheme) -> tuple[str | None, bool]:
    """The one option that was meant, as stored; and whether tick boxes stand there with none ticked."""
    names = option_names(choices, scheme)
    ticked, boxes = _ticked(read)
    if boxes:
        meant = {option for label in ticked if (option := match_option(label, names)) is not None}
        if len(ticked) == 1 and len(meant) == 1:
            return meant.pop(), False
        return None, not ticked
    marked = re.fullmatch(rf"[xX{_TICKED}]\s+(.+)|(.+?)\s*[{_TICKED}]", read.strip(), re.DOTALL)
    text = (marked[1] or marked[2]) if marked else read
    return match_option(text, names), False


def _ticked(read: str) -> tuple[list[str], int]:
    """The labels of ticked boxes, and how many boxes stand there; boxes before or after their labels."""
    if not any(_BOX.search(line) and not re.fullmatch(r"[xX]", _BOX.findall(line)[0]) for line in read.splitlines()):
        # A lone “x” beside a word counts only where real boxes show that this is a list to tick.
        return [], 0
    ticked: list[str] = []
    boxes = 0
    for line in read.splitlines():
        found = list(_BOX.finditer(line.strip()))
        labels = [piece.strip() for piece in _BOX.split(line.strip())]
        boxes += len(found)
        before = bool(labels[0]) and not labels[-1]
        # Words on both sides of the boxes: nobody can say which box they belong to.
        unsure = bool(labels[0]) and bool(labels[-1])
        for number, match in enumerate(found):
            if match.group()[0] in _TICKED or any(mark in match.group() for mark in "xX✓✔"):
                ticked.append("" if unsure else labels[number if before else number + 1])
    return ticked, boxes


def option_names(choices: str, scheme: Scheme) -> dict[str, str]:
    """Every plain name of every option, to the option as it is stored."""
    if choices == "principles":
        return _principle_names(scheme)
    names = {plain(option): option for option in scheme.options(choices)}
    others: dict[str, list[tuple[str, tuple[str, ...]]]] = {
        "team-roles": [(role.name, (role.id, *role.aliases)) for role in scheme.team_roles],
        "evidence-kinds": [(kind.name, (kind.id,)) for kind in scheme.evidence.kinds],
        "evidence-areas": [(area.name, (area.id,)) for area in scheme.evidence.areas],
    }
    for option, words in others.get(choices, []):
        for word in words:
            names.setdefault(plain(word), option)
    return names


def _principle_names(scheme: Scheme) -> dict[str, str]:
    names: dict[str, str] = {}
    for principle in scheme.principles:
        number, names_of = str(principle.number), ("", principle.short_name, principle.name)
        for start in ("", number, f"principle {number}", f"p{number}"):
            for word in (principle.id, *names_of) if not start else names_of:
                if plain(f"{start} {word}"):
                    names.setdefault(plain(f"{start} {word}"), principle.id)
    return names


def match_option(text: str, names: dict[str, str]) -> str | None:
    """An option by its name, one of its other names, or a small slip of the pen; None when unsure."""
    word = plain(text)
    if word in names:
        return names[word]
    if len(word) < 5:
        return None
    near = {names[name] for name in difflib.get_close_matches(word, names, n=3, cutoff=0.88)}
    return near.pop() if len(near) == 1 else None


def _tick(address: str, read: str, place: Place) -> Value:
    ticked, boxes = _ticked(read)
    if boxes == 0:
        yes = plain(read) in {"yes", "y", "true", "x", "ticked", "agreed", "i agree", "i confirm", "confirmed", "1"}
        no = plain(read) in {"no", "n", "false", "0"}
        if no:
            return Value(address, False, read, place, Understood.ANSWER)
        return Value(address, True if yes else None, read, place, Understood.ANSWER if yes else Understood.UNCLEAR)
    if not ticked:
        return Value(address, None, "", place, Understood.EMPTY)
    return Value(address, True, "☒", place, Understood.ANSWER)
