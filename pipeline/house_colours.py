"""The colours of all that the office sends and prints, as red, green and blue in hexadecimal."""

from __future__ import annotations

INK, TEAL, PALE = "1F3A4D", "2A7F86", "EAF3F3"
AMBER, AMBER_PALE = "F4B942", "FFF4D6"
# Words in the background; the lines between boxes to fill in, and between what is only read.
GREY = "5B6770"
LINE, FAINT_LINE = "A9C7C9", "C9D6D8"
