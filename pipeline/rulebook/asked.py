"""What a condition of one edition asks for beside that of another, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.rulebook.in_words import Said, condition_in_words
from pipeline.scheme.model import Condition, Scheme
from pipeline.scheme.model.conditions import HEADS, HowMany


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition with the scheme whose names it speaks of."""

    condition: Condition
    scheme: Scheme = field(compare=False)

    @property
    def words(self) -> str:
        """The condition in words, on one line."""
        return _on_one_line(condition_in_words(self.condition, self.scheme))


def with_conditions(part: Any, scheme: Scheme) -> Any:
    """A dump of a scheme, or a part of one, with :class:`Asked` in the place of each condition."""
    if isinstance(part, dict):
        if part.keys() >= set(HEADS):
            return Asked(Condition.model_validate(part), scheme)
        return {key: with_conditions(value, scheme) for key, value in part.items()}
    return [with_conditions(item, scheme) for item in part] if isinstance(part, list) else part


def asked_otherwise(who: str, asks: str, old: Asked | None, new: Asked | None) -> Iterator[tuple[str, str]]:
    """``Gold now asks for 7 of its criteria (it asked for all).`` ``asks`` is how the change is begun."""
    if old is None or new is None:
        change, words = ("added", f"{asks}: {new.words}") if new is not None else ("removed", "asks for it no more")
        yield change, f"{who} {words}{f' ({old.words})' if old is not None else ''}."
        return
    parts = _changed_parts(old, new)
    if parts:
        for part_before, part_after in parts:
            yield from asked_otherwise(who, asks, part_before, part_after)
    elif _only_how_many(old.condition, new.condition):
        before, after = (_how_many(one.condition) for one in (old, new))
        yield "changed", f"{who} {asks} for {after} of its criteria (it asked for {before})."
    else:
        yield "changed", f"{who} {asks}: {new.words} (it was: {old.words})."


def _changed_parts(old: Asked, new: Asked) -> list[tuple[Asked, Asked]]:
    """The parts that changed, where nothing else did."""
    before, after = old.condition, new.condition
    if before.head != after.head or len(before.parts) != len(after.parts) or not before.parts:
        return []
    bare = dict.fromkeys(("all_of", "any_of", "none_of", "of", "when"))
    of_another_kind = (before.when is None) != (after.when is None)
    if of_another_kind or before.model_copy(update=bare) != after.model_copy(update=bare):
        return []
    pairs = zip(before.parts, after.parts, strict=True)
    return [(Asked(a, old.scheme), Asked(b, new.scheme)) for a, b in pairs if a != b]


def _only_how_many(old: Condition, new: Condition) -> bool:
    if old.criteria is None or new.criteria is None:
        return False
    return old.model_copy(update={"criteria": new.criteria}) == new and (
        old.criteria.model_copy(update={"how_many": new.criteria.how_many}) == new.criteria
    )


def _how_many(condition: Condition) -> str:
    how_many: HowMany = condition.criteria.how_many if condition.criteria is not None else "all"
    return {"any": "one or more", "most": "more than half"}.get(str(how_many), str(how_many))


def _on_one_line(said: Said) -> str:
    within = "; ".join(_on_one_line(part) for part in said.parts)
    return said.text + (f" ({within})" if within else "")
