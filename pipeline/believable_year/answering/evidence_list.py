"""Which pieces of evidence a school lists and sends, before their files are made."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.believable_year.schools.world import World
from pipeline.believable_year.wording.contents import Kept


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
        """What the file's name ends in, without the dot."""
        return self.file.rpartition(".")[2]


def term_day(day: dt.date) -> dt.date:
    """That day or the nearest before it on which a school is open: no weekends, no long holidays."""
    while day.weekday() > 4 or (7, 22) <= (day.month, day.day) <= (9, 2) or _is_christmas(day):
        day -= dt.timedelta(days=1)
    return day


def _is_christmas(day: dt.date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)


def pieces_for(kept: Sequence[Kept], world: World, sent: dt.date, rng: random.Random) -> list[Piece]:
    """The school's pieces in the order of its index, with dates in the months before it sent them."""
    optional = [number for number, line in enumerate(kept) if line.optional]
    left_out = set(rng.sample(optional, rng.choice((0, 0, 1, 2))))
    pieces: list[Piece] = []
    for number, line in enumerate(kept):
        if number in left_out:
            continue
        day = term_day(sent - dt.timedelta(days=rng.randint(14, 200)))
        # Now and then families' words come as the e-mail they were written in.
        as_mail = line.kind == "testimonial" and rng.random() < 0.4
        name = "E-mail from a parent.eml" if as_mail else line.file.format_map(world.slots)
        safe_name = "".join(c for c in name if c not in '<>:"/\\|?*“”')
        title = line.title.format_map(world.slots)
        pieces.append(Piece(line.kind, line.area, line.principle, title, safe_name, day, line.criteria))
    return pieces
