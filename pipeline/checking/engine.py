"""The engine: every check of a scheme against one submission, follow-on findings hidden, in order."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping

from pipeline.checking.examples import submission_of
from pipeline.checking.kinds import KINDS, SETTINGS, Kind
from pipeline.checking.scene import ONE_CELL, Hit, Scene, set_scene
from pipeline.checking.signposts import Signposts, put_up
from pipeline.checking.weighing import scales_of, weigh
from pipeline.errors import RulesError
from pipeline.scheme.models import Check, Scheme
from pipeline.values import Finding, Severity, Submission
from pipeline.values.showing import shown

NOTICED = "noticed"


def check(
    submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Finding, ...]:
    """All findings of a submission, by the checks' order and then as the rule file and the document have them.

    Raises RulesError when a check names something the scheme does not have.
    """
    return tuple(f for f in _found(submission, scheme, today, kinds) if f.rule not in _shadows(scheme))


def shadow(
    submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Finding, ...]:
    """What the checks on trial found: to be counted, and told to nobody."""
    shadows = _shadows(scheme)
    return tuple(f for f in _found(submission, scheme, today, kinds) if f.rule in shadows) if shadows else ()


def _shadows(scheme: Scheme) -> frozenset[str]:
    return frozenset(rule.id for rule in scheme.checks if rule.shadow)


def _found(submission: Submission, scheme: Scheme, today: dt.date, kinds: Mapping[str, Kind]) -> tuple[Finding, ...]:
    scene = set_scene(submission, scheme, today)
    hits = {rule.id: tuple(_look(rule, scene, kinds)) for rule in scheme.checks}
    # A check on trial hides nothing: what is said of it reaches nobody.
    trial = _shadows(scheme)
    loud = {name: () if name in trial else found for name, found in hits.items()}
    told = {(hit.document, hit.place) for rule in scheme.checks if _tells_all(rule) for hit in loud[rule.id]}
    signposts = put_up(submission, scheme)
    findings = [
        _finding(rule, hit, signposts)
        for rule in scheme.checks
        for hit in hits[rule.id]
        if not any(_hides(other, hit) for name in rule.unless for other in loud.get(name, ()))
        and (rule.kind == NOTICED or (hit.document, hit.place) not in told)
    ]
    return tuple(sorted(findings, key=lambda finding: finding.order))


def run_examples(scheme: Scheme, kinds: Mapping[str, Kind] = KINDS) -> list[str]:
    """Each check against its own examples. Returns one sentence for each that does not hold."""
    faults: list[str] = []
    known = {rule.id for rule in scheme.checks}
    for rule in scheme.checks:
        faults.extend(f"{rule.id}: unless: there is no check “{name}”." for name in rule.unless if name not in known)
        for wanted, examples in ((False, rule.passing), (True, rule.failing)):
            word = "failing" if wanted else "passing"
            for position, example in enumerate(examples, start=1):
                try:
                    scene = set_scene(submission_of(example, scheme), scheme, example.today)
                    found = [_finding(rule, hit, Signposts()) for hit in _look(rule, scene, kinds)]
                except RulesError as error:
                    faults.append(f"{rule.id}: {word} example {position}: {error}")
                    continue
                if bool(found) != wanted:
                    faults.append(
                        f"{rule.id}: {word} example {position} "
                        + ("finds nothing wrong." if wanted else f"is found wrong: {found[0].message}")
                    )
    return faults


def _look(rule: Check, scene: Scene, kinds: Mapping[str, Kind]) -> tuple[Hit, ...]:
    function = kinds.get(rule.kind)
    if function is None:
        near = difflib.get_close_matches(rule.kind, sorted(kinds), n=1)
        hint = f" (did you mean “{near[0]}”?)" if near else ""
        raise RulesError(f"checks: {rule.id}: there is no kind of check “{rule.kind}”{hint}.")
    for name in rule.settings:
        if name not in SETTINGS.get(rule.kind, ()):
            known = ", ".join(sorted(SETTINGS.get(rule.kind, ()))) or "none"
            raise RulesError(f"checks: {rule.id}: with: “{name}” is not a setting of “{rule.kind}” (known: {known}).")
    return tuple(function(scene, rule)) if _looks(rule, scene) else ()


def _looks(rule: Check, scene: Scene) -> bool:
    """Whether a check looks at this submission at all, on this day."""
    if rule.looks_from is not None and scene.today < rule.looks_from:
        return False
    return rule.when is None or weigh(rule.when, scales_of(scene)).met


def _tells_all(rule: Check) -> bool:
    """Whether a notice says all there is to say about its cell: that it looks empty or unclear follows from it."""
    return rule.kind == NOTICED and rule.settings.get("instead") is True


def _hides(other: Hit, hit: Hit) -> bool:
    """A finding about a whole document or table hides those within it; one about a row or cell those there."""
    if other.document != hit.document:
        return False
    if other.row == ONE_CELL:
        return other.place == hit.place
    whole = not other.row or other.row.endswith("|")
    return hit.row.startswith(other.row) if whole else hit.row == other.row


def _finding(rule: Check, hit: Hit, signposts: Signposts) -> Finding:
    names = {"read": shown(hit.read), "row": hit.row_name, "label": hit.label, **hit.words}
    try:
        message, fix, example = (text.format_map(names) for text in (rule.message, rule.fix, rule.example))
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
