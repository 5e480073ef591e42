"""Faults planted in answers that are otherwise complete, and where each then stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from pipeline.believable_year.answering.answers import Answers
from pipeline.scheme.model import Scheme
from pipeline.values import Place

STALE = dt.date(2020, 3, 12)
OLD_VERSION = "2023.1"

# Addresses, as the filled forms know them, of what a fault spoils; empty for a fault of a whole file.
Spoilt = list[str]


def plant(fault: str, answers: Answers, scheme: Scheme) -> Spoilt:
    """Spoil the answers; the addresses where the fault shows. Faults of files spoil no answer."""
    planter = _PLANTERS.get(fault)
    return planter(answers, scheme) if planter else []


def found_at(addresses: Spoilt, places: Mapping[str, Place]) -> list[Place]:
    """The exact spots. Raises KeyError when an address was not written."""
    return [places[address] for address in addresses]


def _undated_action(answers: Answers, _scheme: Scheme) -> Spoilt:
    rows = (3, 6)
    for row in rows:
        answers.plan[row - 1]["by_when"] = None
    return [f"record.plan.{row}.by_when" for row in rows]


def _vague_date(answers: Answers, _scheme: Scheme) -> Spoilt:
    answers.plan[1]["by_when"] = "ongoing"
    return ["record.plan.2.by_when"]


def _no_senior_leader(answers: Answers, scheme: Scheme) -> Spoilt:
    wanted = {role.name for role in scheme.team_roles if role.required == "one-of-lead"}
    other = next(role.name for role in scheme.team_roles if role.id == "pastoral")
    for row in answers.team:
        if row["role"] in wanted:
            row |= {"role": other, "post": "Head of Year" if answers.profile.kind in "SA" else "Learning mentor"}
    return ["record.team"]


def _stale_policy(answers: Answers, _scheme: Scheme) -> Spoilt:
    number, piece = next((n, p) for n, p in enumerate(answers.pieces, start=1) if p.kind == "policy")
    piece.dated = STALE
    return [f"application.evidence.E{number}.date"]


def _not_attached(answers: Answers, _scheme: Scheme) -> Spoilt:
    pieces = [(n, p) for n, p in enumerate(answers.pieces, start=1) if p.kind in ("training", "data")]
    for _, piece in pieces:
        piece.attached = False
    return [f"application.evidence.E{number}.file" for number, _ in pieces]


def _missing_area(answers: Answers, scheme: Scheme) -> Spoilt:
    area = scheme.evidence.areas[1]
    gone = {p.file for p in answers.pieces if p.area == area.id}
    kept = [p for p in answers.pieces if p.file not in gone]
    # “Met” without evidence would be a fault of its own.
    for criterion in scheme.criteria_of(area.principle):
        answers.criteria[criterion.id]["rating"] = scheme.options("rating")[1]
    answers.pieces = kept
    return ["application.evidence"]


def _empty_principle(answers: Answers, _scheme: Scheme) -> Spoilt:
    answers.activity[3] = {"current": None, "evidence": None, "gaps": None}
    return ["record.activity.4.current"]


def _no_leadership_plan(answers: Answers, scheme: Scheme) -> Spoilt:
    options = dict(zip((p.id for p in scheme.principles), scheme.options("principles"), strict=True))
    first = next(p for p in scheme.principles if p.worked_first)
    keep = [number for number, row in enumerate(answers.plan) if row["principle"] != options[first.id]]
    answers.plan, answers.review = [answers.plan[n] for n in keep], [answers.review[n] for n in keep]
    at = [p.id for p in scheme.principles].index(first.id)
    answers.activity[at]["gaps"] = "No gap"
    return ["record.plan"]


def _wrong_version(answers: Answers, _scheme: Scheme) -> Spoilt:
    answers.version = OLD_VERSION
    return ["record"]


_PLANTERS: Mapping[str, Callable[[Answers, Scheme], Spoilt]] = {
    "undated-action": _undated_action,
    "vague-date": _vague_date,
    "no-senior-leader": _no_senior_leader,
    "stale-policy": _stale_policy,
    "evidence-not-attached": _not_attached,
    "missing-area": _missing_area,
    "empty-principle": _empty_principle,
    "no-leadership-plan": _no_leadership_plan,
    "wrong-version": _wrong_version,
}
