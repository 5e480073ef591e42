"""The case on one page: its level, the school's own marks, its evidence by area, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from pipeline.grouping import Group, group
from pipeline.panel.cases.dossier import Answer, Item
from pipeline.panel.packs import style
from pipeline.panel.packs.document import Progress, heading
from pipeline.panel.packs.grids import facts, grid
from pipeline.panel.packs.style import para
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.marked import area_word, marked_areas, marks_of
from pipeline.values import Finding, Severity


def summary(
    progress: Progress,
    answers: Sequence[Answer],
    items: Sequence[Item],
    findings: Sequence[Finding],
    scheme: Scheme,
    level: Sequence[tuple[str, str]] = (),
) -> list[Flowable]:
    """The case on one page: its level where there are levels, marks by area, evidence by area, what is still open."""
    of_level = [KeepTogether([para("Level", style.SECTION), facts(level)]), Spacer(1, 6)] if level else []
    return [
        *heading(progress, "summary", "At a glance"),
        *of_level,
        para("The school’s own answers, counted.", style.LEAD),
        _ratings_table(answers, scheme),
        Spacer(1, 6),
        KeepTogether([para("Evidence by area", style.SECTION), _areas_table(items, scheme)]),
        KeepTogether([para("Findings still open", style.SECTION), *_open_findings(findings)]),
        PageBreak(),
    ]


def _ratings_table(answers: Sequence[Answer], scheme: Scheme) -> Table:
    scale = marks_of(scheme)
    data: list[list[Any]] = [[area_word(scheme), *scale, "Not rated"]]
    extra: list[tuple[Any, ...]] = []
    totals = [0] * (len(scale) + 1)
    for line, principle in enumerate(marked_areas(scheme), start=1):
        own = [answer.rating for answer in answers if answer.criterion.principle == principle.id]
        counts = [sum(rating == mark for rating in own) for mark in scale]
        counts.append(len(own) - sum(counts))
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        shown = [para(str(count) if count else "–", style.NORMAL) for count in counts]
        data.append([para(f"{principle.number}. {principle.short_name}", style.NORMAL), *shown])
        if counts[-1]:
            extra.append(("BACKGROUND", (-1, line), (-1, line), style.AMBER_PALE))
    data.append([para("All criteria", style.SMALL_BOLD), *(para(str(total), style.SMALL_BOLD) for total in totals)])
    extra.append(("BACKGROUND", (0, -1), (-1, -1), style.PALE))
    narrow = 62
    return grid(data, [style.INNER - narrow * (len(scale) + 1), *[narrow] * (len(scale) + 1)], extra)


def _areas_table(items: Sequence[Item], scheme: Scheme) -> Table:
    data: list[list[Any]] = [["Area", "In the index", "Attached", "References"]]
    lines = [item for item in items if item.ref]
    groups = [(area.name, [line for line in lines if area.id in line.areas]) for area in scheme.evidence.areas]
    stray = [line for line in lines if not line.areas]
    for name, held in [*groups, *([("No area named", stray)] if stray else [])]:
        attached = sum(item.held for item in held)
        refs = ", ".join(item.ref for item in held) or "–"
        texts = (name, str(len(held)), str(attached), refs)
        data.append([para(text, style.NORMAL) for text in texts])
    return grid(data, [150, 75, 65, style.INNER - 290])


def _open_findings(findings: Sequence[Finding]) -> list[Paragraph]:
    shown = for_panel(findings)
    required = [one for one in shown if one.first.severity is Severity.REQUIRED]
    if not shown:
        return [para("None. The checks found nothing that the school still has to mend.")]
    advice = len(shown) - len(required)
    words = f"{len(required)} to mend and {advice} worth a look. They are listed in “Findings”."
    titles = dict.fromkeys(one.first.title for one in required)
    return [para(words), *(para(f"•  {title}", style.SMALL) for title in list(titles)[:8])]


def for_panel(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """What the panel sees, one entry for one fault, as in the school's letter; office notes stay in the office."""
    return group(findings)
