"""Kinds of check about lines of the evidence index beside each other: one file twice, and files one line off."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.kinds.claims import hit_at
from pipeline.checking.scene import Hit, Scene
from pipeline.evidence.claimed import line_of
from pipeline.evidence.file_names import base_name, taken_apart, without_page, words_of
from pipeline.scheme.model import Check
from pipeline.values import Claim, ClaimKind

# How much the words of a title and of a file's name have in common (percent): so much where they are of one piece …
_OF_ONE_PIECE = 70
# … and no more where they are of two.
_OF_TWO = 45


def same_file(scene: Scene, check: Check) -> Iterator[Hit]:
    """A line of the index (``on``) names the whole of a file that a line before it names; said at the later one.

    A file that stands for nearly everything is told as that.
    """
    first: dict[str, Claim] = {}
    for claim in _one_file_each(scene, check):
        if claim.for_everything or without_page(claim.text) != claim.text:
            continue
        before = first.setdefault(claim.files[0].file, claim)
        if before.line != claim.line:
            hit = hit_at(scene, claim)
            if hit.answered:
                yield hit.said(file=f"“{base_name(claim.files[0].file)}”", other=before.line)


def file_of_another(scene: Scene, check: Check) -> Iterator[Hit]:
    """Lines of the index (``on``) whose file is called as another line's piece is, and not as their own.

    Told only where that other line's file is not its own either: then names have slipped by a line or more.
    """
    table = scene.table(check.on)
    titles = {line_of(row): row.cells["title"].read for row in table.rows if "title" in row.cells} if table else {}
    titles = {line: title for line, title in titles.items() if title.strip()}
    claims = [claim for claim in _one_file_each(scene, check) if claim.line in titles]
    strange = {c.line: c for c in claims if _likeness(titles[c.line], c) <= _OF_TWO}
    for line, claim in strange.items():
        others = ((_likeness(titles[other], claim), other) for other in strange if other != line)
        likeness, other = max(others, default=(0.0, ""))
        hit = hit_at(scene, claim)
        if likeness >= _OF_ONE_PIECE and hit.answered:
            yield hit.said(file=f"“{base_name(claim.files[0].file)}”", title=f"“{titles[line]}”", other=other)


def _one_file_each(scene: Scene, check: Check) -> Iterator[Claim]:
    for claim in scene.graph.claims:
        if claim.kind is ClaimKind.INDEX and claim.address == check.on and len(claim.files) == 1:
            yield claim


def _likeness(title: str, claim: Claim) -> float:
    from rapidfuzz import fuzz

    name = taken_apart(claim.files[0].file)
    return fuzz.token_set_ratio(" ".join(words_of(title)), " ".join(name.words))
