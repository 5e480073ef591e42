"""Addresses, conditions, settings and examples of rule files, said in words for an officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checking.proving.addresses import Target, target_of
from pipeline.checking.scene import listed
from pipeline.scheme.model import Condition, DocumentLayout, Example, Scheme
from pipeline.scheme.model.conditions import HowMany

# Of an example's rows so many are shown; the page is to be read.
MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what belongs beneath it."""

    text: str
    parts: tuple[Said, ...] = ()


def address_in_words(address: str, scheme: Scheme) -> str:
    """``Record, “Actions and outcomes”, “By when”``; the address itself where it leads nowhere."""
    target = target_of(address, scheme)
    if not isinstance(target, Target):
        return address
    if target.document is None:
        return "all files"
    parts = [target.document.title]
    parts += [f"“{target.table.title}”"] if target.table is not None else []
    parts += [f"“{target.field.label}”"] if target.field is not None else []
    return ", ".join(parts)


def setting_in_words(name: str, value: object, on: str, scheme: Scheme) -> str:
    """One of a check's settings: ``only where “Done?” is Yes``."""
    target = target_of(on, scheme)
    label = _labels(target) if isinstance(target, Target) else {}
    if isinstance(value, Mapping):
        each = [f"“{label.get(str(key), str(key))}” is {_either(words)}" for key, words in value.items()]
        return f"{_plain(name)}: {listed(each)}"
    if isinstance(value, (list, tuple)):
        return f"{_plain(name)}: {_either([label.get(str(word), str(word)) for word in value])}"
    if isinstance(value, str) and value.count(".") in (1, 2) and isinstance(target_of(value, scheme), Target):
        return f"{_plain(name)}: {address_in_words(value, scheme)}"
    return f"{_plain(name)}: {label.get(str(value), 'yes' if value is True else str(value))}"


def _labels(target: Target) -> dict[str, str]:
    fields = target.document.fields if target.document is not None else ()
    return {field.id: field.label for field in (*fields, *(target.table.columns if target.table is not None else ()))}


def condition_in_words(condition: Condition, scheme: Scheme) -> Said:
    """What a condition asks for; the office's own words where it gives them."""
    text, parts = _head(condition, scheme)
    if condition.says:
        text = condition.says
    if condition.when is not None:
        only = condition_in_words(condition.when, scheme)
        text = f"{text} (only where: {only.text})"
    return Said(text[:1].upper() + text[1:], parts)


def _head(condition: Condition, scheme: Scheme) -> tuple[str, tuple[Said, ...]]:
    within = condition.all_of or condition.any_of or condition.none_of or condition.of
    if within is not None:
        said = {"all_of": "all of these", "any_of": "one of these", "none_of": "none of these"}
        text = said.get(condition.head, f"at least {condition.at_least} of these")
        return text, tuple(condition_in_words(part, scheme) for part in within)
    return _one(condition, scheme), ()


def _one(condition: Condition, scheme: Scheme) -> str:
    """The sentence for what looks at one thing."""
    if condition.criteria is not None:
        given = condition.criteria
        where = [_principle(name, scheme) for name in given.within]
        what = f"{_many(given.how_many)} criteria"
        what += f" marked for {_either(given.tagged)}" if given.tagged else ""
        what += f" of {listed(where)}" if where else ""
        return f"{what} {'is' if given.how_many == 1 else 'are'} {_either(given.marked)}"
    if condition.areas is not None:
        areas = condition.areas
        among = [_principle(name, scheme) for name in areas.among]
        rest = f", the others at {_level(areas.rest_at, scheme)} or above" if areas.rest_at is not None else ""
        of = f" of {listed(among)}" if among else ""
        return f"{_many(areas.how_many)} areas{of} at {_level(areas.at, scheme)} or above{rest}"
    if condition.held is not None:
        held = condition.held
        years = f" in each of {listed(list(held.years))}" if held.years else ""
        since = f", held for {held.for_years} years" if held.for_years else ""
        level = f" at {_level(held.level, scheme)} or above" if held.level is not None else ""
        return f"an award{level}{' that is valid now' if held.valid else ''}{since}{years}"
    return _papers(condition, scheme)


def _papers(condition: Condition, scheme: Scheme) -> str:
    if condition.points is not None:
        points = condition.points
        return f"at least {points.least:.0%} of the points" if points.share else f"at least {points.least:g} points"
    if condition.rows is not None:
        rows = condition.rows
        where = [f"“{name}” is {_either(words)}" for name, words in rows.where.items()]
        dated = f" of the last {rows.school_years} school years" if rows.school_years is not None else ""
        among = f" where {listed(where)}" if where else ""
        return f"at least {rows.how_many} rows in {address_in_words(rows.table, scheme)}{among}{dated}"
    if condition.field is not None:
        field = condition.field
        bounds = [f"at least {field.least:g}"] if field.least is not None else []
        bounds += [f"at most {field.most:g}"] if field.most is not None else []
        asked = _either(field.one_of) if field.one_of else listed(bounds) if bounds else "answered"
        return f"{address_in_words(field.of, scheme)} is {asked}"
    if condition.evidence is not None:
        evidence = condition.evidence
        kinds = [kind.name.lower() for kind in scheme.evidence.kinds if kind.id in evidence.kinds]
        areas = [area.name for area in scheme.evidence.areas if area.id in evidence.areas]
        text = f"at least {evidence.least} {'piece' if evidence.least == 1 else 'pieces'} of evidence"
        text += f" of the kind {_either(kinds)}" if kinds else ""
        text += f" in {listed(areas)}" if areas else ""
        return text + (f" for each {evidence.each}" if evidence.each else "")
    if condition.change is not None:
        change = condition.change
        before, after = (address_in_words(address, scheme) for address in (change.before, change.after))
        within = f" within {change.within_years} years" if change.within_years is not None else ""
        return f"from {before} to {after} a change of {change.least:+.0%} or more{within}"
    if condition.school is not None:
        school = condition.school
        if school.setting is not None:
            return "it is a setting without a URN" if school.setting else "it is a school with a URN"
        return f"the school is a {_either([*school.phases, *school.kinds])} one"
    return f"the expression holds: {condition.cel}"


