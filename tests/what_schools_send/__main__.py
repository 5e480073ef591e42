"""Writes docs/what-schools-send.md from the table and what came of each case."""

from __future__ import annotations

from .page import page
from .test_every_row import PAGE

PAGE.write_text(page(), encoding="utf-8")
