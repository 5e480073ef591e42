"""How an award is run beside its criteria, in sentences: how long it lasts, rounds, fees, visits and appeals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rulebook.in_words import condition_in_words
from pipeline.scheme.model import Fee, Round, Scheme
from pipeline.values.showing import counted


@dataclass(frozen=True, slots=True)
class Part:
    """One part of how it is run: its heading and what there is to say."""

    title: str
    says: tuple[str, ...]


def how_it_runs(scheme: Scheme) -> tuple[Part, ...]:
    """Every part that the scheme says something of; how long an award lasts is always said."""
    parts = (
        Part("How long an award lasts", tuple(_validity(scheme))),
        Part("When papers come in", tuple(_intake(scheme))),
        Part("What it costs", tuple(fee_in_words(fee, scheme) for fee in scheme.fees)),
        Part("Which schools are visited", tuple(_visits(scheme))),
        Part("Appeals", tuple(_appeals(scheme))),
    )
    return tuple(part for part in parts if part.says)


def _validity(scheme: Scheme) -> Iterator[str]:
    lasts = scheme.validity
    yield f"An award is valid for {counted(lasts.years, 'year')}."
    if lasts.renewed_years is not None:
        yield f"One that follows another is valid for {counted(lasts.renewed_years, 'year')}."
    for level in scheme.levels.levels if scheme.levels is not None else ():
        if level.years is not None:
            yield f"{level.name} is valid for {counted(level.years, 'year')}."
    yield f"The school hears about renewing it {counted(lasts.invite_months_before, 'month')} before it ends."
    if lasts.grace_months_after:
        yield f"It may still renew {counted(lasts.grace_months_after, 'month')} after the award has ended."


def _intake(scheme: Scheme) -> Iterator[str]:
    rounds = scheme.intake.rounds
    yield from map(round_in_words, rounds) if rounds else ("Papers are taken at any time.",)
    if scheme.intake.most is not None:
        yield f"One round can read {counted(scheme.intake.most, 'school')} at most."


def round_in_words(one: Round) -> str:
    """``From 1 May 2026 to 24 July 2026; schools hear by 28 August 2026.``"""
    opens = f"From {_day(one.opens)} to" if one.opens is not None else "Until"
    hear = f"; schools hear by {_day(one.notify_by)}" if one.notify_by is not None else ""
    return f"{opens} {_day(one.closes)}{hear}."


def fee_in_words(fee: Fee, scheme: Scheme) -> str:
    """``Small school: £250, where … is at most 99.`` The first that fits is the one."""
    pounds = f"£{fee.pounds:,}" if fee.pounds else "nothing"
    when = condition_in_words(fee.when, scheme).text if fee.when is not None else ""
    return f"{fee.name}: {pounds}{f', where: {when}' if when else ''}."


def _visits(scheme: Scheme) -> Iterator[str]:
    if scheme.visits is None:
        return
    least = counted(scheme.visits.least, "school")
    yield f"Of the schools with the award {scheme.visits.share:.0%} are chosen by lot, {least} at least."
    if scheme.visits.years_between is not None:
        since = counted(scheme.visits.years_between, "year")
        yield f"Beside them, each school whose last visit is {since} ago."


def _appeals(scheme: Scheme) -> Iterator[str]:
    if scheme.appeals is None:
        return
    yield f"A school may appeal within {counted(scheme.appeals.weeks, 'week')} of the letter."
    yield f"It may appeal for these reasons: {'; '.join(scheme.appeals.grounds)}."
    yield f"Who decides: {scheme.appeals.decided_by}."


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
