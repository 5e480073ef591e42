"""Which school a delivery is from, how sure we are and why; or whom a person has to choose among."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.identity.adding_up import add_up
from pipeline.reading.identity.correspondence import KnownCase, Post
from pipeline.reading.identity.doubts import doubt_about, papers_say, why_nobody
from pipeline.reading.identity.schools import Listed, SchoolList
from pipeline.reading.identity.signs import CLEAR, DECIDES, SURE, Family, Sign
from pipeline.reading.identity.tally import Tally
from pipeline.reading.identity.told import Told, listen
from pipeline.values import Confidence, FileReading, Match, School
from pipeline.values.school_names import alike

# More than a person wants to read through.
_RIVALS = 8
# What a neighbour's papers do not say of a school: a name and a postcode are alike by chance.
_MORE_THAN_A_NEIGHBOURS = frozenset({Family.NUMBER, Family.SENDER, Family.CASE, Family.POST, Family.REFERENCE})
_FROM_OUR_CASES = (Sign.REFERENCE, Sign.LEADS_CASE, Sign.SENT_BEFORE)


def match(
    readings: Sequence[FileReading], schools: SchoolList, post: Post | None = None, cases: Sequence[KnownCase] = ()
) -> Match:
    """The school that a delivery's content and sender point to, with the reasons, and a doubt if they disagree.

    The forms, the file names and the e-mail are asked first; the evidence's own text only when they leave it
    open, because a policy or a letter may well name another school. Where no form came, and what did says
    another school's number, that is a doubt.
    """
    post = post or Post()
    prefixes = frozenset(known.case.reference.split("-")[0] for known in cases)
    for evidence in (False, True):
        told = listen(readings, post, prefixes, evidence)
        ranked = add_up(told, post, schools, cases).ranked()
        members = _several(told, schools)
        if members:
            return _for_several(members, ranked, told, schools)
        if _decided(ranked) and not _is_anothers_number(ranked[0], told, schools):
            found = _matched(ranked, told, schools)
            if told.forms or evidence or found.doubt:
                return found
            said = listen(readings, post, prefixes, evidence=True)
            doubt = papers_say(ranked[0], add_up(said, post, schools, cases).ranked())
            if not doubt:
                return found
            return replace(found, doubt=doubt.words, at_odds=doubt.at_odds, confidence=Confidence.DOUBTFUL)
    return _nobody(ranked, told, schools)


def _decided(ranked: Sequence[Tally]) -> bool:
    if not ranked or ranked[0].score < DECIDES:
        return False
    return len(ranked) == 1 or ranked[0].score - ranked[1].score >= CLEAR


def _is_anothers_number(first: Tally, told: Told, schools: SchoolList) -> bool:
    """Whether the form gives a closed school's number, and only a place and a name speak for the school at its door."""
    closed = any(schools.closed_number(number) for number in (*told.urns_answered, *told.dfe_answered))
    return closed and not first.said_by(_MORE_THAN_A_NEIGHBOURS)


def _matched(ranked: Sequence[Tally], told: Told, schools: SchoolList) -> Match:
    first = ranked[0]
    doubt = doubt_about(first, ranked[1:], told, schools)
    confidence = Confidence.DOUBTFUL if doubt else Confidence.SURE if first.score >= SURE else Confidence.LIKELY
    return Match(first.school, first.reasons, doubt.words, confidence, _rivals(ranked[1:]), doubt.at_odds)


def _nobody(ranked: Sequence[Tally], told: Told, schools: SchoolList) -> Match:
    like = tuple(row.school for name in told.names for _, row in schools.by_name(name))
    rivals = tuple({school.key: school for school in (*_rivals(ranked), *like)}.values())[:_RIVALS]
    return Match(None, (), why_nobody(ranked, rivals, told, schools), Confidence.DOUBTFUL, rivals)


def _rivals(ranked: Sequence[Tally]) -> tuple[School, ...]:
    return tuple(tally.school for tally in ranked if tally.score > 0)[:_RIVALS]


def _several(told: Told, schools: SchoolList) -> tuple[Listed, ...]:
    """The schools of a federation's form: it names the federation, or gives several schools' numbers."""
    for name in told.names:
        members = schools.members(name)
        if len(members) > 1 and not any(alike(name, row.school.name) == 1 for row in members):
            return members
    numbers: dict[str, list[Listed]] = {}
    for number, file in (*told.urns_answered.items(), *told.dfe_answered.items(), *told.several.items()):
        numbers.setdefault(file, []).extend(schools.by_number(number))
    for rows in numbers.values():
        keys = {row.school.key: row for row in rows}
        if len(keys) > 1:
            return tuple(keys.values())
    return ()


def _for_several(members: Sequence[Listed], ranked: Sequence[Tally], told: Told, every: SchoolList) -> Match:
    """Once a person has decided, the case speaks for one of them; until then a person decides."""
    keys = {row.school.key for row in members}
    schools = tuple(row.school for row in members)
    listed = ", ".join(f"{school.name} ({school.key})" for school in schools[:_RIVALS])
    group = {row.federation or row.trust for row in members}
    # The office may have listed the federation itself, under a number of its own.
    itself = [row.school for name in sorted(group) for likeness, row in every.by_name(name) if likeness == 1]
    listed = " or ".join([listed, *(f"{school.name} itself ({school.key})" for school in itself)])
    spoken_for = [tally for tally in ranked if any(sign in tally.signs for sign in _FROM_OUR_CASES)]
    if len(spoken_for) == 1 and spoken_for[0].school in itself:
        return Match(spoken_for[0].school, spoken_for[0].reasons, "", Confidence.LIKELY, schools)
    ours = [tally for tally in spoken_for if tally.school.key in keys]
    whole = f"the {group.pop().removeprefix('The ')}" if len(group) == 1 and "" not in group else "several schools"
    if len(ours) == 1:
        doubt = f"The form is for {whole}; we put it with the case of {ours[0].school.name}. Please look."
        return Match(ours[0].school, ours[0].reasons, doubt, Confidence.DOUBTFUL, schools)
    name = next(iter(told.names), "")
    says = f"The form says “{name}” and is" if name else "The form is"
    return Match(
        None, (), f"{says} for {whole}: {listed}. Please say whose it is.", Confidence.DOUBTFUL, (*schools, *itself)
    )
