"""How an award is run beside its criteria: its stages, rounds, fees, visits and appeals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pydantic import Field, model_validator

from pipeline.scheme.model.conditions import Condition
from pipeline.scheme.model.data import Data


class Stage(Data):
    """A part of a school's own way to the award, with what it does there: the “assess” of assess, plan, review."""

    id: str
    number: int
    name: str
    steps: tuple[str, ...] = ()


class Months(Data):
    """How many months something takes, at ``least`` and at ``most``."""

    least: int
    most: int


class Timescales(Data):
    """How long a school works for the award, from its first day to its papers."""

    whole_process_months: Months


class ProcessStep(Data):
    """A meeting of the panel at which something is decided, and which papers it looks at."""

    id: str
    name: str
    looks_at: str


class Round(Data):
    """A time in which papers are taken, both days in it, and the day by which schools hear. Without ``opens`` it
    is open from the round before."""

    opens: dt.date | None = None
    closes: dt.date
    notify_by: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Round:
        days = [day for day in (self.opens, self.closes, self.notify_by) if day is not None]
        if days != sorted(days):
            raise ValueError("a round opens, closes and is notified in that order")
        return self


class Intake(Data):
    """Rounds in their order; none means that papers are taken at any time. ``most`` is how many a round can read."""

    rounds: tuple[Round, ...] = ()
    most: int | None = Field(default=None, ge=1)

    def at(self, day: dt.date) -> Round | None:
        """The round that papers of that day belong to; None between rounds, and where there are none."""
        for number, each in enumerate(self.rounds):
            before = self.rounds[number - 1].closes + dt.timedelta(days=1) if number else dt.date.min
            if (each.opens or before) <= day <= each.closes:
                return each
        return None

    def next_after(self, day: dt.date) -> Round | None:
        """The first round that opens, or is still open, after that day."""
        return next((each for each in self.rounds if day < (each.opens or each.closes)), None)


class Fee(Data):
    """What a school pays, in pounds, where the condition holds; the first that does is the one."""

    name: str
    pounds: Decimal = Field(ge=0)
    when: Condition | None = None


class SchoolSample(Data):
    """Which of the schools that got the award are visited.

    A ``share`` of them by lot (0.1 is one in ten) and at ``least`` so many; and each whose last visit is
    ``years_between`` years ago.
    """

    share: float = Field(ge=0, le=1)
    least: int = 1
    years_between: int | None = None


class Appeals(Data):
    """For what a school may appeal, within how many weeks of the letter, and who decides."""

    weeks: int
    grounds: tuple[str, ...] = Field(min_length=1)
    decided_by: str
