"""A school's words as a part of a package can hold them."""

from __future__ import annotations

import re

# XML 1.0 has no place for these; one of them in a school's text, and Office refuses the whole file.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean_xml(text: str) -> str:
    """Text as it may stand in a part at all: no control characters, one kind of line end."""
    if text.isprintable():
        return text
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_cell(text: str) -> str:
    """Text as it may stand in a workbook: also without accidental ``_x0041_`` escapes."""
    plain = clean_xml(text)
    return _ESCAPE.sub("_x005F_", plain) if "_x" in plain else plain