def example_in_words(example: Example, scheme: Scheme) -> tuple[str, ...]:
    """What a school filled in, a line for each document and file; what it does not mention is empty."""
    lines: list[str] = []
    for name, answers in (("record", example.record), ("application", example.application)):
        layout = next((document for document in scheme.documents if document.id == name), None)
        if answers is not None and layout is not None:
            said = list(_answers(layout, answers, scheme))
            lines += [f"{layout.title}: {line}" for line in said] or [f"{layout.title}: nothing is filled in"]
    for file in example.files:
        notices = file.get("notices")
        seen = [str(n.get("kind")) for n in notices if isinstance(n, Mapping)] if isinstance(notices, list) else []
        beside = [str(file["class"])] if "class" in file else []
        beside += [f"noticed: {', '.join(seen)}"] if seen else []
        lines.append(f"File “{file.get('name', '')}”" + (f" ({'; '.join(beside)})" if beside else ""))
    return tuple(lines) or ("Nothing came",)


def _answers(layout: DocumentLayout, answers: Mapping[str, object], scheme: Scheme) -> Iterator[str]:
    fields = {field.id: field.label for field in layout.fields}
    tables = {table.id: table for table in layout.tables}
    for name, answer in answers.items():
        if name in fields:
            yield f"“{fields[name]}” is {_answer(answer)}"
        elif name in tables:
            columns = {column.id: column.label for column in tables[name].columns}
            yield from _rows(answer, columns, scheme)
        elif name == "missing":
            yield f"headings that are gone: {', '.join(map(str, answer))}" if isinstance(answer, list) else ""
        elif name == "notices":
            seen = answer if isinstance(answer, list) else []
            yield f"noticed: {', '.join(str(notice.get('kind')) for notice in seen)}"
        elif name == "version":
            yield f"it is of version {answer}"


def _rows(given: object, columns: Mapping[str, str], scheme: Scheme) -> Iterator[str]:
    rows: list[tuple[str, object]] = []
    if isinstance(given, Mapping):
        but = given.get("but") or {}
        rows = [("every row", given.get("each"))] if given.get("each") else []
        rows += [(_row(str(key), scheme), cells) for key, cells in but.items()]
    elif isinstance(given, Sequence) and not isinstance(given, str):
        rows = [(f"row {number}", cells) for number, cells in enumerate(given, start=1)]
    for name, cells in rows[:MOST_ROWS]:
        said = (
            [f"“{columns.get(k, k)}” is {_answer(v)}" for k, v in cells.items()] if isinstance(cells, Mapping) else []
        )
        yield f"{name}: {'; '.join(said) or 'left out'}"
    if len(rows) > MOST_ROWS:
        yield f"and {len(rows) - MOST_ROWS} rows more"


def _row(key: str, scheme: Scheme) -> str:
    codes = {criterion.id: f"criterion {criterion.code}" for criterion in scheme.criteria}
    return codes.get(key) or _principle(key, scheme)


def _answer(answer: object) -> str:
    if answer is None or answer == "":
        return "empty"
    if isinstance(answer, bool):
        return "ticked" if answer else "not ticked"
    if isinstance(answer, dt.date):
        return f"{answer.day} {answer:%B %Y}"
    if isinstance(answer, Mapping):
        return " to ".join(_answer(day) for day in answer.values())
    if isinstance(answer, (list, tuple)):
        return listed([str(word) for word in answer])
    return f"“{str(answer).removeprefix('?')}”"


def _many(how_many: HowMany) -> str:
    words = {"all": "all", "any": "one or more", "most": "more than half of the", "none": "none of the"}
    return words.get(str(how_many), f"at least {how_many}")


def _either(words: Iterable[object]) -> str:
    said = [str(word) for word in words] if not isinstance(words, str) else [words]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}" if said else "anything"


def _principle(name: str, scheme: Scheme) -> str:
    return next((p.short_name for p in scheme.principles if p.id == name), name)


def _level(name: str, scheme: Scheme) -> str:
    levels = scheme.levels.levels if scheme.levels is not None else ()
    return next((level.name for level in levels if level.id == name), name)


def _plain(name: str) -> str:
    return {"when": "only where this is answered", "where": "only where", "besides": "not counting"}.get(
        name, name.replace("_", " ")
    )
