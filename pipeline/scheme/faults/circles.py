"""Whether a thing leads back to itself: checks that hide one another, principles within each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circle(start: str, leads_to: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A shortest way from ``start`` back to itself, both ends in it; empty when there is none."""
    seen: set[str] = set()
    ways: list[tuple[str, ...]] = [(start,)]
    while ways:
        way = ways.pop(0)
        for to in leads_to.get(way[-1], ()):
            if to == start:
                return (*way, to)
            if to not in seen:
                seen.add(to)
                ways.append((*way, to))
    return ()
