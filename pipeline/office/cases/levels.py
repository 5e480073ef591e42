"""Levels for the panel and the register: what a case asks for, what it reaches, and the level it is given."""

from __future__ import annotations

from pipeline.checking.scene import set_scene
from pipeline.checking.weighing import earned, level_asked_for, scales_of
from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.scheme.words.level_names import level_named
from pipeline.values import LevelFound


def level_found(desk: Desk, case: str) -> LevelFound | None:
    """The level that a case asks for and the highest that its papers reach; None where its scheme has no levels."""
    scheme = desk.scheme_of(case)
    if scheme.levels is None:
        return None
    scales = scales_of(set_scene(desk.submission(case), scheme, desk.today))
    asked, found = level_asked_for(scales), earned(scales)
    return LevelFound(
        asked.id if asked is not None else "",
        found.level.id if found.level is not None else "",
        found.reasons(asked) if asked is not None else (),
    )


def level_given(desk: Desk, case: str, word: str) -> str:
    """The id of the level of an award: what the panel wrote, or what is plain without it.

    Where the school asks for a level and reaches it, or the level is worked out from its marks, the panel need not
    write it. Raises UsageError for a word that is no level, and where the level is not plain.
    """
    scheme = desk.scheme_of(case)
    if scheme.levels is None:
        if word:
            raise UsageError(f"{case}: {scheme.name} has no levels. Leave the level out.")
        return ""
    known = ", ".join(level.name for level in scheme.levels.levels)
    if word:
        named = level_named(scheme, word)
        if named is None:
            raise UsageError(f"{case}: “{word}” is no level of {scheme.name}. Levels: {known}.")
        return named.id
    found = level_found(desk, case)
    if found is not None and scheme.levels.decided_by == "claim" and found.asked and not found.reasons:
        return found.asked
    if found is not None and scheme.levels.decided_by == "marks" and found.reached:
        return found.reached
    raise UsageError(
        f"{case}: the decision does not say at which level. Write it under “Level” on the score sheet, or with "
        f"--level when you record it by hand. Levels: {known}."
    )
