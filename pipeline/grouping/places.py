"""Where findings stand, as a person finds it: sheets and cells, tables and rows by their own words, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.grouping.runs import areas, position, runs_of
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import Finding, Place, Signpost

MOST_PLACES = 8
# Of so many neighbours nobody says “to”.
_FEW = 2
_ROW_NAME = re.compile(r"(.*?)(\d+)")
# Said once before several names.
_WORDS = (("criterion ", "criteria "), ("row ", "rows "))


def where_in_words(findings: Sequence[Finding], phrases: Phrases = ENGLISH) -> str:
    """Places of one group as a person finds them: ``“Application.docx”, Evidence index, E1 to E4, “File name”``.

    Word shows no numbers of tables, rows and columns; a place there without any words has them all the same.
    """
    first = findings[0]
    if not _signed(findings):
        return places_in_words([finding.place for finding in findings], phrases)
    return f"“{first.place.file}”, {_by_signs([finding.sign for finding in findings], phrases)}"


def where_within(some: Sequence[Finding], every: Sequence[Finding], phrases: Phrases) -> str:
    """Places of some findings, without what all of ``every`` have in common: ``H9``, ``E2 to E5``."""
    if some[0].place.cell:
        return _capped(areas([finding.place for finding in some]), phrases)
    if not _signed(every):
        return where_in_words(some, phrases)
    signs = [finding.sign for finding in some]
    parts, labels = ({getattr(f.sign, name) for f in every} for name in ("part", "label"))
    brief = [replace(s, part=s.part * (len(parts) > 1), label=s.label * (len(labels) > 1)) for s in signs]
    return _by_signs(brief if all(sign.words() for sign in brief) else signs, phrases)


def _signed(findings: Sequence[Finding]) -> bool:
    """Whether all of them stand in tables that have words for their places."""
    return findings[0].place.table is not None and all(finding.sign.words() for finding in findings)


def _by_signs(signs: Sequence[Signpost], phrases: Phrases) -> str:
    said: dict[tuple[str, str], list[str]] = {}
    for sign in signs:
        rows = said.setdefault((sign.part, sign.label), [])
        if sign.row and sign.row not in rows:
            rows.append(sign.row)
    parts = [
        ", ".join(words for words in (part, _named_rows(rows, phrases), f"“{label}”" if label else "") if words)
        for (part, label), rows in said.items()
    ]
    return "; ".join(parts)


def _named_rows(rows: Sequence[str], phrases: Phrases) -> str:
    """``E1 to E4 and E7``, ``criteria 1.2 and 2.1 to 2.3``; names without a number one by one."""
    runs: list[list[str]] = []
    for row in rows:
        if runs and _follows(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    said = [tuple(phrases.say(words) for words in both) for both in _WORDS]
    word, several = next((both for both in said if rows and all(r.startswith(both[0]) for r in rows)), ("", ""))
    named = [[row[len(word) :] for row in run] for run in runs]
    parts = [part for run in named for part in _from_to(run[0], run[-1], len(run), phrases)]
    return f"{several if len(rows) > 1 else word}{_capped(parts, phrases)}"


def _from_to(first: str, last: str, count: int, phrases: Phrases) -> list[tuple[str, int]]:
    """A run in words, with how many it stands for; two are named one by one: “E1 and E2”."""
    if count <= _FEW:
        return [(name, 1) for name in dict.fromkeys([first, last])]
    return [(phrases.say("{first} to {last}", first=first, last=last), count)]


def _follows(one: str, other: str) -> bool:
    before, after = _ROW_NAME.fullmatch(one), _ROW_NAME.fullmatch(other)
    return bool(before and after and before[1] == after[1] and int(after[2]) == int(before[2]) + 1)


def places_in_words(places: Sequence[Place], phrases: Phrases = ENGLISH) -> str:
    """Places of one group in a sentence: ``sheet “Stage 2 Plan”, H9:H12 and H15``.

    Runs are drawn together; where more than a handful remain the rest are counted.
    """
    seen = sorted(set(places), key=position)
    if not seen:
        return ""
    first = seen[0]
    if first.cell:
        return f"{_sheet(first, phrases)}, {_capped(areas(seen), phrases)}"
    if first.table is not None:
        return f"“{first.file}”, {_table_words(seen, first, phrases)}"
    if first.paragraph:
        return f"“{first.file}”, {_numbered('paragraph', [p.paragraph for p in seen if p.paragraph], phrases)}"
    if first.page:
        return f"“{first.file}”, {_numbered('page', [p.page for p in seen if p.page], phrases)}"
    if first.sheet:
        return _sheet(first, phrases)
    return _capped([(f"“{name}”", 1) for name in dict.fromkeys(place.file for place in seen) if name], phrases)


def _sheet(place: Place, phrases: Phrases) -> str:
    return phrases.say("sheet “{name}”", name=place.sheet)


def _table_words(places: Sequence[Place], first: Place, phrases: Phrases) -> str:
    tables = sorted({place.table for place in places if place.table})
    rows = {table: _numbered("row", [p.row for p in places if p.table == table and p.row], phrases) for table in tables}
    if len(tables) == 1:
        column = phrases.say("column {number}", number=first.column) if first.column else ""
        table = phrases.say("table {number}", number=first.table)
        return ", ".join(words for words in (table, column, rows[tables[0]]) if words)
    called = {table: phrases.say("table {number}", number=table) for table in tables}
    named = [(f"{called[table]} ({rows[table]})" if rows[table] else called[table], 1) for table in tables]
    capped = _capped(named, phrases)
    return phrases.say("column {number} of {tables}", number=first.column, tables=capped) if first.column else capped


def _numbered(word: str, numbers: Sequence[int], phrases: Phrases) -> str:
    """``row 3``, ``rows 2 to 4 and 9``; nothing for no numbers."""
    runs = runs_of(sorted(set(numbers)))
    words = [part for a, b in runs for part in _from_to(f"{a}", f"{b}", b - a + 1, phrases)]
    many = len(runs) > 1 or any(a != b for a, b in runs)
    return f"{phrases.say(f'{word}s ' if many else f'{word} ')}{_capped(words, phrases)}" if runs else ""


def _capped(parts: Sequence[tuple[str, int]], phrases: Phrases) -> str:
    """“A, B and C”, or “A, B and 14 more”; each part comes with how many places it stands for."""
    shown = [words for words, _ in parts[:MOST_PLACES]]
    rest = sum(count for _, count in parts[MOST_PLACES:])
    if rest:
        shown.append(phrases.say("{count} more", count=rest))
    return phrases.listed(shown)
