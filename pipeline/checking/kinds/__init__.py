"""The kinds of check: what a rule file may ask for by one word, and the functions that look."""

from pipeline.checking.kinds.all_kinds import KINDS, Kind

__all__ = ["KINDS", "Kind"]
