"""Which option of a list was meant: by its name, another name for it, a tick, a number or a colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.reading.answers.ticks import TICKED, colour_of, mark_of, ticked
from pipeline.reading.answers.wording import NUMBER_WORDS, plain
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.team_roles import roles_named

# A slip of the pen changes a letter or two of a name: measured on misspelt roles and principles, real slips
# score 90 and more, while different options of one list stay below 85.
NEAR = 88.0
# Shorter words are too easily taken for one another (“Met”, “Meet”).
_LEAST_LETTERS = 5
_BESIDE_A_MARK = re.compile(rf"[xX{TICKED}]\s+(.+)|(.+?)\s*[{TICKED}]", re.DOTALL)
_SEVERAL = re.compile(r"\s*[,;/|\n•]\s*")
_JOINED = re.compile(r"\s*(?:[&+]|\band\b|\bplus\b)\s*", re.IGNORECASE)
# “Yes - see E3”, “done 12/6/26”, “Not yet (see note)”: an option and a remark. A remark has letters or a date.
_REMARK = re.compile(
    r"([^\W\d][^\n,;:(–—/&+]*?)(?:\s*[;:(–—]\s*|\s+-\s+|\s*,\s*(?=see\b)|\s+(?=\d{1,2}[./]))(.*)", re.DOTALL
)
# What people write before a principle's number.
_BEFORE_NUMBER = ("principle ", "principle no ", "p", "p ", "no ", "number ", "area ")
# A remark that takes back what it stands behind.
_TAKES_BACK = re.compile(r"\b(?:not|no|but|except|nearly|almost|only|mostly|largely|in part|some)\b", re.IGNORECASE)
_APART = re.compile(r"[\s,;/()&+]+")
_RANGE = re.compile(r"(?:principles?\s*|p)?(\d{1,2})\s*(?:-|–|—|to)\s*(?:p)?(\d{1,2})\Z", re.IGNORECASE)
_ALL = frozenset(
    f"{every}{of}"
    for every in (
        "all",
        "all 8",
        "all eight",
        "every",
        "each",
        "all of the",
        "all of these",
        "all of them",
        "whole school",
    )
    for of in ("", " principle", " principles", " area", " areas", " of them", " of these")
) - {"every", "each", "all of the"}


def choose(read: str, choices: str, scheme: Scheme) -> tuple[str | None, bool]:
    """The one option that was meant, as stored; and whether tick boxes stand there with none ticked."""
    names = option_names(choices, scheme)
    sign = mark_of(read)
    if sign is not None or read.strip() in {"x", "X"}:
        # A mark alone answers a question of yes or no; among other options it says nothing.
        return (names["no" if sign is False else "yes"] if asks_yes_or_no(names) else None), False
    if colour := colour_of(read):
        return by_colour(colour, "", choices, scheme), False
    marked, boxes = ticked(read)
    if boxes and marked and not any(marked) and asks_yes_or_no(names):
        # “[x]”, “✓✓”: ticked boxes without words are ticks.
        return names["yes"], False
    if boxes:
        meant = {option for label in marked if (option := match_option(label, names)) is not None}
        if len(marked) == 1 and len(meant) == 1:
            return meant.pop(), False
        return None, not marked
    beside = _BESIDE_A_MARK.fullmatch(read.strip())
    text = (beside[1] or beside[2]) if beside else read
    return match_option(text, names) or option_said(text, names), False


def option_said(text: str, names: Mapping[str, str]) -> str | None:
    """The option that a text begins with, where a mark or a day parts it from a remark that names no other option.

    “Yes, met” says one option twice.
    """
    pieces = [names.get(plain(piece)) for piece in text.split(",")]
    if len(pieces) > 1 and len(set(pieces)) == 1:
        return pieces[0]
    parted = _REMARK.fullmatch(text.strip())
    option = names.get(plain(parted[1])) if parted else None
    if parted is None or option is None or _TAKES_BACK.search(parted[2]):
        return None
    said = {names[word] for word in (plain(piece) for piece in _APART.split(parted[2])) if word in names}
    return option if said <= {option} else None


def choose_several(read: str, choices: str, scheme: Scheme) -> tuple[str, ...]:
    """Every option named in one box, in the scheme's order: “1, 4 & 7”, “All”; empty when one part is not known.

    A post names each role whose words stand in it, whatever stands beside them: “Headteacher and DSL”.
    """
    if choices == "team-roles" and (roles := roles_named(read, scheme.team_roles)):
        return roles
    names = option_names(choices, scheme)
    order = list(dict.fromkeys(names.values()))
    if plain(read) in _ALL:
        return tuple(order)
    found: set[str] = set()
    for part in filter(None, _SEVERAL.split(re.sub(r"(?i)\bprinciples?\b", " ", read).strip())):
        meant = _in_part(part, names)
        if not meant:
            return ()
        found.update(meant)
    return tuple(option for option in order if option in found)


def _in_part(part: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The options of one piece of a list; none where any of it is not known."""
    span = _RANGE.match(part.strip())
    if span is None:
        option = match_option(part, names)
        # “L&M, 3”: only what is no name as it stands is taken apart where words are joined.
        pieces = [option] if option else [match_option(piece, names) for piece in _JOINED.split(part) if piece.strip()]
    else:
        pieces = [names.get(str(number)) for number in range(int(span[1]), int(span[2]) + 1)]
    return tuple(filter(None, pieces)) if None not in pieces else ()


