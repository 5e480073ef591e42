"""Findings as a person wants them: one entry for one fault, with all its places, most important first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.grouping.places import where_in_words
from pipeline.grouping.runs import position
from pipeline.ooxml.addresses import parse_address
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import Finding, Place, Severity

MOST_SENTENCES = 4
MOST_EXAMPLES = 3
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) ")
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
        """The finding that speaks for all of them."""
        return self.findings[0]

    @property
    def places(self) -> str:
        """Where they stand, in words."""
        return where_in_words(self.findings, self.phrases)

    @property
    def message(self) -> str:
        """What was read and expected: a few different messages in full, of many the first."""
        messages = _different([finding.message for finding in self.findings])
        if len(messages) <= MOST_SENTENCES:
            return " ".join(_endings_once(messages))
        return f"{messages[0]} {and_more(len(messages) - 1, self.phrases)}."

    @property
    def fix(self) -> str:
        """What to do about it: a few different ways in full, of many the first."""
        fixes = _different([finding.fix for finding in self.findings])
        return " ".join(fixes) if len(fixes) <= MOST_SENTENCES else fixes[0]

    @property
    def example(self) -> str:
        """An answer that would do: one for each box where they are few, or else the first."""
        examples = _different([finding.example for finding in self.findings if finding.example.strip()])
        return "; ".join(examples) if len(examples) <= MOST_EXAMPLES else examples[0]

    @property
    def severity_label(self) -> str:
        """How pressing it is, in the scheme's language; empty for what only the office is told."""
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


def _endings_once(messages: Sequence[str]) -> list[str]:
    """Messages one after another, without the last sentences that the next one ends with as well."""
    said = []
    for message, after in pairwise([*messages, ""]):
        own, following = _BETWEEN_SENTENCES.split(message), _BETWEEN_SENTENCES.split(after)
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(own[:0:-1], following[:0:-1], strict=False))))
        heads = (" ".join(own[: len(own) - cut]) for cut in range(same, 0, -1))
        # What a school wrote is never cut in two.
        said.append(next((head for head in heads if head.count("“") == head.count("”")), message))
    return said


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
    made = [Group(tuple(sorted(found, key=lambda f: position(f.place))), phrases) for found in _across(groups.values())]
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
    return _RANK[first.severity], order, first.rule, position(first.place)


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
