"""A condition taken apart: all of, any of, none of, at least so many of, and each that looks at one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.checking.scene import Scene
from pipeline.checking.weighing import history, marks, papers
from pipeline.checking.weighing.scales import Scales, Weighed, set_up
from pipeline.scheme.model import Condition

Kind = Callable[[Condition, Scales], Weighed]


def scales_of(scene: Scene, marks: Mapping[str, str] | None = None) -> Scales:
    """The scales of a submission, with the panel's ``marks`` or else the school's own."""
    return set_up(scene, marks, weigh)


def weigh(condition: Condition, scales: Scales) -> Weighed:
    """Whether a condition holds. Raises RulesError when it names what the scheme does not have."""
    if condition.when is not None and not weigh(condition.when, scales).met:
        return Weighed(True, scales.phrases.say("It does not apply here."))
    found = _KINDS[condition.head](condition, scales)
    return replace(found, says=condition.says, parts=()) if condition.says else found


def _all_of(condition: Condition, scales: Scales) -> Weighed:
    parts = _each(condition.all_of or (), scales)
    says = scales.phrases.say("{count} of {all} hold; all are needed.", **_met(parts))
    return Weighed(all(part.met for part in parts), says, parts)


def _any_of(condition: Condition, scales: Scales) -> Weighed:
    parts = _each(condition.any_of or (), scales)
    if any(part.met for part in parts):
        return Weighed(True, scales.phrases.say("{count} of {all} hold; one is needed.", **_met(parts)), parts)
    return Weighed(False, scales.phrases.say("One of these is needed: {these}", these=_together(parts)))


def _none_of(condition: Condition, scales: Scales) -> Weighed:
    parts = _each(condition.none_of or (), scales)
    against = tuple(part for part in parts if part.met)
    # That something holds is itself the reason; what is said of the others does not matter.
    return Weighed(not against, " ".join(part.says for part in against) or scales.phrases.say("None of them holds."))


def _at_least(condition: Condition, scales: Scales) -> Weighed:
    parts, least = _each(condition.of or (), scales), condition.at_least or 0
    counted: dict[str, object] = {**_met(parts), "least": least, "these": _together(parts)}
    if sum(part.met for part in parts) >= least:
        return Weighed(True, scales.phrases.say("{count} of {all} hold; {least} are needed.", **counted), parts)
    return Weighed(False, scales.phrases.say("{count} of {all} hold; {least} are needed: {these}", **counted))


def _each(conditions: tuple[Condition, ...], scales: Scales) -> tuple[Weighed, ...]:
    return tuple(weigh(condition, scales) for condition in conditions)


def _met(parts: tuple[Weighed, ...]) -> dict[str, object]:
    return {"count": sum(part.met for part in parts), "all": len(parts)}


def _together(parts: tuple[Weighed, ...]) -> str:
    return " ".join(reason for part in parts for reason in part.reasons())


_KINDS: Mapping[str, Kind] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "none_of": _none_of,
    "of": _at_least,
    "criteria": marks.criteria,
    "areas": marks.areas,
    "points": marks.points,
    "rows": papers.rows,
    "field": papers.field,
    "evidence": papers.evidence,
    "change": papers.change,
    "cel": papers.cel,
    "held": history.held,
    "school": history.school,
}
