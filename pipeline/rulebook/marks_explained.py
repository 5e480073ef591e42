"""What a condition over marks looked at: each area with the level it reaches, and its criteria's marks and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checking.scene import Scene
from pipeline.checking.signposts import Signposts
from pipeline.checking.weighing import Scales, scales_of
from pipeline.checking.weighing.marks import asked, level_of_area
from pipeline.scheme.model import Condition, Criterion, Principle
from pipeline.values.showing import shown


def marks_told(conditions: Iterable[Condition], scene: Scene, signposts: Signposts) -> Iterator[str]:
    """A line for each area and for each of its criteria; nothing where no condition looks at marks."""
    if not any(_looks_at_marks(condition) for condition in conditions):
        return
    scales = scales_of(scene)
    yield "The marks:"
    for area in scene.scheme.areas:
        counted = [criterion for criterion in asked(scales, (area.id,)) if criterion.principle == area.id]
        if counted:
            yield f"  {scene.scheme.title_of(area)}{_reaches(area, scales)}"
            yield from (f"    {criterion.code} {_mark(criterion, scene, signposts)}" for criterion in counted)


def _looks_at_marks(condition: Condition) -> bool:
    here = (condition.areas, condition.criteria, condition.points)
    return any(one is not None for one in here) or any(map(_looks_at_marks, condition.parts))


def _reaches(area: Principle, scales: Scales) -> str:
    """``: Gold`` where areas have levels of their own."""
    rules = scales.scheme.levels
    if rules is None or not rules.of_area:
        return ""
    place = level_of_area(area.id, scales)
    return f": {rules.levels[place].name}" if place >= 0 else ": no level yet"


def _mark(criterion: Criterion, scene: Scene, signposts: Signposts) -> str:
    marking = scene.scheme.marking
    table = scene.table(marking.column) if marking is not None else None
    column = marking.column.rpartition(".")[2] if marking is not None else ""
    row = next((row for row in table.rows if row.key == criterion.id), None) if table is not None else None
    value = row.cells.get(column) if row is not None else None
    if value is None:
        return "was not found in the document"
    return f"{shown(value.read) if value.read.strip() else 'has no mark'} ({signposts.words(value.place)})"
