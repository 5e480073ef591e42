"""Kinds of check about single claims on evidence, about copies, and about pupils' personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.checking.scene import ONE_CELL, Hit, Scene, last_part, listed, words
from pipeline.errors import RulesError
from pipeline.evidence.claimed import line_of
from pipeline.evidence.file_names import base_name
from pipeline.evidence.privacy import pointed_out
from pipeline.evidence.sighting import Personal
from pipeline.scheme.model import Check
from pipeline.values import (
    WORST_FIRST,
    Claim,
    ClaimKind,
    ClaimStatus,
    FileClass,
    FileKind,
    FileReading,
    Notice,
    NoticeKind,
    Place,
    Understood,
)

# So many of a list's rows show an officer what it is; “award evidence” tells each.
SHOWN_OF_A_LIST = 5
_IN_LISTS = frozenset([Personal.REGISTER.value, Personal.BIRTH.value])


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """The place of a claim as a check tells it; ``answered`` is false where only “see attached” stands there."""

    hit: Hit
    answered: bool

    def said(self, **said: str) -> Hit:
        """The hit with words for the names in its sentences."""
        return replace(self.hit, words={**self.hit.words, **said})


def hit_at(scene: Scene, claim: Claim) -> ClaimHit:
    """Where a claim stands, with its row and heading so that other findings on the row can hide it."""
    document, _, column = claim.address.partition(".")
    table = scene.table(claim.address) if claim.address.count(".") == 2 else None
    for row in table.rows if table else ():
        value = row.cells.get(column.rpartition(".")[2])
        # Lines of an index in a table within a box all stand at that box.
        if table and value is not None and value.place == claim.place and claim.line in {"", line_of(row)}:
            return ClaimHit(table.hit(row, column.rpartition(".")[2], read=claim.text), value.answered)
    return ClaimHit(Hit(claim.place, claim.text, document, row_name="This link"), answered=True)


def claim_status(scene: Scene, check: Check) -> Iterator[Hit]:
    """Claims within ``on`` have one of ``statuses`` (and are of ``kinds``); one finding for each cell.

    A reference has the status of its line of the index, and is told there, unless ``kinds`` names it. A finding
    hides what is said of its own cell, and nothing else on the row.
    """
    statuses, kinds = _statuses(check), set(words(check, "kinds")) or {k.value for k in ClaimKind} - {"reference"}
    found = (c for c in scene.graph.claims if is_within(c, check) and c.status in statuses and c.kind.value in kinds)
    for claims in by_cell(found):
        hit = hit_at(scene, claims[0])
        if hit.answered:
            hint = came_instead(scene, claims)
            told = hit.said(claimed=_quoted([c.text for c in claims]), files=_files(claims), hint=hint)
            yield replace(told, row=ONE_CELL)


def by_cell(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that stand in one cell together; those of a cell that is merged over several lines once."""
    cells: dict[tuple[Place, str], list[Claim]] = {}
    for claim in claims:
        cells.setdefault((claim.place, claim.row), []).append(claim)
    once: dict[tuple[Place, tuple[str, ...]], list[Claim]] = {}
    for held in cells.values():
        once.setdefault((held[0].place, tuple(claim.text for claim in held)), held)
    return list(once.values())


def is_within(claim: Claim, check: Check) -> bool:
    """Whether a claim stands within ``on``, and not in a column of ``besides`` that another check tells."""
    return f"{claim.address}.".startswith(f"{check.on}.") and claim.address not in words(check, "besides")


def evidence_unmatched(scene: Scene, check: Check) -> Iterator[Hit]:
    """A cell of references (``on``) that holds none, and whose words lead to one of ``statuses`` at the worst.

    Words that point at nothing count as ambiguous: nobody can say which piece is meant.
    """
    table, statuses = scene.table(check.on), _statuses(check)
    for row in table.rows if table else ():
        value = row.cells.get(last_part(check))
        if table is None or value is None or value.understood is not Understood.UNCLEAR:
            continue
        claims = [claim for claim in scene.graph.claims if claim.place == value.place]
        worst = min((claim.status for claim in claims), key=WORST_FIRST.index, default=ClaimStatus.AMBIGUOUS)
        if worst in statuses and not any(claim.kind is ClaimKind.REFERENCE for claim in claims):
            told = [claim for claim in claims if claim.status is worst]
            yield table.hit(
                row, last_part(check), claimed=_quoted([c.text for c in told]), hint=came_instead(scene, told)
            )


