"""Which level was asked for, and which was earned."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checking.weighing.scales import Scales, Weighed
from pipeline.checking.weighing.tree import weigh
from pipeline.scheme.model import Level


@dataclass(frozen=True, slots=True)
class Earned:
    """``level`` is the highest whose needs are met, None for none; ``of`` says what came of each."""

    level: Level | None
    of: tuple[tuple[Level, Weighed], ...]

    def reasons(self, level: Level) -> tuple[str, ...]:
        """Why the level is not earned."""
        return next((found.reasons() for known, found in self.of if known.id == level.id), ())


def earned(scales: Scales) -> Earned:
    """Each level weighed; a level that asks for nothing is open to all. Without levels, none is earned."""
    rules = scales.scheme.levels
    of = tuple(
        (level, weigh(level.needs, scales) if level.needs is not None else Weighed(True, "It asks for nothing."))
        for level in (rules.levels if rules is not None else ())
    )
    met = [level for level, found in of if found.met]
    return Earned(met[-1] if met else None, of)


def level_asked_for(scales: Scales) -> Level | None:
    """The level in the box where the school asks for one; None where it asks for none that we know."""
    rules = scales.scheme.levels
    if rules is None or rules.claimed is None:
        return None
    found = scales.scene.field(rules.claimed)
    place = rules.place_of(str(found[2].value)) if found is not None and found[2].answered else None
    return rules.levels[place] if place is not None else None
