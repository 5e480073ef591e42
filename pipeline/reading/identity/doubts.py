"""What an officer is told when signs disagree, or when nobody fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.identity.numbers import postcode
from pipeline.reading.identity.schools import Listed, SchoolList
from pipeline.reading.identity.signs import DECIDES, Family, Sign
from pipeline.reading.identity.tally import Tally
from pipeline.reading.identity.told import Told
from pipeline.values import School
from pipeline.values.school_names import ALIKE, alike


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence for the officer, and the other school that something speaks for; false when there is no doubt."""

    words: str = ""
    at_odds: School | None = None

    def __bool__(self) -> bool:
        return bool(self.words)


_NONE = Doubt()


def doubt_about(first: Tally, others: Sequence[Tally], told: Told, schools: SchoolList) -> Doubt:
    """What contradicts the school that was found, if anything does."""
    return (
        _other_number(first, told, schools)
        or _other_case(first, others)
        or _other_sender(first, others)
        or _other_name(first, others, told)
        or _only_sender(first, told)
    )


def papers_say(first: Tally, ranked: Sequence[Tally]) -> Doubt:
    """The doubt when papers without a form speak for another school than the one that the e-mail led to.

    They do by that school's number and by its name or postcode beside it, while nothing in them speaks for the first.
    """
    ours = next((tally for tally in ranked if tally.school.key == first.school.key), first)
    if ours.said_by(_PAPERS):
        return _NONE
    for other in ranked:
        if other.said_by(_NUMBERS) and other.said_by(_BESIDE) and other.school.key != first.school.key:
            reason = _first_reason(first)
            words = (
                f"We went by {reason}, for {first.school.name}. But the papers speak of {other.school.name} "
                f"({other.said_by(_NUMBERS)}). Please look."
            )
            return Doubt(words, other.school)
    return _NONE


_NUMBERS = frozenset({Family.NUMBER})
_BESIDE = frozenset({Family.NAME, Family.PLACE, Family.SITE})
_PAPERS = _NUMBERS | _BESIDE


def why_nobody(ranked: Sequence[Tally], rivals: Sequence[School], told: Told, schools: SchoolList) -> str:
    """Why no school was taken: what we saw, and what would have decided."""
    if len(ranked) > 1 and ranked[0].score >= DECIDES:
        one, two = ranked[0], ranked[1]
        return (
            f"Some signs say {one.school.name} ({_first_reason(one)}), others say {two.school.name} "
            f"({_first_reason(two)}). Please say whose it is."
        )
    if len([tally for tally in ranked if any(s in tally.signs for s in _SEVERAL)]) > 1:
        best = ranked[0]
        like = f" The name is most like {best.school.name} ({best.school.key})." if best.said_by(_NAME) else ""
        return f"The sender writes for more than one school.{like} Please say whose it is."
    strange = [*told.urns_answered, *told.dfe_answered]
    for number in strange:
        closed = schools.closed_number(number)
        if closed is not None:
            return _of_closed(number, closed, schools)
    if strange and not ranked:
        return f"The form gives the number {strange[0]}, which is not on the schools list. Please say whose it is."
    if rivals:
        why = f" ({_first_reason(ranked[0])})" if ranked and ranked[0].score > 0 else " (its name)"
        return f"It may be from {_names(rivals)}{why}, but that alone does not decide. Please say whose it is."
    return f"{_nothing_says(told)} Please say whose it is."


def _nothing_says(told: Told) -> str:
    """That nothing says whose it is; of what was not opened that is not known, so the reason is said instead."""
    why = " ".join(f"“{file}”: {reason}" for file, reason in list(told.unopened.items())[:_FEW])
    more = len(told.unopened) - _FEW
    if more > 0:
        why += f" {more} more could not be opened."
    if why and not told.opened:
        return f"Nothing that came could be opened, so we do not know which school it is from. {why}"
    says = "says which school it is from: no URN, DfE number, postcode or sender that we know."
    return f"Nothing that could be opened {says} {why}" if why else f"Nothing in it {says}"


