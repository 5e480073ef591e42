"""A box that lists options to tick: each option as it stands there, with every sign that a person put beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.reading.answers.choices import match_option, option_names, option_said
from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import Scheme


class Sign(StrEnum):
    """What stands beside an option. A value is what a sentence calls it."""

    TICKED_BOX = "a ticked box"
    EMPTY_BOX = "an empty box"
    TICK = "a tick"
    FILLED = "a filled box"
    X = "an x"
    CROSS = "a cross"
    POINTER = "an arrow or star"
    YES = "a word for yes"
    NO = "a word for no"


_SIGNS = {
    Sign.TICKED_BOX: r"[☑☒✅🗹☓⊠🗷🗵🔘]\ufe0f?|\[\s*[xX✓✔√]\s*\]|\(\s*[xXoO•●✓✔√]\s*\)|_+[xX✓✔√]_+",
    Sign.EMPTY_BOX: r"[☐□▢❏❑🗆◻◽⬜🔲○◯⚪]\ufe0f?|\[[\s_]*\]|\([\s_]*\)|_{2,}",
    # A thorn or a “ü” that stands alone is a tick of Wingdings whose font was lost on the way.
    Sign.TICK: r"[✓✔√🗸👍👌][\ufe0f\U0001f3fb-\U0001f3ff]?|(?<![^\W_])[üþ](?![^\W_])",
    Sign.FILLED: r"[■◼⬛▪◾█●⬤◉⦿•]\ufe0f?",
    Sign.X: r"(?<![^\W_])[xX](?![^\W_])",
    Sign.CROSS: r"[✗✘❌✖❎🗙×👎][\ufe0f\U0001f3fb-\U0001f3ff]?",
    Sign.POINTER: r"[*←→➔➜⇐⇒⟵⟶➢►◄▶◀☞☜]+|<+[-=]*|[-=]*>+",
}
_TOKEN = re.compile("|".join(f"(?P<{sign.name}>{pattern})" for sign, pattern in _SIGNS.items()))
_APART = re.compile(r"[/|;]")
_BOXES = frozenset({Sign.TICKED_BOX, Sign.EMPTY_BOX})
_BULLETS = (Sign.FILLED, Sign.POINTER)
_FOR = (Sign.TICKED_BOX, Sign.TICK, Sign.FILLED, Sign.YES)
_WORD_BESIDE = re.compile(r"(?P<option>.+?)[\s:,.–—-]+(?P<word>yes|no|y|n|agreed|done|ticked|this one)", re.IGNORECASE)
_NO_WORDS = frozenset({"no", "n"})
_GLUED = re.compile(r"(?P<after>\S.*\S)[xX]|[xX](?P<before>\S.*\S)")
_EDGES = " .:,–—-\t"


@dataclass(frozen=True, slots=True)
class Offered:
    """One option as a cell offers it; ``option`` is empty where a box stands beside words that are none of ours."""

    option: str
    signs: tuple[Sign, ...] = ()

    @property
    def boxed(self) -> bool:
        """Whether one of its signs is a box to tick."""
        return not _BOXES.isdisjoint(self.signs)

    @property
    def ticked(self) -> bool:
        """Ticked as the form asks for it: in its box."""
        return Sign.TICKED_BOX in self.signs and Sign.EMPTY_BOX not in self.signs


@dataclass(frozen=True, slots=True)
class OptionLines:
    """A cell's options in reading order, the options that other lines name, and the words that say none of them.

    ``stray`` are signs that stand beside no option, ``unsure`` says that signs stand between two options.
    """

    offered: tuple[Offered, ...]
    typed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    stray: tuple[Sign, ...] = ()
    unsure: bool = False

    def marked(self) -> dict[str, Sign]:
        """The options that any sign speaks for, with the first such sign.

        Where one option has a tick and every other an x, these say no. A bullet before every option says nothing.
        """
        beside = {one.option: one.signs for one in self.offered}
        for bullet in _BULLETS:
            if len(beside) > 1 and all(bullet in signs for signs in beside.values()):
                beside = {option: tuple(s for s in signs if s is not bullet) for option, signs in beside.items()}
        crossed = all(Sign.X in signs for signs in beside.values() if not set(_FOR) & set(signs))
        first = _FOR if crossed else (*_FOR, Sign.X)
        for wanted in (first, (Sign.X,), (Sign.CROSS,), (Sign.POINTER,)):
            found = {option: sign for option, signs in beside.items() for sign in signs if sign in wanted}
            if found:
                return found
        return {}


class _Token(NamedTuple):
    """A sign, an option (its name), or other words."""

    sign: Sign | None
    option: str = ""
    words: str = ""


def signs_in(text: str) -> tuple[Sign, ...]:
    """Every drawn sign of a text in reading order; words are left alone."""
    return tuple(Sign[match.lastgroup or ""] for match in _TOKEN.finditer(text))


@lru_cache(maxsize=500)
def option_lines(read: str, choices: str, scheme: Scheme) -> OptionLines:
    """What a cell offers and what was put beside it. A form's cells hold the same few texts again and again."""
    names = option_names(choices, scheme)
    known = tuple(dict.fromkeys(names.values()))
    lines = [piece for line in read.splitlines() for piece in _pieces(line, names, known)]
    return _gathered(_with_boxes_alone(lines))


