"""Why a check fired on a school's papers, or did not: what it asked for, what stood there, and what hid it."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.engine import Judged, finding, judge, look
from pipeline.checking.kinds import KINDS
from pipeline.checking.kinds.settings import On
from pipeline.checking.proving.addresses import Target, target_of
from pipeline.checking.scene import Hit, Scene, Table, plain, set_scene
from pipeline.checking.signposts import Signposts, put_up
from pipeline.checking.weighing import Weighed, earned, scales_of, weigh
from pipeline.errors import UsageError
from pipeline.rulebook.marks_explained import marks_told
from pipeline.rulebook.watching import Seen, watched
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.model import Check, Condition, Scheme
from pipeline.values import DateSpan, Finding, Row, Submission, Understood, Value, Waiver
from pipeline.values.showing import counted, shown

# A page of rows is read; more are counted.
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Explained:
    """One check on one submission: how often it found something and how much of that is told, and the telling."""

    check: str
    found: int
    told: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A finding, with what keeps it from being told."""

    found: Finding
    hidden_by: str
    waiver: Waiver | None

    @property
    def told(self) -> bool:
        """Whether the school is told of it."""
        return not self.hidden_by and self.waiver is None


def explain(
    submission: Submission, scheme: Scheme, rule: str, today: dt.date, waivers: Sequence[Waiver] = ()
) -> Explained:
    """``waivers`` are those of the case: what they cover is not told to the school.

    Raises UsageError when the scheme has no check of that name, RulesError when the check itself is wrong."""
    check = next((known for known in scheme.checks if known.id == rule), None)
    if check is None:
        near = nearest(rule, (known.id for known in scheme.checks))
        raise UsageError(f"{scheme.short_name} has no check “{rule}”{near}.")
    scene = set_scene(submission, scheme, today)
    judged = [each for each in judge(scene) if each.rule.id == rule]
    noting, seen = watched(submission)
    look(check, Scene(noting, scheme, today, scene.graph))
    signposts = put_up(submission, scheme)
    verdicts = [_verdict(check, each, signposts, waivers, today) for each in judged]
    lines = [*_head(check), *_before(check, scene), *_read(check, scene, seen, judged, signposts)]
    lines += [
        *_elsewhere(check, scene),
        *_weighed(check, scene),
        *marks_told(_conditions(check, scheme), scene, signposts),
        *_found(verdicts, signposts),
        _sum(verdicts, check),
    ]
    told = sum(each.told for each in verdicts) if not check.shadow else 0
    return Explained(rule, len(judged), told, tuple(lines))


def _verdict(check: Check, judged: Judged, signposts: Signposts, waivers: Sequence[Waiver], today: dt.date) -> _Verdict:
    found = finding(check, judged.hit, signposts)
    return _Verdict(found, judged.hidden_by, next((one for one in waivers if one.covers(found, today)), None))


def _conditions(check: Check, scheme: Scheme) -> tuple[Condition, ...]:
    """All that it weighed: what it needs, or what each level and each area of one needs."""
    weighed = (check.needs,) if check.needs is not None else ()
    if check.kind != "level-reached" or scheme.levels is None:
        return weighed
    levels = (level.needs for level in scheme.levels.levels if level.needs is not None)
    return (*weighed, *levels, *scheme.levels.of_area.values())


def _head(check: Check) -> Iterator[str]:
    yield f"{check.id}: {check.title} ({check.severity})"
    yield f"Kind {check.kind}. {_does(check.kind)}"
    yield f"Looks at {check.on}."
    for name, value in check.settings.items():
        yield f"  {name}: {_setting(value)}"


def _does(kind: str) -> str:
    text = (inspect.getdoc(KINDS[kind]) or "").split("\n\n")[0]
    return " ".join(re.sub(r"``(.+?)``", r"“\1”", text).split())


