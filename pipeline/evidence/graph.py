"""The claim-evidence graph: every pointer in a school's documents against every file that came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.evidence.age import too_old
from pipeline.evidence.claimed import INDEX, Pointer, cut_short, index_rows, line_of, pointers
from pipeline.evidence.file_names import base_name
from pipeline.evidence.links import is_private
from pipeline.evidence.mentions import is_numbered
from pipeline.evidence.shelf import Found, Shelf, same_content, same_name
from pipeline.scheme.model import Scheme
from pipeline.values import (
    WORST_FIRST,
    Claim,
    ClaimKind,
    ClaimStatus,
    FileClass,
    FileKind,
    FileReading,
    FileUse,
    Graph,
    Row,
    Submission,
)

_EVIDENCE = (FileKind.EVIDENCE, FileKind.OTHER)


def build_graph(submission: Submission, scheme: Scheme, today: dt.date | None) -> Graph:
    """Every claim of the newest Record and Application with its status, and every evidence file with its use.

    Without a day (None) nothing is said to be out of date.
    """
    shelf = Shelf((f for f in submission.files if f.kind is not FileKind.SCORE_SHEET), _school(submission))
    rows = {line_of(row): row for row in index_rows(submission, scheme)}
    desk = _Resolver(shelf, scheme, today, rows)
    told = tuple(pointers(submission, scheme, shelf))
    index = [desk.claim(pointer) for pointer in told if pointer.kind is ClaimKind.INDEX]
    index += desk.by_title({claim.line for claim in index})
    lines: dict[str, list[Claim]] = {}
    for claim in index:
        lines.setdefault(claim.line, []).append(claim)
    desk.lines = lines
    others = (desk.claim(pointer) for pointer in told if pointer.kind is not ClaimKind.INDEX)
    claims = _beside_references(tuple(others))
    claims = _same_for_everything((*claims, *index), scheme)
    evidence = tuple(f for f in shelf.files if f.kind in _EVIDENCE)
    return Graph(
        claims,
        evidence,
        _uses(evidence, claims),
        _uncited(rows, claims),
        _twins(evidence, claims),
        cut_short(submission, told),
    )


def _school(submission: Submission) -> str:
    """What the school calls itself in its forms, as much as they say."""
    forms = (form for form in (submission.record, submission.application) if form is not None)
    return " ".join(form.fields["school_name"].read for form in forms if "school_name" in form.fields)


@dataclass
class _Resolver:
    """Turns a pointer into a claim. ``lines`` holds the index's claims by line, once they are known."""

    shelf: Shelf
    scheme: Scheme
    today: dt.date | None
    rows: Mapping[str, Row]
    lines: Mapping[str, Sequence[Claim]] | None = None

    def claim(self, pointer: Pointer) -> Claim:
        """What became of one pointer: the files it means, or the name that is nearest to what it says."""
        found, status, line = self._resolve(pointer)
        near = self._nearest(pointer, found) if status is ClaimStatus.MISSING else ""
        return Claim(
            pointer.place, pointer.address, pointer.row, pointer.text, pointer.kind, pointer.choices[0],
            status, found.files, line, found.near, near, found.instead,
        )  # fmt: skip

    def _resolve(self, pointer: Pointer) -> tuple[Found, ClaimStatus, str]:
        if pointer.kind is ClaimKind.REFERENCE:
            return self._reference(pointer.choices[0])
        if pointer.link:
            titled = self._titled(pointer.line)
            if len(titled.files) == 1:
                # The line gives an address, and the document came as well.
                return replace(titled, near=True), self._status(titled, self.rows.get(pointer.line)), pointer.line
            private = is_private(pointer.choices[0], self.scheme.evidence.private_hosts)
            return Found(), ClaimStatus.PRIVATE_LINK if private else ClaimStatus.WEB_LINK, pointer.line
        found = self._vague(pointer) if pointer.vague else self._named(pointer.choices, pointer.line)
        status = self._status(found, self.rows.get(pointer.line))
        if pointer.vague and not found.files and self._evidence():
            # Files came, and nothing says which of them is meant.
            status = ClaimStatus.AMBIGUOUS
        return found, status, pointer.line

    def _reference(self, ref: str) -> tuple[Found, ClaimStatus, str]:
        """What an index line means; without the line, the file that carries the reference in its name."""
        claims = (self.lines or {}).get(ref, ())
        if claims:
            files = tuple(dict.fromkeys(file for claim in claims for file in claim.files))
            status = min((claim.status for claim in claims), key=WORST_FIRST.index)
            instead = tuple(dict.fromkeys(file for claim in claims for file in claim.instead))
            return Found(files, any(claim.near for claim in claims), instead=instead), status, ref
        found = Found(self.shelf.marked(ref))
        return found, self._status(found, self.rows.get(ref)), ref if ref in self.rows else ""

    def _nearest(self, pointer: Pointer, found: Found) -> str:
        """The name most like what is missing, or else that of the file which came under the piece's title."""
        titled = self._titled(pointer.line).files if pointer.kind is ClaimKind.INDEX and not found.instead else ()
        return base_name(titled[0].file) if len(titled) == 1 else found.nearest

    def by_title(self, told: Collection[str]) -> Iterator[Claim]:
        """The lines that name no file (beside those ``told``), where a file came under what the piece is called."""
        for line, row in self.rows.items():
            found = self._titled(line) if line not in told else Found()
            if found.files:
                title, place = row.cells["title"].read, row.cells.get("file", row.cells["title"]).place
                status = self._status(found, row)
                address = f"{INDEX}.file"
                yield Claim(place, address, line, title, ClaimKind.INDEX, title, status, found.files, line, near=True)

    def _titled(self, line: str) -> Found:
        row = self.rows.get(line)
        title = row.cells.get("title") if row is not None else None
        return self.shelf.find(title.read, line) if title is not None and title.answered else Found()

    def _named(self, choices: Sequence[str], line: str) -> Found:
        tries = [self.shelf.find(choice, line) for choice in choices]
        sure = (found for found in tries if found.files and not found.near)
        near = (found for found in tries if found.files)
        other = (found for found in tries if found.instead or found.nearest)
        return next(sure, None) or next(near, None) or next(other, Found())

    def _vague(self, pointer: Pointer) -> Found:
        """“See attached” says which file by words that follow, by its line in the index, or because only one came."""
        found = self._named(pointer.choices, pointer.line)
        if found.files:
            return found
        titled = self._titled(pointer.line)
        if titled.files:
            return replace(titled, near=True)
        for holding in (*(self.shelf.holding(c) for c in pointer.choices), self.shelf.marked(pointer.line)):
            if holding:
                return Found(holding)
        evidence = self._evidence()
        return Found(evidence) if len(evidence) == 1 else found

    def _evidence(self) -> tuple[FileReading, ...]:
        return tuple(f for f in self.shelf.readable() if f.kind in _EVIDENCE)

    def _status(self, found: Found, row: Row | None) -> ClaimStatus:
        if not found.files:
            return ClaimStatus.MISSING
        if len(found.files) > 1:
            return ClaimStatus.AMBIGUOUS
        (reading,) = found.files
        if is_empty(reading):
            return ClaimStatus.EMPTY
        if reading.file_class is not FileClass.PARSED:
            return ClaimStatus.UNREADABLE
        old = self.today and too_old(row, found.files, self.scheme, self.today)
        return ClaimStatus.OUT_OF_DATE if old else ClaimStatus.ATTACHED