def _pieces(line: str, names: Mapping[str, str], known: tuple[str, ...]) -> list[_Line]:
    """“Met / Partly / Not yet” as three lines; “n/a” and “policy/plan” as one."""
    pieces = [_Line(tuple(_tokens(piece, names, known))) for piece in _APART.split(line) if piece.strip()]
    return pieces if all(piece.options for piece in pieces) else [_Line(tuple(_tokens(line, names, known)))]


@dataclass(frozen=True, slots=True)
class _Line:
    tokens: tuple[_Token, ...]

    @property
    def options(self) -> list[str]:
        return [token.option for token in self.tokens if token.option]

    @property
    def signs(self) -> list[Sign]:
        return [token.sign for token in self.tokens if token.sign is not None]

    @property
    def words(self) -> str:
        return " ".join(token.words for token in self.tokens if token.words)

    @property
    def bare(self) -> bool:
        """Whether nothing but signs stands in the line."""
        return bool(self.tokens) and len(self.signs) == len(self.tokens)


def _tokens(line: str, names: Mapping[str, str], known: tuple[str, ...]) -> Iterator[_Token]:
    at = 0
    boxed = not _BOXES.isdisjoint(signs_in(line))
    for match in _TOKEN.finditer(line):
        yield from _named(line[at : match.start()], names, known, boxed)
        yield _Token(Sign[match.lastgroup or ""])
        at = match.end()
    yield from _named(line[at:], names, known, boxed)


def _named(text: str, names: Mapping[str, str], known: tuple[str, ...], boxed: bool) -> Iterator[_Token]:
    """The options that a stretch of words names, or the words themselves."""
    text = text.strip(_EDGES)
    if not text:
        return
    glued = None if plain(text) in names else _GLUED.fullmatch(text)
    if glued and (option := names.get(plain(glued["after"] or glued["before"]))):
        # “PartlyX” is an option and its x, before it is an option with a slip of the pen.
        yield from [_Token(None, option), _Token(Sign.X)][:: 1 if glued["after"] else -1]
        return
    if (option := match_option(text, names)) is not None:
        yield _Token(None, option)
        return
    beside = _WORD_BESIDE.fullmatch(text)
    if beside and (option := names.get(plain(beside["option"]))):
        yield _Token(None, option)
        yield _Token(Sign.NO if beside["word"].casefold() in _NO_WORDS else Sign.YES)
        return
    every = re.fullmatch(rf"(?:({'|'.join(map(re.escape, known))})\W*)+", text, re.IGNORECASE)
    if every:
        pieces = re.findall("|".join(map(re.escape, known)), text, re.IGNORECASE)
        # An earlier edition may give an option under another name than the one it is stored by.
        stored = {plain(option): option for option in known}
        yield from (_Token(None, stored[plain(piece)]) for piece in pieces)
        return
    start = next((o for o in known if boxed and plain(text).startswith(f"{plain(o)} ")), None)
    option = start or option_said(text, names)
    yield _Token(None, option, text) if option else _Token(None, words=text)


