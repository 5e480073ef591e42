"""Findings as a person wants them: one entry for one fault, with all its places, most important first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.ooxml.addresses import column_letters, parse_address
from pipeline.values import Finding, Place, Severity

MOST_PLACES = 8
MOST_SENTENCES = 4
SEVERITY_LABELS = {Severity.REQUIRED: "Needed before the panel", Severity.ADVICE: "Advice"}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule in one column (or table column, or document): one thing to mend."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def places(self) -> str:
        return places_in_words([finding.place for finding in self.findings])

    @property
    def message(self) -> str:
        """What was read and expected: a few different messages in full, of many the first."""
        messages = _different(finding.message for finding in self.findings)
        if len(messages) <= MOST_SENTENCES:
            return " ".join(messages)
        return f"{messages[0]} And {len(messages) - 1} more like this."

    @property
    def fix(self) -> str:
        fixes = _different(finding.fix for finding in self.findings)
        return " ".join(fixes) if len(fixes) <= MOST_SENTENCES else fixes[0]

    @property
    def severity_label(self) -> str:
        return SEVERITY_LABELS.get(self.first.severity, "")

    def as_dict(self) -> dict[str, str]:
        """The keys a letter's template speaks of."""
        return {
            "title": self.first.title,
            "severity_label": self.severity_label,
            "places": self.places,
            "message": self.message,
            "fix": self.fix,
            "example": self.first.example,
        }


def _different(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentence.strip() for sentence in sentences))


def group(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """What the school may see, grouped by rule and column; required first, then in the rules' order.

    Findings for the office are left out.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.OFFICE:
            continue
        key = (finding.severity, finding.rule, *_column(finding.place))
        groups.setdefault(key, []).append(finding)
    made = [Group(tuple(sorted(found, key=lambda f: _spot(f.place)))) for found in groups.values()]
    return tuple(sorted(made, key=_importance))


def _importance(one: Group) -> tuple[object, ...]:
    first = one.first
    order = min(finding.order for finding in one.findings)
    return first.severity is not Severity.REQUIRED, order, first.rule, _spot(first.place)


def _column(place: Place) -> tuple[object, ...]:
    """What places of one group share."""
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
    return ("file",)


def _spot(place: Place) -> tuple[str, str, int, int, int, int, int]:
    row, column = parse_address(place.cell or "") or (place.row or 0, place.column or 0)
    return place.file, place.sheet or "", place.table or 0, column, row, place.page or 0, place.paragraph or 0


def first_range(findings: Sequence[Finding]) -> str | None:
    """The first run of cells in a column that findings stand on: ``H9:H12``; None where they stand on none."""
    spots = sorted({spot[::-1] for f in findings if (spot := parse_address(f.place.cell or ""))})
    if not spots:
        return None
    column = spots[0][0]
    first, last = _runs([row for at, row in spots if at == column])[0]
    letters = column_letters(column)
    return f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"


def places_in_words(places: Sequence[Place]) -> str:
    """Places of one group in a sentence: ``sheet “Stage 2 Plan”, H9:H12 and H15``.

    Runs are drawn together; where more than a handful remain the rest are counted.
    """
    seen = sorted(set(places), key=_spot)
    if not seen:
        return ""
    first = seen[0]
    if first.cell:
        spots = [spot for place in seen if (spot := parse_address(place.cell or ""))]
        runs = _runs(sorted({row for row, _ in spots}))
        column = column_letters(spots[0][1]) if spots else ""
        cells = [(f"{column}{a}" if a == b else f"{column}{a}:{column}{b}", b - a + 1) for a, b in runs]
        return f"sheet “{first.sheet}”, {_capped(cells)}"
    if first.table is not None:
        return f"“{first.file}”, {_table_words(seen, first)}"
    if first.paragraph:
        return f"“{first.file}”, {_numbered('paragraph', [p.paragraph for p in seen if p.paragraph])}"
    if first.page:
        return f"“{first.file}”, {_numbered('page', [p.page for p in seen if p.page])}"
    if first.sheet:
        return f"sheet “{first.sheet}”"
    return _capped([(f"“{name}”", 1) for name in dict.fromkeys(place.file for place in seen) if name])


def _table_words(places: Sequence[Place], first: Place) -> str:
    tables = sorted({place.table for place in places if place.table})
    rows = {table: _numbered("row", [p.row for p in places if p.table == table and p.row]) for table in tables}
    if len(tables) == 1:
        column = f"column {first.column}" if first.column else ""
        return ", ".join(words for words in (f"table {first.table}", column, rows[tables[0]]) if words)
    named = [(f"table {table} ({rows[table]})" if rows[table] else f"table {table}", 1) for table in tables]
    return f"column {first.column} of {_capped(named)}" if first.column else _capped(named)


def _numbered(word: str, numbers: Sequence[int]) -> str:
    """``row 3``, ``rows 2 to 4 and 9``; nothing for no numbers."""
    runs = _runs(sorted(set(numbers)))
    words = [(f"{a}" if a == b else f"{a} to {b}", b - a + 1) for a, b in runs]
    many = len(runs) > 1 or any(a != b for a, b in runs)
    return f"{word}{'s' if many else ''} {_capped(words)}" if runs else ""


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as first and last of a run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _capped(parts: Sequence[tuple[str, int]]) -> str:
    """“A, B and C”, or “A, B and 14 more”; each part comes with how many places it stands for."""
    shown = [words for words, _ in parts[:MOST_PLACES]]
    rest = sum(count for _, count in parts[MOST_PLACES:])
    if rest:
        shown.append(f"{rest} more")
    return shown[0] if len(shown) == 1 else " and ".join((", ".join(shown[:-1]), *shown[-1:])) if shown else ""
