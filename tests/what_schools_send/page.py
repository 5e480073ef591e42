"""docs/what-schools-send.md: the table as a page for officers, with the sentences that schools really get."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby

from pipeline.values import DateSpan, FileClass, Finding, Severity, Understood

from . import at_the_door
from .coming_out import TABLE, CameOut, faultless, outcome, sent_as
from .making import base
from .table import GONE, Answer, Case, Drops, Row

INTRO = """\
# What schools send, and what comes of it

Schools fill in our forms in many programs and in many ways. This page lists what we know to arrive and what the
line does with each. “Read right” means that every answer was read from its own place and nobody has to do anything.
Otherwise the page shows the very sentence that the school gets, or the one that only you see. Where the last column
says “You”, look at it before the panel does.

The rows are tried out with real files on every change of the program, and this page is written from what came out.
To write it again: `python -m tests.what_schools_send`.
"""
PARTS = (("X", "The Record"), ("D", "The Application"), ("E", "Evidence, and how it comes"))
# Cases in a few letters stand side by side, longer ones below one another.
SHORT = 22
HEAD = "| Row | What arrives | What the line does | Who acts |\n|---|---|---|---|"


def page() -> str:
    """The whole page. Runs every case that has not been run yet."""
    sections = [INTRO]
    for letter, title in PARTS:
        rows = [line for row in TABLE if row.id.startswith(letter) for line in _lines(row)]
        sections.append(f"## {title}\n\n{HEAD}\n" + "\n".join(rows) + "\n")
    return "\n".join(sections)


def _lines(row: Row) -> list[str]:
    """A line for each thing that comes of the row, with all the cases it comes of."""
    came = [
        (case, *(_dropped(case) if isinstance(case, Drops) else _read(row.id, at, case)))
        for at, case in enumerate(row.cases)
    ]
    lines = []
    for (does, who), group in groupby(came, key=lambda entry: entry[1:]):
        cases = [case.arrives for case, _, _ in group]
        short = max(map(len, cases)) < SHORT
        what = ", ".join(cases) if short else "<br>".join(cases)
        start = "" if lines else f"**{row.arrives}**<br>"
        lines.append(f"| {'' if lines else row.id} | {_cell(start + what)} | {_cell(does)} | {who} |")
    return lines


def _came(row: Row, number: int) -> tuple[str, str]:
    case = row.cases[number]
    return _dropped(case) if isinstance(case, Drops) else _read(row.id, number, case)


def _cell(text: str) -> str:
    return re.sub(r"\s*\n\s*", "<br>", text).replace("|", "\\|")


def _read(row: str, number: int, case: Case) -> tuple[str, str]:
    came = outcome(row, number)
    own = _own_findings(case, came)
    if not case.expects.forms:
        # A file that was to be the Record leaves the school without one, and it is told so.
        missing = {"X": "record-present", "D": "application-present"}[row[0]]
        own += [finding for finding in came.findings if finding.rule == missing]
    parts = []
    told = sorted({_meaning(value) for value in case.expects.reads.values() if _telling(value)})
    if case.note:
        parts.append(case.note)
    elif told and len(told) <= 2 and not _only_text(case):
        parts.append(f"Read as {' and '.join(told)}.")
    elif case.expects.forms and not own:
        parts.append("Read right.")
    elif case.expects.forms:
        parts.append("The rest is read right.")
    parts += [_sentence(finding) for finding in _said_once(own)]
    if not case.expects.forms and not any(f.place.file for f in own):
        parts += [f.message for f in came.submission.files if f.file_class is not FileClass.PARSED]
    if came.match.doubt:
        parts.append(f"You are told: {came.match.doubt}")
    return "<br>".join(parts), _who(own, bool(came.match.doubt))


def _own_findings(case: Case, came: CameOut) -> list[Finding]:
    """The findings of a case that the faultless papers do not have."""
    usual = {(f.rule, sent_as(f.place, case).words()) for f in faultless(case.stands_on).findings if f.place.file}
    usual |= {(f.rule, "") for f in faultless(case.stands_on).findings if not f.place.file}
    wanted = set(case.expects.findings)
    return [f for f in came.findings if (f.rule, f.place) in wanted or (f.rule, f.place.words()) not in usual]


def _said_once(findings: list[Finding]) -> list[Finding]:
    """One finding of a rule stands for all of them."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    return list(first.values())


def _sentence(finding: Finding) -> str:
    start = "You are told" if finding.severity is Severity.OFFICE else "The school is told"
    return f"{start}: {finding.message} {finding.fix}"


def _who(findings: list[Finding], doubt: bool) -> str:
    severities = {finding.severity for finding in findings}
    names = []
    if severities & {Severity.REQUIRED, Severity.ADVICE}:
        names.append("The school")
    if doubt or Severity.OFFICE in severities:
        names.append("You")
    return " and ".join(names).replace("and You", "and you") or "Nobody"


def _telling(value: Answer) -> bool:
    return not isinstance(value, Understood) and value is not GONE


def _only_text(case: Case) -> bool:
    """Whether the answers that differ are just the words as they stand: nothing to say about those."""
    return all(isinstance(value, str) and len(value) > 40 for value in case.expects.reads.values())


def _meaning(value: Answer) -> str:
    if isinstance(value, DateSpan):
        return _day(value.first) if value.first == value.last else f"{_day(value.first)} to {_day(value.last)}"
    if isinstance(value, dt.date):
        return _day(value)
    if isinstance(value, tuple):
        principles = {principle.id: principle.short_name for principle in base().scheme.principles}
        names = [principles.get(key, key) for key in value]
        what = "principles" if set(value) <= principles.keys() else "roles"
        return f"{len(names)} {what}: {', '.join(names)}"
    return f"“{value}”"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dropped(case: Drops) -> tuple[str, str]:
    came = at_the_door.stood(case)
    parts = [_sentence(finding) for finding in _said_once(list(came.findings))]
    if case.being_written:
        parts.append("Left in the inbox until the copy is finished, and then taken in.")
    elif came.reasons:
        parts += [f"Put aside with the reason: {reason}" for reason in came.reasons]
    elif not came.findings:
        parts.append(
            "Taken in and read right." + (" What programs left behind stays where it is." if came.left else "")
        )
    doubtful = bool(came.reasons)
    return "<br>".join(parts), _who(list(came.findings), doubtful)