def asks_yes_or_no(names: Mapping[str, str]) -> bool:
    """Whether a list's options are Yes and No themselves, among others perhaps."""
    return plain(names.get("yes", "")) == "yes" and plain(names.get("no", "")) == "no"


def by_colour(colour: str, key: str, choices: str, scheme: Scheme) -> str | None:
    """What a fill says: by the sheet's own ``key`` to its colours, or by the scheme's colours for the list."""
    if key:
        return choose(key, choices, scheme)[0]
    return scheme.colours.get(choices, {}).get(colour)


@lru_cache(maxsize=64)
def option_names(choices: str, scheme: Scheme) -> Mapping[str, str]:
    """Every plain name of every option, to the option as it is stored."""
    if choices == "principles":
        return _without_and(_principle_names(scheme))
    names = {plain(option): option for option in scheme.options(choices)}
    others: dict[str, list[tuple[str, tuple[str, ...]]]] = {
        "team-roles": [(role.name, (role.id, *role.aliases)) for role in scheme.team_roles],
        "levels": list(scheme.levels.names()) if scheme.levels is not None else [],
        "evidence-kinds": [(kind.name, (kind.id, *kind.aliases)) for kind in scheme.evidence.kinds],
        "evidence-areas": [(area.name, (area.id, *area.aliases)) for area in scheme.evidence.areas],
    }
    worded = [(option, words) for option, words in scheme.choice_words.get(choices, {}).items()]
    for option, words in (*others.get(choices, []), *worded):
        for word in words:
            names.setdefault(plain(word), option)
    return _without_and(names)


def _without_and(names: dict[str, str]) -> dict[str, str]:
    """The names, those with an “and” in them also without it: so they read where “&”, “/” or “+” stands for it."""
    for name, option in list(names.items()):
        names.setdefault(name.replace(" and ", " "), option)
    return names


def _principle_names(scheme: Scheme) -> dict[str, str]:
    names: dict[str, str] = {}
    spelt = {figure: word for word, figure in NUMBER_WORDS.items()}
    for principle in scheme.areas:
        number, names_of = str(principle.number), ("", principle.short_name, principle.name, *principle.aliases)
        for start in ("", number, *(f"{word}{number}" for word in _BEFORE_NUMBER)):
            for word in (principle.id, *names_of) if not start else names_of:
                if plain(f"{start} {word}"):
                    names.setdefault(plain(f"{start} {word}"), principle.id)
        for start in ("", *_BEFORE_NUMBER):
            names.setdefault(plain(f"{start} {spelt.get(number, number)}"), principle.id)
    return names


def match_option(text: str, names: Mapping[str, str]) -> str | None:
    """An option by its name, one of its other names, or a small slip of the pen; None when unsure."""
    word = plain(text)
    if word in names:
        return names[word]
    if len(word) < _LEAST_LETTERS:
        return None
    found = process.extract(word, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=3)
    near = {names[name] for name, _score, _at in found}
    return near.pop() if len(near) == 1 else None
