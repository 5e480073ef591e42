"""What changed from one edition of a scheme to another, worded for whoever has to tell the schools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.rulebook.asked import Asked, asked_otherwise, with_conditions
from pipeline.rulebook.running import fee_in_words, round_in_words
from pipeline.scheme.model import Scheme

# What each part of a scheme is called, in the order in which it is told; any other part is told last.
GROUPS: Mapping[str, tuple[str, str]] = {
    "principles": ("Principles", "Principle"),
    "criteria": ("Criteria", "Criterion"),
    "levels": ("Levels", "Level"),
    "marking": ("Marks", "Marks"),
    "choices": ("Lists to choose from", "List"),
    "evidence": ("Evidence", "Evidence"),
    "checks": ("Checks", "Check"),
    "documents": ("Forms", "Form"),
    "sentences": ("Sentences of e-mails and letters", "Sentence"),
    "outcomes": ("Outcomes", "Outcome"),
}
OTHER = "Everything else"
RULES_OF_LEVELS = "how levels are decided"
# How a sentence begins that tells of a changed condition, by its key; of any other key as of what a level needs.
ASKS = {"when": "is now only where", "only_for": "is now only where"}
# What an office does not need to hear of: the examples of a check are its test, and follow it.
LEFT_OUT = frozenset({"passing", "failing", "crosswalks", "builds_on", "leave_out"})
# A longer text is cut: the whole of it stands in the rule files.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. ``change`` is ``added``, ``removed`` or ``changed``; ``says`` a sentence."""

    group: str
    change: str
    says: str


def compare(old: Scheme, new: Scheme) -> tuple[Difference, ...]:
    """Every difference, by the groups' order; two that are the same have none."""
    before, after = (_told_of(scheme) for scheme in (old, new))
    found: list[Difference] = []
    for key in [*GROUPS, *(key for key in after if key not in GROUPS)]:
        if key not in LEFT_OUT and before.get(key) != after.get(key):
            group, one = GROUPS.get(key, (OTHER, ""))
            start = () if key in GROUPS else (_words(key),)
            found += [Difference(group, *each) for each in _between(before.get(key), after.get(key), one, start)]
    return tuple(found)


def _told_of(scheme: Scheme) -> dict[str, Any]:
    """All that a scheme says; its conditions, rounds and fees in words, and its levels stand by themselves."""
    dump: dict[str, Any] = with_conditions(scheme.model_dump(mode="json", by_alias=True), scheme)
    dump["intake"]["rounds"] = [round_in_words(one).removesuffix(".") for one in scheme.intake.rounds]
    dump["fees"] = [fee_in_words(fee, scheme).removesuffix(".") for fee in scheme.fees]
    levels = dump["levels"]
    dump["levels"] = levels.pop("levels") if levels is not None else []
    return {**dump, RULES_OF_LEVELS: levels}


def told(differences: Sequence[Difference]) -> list[str]:
    """The differences under their headings."""
    lines: list[str] = []
    for group in dict.fromkeys(each.group for each in differences):
        lines += [group, *(f"  {each.says}" for each in differences if each.group == group), ""]
    counts = {change: sum(each.change == change for each in differences) for change in ("added", "removed", "changed")}
    said = ", ".join(f"{count} {change}" for change, count in counts.items() if count)
    return [*lines, f"{said}." if said else "Nothing changed."]


def _between(old: Any, new: Any, one: str, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if _are_named(old, new):
        yield from _items({i["id"]: i for i in old}, {i["id"]: i for i in new}, one, way)
    elif isinstance(old, Asked) or isinstance(new, Asked):
        yield from asked_otherwise(_who(one, way), ASKS.get(way[-1].replace(" ", "_"), "now asks"), old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if key not in LEFT_OUT and old.get(key) != new.get(key):
                yield from _between(old.get(key), new.get(key), one, (*way, _words(key)))
    elif _is_plain(old) and _is_plain(new):
        yield from _words_of(old or [], new or [], one, way)
    elif old is None or new is None:
        change, said = ("added", f"now {_said(new)}") if old is None else ("removed", "no longer there")
        yield change, f"{_name(one, way)}: {said}."
    else:
        yield "changed", f"{_name(one, way)}: was {_said(old)}, is now {_said(new)}."


def _items(old: dict[str, Any], new: dict[str, Any], one: str, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Things that have an id: new ones, those that are gone, and what changed within the others."""
    for name, item in new.items():
        if name not in old:
            yield "added", f"{_name(one, (*way, _called(item)))} is new{_saying(item)}."
    for name, item in old.items():
        if name not in new:
            yield "removed", f"{_name(one, (*way, _called(item)))} is gone{_saying(item)}."
    for name, item in new.items():
        if name in old and item != old[name]:
            yield from _between(_without_id(old[name]), _without_id(item), one, (*way, _called(item)))


def _words_of(old: list[Any], new: list[Any], one: str, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    gone, come = [w for w in old if w not in new], [w for w in new if w not in old]
    if len(gone) == len(come) == 1:
        yield "changed", f"{_name(one, way)}: was {_said(gone[0])}, is now {_said(come[0])}."
        return
    for words, change, says in ((come, "added", "new"), (gone, "removed", "gone")):
        if words:
            yield change, f"{_name(one, way)}: {says} {', '.join(_said(word) for word in words)}."
    if not gone and not come:
        yield (
            "changed",
            f"{_name(one, way)}: in another order: {', '.join(x if isinstance(x, str) else _said(x) for x in new)}.",
        )


def _are_named(old: Any, new: Any) -> bool:
    """Whether both list things that have an id; one of them may list nothing."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return False
    return bool(old or new) and all(isinstance(item, dict) and "id" in item for item in (*old, *new))


def _who(one: str, way: tuple[str, ...]) -> str:
    """Whose condition it is: a level by its name alone."""
    return _name("" if one == GROUPS["levels"][1] else one, way[:-1])


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, list)


def _without_id(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "id"}


def _called(item: Mapping[str, Any]) -> str:
    """How a person calls it: a criterion by its number, a check by its id and title, all else by its name or id."""
    if "severity" in item:
        return f"{item['id']} ({item['title']})"
    return str(item.get("code") or item.get("short_name") or item.get("name") or item.get("label") or item["id"])


def _saying(item: Mapping[str, Any]) -> str:
    text = item.get("text") or item.get("message") or item.get("descriptor") or ""
    return f": {_said(text)}" if text else ""


def _name(one: str, way: tuple[str, ...]) -> str:
    head, *rest = way or ("",)
    return ", ".join((f"{one} {head}".strip(), *rest))


def _words(key: str) -> str:
    return key.replace("_", " ")


def _said(value: Any) -> str:
    if isinstance(value, Asked):
        return value.words
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{_words(key)} {_said(inner)}" for key, inner in value.items() if inner not in (None, [], ""))
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value) or "nothing"
    text = " ".join(str(value).split())
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[:LONGEST]} …”"