def _setting(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} is {_setting(words)}" for name, words in value.items())
    return " or ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _before(check: Check, scene: Scene) -> Iterator[str]:
    """What keeps it from looking at all."""
    if check.looks_from is not None and scene.today < check.looks_from:
        yield f"It looks from {check.looks_from} on, and today is {scene.today}: it did not look."
    if check.when is not None:
        holds = weigh(check.when, scales_of(scene))
        yield "It looks only when this holds:"
        yield from _tree(holds, 1)
        if not holds.met:
            yield "So it did not look."
    document = check.on.partition(".")[0]
    if document != On.FILES:
        form, title = scene.submission.form(document), scene.layout(document).title
        yield f"The {title} came as “{form.file}”." if form is not None else f"No {title} came that could be read."


def _read(check: Check, scene: Scene, seen: Seen, judged: Sequence[Judged], signposts: Signposts) -> Iterator[str]:
    """What it asked for, row by row, and whether it found something there."""
    wanted = _speaks_of(check, scene.scheme)
    rows: dict[tuple[str, str], list[str]] = {}
    for row, value in seen.values.values():
        if wanted and value.field.rpartition(".")[2] not in wanted:
            continue
        rows.setdefault(_row_key(row, value), []).append(_cell(value, scene, signposts))
    if rows:
        yield "It read:"
    places = {_place_key(each.hit) for each in judged}
    for number, (key, cells) in enumerate(rows.items()):
        if number == MOST_ROWS:
            yield f"  and {len(rows) - MOST_ROWS} rows more."
            return
        name = f"{_row_name(key, scene)}: " if key[1] else ""
        yield f"  {'✗' if key in places else '✓'} {name}{'; '.join(cells)}"
    for address in seen.absent:
        if not wanted or address.rpartition(".")[2] in wanted:
            yield f"  {address} was asked for, and is not in the document."


def _speaks_of(check: Check, scheme: Scheme) -> frozenset[str]:
    """The columns and fields that the check names: with them, those read only to see that a row is in use are left
    out. None where it names a whole table or document."""
    target = target_of(check.on, scheme)
    if not isinstance(target, Target) or target.leads_to not in (On.COLUMN, On.FIELD):
        return frozenset()
    words = set(re.findall(r"[\w-]+", f"{check.on} {_setting(dict(check.settings))}"))
    return frozenset(words & (target.columns or target.fields)) | {check.on.rpartition(".")[2]}


def _row_key(row: Row | None, value: Value) -> tuple[str, str]:
    return (value.field.rpartition(".")[0], row.key or str(row.place)) if row is not None else (value.field, "")


def _place_key(hit: Hit) -> tuple[str, str]:
    table, bar, key = hit.row.partition("|")
    if table == "field":
        return (f"{hit.document}.{key}", "")
    return (f"{hit.document}.{table}", key) if bar else ("", hit.row)


def _row_name(key: tuple[str, str], scene: Scene) -> str:
    table = scene.table(key[0]) if key[0].count(".") == 1 else None
    for row in table.rows if isinstance(table, Table) else ():
        if (row.key or str(row.place)) == key[1] and table is not None:
            return table.row_name(row)
    return key[1]


def _cell(value: Value, scene: Scene, signposts: Signposts) -> str:
    sign = signposts.at(value.place)
    # In Word the label is part of what a person sees at the place.
    place = signposts.words(value.place) if sign.label else f"{_label(value.field, scene)} ({value.place.words()})"
    return f"{place} {_understood(value)}"


def _label(address: str, scene: Scene) -> str:
    target = target_of(address, scene.scheme)
    return f"“{target.field.label}”" if isinstance(target, Target) and target.field is not None else address


def _understood(value: Value) -> str:
    if value.understood is Understood.EMPTY:
        return "is empty"
    read = shown(value.read)
    if value.understood is Understood.PLACEHOLDER:
        return f"says {read}, which is no answer"
    if value.understood is Understood.UNCLEAR:
        return f"says {read}, which was not understood"
    meant = _meant(value)
    same = plain(meant.replace(" and ", "")) == plain(value.read)
    how = f" ({value.how})" if value.how else ""
    return f"says {read}" + (f", read as {meant}{how}" if not same or how else "")


