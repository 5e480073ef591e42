"""Pieces of documents that schemes have in common: what ``{uses: plan-table, but: ..., more: ...}`` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.pages.laying import Laying
from pipeline.scheme.pages.pieces import as_lines, as_list

PARTS, USES, BUT, MORE = "parts", "uses", "but", "more"


def with_parts(piece: Any, keys: Keys, laying: Laying) -> Any:
    """A piece of the documents with each ``{uses: NAME}`` in it replaced by the part it names."""
    if isinstance(piece, list):
        return [with_parts(item, (*keys, number), laying) for number, item in enumerate(piece)]
    if not isinstance(piece, dict):
        return piece
    parts = as_lines(laying.base.data.get(PARTS))
    name = piece.get(USES)
    if name is None:
        return {key: with_parts(value, (*keys, key), laying) for key, value in piece.items()}
    if not isinstance(name, str) or name not in parts:
        name = laying.meant(name, parts, (*keys, USES), f"there is no part “{name}”")
        if name is None:
            return {key: value for key, value in piece.items() if key != USES}
    places = laying.laid.places
    places.put(keys, places.written.around(keys).over(laying.base.places.written.at((PARTS, name))))
    return with_parts(_longer(_used(piece, name, keys, laying), piece.get(MORE), keys, laying), keys, laying)


def _used(piece: Mapping[str, Any], name: str, keys: Keys, laying: Laying) -> dict[str, Any]:
    """The part with what the piece says beside it, and with what it says is otherwise of single things."""
    rest = {key: value for key, value in piece.items() if key not in (USES, BUT, MORE)}
    changes = as_lines(piece.get(BUT))
    known: set[str] = set()
    whole = {
        key: _changed(value, changes, (*keys, BUT), (*keys, key), known, laying)
        for key, value in {**as_lines(laying.base.data[PARTS][name]), **rest}.items()
    }
    for wrong in set(changes) - known:
        laying.fault((*keys, BUT, wrong), f"the part “{name}” has no “{wrong}”{nearest(str(wrong), known)}.")
    return whole


def _longer(piece: dict[str, Any], more: Any, keys: Keys, laying: Laying) -> dict[str, Any]:
    """A part with columns or fields added at its end."""
    to = "columns" if "columns" in piece else "fields"
    here, added = as_list(piece.get(to)), as_list(more)
    for number in range(len(added)):
        _move((*keys, MORE, number), (*keys, to, len(here) + number), laying)
    return {**piece, to: [*here, *added]} if added else piece


def _changed(piece: Any, changes: Mapping[str, Any], said: Keys, keys: Keys, known: set[str], laying: Laying) -> Any:
    """A piece of a part with what is said (``said``) of what it holds, by ids; ``known`` gathers these."""
    if isinstance(piece, list):
        return [_changed(item, changes, said, (*keys, n), known, laying) for n, item in enumerate(piece)]
    if not isinstance(piece, dict):
        return piece
    whole = {key: _changed(value, changes, said, (*keys, key), known, laying) for key, value in piece.items()}
    known.add(str(piece.get("id")))
    change = changes.get(str(piece.get("id")))
    if not isinstance(change, dict):
        return whole
    _move((*said, piece["id"]), keys, laying)
    return {**whole, **change}


def _move(start: Keys, to: Keys, laying: Laying) -> None:
    """Where a piece was written is also where what it became stands."""
    places = laying.laid.places
    places.put(to, places.written.around(start).over(places.written.at(to)))
