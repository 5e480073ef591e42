"""What a run found, as a table on the screen, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.table import Column, Table

from mutate.judging import Verdict
from mutate.mutant import Document
from mutate.operators import OPERATORS
from mutate.running import Tally

_HEADINGS = ("operator", "row", "mutants", "planted", "found", "not planted", "misread", "recall", "precision")
# How many mutants that went wrong are told in full, for each operator.
SHOWN = 3


def _cells(tally: Tally) -> tuple[str, ...]:
    operator = OPERATORS[tally.operator]
    numbers = (tally.mutants, tally.planted, tally.found, tally.false, tally.misread)
    recall = "–" if operator.harmless else f"{tally.recall:.1%}"
    precision = f"{_untroubled(tally):.1%}" if operator.harmless else f"{tally.precision:.1%}"
    return (tally.operator, operator.stands_for, *(str(number) for number in numbers), recall, precision)


def _untroubled(tally: Tally) -> float:
    """For harmless operators, which plant nothing: the share of mutants without a finding or a misreading."""
    return 1 - min(tally.mutants, tally.false + tally.misread) / tally.mutants


def screen(tallies: Sequence[Tally]) -> Table:
    """The table for a terminal; what is not right stands in red."""
    table = Table(Column(_HEADINGS[0], no_wrap=True), *_HEADINGS[1:])
    for tally in tallies:
        table.add_row(*_cells(tally), style="" if tally.right else "bold red")
    return table


def markdown(tallies: Sequence[Tally], seed: int) -> str:
    """The tallies as a page, an operator a line."""
    lines = [f"# {summary(tallies)}", "", f"Seed {seed}.", ""]
    lines += [f"| {' | '.join(_HEADINGS)} |", f"|{'---|' * len(_HEADINGS)}"]
    lines += [f"| {' | '.join(_cells(tally))} |" for tally in tallies]
    return "\n".join(lines) + "\n"


def as_json(tallies: Sequence[Tally], verdicts: Sequence[Verdict], seed: int) -> str:
    """The tallies, and each mutant that went wrong, for another program."""
    shape = {
        "seed": seed,
        "operators": [
            {
                "operator": t.operator, "stands_for": OPERATORS[t.operator].stands_for,
                "harmless": OPERATORS[t.operator].harmless, "mutants": t.mutants, "planted": t.planted,
                "found": t.found, "not_planted": t.false, "misread": t.misread,
                "recall": t.recall, "precision": t.precision,
            }
            for t in tallies
        ],
        "wrong": [
            {
                "operator": v.operator, "seed": v.seed, "base": v.base, "missed": v.missed, "not_planted": v.false,
                "misread": v.misread,
            }
            for v in verdicts
            if not v.right
        ],
    }  # fmt: skip
    return json.dumps(shape, indent=1, ensure_ascii=False) + "\n"


def summary(tallies: Sequence[Tally]) -> str:
    """One line: how many were planted and found, and how many harmless mutants were left in peace."""
    planted, found = sum(t.planted for t in tallies), sum(t.found for t in tallies)
    harmless = [t for t in tallies if OPERATORS[t.operator].harmless]
    troubled = sum(min(t.mutants, t.false + t.misread) for t in harmless)
    false = sum(t.false for t in tallies)
    return (
        f"{sum(t.mutants for t in tallies):,} mutants by {len(tallies)} operators: {found:,} of {planted:,} planted "
        f"faults found, {false:,} findings that nobody planted, "
        f"{troubled:,} of {sum(t.mutants for t in harmless):,} harmless mutants troubled"
    )


def wrong(verdicts: Sequence[Verdict]) -> list[str]:
    """The first few mutants of each operator that went wrong, with how to make each again."""
    lines: list[str] = []
    told: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.right or told.get(verdict.operator, 0) >= SHOWN:
            continue
        told[verdict.operator] = told.get(verdict.operator, 0) + 1
        lines.append(f"--operator {verdict.operator} --seed {verdict.seed} --count 1  ({verdict.base})")
        for word, items in (("missed", verdict.missed), ("not planted", verdict.false), ("misread", verdict.misread)):
            lines += [f"    {word}: {item}" for item in items[:SHOWN]]
    return lines


def operators_page() -> str:
    """The table of operators as it stands in docs/mutation.md."""
    lines = []
    for harmless, title in ((False, "Faults"), (True, "Changes that must do no harm")):
        for document in Document:
            mine = [o for o in OPERATORS.values() if o.document is document and o.harmless is harmless]
            lines += [f"### {title} in the {document.value.capitalize()}: {len(mine)}", ""]
            lines += ["| operator | row | what a school, or its program, did |", "|---|---|---|"]
            lines += [f"| `{o.name}` | {o.stands_for} | {o.about} |" for o in mine]
            lines.append("")
    return "\n".join(lines)
