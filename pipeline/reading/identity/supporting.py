"""Signs that support a school which something else speaks for: its name, town, head, and an address like its name."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.reading.identity.names import ALIKE, UNLIKE, alike, same_head, spoken, telling
from pipeline.reading.identity.numbers import owner
from pipeline.reading.identity.signs import Sign
from pipeline.reading.identity.tally import Tallies, Tally
from pipeline.reading.identity.told import Told

# Two schools whose names fit within this of each other fit alike.
_MARGIN = 0.05
# Shorter than this an address's own part says nothing ("sjs").
_SHORTEST_LABEL = 4


def support(tallies: Tallies, told: Told, sender_domain: str) -> None:
    """Note for each school that is in question what its name, town and head add, or take away."""
    ranked = tallies.ranked()
    if not ranked:
        return
    for name in told.names:
        _name(tallies, ranked, name)
    texts = {file: f" {' '.join(spoken(text))} " for file, text in told.texts.items()}
    for tally in ranked:
        _shown(tallies, tally, texts)
        for head in told.heads:
            if same_head(head, tally.school.head):
                tallies.note([tally.row], Sign.HEAD, tally.school.head)
        if _like_name(sender_domain, tally.school.name):
            tallies.note([tally.row], Sign.SENDER_LIKE_NAME, sender_domain)
        if told.names and all(alike(name, tally.school.name) < UNLIKE for name in told.names):
            tallies.note([tally.row], Sign.NAME_OTHER, next(iter(told.names)))


def _name(tallies: Tallies, ranked: list[Tally], name: str) -> None:
    """Infants and juniors often share a site: a name that fits one of them better says little of the other."""
    likeness = {tally.school.key: alike(name, tally.school.name) for tally in ranked}
    best = max(likeness.values())
    for tally in ranked:
        here = likeness[tally.school.key]
        if here >= ALIKE:
            near = Sign.NAME_SAME if here == 1 else Sign.NAME_ALIKE
            tallies.note([tally.row], near if here >= best - _MARGIN else Sign.NAME_DISTANT, name)


def _shown(tallies: Tallies, tally: Tally, texts: Mapping[str, str]) -> None:
    name, town = " ".join(spoken(tally.school.name)), " ".join(spoken(tally.school.town))
    for file, words in texts.items():
        if telling(tally.school.name) and f" {name} " in words:
            tallies.note([tally.row], Sign.NAME_SHOWN, file)
        # “Elm” of Elm Infant School says nothing that its name has not said.
        if town and town not in name and f" {town} " in words:
            tallies.note([tally.row], Sign.TOWN, tally.school.town)


def _like_name(domain: str, name: str) -> bool:
    """``st-marys-dale.kent.sch.uk`` for St Mary's: the address's own part begins with the name's words."""
    label = "".join(character for character in owner(domain).split(".")[0] if character.isalnum())
    words = "".join(telling(name))
    return bool(words) and len(label) >= _SHORTEST_LABEL and label.startswith((words, f"st{words}"))
