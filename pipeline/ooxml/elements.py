"""Elements of a part: their type, and their names without the namespace."""

from __future__ import annotations

from lxml import etree

Element = etree._Element  # noqa: SLF001  lxml has no public name for the type of its elements


def local_name(tag: str) -> str:
    """``c`` of ``{http://…}c``."""
    return tag.rpartition("}")[2]
