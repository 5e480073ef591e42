"""The pages of a pack before its evidence: cover, contents, answers, plan, findings, index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer, Table

from pipeline.grouping import Group
from pipeline.panel.cases.dossier import Answer, Item, cell, rows
from pipeline.panel.packs import style
from pipeline.panel.packs.cited import cited
from pipeline.panel.packs.document import Line, Mark, PageNumber, Progress, heading
from pipeline.panel.packs.grids import facts, grid, tall
from pipeline.panel.packs.style import para
from pipeline.panel.packs.summary import for_panel
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.marked import colour_of_mark, marked_areas, marks_of
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import CaseView, DateSpan, Finding, Meeting, Severity, Submission

PRIVATE = "For members of the panel only. Please do not pass this pack on, and delete it after the meeting."
COLOURS = ("green", "amber", "red")


class Band(Flowable):
    """A coloured line across the cover."""

    def __init__(self, colour: Color, width: float, height: float) -> None:
        super().__init__()
        self.colour, self.width, self.height = colour, width, height

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(self.colour)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


def step_name(meeting: Meeting, scheme: Scheme) -> str:
    """What the scheme calls the step that a meeting decides on."""
    return next((step.name for step in scheme.process if step.id == meeting.step), meeting.step)


def cover(progress: Progress, case: CaseView, scheme: Scheme, meeting: Meeting, today: dt.date) -> list[Flowable]:
    """The first page: whose pack, for which meeting."""
    school = case.school
    place = ", ".join(part for part in (school.town, school.postcode) if part)
    return [
        Mark(progress, "cover", school.name, 0),
        Spacer(1, 90),
        para(scheme.name, style.SUBTITLE),
        Spacer(1, 14),
        para(school.name, style.TITLE),
        Spacer(1, 16),
        Band(style.TEAL, 90, 4),
        Spacer(1, 40),
        facts(
            (
                ("Case", case.reference),
                ("School or setting", " · ".join(part for part in (school.phase, school.kind, place) if part)),
                ("URN", school.urn or "none"),
                ("Meeting", f"{meeting.reference}: {step_name(meeting, scheme)}"),
                ("Held on", ENGLISH.long_date(meeting.held_on)),
                ("Pack made on", ENGLISH.long_date(today)),
            )
        ),
        Spacer(1, 36),
        para(PRIVATE, style.LEAD),
        PageBreak(),
    ]


def contents(progress: Progress, entries: Sequence[tuple[str, str, int]]) -> list[Flowable]:
    """Every section with its page, each line a link. ``entries`` are key, title, level."""
    return [
        *heading(progress, "contents", "Contents"),
        *(Line(progress, key, title, level) for key, title, level in entries),
        PageBreak(),
    ]


def _rating_look(rating: str, scheme: Scheme) -> tuple[Color, Color]:
    """Fill and text colour of a mark: by the scheme's own colours for it, else by its place in the list."""
    looks = ((style.TEAL, HexColor("#FFFFFF")), (style.AMBER, style.INK), (style.ROSE, style.INK))
    scale, colour = marks_of(scheme), colour_of_mark(rating, scheme)
    if colour in COLOURS:
        return looks[COLOURS.index(colour)]
    if rating in scale and not any(colour_of_mark(mark, scheme) for mark in scale):
        return looks[min(scale.index(rating), 2)]
    return (style.LINE, style.INK) if rating in scale else (style.AMBER_PALE, style.QUIET)


def criteria(progress: Progress, answers: Sequence[Answer], items: Sequence[Item], scheme: Scheme) -> list[Flowable]:
    """Criterion by criterion: what the school says, beside the evidence it names."""
    titles = {item.ref: item for item in items if item.ref}
    story: list[Flowable] = heading(progress, "criteria", "Criterion by criterion")
    within: str | None = None
    for principle in marked_areas(scheme):
        story.append(CondPageBreak(150))
        if principle.within not in (None, within):
            within = principle.within
            story.append(para(scheme.principle(within).name, style.LEAD))
        story.extend(heading(progress, f"principle-{principle.id}", scheme.title_of(principle), 1))
        for answer in answers:
            if answer.criterion.principle == principle.id:
                story.extend((_criterion(answer, titles, scheme), Spacer(1, 9)))
    story.append(PageBreak())
    return story


