"""Whose is it? Signs are found in what a delivery says, weighed by school, and one school is named or none.

``names`` compares schools' names, ``numbers`` finds numbers and addresses in text, ``schools`` is the indexed list,
``signs`` holds every weight with its reason, ``tally`` adds them up and ``deciding`` says whose it is.
"""

from pipeline.reading.identity.correspondence import KnownCase, Post, post_of
from pipeline.reading.identity.deciding import match
from pipeline.reading.identity.parting import schools_by_folder
from pipeline.reading.identity.schools import Listed, SchoolList, parse_schools
from pipeline.values.school_names import alike

__all__ = [
    "KnownCase",
    "Listed",
    "Post",
    "SchoolList",
    "alike",
    "match",
    "parse_schools",
    "post_of",
    "schools_by_folder",
]