def _meant(value: Value) -> str:
    answer = value.value
    if isinstance(answer, DateSpan):
        return f"{_day(answer.first)} to {_day(answer.last)}"
    if isinstance(answer, dt.date):
        return _day(answer)
    if isinstance(answer, bool):
        return "ticked" if answer else "not ticked"
    return " and ".join(answer) if isinstance(answer, tuple) else str(answer).strip()


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _elsewhere(check: Check, scene: Scene) -> Iterator[str]:
    """What a check reads that stands in no cell: notices, claims on evidence, files."""
    document = check.on.partition(".")[0]
    wanted = set(map(str, check.settings.get("kinds", ())))  # type: ignore[call-overload]
    if check.kind in ("noticed", "in-place-of-form"):
        form = scene.submission.form(document) if document != On.FILES else None
        notices = form.notices if form is not None else ()
        if document == On.FILES:
            notices = tuple(notice for reading in scene.submission.files for notice in reading.notices)
        yield "The reader noticed:" if notices else "The reader noticed nothing."
        for notice in notices:
            mark = "✗" if notice.kind.value in wanted else "·"
            yield f"  {mark} {notice.kind.value} at {notice.place.words()}: {shown(notice.read)}"
    claims = [claim for claim in scene.graph.claims if f"{claim.address}.".startswith(f"{check.on}.")]
    if (claims and "evidence" in check.kind + check.on) or check.kind == "claim-status":
        yield "Pointers to evidence there:"
        for claim in claims:
            files = ", ".join(reading.file for reading in claim.files) or "no file"
            yield f"  {claim.place.words()}: “{claim.text}” is {claim.status.value} ({claim.kind.value}; {files})"
    if check.on == On.FILES:
        yield "Files:"
        for reading in scene.submission.files:
            yield f"  {reading.file}: {reading.kind.value}, {reading.file_class.value}"


def _weighed(check: Check, scene: Scene) -> Iterator[str]:
    """What came of each part of a condition, or of each level."""
    if check.needs is not None:
        yield "It weighed:"
        yield from _tree(weigh(check.needs, scales_of(scene)), 1)
    if check.kind == "level-reached":
        for level, came in earned(scales_of(scene)).of:
            yield f"{level.name}:"
            yield from _tree(came, 1)


def _tree(found: Weighed, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{'✓' if found.met else '✗'} {found.says}"
    for part in found.parts:
        yield from _tree(part, depth + 1)


def _found(verdicts: Sequence[_Verdict], signposts: Signposts) -> Iterator[str]:
    for each in verdicts:
        where = signposts.words(each.found.place) or "the whole parcel"
        yield f"Found at {where}: {each.found.message} {each.found.fix}"
        if each.hidden_by:
            yield f"  Not told: “{each.hidden_by}” says all there is to say there."
        elif each.waiver is not None:
            yield f"  Not told: waived until {_day(each.waiver.until)} by {each.waiver.by}. {each.waiver.reason}"


def _sum(verdicts: Sequence[_Verdict], check: Check) -> str:
    if not verdicts:
        return "It found nothing."
    places = counted(len(verdicts), "place")
    if check.shadow:
        return f"It found something at {places}. It is on trial: nobody is told."
    whom = "the officer" if check.severity == "office" else "the school"
    said = [f"{sum(each.told for each in verdicts)} told to {whom}"]
    waived = [each.waiver.until for each in verdicts if each.waiver is not None and not each.hidden_by]
    said += [f"{waived.count(day)} waived until {_day(day)}" for day in dict.fromkeys(waived)]
    said.append(f"{sum(bool(each.hidden_by) for each in verdicts)} hidden")
    return f"It found something at {places}: {', '.join(said)}."