def _criterion(answer: Answer, titles: dict[str, Item], scheme: Scheme) -> Table:
    fill, colour = _rating_look(answer.rating, scheme)
    shade = colour.hexval().replace("0x", "#")
    pill = Paragraph(f'<font color="{shade}">{style.safe(answer.rating or "Not rated")}</font>', style.PILL)
    code, text = style.safe(answer.criterion.code), style.safe(answer.criterion.text)
    title = Paragraph(f"<b>{code}</b>&nbsp;&nbsp;{text}", style.ASKED)
    left: list[Flowable] = []
    for label, words in answer.said:
        if words:
            apart: list[Flowable] = [Spacer(1, 5)] if left else []
            left += [*apart, para(label, style.LABEL), para(words, style.SMALL)]
    looks = answer.criterion.descriptors.get(answer.rating, "")
    if looks:
        left.insert(0, para(f"{answer.rating}: {looks}", style.QUIET_SMALL))
    silent = " or ".join(f"“{label}”" for label, words in answer.said if not words)
    if silent:
        left.append(para(f"Nothing was written under {silent}.", style.QUIET_SMALL))
    right = [para("Evidence", style.LABEL), *cited(answer, titles)]
    aside = 150.0
    look: list[tuple[Any, ...]] = [
        ("BACKGROUND", (0, 0), (-1, 0), style.PALE), ("BACKGROUND", (2, 0), (2, 0), fill),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (2, 0), (2, 0), "MIDDLE"),
        ("SPAN", (0, 0), (1, 0)), ("SPAN", (1, 1), (2, 1)),
        ("LINEBEFORE", (1, 1), (1, 1), 0.5, style.LINE), ("LINEBELOW", (0, 1), (-1, 1), 0.5, style.LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LEFTPADDING", (0, 0), (-1, -1), 8), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ]  # fmt: skip
    data: list[list[Any]] = [[title, "", pill], [left, right, ""]]
    # A short answer stays on one page under its question; a long one may run on.
    long = tall(left, style.INNER - aside) or tall(right, aside)
    if not long:
        look.append(("NOSPLIT", (0, 0), (-1, -1)))
    return Table(data, colWidths=[style.INNER - aside, aside - 66, 66], style=look, splitInRow=int(long))


def plan(progress: Progress, submission: Submission, scheme: Scheme) -> list[Flowable]:
    """Each action of the plan beside what became of it; nothing where the scheme asks for no plan."""
    if not has_plan(scheme):
        return []
    reviews = {row.key: row for row in rows(submission.record, "review", scheme)}
    names = {principle.id: f"{principle.number}. {principle.short_name}" for principle in scheme.principles}
    data: list[list[Any]] = [["No.", "Action", "Who and when", "Done?", "What changed"]]
    for row in rows(submission.record, "plan", scheme):
        review = reviews.get(row.key)
        principle = ", ".join(names.get(name, name) for name in cell(row, "principle").split(", "))
        aim = cell(row, "outcome")
        dates = " to\n".join(filter(None, (_short(row, "start"), _short(row, "by_when"))))
        changed = [para(cell(review, "impact") if review else "", style.SMALL)]
        if review is not None and cell(review, "evidence"):
            changed.append(para(f"Evidence: {cell(review, 'evidence')}", style.LABEL))
        data.append([
            para(row.key or "", style.SMALL_BOLD),
            [para(principle, style.LABEL), para(cell(row, "action"), style.SMALL),
             para(f"Aim: {aim}" if aim else "", style.QUIET_SMALL)],
            [para(cell(row, "who"), style.SMALL), para(dates, style.QUIET_SMALL)],
            para(cell(review, "done") if review else "–", style.SMALL),
            changed,
        ])  # fmt: skip
    table = grid(data, [34, 172, 84, 52, style.INNER - 342])
    body = table if len(data) > 1 else para("No actions were planned.", style.LEAD)
    return [*heading(progress, "plan", "Plan and review"), body, PageBreak()]


def has_plan(scheme: Scheme) -> bool:
    """Whether schools are asked for a plan."""
    return any(table.id == "plan" for document in scheme.documents for table in document.tables)


def _short(row: Any, column: str) -> str:
    value = row.cells.get(column)
    if value is not None and isinstance(value.value, dt.date):
        return f"{value.value.day} {value.value:%b %Y}"
    # What the school called a stretch of time says more than its days: “Term 3”.
    return value.read if value is not None and isinstance(value.value, DateSpan) else cell(row, column)


def findings_list(progress: Progress, findings: Sequence[Finding], waived: Sequence[Flowable] = ()) -> list[Flowable]:
    """What the checks found, most important first, and beneath it what is ``waived``."""
    shown = for_panel(findings)
    story = heading(progress, "findings", "Findings")
    if not shown:
        return [
            *story,
            para("The checks found nothing that the school still has to mend.", style.LEAD),
            *waived,
            PageBreak(),
        ]
    data: list[list[Any]] = [["", "What was found", "Where"]]
    extra: list[tuple[Any, ...]] = []
    for line, one in enumerate(shown, start=1):
        required = one.first.severity is Severity.REQUIRED
        if required:
            extra.append(("BACKGROUND", (0, line), (0, line), style.AMBER_PALE))
        words = [para(one.first.title, style.SMALL_BOLD), para(one.message, style.SMALL)]
        data.append([para("To mend" if required else "Worth a look", style.LABEL), words, _where(one)])
    return [*story, grid(data, [66, style.INNER - 206, 140], extra), *waived, PageBreak()]


def _where(one: Group) -> list[Flowable]:
    """The file, and beneath it the places in it."""
    file, places = one.first.place.file, one.places
    if f"“{file}”" == places or not _in_one_file(one):
        return [para(places, style.SMALL)]
    return [para(file, style.SMALL), para(places.removeprefix(f"“{file}”, "), style.QUIET_SMALL)]


def _in_one_file(one: Group) -> bool:
    return len({finding.place.file for finding in one.findings}) == 1


def evidence_index(progress: Progress, items: Sequence[Item], keys: dict[int, str]) -> list[Flowable]:
    """Every piece with its page. ``keys`` says under which mark each item's evidence begins."""
    story = heading(progress, "index", "Evidence index")
    if not items:
        return [*story, para("The school named no evidence and attached none.", style.LEAD)]
    data: list[list[Any]] = [["Ref.", "What it is", "Kind and area", "Dated", "Page"]]
    extra: list[tuple[Any, ...]] = []
    for place, item in enumerate(items):
        amiss = item.standing
        if amiss.sign:
            extra.append(("BACKGROUND", (0, place + 1), (-1, place + 1), style.AMBER_PALE))
        names = item.file_name if amiss.sign else ", ".join(reading.file for reading in item.files)
        note = " – ".join(filter(None, (names, f"{amiss.sign} {amiss.words}".strip())))
        data.append([
            para(item.ref or "–", style.SMALL_BOLD),
            [para(item.title, style.SMALL), para(note, style.QUIET_SMALL)],
            [para(item.kind, style.SMALL), para(item.area, style.QUIET_SMALL)],
            para(item.dated, style.SMALL),
            PageNumber(progress, keys[place]) if place in keys else para("–", style.SMALL),
        ])  # fmt: skip
    return [*story, grid(data, [36, style.INNER - 292, 112, 100, 44], extra)]
