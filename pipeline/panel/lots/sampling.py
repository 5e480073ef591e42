"""Which pieces of evidence the moderation meeting asks to see."""

from __future__ import annotations

import hashlib

from pipeline.panel.cases.dossier import Item, evidence_graph, items
from pipeline.scheme.model import Scheme
from pipeline.values import Submission


def choose_sample(submission: Submission, scheme: Scheme, seed: str) -> tuple[str, ...]:
    """Evidence references (``E3``) in the order of the index.

    At least one from each evidence area that has any, then others up to the scheme's sample size.
    Each piece is drawn by the sha256 of the seed and its reference: anybody can replay the draw,
    and a line added to the index does not change how the others rank.
    """
    pieces = items(submission, scheme, evidence_graph(submission, scheme))
    indexed = {item.ref: item for item in pieces if item.ref}
    drawn = sorted(indexed, key=lambda ref: (hashlib.sha256(f"{seed}\n{ref}".encode()).hexdigest(), ref))
    chosen: list[str] = []
    for area in scheme.evidence.areas:
        first = next((ref for ref in drawn if _in_area(indexed[ref], area.id, area.name)), None)
        if first is not None and first not in chosen:
            chosen.append(first)
    for ref in drawn:
        if len(chosen) >= scheme.panel.sample_size:
            break
        if ref not in chosen:
            chosen.append(ref)
    return tuple(ref for ref in indexed if ref in chosen)


def _in_area(item: Item, area_id: str, area_name: str) -> bool:
    return item.area.strip().casefold() in {area_id.casefold(), area_name.casefold()}
