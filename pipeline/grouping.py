"""Findings as a person wants them: one entry for one fault, with all its places, most important first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.ooxml.addresses import column_letters, parse_address
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import Finding, Place, Severity, Signpost

MOST_PLACES = 8
MOST_SENTENCES = 4
MOST_EXAMPLES = 3
_RANK = {severity: rank for rank, severity in enumerate((Severity.REQUIRED, Severity.ADVICE, Severity.OFFICE))}
SEVERITY_LABELS = {Severity.REQUIRED: "Needed before the panel", Severity.ADVICE: "Advice"}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule in one column (or table column, or document): one thing to mend.

    ``phrases`` say what we say of them in the scheme's language.
    """

    findings: tuple[Finding, ...]
    phrases: Phrases = ENGLISH

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def places(self) -> str:
        return where_in_words(self.findings, self.phrases)

    @property
    def message(self) -> str:
        """What was read and expected: a few different messages in full, of many the first."""
        messages = _different([finding.message for finding in self.findings])
        if len(messages) <= MOST_SENTENCES:
            return " ".join(messages)
        return f"{messages[0]} {and_more(len(messages) - 1, self.phrases)}."

    @property
    def fix(self) -> str:
        fixes = _different([finding.fix for finding in self.findings])
        return " ".join(fixes) if len(fixes) <= MOST_SENTENCES else fixes[0]

    @property
    def example(self) -> str:
        """An answer that would do: one for each box where they are few, or else the first."""
        examples = _different([finding.example for finding in self.findings if finding.example.strip()])
        return "; ".join(examples) if len(examples) <= MOST_EXAMPLES else examples[0]

    @property
    def severity_label(self) -> str:
        label = SEVERITY_LABELS.get(self.first.severity, "")
        return self.phrases.say(label) if label else ""

    def as_dict(self) -> dict[str, str]:
        """The keys a letter's template speaks of."""
        return {
            "title": self.first.title,
            "severity_label": self.severity_label,
            "places": self.places,
            "message": self.message,
            "fix": self.fix,
            "example": self.example,
        }


def and_more(count: int, phrases: Phrases = ENGLISH) -> str:
    """``There is 1 more like this``, ``There are 6 more like this``."""
    return phrases.say("There is 1 more like this" if count == 1 else "There are {count} more like this", count=count)


def _different(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([sentence.strip() for sentence in dict.fromkeys(sentences)]))


def group(findings: Iterable[Finding], phrases: Phrases = ENGLISH, *, office: bool = False) -> tuple[Group, ...]:
    """What the school may see, grouped by rule and column; required first, then in the rules' order.

    Findings for the office are left out unless an officer is told: then they come last.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.OFFICE and not office:
            continue
        # A film and a sound recording are mended in two ways.
        key = (finding.severity, finding.rule, *(_column(finding.place) or ("file", finding.fix)))
        groups.setdefault(key, []).append(finding)
    made = [Group(tuple(sorted(found, key=lambda f: _spot(f.place))), phrases) for found in _across(groups.values())]
    return tuple(sorted(made, key=_importance))


def _across(columns: Iterable[list[Finding]]) -> Iterable[list[Finding]]:
    """Findings by column, but one cause where the very same words stand in several columns of the same rows.

    “As above” in three cells of a row is one thing to mend.
    """
    drawn: dict[Hashable, list[Finding]] = {}
    for found in columns:
        first, spots = found[0], [parse_address(finding.place.cell or "") for finding in found]
        rows = tuple(sorted((spot[0], f.read) for spot, f in zip(spots, found, strict=True) if spot and f.read.strip()))
        whole = len(rows) == len(found)
        key = (first.severity, first.rule, first.place.file, first.place.sheet, rows) if whole else id(found)
        drawn.setdefault(key, []).extend(found)
    return drawn.values()


def _importance(one: Group) -> tuple[object, ...]:
    first = one.first
    order = min(finding.order for finding in one.findings)
    return _RANK[first.severity], order, first.rule, _spot(first.place)


def _column(place: Place) -> tuple[object, ...]:
    """What places of one group share; nothing where they are whole files."""
    if place.cell:
        spot = parse_address(place.cell)
        return place.file, "cell", place.sheet, spot[1] if spot else place.cell
    if place.table is not None:
        # The scheme may print one table in pieces, one a principle: their rows are mended together.
        return place.file, "table", place.column
    if place.paragraph is not None:
        return place.file, "paragraph"
    if place.sheet or place.page:
        return place.file, "page", place.sheet
    return ()


def _spot(place: Place) -> tuple[str, str, int, int, int, int, int]:
    row, column = parse_address(place.cell or "") or (place.row or 0, place.column or 0)
    return place.file, place.sheet or "", place.table or 0, column, row, place.page or 0, place.paragraph or 0


def ranges(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The runs of cells that findings stand on: ``H9:H12``, ``H15``; none where they stand on no cell."""
    return tuple(cells for cells, _ in _areas([finding.place for finding in findings]))


