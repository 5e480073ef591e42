"""Which pieces of evidence a school lists and sends, before their files are made."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from pipeline.believable_year.slots import World


@dataclass
class Piece:
    """One line of the evidence index and the file behind it.

    ``kind`` and ``area`` are ids of the scheme (area may be empty), ``criteria`` the criterion ids it shows.
    """

    kind: str
    area: str
    principle: str
    title: str
    file: str
    dated: dt.date
    criteria: tuple[str, ...]
    attached: bool = True

    @property
    def suffix(self) -> str:
        return self.file.rpartition(".")[2]


# fmt: off
_PIECES = (
    ("minutes", "voice", "student-voice", "Minutes of the {council}", "{council} minutes.pdf",
     "voice-structures voice-inclusive voice-influence"),
    ("you-said", "voice", "student-voice", "Our “You said, we did” board", "You said we did board.jpg",
     "voice-influence"),
    ("survey", "voice", "student-voice", "Wellbeing survey of {pupils}", "Wellbeing survey results.xlsx",
     "voice-structures curriculum-skills curriculum-reviewed ethos-values"),
    ("plan", "", "curriculum", "{programme}: overview of the year", "{programme} overview.docx",
     "curriculum-planned curriculum-language curriculum-reviewed curriculum-skills"),
    ("training", "", "staff", "Staff training record", "Staff training record.xlsx",
     "staff-training staff-supervision"),
    ("survey", "", "staff", "What staff told us: survey", "Staff survey results.pdf",
     "staff-wellbeing staff-supervision"),
    ("data", "", "need-and-impact", "Attendance, behaviour and {checkin} data", "Pastoral data summary.xlsx",
     "need-identify need-data need-impact"),
    ("communication", "families", "parents", "{news}, our newsletter", "{news} newsletter.docx",
     "parents-inform parents-support"),
    ("minutes", "families", "parents", "Minutes of {forum}", "{forum} minutes.docx", "parents-involve parents-reach"),
    ("testimonial", "families", "parents", "Feedback from families", "Feedback from families.docx",
     "parents-support parents-reach"),
    ("photo", "environment", "ethos", "Photograph of {safe}", "Photograph of {safe}.png",
     "support-offer ethos-environment"),
    ("photo", "environment", "ethos", "Display in the entrance: “{phrase}”", "Photograph of entrance display.jpg",
     "ethos-values curriculum-language"),
    ("policy", "", "ethos", "Anti-bullying policy", "Anti-bullying policy.pdf", "ethos-bullying support-peers"),
    ("policy", "", "leadership", "Wellbeing policy", "Wellbeing policy.docx", "leadership-systems staff-wellbeing"),
    ("minutes", "", "leadership", "Minutes of {govs}", "{govs_c} minutes.pdf",
     "leadership-governor leadership-slt leadership-systems"),
    ("plan", "", "targeted-support", "Provision map", "Provision map.docx",
     "support-offer support-referral support-groups support-peers need-impact"),
)
# fmt: on
# What a school may leave out and still have every criterion and area covered.
_OPTIONAL = (1, 9, 11)


def term_day(day: dt.date) -> dt.date:
    """That day or the nearest before it on which a school is open: no weekends, no long holidays."""
    while day.weekday() > 4 or (7, 22) <= (day.month, day.day) <= (9, 2) or _is_christmas(day):
        day -= dt.timedelta(days=1)
    return day


def _is_christmas(day: dt.date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)


def pieces_for(world: World, sent: dt.date, rng: random.Random) -> list[Piece]:
    """The school's pieces in the order of its index, with dates in the months before it sent them."""
    left_out = set(rng.sample(_OPTIONAL, rng.choice((0, 0, 1, 2))))
    pieces: list[Piece] = []
    for number, (kind, area, principle, title, file, criteria) in enumerate(_PIECES):
        if number in left_out:
            continue
        day = term_day(sent - dt.timedelta(days=rng.randint(14, 200)))
        # Now and then families' words come as the e-mail they were written in.
        as_mail = kind == "testimonial" and rng.random() < 0.4
        name = "E-mail from a parent.eml" if as_mail else file.format_map(world.slots)
        safe_name = "".join(c for c in name if c not in '<>:"/\\|?*“”')
        pieces.append(
            Piece(kind, area, principle, title.format_map(world.slots), safe_name, day, tuple(criteria.split()))
        )
    return pieces
