"""Panel packs: one PDF a school, and one PDF a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from pipeline.panel.cases.dossier import Item, answers, evidence_graph, items
from pipeline.panel.cases.level import level_facts
from pipeline.panel.packs import pages, style
from pipeline.panel.packs.document import Progress, compose
from pipeline.panel.packs.evidence import evidence_keys, evidence_pages, item_title, lay_in
from pipeline.panel.packs.grids import facts, grid
from pipeline.panel.packs.merging import Part, merge, page_count
from pipeline.panel.packs.school import school_and_team
from pipeline.panel.packs.style import para
from pipeline.panel.packs.summary import summary
from pipeline.panel.packs.waivers import waivers_list
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.marked import marked_areas
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import CaseView, Finding, LevelFound, Meeting, Submission, Waiver


def build_pack(
    case: CaseView,
    submission: Submission,
    findings: Sequence[Finding],
    contents: Mapping[str, bytes],
    scheme: Scheme,
    meeting: Meeting,
    today: dt.date,
    level: LevelFound | None = None,
    waivers: Sequence[Waiver] = (),
) -> bytes:
    """One school's pack as PDF, the same bytes for the same values.

    ``level`` is what is found of the level that it asks for, ``waivers`` what the office does not ask. ``contents``
    holds the bytes of evidence files by sha256; a PDF or picture that is not there, or
    that cannot be opened, becomes a page that says so.
    """
    style.fonts()
    progress = Progress()
    graph = evidence_graph(submission, scheme)
    found, pieces = answers(submission, scheme, graph), items(submission, scheme, graph)
    keys = evidence_keys(pieces)
    story: list[Flowable] = [
        *pages.cover(progress, case, scheme, meeting, today),
        *pages.contents(progress, _entries(scheme, pieces)),
        *summary(progress, found, pieces, findings, scheme, level_facts(level, scheme, today) if level else ()),
        *school_and_team(progress, case, submission, scheme),
        *pages.criteria(progress, found, pieces, scheme),
        *pages.plan(progress, submission, scheme),
        *pages.findings_list(progress, findings, waivers_list(waivers, scheme)),
        *pages.evidence_index(progress, pieces, keys),
        *evidence_pages(progress, pieces, contents),
    ]
    footer = f"{case.reference}  ·  {case.school.name}"
    pack = compose(story, progress, f"Panel pack: {case.school.name} ({case.reference})", footer, scheme.name)
    return lay_in(pack, progress.stamps, contents)


def _entries(scheme: Scheme, pieces: Sequence[Item]) -> list[tuple[str, str, int]]:
    entries = [("summary", "At a glance", 0), ("school", "School and team", 0)]
    entries.append(("criteria", "Criterion by criterion", 0))
    entries.extend((f"principle-{p.id}", scheme.title_of(p), 1) for p in marked_areas(scheme))
    entries.extend([("plan", "Plan and review", 0)] if pages.has_plan(scheme) else [])
    entries.extend((("findings", "Findings", 0), ("index", "Evidence", 0)))
    entries.extend((key, item_title(pieces[place]), 1) for place, key in evidence_keys(pieces).items())
    return entries


def build_meeting_pack(meeting: Meeting, packs: Sequence[tuple[CaseView, bytes]], scheme: Scheme) -> bytes:
    """The schools' packs in one PDF behind an agenda. The caller leaves out schools a reader avoids."""
    style.fonts()
    agenda = _agenda(meeting, packs, scheme, 1)
    length = page_count(agenda)
    if length > 1:
        agenda = _agenda(meeting, packs, scheme, length)
    parts = [Part(f"{case.school.name} ({case.reference})", pack) for case, pack in packs]
    return merge(agenda, parts)


def _agenda(meeting: Meeting, packs: Sequence[tuple[CaseView, bytes]], scheme: Scheme, length: int) -> bytes:
    progress = Progress()
    data: list[list[object]] = [["", "School or setting", "Case", "Pages", "Begins at"]]
    begins = length + 1
    for number, (case, pack) in enumerate(packs, start=1):
        count = page_count(pack)
        name = [para(case.school.name, style.NORMAL), para(_about(case), style.QUIET_SMALL)]
        data.append([para(str(number), style.SMALL_BOLD), name,
                     *(para(text, style.SMALL) for text in (case.reference, str(count), str(begins)))])  # fmt: skip
        begins += count
    members = ", ".join(f"{member.name}" for member in meeting.members)
    listed = grid(data, [28, style.INNER - 248, 110, 50, 60]) if packs else para("No schools.", style.LEAD)
    story: list[Flowable] = [
        para(scheme.name, style.SUBTITLE),
        Spacer(1, 6),
        para(pages.step_name(meeting, scheme), style.TITLE),
        Spacer(1, 14),
        facts((("Meeting", meeting.reference), ("Held on", ENGLISH.long_date(meeting.held_on)), ("Members", members))),
        Spacer(1, 10),
        para("Schools to read", style.SECTION),
        listed,
    ]
    title = f"Meeting pack: {meeting.reference}"
    return compose(story, progress, title, f"{meeting.reference}  ·  Agenda", scheme.name)


def _about(case: CaseView) -> str:
    return " · ".join(part for part in (case.school.phase, case.school.town) if part)
