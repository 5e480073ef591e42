"""Which common checks a scheme takes over, each with the examples that fit its documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.scheme.pages.gathering import CHECKS, Gathered
from pipeline.scheme.pages.laying import Laying
from pipeline.scheme.pages.pieces import as_list, items
from pipeline.scheme.pages.what_is_asked import Asked

LEAVE_OUT = "leave_out"
EXAMPLES = ("passing", "failing")


def take_over_checks(laying: Laying) -> None:
    """The common checks that have something to look at, each in its place or the scheme's own for it; then the
    scheme's others."""
    common, own = as_list(laying.base.data.get(CHECKS)), as_list(laying.own.data.get(CHECKS))
    places = {_id(check): number for number, check in enumerate(own) if isinstance(check, dict)}
    left_out = _left_out(common, laying)
    asked = Asked(laying.laid.data.get("documents"))
    taken: list[tuple[Gathered, int]] = []
    for number, check in enumerate(common):
        fits = not isinstance(check, dict) or asked.has(check)
        if _id(check) in places:
            taken.append((laying.own, places[_id(check)]))
        elif fits and _id(check) not in left_out:
            taken.append((laying.base, number))
    there = {number for source, number in taken if source is laying.own}
    taken += [(laying.own, number) for number in range(len(own)) if number not in there]
    laying.laid.data[CHECKS] = [None] * len(taken)
    for position, (source, number) in enumerate(taken):
        laying.copy(source, (CHECKS, number), (CHECKS, position))
    _prune([position for position, (source, _) in enumerate(taken) if source is laying.base], asked, laying.laid)


def _left_out(common: list[Any], laying: Laying) -> set[str]:
    known = {_id(check) for check in items(common)}
    left = set()
    for number, name in enumerate(as_list(laying.own.data.get(LEAVE_OUT))):
        says = f"no common check is called “{name}”"
        left.add(str(name) if str(name) in known else laying.meant(name, known, (LEAVE_OUT, number), says) or "")
    return left


def _prune(positions: list[int], asked: Asked, laid: Gathered) -> None:
    """A common check is not hidden by one that was not taken over, and keeps the examples that fit the scheme."""
    checks = laid.data[CHECKS]
    known = {_id(check) for check in items(checks)}
    for position in positions:
        check = checks[position]
        if isinstance(check, dict):
            unless = check.get("unless")
            waits = {"unless": [name for name in unless if str(name) in known]} if isinstance(unless, list) else {}
            fit = {part: _fitting(part, check, position, asked, laid) for part in EXAMPLES if part in check}
            checks[position] = {**check, **waits, **fit}
            if any(len(fit[part]) < len(as_list(check[part])) for part in fit):
                laid.taken_over |= {_id(check)}


def _id(check: Any) -> str:
    """What a check is called; empty for what is none."""
    return str(check.get("id")) if isinstance(check, dict) else ""


def _fitting(part: str, check: Mapping[str, Any], position: int, asked: Asked, laid: Gathered) -> list[Any]:
    """The examples that fit, each still at the place where it was written."""
    examples, start = as_list(check.get(part)), (CHECKS, position, part)
    kept = [number for number, example in enumerate(examples) if asked.fits(example)]
    if len(kept) < len(examples):
        laid.places.put(start, laid.places.written.around(start).only(kept))
    return [examples[number] for number in kept]
