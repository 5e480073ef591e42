"""What an element of a form stands in."""

from __future__ import annotations

from lxml import etree


def parent_of(element: etree._Element) -> etree._Element:
    """What it stands in. Raises LookupError for what stands in nothing."""
    parent = element.getparent()
    if parent is None:
        raise LookupError(f"{element.tag} stands in nothing")
    return parent


def take_out(element: etree._Element) -> None:
    """Takes it out of what it stands in."""
    parent_of(element).remove(element)
