"""What an untouched answer in a blank Application says, so that it is never read as an answer."""

from __future__ import annotations

WRITE = "Click to write"
CHOOSE = "Click to choose"
DATE = "Pick a date"

PLACEHOLDERS = frozenset({WRITE, CHOOSE, DATE})
