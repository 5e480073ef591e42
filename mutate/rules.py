"""``python -m mutate.rules``: spoil every check of every scheme in small ways; its own examples must notice each.

A check is made to find nothing, or something everywhere; a setting is left out, a number is moved by one, a word is
taken off a list, a condition asks for one more or one less. Ends with 1 when a spoilt check passes its examples.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.checking.kinds import KINDS, Kind
from pipeline.checking.kinds.settings import SHAPES
from pipeline.checking.proving.proof import prove_check
from pipeline.checking.scene import Hit, Scene
from pipeline.errors import RulesError
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Check, Condition
from pipeline.values import Place

# They say what becomes of the findings of other checks, which a check's own examples do not run.
_ABOUT_OTHERS = frozenset({"instead", "alone"})
RULES = Path(__file__).resolve().parents[1] / "rules"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A check of a scheme, spoilt, and how. ``kinds`` are those it is run with."""

    scheme: Scheme
    check: Check
    how: str
    kinds: Mapping[str, Kind]

    @property
    def survives(self) -> bool:
        """Whether the check's examples notice nothing."""
        try:
            return not list(prove_check(self.check, ("checks", 0), self.scheme, self.kinds))
        except (RulesError, AssertionError):
            return False

    def __str__(self) -> str:
        return f"{self.scheme.id}: {self.check.id}: {self.how}"


def mutants(scheme: Scheme) -> Iterator[Mutant]:
    """Every way in which each check of a scheme is spoilt."""
    for check in scheme.checks:
        plain = check.model_copy(update={"message": "m", "fix": "f", "example": "e"})
        yield Mutant(scheme, check, "finds nothing", {**KINDS, check.kind: _never})
        yield Mutant(scheme, plain, "finds something everywhere", {**KINDS, check.kind: _always})
        swapped = {"passing": check.failing, "failing": check.passing}
        yield Mutant(scheme, plain.model_copy(update=swapped), "is turned round", KINDS)
        for how, settings in _settings(check):
            yield Mutant(scheme, check.model_copy(update={"settings": settings}), how, KINDS)
        for name in ("needs", "when"):
            condition = getattr(check, name)
            for how, other in _conditions(condition) if condition is not None else ():
                yield Mutant(scheme, check.model_copy(update={name: other}), f"{name}: {how}", KINDS)


def _never(_: Scene, __: Check) -> Iterator[Hit]:
    return iter(())


def _always(_: Scene, __: Check) -> Iterator[Hit]:
    return iter((Hit(Place("any")),))


def _settings(check: Check) -> Iterator[tuple[str, dict[str, object]]]:
    """Settings that are still allowed, each other than the check's own in one thing."""
    for name, value in check.settings.items():
        if name in _ABOUT_OTHERS:
            continue
        rest = {key: other for key, other in check.settings.items() if key != name}
        candidates = [(f"without “{name}”", rest)]
        candidates += [(f"{name}: {how}", {**rest, name: other}) for how, other in _others(value)]
        for how, settings in candidates:
            try:
                SHAPES[check.kind].settings.model_validate(settings)
            except ValidationError:
                continue
            yield how, settings


def _others(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, bool):
        yield f"{not value}", not value
    elif isinstance(value, int):
        yield f"{value + 1}", value + 1
        yield f"{value - 1}", value - 1
    elif isinstance(value, list) and len(value) > 1:
        for index, item in enumerate(value):
            yield f"without {item}", [*value[:index], *value[index + 1 :]]
    elif isinstance(value, dict):
        for key, inner in value.items():
            for how, other in _others(inner):
                yield f"{key} {how}", {**value, key: other}


_TURNED = {"all_of": "any_of", "any_of": "all_of"}


def _conditions(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Conditions that ask for one more, one less, or the other way."""
    for head, other in _TURNED.items():
        parts = getattr(condition, head)
        if parts is not None and len(parts) > 1:
            yield f"{head} is {other}", condition.model_copy(update={head: None, other: parts})
    for head in ("all_of", "any_of", "none_of", "of"):
        for index, part in enumerate(getattr(condition, head) or ()):
            parts = getattr(condition, head)
            for how, other_part in _conditions(part):
                changed = (*parts[:index], other_part, *parts[index + 1 :])
                yield f"{head} {index + 1}: {how}", condition.model_copy(update={head: changed})
    for head in ("criteria", "rows", "points", "evidence", "areas"):
        given: Any = getattr(condition, head)
        for name in ("how_many", "least"):
            number = getattr(given, name, None)
            if isinstance(number, int) and not isinstance(number, bool):
                for other_number in (number + 1, number - 1):
                    changed_part = given.model_copy(update={name: other_number})
                    yield f"{name} {other_number}", condition.model_copy(update={head: changed_part})


def all_mutants() -> list[Mutant]:
    """Of every shipped scheme; a check that schemes share, and that runs alike in each, is spoilt in one of them."""
    seen: set[str] = set()
    found: list[Mutant] = []
    for page in sorted(RULES.rglob("scheme.yaml"), key=lambda page: (page.parent.name != "kent-award", page)):
        for mutant in mutants(load_scheme(page.parent)):
            key = f"{mutant.check.model_dump_json()} {mutant.how}"
            if key not in seen:
                seen.add(key)
                found.append(mutant)
    return found


def survivors(sample: list[Mutant]) -> list[str]:
    """The mutants that their own examples do not notice."""
    return [str(mutant) for mutant in sample if mutant.survives]


def main() -> int:
    """Run them all, or a sample; 1 when any survives."""
    parser = argparse.ArgumentParser(prog="python -m mutate.rules", description=__doc__)
    parser.add_argument("--count", type=int, help="only so many, drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another lot (default 1)")
    arguments = parser.parse_args()
    found = all_mutants()
    if arguments.count:
        found = random.Random(arguments.seed).sample(found, min(arguments.count, len(found)))
    alive = survivors(found)
    for line in alive:
        print(line)
    print(f"{len(found)} spoilt checks, {len(alive)} of them unnoticed by their examples.")
    return int(bool(alive))


if __name__ == "__main__":
    sys.exit(main())
