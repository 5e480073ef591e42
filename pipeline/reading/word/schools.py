"""More schools than one in a form: two applications in one file, or one application for a federation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from pipeline.ooxml.addresses import Spot
from pipeline.reading.answers.wording import labels, plain, rank
from pipeline.reading.tables.grids import Grid
from pipeline.reading.word.layout import Laid
from pipeline.scheme.model import DocumentLayout, FieldLayout, FieldType
from pipeline.values import Notice, NoticeKind

_URN = re.compile(r"\b(?:EY)?\d{6}\b", re.IGNORECASE)


def several_schools(laid: Laid, layout: DocumentLayout) -> list[Notice]:
    """A notice when URNs or names of several schools stand in the boxes that the form has for one.

    Of two applications in one file the first is kept in ``laid``: what follows would mix the schools' answers.
    """
    section = next((s for s in layout.sections if any(f.type is FieldType.URN for f in s.fields)), None)
    if section is None:
        return []
    urn = next(field for field in section.fields if field.type is FieldType.URN)
    homes = [index for index, grid in enumerate(laid.grids) if grid.section == section.title]
    numbers = {index: _answers(laid.grids[index], urn) for index in homes}
    names = {index: _answers(laid.grids[index], section.fields[0]) for index in homes}
    told = [index for index in homes if any([*numbers[index].values(), *names[index].values()])]
    first, second = (told[0] if told else None), _other_school(told, numbers, names)
    found = dict.fromkeys(u for index in told for text in numbers[index].values() for u in _URN.findall(text))
    if first is None or (second is None and len(found) < 2):
        return _twice(laid, told, numbers, names)
    at = second if second is not None else first
    spot = next(iter(numbers[at] or names[at]))
    schools = dict.fromkeys(text for index in told for text in names[index].values() if text)
    words = {"label": urn.label, "row": "", "schools": ", ".join([*schools, *found])}
    kind = NoticeKind.SEVERAL_SCHOOLS if second is None else NoticeKind.SEVERAL_FORMS
    notice = Notice(kind, laid.grids[at].place(*spot), ", ".join(found or schools), words)
    if second is not None:
        _keep_first(laid, second)
    return [notice]


_Answers = dict[Spot, str]


def _keep_first(laid: Laid, second: int) -> None:
    """Only the grids before the second form."""
    del laid.grids[second:]
    laid.outer = min(laid.outer, second)
    laid.tagged = {tag: tagged for tag, tagged in laid.tagged.items() if tagged[0] < second}


def _twice(laid: Laid, told: list[int], numbers: Mapping[int, _Answers], names: Mapping[int, _Answers]) -> list[Notice]:
    """A notice where the same school's form stands in the file again with other answers; the first is kept."""
    asked = [
        index for before, index in itertools.pairwise(told)
        if any(answers[before] and answers[index] for answers in (numbers, names))
    ]  # fmt: skip
    if not asked:
        return []
    first, second = told[0], asked[0]
    again = [_texts(grid) for grid in laid.grids[second : laid.outer]]
    same = again == [_texts(grid) for grid in laid.grids[first : first + len(again)]]
    place = laid.grids[second].place(*next(iter(numbers[second] or names[second])))
    _keep_first(laid, second)
    return [] if same else [Notice(NoticeKind.FORM_TWICE, place)]


def _texts(grid: Grid) -> list[str]:
    return [raw.text for _spot, raw in sorted(grid.boxes.items())]


def _other_school(told: list[int], numbers: dict[int, _Answers], names: dict[int, _Answers]) -> int | None:
    """The first grid that names another school than the one before it: by its URN, or by its name without one."""
    for before, index in itertools.pairwise(told):
        for answers in (numbers, names):
            ours, theirs = ({plain(text) for text in answers[i].values() if text} for i in (before, index))
            if ours and theirs:
                if not ours & theirs:
                    return index
                break
    return None


def _answers(grid: Grid, field: FieldLayout) -> _Answers:
    """The boxes to the right of a field's label, with what stands in them."""
    known = labels(field.label, field.aliases)
    spots = [
        (row, grid.merged.get((row, column), (row, column))[1] + 1)
        for row, column in grid.boxes
        if rank(grid.text(row, column), known) is not None
    ]
    return {spot: grid.text(*spot) for spot in spots}
