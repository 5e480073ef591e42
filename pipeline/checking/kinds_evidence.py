"""Kinds of check about the evidence index and the files that came with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.checking.scene import (
    Hit,
    Scene,
    Table,
    add_months,
    last_day,
    last_part,
    listed,
    plain,
    say_date,
    text_of,
    word,
)
from pipeline.scheme.models import Check, EvidenceKind
from pipeline.values import FileReading, Row, Value

_REF = re.compile(r"\b([A-Za-z]{1,2})\s?-?0*(\d{1,3})(?:\s*(?:-|–|to)\s*(?:[A-Za-z]{1,2})?\s?0*(\d{1,3}))?\b")
_COPY = re.compile(r"(\s*\(\d+\)|\s*-\s*copy|\s+copy|[ _-]final|[ _-]v\d+)+$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_MOST_OF_A_RANGE = 60


def evidence_refs_exist(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every reference in the column of ``on`` stands in the index; one finding for each cell."""
    table, index = scene.table(check.on), scene.table(word(check, "index"))
    if table is None or index is None:
        return
    known = {plain(row.key) for row in index.rows if row.key and index.started(row)}
    for row in table.rows:
        value = row.cells.get(last_part(check))
        absent = [ref for ref in refs(value) if plain(ref) not in known]
        if absent:
            yield table.hit(row, last_part(check), absent=listed(absent))


def index_cited(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every line of the index is named in the column ``cited_in``; said at the line's ``on`` cell."""
    index, table = scene.table(check.on), scene.table(word(check, "cited_in"))
    if table is None or index is None:
        return
    column = word(check, "cited_in").rpartition(".")[2]
    cited = {plain(ref) for row in table.rows for ref in refs(row.cells.get(column))}
    if not cited:
        return
    for row in index.rows:
        if row.key and index.started(row) and plain(row.key) not in cited:
            yield index.hit(row, last_part(check))


def evidence_attached(scene: Scene, check: Check) -> Iterator[Hit]:
    """Every file named in the index came; case, spaces and the ending of the name do not matter."""
    index = scene.table(check.on)
    for row in index.rows if index else ():
        names = names_in(row, last_part(check))
        absent = [name for name in names if not any(same_file(name, f.file, row.key) for f in _attached(scene))]
        if index and absent:
            yield index.hit(row, last_part(check), absent=listed([f"“{name}”" for name in absent]))


def evidence_minimum(scene: Scene, check: Check) -> Iterator[Hit]:
    """The scheme's minimum of pieces, read as the scheme says: in each area, or in total with one in each."""
    index, rules = scene.table(check.on), scene.scheme.evidence
    if index is None:
        return
    rows = [row for row in index.rows if index.started(row)]
    cited = _cited_for(scene)
    areas = {index.row_id(row): _areas(scene, row, cited) for row in rows}
    by_area = {area.id: {line for line, found in areas.items() if area.id in found} for area in rules.areas}
    least = rules.minimum if rules.reading == "per_area" else 1
    short = [f"{a.name} ({len(by_area[a.id])} of {least})" for a in rules.areas if len(by_area[a.id]) < least]
    total = len(set().union(*by_area.values())) if by_area else 0
    if rules.reading == "in_total" and not short and total < rules.minimum:
        short = [f"all areas together ({total} of {rules.minimum})"]
    if short:
        yield index.whole(short=listed(short), minimum=str(rules.minimum))


def evidence_age(scene: Scene, check: Check) -> Iterator[Hit]:
    """No evidence is older than its kind may be, by the newest date in the index or in the file itself."""
    index = scene.table(check.on)
    for row in index.rows if index else ():
        if index is None:
            return
        readings = [f for f in _attached(scene) for name in names_in(row, "file") if same_file(name, f.file, row.key)]
        kind = _kind(scene, row, readings)
        days = [last_day(row, last_part(check)), *(f.evidence.latest_date for f in readings if f.evidence)]
        # A date still to come in a policy is the date of its next review, not its own.
        known = [day for day in days if day is not None and day <= scene.today]
        if kind is None or kind.max_age_months is None or not known:
            continue
        if max(known) < add_months(scene.today, -kind.max_age_months):
            yield _aged(index, row, check, kind, max(known))


def refs(value: Value | None) -> tuple[str, ...]:
    """The references in an answer: ``E1, e 2`` gives E1 and E2, ``E3-E5`` gives three."""
    if value is None or not value.answered:
        return ()
    text = ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)
    found: list[str] = []
    for letters, first, last in _REF.findall(text):
        end = int(last) if last else int(first)
        steps = range(int(first), min(end, int(first) + _MOST_OF_A_RANGE) + 1) if end >= int(first) else (int(first),)
        found.extend(f"{letters.upper()}{step}" for step in steps)
    return tuple(dict.fromkeys(found))


def names_in(row: Row, column: str) -> tuple[str, ...]:
    """The file names in a cell: several may be parted by new lines or semicolons."""
    return tuple(name.strip() for name in re.split(r"[;\n]+", text_of(row, column)) if name.strip())


def same_file(name: str, file: str, ref: str | None) -> bool:
    """Whether a name in the index means this file."""
    wanted, got = _stem(name), _stem(file)
    if wanted == got:
        return True
    # Schools put the reference in front ("E3 Minutes.pdf"), or name the file by it alone.
    label = plain(ref or "")
    return bool(label) and got in (label, label + wanted)


@lru_cache(maxsize=1024)
def _stem(name: str) -> str:
    base = re.split(r"[\\/]", name.strip())[-1]
    return plain(_COPY.sub("", _EXTENSION.sub("", base)))


def _attached(scene: Scene) -> tuple[FileReading, ...]:
    return tuple(f for f in scene.submission.files if f.form is None)


def _cited_for(scene: Scene) -> dict[str, set[str]]:
    """The principles under which each line of the index is cited."""
    table = scene.table("application.criteria")
    principle_of = {criterion.id: criterion.principle for criterion in scene.scheme.criteria}
    cited: dict[str, set[str]] = {}
    for line in table.rows if table else ():
        for ref in refs(line.cells.get("evidence")):
            cited.setdefault(plain(ref), set()).add(principle_of.get(line.key or "", ""))
    return cited


def _areas(scene: Scene, row: Row, cited: Mapping[str, set[str]]) -> set[str]:
    """The area written in the index, or those whose principle's criteria cite the line."""
    named = text_of(row, "area")
    if named:
        return {area.id for area in scene.scheme.evidence.areas if named in (area.name, area.id)}
    principles = cited.get(plain(row.key or ""), set())
    return {area.id for area in scene.scheme.evidence.areas if area.principle in principles}


def _kind(scene: Scene, row: Row, readings: list[FileReading]) -> EvidenceKind | None:
    named = text_of(row, "kind")
    guesses = {named} if named else {f.evidence.kind for f in readings if f.evidence and f.evidence.kind}
    for kind in scene.scheme.evidence.kinds:
        if kind.name in guesses or kind.id in guesses:
            return kind
    return None


def _aged(index: Table, row: Row, check: Check, kind: EvidenceKind, day: dt.date) -> Hit:
    column = last_part(check) if last_day(row, last_part(check)) else "file"
    months = kind.max_age_months or 0
    allowed = f"{months // 12} years" if months % 12 == 0 else f"{months} months"
    return index.hit(row, column, date=say_date(day), kind=kind.name.lower(), allowed=allowed)
