"""A parcel of several schools: one folder each, with a form in it that says whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from pipeline.reading.identity.deciding import match
from pipeline.reading.identity.schools import SchoolList
from pipeline.values import FileReading, School


def schools_by_folder(readings: Sequence[FileReading], schools: SchoolList) -> Mapping[str, School]:
    """The school of each folder, by its path; empty unless there are two or more folders of different schools.

    A folder counts when a form lies in it that gives a URN, and its files agree on one school.
    """
    folders: defaultdict[str, list[FileReading]] = defaultdict(list)
    for reading in readings:
        folders[str(PurePosixPath(reading.file).parent)].append(reading)
    found: dict[str, School] = {}
    for folder, inside in folders.items():
        if folder == "." or not any(reading.form is not None and reading.form.text("urn") for reading in inside):
            continue
        whose = match(inside, schools)
        if whose.school is not None and not whose.doubt:
            found[folder] = whose.school
    return found if len({school.key for school in found.values()}) > 1 else {}
