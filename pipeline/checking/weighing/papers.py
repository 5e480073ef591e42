"""Conditions about what stands in the documents: rows, boxes, figures, lines of evidence, expressions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from dateutil.relativedelta import relativedelta

from pipeline.checking.expressions import evaluate, texts
from pipeline.checking.scene import Scene, Table, chosen, last_day, text_of
from pipeline.checking.weighing.marks import asked
from pipeline.checking.weighing.scales import Scales, Weighed
from pipeline.evidence.claimed import line_of
from pipeline.scheme.model import Change, Condition, EvidenceShown, RowsCounted
from pipeline.values import ClaimKind, Row
from pipeline.values.school_years import first_day_of_last

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def rows(condition: Condition, scales: Scales) -> Weighed:
    """``rows``: how many of a table hold certain words, and are not too old."""
    given = condition.rows
    assert given is not None
    table = scales.scene.table(given.table)
    count = sum(_row_counts(row, table, given, scales.scene) for row in table.rows) if table is not None else 0
    phrases = scales.phrases
    what = phrases.listed([phrases.either(words) for words in given.where.values()])
    rows_are = phrases.say("{count} row counts" if count == 1 else "{count} rows count", count=count)
    rows_are += phrases.say(" as {what}", what=what) if what else ""
    return Weighed(count >= given.how_many, phrases.say("{rows}; {count} needed.", rows=rows_are, count=given.how_many))


def field(condition: Condition, scales: Scales) -> Weighed:
    """``field``: what a box holds, as a word or a number."""
    given = condition.field
    assert given is not None
    phrases, label = scales.phrases, scales.scene.field_layout(given.of).label
    found = scales.scene.field(given.of)
    value = found[2] if found is not None else None
    if value is None or not value.answered:
        return Weighed(False, phrases.say("“{label}” is not answered.", label=label))
    if given.least is not None or given.most is not None:
        figure = _figure(str(value.value))
        low, high = given.least, given.most
        met = figure is not None and (low is None or figure >= low) and (high is None or figure <= high)
        bounds = [phrases.say("at least {number}", number=f"{low:g}")] if low is not None else []
        bounds += [phrases.say("at most {number}", number=f"{high:g}")] if high is not None else []
        says = {"label": label, "read": value.read, "wanted": phrases.listed(bounds)}
        return Weighed(met, phrases.say("“{label}” says {read}; {wanted} is needed.", **says))
    answers = set(value.value) if isinstance(value.value, tuple) else {_said(value.value)}
    met = not given.one_of or bool(answers & set(given.one_of))
    wanted = phrases.either(given.one_of) or phrases.say("any answer")
    says = {"label": label, "read": value.read, "wanted": wanted}
    return Weighed(met, phrases.say("“{label}” says {read}; {wanted} is needed.", **says))


def change(condition: Condition, scales: Scales) -> Weighed:
    """``change``: from the figure before to the figure after, as a share of the first, in so many years."""
    given = condition.change
    assert given is not None
    before, after = (_figure_in(address, scales) for address in (given.before, given.after))
    if not before or after is None:
        return Weighed(False, scales.phrases.say("A figure before and a figure after are needed."))
    share = (after - before) / abs(before)
    says = {"share": f"{share:+.0%}", "least": f"{given.least:+.0%}"}
    if share < given.least or given.within_years is None:
        return Weighed(share >= given.least, scales.phrases.say("It changed by {share}; {least} is needed.", **says))
    return _in_time(given, given.within_years, scales)


def evidence(condition: Condition, scales: Scales) -> Weighed:
    """``evidence``: lines of the index, in all or for each area, kind or criterion."""
    given = condition.evidence
    assert given is not None
    phrases, lines = scales.phrases, _lines(given, scales.scene)
    if given.each is None:
        kinds = phrases.listed([kind.name.lower() for kind in scales.scheme.evidence.kinds if kind.id in given.kinds])
        what = phrases.say(" of this kind: {kinds}", kinds=kinds) if kinds else ""
        says = {"count": len(lines), "least": given.least, "what": what}
        pieces = (
            "{count} of {least} piece of evidence{what}."
            if given.least == 1
            else "{count} of {least} pieces of evidence{what}."
        )
        return Weighed(len(lines) >= given.least, phrases.say(pieces, **says))
    short = [
        phrases.say("{name} ({count} of {least})", name=name, count=count, least=given.least)
        for name, count in _by(given, lines, scales)
        if count < given.least
    ]
    too_little = phrases.say("There is too little evidence for {names}.", names=phrases.listed(short))
    return Weighed(not short, too_little if short else phrases.say("Each has enough."))


def cel(condition: Condition, scales: Scales) -> Weighed:
    """``cel``: an expression over ``marks`` (by criterion), ``documents`` (texts by field) and ``today``."""
    assert condition.cel is not None
    documents = {}
    for layout in scales.scheme.documents:
        form = scales.scene.submission.form(layout.id)
        empty = {known.id: "" for known in layout.fields}
        documents[layout.id] = {**empty, **(texts(form.fields) if form is not None else {})}
    marks = {c.id: scales.marks.get(c.id, "") for c in scales.scheme.criteria}
    names = {"marks": marks, "documents": documents, "today": scales.scene.today.isoformat()}
    return Weighed(
        evaluate(condition.cel, names, "needs"),
        scales.phrases.say("The rule “{rule}” does not hold.", rule=condition.cel),
    )


def _in_time(given: Change, years: int, scales: Scales) -> Weighed:
    """Whether the second figure is of a day after that of the first, and not too long after."""
    first, last = (_day_in(address or "", scales) for address in (given.from_, given.to))
    phrases = scales.phrases
    if first is None or last is None:
        return Weighed(False, phrases.say("The day of each figure is needed."))
    says = {"first": phrases.long_date(first), "last": phrases.long_date(last), "count": years}
    met = first < last <= first + relativedelta(years=years)
    days = "The first figure is of {first} and the second of {last}; the second must follow within {count} years."
    return Weighed(met, phrases.say(days, **says))


def _row_counts(row: Row, table: Table, given: RowsCounted, scene: Scene) -> bool:
    if not table.started(row):
        return False
    if any(not chosen(row, table.column(column).id) & set(allowed) for column, allowed in given.where.items()):
        return False
    if given.dated is None or given.school_years is None:
        return True
    day = last_day(row, table.column(given.dated).id)
    return day is not None and first_day_of_last(given.school_years, scene.today) <= day


def _lines(given: EvidenceShown, scene: Scene) -> list[Row]:
    table = scene.table(EVIDENCE)
    kinds = {kind.name for kind in scene.scheme.evidence.kinds if kind.id in given.kinds}
    areas = {area.name for area in scene.scheme.evidence.areas if area.id in given.areas}
    return [
        row
        for row in (table.rows if table is not None else ())
        if table is not None
        and table.started(row)
        and (not kinds or text_of(row, "kind") in kinds)
        and (not areas or text_of(row, "area") in areas)
        and (not given.attached or scene.graph.of_line(line_of(row)))
    ]


def _by(given: EvidenceShown, lines: list[Row], scales: Scales) -> Iterable[tuple[str, int]]:
    scheme = scales.scheme
    if given.each == "criterion":
        cited = _cited(scales.scene)
        present = {line_of(row) for row in lines}
        for criterion in asked(scales):
            if not given.marked or scales.marks.get(criterion.id) in given.marked:
                yield criterion.code, len(cited.get(criterion.id, set()) & present)
        return
    column = "area" if given.each == "area" else "kind"
    wanted = (
        [(a.id, a.name) for a in scheme.evidence.areas]
        if column == "area"
        else [(k.id, k.name) for k in scheme.evidence.kinds]
    )
    named = given.areas if column == "area" else given.kinds
    for identity, name in wanted:
        if not named or identity in named:
            yield name, sum(text_of(row, column) == name for row in lines)


def _cited(scene: Scene) -> dict[str, set[str]]:
    """The lines of the index that each criterion cites."""
    cited: dict[str, set[str]] = {}
    for claim in scene.graph.claims:
        if claim.kind is ClaimKind.REFERENCE:
            cited.setdefault(claim.row, set()).add(claim.target)
    return cited


def _figure_in(address: str, scales: Scales) -> float | None:
    scales.scene.field_layout(address)
    found = scales.scene.field(address)
    return _figure(str(found[2].value)) if found is not None and found[2].answered else None


def _day_in(address: str, scales: Scales) -> dt.date | None:
    found = scales.scene.field(address)
    return found[2].last_day if found is not None else None


def _figure(text: str) -> float | None:
    match = _NUMBER.search(text.replace(",", ""))
    return float(match[0]) if match else None


def _said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


# Where a scheme keeps its evidence index.
EVIDENCE = "application.evidence"
