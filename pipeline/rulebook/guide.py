"""A scheme's rules as one page for officers: every criterion, level, check and sentence in words.

The page is made from the rule files alone, so it is never out of date: ``award rules docs`` writes it again.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from pipeline.checking.engine import finding, look
from pipeline.checking.kinds import KINDS
from pipeline.checking.proving.addresses import Target, target_of
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import set_scene
from pipeline.checking.signposts import Signposts
from pipeline.rulebook.in_words import (
    Said,
    address_in_words,
    condition_in_words,
    example_in_words,
    setting_in_words,
)
from pipeline.rulebook.running import how_it_runs
from pipeline.scheme.model import Check, Criterion, DocumentLayout, Example, Principle, Scheme

SEVERITIES: Mapping[str, str] = {
    "required": "The school must mend it",
    "advice": "Advice to the school",
    "office": "For the officer only",
}
FILES, WHOLE = "Files", "As a whole"
# What a scheme's `wording` says where the words are not yet the office's own.
OURS = "ours"
HTML, MARKDOWN = "guide.html", "guide.md"


@dataclass(frozen=True, slots=True)
class CheckSaid:
    """One check as the page tells it: its sentences as a school reads them in the case of its first failing example."""

    check: Check
    severity: str
    message: str
    fix: str
    example: str
    looks_at: str
    does: str
    settings: tuple[str, ...]
    when: Said | None
    needs: Said | None
    hidden_by: tuple[str, ...]
    passing: tuple[str, ...]
    failing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Checks that look at one part of a school's papers: a section of a document, or the files."""

    document: str
    section: str
    anchor: str
    checks: tuple[CheckSaid, ...]


@dataclass(frozen=True, slots=True)
class PrincipleSaid:
    """A principle with its heading, how deep it lies within others, and its criteria."""

    principle: Principle
    title: str
    depth: int
    criteria: tuple[CriterionSaid, ...]


@dataclass(frozen=True, slots=True)
class CriterionSaid:
    """A criterion with the names of the evidence it needs, and which schools it is asked of."""

    criterion: Criterion
    essential: tuple[str, ...]
    only_for: Said | None


def guide(scheme: Scheme, template: str = HTML, shared: frozenset[str] = frozenset()) -> str:
    """The page's text: HTML that needs no other file, or Markdown.

    ``shared`` are the ids of checks that schemes have in common: they are told last, and shorter.
    """
    kinds = {kind.id: kind.name for kind in scheme.evidence.kinds}
    counts = {name: sum(check.severity == name for check in scheme.checks) for name in SEVERITIES}
    levels = scheme.levels.levels if scheme.levels is not None else ()
    page = _template(template).render(
        scheme=scheme,
        principles=_principles(scheme, kinds),
        own=_groups(scheme, [check for check in scheme.checks if check.id not in shared], "checks"),
        every=_groups(scheme, [check for check in scheme.checks if check.id in shared], "shared"),
        running=how_it_runs(scheme),
        ours=scheme.wording == OURS and any(criterion.descriptors for criterion in scheme.criteria),
        counts=counts,
        severities=SEVERITIES,
        levels=[(level, condition_in_words(level.needs, scheme) if level.needs else None) for level in levels],
        of_area=[
            (next((level.name for level in levels if level.id == name), name), condition_in_words(condition, scheme))
            for name, condition in (scheme.levels.of_area.items() if scheme.levels is not None else ())
        ],
        steps={step.id: step.name for step in scheme.process} | {"any": "any step"},
    )
    return re.sub(r"\n{3,}", "\n\n", page).lstrip()