def _with_boxes_alone(lines: list[_Line]) -> list[_Line]:
    """Signs in lines of their own put beside their options: those below them, or those above, all in the same way."""
    alone = [at for at, line in enumerate(lines) if line.bare]
    options = [at for at, line in enumerate(lines) if line.options and not line.signs]
    for step in (1, -1):
        if alone and [at + step for at in alone] == options:
            beside = {at + step: lines[at].tokens for at in alone}
            return [_Line((*beside.get(at, ()), *line.tokens)) for at, line in enumerate(lines) if at not in alone]
    return lines


def _gathered(lines: list[_Line]) -> OptionLines:
    offered: list[Offered] = []
    typed: list[str] = []
    words: list[str] = []
    stray: list[Sign] = []
    unsure = False
    listed = {option for line in lines if line.signs or len(line.options) > 1 for option in line.options}
    for line in lines:
        options = line.options
        if options and line.signs:
            words += [token.words for token in line.tokens if token.words]
        if not options:
            if _BOXES.isdisjoint(line.signs) or not line.words:
                stray += line.signs
                words += [line.words] if line.words else []
            else:
                offered.append(Offered("", tuple(line.signs)))
        elif len(options) > 1:
            parted = _parted(line)
            unsure = unsure or (parted is None and set(line.signs) != {Sign.EMPTY_BOX})
            offered += parted or [Offered(option) for option in options]
        elif not line.signs and (options[0] in listed or any(o.option == options[0] for o in offered)):
            typed.append(options[0])
        else:
            offered.append(Offered(options[0], tuple(line.signs)))
    if not listed and len(offered) == 1 and not offered[0].signs:
        return OptionLines((), (offered[0].option,), tuple(words), tuple(stray))
    return OptionLines(tuple(_once(offered)), tuple(typed), tuple(words), tuple(stray), unsure)


def _once(offered: Iterable[Offered]) -> Iterator[Offered]:
    """An option that stands twice has the signs of both."""
    held: dict[str, Offered] = {}
    for number, one in enumerate(offered):
        key = one.option or str(number)
        held[key] = replace(one, signs=(*held[key].signs, *one.signs)) if key in held else one
    return iter(held.values())


def _parted(line: _Line) -> list[Offered] | None:
    """The options of one line with their signs, or None where nobody can say which sign belongs to which.

    Boxes stand before all options or after all of them; another mark beside a boxed option stands behind its words.
    """
    tokens = [token for token in line.tokens if token.option or token.sign is not None]
    options = [at for at, token in enumerate(tokens) if token.option]
    signs = [at for at, token in enumerate(tokens) if token.sign is not None]
    leaders = [at for at in signs if tokens[at].sign in _BOXES]
    if not signs:
        return [Offered(tokens[at].option) for at in options]
    if len(leaders) != len(options):
        # A box that was typed over is one of them still: “X Met ☐ Partly ☐ Not yet”.
        if len(signs) != len(options) and (leaders or len(signs) > 1):
            return None
        leaders = signs
    if leaders[0] < options[0] and leaders[-1] < options[-1]:
        return _led(tokens, frozenset(leaders))
    if leaders[0] > options[0] and leaders[-1] > options[-1]:
        return _led(tokens[::-1], frozenset(len(tokens) - 1 - at for at in leaders))[::-1]
    return None


def _led(tokens: Sequence[_Token], leaders: frozenset[int]) -> list[Offered]:
    """Options with ``leaders`` before them; any other mark belongs to the option before it, if no leader is between."""
    found: list[Offered] = []
    held: list[Sign] = []
    for at, token in enumerate(tokens):
        if token.option:
            found.append(Offered(token.option, tuple(held)))
            held = []
        elif token.sign is not None:
            if found and not held and at not in leaders:
                found[-1] = replace(found[-1], signs=(*found[-1].signs, token.sign))
            else:
                held.append(token.sign)
    if held:
        found[-1] = replace(found[-1], signs=(*found[-1].signs, *held))
    return found
