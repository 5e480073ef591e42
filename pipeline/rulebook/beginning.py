"""A new scheme from a list of criteria: a folder of rules that works at once, with comments on what to change."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence

import yaml

from pipeline.rulebook.criteria_sheet import Listed

# Words that say little in an id.
_LITTLE = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "of", "on", "or",
     "our", "that", "the", "their", "there", "they", "this", "to", "we", "with", "school", "schools"]
)  # fmt: skip
_ID_WORDS = 4
_SHORT_NAME = 40
# The common check for “one file for everything” asks about so many principles (rules/common/lists.yaml), and the one
# for the same answer twice about so many criteria.
MANY, TWO = 5, 2
# Where a list names no principle, its criteria lie in one.
ONE_PRINCIPLE = "What a school shows"


def begin(folder: str, name: str, listed: Sequence[Listed], today: dt.date) -> dict[str, str]:
    """The text of each file by its path within the new folder. ``folder`` is its name, and the scheme's id."""
    principles = list(dict.fromkeys(each.principle or ONE_PRINCIPLE for each in listed))
    ids = _ids(principles)
    return {
        "scheme.yaml": _scheme(folder, name, principles, ids, len(listed), today),
        "criteria.yaml": _criteria(listed, principles, ids),
        "documents.yaml": _DOCUMENTS.format(name=_text(f"{name}: application"), file=_text(f"{name} Application")),
        "checks/1-our-own.yaml": _CHECKS,
    }


def _left_out(principles: int, criteria: int) -> str:
    """The common checks that so few principles or criteria leave nothing to look for."""
    names = ["evidence-same"] * (principles < MANY) + ["criteria-same-text"] * (criteria < TWO)
    return _LEFT_OUT.format(names=", ".join(names)) if names else ""


def _scheme(folder: str, name: str, principles: Sequence[str], ids: Sequence[str], count: int, today: dt.date) -> str:
    lines = [
        f"  - {{id: {identity}, number: {number}, name: {_text(principle)}, short_name: {_text(_short(principle))}}}"
        for number, (principle, identity) in enumerate(zip(principles, ids, strict=True), start=1)
    ]
    letters = re.findall(r"[A-Za-z]+", _without_accents(name))
    initials = "".join(word[0] for word in letters if word.casefold() not in _LITTLE).upper()
    return _SCHEME.format(
        id=_text(folder), name=_text(name), version=f'"{today.year}.1"', day=today, principles="\n".join(lines),
        initials=initials or "A", leave_out=_left_out(len(principles), count),
    )  # fmt: skip


def _criteria(listed: Sequence[Listed], principles: Sequence[str], ids: Sequence[str]) -> str:
    of = dict(zip(principles, ids, strict=True))
    names = _ids([each.text for each in listed])
    given = [each.code for each in listed]
    keep = all(given) and len(set(given)) == len(given)
    counts: dict[str, int] = {}
    lines = [_CRITERIA]
    for each, identity in zip(listed, names, strict=True):
        principle = each.principle or ONE_PRINCIPLE
        counts[principle] = counts.get(principle, 0) + 1
        code = each.code if keep else f"{principles.index(principle) + 1}.{counts[principle]}"
        examples = f"    examples: [{', '.join(_text(text) for text in each.evidence)}]\n" if each.evidence else ""
        lines.append(
            f'  - id: {identity}\n    code: "{code}"\n    principle: {of[principle]}\n'
            f"    text: {_text(each.text)}\n{examples}"
        )
    return "\n".join(lines)


def _ids(texts: Iterable[str]) -> list[str]:
    """A short id for each, made of its first words that say something; no two the same."""
    made: list[str] = []
    for text in texts:
        words = re.findall(r"[a-z0-9]+", _without_accents(text.casefold()).replace("’", "").replace("'", ""))
        telling = [word for word in words if word not in _LITTLE] or words
        start = "-".join(telling[:_ID_WORDS]) or "criterion"
        start = start if start[0].isalpha() else f"c-{start}"
        name, number = start, 2
        while name in made:
            name, number = f"{start}-{number}", number + 1
        made.append(name)
    return made


