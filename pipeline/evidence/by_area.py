"""Which areas a line of the evidence index counts for."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.evidence.claimed import line_of
from pipeline.scheme.model import Scheme
from pipeline.values import ClaimKind, Graph, Row

_CITED_IN = "application.criteria.evidence"


def principles_citing(graph: Graph, scheme: Scheme) -> dict[str, set[str]]:
    """The principles under which each line of the index is cited, and those that they lie within."""
    lineages = {criterion.id: scheme.lineage(criterion.principle) for criterion in scheme.criteria}
    cited: dict[str, set[str]] = {}
    for claim in graph.claims:
        if claim.kind is ClaimKind.REFERENCE and claim.address == _CITED_IN:
            cited.setdefault(claim.target, set()).update(lineages.get(claim.row, ()))
    return cited


def areas_of(row: Row, scheme: Scheme, citing: Mapping[str, set[str]]) -> frozenset[str]:
    """The ids of the area written in the line, or of those whose principle's criteria cite it.

    ``citing`` is what :func:`principles_citing` gives.
    """
    value = row.cells.get("area")
    named = str(value.value) if value is not None and value.answered else ""
    if named:
        return frozenset(area.id for area in scheme.evidence.areas if named in (area.name, area.id))
    principles = citing.get(line_of(row), set())
    return frozenset(area.id for area in scheme.evidence.areas if area.principle in principles)
