"""All that is wrong with a scheme's rule files, each fault on one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking.proving.linting import wrong_checks
from pipeline.checking.proving.proof import count_examples, prove_check
from pipeline.rulebook.reading_age import hard_to_read
from pipeline.scheme.faults.fault import Fault, nearest
from pipeline.scheme.faults.sentences import wrong_said
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.loader import Examined, examine
from pipeline.scheme.model import Scheme
from pipeline.scheme.pages.gathering import CHECKS

# Whoever sees more than these at once mends the first and looks again.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Inspected:
    """A scheme's folder, what is wrong with it, and how much was tried. ``scheme`` is None where none could be made."""

    folder: Path
    scheme: Scheme | None
    faults: tuple[Fault, ...]
    examples: int = 0
    # Texts for schools that ask too much of a reader: worth a look, and no fault.
    hard: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """What the scheme calls itself, with its edition; its folder where it cannot be read."""
        return f"{self.scheme.name} {self.scheme.version}" if self.scheme is not None else self.folder.name

    def lines(self) -> list[str]:
        """The first faults, how many more there are, and one line that sums up."""
        shown = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            shown.append(f"and {len(self.faults) - MOST_SHOWN} more.")
        if self.hard:
            shown += ["Hard to read:", *(f"  {each}" for each in self.hard[:MOST_SHOWN])]
        checks = len(self.scheme.checks) if self.scheme is not None else 0
        return [*shown, f"{self.name}: {_count(checks, 'check')}, {_count(len(self.faults), 'fault')}."]


def inspect_rules(folder: Path, today: dt.date, letters: Collection[str] | None = None) -> Inspected:
    """Read a folder, follow every name in it, and run the examples of each check that is sound. Never raises.

    ``letters`` are the templates there are, without their ending; None leaves them unlooked at.
    """
    examined = examine(folder)
    scheme = examined.scheme
    if scheme is None:
        return Inspected(folder, None, examined.faults)
    aside = [*_folders_name(scheme, folder), *wrong_said(scheme), *_not_yet(scheme, today)]
    aside += _letters(scheme, letters) if letters is not None else ()
    wrong = list(wrong_checks(scheme, examined.places)) if examined.sound else []
    sound = examined.sound and all(keys[0] == CHECKS for keys, _ in wrong)
    faults = [*examined.faults, *(examined.places.fault(keys, says) for keys, says in (*wrong, *aside))]
    if sound:
        faults += _unproven(examined, scheme, {keys[1] for keys, _ in wrong})
    hard = tuple(examined.places.fault(keys, says) for keys, says in hard_to_read(scheme))
    return Inspected(folder, scheme, tuple(faults), count_examples(scheme), hard)


def _unproven(examined: Examined, scheme: Scheme, unsound: Collection[object]) -> Iterator[Fault]:
    for index, check in enumerate(scheme.checks):
        if index not in unsound:
            for each in prove_check(check, (CHECKS, index), scheme):
                yield examined.places.fault(each.keys, each.says)


def _folders_name(scheme: Scheme, folder: Path) -> Iterator[tuple[Keys, str]]:
    """A scheme is found by its folder's name; an edition that was kept lies in a folder of its version."""
    name = folder.resolve().name
    if name not in (scheme.id, scheme.version):
        yield ("id",), f"the id is “{scheme.id}”, and its folder is called “{name}”. Give both the same name."


def _not_yet(scheme: Scheme, today: dt.date) -> Iterator[tuple[Keys, str]]:
    if scheme.effective_from > today:
        yield (
            ("effective_from",),
            f"these rules hold from {scheme.effective_from}, and today is {today}: no case could be opened under them.",
        )


def _letters(scheme: Scheme, letters: Collection[str]) -> Iterator[tuple[Keys, str]]:
    for index, outcome in enumerate(scheme.outcomes):
        if outcome.letter not in letters:
            yield (
                ("outcomes", index, "letter"),
                f"there is no letter “{outcome.letter}”{nearest(outcome.letter, letters)}.",
            )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