def _without_accents(text: str) -> str:
    """Letters as they are without their accents: ``café`` is ``cafe``."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _short(name: str) -> str:
    """A name that fits a heading: whole words, as many as have room."""
    short = name if len(name) <= _SHORT_NAME else name[: _SHORT_NAME + 1].rpartition(" ")[0]
    return short or name[:_SHORT_NAME]


def _text(text: str) -> str:
    """A text as YAML writes it within a list on one line: in quotation marks where it must be."""
    plain = re.fullmatch(r"[A-Za-z][\w’ ./()-]*", text) and yaml.safe_load(text) == text
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_LEFT_OUT = """\
# Common checks that have nothing to look for where there are so few principles or criteria.
leave_out: [{names}]
"""
_SCHEME = """\
# A new scheme, made from a list of criteria. Each part says what to change; `award rules check` says whether it holds.
id: {id}
# What schemes share: checks of files and forms, e-mails, lists. What stands in this folder takes its place.
builds_on: common
{leave_out}# Raise the version whenever the criteria change, and keep the old folder as versions/<old version>/.
version: {version}
name: {name}
short_name: {name}
effective_from: {day}

# Who sits on the panel and gives the award.
bodies:
  - {{id: office, name: The award office, role: panel and award}}

# How long an award lasts.
validity:
  years: 2
  invite_months_before: 3

# `short_name` stands in headings. Add `aliases: [...]` for what schools call a principle.
principles:
{principles}

# How many pieces of evidence are asked for. Name areas, such as
#   - {{id: voice, name: Student voice, principle: <one of the ids above>}}
# to ask for at least one in each of them.
evidence:
  minimum: 3
  reading: in_total
  areas: []

# Where each criterion's mark stands, and what a mark is worth.
marking:
  column: application.criteria.rating
  points: {{Met: 2, Partly: 1, Not yet: 0}}

# How certificates are numbered.
certificate:
  number_format: "{initials}-{{year}}-{{sequence:04d}}"
"""
_CRITERIA = """\
# What a school shows under each principle. `id` never changes, whatever the wording: cases and crosswalks name it.
# `examples` are printed as evidence that may be sent.
criteria:
"""
_DOCUMENTS = """\
# The form that schools fill in. It is made from this page and read by it. `uses` stands for a part that schemes share.
# To ask for an action plan too, add a document with the id `record` (other schemes in rules/ have one).
documents:
  - id: application
    kind: document
    title: {name}
    also_called: Self-assessment
    file_name: {file}
    guidance:
      - heading: How to fill it in
        text: For each criterion tick Met, Partly or Not yet. Say how you meet it and which evidence shows it.
      - heading: Keep pupils' names out
        text: Please do not name any child. Use initials or "a Year 5 pupil".
    sections:
      - uses: application-school
      - id: criteria
        title: Self-assessment against the criteria
        intro: Tick one box for each criterion.
        tables:
          - uses: criteria-table
      - uses: evidence-index
      - uses: declaration
"""
_CHECKS = """\
# Checks of your own. Those that schemes share run beside them (rules/common/checks/).
# `severity` is required (the school must mend it), advice, or office (for the officer only).
# {{read}} is what stood there, {{row}} the row. Examples that must pass and must fail prove each check:
# `award rules test` runs them.
checks:
  - id: evidence-on-request
    kind: row-expression
    on: application.evidence.title
    # `wrong` is true where something is wrong. It sees the row's columns as texts.
    with: {wrong: 'row.title.matches("(?i)^ *(available )?on request[.]? *$")'}
    severity: advice
    order: 280
    title: Evidence is offered and not sent
    message: "{row} of your evidence index says {read}. The panel reads what you send."
    fix: Please send the file with your application, and write here what it is.
    example: Minutes of the school council, spring 2026
    passing:
      - application: {evidence: [{title: Minutes of the school council}]}
      - application: {evidence: [{title: Request form for supervision}]}
    failing:
      - application: {evidence: [{title: Available on request}]}
      - application: {evidence: [{title: on request.}]}
""".replace("{{", "{").replace("}}", "}")
