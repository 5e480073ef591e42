"""What is to be done next, as a list: one step for one fault, and how each stands since the last attempt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from pipeline.feedback.difference import Before, compare
from pipeline.grouping import Group, group, where_within
from pipeline.scheme.words.phrases import ENGLISH, Phrases
from pipeline.values import Finding, Place, Severity


class Standing(Enum):
    """How a step stands since the last attempt."""

    # At the first attempt; later what was there before, and is told only now that nothing else hides it.
    FIRST = ""
    NEW = "New"
    STILL_OPEN = "Still open"
    # Of a file that we could not use, and that did not come again: nobody has put anything right.
    LEFT_OUT = "Not sent again"
    FIXED = "Fixed"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: findings of one cause, and how they stand. ``came`` are those that an open one has won."""

    group: Group
    standing: Standing
    came: tuple[Finding, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the panel cannot see the case before it is done."""
        return self.group.first.severity is Severity.REQUIRED

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.standing not in (Standing.FIXED, Standing.LEFT_OUT)

    @property
    def status(self) -> str:
        """In words, beside any colour: ``Needed before the panel. Still open.``"""
        say = self.group.phrases.say
        if self.standing is Standing.FIXED:
            return say("Fixed. Thank you.")
        standing = f"{say(self.standing.value)}." if self.standing.value else ""
        if self.standing is Standing.LEFT_OUT:
            return standing
        places = where_within(self.came, self.group.findings, self.group.phrases) if self.came else ""
        came = say("New: {places}.", places=places) if self.came else ""
        return " ".join(filter(None, (f"{self.group.severity_label}.", standing, came)))


def next_steps(
    findings: Sequence[Finding], before: Before | None = None, phrases: Phrases = ENGLISH
) -> tuple[Step, ...]:
    """What the school is to do, most important first, and at the end what it left out or has put right.

    ``before`` is None at the first attempt. What a school did not touch is neither new nor put right, only because
    something else hid it then or hides it now.
    """
    if before is None:
        return tuple(Step(one, Standing.FIRST) for one in group(findings, phrases))
    difference = compare(before.findings, findings)
    left_out, fixed = _told_apart(compare(difference.fixed, before.hidden_now).fixed, before.files)
    asked = [f for f in difference.new if any(_speaks_of(f, gone.place.file) for gone in left_out)]
    left_out = [gone for gone in left_out if not any(_speaks_of(f, gone.place.file) for f in findings)]
    # What nobody asked for before cannot be still open: “as above” below a box that has just been emptied.
    told = {finding.rule for finding in before.findings}
    old = {*(finding for finding in difference.still_open if finding.rule in told), *asked}
    new = set(compare(before.hidden_then, difference.new).new) - {*difference.still_open, *asked}
    steps = [_step(one, old, new) for one in group(findings, phrases)]
    steps += [Step(one, Standing.LEFT_OUT) for one in group(left_out, phrases)]
    return (*steps, *(Step(one, Standing.FIXED) for one in group(fixed, phrases)))


def _step(one: Group, old: Collection[Finding], new: Collection[Finding]) -> Step:
    came = tuple(finding for finding in one.findings if finding in new)
    if any(finding in old for finding in one.findings):
        return Step(one, Standing.STILL_OPEN, came)
    return Step(one, Standing.NEW if came else Standing.FIRST)


def _told_apart(gone: Sequence[Finding], files: Collection[str] | None) -> tuple[list[Finding], list[Finding]]:
    """Findings that are gone: those about a whole file that is gone with them, and those that were put right."""
    here = None if files is None else {_name(file) for file in files}
    left_out: list[Finding] = []
    fixed: list[Finding] = []
    for finding in gone:
        file = finding.place.file
        whole = bool(file) and finding.place == Place(file)
        (left_out if here is not None and whole and _name(file) not in here else fixed).append(finding)
    return left_out, fixed


def _speaks_of(finding: Finding, file: str) -> bool:
    """Whether a finding is about a place that names this file: the place then says that it is still awaited."""
    said, name = _letters(finding.read), _name(file)
    return _letters(name) in said or said == _letters(PurePosixPath(name).stem)


def _letters(text: str) -> str:
    """What two spellings of a file's name share: “Council minutes.pdf”, “council_minutes.PDF”."""
    return "".join(filter(str.isalnum, text.casefold()))


def _name(file: str) -> str:
    """A file's name wherever it lay: what came loose may come again in a zip."""
    return file.rsplit("/", 1)[-1].casefold()


def since_last_time(steps: Sequence[Step]) -> str:
    """``Since last time: 2 put right, 1 still open, 3 new.`` Nothing at the first attempt, or with nothing to say."""
    counts = Counter(step.standing for step in steps)
    say = steps[0].group.phrases.say if steps else ENGLISH.say
    said = (
        (Standing.FIXED, "{count} put right"), (Standing.LEFT_OUT, "{count} not sent again"),
        (Standing.STILL_OPEN, "{count} still open"), (Standing.NEW, "{count} new"),
    )  # fmt: skip
    told = [say(words, count=counts[standing]) for standing, words in said if counts[standing]]
    return say("Since last time: {these}.", these=", ".join(told)) if told else ""
