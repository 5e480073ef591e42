"""Which award's form this is, and of which edition: by its own marker, by what it prints, by its wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import Crosswalk, OtherForm, Scheme

# A name may be quoted (“we also hold the Charter Mark”); with two of a form's own headings it is the form.
_WORDING_WITH_NAME = 2
# Without its name, three statements of one form are no chance, and more of them than of ours; a heading of a
# word or two (“Silver”) may stand in any paper.
_WORDING_ALONE = 3
_STATEMENT_WORDS = 5
# Headings and statements are never longer than this; what is, is an answer.
_LONGEST_LINE = 250
# The longest form shows 3,000 texts; of a list of 100,000 nobody need read them all to see what it is.
_MOST_TEXTS = 20_000
# The title stands within so many lines of the beginning.
_TITLE_LINES = 15


@dataclass(frozen=True, slots=True)
class Recognised:
    """At most one of the two is set: ``other`` for another award's form, ``edition`` for an earlier one of ours.

    ``signs`` are the words that decided, for the officer.
    """

    other: OtherForm | None = None
    edition: Crosswalk | None = None
    signs: tuple[str, ...] = ()


OURS = Recognised()


def recognise(lines: Iterable[str], margins: str, properties: Mapping[str, str], scheme: Scheme) -> Recognised:
    """What the form says it is, else what its words say. ``lines`` are all the texts it shows, in reading order."""
    own, version = properties.get("award.scheme"), properties.get("award.version")
    if own == scheme.id:
        edition = next((c for c in scheme.crosswalks if c.version == version), None)
        return Recognised(edition=edition, signs=(f"version {version}",)) if edition else OURS
    if own:
        named = (other for other in scheme.other_forms if other.scheme == own)
        # One that nobody here knows is called by what it prints at its head.
        head = next((text.strip() for text in lines if 0 < len(text.strip()) <= _LONGEST_LINE), "")
        other = next(named, OtherForm(name=head or own, words=(), scheme=own))
        return Recognised(other=other, signs=(f"made for {own}",))
    if not scheme.other_forms and not scheme.crosswalks:
        return OURS
    shown = [
        plain(line)
        for text in islice(lines, _MOST_TEXTS)
        for line in text.splitlines()
        if 0 < len(line) <= _LONGEST_LINE
    ]
    titles = [*shown[:_TITLE_LINES], *(plain(line) for line in margins.splitlines())]
    return _by_words(frozenset(_unnumbered(shown)), titles, scheme)


def _by_words(shown: frozenset[str], titles: list[str], scheme: Scheme) -> Recognised:
    ours = len(_seen([text for criterion in scheme.criteria for text in (criterion.text, *criterion.aliases)], shown))
    best = OURS
    most = 0
    our_name = _named((scheme.name, scheme.short_name), titles)
    for other in scheme.other_forms:
        seen, named = _seen(other.wording, shown), _named(other.words, titles)
        if named and not our_name:
            # What both forms print is theirs where only their name stands at the head.
            seen += _seen(other.shared, shown)
        if not named:
            seen = [words for words in seen if len(words.split()) >= _STATEMENT_WORDS]
        if len(seen) >= (_WORDING_WITH_NAME if named else _WORDING_ALONE) and len(seen) > max(ours, most):
            best, most = Recognised(other=other, signs=(*named, *seen)), len(seen)
    for edition in scheme.crosswalks:
        seen = _seen([criterion.text for criterion in edition.criteria], shown)
        seen += _seen([principle.name for principle in edition.principles], shown)
        # Both editions print the award's name; the one whose version is printed needs no more than that.
        printed = _named([f"version {edition.version}"], titles)
        if printed or (len(seen) >= _WORDING_ALONE and len(seen) > max(ours, most)):
            best, most = Recognised(edition=edition, signs=(*printed, *seen)), max(len(seen), most)
    return best


def _unnumbered(shown: list[str]) -> Iterable[str]:
    """Each line as it stands, and without the number before it."""
    for line in shown:
        yield line
        yield line.lstrip("0123456789 ")


def _seen(wording: Iterable[str], shown: frozenset[str]) -> list[str]:
    return [words for words in wording if plain(words) in shown]


def _named(names: Iterable[str], titles: list[str]) -> list[str]:
    return [name for name in names if any(f" {plain(name)} " in f" {title} " for title in titles)]