def is_empty(reading: FileReading) -> bool:
    """Whether a file holds nothing: no bytes at all, or neither text nor pictures."""
    return reading.size == 0 or (reading.evidence is not None and reading.evidence.blank)


def _beside_references(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """“See attached” in a row that also names references means those; “Appendix 2” is a thing of its own."""
    named: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.kind is ClaimKind.REFERENCE and claim.files:
            named.setdefault(_row(claim), []).append(claim)
    return tuple(_explained(claim, named.get(_row(claim), ())) for claim in claims)


def _row(claim: Claim) -> tuple[str, str]:
    return claim.address.rpartition(".")[0], claim.row


def _explained(claim: Claim, beside: Sequence[Claim]) -> Claim:
    vague = claim.kind is ClaimKind.ATTACHMENT and not claim.files and claim.row and not is_numbered(claim.text)
    if not vague or not beside:
        return claim
    files = tuple(dict.fromkeys(file for other in beside for file in other.files))
    return replace(claim, status=min((c.status for c in beside), key=WORST_FIRST.index), files=files, nearest="")


def _same_for_everything(claims: tuple[Claim, ...], scheme: Scheme) -> tuple[Claim, ...]:
    principles = {c.id: c.principle for c in scheme.criteria} | {p.id: p.id for p in scheme.principles}
    shown: dict[str, set[str]] = {}
    for claim in claims:
        for file in claim.files if claim.row in principles and claim.status is not ClaimStatus.AMBIGUOUS else ():
            shown.setdefault(same_content(file), set()).add(principles[claim.row])
    overused = {content for content, of in shown.items() if len(of) >= scheme.evidence.everything_from}
    return tuple(
        replace(claim, for_everything=True)
        if claim.status is not ClaimStatus.AMBIGUOUS and any(same_content(file) in overused for file in claim.files)
        else claim
        for claim in claims
    )


def _uses(evidence: Sequence[FileReading], claims: Sequence[Claim]) -> Mapping[str, FileUse]:
    """A file is cited when anything points at it, or at another copy of it."""
    cited = {same_content(file) for claim in claims for file in (*claim.files, *claim.instead)}
    return {f.file: FileUse.CITED if same_content(f) in cited else FileUse.NEVER_CITED for f in evidence}


def _uncited(rows: Mapping[str, Row], claims: Sequence[Claim]) -> tuple[str, ...]:
    """The index lines that nothing cites, neither by their reference nor by their file."""
    cited = {claim.target for claim in claims if claim.kind is ClaimKind.REFERENCE}
    pointed = {id(file) for claim in claims if claim.kind is not ClaimKind.INDEX for file in claim.files}
    own = {line: [f for c in claims if c.kind is ClaimKind.INDEX and c.line == line for f in c.files] for line in rows}
    return tuple(line for line in rows if line not in cited and not any(id(f) in pointed for f in own[line]))


def _twins(evidence: Sequence[FileReading], claims: Sequence[Claim]) -> tuple[tuple[FileReading, ...], ...]:
    """The same document under different names, the one that is named first; “Rota (1).pdf” is no other name."""
    cited = {file.file for claim in claims for file in claim.files}
    groups: dict[str, list[FileReading]] = {}
    for reading in evidence:
        if reading.size:
            groups.setdefault(same_content(reading), []).append(reading)
    twins = (_different_names(sorted(group, key=lambda f: f.file not in cited)) for group in groups.values())
    return tuple(group for group in twins if len(group) > 1)


def _different_names(group: Sequence[FileReading]) -> tuple[FileReading, ...]:
    first, *others = group
    return (first, *(other for other in others if not same_name(first.file, other.file)))
