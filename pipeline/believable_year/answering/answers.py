"""What one school answers: the Record's and the Application's contents before any form is filled."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.believable_year.answering.evidence_list import Piece, pieces_for, term_day
from pipeline.believable_year.schools.profiles import Profile, postcode_of, urn_of
from pipeline.believable_year.schools.world import World, world
from pipeline.believable_year.wording import grammar
from pipeline.believable_year.wording.contents import LongYear, office_of, said_in
from pipeline.believable_year.wording.grammar import Blocks
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.scheme.model import Scheme

Cell = str | bool | dt.date | None
Table = list[dict[str, Cell]]


@dataclass
class Answers:
    """A school's documents as values; faults are planted by changing them.

    ``criteria`` is by criterion id and every other table a list of rows in the order they are written; ``office`` is
    the address that the school writes to and ``said`` what schools say, by criterion.
    """

    profile: Profile
    index: int
    urn: str
    postcode: str
    email: str
    sent: dt.date
    world: World
    record: dict[str, Cell] = field(default_factory=dict)
    team: Table = field(default_factory=list)
    activity: Table = field(default_factory=list)
    plan: Table = field(default_factory=list)
    review: Table = field(default_factory=list)
    application: dict[str, Cell] = field(default_factory=dict)
    criteria: dict[str, dict[str, Cell]] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    version: str = ""
    office: str = ""
    said: Blocks = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The school's domain."""
        return host_of(self.profile)


def host_of(profile: Profile) -> str:
    """The school's domain, under a top level that can never exist."""
    plain = "".join(c for c in _ascii(profile.name).replace(" ", "-") if c.isalnum() or c == "-")
    return "-".join(part for part in plain.split("-") if part)[:40].strip("-") + ".example"


def _ascii(text: str) -> str:
    """Lower case letters without their accents."""
    spelt = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(c for c in spelt if c.isascii())


