"""`award check`: read and check any files without touching the register."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from pipeline.checking.engine import check
from pipeline.grouping import group
from pipeline.office.premises.schemes import Schemes
from pipeline.office.reading_room.doubt import with_doubt
from pipeline.office.reading_room.room import ReadingRoom, Taken
from pipeline.office.reading_room.which_scheme import told_by_forms
from pipeline.ooxml import kinds, limits
from pipeline.reading.identity import SchoolList, match, post_of
from pipeline.reading.parcels.copies import newest_last
from pipeline.scheme.model import Scheme
from pipeline.values import (
    Claim,
    DateSpan,
    FileClass,
    FileKind,
    FileReading,
    Finding,
    Match,
    Notice,
    Place,
    SourceFile,
    Submission,
    Value,
)


def inspect(
    paths: Sequence[Path], scheme: Scheme, schools: SchoolList, today: dt.date, room: ReadingRoom | None = None
) -> tuple[Submission, Match, tuple[Finding, ...]]:
    """Read every file as one submission and check it. Never raises on what a file holds.

    Whoever looks at many submissions in turn passes an open ``room``, which is left open.
    """
    readings = read_paths(paths, scheme, room)
    whose = match(readings, schools, post_of(readings))
    together = newest_last(readings, whose.school.urn or "" if whose.school else "")
    submission = Submission(with_doubt(together, whose.doubt if whose.school else ""), whose.school)
    return submission, whose, check(submission, scheme, today)


def scheme_of_files(paths: Sequence[Path], schemes: Schemes) -> Scheme:
    """The scheme whose forms these files are. Raises UsageError, with their ids, when nothing tells one of several."""
    if len(schemes.ids) == 1:
        return schemes.the()
    sources = [source for path in paths if isinstance(source := source_file(path), SourceFile)]

    def read(scheme: Scheme) -> Sequence[Taken]:
        with ReadingRoom(scheme) as room:
            return room.take(sources)

    return told_by_forms(schemes, read).scheme or schemes.the()


def read_paths(paths: Sequence[Path], scheme: Scheme, room: ReadingRoom | None = None) -> tuple[FileReading, ...]:
    """What every file says, those that could not be opened last. Never raises on what a file holds."""
    if room is None:
        with ReadingRoom(scheme) as own:
            own.start()
            return read_paths(paths, scheme, own)
    sources: list[SourceFile] = []
    unread: list[FileReading] = []
    for path in paths:
        source = source_file(path)
        if isinstance(source, SourceFile):
            sources.append(source)
        else:
            unread.append(source)
    return (*(reading for taken in room.take(sources) for reading in taken.readings), *unread)


def files_within(path: Path) -> tuple[Path, ...]:
    """The files of a folder and of those in it, by name, up to as many as an archive may hold; a file is itself."""
    if not path.is_dir():
        return (path,)
    found = (inner for inner in sorted(path.rglob("*")) if inner.is_file() and not inner.name.startswith("."))
    return tuple(islice(found, limits.ARCHIVE_ENTRIES))


def source_file(path: Path) -> SourceFile | FileReading:
    """The file's bytes, or a reading that says why it was not opened."""
    try:
        if not path.is_file():
            return _not_opened(path.name, 0, FileClass.IGNORED, "This is not a file, so it was left alone.")
        size = path.stat().st_size
        # A film is told that it is a film, so what may be a zip's size is looked into.
        if size > limits.ARCHIVE_BYTES:
            message = kinds.TOO_LARGE.format(size=size / 1e6, most=limits.FILE_BYTES // 1_000_000)
            return _not_opened(path.name, size, FileClass.TOO_LARGE, message)
        content = path.read_bytes()
    except OSError as error:
        return _not_opened(path.name, 0, FileClass.CORRUPT, f"This file could not be opened ({error.strerror}).")
    return SourceFile(path.name, content, hashlib.sha256(content).hexdigest())


def _not_opened(name: str, size: int, file_class: FileClass, message: str) -> FileReading:
    return FileReading(name, "", size, FileKind.OTHER, file_class, message)


def in_words(submission: Submission, whose: Match, findings: Sequence[Finding]) -> tuple[int, list[str]]:
    """How many points there are, and what an officer reads: findings of one cause are one point, as in a letter."""
    school = f"{whose.school.name} ({'; '.join(whose.reasons)})" if whose.school else f"not recognised. {whose.doubt}"
    lines = [f"School: {school}"]
    lines += [f"  {f.file}: {f.kind.value}, {f.file_class.value}. {f.message}".rstrip() for f in submission.files]
    points = group(findings, office=True)
    for one in points:
        where = one.places or "all files"
        lines.append(f"{one.first.severity.value:9} {where}: {one.message} {one.fix}")
    return len(points), lines


def report(
    submission: Submission,
    whose: Match,
    findings: Sequence[Finding],
    claims: Sequence[Claim],
    personal: Sequence[Notice] = (),
) -> dict[str, object]:
    """The published shape of ``award check --json``; what is ``personal`` is masked in its box and where it is told."""
    school, masked = whose.school, _Masked(personal)
    return {
        "school": None if school is None else {"key": school.key, "urn": school.urn, "name": school.name},
        "files": [
            {"file": f.file, "kind": f.kind.value, "class": f.file_class.value, "message": f.message}
            for f in submission.files
        ],
        "findings": [masked.in_words(finding.place, finding.as_json()) for finding in findings],
        "claims": [masked.in_words(claim.place, claim.as_json()) for claim in claims],
        "values": [
            masked.in_words(value.place, _value(value)) for f in submission.files if f.form for value in f.form.values()
        ],
    }


class _Masked:
    """What may be personal data, by its place, with what is shown instead."""

    def __init__(self, personal: Sequence[Notice]) -> None:
        self._shown: dict[Place, dict[str, str]] = {}
        for notice in personal:
            self._shown.setdefault(notice.place, {})[notice.words["seen"]] = notice.read

    def in_words(self, place: Place, told: dict[str, object]) -> dict[str, object]:
        """What is told of a place, with every text in it masked."""
        shown = self._shown.get(place)
        return {name: _without(thing, shown) for name, thing in told.items()} if shown else told


def _without(thing: object, shown: Mapping[str, str]) -> object:
    if isinstance(thing, str):
        for seen, masked in shown.items():
            thing = thing.replace(seen, masked)
        return thing
    if isinstance(thing, (list, tuple)):
        return [_without(each, shown) for each in thing]
    return thing


def _value(value: Value) -> dict[str, object]:
    plain: object = value.value
    if isinstance(plain, dt.date):
        plain = plain.isoformat()
    elif isinstance(plain, DateSpan):
        plain = {"first": plain.first.isoformat(), "last": plain.last.isoformat()}
    return {"field": value.field, "value": plain, **value.place.as_json(), "read": value.read}