def _of_closed(number: str, closed: Listed, schools: SchoolList) -> str:
    """That the school closed, who may have come after it, and what to do where the list does not know."""
    was = f"The form gives the number {number} of {closed.school.name}, which closed on {closed.closed}."
    here = [row.school for row in schools.by_postcode(postcode(closed.school.postcode))]
    if here:
        now = "is now" if len(here) == 1 else "are now"
        return f"{was} At its postcode there {now} {_names(here)}. Please say whose it is."
    like = [row.school for _, row in schools.by_name(closed.school.name)]
    if like:
        return f"{was} By its name it may now be {_names(like)}. Please say whose it is."
    return (
        f"{was} No open school on the list has its postcode or a like name. Ask the sender which school it is now, "
        "then say whose it is. A school that is not on the list yet comes in with “award schools import FILE.csv”."
    )


def _names(schools: Sequence[School]) -> str:
    return ", ".join(f"{school.name} ({school.key})" for school in schools[:_FEW])


_FEW = 3  # more are no help to a person who has to choose
_SEVERAL = (Sign.LEADS_SEVERAL, Sign.SENT_SEVERAL, Sign.SENDER_SHARED)


_NAME = frozenset({Family.NAME})


def _first_reason(tally: Tally) -> str:
    return next(iter(tally.reasons), "")


def _other_number(first: Tally, told: Told, schools: SchoolList) -> Doubt:
    name = first.school.name
    for number in (*told.urns_answered, *told.dfe_answered):
        rows = schools.by_number(number)
        if any(row.school.key == first.school.key for row in rows):
            continue
        if rows:
            theirs = f"which is that of {rows[0].school.name}, not of {name}"
            return Doubt(f"The form gives the number {number}, {theirs}. Please look.", rows[0].school)
        closed = schools.closed_number(number)
        if closed is not None:
            was = f"{closed.school.name}, which closed on {closed.closed}"
            return Doubt(f"The form gives the number {number}, which is that of {was}. We took it for {name}. {_LOOK}")
        return Doubt(f"The form gives URN {number}, which is not the URN of {name} on the schools list. {_LOOK}")
    return _NONE


_LOOK = "Please look."


def _other_case(first: Tally, others: Sequence[Tally]) -> Doubt:
    other = next((tally for tally in others if Sign.REFERENCE in tally.signs), None)
    if other is None:
        return _NONE
    named = other.signs[Sign.REFERENCE]
    sent = f" The sender points there too: {other.from_sender}." if other.from_sender else ""
    words = f"The documents are from {first.school.name}, but {other.school.name} has {named}.{sent} {_LOOK}"
    return Doubt(words, other.school)


def _other_sender(first: Tally, others: Sequence[Tally]) -> Doubt:
    other = next((tally for tally in others if tally.from_sender), None)
    if other is None or first.from_sender:
        return _NONE
    words = f"The documents are from {first.school.name}, but the sender points to {other.school.name}. {_LOOK}"
    return Doubt(words, other.school)


def _other_name(first: Tally, others: Sequence[Tally], told: Told) -> Doubt:
    for name in told.names:
        if alike(name, first.school.name) >= ALIKE:
            continue
        other = next((tally for tally in others if alike(name, tally.school.name) >= ALIKE), None)
        if other is not None:
            says = f"The form says “{name}”, which is {other.school.name}"
            return Doubt(f"{says}; other signs say {first.school.name}. {_LOOK}", other.school)
    if Sign.NAME_OTHER in first.signs:
        return Doubt(f"{first.signs[Sign.NAME_OTHER]}; other signs say {first.school.name}. {_LOOK}")
    return _NONE


def _only_sender(first: Tally, told: Told) -> Doubt:
    if told.forms == 0 or first.from_documents:
        return _NONE
    return Doubt(f"The documents do not say that they are from {first.school.name}; we went by the sender. {_LOOK}")