def weekday(day: dt.date) -> dt.date:
    """That day, or the Monday after a weekend."""
    return day + dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def answers_for(profile: Profile, index: int, scheme: Scheme, seed: int, sayings: Sayings) -> Answers:
    """Complete and faultless answers of the school at ``index``. Raises KeyError if a text is not authored."""
    rng = random.Random(f"{seed}/{index}")
    month = 9 + profile.sent
    first = dt.date(2025 + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    sent = weekday(first + dt.timedelta(days=2 + index % 19))
    place = world(profile, index, rng)
    lead = place.people["lead"]
    urn, postcode = "" if profile.kind == "C" else urn_of(index), postcode_of(index)
    said = said_in(scheme)
    answers = Answers(profile, index, urn, postcode, "", sent, place, office=office_of(scheme).address)
    answers.said = said.criteria
    mailbox = _ascii(f"{lead.first[0]}.{lead.last}")
    answers.email = f"{mailbox}@{answers.host}"
    answers.pieces = pieces_for(said.pieces, place, sent, rng)
    _record(answers, scheme, said, rng, sayings)
    _application(answers, scheme, said, rng, sayings)
    return answers


def _about(answers: Answers) -> dict[str, Cell]:
    people = answers.world.people
    return {
        "school_name": answers.profile.name,
        "urn": answers.urn or None,
        "postcode": answers.postcode,
        "head_name": f"{people['head'].title} {people['head'].full}",
        "lead_name": people["lead"].full,
        "lead_email": answers.email,
    }


def _record(answers: Answers, scheme: Scheme, said: LongYear, rng: random.Random, sayings: Sayings) -> None:
    started = weekday(answers.sent - dt.timedelta(days=rng.randint(265, 300)))
    answers.record = _about(answers) | {"started_on": started}
    answers.team = _team(answers, scheme)
    kind, slots = answers.profile.kind, answers.world.slots
    for principle in scheme.principles:
        blocks = said.principles[principle.id]
        known = [piece for piece in answers.pieces if piece.principle == principle.id][:2]
        answers.activity.append(
            {
                "current": sayings.say(blocks["+"], kind, slots, rng, 2),
                "evidence": "; ".join(f"{piece.title} ({_month(piece.dated)})" for piece in known),
                "gaps": sayings.say(blocks["-"], kind, slots, rng),
            }
        )
    _plan(answers, scheme, said, started, rng, sayings)


def _month(day: dt.date) -> str:
    return f"{day:%B} {day.year}"


def _team(answers: Answers, scheme: Scheme) -> Table:
    roles = {role.id: role.name for role in scheme.team_roles}
    setting = answers.profile.kind in "NC"
    posts = {
        "lead": ("Deputy manager" if setting else "Deputy headteacher", "senior-leader"),
        "smhl": ("Room leader and wellbeing lead" if setting else "Assistant head, inclusion", "smhl"),
        "gov": ("Trustee" if answers.profile.kind == "C" else "Governor", "governor"),
        "teacher": ("Group worker" if setting else "Class teacher", "teacher"),
        "elsa": ("Family worker" if setting else "Emotional literacy support assistant", "pastoral"),
        "ta": ("Practitioner" if setting else "Higher level teaching assistant", "teaching-assistant"),
        "pshe": ("Curriculum lead" if setting else "PSHE lead", "pshe"),
    }
    people = answers.world.people
    return [{"name": people[key].full, "post": post, "role": roles[role]} for key, (post, role) in posts.items()]


def _plan(
    answers: Answers, scheme: Scheme, said: LongYear, started: dt.date, rng: random.Random, sayings: Sayings
) -> None:
    kind, slots = answers.profile.kind, answers.world.slots
    options = dict(zip((p.id for p in scheme.principles), scheme.options("principles"), strict=True))
    origins, done = scheme.options("origin"), scheme.options("done")
    actions = _actions(options, scheme, said, kind, rng)
    running = set(rng.sample(range(1, len(actions)), 3))
    for number, (key, frame) in enumerate(actions):
        begin = term_day(started + dt.timedelta(days=80 + 6 * number))
        due = answers.sent + dt.timedelta(days=rng.randint(25, 60) if number in running else -rng.randint(15, 50))
        parts = [part.strip() for part in grammar.say(frame, slots, rng).split("|")]
        action, outcome, shown, finished, so_far = (part[0].upper() + part[1:] for part in parts)
        who = answers.world.people[rng.choice(("lead", "smhl", "elsa", "pshe", "dsl", "ta"))]
        answers.plan.append(
            {
                "principle": options[key],
                "origin": origins[(number * 3 + answers.index) % (len(origins) - 1)],
                "action": sayings.own(action, slots, rng),
                "who": who.full,
                "outcome": sayings.own(outcome, slots, rng),
                "start": begin,
                "by_when": term_day(due),
                "evidenced_by": shown,
            }
        )
        proof = [piece.title for piece in answers.pieces if piece.principle == key]
        answers.review.append(
            {
                "done": done[1] if number in running else done[0],
                "impact": sayings.own((so_far if number in running else finished) + ".", slots, rng),
                "evidence": (proof or [shown])[number % max(1, len(proof))],
            }
        )


def _actions(
    principles: Iterable[str], scheme: Scheme, said: LongYear, kind: str, rng: random.Random
) -> list[tuple[str, grammar.Frame]]:
    """The actions of a plan, each with its principle: leadership first, as the toolkit advises, and two actions
    where the school wrote most.
    """
    order = sorted(principles, key=lambda key: not scheme.principle(key).worked_first)
    twice = rng.sample(order, 2)
    return [
        (key, frame)
        for key in order
        for frame in grammar.pick(said.principles[key]["*"], kind, 1 + (key in twice), rng)
    ]


def _application(answers: Answers, scheme: Scheme, said: LongYear, rng: random.Random, sayings: Sayings) -> None:
    head = answers.world.people["head"]
    role = "Manager" if answers.profile.kind in "NC" else "Headteacher"
    answers.application = _about(answers) | {
        "declared": True,
        "share": rng.random() < 0.7,
        "declaration_name": f"{head.title} {head.full}",
        "declaration_role": role,
        "declaration_date": weekday(answers.sent - dt.timedelta(days=4)),
    }
    ratings = _ratings(answers.profile, scheme, rng)
    kind, slots = answers.profile.kind, answers.world.slots
    for criterion in scheme.criteria:
        blocks = said.criteria[criterion.id]
        how = sayings.say(blocks["+"], kind, slots, rng, 2)
        impact = sayings.say(blocks["="], kind, slots, rng)
        answers.criteria[criterion.id] = {"rating": ratings[criterion.id], "how": how, "impact": impact}


def _ratings(profile: Profile, scheme: Scheme, rng: random.Random) -> Mapping[str, str]:
    met, partly, not_yet = scheme.options("rating")
    ids = [criterion.id for criterion in scheme.criteria]
    marks = dict.fromkeys(ids, met)
    weak = {"not-yet": 14, "more-evidence": 7}.get(profile.outcome, rng.randint(2, 4))
    for count, key in enumerate(rng.sample(ids, weak)):
        marks[key] = not_yet if profile.outcome == "not-yet" and count < 6 else partly
    return marks
