"""The engine: every check of a scheme against one submission, follow-on findings hidden, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.checking.kinds import KINDS, Kind
from pipeline.checking.scene import ONE_CELL, Hit, Scene, set_scene
from pipeline.checking.signposts import Signposts, put_up
from pipeline.checking.weighing import scales_of, weigh
from pipeline.errors import RulesError
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.model import Check, Scheme
from pipeline.values import Finding, Severity, Submission
from pipeline.values.showing import shown

NOTICED = "noticed"


def check(
    submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Finding, ...]:
    """All findings of a submission, by the checks' order and then as the rule file and the document have them.

    Raises RulesError when a check names something the scheme does not have.
    """
    shadows = _shadows(scheme)
    return tuple(f for f in _found(submission, scheme, today, kinds) if f.rule not in shadows)


def check_whole(
    submission: Submission, scheme: Scheme, today: dt.date
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """All findings as :func:`check` has them, and beside them those that are hidden as what follows from others."""
    scene, signposts, trial = set_scene(submission, scheme, today), put_up(submission, scheme), _shadows(scheme)
    told: list[Finding] = []
    hidden: list[Finding] = []
    for each in judge(scene):
        if each.rule.id not in trial:
            (hidden if each.hidden_by else told).append(finding(each.rule, each.hit, signposts))
    return tuple(sorted(told, key=lambda found: found.order)), tuple(hidden)


def shadow(
    submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Finding, ...]:
    """What the checks on trial found: to be counted, and told to nobody."""
    shadows = _shadows(scheme)
    return tuple(f for f in _found(submission, scheme, today, kinds) if f.rule in shadows) if shadows else ()


def _shadows(scheme: Scheme) -> frozenset[str]:
    return frozenset(rule.id for rule in scheme.checks if rule.shadow)


@dataclass(frozen=True, slots=True)
class Judged:
    """One hit of a check. ``hidden_by`` is the check whose finding says all there is to say; empty when it is told."""

    rule: Check
    hit: Hit
    hidden_by: str = ""


def judge(scene: Scene, kinds: Mapping[str, Kind] = KINDS) -> Iterator[Judged]:
    """Every hit of every check, also those that another finding hides, as the rule files have them."""
    rules = scene.scheme.checks
    hits = {rule.id: look(rule, scene, kinds) for rule in rules}
    # A check on trial hides nothing: what is said of it reaches nobody.
    trial = _shadows(scene.scheme)
    loud = {name: () if name in trial else found for name, found in hits.items()}
    told = {(hit.document, hit.place): rule.id for rule in rules if _tells_all(rule) for hit in loud[rule.id]}
    alone = {hit.document: rule.id for rule in rules if _tells_alone(rule) for hit in loud[rule.id]}
    for rule in rules:
        for hit in hits[rule.id]:
            by = next((name for name in rule.unless if any(_hides(other, hit) for other in loud.get(name, ()))), "")
            noticed = "" if rule.kind == NOTICED else told.get((hit.document, hit.place), "")
            of_form = "" if rule.severity == Severity.OFFICE.value else alone.get(hit.document, "")
            yield Judged(rule, hit, by or noticed or (of_form if of_form != rule.id else ""))


def _found(submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind]) -> tuple[Finding, ...]:
    scene, signposts = set_scene(submission, scheme, today), put_up(submission, scheme)
    findings = [finding(each.rule, each.hit, signposts) for each in judge(scene, kinds) if not each.hidden_by]
    return tuple(sorted(findings, key=lambda found: found.order))


def look(rule: Check, scene: Scene, kinds: Mapping[str, Kind] = KINDS) -> tuple[Hit, ...]:
    """What a check finds by itself. Raises RulesError when it names what the scheme does not have."""
    function = kinds.get(rule.kind)
    if function is None:
        raise RulesError(f"checks: {rule.id}: there is no kind of check “{rule.kind}”{nearest(rule.kind, kinds)}.")
    return tuple(function(scene, rule)) if looks(rule, scene) else ()


def looks(rule: Check, scene: Scene) -> bool:
    """Whether a check looks at this submission at all, on this day."""
    if rule.looks_from is not None and scene.today < rule.looks_from:
        return False
    return rule.when is None or weigh(rule.when, scales_of(scene)).met


def _tells_all(rule: Check) -> bool:
    """Whether a notice says all there is to say about its cell: that it looks empty or unclear follows from it."""
    return rule.kind == NOTICED and rule.settings.get("instead") is True


def _tells_alone(rule: Check) -> bool:
    """Whether a notice is all that a school is told about a form: it is to be written anew, in another one."""
    return rule.kind == NOTICED and rule.settings.get("alone") is True


def _hides(other: Hit, hit: Hit) -> bool:
    """A finding about a whole document or table hides those within it; one about a row or cell those there."""
    if other.document != hit.document:
        return False
    if other.row == ONE_CELL:
        return other.place == hit.place
    whole = not other.row or other.row.endswith("|")
    return hit.row.startswith(other.row) if whole else hit.row == other.row


def finding(rule: Check, hit: Hit, signposts: Signposts) -> Finding:
    """A hit in the words of its check. Raises RulesError when a name in them cannot be filled in."""
    names = {name: signposts.phrases.again(word) for name, word in words_of(hit).items()}
    names["example"] = signposts.examples.get((hit.document, hit.label), "")
    try:
        message, fix, example = (text.format_map(names).strip() for text in (rule.message, rule.fix, rule.example))
    except (KeyError, IndexError, ValueError) as error:
        raise RulesError(
            f"checks: {rule.id}: {error} cannot be filled in. Known names: {', '.join(sorted(names))}."
        ) from error
    return Finding(
        rule=rule.id,
        severity=Severity(rule.severity),
        title=rule.title,
        place=hit.place,
        read=hit.read,
        message=message[:1].upper() + message[1:],
        fix=fix,
        example=example,
        order=rule.order,
        subject=hit.row_name or hit.label,
        sign=signposts.at(hit.place),
    )


def words_of(hit: Hit) -> dict[str, str]:
    """What fills the names in a check's sentences; ``{example}`` is what may stand in the box that the hit is at."""
    return {"read": shown(hit.read), "row": hit.row_name, "label": hit.label, "example": "", **hit.words}
