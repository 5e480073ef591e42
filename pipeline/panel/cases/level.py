"""What the panel is told of a case's level: a proposal only, the panel's own decision always stands."""

from __future__ import annotations

import datetime as dt

from pipeline.scheme.model import Scheme
from pipeline.scheme.words.level_names import level_name
from pipeline.values import LevelFound

NONE_REACHED = "none yet"


def level_facts(found: LevelFound, scheme: Scheme, day: dt.date) -> tuple[tuple[str, str], ...]:
    """The level asked for, the level that the school's own papers reach, and what they lack: label and words."""
    facts = [("The school asks for", level_name(scheme, found.asked, day))] if found.asked else []
    facts.append(("By its own papers it reaches", level_name(scheme, found.reached, day) or NONE_REACHED))
    if found.reasons:
        facts.append((f"For {level_name(scheme, found.asked, day)} it lacks", " ".join(found.reasons)))
    return tuple(facts)


def about_level(found: LevelFound | None, scheme: Scheme, day: dt.date) -> str:
    """The same in a cell; empty without levels."""
    facts = level_facts(found, scheme, day) if found is not None else ()
    return "\n".join(f"{label}: {words}" for label, words in facts)
