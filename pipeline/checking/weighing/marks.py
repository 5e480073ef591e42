"""Conditions about how criteria are marked: by number, by area, by points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.checking.weighing import history
from pipeline.checking.weighing.scales import Scales, Weighed, enough, said
from pipeline.errors import RulesError
from pipeline.scheme.model import Condition, Criterion, Principle
from pipeline.scheme.model.conditions import HowMany
from pipeline.scheme.words.marked import printed_marks

# So many criteria are named one by one; of more only the number is said.
MOST_NAMED = 12
# Areas that are equally near: of more, a school would be told half the form again.
MOST_NEAREST = 3
_CRITERIA = {
    "of one": "{count} of {all} criterion is marked {marks}; {needed}.",
    "one": "{count} of {all} criteria is marked {marks}; {needed}.",
    "several": "{count} of {all} criteria are marked {marks}; {needed}.",
}
_AREAS = {
    "of one": "{count} of {all} area is at {level} or above; {needed}.",
    "one": "{count} of {all} areas is at {level} or above; {needed}.",
    "several": "{count} of {all} areas are at {level} or above; {needed}.",
}


def criteria(condition: Condition, scales: Scales) -> Weighed:
    """``criteria``: how many of those asked of this school have one of the marks."""
    given = condition.criteria
    assert given is not None
    within = given.within or ((scales.area,) if scales.area else ())
    chosen = [c for c in asked(scales, within) if not given.tagged or set(given.tagged) & set(c.tags)]
    lacking = [c.code for c in chosen if scales.marks.get(c.id) not in given.marked]
    count = len(chosen) - len(lacking)
    met = enough(count, len(chosen), given.how_many)
    phrases, printed = scales.phrases, printed_marks(scales.scheme)
    wanted = phrases.either([f"“{printed.get(mark, mark)}”" for mark in given.marked])
    needed = said(given.how_many, len(chosen), phrases)
    says = phrases.say(
        _CRITERIA[_number(count, len(chosen))], count=count, all=len(chosen), marks=wanted, needed=needed
    )
    if not met and lacking and given.how_many != "none":
        named, rest = ", ".join(lacking[:MOST_NAMED]), len(lacking) - MOST_NAMED
        more = phrases.say("{before} and {count} more", before=named, count=rest) if rest > 0 else named
        says += phrases.say(" Not yet: {names}.", names=more)
    return Weighed(met, says, lacking=dict.fromkeys(lacking, wanted) if given.how_many != "none" else {})


def points(condition: Condition, scales: Scales) -> Weighed:
    """``points``: the marks' points times the criteria's weights."""
    given, marking = condition.points, scales.scheme.marking
    assert given is not None
    worth: Mapping[str, float] = marking.points if marking is not None else {}
    chosen = asked(scales, given.within or ((scales.area,) if scales.area else ()))
    most = max(worth.values(), default=0.0) * sum(c.weight for c in chosen)
    had = sum(worth.get(scales.marks.get(c.id, ""), 0.0) * c.weight for c in chosen)
    if given.share:
        reached = had / most if most else 0.0
        shares = {"share": f"{reached:.0%}", "least": f"{given.least:.0%}"}
        says = scales.phrases.say("{share} of the points are reached; {least} are needed.", **shares)
        return Weighed(reached >= given.least, says)
    counts = {"count": f"{had:g}", "all": f"{most:g}", "least": f"{given.least:g}"}
    says = scales.phrases.say("{count} of {all} points are reached; {least} are needed.", **counts)
    return Weighed(had >= given.least, says)


def areas(condition: Condition, scales: Scales) -> Weighed:
    """``areas``: how many reach a level by their own rule, and what the others reach."""
    given = condition.areas
    assert given is not None
    chosen = [p for p in scales.scheme.principles if p.id in (given.among or areas_of(scales))]
    places = {p.id: level_of_area(p.id, scales) for p in chosen}
    at = history.place(given.at, scales)
    low = [p.short_name for p in chosen if places[p.id] < at]
    count, phrases = len(chosen) - len(low), scales.phrases
    met, needed = enough(count, len(chosen), given.how_many), said(given.how_many, len(chosen), phrases)
    pattern = _AREAS[_number(count, len(chosen))]
    says = phrases.say(pattern, count=count, all=len(chosen), level=_name(at, scales), needed=needed)
    behind = not met and given.how_many != "none"
    nearest = _nearest([p for p in chosen if places[p.id] < at], at, scales) if behind else ""
    if not met and low and not _counts(given.how_many) and not (nearest and len(chosen) == 1):
        says += phrases.say(" Not yet: {names}.", names=phrases.listed(low))
    says += nearest
    if given.rest_at is None:
        return Weighed(met, says)
    least = history.place(given.rest_at, scales)
    below = [p.short_name for p in chosen if places[p.id] < least]
    if below:
        others = (
            " The others must be at {level}: {names} is not."
            if len(below) == 1
            else (" The others must be at {level}: {names} are not.")
        )
        says += phrases.say(others, level=_name(least, scales), names=phrases.listed(below))
    return Weighed(met and not below, says)


def _nearest(low: list[Principle], at: int, scales: Scales) -> str:
    """The areas that lack the fewest lines, and which; nothing where none was begun, unless there is only one."""
    rules, phrases = scales.scheme.levels, scales.phrases
    rule = rules.of_area.get(rules.levels[at].id) if rules is not None else None
    if rule is None:
        return ""
    lacking = {p.short_name: scales.weigh(rule, replace(scales, area=p.id)).missing() for p in low}
    begun = {p.short_name for p in low if len(lacking[p.short_name]) < len(asked(scales, (p.id,)))}
    known = [name for name in lacking if lacking[name] and (name in begun or len(low) == 1)]
    fewest = min((len(lacking[name]) for name in known), default=0)
    near = [name for name in known if len(lacking[name]) == fewest][:MOST_NEAREST]
    lines = {code: marks for name in near for code, marks in lacking[name].items()}
    if not lines or len(lines) > MOST_NAMED:
        return ""
    words = {"areas": phrases.listed(near), "codes": phrases.listed(list(lines)), "marks": next(iter(lines.values()))}
    if len(near) > 1:
        return phrases.say(" Nearest are {areas}. These lines are not yet {marks}: {codes}.", **words)
    if len(lines) == 1:
        return phrases.say(" Nearest is {areas}: line {codes} is not yet {marks}.", **words)
    return phrases.say(" Nearest is {areas}: lines {codes} are not yet {marks}.", **words)


def level_of_area(area: str, scales: Scales) -> int:
    """The highest level whose rule the area meets, as its place in the order; -1 for none."""
    rules = scales.scheme.levels
    here = replace(scales, area=area)
    reached = -1
    for number, level in enumerate(rules.levels if rules is not None else ()):
        rule = rules.of_area.get(level.id) if rules is not None else None
        if rule is not None and scales.weigh(rule, here).met:
            reached = number
    return reached


def areas_of(scales: Scales) -> frozenset[str]:
    """The principles that hold criteria."""
    return frozenset(criterion.principle for criterion in scales.scheme.criteria)


def asked(scales: Scales, within: tuple[str, ...] = ()) -> list[Criterion]:
    """The criteria that count for this school: of its kind, and not waived as not applicable.

    ``within`` names principles; one that holds others stands for all of them.
    """
    inside = _descendants(scales, within)
    return [
        criterion
        for criterion in scales.scheme.criteria
        if (not within or criterion.principle in inside)
        and criterion.id not in scales.waived
        and is_asked(criterion, scales)
    ]


def is_asked(criterion: Criterion, scales: Scales) -> bool:
    """Whether a criterion is for schools such as this one."""
    return criterion.only_for is None or history.is_for(criterion.only_for, scales)


def _descendants(scales: Scales, within: tuple[str, ...]) -> set[str]:
    inside = set(within)
    for _ in scales.scheme.principles if inside else ():
        grown = inside | {p.id for p in scales.scheme.principles if p.within in inside}
        if grown == inside:
            break
        inside = grown
    return inside


def _number(count: int, of: int) -> str:
    return "of one" if of == 1 else "one" if count == 1 else "several"


def _counts(how_many: HowMany) -> bool:
    return isinstance(how_many, int)


def _name(place: int, scales: Scales) -> str:
    rules = scales.scheme.levels
    if rules is None:
        raise RulesError("levels: this scheme has none.")
    return rules.levels[place].name
