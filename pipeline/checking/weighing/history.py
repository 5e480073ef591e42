"""Conditions about the school itself and the awards it held."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.checking.scene import text_of
from pipeline.checking.weighing.scales import Scales, Weighed
from pipeline.errors import RulesError
from pipeline.scheme.model import AwardHeld, Condition, SchoolIs
from pipeline.values import Held
from pipeline.values.school_years import BEGINS, school_year

_YEAR = re.compile(r"(20\d\d) ?[/–-] ?(?:20)?\d\d")


def held(condition: Condition, scales: Scales) -> Weighed:
    """``held``: an award before, at a level or above, as long and as lately as the rule asks."""
    given = condition.held
    assert given is not None
    fitting = [award for award in _known(given, scales) if _reaches(award, given, scales)]
    say = scales.phrases.say
    level = _level_name(given.level, scales) if given.level else ""
    name = say("An award at {level} or above", level=level) if level else say("An award")
    if given.years:
        gaps = [year for year in given.years if not any(school_year(award.first) == year for award in fitting)]
        needed = "{award} is needed in each of {count} years. Missing: {years}."
        return Weighed(not gaps, say(needed, award=name, count=len(given.years), years=", ".join(gaps)))
    today = scales.scene.today
    if given.valid:
        fitting = [award for award in fitting if award.first <= today <= award.last]
    if given.for_years:
        fitting = [award for award in fitting if _years(award.first, today) >= given.for_years]
    asked = say(" that is valid now") * given.valid
    asked += say(" for {count} years", count=given.for_years) * bool(given.for_years)
    held_or_not = "{award}{asked} is held." if fitting else "{award}{asked} is needed first."
    return Weighed(bool(fitting), say(held_or_not, award=name, asked=asked))


def school(condition: Condition, scales: Scales) -> Weighed:
    """``school``: its phase, its kind, or whether it is a setting without a URN."""
    given, known = condition.school, scales.scene.submission.school
    assert given is not None
    if known is None:
        return Weighed(False, scales.phrases.say("We do not know yet which school it is."))
    what = known.phase or known.kind or ("school" if known.urn else "setting")
    says = scales.phrases.say("{school} is listed as “{what}”.", school=known.name, what=what)
    return Weighed(_is(given, known.phase, known.kind, known.urn is None), says)


def is_for(condition: Condition, scales: Scales) -> bool:
    """Whether a criterion that is only for some schools is for this one; for a school not known yet it is."""
    if scales.scene.submission.school is None and condition.school is not None:
        return True
    return scales.weigh(condition, scales).met


def place(level: str, scales: Scales) -> int:
    """A level's place in the order. Raises RulesError for one that is not of the scheme."""
    rules = scales.scheme.levels
    found = rules.place_of(level) if rules is not None else None
    if found is None:
        raise RulesError(f"levels: there is no level “{level}”.")
    return found


def _is(given: SchoolIs, phase: str, kind: str, setting: bool) -> bool:
    return (
        (not given.phases or phase.casefold() in {word.casefold() for word in given.phases})
        and (not given.kinds or kind.casefold() in {word.casefold() for word in given.kinds})
        and (given.setting is None or given.setting == setting)
    )


def _known(given: AwardHeld, scales: Scales) -> list[Held]:
    """What the register knows, and what the school lists itself where the rule lets it."""
    known = list(scales.scene.submission.held)
    table = scales.scene.table(given.listed_in) if given.listed_in else None
    for row in table.rows if table is not None else ():
        match = _YEAR.search(text_of(row, "year"))
        if match and text_of(row, "level"):
            first = dt.date(int(match[1]), BEGINS, 1)
            known.append(Held(text_of(row, "level"), first, first.replace(year=first.year + 1)))
    return known


def _reaches(award: Held, given: AwardHeld, scales: Scales) -> bool:
    if given.level is None:
        return True
    rules = scales.scheme.levels
    at = rules.place_of(award.level) if rules is not None else None
    return at is not None and at >= place(given.level, scales)


def _level_name(level: str, scales: Scales) -> str:
    rules = scales.scheme.levels
    return rules.levels[place(level, scales)].name if rules is not None else level


def _years(first: dt.date, last: dt.date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
