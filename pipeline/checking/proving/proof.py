"""Each check against its own examples: those that must pass, and those that must fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.checking.engine import finding, look, words_of
from pipeline.checking.kinds import KINDS, Kind
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import Hit, set_scene
from pipeline.checking.signposts import Signposts
from pipeline.errors import RulesError
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.sentences import names_in
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Check, Example, Scheme

PASSING, FAILING = "passing", "failing"
# The sentences whose names a hit fills in.
_FILLED = ("message", "fix", "example")


@dataclass(frozen=True, slots=True)
class Unproven:
    """An example that does not hold, or a name that it showed cannot be filled in. ``keys`` lead to it."""

    check: str
    keys: Keys
    says: str

    def __str__(self) -> str:
        return f"{self.check}: {self.says}"


def run_examples(scheme: Scheme, kinds: Mapping[str, Kind] = KINDS) -> list[str]:
    """One sentence for each example that does not hold."""
    return [str(fault) for fault in prove(scheme, kinds)]


def count_examples(scheme: Scheme) -> int:
    """How many examples the scheme's checks have, of both kinds."""
    return sum(len(check.passing) + len(check.failing) for check in scheme.checks)


def prove(scheme: Scheme, kinds: Mapping[str, Kind] = KINDS) -> Iterator[Unproven]:
    """Every example of every check, run against that check alone."""
    for index, check in enumerate(scheme.checks):
        yield from prove_check(check, ("checks", index), scheme, kinds)


def prove_check(check: Check, start: Keys, scheme: Scheme, kinds: Mapping[str, Kind] = KINDS) -> Iterator[Unproven]:
    """One check's examples; a name that cannot be filled in is told once, where it is written."""
    told: set[str] = set()
    for wanted, examples in ((PASSING, check.passing), (FAILING, check.failing)):
        for position, example in enumerate(examples):
            keys = (*start, wanted, position)
            try:
                hits = _hits(check, example, scheme, kinds)
            except RulesError as error:
                says = str(error).removeprefix("checks: ").removeprefix(f"{check.id}: ")
                yield Unproven(check.id, keys, f"{wanted} example {position + 1}: {says}")
                continue
            for name, says in _unfilled(check, hits):
                if name not in told:
                    told.add(name)
                    yield Unproven(check.id, (*start, name.partition(" ")[0]), says)
            if bool(hits) != (wanted == FAILING):
                yield Unproven(check.id, keys, f"{wanted} example {position + 1} {_instead(check, hits)}")


def _hits(check: Check, example: Example, scheme: Scheme, kinds: Mapping[str, Kind]) -> tuple[Hit, ...]:
    return look(check, set_scene(submission_of(example, scheme), scheme, example.today), kinds)


def _unfilled(check: Check, hits: tuple[Hit, ...]) -> Iterator[tuple[str, str]]:
    for hit in hits[:1]:
        known = words_of(hit)
        for part in _FILLED:
            for name in names_in(getattr(check, part)):
                if name not in known:
                    yield f"{part} {name}", f"“{{{name}}}” cannot be filled in{nearest(name, known)}."


def _instead(check: Check, hits: tuple[Hit, ...]) -> str:
    if not hits:
        return "finds nothing wrong."
    try:
        return f"is found wrong: {finding(check, hits[0], Signposts()).message}"
    except RulesError:
        return "is found wrong."
