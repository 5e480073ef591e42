"""Kinds of check about the evidence index and the files that came with it.

All of them ask the claim-evidence graph, so that no two can disagree on whether a file came.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.kinds.claims import by_cell, came_instead, hit_at, is_within
from pipeline.checking.kinds.lost import lost_criteria
from pipeline.checking.scene import Hit, Scene, Table, last_part, listed, word
from pipeline.evidence.age import Aged, may_be, too_old
from pipeline.evidence.by_area import areas_of, principles_citing
from pipeline.evidence.claimed import line_of
from pipeline.evidence.file_names import base_name
from pipeline.evidence.shelf import same_content
from pipeline.scheme.model import Check
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import Claim, ClaimKind, ClaimStatus, FileKind, FileReading, NoticeKind, Place, Row


def evidence_refs_exist(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every reference within ``on`` stands in the index, if that came; one finding for each cell that writes it out.

    “See above” names what was told above already.
    """
    index = scene.table(word(check, "index"))
    if index is None or index.gone:
        return
    absent: dict[Place, list[Claim]] = {}
    for claim in scene.graph.claims:
        unknown = claim.kind is ClaimKind.REFERENCE and not claim.line and is_within(claim, check)
        if unknown and not _only_points(scene, claim):
            absent.setdefault(claim.place, []).append(claim)
    for claims in absent.values():
        targets = list(dict.fromkeys(claim.target for claim in claims))
        yield hit_at(scene, claims[0]).said(absent=listed(targets))


def _only_points(scene: Scene, claim: Claim) -> bool:
    """Whether a cell holds no figure of its own: its references were taken from another row."""
    table, column = scene.table(claim.address), claim.address.rpartition(".")[2]
    values = [row.cells.get(column) for row in table.rows] if table else []
    read = next((value.read for value in values if value is not None and value.place == claim.place), "0")
    return not any(map(str.isdigit, read))


def index_cited(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every line of the index is named in the column ``cited_in``; said at the line's ``on`` cell.

    Where the form lost criteria, nobody can say what these would name.
    """
    index, where = scene.table(check.on), word(check, "cited_in")
    citing = scene.table(where)
    cited = {claim.target for claim in scene.graph.claims if _is_reference(claim, where)}
    if index is None or not cited or (citing is not None and lost_criteria(scene, citing)):
        return
    for row in index.rows:
        if row.key and index.started(row) and line_of(row) not in cited:
            yield index.hit(row, last_part(check))


def evidence_attached(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every file named in the index came; case, spaces and the ending of the name do not matter."""
    named = (claim for claim in scene.graph.claims if claim.kind is ClaimKind.INDEX and claim.address == check.on)
    for claims in by_cell(claim for claim in named if claim.status is ClaimStatus.MISSING):
        hit = hit_at(scene, claims[0])
        if hit.answered:
            near = [f"“{claim.nearest}”" for claim in claims if claim.nearest]
            hint = came_instead(scene, claims) + (f" The name most like it is {listed(near)}." if near else "")
            absent = listed([f"“{claim.text}”" for claim in claims])
            yield hit.said(absent=absent, hint=hint)


def file_listed(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every evidence file is named in the index (``on``).

    A copy of one that is named is told elsewhere, and so is the one that a line may mean whose file did not come.
    """
    index = scene.table(check.on)
    if index is None or index.gone:
        return
    lines = [claim for claim in scene.graph.claims if claim.kind is ClaimKind.INDEX]
    named = {same_content(file) for claim in lines for file in claim.files}
    meant = {claim.nearest for claim in lines if claim.status is ClaimStatus.MISSING}
    for reading in scene.graph.files:
        told = same_content(reading) in named or base_name(reading.file) in meant
        if reading.kind is FileKind.EVIDENCE and not (told or _stands_in(scene, reading)):
            yield Hit(Place(reading.file), read=reading.file)


def _stands_in(scene: Scene, reading: FileReading) -> bool:
    """Whether a file came in place of a form that is not there: then that is told, and no line of an index mends it."""
    forms = (n.words.get("form", "") for n in reading.notices if n.kind is NoticeKind.PRINTOUT)
    return any(scene.submission.form(form) is None for form in forms)


def evidence_minimum(scene: Scene, check: Check) -> Iterator[Hit]:
    """The scheme's minimum of pieces, read as the scheme says: in each area, or in total with one in each."""
    index, rules = scene.table(check.on), scene.scheme.evidence
    if index is None:
        return
    rows = [row for row in index.rows if index.started(row)]
    citing = principles_citing(scene.graph, scene.scheme)
    areas = {index.row_id(row): areas_of(row, scene.scheme, citing) for row in rows}
    by_area = {area.id: {line for line, found in areas.items() if area.id in found} for area in rules.areas}
    least = rules.minimum if rules.reading == "per_area" else 1
    short = [f"{a.name} ({len(by_area[a.id])} of {least})" for a in rules.areas if len(by_area[a.id]) < least]
    total = len(set().union(*by_area.values())) if by_area else 0
    if rules.reading == "in_total" and not short and total < rules.minimum:
        short = [f"all areas together ({total} of {rules.minimum})"]
    if short:
        yield index.whole(short=listed(short), minimum=str(rules.minimum))


def evidence_age(scene: Scene, check: Check) -> Iterator[Hit]:
    """No evidence is older than its kind may be, by the newest date in the index or in the file itself."""
    index = scene.table(check.on)
    for row in index.rows if index else ():
        aged = too_old(row, scene.graph.of_line(line_of(row)), scene.scheme, scene.today)
        if index and aged:
            yield _aged(index, row, check, aged)


def _is_reference(claim: Claim, address: str) -> bool:
    return claim.kind is ClaimKind.REFERENCE and claim.address == address


def _aged(index: Table, row: Row, check: Check, aged: Aged) -> Hit:
    column = last_part(check) if aged.in_index else "file"
    return index.hit(
        row, column, date=ENGLISH.long_date(aged.day), kind=aged.kind.name.lower(), allowed=may_be(aged.kind)
    )