@cache
def _template(name: str) -> Template:
    made = Environment(
        autoescape=name.endswith(".html"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["day"] = lambda day: f"{day.day} {day:%B %Y}"
    made.filters["filled"] = _filled
    made.filters["sum_of_checks"] = lambda groups: sum(len(group.checks) for group in groups)
    return made.from_string((resources.files("pipeline.rulebook") / name).read_text(encoding="utf-8"))


def _filled(sentence: str) -> str:
    """A sentence with its names shown as what they are: places where something is filled in."""
    return re.sub(r"\{(\w+)\}", lambda name: f"[{name[1]}]", sentence)


def _principles(scheme: Scheme, kinds: Mapping[str, str]) -> tuple[PrincipleSaid, ...]:
    within = {principle.id: principle.within for principle in scheme.principles}
    said: list[PrincipleSaid] = []
    for principle in _outermost_first(scheme, None):
        depth, up = 0, principle.within
        while up is not None:
            depth, up = depth + 1, within[up]
        criteria = tuple(
            CriterionSaid(
                criterion,
                tuple(kinds[kind] for kind in criterion.essential_evidence),
                condition_in_words(criterion.only_for, scheme) if criterion.only_for is not None else None,
            )
            for criterion in scheme.criteria
            if criterion.principle == principle.id
        )
        said.append(PrincipleSaid(principle, scheme.title_of(principle), depth, criteria))
    return tuple(said)


def _outermost_first(scheme: Scheme, within: str | None) -> list[Principle]:
    """Each principle before those that lie within it."""
    found: list[Principle] = []
    for principle in scheme.principles:
        if principle.within == within:
            found += [principle, *_outermost_first(scheme, principle.id)]
    return found


def _groups(scheme: Scheme, checks: Sequence[Check], anchor: str) -> tuple[Group, ...]:
    order = [("", FILES), *((d.title, title) for d in scheme.documents for title in (WHOLE, *_sections(d)))]
    grouped: dict[tuple[str, str], list[CheckSaid]] = {name: [] for name in order}
    for check in checks:
        grouped[_group_of(check, scheme)].append(_check(check, scheme))
    return tuple(
        Group(*name, f"{anchor}-{number}", tuple(sorted(told, key=lambda said: said.check.order)))
        for number, (name, told) in enumerate(grouped.items(), start=1)
        if told
    )


def _sections(document: DocumentLayout) -> tuple[str, ...]:
    return tuple(section.title for section in document.sections)


def _group_of(check: Check, scheme: Scheme) -> tuple[str, str]:
    target = target_of(check.on, scheme)
    if not isinstance(target, Target) or target.document is None:
        return "", FILES
    for section in target.document.sections:
        if target.table in section.tables or target.field in section.fields:
            return target.document.title, section.title
    return target.document.title, WHOLE


def _check(check: Check, scheme: Scheme) -> CheckSaid:
    titles = {other.id: other.title for other in scheme.checks}
    message, fix, example = _as_read(check, scheme)
    settings = tuple(setting_in_words(name, value, check.on, scheme) for name, value in check.settings.items())
    return CheckSaid(
        check=check,
        severity=SEVERITIES[check.severity],
        message=message,
        fix=fix,
        example=example,
        looks_at=address_in_words(check.on, scheme),
        does=_does(check.kind),
        settings=settings,
        when=condition_in_words(check.when, scheme) if check.when is not None else None,
        needs=condition_in_words(check.needs, scheme) if check.needs is not None else None,
        hidden_by=tuple(titles[name] for name in check.unless if name in titles),
        passing=_first(check.passing, scheme),
        failing=_first(check.failing, scheme),
    )


def _first(examples: tuple[Example, ...], scheme: Scheme) -> tuple[str, ...]:
    """A common check may have kept no example that fits the scheme."""
    return example_in_words(examples[0], scheme) if examples else ()


def _as_read(check: Check, scheme: Scheme) -> tuple[str, str, str]:
    """The sentences filled in by the first failing example; with their names in brackets where it finds nothing."""
    first = next(iter(check.failing), None)
    hits = look(check, set_scene(submission_of(first, scheme), scheme, first.today)) if first is not None else ()
    if not hits:
        return _filled(check.message), _filled(check.fix), _filled(check.example)
    said = finding(check, hits[0], Signposts())
    return said.message, said.fix, said.example


def _does(kind: str) -> str:
    """What a kind of check asks for, from what its function promises; its settings are told beside it."""
    text = " ".join((inspect.getdoc(KINDS[kind]) or kind).split("\n\n")[0].split())
    return _filled(re.sub(r"``([^`]+)``", r"“\1”", text.replace("``on``", "what it looks at")))
