"""Text that a spreadsheet program must not take for a formula, and the same text read back."""

from __future__ import annotations

# What begins a formula in Excel, Calc or Sheets: https://owasp.org/www-community/attacks/CSV_Injection
_BEGINS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def as_text(words: str) -> str:
    """A cell of a CSV that stays text when it is opened: an apostrophe stands before what would be a formula."""
    return f"{_MARK}{words}" if words.startswith(_BEGINS) else words


def from_text(cell: str) -> str:
    """What :func:`as_text` was given; any other cell as it is."""
    return cell.removeprefix(_MARK) if cell.startswith(tuple(_MARK + first for first in _BEGINS)) else cell
