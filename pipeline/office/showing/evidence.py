"""`award evidence`: what a school points at, what of it came, and what the officer should look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking.signposts import Signposts, put_up
from pipeline.evidence.graph import build_graph
from pipeline.evidence.privacy import pointed_out
from pipeline.office.cases.looking import waiting_notices
from pipeline.office.desk import Desk
from pipeline.office.trying.inspection import read_paths
from pipeline.scheme.model import Scheme
from pipeline.values import Claim, Evidence, Graph, Notice, Submission


@dataclass(frozen=True, slots=True)
class Told:
    """What is claimed, and what may be personal data; of a case also which of that nobody has looked at yet."""

    graph: Graph
    notices: tuple[Notice, ...]
    signposts: Signposts
    waiting: tuple[Notice, ...] | None = None

    def standing(self, notice: Notice) -> str:
        """“new” or “looked at” once the officer has looked at something of the case; else nothing."""
        if self.waiting is None or len(self.waiting) == len(self.notices):
            return ""
        return "new" if notice in self.waiting else "looked at"


def evidence_of_case(desk: Desk, case: str) -> Told:
    """A case's graph, and what may be personal data in it. Raises UsageError when there is no such case."""
    submission, scheme = desk.submission(case), desk.scheme_of(case)
    graph = build_graph(submission, scheme, desk.today)
    signposts = put_up(submission, scheme)
    return Told(graph, pointed_out(submission, scheme), signposts, waiting_notices(desk, case))


def evidence_of_files(paths: Sequence[Path], scheme: Scheme, today: dt.date) -> Told:
    """The same for any files, without a workspace's register."""
    submission = Submission(read_paths(paths, scheme))
    graph = build_graph(submission, scheme, today)
    return Told(graph, pointed_out(submission, scheme), put_up(submission, scheme))


def as_json(told: Told, *, names: bool) -> dict[str, object]:
    """The published shape of ``award evidence --json``. What may be personal data is masked unless ``names``."""
    graph = told.graph
    return {
        "claims": [claim.as_json() for claim in graph.claims],
        "files": [{"file": f.file, "use": graph.uses[f.file].value, **_seen(f.evidence)} for f in graph.files],
        "uncited": list(graph.uncited),
        "same": [[f.file for f in twins] for twins in graph.twins],
        "personal": [
            {**n.place.as_json(), "what": n.words["what"], "read": _read(n, names), "standing": told.standing(n)}
            for n in told.notices
        ],
    }


def claim_rows(told: Told) -> list[tuple[str, str, str, str]]:
    """A row a claim: where it stands, what it says, what became of it, and the files it means."""
    at = told.signposts.words
    return [(at(c.place), c.text, c.status.value.replace("-", " "), _files(c)) for c in told.graph.claims]


def other_lines(told: Told, *, names: bool) -> list[str]:
    """What is true of no single claim: unused files and lines, copies, and what may be personal data."""
    graph = told.graph
    lines = [f"Nothing points at {file}." for file, use in graph.uses.items() if use.value == "never-cited"]
    lines += [f"Nothing points at line {line} of the index." for line in graph.uncited]
    lines += [f"The same under different names: {', '.join(f.file for f in twins)}." for twins in graph.twins]
    for notice in told.notices:
        standing = told.standing(notice)
        said = f"{_where(notice, told.signposts)}: {notice.words['what']}: {_read(notice, names)}"
        lines.append(f"{said} ({standing})" if standing else said)
    return lines if lines or graph.claims else ["Nothing points at evidence here, and no evidence came."]


def _where(notice: Notice, signposts: Signposts) -> str:
    spot = signposts.words(notice.place)
    return spot if spot == notice.place.file else f"{notice.place.file}, {spot}"


def _read(notice: Notice, names: bool) -> str:
    return notice.words["seen"] if names else notice.read


def _files(claim: Claim) -> str:
    files = ", ".join(reading.file for reading in claim.files)
    if claim.nearest:
        return f"(most like it: {claim.nearest})"
    return f"{files} (by likeness)" if claim.near else files


def _seen(evidence: Evidence | None) -> dict[str, object]:
    if evidence is None:
        return {}
    day = evidence.latest_date.isoformat() if evidence.latest_date else None
    return {
        "media": evidence.media, "pages": evidence.pages, "without text": evidence.pictures_only, "date": day,
        "date is": evidence.dated.value if day else None, "kind": evidence.kind,
    }  # fmt: skip
