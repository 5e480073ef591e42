"""How what a school points at stands, in words and with a sign, so that nobody needs colours to see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evidence.file_names import base_name
from pipeline.values import WORST_FIRST, Claim, ClaimKind, ClaimStatus, FileReading, Graph

ABSENT, UNSURE, ELSEWHERE = "✗", "?", "→"


@dataclass(frozen=True, slots=True)
class Standing:
    """``sign`` and ``words`` are empty where the evidence came and can be read."""

    sign: str = ""
    words: str = ""


HELD = Standing()
_PLAIN = {
    ClaimStatus.UNREADABLE: Standing(ABSENT, "the file cannot be opened"),
    ClaimStatus.EMPTY: Standing(ABSENT, "the file is empty"),
    ClaimStatus.PRIVATE_LINK: Standing(ABSENT, "a link that only the school can open"),
    ClaimStatus.WEB_LINK: Standing(ELSEWHERE, "a web page, not opened here"),
    ClaimStatus.OUT_OF_DATE: HELD,
    ClaimStatus.ATTACHED: HELD,
}


def standing(claim: Claim, graph: Graph) -> Standing:
    """How a claim stands; a reference stands as its line of the index does."""
    if claim.kind is ClaimKind.REFERENCE and claim.line:
        return of_line(claim.line, graph)
    if claim.status is ClaimStatus.MISSING:
        return Standing(ABSENT, _missing(claim))
    if claim.status is ClaimStatus.AMBIGUOUS:
        return Standing(UNSURE, _fitting(claim))
    return _PLAIN[claim.status]


def of_line(line: str, graph: Graph) -> Standing:
    """How a line of the index stands: as the worst of the files it names."""
    claims = [claim for claim in graph.claims if claim.kind is ClaimKind.INDEX and claim.line == line]
    if not claims:
        return Standing(ABSENT, "not attached: no file is named")
    return standing(min(claims, key=_badness), graph)


def _badness(claim: Claim) -> int:
    return WORST_FIRST.index(claim.status)


def _missing(claim: Claim) -> str:
    if claim.kind is ClaimKind.REFERENCE:
        return "not in the index"
    words = "not attached" if claim.kind is ClaimKind.INDEX else "not among the files"
    if claim.instead:
        return f"{words}; only {_names(claim.instead)} came, which cannot be read"
    return words


def _fitting(claim: Claim) -> str:
    if not claim.files:
        return "does not say which file"
    count = "two" if len(claim.files) == 2 else str(len(claim.files))
    return f"{count} files fit: {_names(claim.files)}"


def _names(files: Sequence[FileReading]) -> str:
    return ", ".join(f"“{_told_apart(reading, files)}”" for reading in files)


def _told_apart(reading: FileReading, files: Sequence[FileReading]) -> str:
    """A file's name, with its folder where another has the same."""
    name = base_name(reading.file)
    return reading.file if sum(base_name(other.file) == name for other in files) > 1 else name
