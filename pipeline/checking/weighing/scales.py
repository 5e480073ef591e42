"""What conditions are weighed against, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.checking.scene import Scene, answered, text_of
from pipeline.scheme.model import Condition, Scheme
from pipeline.scheme.model.conditions import HowMany
from pipeline.scheme.words.phrases import Phrases, phrases_of
from pipeline.values import Row


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether a condition holds. ``says`` is what was counted; ``parts`` what came of the conditions within it.

    ``lacking`` are the codes of criteria that stand in its way, each with the marks it should have.
    """

    met: bool
    says: str
    parts: tuple[Weighed, ...] = ()
    lacking: Mapping[str, str] = field(default_factory=dict)

    def missing(self) -> dict[str, str]:
        """What is lacking here and in its parts; nothing when it holds."""
        if self.met:
            return {}
        within = {code: marks for part in self.parts for code, marks in part.missing().items()}
        return {**within, **self.lacking}

    def reasons(self) -> tuple[str, ...]:
        """Why it does not hold, in the words of the innermost conditions; empty when it does."""
        if self.met:
            return ()
        inner = tuple(reason for part in self.parts for reason in part.reasons())
        return tuple(dict.fromkeys(inner)) or (self.says,)


@dataclass(frozen=True, slots=True)
class Scales:
    """``marks`` are by criterion: the school's own, or the panel's. ``waived`` are criteria with “not applicable”
    where that is allowed. ``area`` is the one principle that a rule for areas is being weighed for. ``weigh`` weighs
    a condition that stands within what is looked at: which schools a criterion is for, or what an area must reach.
    """

    scene: Scene
    marks: Mapping[str, str]
    weigh: Callable[[Condition, Scales], Weighed]
    waived: frozenset[str] = frozenset()
    area: str | None = None

    @property
    def scheme(self) -> Scheme:
        """The rules that the submission is weighed by."""
        return self.scene.scheme

    @property
    def phrases(self) -> Phrases:
        """What is counted is said in the scheme's language."""
        return phrases_of(self.scheme)


def set_up(scene: Scene, marks: Mapping[str, str] | None, weigh: Callable[[Condition, Scales], Weighed]) -> Scales:
    """The scales of a submission, with the panel's ``marks`` or else the school's own."""
    rows = _marked_rows(scene)
    own = {row.key: mark for row in rows if row.key and (mark := text_of(row, _column(scene)))}
    waived = frozenset(row.key for row in rows if row.key and not_applicable(scene, row))
    return Scales(scene, own if marks is None else marks, weigh, waived)


def not_applicable(scene: Scene, row: Row) -> bool:
    """Whether a row of the marked table says “not applicable” where that is allowed, with its reason if needed."""
    marking = scene.scheme.marking
    if marking is None or marking.not_applicable is None or text_of(row, _column(scene)) != marking.not_applicable:
        return False
    allowed = next((c.not_applicable for c in scene.scheme.criteria if c.id == row.key), "never")
    if allowed == "with-reason":
        return marking.reason is not None and answered(row, marking.reason)
    return allowed == "freely"


def enough(count: int, of: int, wanted: HowMany) -> bool:
    """Whether so many of so many are as many as were wanted. “Most” is more than half."""
    if isinstance(wanted, int):
        return count >= wanted
    if wanted == "all":
        return count == of
    if wanted == "any":
        return count >= 1
    if wanted == "none":
        return count == 0
    if wanted == "most":
        return count * 2 > of
    return of > 0 and count * 100 >= int(wanted.rstrip("% ")) * of


def said(wanted: HowMany, of: int, phrases: Phrases) -> str:
    """``all are needed``, ``1 is needed``; of a single one, that one."""
    if wanted == "none":
        return phrases.say("none may be")
    word = {"any": "one", "most": "more than half"}.get(str(wanted), str(wanted))
    if of == 1 and wanted == "all":
        word = "1"
    return phrases.say("{count} is needed" if word in ("1", "one") else "{count} are needed", count=phrases.say(word))


def _marked_rows(scene: Scene) -> tuple[Row, ...]:
    marking = scene.scheme.marking
    table = scene.table(marking.column) if marking is not None else None
    return table.rows if table is not None else ()


def _column(scene: Scene) -> str:
    marking = scene.scheme.marking
    return marking.column.rpartition(".")[2] if marking is not None else ""
