"""A scheme in another language: ``languages/cy.yaml`` says each sentence and name again, and nothing else.

It has the shape of the scheme's own pages. What is a list there, is written here by the items' ids (criteria and
columns as well as checks), or by the options themselves where it is a list of choices::

    name: Rhwydwaith Cymru
    criteria: {ethos-values: {text: ...}}
    documents: {record: {sections: {school: {title: ..., fields: {urn: {label: ...}}}}}}
    choices: {rating: {Met: Wedi’i gyflawni}}

Answers are understood in every language a scheme has, whichever form they come in: the names of one language are other
names in each of the others. Options are kept by their own name, so a rule that counts “Met” counts it in Welsh too.

What all schemes share is said once, in ``common/languages/cy.yaml``: it counts for each scheme that has a page of that
language itself. ``phrases`` says what the line itself says, by its English words (see phrases).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.scheme.faults.fault import Fault, Places, nearest
from pipeline.scheme.faults.written import Keys, Written
from pipeline.scheme.pages.gathering import Gathered
from pipeline.scheme.pages.pieces import as_lines, as_list
from pipeline.scheme.pages.yamlfile import load
from pipeline.scheme.words.placeholders import PLACEHOLDERS

FOLDER = "languages"
CHOICES, PRINTED, WORDS = "choices", "printed_choices", "choice_words"
PHRASES, PROMPTS, MONTHS, PRINTED_IN = "phrases", "prompts", "months", "printed_in"
_OTHERWISE = "it must be of the same kind as in the scheme: a word, a list, or “key: value” lines."
# A name in one language, and where the names in the others stand beside it.
NAMES = frozenset({"label", "short_name", "name"})
# What forms print where a school does not write.
_PRINTED = frozenset({"title", "label"})
# A criterion is known by its text, and has no name.
CRITERIA, TEXT = "criteria", "text"
ALIASES = "aliases"
# Of these a school writes names down; the name of a body or a stage is only ever read.
NAMED_BY_SCHOOLS = frozenset({"principles", "team_roles", "documents", "parts", "levels", "evidence", "criteria"})


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages that a folder has pages of."""
    return tuple(sorted(page.stem for page in (folder / FOLDER).glob("*.yaml")))


def speak(gathered: Gathered, folder: Path, language: str, known: tuple[str, ...]) -> None:
    """Says what a folder holds in ``language`` (``""`` for its own), with its names in the other ``known`` ones
    beside its own. What is wrong is added to the faults.
    """
    for name in sorted(known, key=lambda name: name != language):
        page = folder / FOLDER / f"{name}.yaml"
        if not page.exists():
            continue
        loaded = load(page)
        gathered.faults += [Fault(page, line, column, "", says) for line, column, says in loaded.faults]
        if not isinstance(loaded.data, dict):
            continue
        _Overlay(gathered, loaded.written, name, said=name == language).lay(loaded.data, gathered.data, (), ())


def no_such_language(gathered: Gathered, language: str, known: tuple[str, ...]) -> Fault:
    """That a scheme has no page of a language."""
    return gathered.places.fault((), f"there is no page “{FOLDER}/{language}.yaml”{nearest(language, known)}.")


