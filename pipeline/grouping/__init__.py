"""Findings as a person wants them: one entry for one fault, with all its places, most important first.

Findings in, groups out (``groups``); ``places`` says where they stand, ``runs`` draws neighbours together.
"""

from pipeline.grouping.groups import SEVERITY_LABELS, Group, and_more, group
from pipeline.grouping.places import MOST_PLACES, places_in_words, where_in_words, where_within
from pipeline.grouping.runs import ranges

__all__ = [
    "MOST_PLACES",
    "SEVERITY_LABELS",
    "Group",
    "and_more",
    "group",
    "places_in_words",
    "ranges",
    "where_in_words",
    "where_within",
]