def _areas(places: Iterable[Place]) -> list[tuple[str, int]]:
    """Cells drawn together, each with how many it stands for: down a column, or over neighbours with the same rows."""
    rows: dict[int, set[int]] = {}
    for place in places:
        if spot := parse_address(place.cell or ""):
            rows.setdefault(spot[1], set()).add(spot[0])
    wide = (
        _runs(sorted(rows)) if len({frozenset(each) for each in rows.values()}) == 1 else [(c, c) for c in sorted(rows)]
    )
    return [
        (_area(left, right, top, bottom), (right - left + 1) * (bottom - top + 1))
        for left, right in wide
        for top, bottom in _runs(sorted(rows[left]))
    ]


def _area(left: int, right: int, top: int, bottom: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def where_in_words(findings: Sequence[Finding], phrases: Phrases = ENGLISH) -> str:
    """Places of one group as a person finds them: ``“Application.docx”, Evidence index, E1 to E4, “File name”``.

    Word shows no numbers of tables, rows and columns; a place there without any words has them all the same.
    """
    first = findings[0]
    if not _signed(findings):
        return places_in_words([finding.place for finding in findings], phrases)
    return f"“{first.place.file}”, {_by_signs([finding.sign for finding in findings], phrases)}"


def where_within(some: Sequence[Finding], one: Group) -> str:
    """Places of some findings of a group, without what all of the group has in common: ``H9``, ``E2 to E5``."""
    if some[0].place.cell:
        return _capped(_areas([finding.place for finding in some]), one.phrases)
    if not _signed(one.findings):
        return where_in_words(some, one.phrases)
    signs = [finding.sign for finding in some]
    parts, labels = ({getattr(f.sign, name) for f in one.findings} for name in ("part", "label"))
    brief = [replace(s, part=s.part * (len(parts) > 1), label=s.label * (len(labels) > 1)) for s in signs]
    return _by_signs(brief if all(sign.words() for sign in brief) else signs, one.phrases)


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


_ROW_NAME = re.compile(r"(.*?)(\d+)")


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
    named = [(run[0][len(word) :], run[-1][len(word) :], len(run)) for run in runs]
    parts = [(_from_to(first, last, phrases), count) for first, last, count in named]
    return f"{several if len(rows) > 1 else word}{_capped(parts, phrases)}"


def _from_to(first: str, last: str, phrases: Phrases) -> str:
    return first if first == last else phrases.say("{first} to {last}", first=first, last=last)


# Said once before several names.
_WORDS = (("criterion ", "criteria "), ("row ", "rows "))


def _follows(one: str, other: str) -> bool:
    before, after = _ROW_NAME.fullmatch(one), _ROW_NAME.fullmatch(other)
    return bool(before and after and before[1] == after[1] and int(after[2]) == int(before[2]) + 1)


def places_in_words(places: Sequence[Place], phrases: Phrases = ENGLISH) -> str:
    """Places of one group in a sentence: ``sheet “Stage 2 Plan”, H9:H12 and H15``.

    Runs are drawn together; where more than a handful remain the rest are counted.
    """
    seen = sorted(set(places), key=_spot)
    if not seen:
        return ""
    first = seen[0]
    if first.cell:
        return f"{_sheet(first, phrases)}, {_capped(_areas(seen), phrases)}"
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
    runs = _runs(sorted(set(numbers)))
    words = [(_from_to(f"{a}", f"{b}", phrases), b - a + 1) for a, b in runs]
    many = len(runs) > 1 or any(a != b for a, b in runs)
    return f"{phrases.say(f'{word}s ' if many else f'{word} ')}{_capped(words, phrases)}" if runs else ""


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as first and last of a run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _capped(parts: Sequence[tuple[str, int]], phrases: Phrases) -> str:
    """“A, B and C”, or “A, B and 14 more”; each part comes with how many places it stands for."""
    shown = [words for words, _ in parts[:MOST_PLACES]]
    rest = sum(count for _, count in parts[MOST_PLACES:])
    if rest:
        shown.append(phrases.say("{count} more", count=rest))
    return phrases.listed(shown)