class _Overlay:
    """One page of a language. ``said``: its words take the place of the scheme's; else they are other names."""

    def __init__(self, gathered: Gathered, written: Written, language: str, *, said: bool) -> None:
        self._gathered = gathered
        self._language = language
        self._places = Places(written)
        self._said = said

    def lay(self, words: Mapping[str, Any], target: Any, keys: Keys, to: Keys) -> None:
        for key, word in words.items():
            here, inner = (*keys, key), _item(target, key)
            if keys == (CHOICES,):
                self._options(key, word, here)
            elif here == (PHRASES,) and isinstance(word, Mapping):
                self._phrases(word)
            elif inner is None:
                self._fault(here, f"there is no “{key}” in the scheme{nearest(str(key), _names(target))}.")
            elif isinstance(word, Mapping):
                self.lay(word, target[inner], here, (*to, inner))
            elif isinstance(word, list) != isinstance(target[inner], list) or isinstance(target[inner], dict):
                self._fault(here, _OTHERWISE)
            else:
                self._word(target, inner, word, to)

    def _word(self, target: Any, key: Any, word: Any, to: Keys) -> None:
        if self._said:
            target[key] = word
            return
        if key in _PRINTED:
            _also(_inner(self._gathered.data, PRINTED_IN), self._language, word)
        if _is_name(key, to):
            _also(target, ALIASES, word)

    def _phrases(self, words: Mapping[str, Any]) -> None:
        """What stands in an untouched box is known in every language, and so are the months of a date."""
        data = self._gathered.data
        if self._said:
            data[PHRASES] = {**as_lines(data.get(PHRASES)), **words}
        prompts = (words[prompt] for prompt in sorted(PLACEHOLDERS & words.keys()))
        data[PROMPTS] = [*as_list(data.get(PROMPTS)), *prompts]
        months = {str(words[month]).casefold(): month for month in calendar.month_name[1:] if month in words}
        data[MONTHS] = {**as_lines(data.get(MONTHS)), **months}

    def _options(self, name: str, words: Any, here: Keys) -> None:
        data = self._gathered.data
        options = as_lines(data.get(CHOICES)).get(name)
        if not isinstance(options, list) or not isinstance(words, Mapping):
            self._fault(here, f"there is no list “{name}”{nearest(name, as_lines(data.get(CHOICES)))}.")
            return
        for option, word in words.items():
            if option not in options:
                self._fault((*here, option), f"there is no option “{option}”{nearest(str(option), map(str, options))}.")
                continue
            if self._said:
                _inner(_inner(data, PRINTED), name)[option] = word
            _also(_inner(_inner(data, WORDS), name), option, word)

    def _fault(self, keys: Keys, says: str) -> None:
        self._gathered.faults.append(self._places.fault(keys, says))


def own_names_too(plain: Any, data: Any, to: Keys = ()) -> None:
    """The scheme's own names, beside those of the language that was put over them."""
    if isinstance(plain, Mapping) and isinstance(data, dict):
        for key, value in plain.items():
            if _is_name(key, to) and data.get(key) != value:
                _also(data, ALIASES, value)
            elif not to and key not in NAMED_BY_SCHOOLS:
                continue
            else:
                own_names_too(value, data.get(key), (*to, key))
    elif isinstance(plain, list) and isinstance(data, list):
        for number, (before, after) in enumerate(zip(plain, data, strict=False)):
            own_names_too(before, after, (*to, number))


def _is_name(key: str, to: Keys) -> bool:
    """Whether schools' papers name something by what stands here."""
    named = bool(to) and to[0] in NAMED_BY_SCHOOLS
    return named and (key == TEXT if to[0] == CRITERIA else key in NAMES)


def _inner(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The lines at a key, empty where there are none yet. What else stands there is told, and has none."""
    there = data.setdefault(key, {})
    return there if isinstance(there, dict) else {}


def _also(target: dict[str, Any], key: str, word: Any) -> None:
    there = target.get(key)
    target[key] = [*(there if isinstance(there, (list, tuple)) else []), word]


def _item(target: Any, key: str) -> Any:
    """The key or place in ``target`` that a word of the overlay means; None for none."""
    if isinstance(target, dict):
        return key if key in target else None
    if isinstance(target, list):
        return next((n for n, item in enumerate(target) if isinstance(item, dict) and item.get("id") == key), None)
    return None


def _names(target: Any) -> Iterator[str]:
    if isinstance(target, dict):
        yield from map(str, target)
    elif isinstance(target, list):
        yield from (str(item["id"]) for item in target if isinstance(item, dict) and "id" in item)