def _statuses(check: Check) -> set[ClaimStatus]:
    named = words(check, "statuses")
    known = {status.value for status in ClaimStatus}
    unknown = [name for name in named if name not in known]
    if unknown or not named:
        raise RulesError(
            f"checks: {check.id}: there is no status “{''.join(unknown[:1])}” (known: {', '.join(sorted(known))})."
        )
    return {ClaimStatus(name) for name in named}


def same_for_everything(scene: Scene, check: Check) -> Iterator[Hit]:
    """One file is cited for nearly all principles; said once a file, at its line of the index (``on``) if any."""
    principles = {c.id: c.principle for c in scene.scheme.criteria} | {p.id: p.id for p in scene.scheme.principles}
    told: dict[str, list[Claim]] = {}
    for claim in scene.graph.claims:
        if claim.for_everything:
            for reading in claim.files:
                told.setdefault(reading.file, []).append(claim)
    for file, claims in told.items():
        count = len({principles[claim.row] for claim in claims if claim.row in principles})
        first = next((c for c in claims if c.kind is ClaimKind.INDEX and c.address == check.on), claims[0])
        if count >= scene.scheme.evidence.everything_from:
            yield hit_at(scene, first).said(file=f"“{base_name(file)}”", count=str(count))


def twin_files(scene: Scene, _: Check) -> Iterator[Hit]:
    """Files that are the same under different names; said at each but the first."""
    for first, *others in scene.graph.twins:
        for other in others:
            yield Hit(Place(other.file), read=other.file, words={"first": f"“{base_name(first.file)}”"})


def personal_data(scene: Scene, _: Check) -> Iterator[Hit]:
    """What may be a pupil's personal data, masked; the rows of one list as one, said at the first."""
    lists: dict[tuple[object, ...], list[Notice]] = {}
    for notice in pointed_out(scene.submission, scene.scheme):
        what, place = notice.words["what"], notice.place
        whole = replace(place, cell=None, row=None, column=None)
        key = (what, whole) if what in _IN_LISTS else (what, place, notice.read)
        lists.setdefault(key, []).append(notice)
    for notices in lists.values():
        read = list(dict.fromkeys(notice.read for notice in notices))[:SHOWN_OF_A_LIST]
        more = f" and {len(notices) - len(read)} more" if len(notices) > len(read) else ""
        yield Hit(notices[0].place, ", ".join(read) + more, words={"what": notices[0].words["what"]})


def not_looked_through(scene: Scene, _: Check) -> Iterator[Hit]:
    """A file or form is so long, or points at so much, that it was not looked through to its end."""
    for reading in scene.submission.files:
        document = reading.form.document if reading.form is not None else ""
        counts = reading.form is not None and reading.form is scene.submission.form(document)
        noticed = any(notice.kind is NoticeKind.LOOKED_SO_FAR for notice in reading.notices)
        if noticed or (counts and document in scene.graph.cut):
            yield Hit(Place(reading.file), read=reading.file)


def _quoted(texts: Sequence[str]) -> str:
    return listed([f"“{text}”" for text in dict.fromkeys(texts)])


def came_instead(scene: Scene, claims: Sequence[Claim]) -> str:
    """What came under the name of missing files and cannot be read, or may hold them, as a sentence; or nothing."""
    files = _quoted([base_name(f.file) for claim in claims for f in claim.instead])
    if files:
        return f" What came is {files}, which we cannot read."
    parcels = [base_name(reading.file) for reading in scene.submission.files if is_unopened(reading)]
    if parcels and any(claim.status is ClaimStatus.MISSING for claim in claims):
        return f" It may be in {_quoted(parcels)}, which we could not open."
    return ""


# What may hold files that did not come by themselves.
_PARCELS = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".eml", ".msg", ".dat")


def is_unopened(reading: FileReading) -> bool:
    """Whether a file is a zip, another archive or an e-mail out of which we could not take everything."""
    opened = reading.file_class in (FileClass.PARSED, FileClass.IGNORED)
    return not opened and (reading.kind in _HOLDERS or reading.file.lower().endswith(_PARCELS))


_HOLDERS = (FileKind.ARCHIVE, FileKind.MESSAGE)


def _files(claims: Sequence[Claim]) -> str:
    return _quoted([base_name(f.file) for claim in claims for f in claim.files]) or "no file by name"
