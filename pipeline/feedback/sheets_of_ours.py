"""Which sheets of a workbook are our “What to do next” of a time before, whatever they are called by now.

Schools rename it, move it, copy it and save it with programs that forget our name for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.ooxml.elements import Element
from pipeline.ooxml.our_marks import MARKS, NEXT_STEPS, is_next_steps, mostly_ours
from pipeline.ooxml.patching import Patch

# Some thirty steps of a few hundred letters each: a sheet larger than this is none of ours, and is not gone through.
_MOST_BYTES = 4 * 1024 * 1024


class SheetsOfOurs:
    """Looks into a workbook's sheets for what we wrote on one."""

    def __init__(self, patch: Patch, strings: str | None) -> None:
        """``strings`` is the part with the texts that sheets share, where there is one."""
        self._patch, self._strings = patch, strings
        self._shares_marks = strings is not None and MARKS.encode() in patch.read(strings)
        self._shared: list[str] | None = None

    def has(self, part: str, name: str) -> bool:
        """Whether the sheet of a part is ours: by its name and heading, or by the marks on it. Raises PackageError."""
        titled = is_next_steps(name)
        data = self._patch.read(part)
        if not (titled or self._shares_marks or MARKS.encode() in data) or len(data) > _MOST_BYTES:
            return False
        texts = self._texts(part)
        return (titled and texts.get("A1", "").strip() == NEXT_STEPS) or mostly_ours(texts.values())

    def _texts(self, part: str) -> Mapping[str, str]:
        """What stands in each cell; some programs keep it in the sheet and others in the list of strings."""
        return {cell.get("r", ""): self._text(cell) for cell in self._patch.xml(part).iter("{*}c")}

    def _text(self, cell: Element) -> str:
        if cell.get("t") != "s":
            return _said(cell)
        number, shared = cell.findtext("{*}v") or "", self._texts_shared()
        return shared[int(number)] if number.isdigit() and int(number) < len(shared) else ""

    def _texts_shared(self) -> list[str]:
        if self._shared is None:
            items = self._patch.xml(self._strings).iter("{*}si") if self._strings else ()
            self._shared = [_said(item) for item in items]
        return self._shared


def _said(element: Element) -> str:
    return "".join(str(piece) for piece in element.itertext())
