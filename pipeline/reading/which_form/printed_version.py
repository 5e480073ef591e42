"""The edition that a form prints about itself."""

from __future__ import annotations

import re

# A form's version is its school year and a number; a school's own “Version 4, agreed at SLT” is not one.
_VERSION = re.compile(r"\bversion:?\s+(20\d\d\.[0-9A-Za-z.\-]{1,16})", re.IGNORECASE)


def printed_version(text: str) -> str | None:
    """The version that a form prints about itself (“Version 2025.1”), or None."""
    match = _VERSION.search(text)
    return match[1].rstrip(".") if match else None
