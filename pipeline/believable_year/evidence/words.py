"""What stands in a piece of evidence: headings, paragraphs and figures, before any file is made."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from pipeline.believable_year.answering.answers import Answers
from pipeline.believable_year.answering.evidence_list import Piece, term_day
from pipeline.believable_year.wording import grammar


@dataclass(frozen=True)
class Words:
    """A document's title, its line of date, its paragraphs (heading or none, text) and a table of figures."""

    title: str
    line: str
    paragraphs: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


_OPENINGS = {
    "minutes": "Meeting held on {day}. Present: {lead}, {elsa}, {ta} and {n4} others. Apologies: {dsl}.",
    "survey": "Results of the survey that closed on {day}. {n6} answers came in.",
    "policy": "Agreed by {govs} on {day}. {lead} is responsible for this policy.",
    "plan": "Drawn up by {pshe} and {smhl}, {day}. It hangs in {safe} and is kept in the shared folder.",
    "training": "Kept by {smhl}. Brought up to date on {day}.",
    "data": "Put together by {lead} and {dsl} for {govs}, {day}. Groups of fewer than five are left out.",
    "communication": "{news}, {day}. Sent to all families by {lead}.",
    "testimonial": "Collected by {elsa} at {forum}, {day}. Families agreed that we may share their words.",
}
_HEADINGS = {
    "minutes": ("What we heard", "What we decided", "Any other business"),
    "policy": ("Why we have this policy", "What we do", "How we know it works"),
    "survey": ("What came out", "What we shall do", "What we do not yet know"),
    "plan": ("What is in place", "Who it reaches", "What has changed"),
    "communication": ("From the wellbeing corner", "What is on", "With thanks"),
    "testimonial": ("Why we asked", "In families' own words", "What we take from it"),
}
_QUOTES = (
    "“{elsa} rang me back the same evening. I had not expected that.”",
    "“My son counts his breaths on the stairs now. He calls it {checkin}.”",
    "“We had moved twice. At {forum} somebody had kept a chair for me.”",
    "“I did not know {safe} was there until the card came home. It has changed our mornings.”",
    "“She says ‘{phrase}’ to the dog. I suppose that means it has gone in.”",
)
_QUESTIONS = (
    "I feel I belong at {school_word}",
    "There is an adult here I can talk to",
    "I know what to do when I am worried",
    "“{phrase}” means something to me",
    "My ideas are listened to",
    "{breaktime_c} is a happy time",
)
_STAFF_QUESTIONS = (
    "I am proud to work here",
    "Somebody asks how I am",
    "My workload can be managed",
    "I know where to turn when a {pupil} worries me",
    "{headname} acts on what we say",
    "I would recommend working here",
)
_SESSIONS = (
    "Noticing worry in a {pupil}",
    "Listening without mending",
    "Using the {checkin}",
    "Safe talk about self-harm",
    "Loss and bereavement",
    "Our own wellbeing: {headname}",
    "{safe_c}: who, when and how",
    "Working with {forum}",
)
_MEASURES = (
    "Attendance, all {pupils} (%)",
    "Attendance, {group} (%)",
    "Notes of concern",
    "Visits to {safe}",
    "Low days on {checkin}",
    "Behaviour incidents at {breaktime}",
)


def words_of(piece: Piece, answers: Answers, rng: random.Random, *, fuller: bool = False) -> Words:
    """The words of one piece; ``fuller`` adds what a school sends when the panel asks for a sample."""
    slots = {**answers.world.slots, "day": f"{piece.dated.day} {piece.dated:%B %Y}"}
    slots["school_word"] = "the project" if answers.profile.kind == "C" else "school"
    line = grammar.say(_OPENINGS.get(piece.kind, "{day}"), slots, rng)
    said = [
        grammar.say(frame, slots, rng)
        for criterion in piece.criteria
        for sign in "+="
        for frame in grammar.pick(answers.said[criterion][sign], answers.profile.kind, 2, rng)
    ]
    rng.shuffle(said)
    if piece.kind == "testimonial":
        said = [said[0], " ".join(quote.format_map(slots) for quote in rng.sample(_QUOTES, 4)), said[1]]
    names = _HEADINGS.get(piece.kind, ("What this shows", "Detail", "Next"))
    share = max(1, len(said) // len(names))
    paragraphs = [(name, " ".join(said[at * share : (at + 1) * share])) for at, name in enumerate(names)]
    if fuller:
        more = said[-1] if piece.kind == "testimonial" else f"{slots['lead']} checked this against the log. {said[0]}"
        paragraphs.append(("Further detail for the panel", more))
    header, rows = _figures(piece, answers, rng)
    known_as = f"{answers.profile.name}, {answers.postcode}" + (f" (URN {answers.urn})" if answers.urn else "")
    return Words(f"{piece.title} · {known_as}", line, tuple(paragraphs), header, rows)


_Figures = tuple[tuple[str, ...], tuple[tuple[str | int, ...], ...]]


def _figures(piece: Piece, answers: Answers, rng: random.Random) -> _Figures:
    slots = {**answers.world.slots, "school_word": "the project" if answers.profile.kind == "C" else "school"}
    if piece.kind == "survey":
        questions = _STAFF_QUESTIONS if piece.principle == "staff" else _QUESTIONS
        rows = [(text.format_map(slots), yes := rng.randint(52, 91), 100 - yes) for text in questions]
        return ("What we asked", "Yes (%)", "No or not sure (%)"), tuple(rows)
    if piece.kind == "training":
        first = piece.dated - dt.timedelta(days=24 * len(_SESSIONS))
        days = [term_day(first + dt.timedelta(days=24 * number)) for number in range(len(_SESSIONS))]
        sessions = [
            (f"{day:%d/%m/%Y}", text.format_map(slots), rng.randint(9, 46))
            for day, text in zip(days, _SESSIONS, strict=True)
        ]
        return ("Date", "Session", "Staff present"), tuple(sessions)
    if piece.kind == "data":
        measures = []
        for text in _MEASURES:
            start = rng.randint(84, 92) if "%" in text else rng.randint(24, 60)
            end = start + rng.randint(2, 5) if "%" in text else start - rng.randint(6, 18)
            measures.append((text.format_map(slots), start, (start + end) // 2, end))
        return ("Measure", "Autumn", "Spring", "Summer"), tuple(measures)
    return (), ()
