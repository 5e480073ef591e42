"""Rich text whose old tick boxes lost their ticks: LibreOffice saves the box and leaves out whether it is ticked."""

from __future__ import annotations

import re

# Stands where a box stood of which nothing says whether it is ticked. Nobody types it, and no form prints it.
LOST_TICK = "⍰"
_SHOWN = rb"{\uc1\u9072 ?}"
_FIELD = re.compile(rb"\{\\field(?![a-z])")
_BRACES = re.compile(rb"\\[{}\\]|[{}]")
# Word keeps a form field's name, help and macros in its field; none of any sense is longer.
_FIELD_BYTES = 10_000
_BOX = b"FORMCHECKBOX"
# Rich Text Format 1.9.1, “Form fields”: the kind of the field and what it holds.
_STATE = re.compile(rb"\\fftype1(?!\d)|\\ffres\d")


def with_lost_ticks(data: bytes) -> bytes:
    """The text with a sign in place of each box without its state; nothing where every box has one."""
    if _BOX not in data:
        return b""
    kept: list[bytes] = []
    at = done = 0
    while (field := _FIELD.search(data, at)) is not None:
        end = _end(data, field.start())
        at = max(end, field.end())
        held = data[field.start() : end]
        if _BOX in held and not _STATE.search(held):
            kept += [data[done : field.start()], _SHOWN]
            done = end
    return b"".join((*kept, data[done:])) if kept else b""


def _end(data: bytes, start: int) -> int:
    """Where the group ends that begins at ``start``; the last byte looked at where it does not end near."""
    depth = 0
    for brace in _BRACES.finditer(data, start, start + _FIELD_BYTES):
        depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return start
